"""Votes that move, against people who change their minds one by one."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.models.votes import movement, shares

COUNTS = st.lists(st.integers(0, 25), min_size=2, max_size=5).filter(sum)
ROUNDS = st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), min_size=2, max_size=5)


def fewest_movers(before, after):
    """Two rooms of equal size: the smallest number of people who changed, found by trying every way to pair them."""
    first = [option for option, count in enumerate(before) for _ in range(count)]
    second = [option for option, count in enumerate(after) for _ in range(count)]
    return min(sum(a != b for a, b in zip(first, order, strict=True)) for order in permutations(second))


@pytest.mark.parametrize(
    ("before", "after"),
    [((3, 2, 1), (1, 2, 3)), ((6, 0, 0), (0, 0, 6)), ((2, 2, 2), (2, 2, 2)), ((5, 1, 0), (3, 2, 1))],
)
def test_net_movement_is_the_fewest_people_who_must_have_changed(before, after):
    assert movement(before, after).net == pytest.approx(fewest_movers(before, after) / sum(before))


@given(ROUNDS.map(lambda rounds: tuple(zip(*rounds, strict=True))).filter(lambda rounds: all(map(sum, rounds))))
def test_movement_lies_between_0_and_1_and_is_the_same_backwards(rounds):
    before, after = rounds
    moved = movement(before, after)
    assert 0 <= moved.net <= 1
    assert moved.net == pytest.approx(movement(after, before).net)
    assert sum(moved.before) == pytest.approx(1)


@given(COUNTS, st.integers(1, 4))
def test_equal_votes_and_equal_shares_do_not_move(counts, times):
    assert movement(counts, [times * count for count in counts]).net == pytest.approx(0)


@pytest.mark.parametrize("counts", [[0, 0], [3, -1]])
def test_no_votes_or_a_negative_count_is_refused(counts):
    with pytest.raises(ValueError, match="at least one vote"):
        shares(counts)


def test_votes_on_different_options_are_refused():
    with pytest.raises(ValueError, match="zip"):
        movement([1, 2], [1, 2, 3])
