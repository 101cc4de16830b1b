"""The scorecard, against adding up the points of each person by hand and against what must always hold."""

from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from seminar.data.evidence import frame
from seminar.models.scorecard import (
    APPROVED,
    NO_SCORE,
    REFUSED,
    by_group,
    lost,
    nearest,
    ratios,
    scores,
    verdicts,
    with_rent,
)

FEATURES = ("payment_history", "amounts_owed", "length_of_history", "credit_mix", "new_credit")
weighting = st.lists(st.integers(0, 100), min_size=5, max_size=5).filter(any)
cut_offs = st.integers(300, 850)
hundredths = st.integers(0, 100).map(lambda n: n / 100)
maybe = st.one_of(st.none(), hundredths)
person = st.tuples(st.sampled_from(["a", "b"]), maybe, *[hundredths] * 4, maybe)
crowds = st.lists(person, min_size=1, max_size=12)


def crowd(rows):
    table = pd.DataFrame(rows, columns=["group", *FEATURES, "rent_record"])
    return table.astype(dict.fromkeys((*FEATURES, "rent_record"), float))


def by_hand(row, weights, rent):
    """The score of one person: the points of each feature, added one after the other, in decimals of the file."""
    _, payment, *others, rented = row
    if payment is None and rent:
        payment = rented
    if payment is None:
        return None
    points = Fraction(0)
    for weight, value in zip(weights, [payment, *others], strict=True):
        points += Fraction(Decimal(str(value))) * weight * 550
    return 300 + points / sum(weights)


@given(crowds, weighting, st.booleans())
@effort(deadline=None, max_examples=80)
def test_scores_are_those_added_by_hand(rows, weights, rent):
    found = scores(crowd(rows), dict(zip(FEATURES, weights, strict=True)), rent)
    assert list(found) == [by_hand(row, weights, rent) for row in rows]
    assert all(300 <= score <= 850 for score in found if score is not None)


@given(crowds, weighting, cut_offs, st.booleans())
@effort(deadline=None, max_examples=80)
def test_everybody_is_counted_once_and_ratios_are_shares_of_the_best(rows, weights, cut_off, rent):
    people = crowd(rows)
    judged = verdicts(scores(people, dict(zip(FEATURES, weights, strict=True)), rent), cut_off)
    counts = by_group(people["group"], judged)
    assert counts.to_numpy().sum() == len(rows)
    shares = {}
    for group in {row[0] for row in rows}:
        own = [verdict for row, verdict in zip(rows, judged, strict=True) if row[0] == group]
        assert list(counts.loc[group]) == [own.count(kind) for kind in (APPROVED, REFUSED, NO_SCORE)]
        shares[group] = Fraction(own.count(APPROVED), len(own))
    if any(shares.values()):
        assert ratios(counts) == {group: share / max(shares.values()) for group, share in shares.items()}
        assert all(0 <= ratio <= 1 for ratio in ratios(counts).values())
    else:
        assert ratios(counts) is None


@given(crowds, weighting, st.integers(300, 849), st.booleans())
@effort(deadline=None, max_examples=60)
def test_a_higher_line_and_a_lost_record_never_help(rows, weights, cut_off, rent):
    people, weights = crowd(rows), dict(zip(FEATURES, weights, strict=True))
    found = scores(people, weights, rent)
    assert (verdicts(found, cut_off + 1) == APPROVED).sum() <= (verdicts(found, cut_off) == APPROVED).sum()
    assert scores(people, weights, True).notna().sum() >= scores(people, weights, False).notna().sum()


@given(crowds, weighting, cut_offs)
@effort(deadline=None, max_examples=60)
def test_a_person_without_a_record_is_counted_apart_whatever_the_weights(rows, weights, cut_off):
    judged = verdicts(scores(crowd(rows), dict(zip(FEATURES, weights, strict=True)), False), cut_off)
    assert list(judged == NO_SCORE) == [row[1] is None for row in rows]


@given(person.filter(lambda row: row[1] is not None), weighting)
@effort(deadline=None, max_examples=60)
def test_points_lost_are_what_is_missing_to_850(row, weights):
    people, named = crowd([row]), dict(zip(FEATURES, weights, strict=True))
    points = lost(people.iloc[0], named)
    assert sum(points.values()) == 850 - scores(people, named, False).iloc[0]
    assert list(points.values()) == sorted(points.values(), reverse=True)


def test_a_score_on_the_line_is_approved():
    people = crowd([("a", 0.5, 0.5, 0.5, 0.5, 0.5, None)])
    assert list(verdicts(scores(people, dict.fromkeys(FEATURES, 7), False), 575)) == [APPROVED]
    assert list(verdicts(scores(people, dict.fromkeys(FEATURES, 7), False), 576)) == [REFUSED]


def test_the_rent_record_stands_in_only_for_a_missing_one():
    people = crowd([("a", None, 1, 1, 1, 1, 0.2), ("a", 0.9, 1, 1, 1, 1, 0.2), ("a", None, 1, 1, 1, 1, None)])
    assert list(with_rent(people, True)["payment_history"].fillna(-1)) == [0.2, 0.9, -1]
    assert list(with_rent(people, False)["payment_history"].fillna(-1)) == [-1, 0.9, -1]


@given(crowds, weighting, cut_offs, st.integers(0, 4))
@effort(deadline=None, max_examples=60)
def test_the_nearest_are_no_farther_than_the_others(rows, weights, cut_off, count):
    found = scores(crowd(rows), dict(zip(FEATURES, weights, strict=True)), False)
    near = nearest(found, cut_off, count)
    gaps = {key: abs(score - cut_off) for key, score in found.items() if score is not None}
    assert len(near) == len(set(near)) == min(count, len(gaps))
    assert all(gaps[key] <= gaps[other] for key in near for other in set(gaps) - set(near))


@pytest.mark.parametrize("weights", [[0] * 5, [1, 1, 1, 1, -1]])
def test_no_weight_at_all_is_refused(weights):
    with pytest.raises(ValueError, match="At least one weight must be above 0"):
        scores(frame("people_invented"), dict(zip(FEATURES, weights, strict=True)), False)
