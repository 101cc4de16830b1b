"""Filters, counts and the drawn sample of headlines, against plain loops over rows."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.models.headlines import carrying, sample, selected

GROUPS, TYPES = ("here", "there"), ("state", "commercial", "agency")
ROWS = st.lists(
    st.tuples(st.integers(2014, 2020), st.sampled_from(GROUPS), st.sampled_from(TYPES)), min_size=1, max_size=20
)
CODES = st.lists(st.tuples(*[st.sampled_from(["yes", "no"])] * 3), min_size=5, max_size=20)


def table(rows):
    return pd.DataFrame(
        [(f"{year}-05", group, kind) for year, group, kind in rows], columns=["date", "group", "outlet_type"]
    )


@given(
    ROWS,
    st.integers(2014, 2020),
    st.integers(2014, 2020),
    st.sampled_from([None, *GROUPS]),
    st.sets(st.sampled_from(TYPES)),
)
def test_only_what_passes_every_filter_is_shown(rows, first, last, group, types):
    shown = selected(table(rows), first, last, group, types or None)
    wanted = [
        place
        for place, (year, where, kind) in enumerate(rows)
        if first <= year <= last and group in (None, where) and (not types or kind in types)
    ]
    assert list(shown.index) == wanted


def test_the_years_at_both_ends_are_in_it_and_a_wrong_order_gives_nothing():
    rows = table([(2015, "here", "state"), (2019, "here", "state")])
    assert len(selected(rows, 2015, 2019)) == 2
    assert selected(rows, 2019, 2015).empty


def frame_of(codes):
    return pd.DataFrame(codes, columns=list("abc"), index=[f"h{place}" for place in range(len(codes))])


@given(CODES)
def test_a_count_is_that_of_its_column(codes):
    counts = carrying(frame_of(codes))
    assert [counts[code] for code in "abc"] == [sum(row[place] == "yes" for row in codes) for place in range(3)]


@given(CODES, st.integers(0, 99))
def test_a_sample_has_its_size_no_double_and_every_code_that_occurs(codes, seed):
    frame = frame_of(codes)
    drawn = sample(frame, 5, seed)
    assert len(drawn) == len(set(drawn)) == 5
    assert set(drawn) <= set(frame.index)
    assert drawn == sample(frame, 5, seed)
    assert (carrying(frame.loc[drawn]) > 0).tolist() == (carrying(frame) > 0).tolist()


@pytest.mark.parametrize("size", [2, 9])
def test_a_size_that_cannot_be_is_refused(size):
    frame = frame_of([("yes", "no", "no"), ("no", "yes", "no"), ("no", "no", "yes"), ("no", "no", "no")])
    with pytest.raises(ValueError, match="from 3 to 4, not"):
        sample(frame, size, 9)
