"""The way onto a list and off it, against slow, obvious oracles and against what must always hold."""

import calendar
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.data.evidence import frame
from seminar.models import listing

STEPS, LIMITS = frame("list_steps"), frame("restrictions")
ENTRIES = list(dict.fromkeys(STEPS["entry"]))
YEARS = range(2013, 2027)
WAYS = [(entry, year) for entry in ENTRIES for year in YEARS]

years = st.integers(2010, 2030)
dates = st.one_of(
    st.none(),
    years.map(str),
    st.tuples(years, st.integers(1, 12)).map(lambda parts: "{}-{:02}".format(*parts)),
    st.dates(date(2010, 1, 1), date(2030, 12, 31)).map(str),
)
kinds = st.sampled_from([listing.ONTO, listing.LISTED, listing.OUT, listing.OBJECT])
tables = st.lists(st.tuples(st.integers(1, 30), kinds, dates, dates), min_size=1, max_size=12).map(
    lambda rows: pd.DataFrame(rows, columns=["step", "kind", "since", "until"]).assign(entry="x")
)


def first_day(text):
    parts = [int(part) for part in text.split("-")]
    return date(*[*parts, 1, 1][:3])


def last_day(text):
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(*parts, calendar.monthrange(*parts)[1])
    return date(*parts)


def holds(since, until, year):
    """Whether a row is in force on 31 December, by the calendar."""
    day = date(year, 12, 31)
    return (pd.isna(since) or first_day(since) <= day) and (pd.isna(until) or last_day(until) >= day)


@given(tables, years)
def test_only_what_was_in_force_at_the_end_of_the_year_is_left(table, year):
    expected = [holds(row.since, row.until, year) for row in table.itertuples()]
    assert list(listing.in_force(table, year).index) == [i for i, kept in enumerate(expected) if kept]


@given(tables, years)
def test_steps_stand_in_order_and_are_numbered_from_one(table, year):
    found = listing.way(table, "x", year)
    assert found["step"].is_monotonic_increasing
    assert list(found["number"]) == list(range(1, len(found) + 1))


def reached_from(start, pairs):
    """Every number that arrows lead to from *start*, one arrow at a time."""
    seen, waiting = set(), [start]
    while waiting:
        here = waiting.pop()
        for source, target in pairs:
            if source == here and target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def check_arrows(found):
    table = listing.arrows(found)
    forward = [(row.source, row.target) for row in table.itertuples() if not row.again]
    for number in [listing.OFF, *found["number"]]:
        assert number not in reached_from(number, forward), "runs in a circle without the marked arrow"
    leaving = found.loc[found["kind"].isin([listing.OUT, listing.OBJECT]), "number"]
    assert all(listing.OFF in reached_from(number, forward) for number in leaving)
    assert table["again"].sum() <= 1
    return table, forward


@given(tables, years)
def test_no_circle_but_the_marked_one(table, year):
    check_arrows(listing.way(table, "x", year))


@pytest.mark.parametrize(("entry", "year"), WAYS)
def test_in_the_real_ways_every_step_is_reached_from_the_first(entry, year):
    found = listing.way(STEPS, entry, year)
    table, forward = check_arrows(found)
    if len(found):
        assert found["kind"].iat[0] == listing.ONTO
        assert reached_from(1, forward) >= set(found["number"]) - {1}
        out, objections = listing.exits(found)
        assert table["again"].any() == bool(out + objections)


@pytest.mark.parametrize(("entry", "year"), WAYS)
def test_the_exits_are_counted_as_one_would_by_hand(entry, year):
    found = listing.way(STEPS, entry, year)
    out = [text for text in found["what_happens"] if text.startswith("Way out")]
    objections = [text for text in found["what_happens"] if text.startswith("Way to object")]
    assert listing.exits(found) == (len(out), len(objections))


def test_every_real_step_and_limit_has_a_fact():
    assert STEPS["facts"].str.startswith("f-").all()
    assert LIMITS["facts"].str.startswith("f-").all()


def test_the_court_rules_changed_in_2017():
    def ids(year):
        return set(listing.way(STEPS, "court default", year).index)

    assert {"s-court-17", "s-court-18"} <= ids(2016)
    assert not {"s-court-15", "s-court-16"} & ids(2016)
    assert not {"s-court-17", "s-court-18"} & ids(2017)
    assert {"s-court-15", "s-court-16"} <= ids(2017)


def test_no_travel_list_before_2018():
    assert listing.way(STEPS, "rail or air misconduct", 2017).empty
    assert listing.exits(listing.way(STEPS, "rail or air misconduct", 2018)) == (1, 1)


@pytest.mark.parametrize(("entry", "year"), WAYS)
def test_each_field_has_its_limits_or_an_empty_row(entry, year):
    found = listing.limits(LIMITS, entry, year)
    expected = [
        row.measure for row in LIMITS.itertuples() if row.entry == entry and holds(row.since, float("nan"), year)
    ]
    assert sorted(found["measure"].dropna()) == sorted(expected)
    for field in listing.FIELDS:
        here = found.loc[found["field"] == field, "measure"]
        assert len(here) >= 1
        assert len(here) == 1 or here.notna().all()
    assert list(dict.fromkeys(found["field"]))[: len(listing.FIELDS)] == list(listing.FIELDS)


def test_an_unknown_entry_is_refused():
    with pytest.raises(ValueError, match="court default"):
        listing.way(STEPS, "gossip", 2018)
