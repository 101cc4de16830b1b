"""Chances of samples, against counting every possible sample and against what must always hold."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from seminar.models.sampling import central_range, chances, drawn, reached_share

percents = st.integers(0, 100)
sizes = st.integers(1, 200)


def one_by_one(percent, n):
    """The chance of each result, by going through every sample: each person is asked in turn."""
    found = [Fraction(0)] * (n + 1)
    for sample in product("AB", repeat=n):
        chance = Fraction(1)
        for view in sample:
            chance *= Fraction(percent if view == "A" else 100 - percent, 100)
        found[sample.count("A")] += chance
    return found


def range_one_by_one(percent, n):
    """The central range, by adding chances until a fortieth, and then 39 fortieths, are reached."""
    ends = []
    for wanted in (Fraction(1, 40), Fraction(39, 40)):
        so_far = Fraction(0)
        for k, chance in enumerate(one_by_one(percent, n)):
            so_far += chance
            if so_far >= wanted:
                ends.append(k)
                break
    return tuple(ends)


@given(percents, st.integers(1, 8))
@effort(deadline=None, max_examples=60)
def test_chances_and_range_are_those_of_every_sample_counted(percent, n):
    assert chances(percent, n) == one_by_one(percent, n)
    assert central_range(percent, n) == range_one_by_one(percent, n)


@given(percents, sizes)
@effort(deadline=None, max_examples=60)
def test_chances_sum_to_one_and_mirror_each_other(percent, n):
    assert sum(chances(percent, n)) == 1
    assert chances(percent, n) == chances(100 - percent, n)[::-1]


def test_the_golden_values():
    assert [100 * chance for chance in chances(70, 2)] == [9, 42, 49]
    assert [100 * chance for chance in chances(50, 2)] == [25, 50, 25]


@pytest.mark.parametrize(("percent", "only"), [(0, 0), (100, -1)])
@pytest.mark.parametrize("n", [1, 2, 200])
def test_with_no_or_only_holders_of_a_there_is_one_result(percent, only, n):
    assert chances(percent, n)[only] == 1
    assert len(set(central_range(percent, n))) == 1
    assert drawn(percent, n, 9, 7)[only] == 9


@given(percents, st.integers(1, 100))
@effort(deadline=None, max_examples=100)
def test_the_range_is_not_wider_when_the_sample_doubles(percent, n):
    (low, high), (lower, higher) = central_range(percent, n), central_range(percent, 2 * n)
    assert Fraction(higher - lower, 2 * n) <= Fraction(high - low, n) + Fraction(1, n)


@given(percents, sizes)
@effort(deadline=None, max_examples=60)
def test_the_range_holds_95_percent_and_the_share_itself(percent, n):
    low, high = central_range(percent, n)
    assert sum(chances(percent, n)[low : high + 1]) >= Fraction(19, 20)
    assert low - 1 <= Fraction(percent * n, 100) <= high + 1


@given(percents, sizes, st.integers(1, 500), st.integers(1, 99))
@effort(deadline=None, max_examples=40)
def test_draws_are_all_counted_and_the_same_seed_gives_the_same(percent, n, draws, seed):
    counts = drawn(percent, n, draws, seed)
    assert sum(counts) == draws
    assert counts == drawn(percent, n, draws, seed)
    assert all(chance for count, chance in zip(counts, chances(percent, n), strict=True) if count)


def test_many_draws_come_near_the_chances():
    counts = [sum(some) for some in zip(*(drawn(70, 2, 500, seed) for seed in range(1, 41)), strict=True)]
    assert [count / 20_000 for count in counts] == pytest.approx([0.09, 0.42, 0.49], abs=0.015)


def reached_one_by_one(percent, reach_a, reach_b):
    """Of ten thousand people, those of each view who are reached, counted."""
    with_a = sum(100 * (reach_a / 100) for _ in range(percent))
    with_b = sum(100 * (reach_b / 100) for _ in range(100 - percent))
    return with_a / (with_a + with_b)


@given(percents, st.integers(1, 100), st.integers(1, 100))
def test_the_share_among_those_reached_is_that_of_people_counted(percent, reach_a, reach_b):
    assert float(reached_share(percent, reach_a, reach_b)) == pytest.approx(
        reached_one_by_one(percent, reach_a, reach_b)
    )


@given(percents, st.integers(1, 100))
def test_with_equal_chances_the_share_stays(percent, reach):
    assert reached_share(percent, reach, reach) == Fraction(percent, 100)


@given(percents, st.integers(1, 99), st.integers(1, 100))
def test_the_share_of_a_rises_with_the_chance_to_reach_a(percent, reach_a, reach_b):
    less, more = (reached_share(percent, reach, reach_b) for reach in (reach_a, reach_a + 1))
    assert less < more if 0 < percent < 100 else less == more


@pytest.mark.parametrize("percent", [-1, 101, 50.5])
def test_a_share_outside_0_to_100_is_refused(percent):
    with pytest.raises(ValueError, match="must be a whole number from 0 to 100"):
        chances(percent, 2)
    with pytest.raises(ValueError, match="must be a whole number from 0 to 100"):
        reached_share(percent, 30, 60)


@pytest.mark.parametrize(("n", "draws", "said"), [(0, 9, "sample size"), (201, 9, "sample size"), (2, 0, "draws")])
def test_a_sample_of_nobody_is_refused(n, draws, said):
    with pytest.raises(ValueError, match=said):
        drawn(70, n, draws, 7)


@pytest.mark.parametrize("reach", [(0, 60), (30, 0), (101, 60)])
def test_a_chance_that_reaches_nobody_is_refused(reach):
    with pytest.raises(ValueError, match="must be a whole number from 1 to 100"):
        reached_share(70, *reach)
