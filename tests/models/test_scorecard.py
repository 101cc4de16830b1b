"""The scorecard, against adding up the points of each person by hand and against what must always hold."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from seminar.data.evidence import rows as rows_of
from seminar.models.scorecard import (
    APPROVED,
    NO_SCORE,
    REFUSED,
    by_group,
    lost,
    nearest,
    ratios,
    scores,
    verdict,
    with_rent,
)

FEATURES = ("payment_history", "amounts_owed", "length_of_history", "credit_mix", "new_credit")
KINDS = (APPROVED, REFUSED, NO_SCORE)
weighting = st.lists(st.integers(0, 100), min_size=5, max_size=5).filter(any)
cut_offs = st.integers(300, 850)
hundredths = st.integers(0, 100).map(lambda n: n / 100)
maybe = st.one_of(st.none(), hundredths)
person = st.tuples(st.sampled_from(["a", "b"]), maybe, *[hundredths] * 4, maybe)
crowds = st.lists(person, min_size=1, max_size=12)


def crowd(rows, rent=False):
    """Number → person, as a lender sees them who asks for *rent* too."""
    named = (zip(("group", *FEATURES, "rent_record"), row, strict=True) for row in rows)
    people = [{name: value for name, value in one if value is not None} for one in named]
    return dict(enumerate(map(with_rent, people) if rent else people))


def verdicts(found, cut_off):
    return [verdict(score, cut_off) for score in found.values()]


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
    found = list(scores(crowd(rows, rent), dict(zip(FEATURES, weights, strict=True))).values())
    assert found == [by_hand(row, weights, rent) for row in rows]
    assert all(300 <= score <= 850 for score in found if score is not None)


@given(crowds, weighting, cut_offs, st.booleans())
@effort(deadline=None, max_examples=80)
def test_everybody_is_counted_once_and_ratios_are_shares_of_the_best(rows, weights, cut_off, rent):
    people = crowd(rows, rent)
    judged = verdicts(scores(people, dict(zip(FEATURES, weights, strict=True))), cut_off)
    counts = by_group(people, dict(enumerate(judged)))
    assert sum(row.total() for row in counts.values()) == len(rows)
    assert list(counts) == list(dict.fromkeys(row[0] for row in rows))
    shares = {}
    for group in {row[0] for row in rows}:
        own = [verdict for row, verdict in zip(rows, judged, strict=True) if row[0] == group]
        assert [counts[group][kind] for kind in KINDS] == [own.count(kind) for kind in KINDS]
        shares[group] = Fraction(own.count(APPROVED), len(own))
    if any(shares.values()):
        assert ratios(counts) == {group: share / max(shares.values()) for group, share in shares.items()}
        assert all(0 <= ratio <= 1 for ratio in ratios(counts).values())
    else:
        assert ratios(counts) is None


@given(crowds, weighting, st.integers(300, 849), st.booleans())
@effort(deadline=None, max_examples=60)
def test_a_higher_line_and_a_lost_record_never_help(rows, weights, cut_off, rent):
    without, with_it = (
        scores(crowd(rows, asked), dict(zip(FEATURES, weights, strict=True))) for asked in (False, True)
    )
    found = with_it if rent else without
    assert verdicts(found, cut_off + 1).count(APPROVED) <= verdicts(found, cut_off).count(APPROVED)
    assert list(with_it.values()).count(None) <= list(without.values()).count(None)


@given(crowds, weighting, cut_offs)
@effort(deadline=None, max_examples=60)
def test_a_person_without_a_record_is_counted_apart_whatever_the_weights(rows, weights, cut_off):
    judged = verdicts(scores(crowd(rows), dict(zip(FEATURES, weights, strict=True))), cut_off)
    assert [one == NO_SCORE for one in judged] == [row[1] is None for row in rows]


@given(person.filter(lambda row: row[1] is not None), weighting)
@effort(deadline=None, max_examples=60)
def test_points_lost_are_what_is_missing_to_850(row, weights):
    people, named = crowd([row]), dict(zip(FEATURES, weights, strict=True))
    points = lost(people[0], named)
    assert sum(points.values()) == 850 - scores(people, named)[0]
    assert list(points.values()) == sorted(points.values(), reverse=True)


def test_a_score_on_the_line_is_approved():
    found = scores(crowd([("a", 0.5, 0.5, 0.5, 0.5, 0.5, None)]), dict.fromkeys(FEATURES, 7))
    assert verdicts(found, 575) == [APPROVED]
    assert verdicts(found, 576) == [REFUSED]


def test_the_rent_record_stands_in_only_for_a_missing_one():
    rows = [("a", None, 1, 1, 1, 1, 0.2), ("a", 0.9, 1, 1, 1, 1, 0.2), ("a", None, 1, 1, 1, 1, None)]
    assert [person.get("payment_history") for person in crowd(rows, rent=True).values()] == [0.2, 0.9, None]
    assert [person.get("payment_history") for person in crowd(rows).values()] == [None, 0.9, None]


@given(crowds, weighting, cut_offs, st.integers(0, 4))
@effort(deadline=None, max_examples=60)
def test_the_nearest_are_no_farther_than_the_others(rows, weights, cut_off, count):
    found = scores(crowd(rows), dict(zip(FEATURES, weights, strict=True)))
    near = nearest(found, cut_off, count)
    assert all(found[key] == score for key, score in near.items())
    gaps = {key: abs(score - cut_off) for key, score in found.items() if score is not None}
    assert len(near) == min(count, len(gaps))
    assert all(gaps[key] <= gaps[other] for key in near for other in set(gaps) - set(near))


def test_people_equally_near_the_line_stay_in_order():
    found = {"one": Fraction(640), "two": Fraction(600), "three": None, "four": Fraction(640), "five": Fraction(621)}
    assert list(nearest(found, 620, 3)) == ["five", "one", "two"]


@pytest.mark.parametrize("weights", [[0] * 5, [1, 1, 1, 1, -1]])
def test_no_weight_at_all_is_refused(weights):
    with pytest.raises(ValueError, match="At least one weight must be above 0"):
        scores({row.id: row.cells for row in rows_of("people_invented")}, dict(zip(FEATURES, weights, strict=True)))
