"""The table of voices against a tally made claim by claim, and against what must always hold."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.models import voices

VOICES, GRADES = ("author", "G", "press"), ("A", "B", "C", "D")
CLAIM = st.tuples(st.integers(1, 32), st.sampled_from(VOICES), st.sampled_from(GRADES))
CLAIMS = st.lists(CLAIM, max_size=40).map(lambda rows: pd.DataFrame(rows, columns=["paragraph", "voice", "grade"]))
PARAGRAPH = st.integers(1, 32)
ONE_VOICE, ONE_GRADE = st.sampled_from((None, *VOICES)), st.sampled_from((None, *GRADES))


def tallied(claims, first, last, voice, grade):
    """One claim after the other, with a mark in its cell."""
    marks = {(row, column): 0 for row in VOICES for column in GRADES}
    for claim in claims.itertuples():
        outside = claim.paragraph < first or claim.paragraph > last
        if not (outside or (voice and claim.voice != voice) or (grade and claim.grade != grade)):
            marks[claim.voice, claim.grade] += 1
    return marks


@given(CLAIMS, PARAGRAPH, PARAGRAPH, ONE_VOICE, ONE_GRADE)
def test_cells_are_those_of_a_tally_and_sum_to_the_claims(claims, first, last, voice, grade):
    shown = voices.selected(claims, first, last, voice, grade)
    table = voices.counts(shown, VOICES, GRADES)
    marks = tallied(claims, first, last, voice, grade)
    assert {(row, column): table.at[row, column] for row, column in marks} == marks
    assert table.to_numpy().sum() == len(shown) == sum(marks.values())
    assert (list(table.index), list(table.columns)) == (list(VOICES), list(GRADES))


@given(CLAIMS)
def test_shares_are_parts_of_one_whole(claims):
    table = voices.counts(claims, VOICES, GRADES)
    if not len(claims):
        with pytest.raises(ValueError, match="at least one claim"):
            voices.shares(table)
        return
    found = voices.shares(table)
    assert found.sum() == pytest.approx(1)
    assert all(found[grade] == pytest.approx(list(claims["grade"]).count(grade) / len(claims)) for grade in GRADES)


@given(CLAIMS, PARAGRAPH, PARAGRAPH)
def test_two_ranges_that_meet_make_the_whole(claims, one, other):
    first, last = sorted((one, other))
    middle = (first + last) // 2
    parts = [voices.selected(claims, first, middle), voices.selected(claims, middle + 1, last)]
    assert sum(map(len, parts)) == len(voices.selected(claims, first, last))


@pytest.mark.parametrize("row", [(1, "nobody", "A"), (1, "G", "E"), (1, None, "A"), (1, "G", None)])
def test_a_claim_without_a_known_voice_and_grade_is_refused(row):
    claims = pd.DataFrame([row, (2, "G", "B")], columns=["paragraph", "voice", "grade"])
    with pytest.raises(ValueError, match="must be one of"):
        voices.counts(claims, VOICES, GRADES)
