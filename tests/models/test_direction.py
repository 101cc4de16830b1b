"""Trend, single point or no evidence, against calendars filled day by day and what must always hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from seminar.models.direction import NO_EVIDENCE, SINGLE_POINT, TREND, Change, two_dates, verdict

WORDS = ["wider", "narrower", "more open"]
dates = st.sampled_from(["2016", "2016-05", "2016-05-05", "2016-06", "2017", "2017-05-05"])
changes = st.builds(Change, st.sampled_from(["a", "b"]), dates, st.sampled_from(WORDS))


def days(written):
    """Every day that a date may mean."""
    every = (date(2016, 1, 1) + timedelta(days=number) for number in range(366 + 365))
    return {day for day in every if day.isoformat().startswith(written)}


@given(dates, dates)
def test_two_dates_are_two_if_no_day_belongs_to_both(one, other):
    assert two_dates(one, other) == (not days(one) & days(other))


@given(st.sampled_from(WORDS), st.lists(changes, max_size=4))
@effort(deadline=None, max_examples=200)
def test_the_verdict_is_that_of_a_search_for_two_days(word, given_changes):
    pointing = [change for change in given_changes if change.direction == word]
    trend = any(
        one.system == other.system and not days(one.date) & days(other.date) for one in pointing for other in pointing
    )
    assert verdict(word, given_changes) == (TREND if trend else SINGLE_POINT if pointing else NO_EVIDENCE)


@given(st.sampled_from(WORDS), dates, st.lists(changes, max_size=4))
@effort(deadline=None, max_examples=100)
def test_one_date_never_gives_a_trend(word, day, given_changes):
    same = [Change(change.system, day, change.direction) for change in given_changes]
    assert verdict(word, same) != TREND


@given(st.sampled_from(WORDS), st.lists(changes, max_size=4), st.randoms())
def test_the_order_does_not_matter(word, given_changes, chance):
    mixed = chance.sample(given_changes, len(given_changes))
    assert verdict(word, mixed) == verdict(word, given_changes)


@pytest.mark.parametrize(
    ("given_changes", "said"),
    [
        ([], NO_EVIDENCE),
        ([Change("a", "2016", "narrower")], NO_EVIDENCE),
        ([Change("a", "2016", "wider")], SINGLE_POINT),
        ([Change("a", "2016", "wider"), Change("b", "2017", "wider")], SINGLE_POINT),
        ([Change("a", "2016", "wider"), Change("a", "2017", "narrower")], SINGLE_POINT),
        ([Change("a", "2016", "wider"), Change("a", "2017", "wider")], TREND),
    ],
)
def test_cases(given_changes, said):
    assert verdict("wider", given_changes) == said
