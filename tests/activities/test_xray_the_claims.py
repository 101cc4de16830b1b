"""W07d without a browser: five claims, no key before the four answers of a claim are checked."""

import html

import htpy as h
import pytest
from seminar import activities
from seminar.activities.xray_the_claims import (
    ASKED,
    QUESTIONS,
    WAIT,
    claim_words,
    claims,
    finding,
    key,
    keys,
    lists,
    mine,
    reading,
    tally,
)
from seminar.answers.store import store
from seminar.paper.forms import form
from seminar.paper.forms.parts import TICK
from seminar.screen.controls import Button, Select
from support import checks, sent

ROWS = claims()


def answer(row, checked=True, **others):
    chosen = {name: held[0] for name, held in key(row).items()} | others
    store("07").save(lists(row).name, {"chosen": chosen, "checked": checked})


def hidden(said, shown=ROWS):
    """Whether no reading of the claims *shown* stands in *said*."""
    return not any(row.cells["why"] in said or reading(row) in said for row in shown)


def boxes():
    live = activities.xray_the_claims().live()
    return live, checks(live)


def test_no_key_in_the_still_view_and_on_the_paper_only_what_the_source_says():
    shown, paper = html.unescape(activities.xray_the_claims().html), form("07-w07d")
    assert hidden(shown)
    assert hidden(paper)
    assert all(claim_words(row) in shown and claim_words(row) in paper for row in ROWS)
    assert not any(row.cells["source_says"] in shown for row in ROWS)
    assert paper.count(TICK) == len(ROWS) * sum(map(len, QUESTIONS.values()))
    example = "a regulator’s rule, tested on people in the USA"
    assert example in paper
    assert not any(finding({name: held[0] for name, held in key(row).items()}) in paper for row in ROWS)


def test_our_reading_appears_with_the_check_of_its_claim_only():
    live, (first, *others) = boxes()
    pair, press = first.children[1], next(part for part in first.children if isinstance(part, Button))
    assert [select.legend for select in pair.children] == [f"Claim 1. {question}" for question in ASKED.values()]
    press.press()
    assert html.unescape(WAIT) in sent(first)
    for select, value in zip(pair.children, ("seller", "none", "people", "china"), strict=True):
        select.value = value
    assert "Your X-ray: a seller’s claim, not tested here." in sent(first)
    assert hidden(sent(live))
    press.press()
    assert reading(ROWS[0]) in sent(first)
    assert "3 of 4 answers as ours. Not as ours: On whom?" in sent(first)
    assert hidden(sent(live), ROWS[1:])
    assert all(part.disabled for part in pair.children if isinstance(part, Select))
    assert tally(store("07"))[0] == "X-rayed: 1 of 5 claims. Answers as ours: 3 of 4"
    assert len(others) == 4


def test_two_answers_that_both_fit_are_both_held():
    row = next(row for row in ROWS if ";" in row.cells["scale"])
    for scale in row.cells["scale"].split(";"):
        answer(row, scale=scale)
        assert tally(store("07"))[0].endswith("Answers as ours: 4 of 4")


def test_all_right_is_all_right_and_the_words_say_so():
    for row in ROWS:
        answer(row)
    line, text = tally(store("07"))
    assert line == "X-rayed: 5 of 5 claims. Answers as ours: 20 of 20"
    assert "may still be true" in text
    said = sent(activities.xray_the_claims().live())
    assert all(f"{claim_words(row)} {mine({n: held[0] for n, held in key(row).items()})}" in said for row in ROWS)


@pytest.mark.parametrize("value", [None, 7, {"chosen": {"speaker": "prophet"}, "checked": True}, {"chosen": []}])
def test_a_file_that_was_edited_does_no_harm(value):
    store("07").save(lists(ROWS[0]).name, value)
    assert tally(store("07"))[0] == "X-rayed: 0 of 5 claims"
    assert hidden(sent(activities.xray_the_claims().live()))


def test_the_sellers_claim_reads_as_the_plan_says_and_the_forum_is_moved():
    made = html.unescape(str(h.div[keys()]))
    assert "A seller’s claim, not tested here." in made
    assert "A critic’s finding, read in rules or records, not tested, on people in the USA, not in China." in made
    assert all(reading(row) in made for row in ROWS)
