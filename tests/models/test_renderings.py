"""W02a's lookup against a loop over the file, and what every coded term of the course must have."""

import csv

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.activities.explore_the_terms import sentences
from seminar.data.evidence import frame
from seminar.models.renderings import MARKS, marks, of_term
from seminar.screen.page import CHINESE
from support import PACK


def by_hand(term):
    """The ids of a term's rows, read from the file line by line."""
    with (PACK / "data" / "evidence" / "terms.csv").open(encoding="utf-8", newline="") as file:
        return [line["id"] for line in csv.DictReader(file) if line["term_zh"] == term]


@pytest.mark.parametrize("term", sentences())
def test_a_term_has_what_its_tab_needs(term):
    found = of_term(frame("terms"), term)
    assert list(found.index) == by_hand(term)
    assert 2 <= len(found) <= 4
    assert found["facts"].notna().any()
    assert CHINESE.fullmatch(term)
    assert found["pinyin"].nunique() == found["literal"].nunique() == 1
    assert not CHINESE.search(found["pinyin"].iloc[0])
    assert sentences()[term].count("{}") == 1
    for _, row in found.iterrows():
        assert set(marks(row)) <= set(MARKS)


def test_there_are_six_terms():
    assert len(sentences()) == 6


@given(st.tuples(*(st.sampled_from([0, 1]) for _ in MARKS)))
def test_a_mark_is_named_exactly_where_it_is_one(values):
    row = pd.Series(dict(zip(MARKS, values, strict=True)))
    assert marks(row) == tuple(name for name, value in zip(MARKS, values, strict=True) if value == 1)


@pytest.mark.parametrize("wrong", [None, 2, -1])
def test_a_mark_that_is_missing_or_neither_0_nor_1_is_refused(wrong):
    with pytest.raises(ValueError, match="must be 0 or 1"):
        marks(pd.Series({"moral": 1, "financial": wrong, "legal": 0}))


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_renderings_are_named(count):
    table = pd.DataFrame({"term_zh": ["甲"] * count, "rendering": ["one"] * count})
    with pytest.raises(ValueError, match=f"“甲” has {count} of the 2"):
        of_term(table, "甲")
