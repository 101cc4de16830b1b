"""The perk ladder against a walk through the offers one by one, and against what must always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.data.evidence import rows
from seminar.models.perks import ABOVE, GROUPS, OTHER, UNPUBLISHED, WITHIN, group, is_offered

PERKS = {row.id: row.cells for row in rows("perks")}
scores = st.integers(350, 950)
years = st.integers(2010, 2030)
offer = st.fixed_dictionaries(
    {
        "date": years.map(str) | st.tuples(years, st.integers(1, 12)).map(lambda one: f"{one[0]}-{one[1]:02}"),
        "ended": st.just("not known") | years.map(str),
        "points_of": st.sampled_from(["ours", "another"]),
    },
    optional={"threshold": st.integers(300, 1_100)},
)


def grouped(year, score):
    """The ids of the offers of the pack in each group."""
    found = {name: set() for name in GROUPS}
    for key, one in PERKS.items():
        if is_offered(one, year):
            found[group(one, score, "Sesame score")].add(key)
    return found


def walk(one, score, year):
    """What somebody with that score finds at the end of the year, looking at one offer alone."""
    if int(one["date"][:4]) > year:
        return None
    if one["ended"] != "not known" and int(one["ended"]) <= year:
        return None
    if one["points_of"] == "another":
        return "points of another scheme"
    if "threshold" not in one:
        return "threshold not published"
    return "above" if score < one["threshold"] else "within reach"


@given(offer, scores, years)
def test_every_offer_stands_where_a_walk_finds_it(one, score, year):
    found = group(one, score, "ours")
    assert (found if is_offered(one, year) else None) == walk(one, score, year)
    assert found in GROUPS


@given(offer, scores, scores)
def test_a_higher_score_never_loses_an_offer(one, score, other):
    low, high = (group(one, points, "ours") for points in sorted((score, other)))
    assert low == high or (low, high) == (ABOVE, WITHIN)


@given(offer, years)
def test_nothing_is_offered_outside_its_years(one, year):
    if is_offered(one, year):
        assert int(one["date"][:4]) <= year
        assert one["ended"] == "not known" or year < int(one["ended"])


@pytest.mark.parametrize(
    ("score", "year", "within"),
    [
        (620, 2018, {"f-L066", "f-R116"}),
        (650, 2018, {"f-L066", "f-L125", "f-L125b", "f-R116", "f-R116b"}),
        (749, 2018, {"f-L025b", "f-L066", "f-L125", "f-L125b", "f-R114", "f-R116", "f-R116b"}),
        (950, 2015, {"f-L025", "f-L025b", "f-R116", "f-R116b"}),
        (950, 2014, set()),
        (350, 2026, set()),
    ],
)
def test_what_the_table_of_the_pack_gives(score, year, within):
    assert grouped(year, score)[WITHIN] == within


def test_points_of_a_city_or_of_another_company_are_never_compared_with_a_company_score():
    found = grouped(2026, 950)
    assert found[OTHER] == {"f-L152b", "f-L152c", "f-L151b", "f-R109b"}
    assert found[UNPUBLISHED] == {"f-L027", "f-L171b"}
    assert not found[ABOVE]
