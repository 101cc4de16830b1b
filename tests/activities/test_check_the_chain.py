"""W06d without a browser: nothing of the key before an answer, and the verdict of the model after it."""

import re

import pytest
from seminar import activities
from seminar.activities.check_the_chain import cases, chosen, question, result, text
from seminar.answers.store import store
from seminar.models import chain
from seminar.paper.forms import form
from support import sent

CASES = cases()
TITLES = list(CASES)


def answer(answers, rows, states):
    for key, state in zip(rows.index, states, strict=False):
        answers.save(question(key), {"choice": state, "checked": True})


def hidden(said):
    """Whether none of our readings stands in *said*."""
    ours = [words for rows in CASES.values() for column in ("why", "note") for words in rows[column].dropna()]
    return not re.search(r"\bf-[A-Z]\d", said) and not any(words in said for words in ours)


def test_the_still_view_and_the_paper_have_the_links_and_no_key():
    shown = activities.check_the_chain()
    paper = form("06-w06d")
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
    assert first["facts"].split(";")[0] in re.findall(r"\.md#([\w-]+)", told)
    others = [why for rows in CASES.values() for why in rows["why"] if why != first["why"]]
    assert not any(why in told for why in others)


@pytest.mark.parametrize("title", TITLES)
def test_the_verdict_is_that_of_the_model_and_ours_waits_for_all_seven(title):
    answers, rows = store("06"), CASES[title]
    assert result(title, rows, answers) == f"{title}, your chain: unproved: 7 links missing; 0 of 7 checked"
    answer(answers, rows, ["sourced", "not found", "contradicted"])
    assert chosen(answers, rows) == ["sourced", "not found", "contradicted", "", "", "", ""]
    assert result(title, rows, answers) == f"{title}, your chain: broken at link 3; 3 of 7 checked"
    assert "1 sourced, 1 contradicted, 1 not found. 4 are not checked yet and count as missing." in text(
        title, rows, answers
    )
    answer(answers, rows, ["sourced"] * 7)
    ours = chain.verdict(list(rows["reading"])).in_words()
    assert result(title, rows, answers) == f"{title}, your chain: chain stands. By our readings: {ours}"
    other = next(name for name in TITLES if name != title)
    assert "0 of 7 checked" in result(other, CASES[other], answers)


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
