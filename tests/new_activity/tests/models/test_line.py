"""Waits in a line, against a clock that goes minute by minute."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.models.line import waits


def by_the_clock(people, minutes):
    """What each person waits, found by letting the time pass."""
    clock, waited = 0, []
    for _ in range(people):
        waited.append(clock)
        for _ in range(minutes):
            clock += 1
    return waited


@given(st.integers(1, 60), st.integers(1, 20))
def test_waits_are_those_of_the_clock(people, minutes):
    assert waits(people, minutes) == by_the_clock(people, minutes)


@pytest.mark.parametrize(("people", "minutes"), [(0, 1), (1, 0)])
def test_a_line_without_people_or_time_is_refused(people, minutes):
    with pytest.raises(ValueError, match="expected people and minutes"):
        waits(people, minutes)
