"""W02c's three lists against a walk through the years, and what must hold for every thing and year."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.models.standing import EXISTED, LATER, PROMISED, STATES, at_year_end, state

YEARS = st.integers(1990, 2040)
THING = st.tuples(YEARS, st.none() | st.integers(0, 10)).map(
    lambda pair: (pair[0], None if pair[1] is None else pair[0] + pair[1])
)


def by_walking(announced, effect, year):
    """Live through the years one by one and remember what was heard and what was in effect."""
    heard = in_effect = False
    for now in range(1980, year + 1):
        heard = heard or now == announced
        in_effect = in_effect or now == effect
    return LATER if not heard else EXISTED if in_effect else PROMISED


@given(THING, YEARS)
def test_the_state_is_that_of_a_walk_through_the_years(thing, year):
    assert state(*thing, year) == by_walking(*thing, year)


@given(st.lists(THING), YEARS)
def test_every_thing_has_one_state_and_nothing_later_has_existed(things, year):
    table = pd.DataFrame(things, columns=["announced", "effect"])
    found = at_year_end(table, year)
    assert list(found.index) == list(table.index)
    assert set(found) <= set(STATES)
    assert all(announced <= year for announced in table["announced"][found == EXISTED])


@given(st.lists(THING), YEARS)
def test_what_has_existed_only_grows_and_what_comes_later_only_shrinks(things, year):
    table = pd.DataFrame(things, columns=["announced", "effect"])
    now, next_year = at_year_end(table, year), at_year_end(table, year + 1)
    assert set(now.index[now == EXISTED]) <= set(next_year.index[next_year == EXISTED])
    assert set(next_year.index[next_year == LATER]) <= set(now.index[now == LATER])


def test_a_thing_in_effect_before_it_was_announced_is_refused():
    table = pd.DataFrame({"announced": [2014, 2020], "effect": [2014, 2019]}, index=["a", "b"])
    with pytest.raises(ValueError, match="'b'"):
        at_year_end(table, 2020)
