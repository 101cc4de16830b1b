"""W02b's ladder: which of two rungs is higher, for every pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.activities.place_the_documents import RUNGS
from seminar.data.evidence import fact, rows
from seminar.models.ladder import BESIDE, MAIN, is_higher

every_rung = st.sampled_from([*MAIN, *BESIDE])
NUMBERS = {key: words.split(":")[0] for key, words in RUNGS.items()}
"""The rungs as a reader sees them: "rung 5" is the highest."""


@given(every_rung, every_rung)
def test_the_higher_rung_is_the_one_with_the_higher_number(one, other):
    found = is_higher(one, other)
    if one in MAIN and other in MAIN:
        assert found == (NUMBERS[one] > NUMBERS[other])
    else:
        assert found is None


def test_the_numbers_go_up_by_one_and_what_stands_beside_has_none():
    assert [NUMBERS[one] for one in reversed(MAIN)] == [f"rung {number}" for number in range(1, len(MAIN) + 1)]
    assert [NUMBERS[one] for one in BESIDE] == ["side rung", "beside the ladder"]


def test_a_rung_of_no_ladder_is_refused():
    with pytest.raises(ValueError, match="expected one of"):
        is_higher("law", "rumour")


def test_the_outline_is_a_plan_and_each_document_stands_on_one_rung():
    table = rows("ladder")
    assert len(table) == 8
    assert len({row.cells["document"] for row in table}) == len(table)
    assert next(row for row in table if row.cells["document"] == "f-P001").cells["rung"] == "plan"
    for row in table:
        assert row.cells["rung"] in RUNGS.keys() & {*MAIN, *BESIDE}
        assert row.cells["document"] in row.cells["facts"].split(";")
        assert fact(row.cells["document"])
