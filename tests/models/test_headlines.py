"""Counts by group and the drawn sample of headlines, against plain loops over rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.models.headlines import Printed, carrying, sample

GROUPS, KINDS = ("here", "there"), ("a", "b", "c")
PRINTED = st.lists(st.builds(Printed, st.integers(2014, 2020), st.sampled_from(GROUPS), st.booleans()), max_size=20)
CODES = st.lists(st.frozensets(st.sampled_from(KINDS)), min_size=5, max_size=20).map(
    lambda found: {f"h{place}": carried for place, carried in enumerate(found)}
)


@given(PRINTED)
def test_a_count_is_that_of_its_group(headlines):
    found = carrying(headlines, GROUPS)
    assert list(found) == list(GROUPS)
    for group, (carry, everything) in found.items():
        assert everything == sum(one.group == group for one in headlines)
        assert carry == sum(one.group == group and one.marked for one in headlines)


@given(CODES, st.integers(0, 99))
def test_a_sample_has_its_size_no_double_and_every_code_that_occurs(codes, seed):
    drawn = sample(codes, KINDS, 5, seed)
    assert len(drawn) == len(set(drawn)) == 5
    assert set(drawn) <= set(codes)
    assert drawn == sample(codes, KINDS, 5, seed)
    assert frozenset().union(*(codes[key] for key in drawn)) == frozenset().union(*codes.values())


@pytest.mark.parametrize("size", [2, 9])
def test_a_size_that_cannot_be_is_refused(size):
    codes = dict(zip("pqrs", (frozenset(found) for found in ("a", "b", "c", "")), strict=True))
    with pytest.raises(ValueError, match="from 3 to 4, not"):
        sample(codes, KINDS, size, 9)
