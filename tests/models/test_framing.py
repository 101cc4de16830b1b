"""The trial of words against full enumeration of every way to deal the slips, slip by slip."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from seminar.models import framing
from seminar.models.framing import BANDS, DRAWS, FEWEST, MOST_ARRANGEMENTS, SHOWN

SMALL = st.lists(st.integers(1, 7), min_size=1, max_size=6)
CARD = st.lists(st.integers(1, 7), min_size=1, max_size=13)


def counted(ratings):
    """Seven counts of a list of ratings."""
    return [ratings.count(rating) for rating in range(1, 8)]


def exact_mean(ratings):
    return Fraction(sum(ratings), len(ratings))


def p_by_dealing(a, b):
    """Deal the slips in every way, one by one, and count the gaps that are at least as large."""
    slips, wanted = a + b, abs(exact_mean(a) - exact_mean(b))
    gaps = []
    for chosen in combinations(range(len(slips)), len(a)):
        heaps = [slips[i] for i in chosen], [slips[i] for i in range(len(slips)) if i not in chosen]
        gaps.append(abs(exact_mean(heaps[0]) - exact_mean(heaps[1])))
    return Fraction(sum(gap >= wanted for gap in gaps), len(gaps))


@given(SMALL, SMALL)
@effort(deadline=None, max_examples=60)
def test_p_is_that_of_full_enumeration(a, b):
    found = framing.chance(counted(a), counted(b))
    assert found.exact
    assert found.p == pytest.approx(float(p_by_dealing(a, b)), abs=1e-12)


def test_p_by_hand():
    """Two against two, 1 1 and 7 7: two of the six ways set the heaps as far apart."""
    assert framing.chance(counted([1, 1]), counted([7, 7]))[:3] == (2 / 6, 6, True)
    assert framing.difference(counted([1, 1]), counted([7, 7])) == -6


@given(CARD, CARD)
@effort(deadline=None, max_examples=60)
def test_p_lies_above_0_and_up_to_1_and_swapped_cards_give_the_opposite(a, b):
    a, b = counted(a), counted(b)
    found = framing.chance(a, b)
    assert 0 < found.p <= 1
    assert found.exact == (found.ways != DRAWS)
    assert found.ways <= MOST_ARRANGEMENTS
    assert framing.chance(b, a)[:3] == found[:3]
    assert framing.difference(b, a) == -framing.difference(a, b)


@given(CARD)
@effort(deadline=None, max_examples=40)
def test_identical_groups_have_no_gap_and_p_1(ratings):
    card = counted(ratings)
    assert framing.difference(card, card) == 0
    assert framing.chance(card, card).p == 1


def test_many_slips_are_shuffled_and_come_near_to_the_exact_share():
    """13 and 12 slips have 5,200,300 ways; their exact share is counted here as for small cards."""
    a, b = counted([2, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 7]), counted([1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6])
    found = framing.chance(a, b)
    assert not found.exact
    dealt = framing._every_way(sum(a), framing.added([a, b]))
    gaps = {total: total / 13 - (framing._sum(framing.added([a, b])) - total) / 12 for total in dealt}
    exact = sum(dealt[key] for key, gap in gaps.items() if abs(gap) >= framing.difference(a, b) - 1e-9) / 5_200_300
    assert found.p == pytest.approx(exact, abs=4 * (exact * (1 - exact) / DRAWS) ** 0.5 + 1 / DRAWS)
    assert (found.p * (DRAWS + 1)) == pytest.approx(round(found.p * (DRAWS + 1)))


def test_the_border_between_counting_and_shuffling():
    assert framing.chance(counted([1] * 8), counted([2] * 8)).exact
    assert not framing.chance(counted([1] * 9), counted([2] * 8)).exact


@given(CARD, CARD)
@effort(deadline=None, max_examples=60)
def test_a_hundred_gaps_stand_evenly_for_all_of_them(a, b):
    a, b = counted(a), counted(b)
    found = framing.chance(a, b)
    assert len(found.gaps) == SHOWN
    assert list(found.gaps) == sorted(found.gaps)
    assert found.as_far(framing.difference(a, b)) == pytest.approx(100 * found.p, abs=2)
    assert sum(abs(gap) > found.common for gap in found.gaps) <= 5
    assert found.as_far(found.common) >= 6 or found.common == 0


def test_the_hundred_gaps_by_hand():
    """Two against two, 1 1 and 7 7: of six ways one is 6 below, four are even, and one is 6 above."""
    gaps = framing.chance(counted([1, 1]), counted([7, 7])).gaps
    assert [gaps.count(gap) for gap in (-6, 0, 6)] == pytest.approx([100 / 6, 400 / 6, 100 / 6], abs=1)


@given(st.lists(st.lists(st.integers(0, 60), min_size=7, max_size=7), min_size=1, max_size=4))
def test_classes_are_added_up_rating_by_rating(classes):
    assert framing.added(classes) == [sum(one[place] for one in classes) for place in range(7)]


@given(CARD)
def test_a_small_band_is_never_told_and_cannot_be_worked_out(ratings):
    told = framing.banded(counted(ratings))
    sizes = [sum(rating in range(places.start + 1, places.stop + 1) for rating in ratings) for places in BANDS.values()]
    for words, size in zip(told, sizes, strict=True):
        assert words in (f"fewer than {FEWEST}", f"{FEWEST} or more", str(size))
        assert (size < FEWEST) == (words == f"fewer than {FEWEST}")
    assert sum(words.isdigit() for words in told) != 2


@pytest.mark.parametrize("card", [[0] * 7, [1] * 6, [-1, 2, 0, 0, 0, 0, 0]])
@pytest.mark.parametrize("function", [framing.difference, framing.chance])
def test_cards_that_cannot_be_are_refused(card, function):
    with pytest.raises(ValueError, match="seven counts of 0 or more with at least one answer"):
        function(card, [1] * 7)
