"""W02b's distances: an obvious oracle that counts steps on a drawn ladder, and what must hold for every pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.activities.place_the_documents import RUNGS
from seminar.data.evidence import fact, rows
from seminar.models.ladder import BESIDE, MAIN, distance

every_rung = st.sampled_from([*MAIN, *BESIDE])
DRAWN = ["", "company", "plan", "", "rule", "regulation", "law"]
"""The main ladder as it is drawn: a place for each number; 0 and 3 hold no main rung."""


def by_steps(chosen, key):
    """Climb from the lower rung to the higher one and count."""
    if chosen == key:
        return 0
    if chosen not in DRAWN or key not in DRAWN:
        return None
    low, high = sorted((DRAWN.index(chosen), DRAWN.index(key)))
    steps = 0
    while low < high:
        low, steps = low + 1, steps + 1
    return steps


@given(every_rung, every_rung)
def test_the_distance_is_that_of_a_climb_and_the_same_both_ways(chosen, key):
    assert distance(chosen, key) == by_steps(chosen, key) == distance(key, chosen)


def test_a_court_and_a_draft_fit_exactly_or_not_at_all():
    assert distance("court", "court") == 0
    assert distance("court", "rule") is None
    assert distance("law", "draft") is None
    assert distance("law", "plan") == 4


def test_a_rung_of_no_ladder_is_refused():
    with pytest.raises(ValueError, match="expected one of"):
        distance("law", "rumour")


def test_the_outline_is_a_plan_and_each_document_stands_on_one_rung():
    table = rows("ladder")
    assert len(table) == 8
    assert len({row.cells["document"] for row in table}) == len(table)
    assert next(row for row in table if row.cells["document"] == "f-P001").cells["rung"] == "plan"
    for row in table:
        assert row.cells["rung"] in RUNGS.keys() & {*MAIN, *BESIDE}
        assert row.cells["document"] in row.cells["facts"].split(";")
        assert fact(row.cells["document"])
