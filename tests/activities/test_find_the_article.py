"""W02d without a browser: each reply says why, and the fact is linked only after the right or the shown answer."""

import re

import pytest
from seminar import activities
from seminar.activities.find_the_article import (
    FOUND,
    NO_DOCUMENT,
    NUMBER_WANTED,
    SHOWN,
    TRIED,
    documents,
    every_number,
    keys,
    numbers,
    place_of,
    provisions,
    questions,
    read_reference,
    reply,
    saved,
    tally,
)
from seminar.answers.store import store
from seminar.errors import SeminarError
from seminar.models.articles import OTHER_ARTICLE, RIGHT, WRONG_DOCUMENT
from seminar.paper.forms import form
from support import sent

QUESTIONS = questions()
every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)


def save(question, document, article, state):
    store("02").save(question.name, {"document": document, "article": article, "state": state})


def right(question):
    return question.key.cells["document"], question.key.cells["article"]


@every_question
def test_the_key_is_a_numbered_article_of_a_document_on_offer_and_nothing_else_in_it_is_the_same(question):
    assert question.key.table == "provisions"
    assert question.key.cells["grade"] == "A"
    assert question.key.cells["document"] in documents()
    assert numbers(question.key)
    assert len({other.key.id for other in QUESTIONS}) == len(QUESTIONS)


@every_question
def test_every_document_and_every_number_of_the_table_gets_a_verdict_that_a_search_confirms(question):
    for document in documents():
        for number in sorted(set().union(*map(numbers, provisions(document))) | every_number(question.key) | {999}):
            verdict, said = reply(question, document, str(number))
            same = document == question.key.cells["document"]
            expected = WRONG_DOCUMENT if not same else RIGHT if number in every_number(question.key) else OTHER_ARTICLE
            assert verdict == expected
            if verdict == RIGHT:
                assert question.key.cells["says"] in said
                continue
            holding = [row.cells["says"] for row in provisions(document) if number in numbers(row)]
            assert any(words in said for words in holding) if holding else "no row" in said or "no numbered" in said
            assert question.key.id not in said
            assert question.key.cells["says"] not in said


def test_an_article_is_read_in_four_ways():
    question = next(question for question in QUESTIONS if numbers(question.key) == {17})
    document = question.key.cells["document"]
    for written in ("17", "art. 17", "Article 17", "第十七条"):
        assert reply(question, document, written)[0] == RIGHT


def test_the_number_of_today_is_right_too_and_is_said():
    laws = QUESTIONS[0]
    then, today = (reply(laws, laws.key.cells["document"], number) for number in ("7", "10"))
    assert then[0] == today[0] == RIGHT
    assert "by its number of today" in today[1]
    assert "by its number of today" not in then[1]
    assert "(today art. 10)" in then[1]


def test_a_plan_has_no_numbered_articles():
    assert "plan that sets aims" in reply(QUESTIONS[0], "Planning Outline 2014-2020", "3")[1]


def test_bad_input_is_a_sentence():
    with pytest.raises(SeminarError, match=NO_DOCUMENT):
        reply(QUESTIONS[0], "", "7")
    with pytest.raises(SeminarError, match=re.escape(NUMBER_WANTED)):
        reply(QUESTIONS[0], "Civil Code", "seven")
    with pytest.raises(SeminarError, match=re.escape(NUMBER_WANTED)):
        read_reference("seven")
    assert read_reference("  ") == ""


def test_nothing_of_the_key_before_an_answer():
    shown, live = activities.find_the_article(), activities.find_the_article().live
    for question in QUESTIONS:
        assert question.text in shown.html
        for said in (shown.html, sent(live())):
            assert question.key.cells["says"] not in said
            assert question.key.id not in re.findall(r"f-\w+", said)
    save(QUESTIONS[0], right(QUESTIONS[0])[0], "99", TRIED)
    assert QUESTIONS[0].key.id not in sent(live())
    assert "another article" in sent(live())


@every_question
def test_the_fact_is_linked_after_the_right_answer_or_when_it_was_shown(question):
    for state, answer in ((FOUND, right(question)), (SHOWN, ("", ""))):
        save(question, *answer, state)
        told = sent(activities.find_the_article().live())
        assert question.key.cells["says"] in told
        assert re.findall(r"\.md#([\w-]+)", told) == [question.key.id]


def test_the_tally_counts_found_shown_and_tried():
    assert tally(store("02"))[0] == f"Found: 0 of {len(QUESTIONS)}. Shown: 0"
    save(QUESTIONS[0], *right(QUESTIONS[0]), FOUND)
    save(QUESTIONS[1], "", "", SHOWN)
    save(QUESTIONS[2], "Civil Code", "1030", TRIED)
    finding, text = tally(store("02"))
    assert finding == f"Found: 1 of {len(QUESTIONS)}. Shown: 1"
    assert "1 article of" in text
    assert "1 tried without success" in text
    assert 3 <= len(re.findall(r"\.(?: |$)", text)) <= 4


def test_a_saved_answer_that_was_edited_counts_as_none_or_as_what_it_is():
    answers, question = store("02"), QUESTIONS[0]
    for value in ("surely", {"document": "Bible", "article": "7", "state": FOUND}, {"state": FOUND}):
        answers.save(question.name, value)
        assert saved(question, answers) == ("", "", "")
    save(question, "Civil Code", "1030", FOUND)
    assert saved(question, answers)[2] == TRIED


def test_the_keys_are_for_the_instructor_and_the_paper_has_every_question_without_its_key():
    listed, paper = str(keys()), form("02-w02d")
    for question in QUESTIONS:
        assert question.text in paper
        assert question.key.id in listed
        assert place_of(question).replace("'", "&#39;") in listed
    assert not re.search(r"\bf-[A-Z]\d", paper)
