"""The base-rate model against slow, obvious oracles and against what must always hold."""

import math
import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.models import base_rate

people = st.integers(1, 1_400_000_000)
shares = st.floats(0, 1)
one_in = st.integers(1_000, 1_000_000)


def exact(passing, wanted_share, hit_rate, false_alarm_rate):
    """The four cells by exact fractions, from the plan's formulas: K = N·π, TP = K·h, FP = (N − K)·q."""
    n, pi, h, q = (Fraction(value) for value in (passing, wanted_share, hit_rate, false_alarm_rate))
    k = n * pi
    return {
        ("wanted", "alarm"): k * h,
        ("wanted", "no alarm"): k - k * h,
        ("not wanted", "alarm"): (n - k) * q,
        ("not wanted", "no alarm"): (n - k) - (n - k) * q,
    }


@given(people, shares, shares, shares)
def test_cells_are_those_of_exact_arithmetic(n, pi, h, q):
    table = base_rate.screening(n, pi, h, q)
    for (row, column), value in exact(n, pi, h, q).items():
        assert table.at[row, column] == pytest.approx(float(value), rel=1e-9, abs=1e-6)


@given(people, shares, shares, shares)
def test_rows_add_up_to_the_people(n, pi, h, q):
    table = base_rate.screening(n, pi, h, q)
    assert table.loc["wanted"].sum() == pytest.approx(n * pi)
    assert table.loc["not wanted"].sum() == pytest.approx(n - n * pi, abs=1e-6)


def one_person_at_a_time(n, pi, h, q, seed):
    """A day in which every person walks past the camera: counts of the four cells."""
    draw = random.Random(seed)
    counts = dict.fromkeys(exact(1, 0, 0, 0), 0)
    for _ in range(n):
        wanted = draw.random() < pi
        alarm = draw.random() < (h if wanted else q)
        counts["wanted" if wanted else "not wanted", "alarm" if alarm else "no alarm"] += 1
    return counts


def test_expected_counts_are_the_mean_of_days_drawn_person_by_person():
    n, pi, h, q, days = 2_000, 0.1, 0.8, 0.05, 200
    expected = base_rate.screening(n, pi, h, q)
    drawn = [one_person_at_a_time(n, pi, h, q, seed) for seed in range(days)]
    for row in expected.index:
        for column in expected.columns:
            share = expected.at[row, column] / n
            standard_error = math.sqrt(n * share * (1 - share) / days)
            mean = sum(day[row, column] for day in drawn) / days
            assert abs(mean - expected.at[row, column]) < 4 * standard_error


def test_golden_values_of_the_plan():
    table = base_rate.screening(1_000_000, 1 / 100_000, 0.95, 1 / 1_000)
    assert table.at["wanted", "alarm"] == pytest.approx(9.5)
    assert table.at["not wanted", "alarm"] == pytest.approx(999.99)
    assert base_rate.positive_predictive_value(table) == pytest.approx(0.0094, abs=5e-5)
    assert base_rate.officers_needed(table["alarm"].sum(), 10) == 22
    assert base_rate.chance_of_false_match(1_000_000, 1e-6) == pytest.approx(0.632, abs=5e-4)


@given(
    people,
    one_in,
    one_in,
    st.floats(0.5, 1),
    st.floats(0.5, 1),
    st.integers(100, 1_000_000),
    st.integers(100, 1_000_000),
)
def test_share_of_right_alarms_moves_the_way_it_must(n, rare, rarer, h1, h2, q1, q2):
    def ppv(pi, h, q):
        return base_rate.positive_predictive_value(base_rate.screening(n, pi, h, q))

    low, high = sorted((1 / rare, 1 / rarer))
    assert ppv(low, h1, 1 / q1) <= ppv(high, h1, 1 / q1) * (1 + 1e-12)
    assert ppv(low, min(h1, h2), 1 / q1) <= ppv(low, max(h1, h2), 1 / q1) * (1 + 1e-12)
    assert ppv(low, h1, max(1 / q1, 1 / q2)) <= ppv(low, h1, min(1 / q1, 1 / q2)) * (1 + 1e-12)


