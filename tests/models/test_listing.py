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
kinds = st.sampled_from([listing.ONTO, listing.LISTED, *listing.APART])
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
    letters = iter("ABCDEFGHIJKL")
    for step in found.itertuples():
        assert step.name == (next(letters) if step.kind in listing.APART else str(step.number))


@pytest.mark.parametrize(("entry", "year"), WAYS)
def test_a_real_way_begins_before_the_list(entry, year):
    found = listing.way(STEPS, entry, year)
    assert found.empty or found["kind"].iat[0] == listing.ONTO


@pytest.mark.parametrize("key", STEPS.index)
def test_our_reading_of_a_way_out_is_that_of_the_words_of_the_step(key):
    row = STEPS.loc[key]
    said = row["way_out"] if isinstance(row["way_out"], str) else ""
    if row["what_happens"].startswith("Way "):
        assert (row["exit"], row["kind"] in listing.LEAVING) == (listing.HERE, True)
    assert (row["exit"] == listing.NOT_FOUND) == (said == "the source does not say")
    assert row["exit"] != listing.LATER or said


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
    kinds = listing.way(STEPS, "rail or air misconduct", 2018)["kind"].tolist()
    assert [kinds.count(kind) for kind in listing.LEAVING] == [1, 1]


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
