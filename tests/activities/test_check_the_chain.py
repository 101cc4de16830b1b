"""W06d without a browser: nothing of the key before an answer, and the verdict of the model after it."""

import re

import pytest
from seminar import activities
from seminar.activities.check_the_chain import cases, chosen, evidence, ours, picture, question, result, text
from seminar.answers.store import store
from seminar.models import chain
from seminar.paper.forms import form
from seminar.screen.controls import Select
from seminar.screen.page import STILL_INK
from support import as_read, below, sent

CASES = cases()
TITLES = list(CASES)


def answer(answers, rows, states):
    for key, state in zip(rows.index, states, strict=False):
        answers.save(question(key), {"choice": state, "checked": True})


def hidden(said):
    """Whether none of our readings stands in *said*."""
    ours = [words for rows in CASES.values() for column in ("why", "note") for words in rows[column].dropna()]
    return not any(words in said for words in ours)


def test_the_still_view_and_the_paper_have_the_links_and_no_key():
    shown = activities.check_the_chain()
    paper = as_read(form("06-w06d"))
    for rows in CASES.values():
        for statement in rows["statement"]:
            assert statement in shown.html
            assert statement in paper
    assert hidden(shown.html)
    assert hidden(paper)
    assert shown.plain.endswith("Choose Run, then Run All Cells, to check the links.")


def test_the_live_view_sends_no_reading_before_an_answer_and_only_that_one_after():
    live = activities.check_the_chain().live
    assert hidden(sent(live()))
    first = CASES[TITLES[0]].iloc[0]
    store("06").save(question(first.name), {"choice": chain.NOT_FOUND, "checked": False})
    assert hidden(sent(live()))
    store("06").save(question(first.name), {"choice": chain.NOT_FOUND, "checked": True})
    told = sent(live())
    assert first["why"] in told
    others = [why for rows in CASES.values() for why in rows["why"] if why != first["why"]]
    assert not any(why in told for why in others)


def test_what_the_sources_say_stands_there_while_one_chooses():
    view = activities.check_the_chain().live()
    first = CASES[TITLES[0]].iloc[0]
    assert set(first["facts"].split(";")) <= set(re.findall(r"\.md#([\w-]+)", sent(view)))
    assert "Breach: a warning or a fine of 5 to 50 yuan" in sent(view)
    assert "Smoking on high-speed trains" not in sent(view)
    below(view, Select)[0].hear({"value": "4"})
    assert "Smoking on high-speed trains" in sent(view)


def test_a_link_without_a_fact_says_so():
    row = CASES["Shenzhen 2015"].iloc[2]
    assert "No source that we read says anything about this link." in str(evidence(row))


@pytest.mark.parametrize("rows", CASES.values())
def test_each_fact_of_a_link_is_told_with_its_source_and_links_to_its_page(rows):
    for _, row in rows.iterrows():
        keys = row["facts"].split(";") if isinstance(row["facts"], str) else []
        told = str(evidence(row))
        assert re.findall(r"\.md#([\w-]+)", told) == keys
        assert told.count(", grade ") == len(keys)


@pytest.mark.parametrize("title", TITLES)
def test_the_verdict_is_that_of_the_model_and_ours_waits_for_all_seven(title):
    answers, rows = store("06"), CASES[title]
    assert result(title, rows, answers) == f"{title}: does the chain hold?"
    answer(answers, rows, ["sourced", "not found", "contradicted"])
    assert chosen(answers, rows) == ["sourced", "not found", "contradicted", "", "", "", ""]
    assert result(title, rows, answers) == f"{title}, your chain: broken at link 3; 3 of 7 checked"
    assert "1 sourced, 1 contradicted, 1 not found. 4 are not checked yet and count as missing." in text(
        title, rows, answers
    )
    answer(answers, rows, ["sourced"] * 7)
    theirs = chain.verdict(list(rows["reading"])).in_words()
    assert result(title, rows, answers) == f"{title}, your chain: chain stands. Ours: {theirs}"
    other = next(name for name in TITLES if name != title)
    assert result(other, CASES[other], answers) == f"{other}: does the chain hold?"


def test_our_chain_turns_only_where_one_has_answered():
    answers, rows = store("06"), CASES["Shenzhen 2015"]
    answer(answers, rows, ["sourced", "not found"])
    states = chosen(answers, rows)
    assert ours(rows, states) == ["sourced", "sourced", "", "", "", "", ""]
    drawn = picture("Shenzhen 2015", states, ours(rows, states), 1)
    assert "1, an offence: yours whole: sourced, ours whole: sourced" in drawn.alt
    assert "2, recorded: yours dotted: not found, ours whole: sourced" in drawn.alt
    assert "7, it applies to this person: yours not answered yet, ours not answered yet" in drawn.alt
    assert str(drawn.draw(STILL_INK)).count("we differ here") == 1


def test_one_comes_back_to_the_first_link_that_is_open():
    answer(store("06"), CASES[TITLES[0]], ["sourced", "not found"])
    assert below(activities.check_the_chain().live(), Select)[0].value == "2"


def test_an_answer_that_was_edited_into_something_else_counts_as_none():
    answers, rows = store("06"), CASES[TITLES[0]]
    answers.save(question(rows.index[0]), {"choice": "surely", "checked": True})
    answers.save(question(rows.index[1]), "sourced")
    assert chosen(answers, rows)[:2] == ["", ""]


def test_the_words_name_inputs_result_and_a_limit():
    said = text(TITLES[0], CASES[TITLES[0]], store("06"))
    assert 2 <= len(re.findall(r"[.;] |\.$", said)) <= 5
    assert "unproved: 7 links missing" in said
    assert "may still exist" in said
