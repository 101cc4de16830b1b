"""Agreement of two coders, against a count of every pair of codes that chance could make."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.models.agreement import equal_codes, kappa, weighted_kappa

CODES = st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from("ABCD")), min_size=10, max_size=30)


def kappa_by_pairing(ours, theirs):
    """Chance agreement as it is meant: pair every code of one with every code of the other and count equals."""
    pairs = [one == other for one in ours for other in theirs]
    expected, observed = sum(pairs) / len(pairs), equal_codes(ours, theirs) / len(ours)
    return None if expected == 1 else (observed - expected) / (1 - expected)


@given(CODES)
def test_kappa_is_that_of_all_pairs(codes):
    ours, theirs = zip(*codes, strict=True)
    wanted = kappa_by_pairing(ours, theirs)
    assert kappa(ours, theirs) == (wanted if wanted is None else pytest.approx(wanted))


@given(CODES)
def test_kappa_is_the_same_both_ways_and_at_most_1(codes):
    ours, theirs = zip(*codes, strict=True)
    assert kappa(ours, theirs) == (None if kappa(theirs, ours) is None else pytest.approx(kappa(theirs, ours)))
    assert kappa(ours, theirs) is None or kappa(ours, theirs) <= 1
    assert kappa(ours, ours) in (None, 1)


def test_a_published_table():
    """Yes-yes 20, yes-no 5, no-yes 10, no-no 15 of 50: po 0.7, pe 0.5, kappa 0.4."""
    ours = "Y" * 25 + "N" * 25
    theirs = "Y" * 20 + "N" * 5 + "Y" * 10 + "N" * 15
    assert kappa(ours, theirs) == pytest.approx(0.4)
    assert equal_codes(ours, theirs) == 35


def test_kappa_is_hidden_where_it_means_nothing():
    assert kappa("ABCABCABC", "ABCABCABC") is None
    assert kappa("A" * 12, "A" * 12) is None


def test_lists_of_unequal_length_are_refused():
    with pytest.raises(ValueError, match="zip"):
        equal_codes("AB", "A")


LEVELS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=10, max_size=30)


@given(LEVELS)
def test_weighted_kappa_sets_the_distance_of_all_pairs_that_chance_could_make_against_that_of_the_real_ones(levels):
    ours, theirs = zip(*levels, strict=True)
    expected = sum((one - other) ** 2 for one in ours for other in theirs) / len(ours) ** 2
    observed = sum((one - other) ** 2 for one, other in levels) / len(levels)
    wanted = None if expected == 0 else pytest.approx(1 - observed / expected)
    assert weighted_kappa(ours, theirs) == wanted
    assert weighted_kappa(theirs, ours) == wanted


def test_two_levels_apart_weigh_four_times_as_much_as_one():
    """Of ten things the first is moved; by hand, the mean squared distance that chance gives is 4.3 both times."""
    ours = [1] * 5 + [4] * 5
    assert weighted_kappa(ours, ours) == 1
    assert weighted_kappa(ours, [2, *ours[1:]]) == pytest.approx(1 - 1 / 10 / 4.3)
    assert weighted_kappa(ours, [3, *ours[1:]]) == pytest.approx(1 - 4 / 10 / 4.3)


def test_weighted_kappa_is_hidden_where_it_means_nothing():
    assert weighted_kappa([1, 2, 3] * 3, [1, 2, 3] * 3) is None
    assert weighted_kappa([2] * 12, [2] * 12) is None
    with pytest.raises(ValueError, match="zip"):
        weighted_kappa([1, 2], [1])
