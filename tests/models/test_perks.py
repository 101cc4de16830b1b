"""The perk ladder against a walk through the offers one by one, and against what must always hold."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.data.evidence import frame
from seminar.models.perks import ABOVE, GROUPS, OTHER, UNPUBLISHED, WITHIN, grouped, offered

PERKS = frame("perks")
scores = st.integers(350, 950)
years = st.integers(2010, 2030)
offer = st.fixed_dictionaries(
    {
        "date": years.map(str) | st.tuples(years, st.integers(1, 12)).map(lambda one: f"{one[0]}-{one[1]:02}"),
        "ended": st.just("not known") | years.map(str),
        "points_of": st.sampled_from(["ours", "another"]),
        "threshold": st.none() | st.integers(300, 1_100),
    }
)
offers = st.lists(offer, min_size=1, max_size=12).map(pd.DataFrame)


def walk(one, score, year):
    """What somebody with that score finds at the end of the year, looking at one offer alone."""
    if int(one["date"][:4]) > year:
        return None
    if one["ended"] != "not known" and int(one["ended"]) < year:
        return None
    if one["points_of"] == "another":
        return "points of another scheme"
    if pd.isna(one["threshold"]):
        return "threshold not published"
    return "above" if score < one["threshold"] else "within reach"


@given(offers, scores, years)
def test_every_offer_stands_where_a_walk_finds_it(table, score, year):
    found = grouped(offered(table, year), score, "ours")
    expected = {key: walk(row, score, year) for key, row in table.iterrows()}
    assert dict(found) == {key: group for key, group in expected.items() if group}
    assert set(found) <= set(GROUPS)


@given(offers, scores, scores, years)
def test_a_higher_score_never_loses_an_offer(table, one, other, year):
    low, high = (grouped(offered(table, year), score, "ours") for score in sorted((one, other)))
    assert set(low.index[low == WITHIN]) <= set(high.index[high == WITHIN])
    for apart in (UNPUBLISHED, OTHER):
        assert list(low == apart) == list(high == apart)


@given(offers, years)
def test_nothing_is_offered_outside_its_years(table, year):
    for _, row in offered(table, year).iterrows():
        assert int(row["date"][:4]) <= year
        assert row["ended"] == "not known" or year <= int(row["ended"])


@pytest.mark.parametrize(
    ("score", "year", "within"),
    [
        (620, 2018, {"f-L066", "f-R116"}),
        (650, 2018, {"f-L066", "f-L125", "f-L125b", "f-R116"}),
        (749, 2018, {"f-L025b", "f-L066", "f-L125", "f-L125b", "f-R114", "f-R116"}),
        (950, 2015, {"f-L025", "f-L025b", "f-R116"}),
        (950, 2014, set()),
        (350, 2026, set()),
    ],
)
def test_what_the_table_of_the_pack_gives(score, year, within):
    found = grouped(offered(PERKS, year), score, "Sesame score")
    assert set(found.index[found == WITHIN]) == within


def test_points_of_a_city_are_never_compared_with_a_company_score():
    found = grouped(offered(PERKS, 2026), 950, "Sesame score")
    assert set(found.index[found == OTHER]) == {"f-L152b", "f-L152c", "f-L151b"}
    assert set(found.index[found == UNPUBLISHED]) == {"f-L027", "f-L171b"}
    assert not (found == ABOVE).any()
