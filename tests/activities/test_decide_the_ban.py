"""W08e without a browser: what decides a case appears with its check only, and rests on facts."""

import html
from collections import Counter

import pytest
from seminar import activities
from seminar.activities.decide_the_ban import KINDS, SORTER, cases
from seminar.answers.store import store
from seminar.data.package import fields
from seminar.paper.forms import form
from seminar.paper.forms.parts import TICK
from support import as_read, checks, sent


def test_seven_cases_of_three_kinds_inside_and_outside_the_union():
    kinds = Counter(row.cells["key"] for row in cases())
    assert set(kinds) == set(KINDS) == set(fields("ban_cases")["key"]["constraints"]["enum"])
    assert sum(kinds.values()) == 7
    assert max(kinds.values()) <= 3
    assert {"China", "Germany", "Netherlands", "European Union"} == {row.cells["place"] for row in cases()}


@pytest.mark.parametrize("row", cases(), ids=lambda row: row.id)
def test_the_key_says_what_the_reading_says(row):
    said = {"outside": "No", "open": "Open", "reached": "It can"}
    assert row.cells["reached"].startswith(said[row.cells["key"]])


def hidden(said):
    return not any(row.cells["decides"] in html.unescape(said) for row in cases())


@pytest.mark.parametrize("said", [activities.decide_the_ban().html, as_read(form("08-w08e"))], ids=["page", "paper"])
def test_every_case_stands_in_the_still_view_and_on_the_paper_and_no_reading(said):
    assert all(row.cells["case"] in html.unescape(said) for row in cases())
    assert hidden(said)


def test_the_paper_has_a_box_for_each_kind():
    assert form("08-w08e").count(TICK) == len(cases()) * len(KINDS)


def test_what_decides_a_case_and_its_facts_appear_with_its_check_only():
    live = activities.decide_the_ban().live()
    assert len(checks(live)) == 7
    assert hidden(sent(live))
    store("08").save(SORTER.question(1), {"choice": "reached", "checked": True})
    shown = html.unescape(sent(activities.decide_the_ban().live()))
    assert cases()[0].cells["decides"] in shown
    assert "ai_rules.md#f-W043b" in shown
    assert not any(row.cells["decides"] in shown for row in cases()[1:])
    assert "Decided: 1 of 7. Same as our reading: 0." in shown


@pytest.mark.parametrize(
    "value", [None, "open", {"choice": "king", "checked": True}, {"choice": "open", "checked": False}]
)
def test_an_answer_that_was_edited_or_not_checked_counts_as_none(value):
    store("08").save(SORTER.question(1), value)
    assert [pair for pair in SORTER.pairs(store("08")) if pair[0] in KINDS] == []


def test_the_instructors_key_holds_every_reading():
    said = html.unescape(str(SORTER.keys()))
    assert all(row.cells["decides"] in said and row.cells["reached"] in said for row in cases())
