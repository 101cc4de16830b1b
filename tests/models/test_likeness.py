"""Likeness, against a sheet filled in line by line and what must always hold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from seminar.models.likeness import FEWEST_KNOWN, IDLE, UNKNOWN, VALUES, compare, in_words

NAMES = [f"property {number}" for number in range(1, 15)]
codes = st.fixed_dictionaries(dict.fromkeys(NAMES, st.sampled_from(["yes", "partly", "no", UNKNOWN, IDLE])))
known = st.fixed_dictionaries(dict.fromkeys(NAMES, st.sampled_from(["yes", "partly", "no"])))
weighting = st.fixed_dictionaries(dict.fromkeys(NAMES, st.integers(0, 3)))


def on_a_sheet(one, other, weights):
    """Line by line: skip what is not known, write down the gap in halves, and add up."""
    halves = {"yes": 2, "partly": 1, "no": 0}
    counts, points, most = [0, 0, 0], 0, 0
    for name in NAMES:
        if {one[name], other[name]} & {"unknown", "does not apply"}:
            continue
        gap = abs(halves[one[name]] - halves[other[name]])
        counts[gap] += 1
        points += weights[name] * (2 - gap)
        most += weights[name] * 2
    return counts, Fraction(points, most) if sum(counts) >= 8 and most else None


@given(codes, codes, weighting)
@effort(deadline=None, max_examples=200)
def test_counts_and_likeness_are_those_of_the_sheet(one, other, weights):
    found = compare(one, other, weights, NAMES)
    counts, likeness = on_a_sheet(one, other, weights)
    assert [found.alike, found.half, found.opposite] == counts
    assert found.known + found.unknown == len(NAMES)
    assert found.likeness == likeness
    assert likeness is None or 0 <= likeness <= 1


@given(codes, codes, weighting)
@effort(deadline=None, max_examples=100)
def test_it_is_symmetric_and_a_system_is_wholly_like_itself(one, other, weights):
    assert compare(one, other, weights, NAMES) == compare(other, one, weights, NAMES)
    same = compare(one, one, weights, NAMES)
    assert same.likeness in (1, None)
    assert same.half == same.opposite == 0


@given(known, known, weighting, st.sampled_from(NAMES), st.sampled_from(list(VALUES)), st.sampled_from([UNKNOWN, IDLE]))
@effort(deadline=None, max_examples=100)
def test_what_is_unknown_or_does_not_apply_never_moves_it(one, other, weights, name, code, mark):
    """Where one side is unknown, the other side may say anything, and the weight may be anything."""
    hidden = {**one, name: mark}
    base = compare(hidden, other, weights, NAMES)
    assert compare(hidden, {**other, name: code}, weights, NAMES) == base
    assert compare(hidden, other, {**weights, name: 3}, NAMES) == base
    rest = [other_name for other_name in NAMES if other_name != name]
    assert compare(one, other, weights, rest).likeness == base.likeness


@given(known, known, st.integers(0, 14))
@effort(deadline=None, max_examples=100)
def test_it_is_given_only_where_enough_is_known(one, other, hidden):
    one = {**one, **dict.fromkeys(NAMES[:hidden], UNKNOWN)}
    found = compare(one, other, dict.fromkeys(NAMES, 1), NAMES)
    assert (found.likeness is None) == (14 - hidden < FEWEST_KNOWN)


@given(known, known)
def test_without_any_weight_there_is_no_likeness(one, other):
    assert compare(one, other, dict.fromkeys(NAMES, 0), NAMES).likeness is None


@pytest.mark.parametrize(
    ("likeness", "word"),
    [
        (Fraction(0), "low"),
        (Fraction(399, 1000), "low"),
        (Fraction(2, 5), "medium"),
        (Fraction(7, 10), "medium"),
        (Fraction(701, 1000), "high"),
        (Fraction(1), "high"),
    ],
)
def test_the_bounds_of_the_words(likeness, word):
    assert in_words(likeness) == word