@given(people, one_in, st.floats(0.5, 1))
def test_without_false_alarms_every_alarm_is_right(n, rare, h):
    assert base_rate.positive_predictive_value(base_rate.screening(n, 1 / rare, h, 0)) == 1


def test_without_any_alarm_the_share_is_not_defined():
    assert math.isnan(base_rate.positive_predictive_value(base_rate.screening(100, 0, 1, 0)))


@given(st.integers(0, 300), st.fractions(0, 1))
def test_false_match_is_one_minus_nobody_matching(gallery, m):
    oracle = 1 - (1 - m) ** gallery
    assert base_rate.chance_of_false_match(gallery, float(m)) == pytest.approx(float(oracle), abs=1e-9)


def test_tiny_rates_do_not_vanish():
    # Naively, 1 - (1 - 1e-12) ** 10 loses half of its digits.
    assert base_rate.chance_of_false_match(10, 1e-12) == pytest.approx(1e-11, rel=1e-6, abs=0)


@given(st.floats(0, 1), st.integers(0, 2_000_000_000), st.integers(0, 2_000_000_000))
def test_false_match_never_falls_with_the_gallery(m, one, other):
    small, large = sorted((one, other))
    chances = base_rate.gallery_curve(m, [small, large])["chance"]
    assert 0 <= chances[0] <= chances[1] <= 1


@given(st.floats(1e-6, 1e-3), st.integers(1, 2_000_000_000))
def test_false_match_fades_with_the_rate(m, gallery):
    assert base_rate.chance_of_false_match(gallery, m * 1e-15) < 1e-2
    assert base_rate.chance_of_false_match(gallery, 0) == 0


@given(st.integers(1, 10**9), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_whole_people_add_up_and_stay_near_what_is_expected(people, wanted, hits, false):
    table = base_rate.screening(people, wanted, hits, false)
    whole = base_rate.in_whole_people(table)
    assert whole.to_numpy().sum() == people
    assert (whole.to_numpy() >= 0).all()
    assert (abs(whole.sum(axis=1) - table.sum(axis=1)) <= 0.51).all()
    assert (abs(whole - table) <= 1.02).all(axis=None)


def test_one_wanted_person_who_is_nearly_always_found_is_found():
    whole = base_rate.in_whole_people(base_rate.screening(1_000_000, 1 / 2_000_000, 0.99, 0.01))
    assert whole.to_numpy().tolist() == [[1, 0], [10_000, 989_999]]


def test_officers_are_rounded_up():
    assert [base_rate.officers_needed(alarms, 1) for alarms in (0, 1, 480, 481)] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("share", "marked"),
    [
        (0, (0, False)),
        (0.0001, (0, True)),
        (0.0004, (0, True)),
        (0.0006, (1, False)),
        (0.0098, (10, False)),
        (0.5, (500, False)),
        (0.9999, (999, False)),
        (1, (1_000, False)),
    ],
)
def test_marked_dots(share, marked):
    assert base_rate.dots_that_are_right(share) == marked


@given(st.floats(0, 1))
def test_marked_dots_stay_near_the_share(share):
    whole, half = base_rate.dots_that_are_right(share)
    assert abs(whole + half / 2 - share * 1_000) <= (1 if whole == 999 else 0.5 + 1e-9)
    assert 0 <= whole + half <= 1_000


@pytest.mark.parametrize(
    "arguments",
    [(0, 0.1, 0.1, 0.1), (math.inf, 0.1, 0.1, 0.1), (10, 1.1, 0, 0), (10, 0, -0.1, 0), (10, 0, 0, math.nan)],
)
def test_numbers_outside_their_range_are_refused(arguments):
    with pytest.raises(ValueError, match="must be"):
        base_rate.screening(*arguments)


def test_galleries_outside_their_range_are_refused():
    with pytest.raises(ValueError, match="gallery"):
        base_rate.chance_of_false_match(-1, 0.5)
