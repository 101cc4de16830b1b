"""W02b's distances: an obvious oracle that counts steps on a drawn ladder, and what must hold for every pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.activities.place_the_documents import OTHER_RUNGS
from seminar.data.evidence import fact, rows
from seminar.models.ladder import BESIDE, MAIN, distance, nearest

every_rung = st.sampled_from([*MAIN, *BESIDE])
mirror_rung = st.sampled_from(list(OTHER_RUNGS))
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


@given(every_rung, st.lists(every_rung, min_size=1, unique=True))
def test_the_nearest_view_counts_and_a_further_view_never_takes_one_away(chosen, held):
    found = [by_steps(chosen, key) for key in held if by_steps(chosen, key) is not None]
    assert nearest(chosen, held) == (min(found) if found else None)
    assert nearest(chosen, [*held, chosen]) == 0


@given(mirror_rung, mirror_rung)
def test_another_countrys_ladder_knows_no_numbers(chosen, key):
    assert nearest(chosen, [key], mirror=True) == (0 if chosen == key else None)


def test_a_court_and_a_draft_fit_exactly_or_not_at_all():
    assert distance("court", "court") == 0
    assert distance("court", "rule") is None
    assert distance("law", "draft") is None
    assert distance("law", "plan") == 4


def test_a_rung_of_no_ladder_is_refused():
    with pytest.raises(ValueError, match="expected one of"):
        distance("law", "rumour")


def test_the_outline_is_a_plan_and_each_document_has_one_key_and_a_second_reason_where_it_has_a_second_rung():
    table = rows("ladder")
    assert len(table) >= 12
    assert len({row.cells["document"] for row in table}) == len(table)
    assert next(row for row in table if row.cells["document"] == "f-P001").cells["rung"] == "plan"
    for row in table:
        known = MAIN.keys() | set(BESIDE) if row.cells["place"] == "China" else set(OTHER_RUNGS)
        assert {row.cells["rung"], row.cells.get("second_rung", row.cells["rung"])} <= known
        assert ("second_rung" in row.cells) == ("second_why" in row.cells)
        assert row.cells["document"] in row.cells["facts"].split(";")
        assert fact(row.cells["document"])
