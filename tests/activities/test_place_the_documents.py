"""W02b without a browser: nothing of the key before an answer, and the distances of the model after it."""

import re

import htpy as h
import pytest
from seminar import activities
from seminar.activities.place_the_documents import SORTER, card, described, items, tally
from seminar.answers.store import store
from seminar.data.evidence import rows
from seminar.paper.forms import form
from seminar.screen.page import CHINESE
from support import as_read, sent

ROWS = rows("ladder")
ITEMS = items()


def answer(number, rung, checked=True):
    store("02").save(SORTER.question(number), {"choice": rung, "checked": checked})


def hidden(said):
    """Whether none of our readings stands in *said*."""
    return not (re.search(r"\bf-[A-Z]\d|Binds:", said) or any(row.cells["why"] in said for row in ROWS))


def test_the_still_view_and_the_paper_have_the_documents_and_no_key():
    shown, paper = activities.place_the_documents(), as_read(form("02-w02b"))
    for row in ROWS:
        assert described(row)["title"].replace("'", "&#39;") in shown.html
        assert described(row)["title"] in paper
    assert hidden(shown.html)
    assert hidden(paper)
    assert not CHINESE.search(re.sub(r'<span lang="zh">[^<]*</span>', "", shown.html))


def test_the_live_view_sends_no_reading_before_an_answer_and_only_that_one_after():
    live = activities.place_the_documents().live
    assert hidden(sent(live()))
    answer(1, "law", checked=False)
    assert hidden(sent(live()))
    answer(1, "law")
    told = sent(live())
    assert ROWS[0].cells["why"] in told
    assert "A court applies it: no." in told
    assert ROWS[0].cells["facts"].split(";")[0] in re.findall(r"\.md#([\w-]+)", told)
    assert not any(row.cells["why"] in told for row in ROWS[1:])


def test_the_tally_counts_same_near_far_and_not_comparable():
    assert tally(store("02"))[0] == f"Placed: 0 of {len(ITEMS)}. On our rung: 0"
    court = next(number for number, item in enumerate(ITEMS, 1) if item.key == "court")
    for number, rung in {1: "plan", 2: "rule", court: "law"}.items():
        answer(number, rung)
    finding, text, _ = tally(store("02"))
    assert finding == f"Placed: 3 of {len(ITEMS)}. On our rung: 1"
    assert "3 documents" in text
    assert "1 on our rung, 1 one rung away, 0 further away, and 1 where no distance" in text
    answer(1, "law")
    assert "0 on our rung, 1 one rung away, 1 further away" in tally(store("02"))[1]
    assert 2 <= len(re.findall(r"\.(?: |$)", text)) <= 4


def test_an_answer_that_was_edited_into_something_else_counts_as_none():
    answer(1, "surely")
    store("02").save(SORTER.question(2), "law")
    assert tally(store("02"))[0].startswith("Placed: 0 of")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_card_has_issuer_and_date_and_a_number_only_where_one_was_read(row):
    said, shown = described(row), str(h.p[card(row)])
    assert said["issuer"].replace("'", "&#39;") in shown
    assert f"Date: {said['date']}." in shown
    assert ("Number:" in shown) == ("number" in said)
    assert "does not say" not in shown


def test_some_cards_have_a_number_and_some_have_none():
    assert {"number" in described(row) for row in ROWS} == {True, False}
