"""The chain of errors and appeals against slow, obvious oracles and against what must always hold."""

import math
import random
import tracemalloc
from dataclasses import asdict, replace
from fractions import Fraction
from statistics import fmean, pvariance

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from seminar.models import error_and_appeal as model

BASE = model.Run(
    listed=100_000,
    wrong=0.01,
    told=0.6,
    ease=0.3,
    won=0.7,
    review_days=30,
    listing_days=730,
)
percents = st.integers(0, 100).map(lambda percent: percent / 100)
runs = st.builds(
    model.Run,
    listed=st.integers(1, 1_400_000_000),
    wrong=st.integers(0, 50).map(lambda tenths: tenths / 1_000),
    told=percents,
    ease=percents,
    won=percents,
    review_days=st.integers(1, 365),
    listing_days=st.integers(30, 730),
)


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-6)


def test_golden_values_of_the_plan():
    result = model.expected(BASE)
    assert result.wrongly_listed == near(1_000)
    assert result.corrected == near(126)
    assert result.uncorrected == near(874)
    assert result.wrongly_freed == near(59.4)
    assert result.harm_days == near(641_800)
    assert model.corrected_share(BASE) == near(0.126)


def test_golden_prices_of_the_plan():
    result = model.expected(BASE)
    assert result.creditor_days == near(41_580)
    assert result.clerk_hours == near(6_300)
    assert (BASE.rightly_appeal, BASE.wrongly_freed) == (near(0.05), near(0.02))
    easier = replace(BASE, ease=0.45)
    assert easier.rightly_appeal == near(0.075)
    result = model.expected(easier)
    assert (result.corrected, result.wrongly_freed) == (near(189), near(89.1))
    assert (result.harm_days, result.creditor_days, result.clerk_hours) == (near(597_700), near(62_370), near(9_450))


def test_golden_values_without_a_way_to_appeal():
    result = model.expected(replace(BASE, ease=0))
    assert (result.corrected, result.wrongly_freed, result.clerk_hours, result.creditor_days) == (0, 0, 0, 0)
    assert result.harm_days == near(730_000)


@pytest.mark.parametrize(("days", "hours"), [(365, 2), (30, 2), (15, 3), (7.5, 4)])
def test_haste_costs_an_hour_each_time_the_days_are_halved(days, hours):
    assert replace(BASE, review_days=days).hours == near(hours)


def oracle(run):
    """The same from the formulas, with whole numbers divided as late as they can be."""
    exact = {name: Fraction(value) for name, value in asdict(run).items()}
    w = exact["listed"] * exact["wrong"]
    told, early = exact["told"], exact["review_days"] < exact["listing_days"]
    appealing = w * told * exact["ease"]
    c = appealing * exact["won"] * early
    rightly = (exact["listed"] - w) * told * exact["ease"] / 6
    r = rightly * (exact["won"] * 10 / 7) ** 2 / 50 * early
    hours = 2 + (math.log2(30 / run.review_days) if run.review_days < 30 else 0)
    return {
        "wrongly_listed": w,
        "corrected": c,
        "uncorrected": w - c,
        "wrongly_freed": r,
        "harm_days": c * exact["review_days"] + (w - c) * exact["listing_days"],
        "creditor_days": r * (730 - exact["review_days"]) + (exact["listed"] - w - r) * (730 - exact["listing_days"]),
        "clerk_hours": float(appealing + rightly) * hours,
    }


@given(runs)
def test_results_are_those_of_exact_arithmetic(run):
    result = asdict(model.expected(run))
    for name, value in oracle(run).items():
        assert result[name] == near(float(value)), name


@given(runs)
def test_nobody_is_lost_or_made(run):
    result = model.expected(run)
    assert result.corrected + result.uncorrected == near(result.wrongly_listed)
    assert 0 <= result.corrected <= result.appealing <= result.told <= result.wrongly_listed
    assert 0 <= result.wrongly_freed <= result.rightly_appealing <= run.listed - result.wrongly_listed


def more(one, other):
    """Whether *one* is more than *other* by more than rounding."""
    return one > other * (1 + 1e-12) + 1e-9


@given(runs, st.sampled_from(model.GATES), percents)
def test_a_better_gate_never_adds_harm_days(run, gate, share):
    low, high = sorted((share, getattr(run, gate)))
    harm = [model.expected(replace(run, **{gate: value})).harm_days for value in (low, high)]
    assert not more(harm[1], harm[0])


@given(runs, st.sampled_from([("wrong", 0.05), ("listing_days", 730), ("review_days", 365)]), st.floats(0, 1))
def test_more_mistakes_or_longer_terms_never_take_harm_days_away(run, setting, part):
    name, most = setting
    higher = getattr(run, name) + part * (most - getattr(run, name))
    assert not more(model.expected(run).harm_days, model.expected(replace(run, **{name: higher})).harm_days)


@given(runs)
def test_closing_the_way_to_appeal_never_takes_harm_days_away(run):
    closed = model.expected(replace(run, ease=0))
    assert not more(model.expected(run).harm_days, closed.harm_days)
    assert (closed.corrected, closed.wrongly_freed) == (0, 0)
    assert closed.harm_days == near(run.listed * run.wrong * run.listing_days)


@given(runs, st.integers(1, 1_000))
def test_all_numbers_grow_with_the_list(run, times):
    small, large = (asdict(model.expected(replace(run, listed=listed))) for listed in (run.listed, run.listed * times))
    assert all(large[name] == near(small[name] * times) for name in small)


@given(runs, st.sampled_from([0, 1, 5]))
def test_a_review_that_takes_as_long_as_the_listing_takes_nobody_off(run, days):
    late = replace(run, review_days=run.listing_days + days)
    result = model.expected(late)
    assert (result.corrected, result.wrongly_freed, model.corrected_share(late)) == (0, 0, 0)
    assert result.harm_days == near(result.wrongly_listed * run.listing_days)
    assert result.creditor_days == near((run.listed - result.wrongly_listed) * (730 - run.listing_days))
    drawn = model.by_chance(replace(late, listed=100), seed=1, runs=20)
    assert not drawn["corrected"].any()
    assert not drawn["wrongly_freed"].any()


def test_a_review_that_ends_a_day_before_the_listing_still_helps():
    early, late = (model.expected(replace(BASE, review_days=days, listing_days=60)) for days in (59, 60))
    assert (early.corrected, late.corrected) == (near(126), 0)
    assert late.harm_days - early.harm_days == near(126)


BETTER = {"corrected": 1, "harm_days": -1, "creditor_days": -1, "clerk_hours": -1}
"""The four measures: whether more is better, or less."""


def beats(numbers, base):
    """Where *numbers* (measure → an array or a number) are nowhere worse than *base* and somewhere better."""
    gaps = [(numbers[name] - base[name]) * sign for name, sign in BETTER.items()]
    slack = [1e-9 * abs(base[name]) for name in BETTER]
    nowhere_worse = np.logical_and.reduce([gap >= -least for gap, least in zip(gaps, slack, strict=True)])
    return nowhere_worse & np.logical_or.reduce([gap > least for gap, least in zip(gaps, slack, strict=True)])


def on_a_grid(told, ease, won, days, term, listed=100_000, wrong=0.01):
    """The four measures for arrays of settings."""
    mistakes, rightly = listed * wrong, listed * (1 - wrong)
    appealing, others = mistakes * told * ease, rightly * told * ease / 6
    early = days < term
    corrected, freed = appealing * won * early, others * 0.02 * (won / 0.7) ** 2 * early
    return {
        "corrected": corrected,
        "harm_days": corrected * days + (mistakes - corrected) * term,
        "creditor_days": freed * (730 - days) + (rightly - freed) * (730 - term),
        "clerk_hours": (appealing + others) * (2 + np.maximum(0, np.log2(30 / days))),
    }


PERCENTS = np.arange(101) / 100
START = on_a_grid(0.6, 0.3, 0.7, 30, 730)


@given(runs)
def test_the_search_counts_as_the_model_does(run):
    result = asdict(model.expected(run))
    values = [run.told, run.ease, run.won, run.review_days, run.listing_days, run.listed, run.wrong]
    for name, value in on_a_grid(*map(float, values)).items():
        assert float(value) == pytest.approx(result[name], rel=1e-6, abs=1e-3 + 1e-9 * run.listed * 730)


def test_no_setting_of_gates_and_days_beats_the_start():
    """All 101 × 101 × 101 × 365 of them; told and ease count by their product only."""
    reached, won = np.meshgrid(np.unique(np.outer(PERCENTS, PERCENTS)), PERCENTS, indexing="ij")
    assert not any(beats(on_a_grid(1.0, reached, won, days, 730), START).any() for days in range(1, 366))


def test_no_shorter_listing_beats_the_start_either():
    tens, days = PERCENTS[::5], np.array([1, 2, 5, 10, 20, 30, 60, 120, 365])
    grid = np.meshgrid(np.unique(np.outer(tens, tens)), tens, days, np.arange(30, 731, 5), indexing="ij")
    assert not beats(on_a_grid(1.0, *grid), START).any()


@given(runs)
def test_the_start_is_not_beaten_on_any_other_list(run):
    assume(run.wrong > 0)  # where nobody is listed by mistake, an appeal helps nobody
    base = asdict(model.expected(replace(BASE, listed=run.listed, wrong=run.wrong)))
    assert not beats(asdict(model.expected(run)), base)


@pytest.mark.parametrize(
    ("change", "better", "worse"),
    [
        ({"told": 0.7}, {"corrected", "harm_days"}, {"creditor_days", "clerk_hours"}),
        ({"ease": 0.4}, {"corrected", "harm_days"}, {"creditor_days", "clerk_hours"}),
        ({"won": 0.8}, {"corrected", "harm_days"}, {"creditor_days"}),
        ({"review_days": 15}, {"harm_days"}, {"creditor_days", "clerk_hours"}),
        ({"review_days": 60}, {"creditor_days"}, {"harm_days"}),
        ({"listing_days": 365}, {"harm_days"}, {"creditor_days"}),
        ({"ease": 0}, {"creditor_days", "clerk_hours"}, {"corrected", "harm_days"}),
    ],
)
def test_each_setting_buys_something_and_costs_something(change, better, worse):
    base, now = asdict(model.expected(BASE)), asdict(model.expected(replace(BASE, **change)))
    gaps = {name: (now[name] - base[name]) * sign for name, sign in BETTER.items()}
    assert {name for name, gap in gaps.items() if gap > 1e-6} == better
    assert {name for name, gap in gaps.items() if gap < -1e-6} == worse


def test_at_the_start_ten_points_help_most_at_the_gate_of_the_appeal():
    gains = {gate: model.corrected_share(replace(BASE, **{gate: getattr(BASE, gate) + 0.1})) for gate in model.GATES}
    assert max(gains, key=gains.get) == "ease"


def one_person_at_a_time(run, seed):
    """One run in which every person goes from gate to gate, and every day on the list by mistake is counted."""
    draw = random.Random(seed)
    corrected = uncorrected = freed = days = 0
    for _ in range(run.listed):
        by_mistake = draw.random() < run.wrong
        told = draw.random() < run.told
        appeals = told and draw.random() < (run.ease if by_mistake else run.rightly_appeal)
        won = appeals and draw.random() < (run.won if by_mistake else run.wrongly_freed)
        off = won and run.review_days < run.listing_days
        corrected += by_mistake and off
        uncorrected += by_mistake and not off
        freed += off and not by_mistake
        if by_mistake:
            days += run.review_days if off else run.listing_days
    return {"corrected": corrected, "uncorrected": uncorrected, "wrongly_freed": freed, "days": days}


SMALL = replace(BASE, listed=60, wrong=0.3, told=0.8, ease=1, won=1)
REPEATS = 2_000


@pytest.fixture(scope="module")
def walked():
    return [one_person_at_a_time(SMALL, seed) for seed in range(REPEATS)]


@pytest.fixture(scope="module")
def drawn():
    return model.by_chance(SMALL, seed=1, runs=REPEATS)


@pytest.mark.parametrize("name", model.DRAWN)
def test_draws_of_counts_agree_with_people_drawn_one_by_one(walked, drawn, name):
    people = [one[name] for one in walked]
    standard_error = (2 * pvariance(people) / REPEATS) ** 0.5
    assert abs(drawn[name].mean() - fmean(people)) < 4 * standard_error
    # The standard error of a variance is about its square root of 2 / n; of the quotient of two, 2 / √n.
    assert drawn[name].var() / pvariance(people) == pytest.approx(1, abs=4 * 2 / REPEATS**0.5)


@pytest.mark.parametrize("name", model.DRAWN)
def test_expected_people_are_the_mean_of_people_drawn_one_by_one(walked, name):
    people = [one[name] for one in walked]
    assert abs(getattr(model.expected(SMALL), name) - fmean(people)) < 4 * (pvariance(people) / REPEATS) ** 0.5


def test_expected_harm_days_are_the_mean_of_days_counted_one_by_one(walked):
    days = [one["days"] for one in walked]
    assert abs(model.expected(SMALL).harm_days - fmean(days)) < 4 * (pvariance(days) / REPEATS) ** 0.5


def test_a_chain_of_draws_spreads_as_one_draw_with_all_shares():
    passing = BASE.wrong * model.corrected_share(BASE)
    variance = BASE.listed * passing * (1 - passing)
    drawn = model.by_chance(BASE, seed=2, runs=20_000)["corrected"]
    assert abs(drawn.mean() - 126) < 4 * (variance / 20_000) ** 0.5
    assert drawn.var() / variance == pytest.approx(1, abs=4 * (2 / 20_000) ** 0.5)


@given(runs, st.integers(0, 2**32))
def test_draws_stay_within_the_list_and_a_seed_repeats_them(run, seed):
    drawn = model.by_chance(run, seed, 20)
    again = model.by_chance(run, seed, 20)
    assert all((drawn[name] == again[name]).all() for name in model.DRAWN)
    assert all((numbers >= 0).all() for numbers in drawn.values())
    assert (sum(drawn.values()) <= run.listed).all()
    result = model.expected(run)
    assert all((drawn[name] == 0).all() for name in model.DRAWN if getattr(result, name) == 0)


def test_another_seed_gives_other_draws():
    one, other = (model.by_chance(BASE, seed)["corrected"] for seed in (1, 2))
    assert (one != other).any()


def test_a_country_takes_no_more_memory_than_a_village():
    peaks = []
    for listed in (1_000, 1_400_000_000):
        tracemalloc.start()
        model.by_chance(replace(BASE, listed=listed), seed=1)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]


def test_the_range_holds_its_share_of_the_draws():
    drawn = model.by_chance(BASE, seed=3, runs=4_000)
    for share in (0.5, 0.9):
        for name, numbers in drawn.items():
            low, high = model.central_range(numbers, share)
            below, above = (numbers < low).mean(), (numbers > high).mean()
            assert below <= (1 - share) / 2 + 1e-9
            assert above <= (1 - share) / 2 + 1e-9
            assert low < getattr(model.expected(BASE), name) < high
            assert ((numbers > low) & (numbers < high)).mean() <= share
    assert model.central_range(drawn["corrected"], 1) == (drawn["corrected"].min(), drawn["corrected"].max())


@pytest.mark.parametrize("share", [0, 1.01, -1])
def test_a_share_outside_its_range_is_refused(share):
    with pytest.raises(ValueError, match="share"):
        model.central_range(model.by_chance(BASE, 1, 10)["corrected"], share)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("listed", 0),
        ("listed", 2.5),
        ("review_days", 0),
        ("listing_days", float("inf")),
        ("wrong", -0.01),
        ("told", 1.01),
        ("won", float("nan")),
        ("ease", 2),
        ("listing_days", 731),
    ],
)
def test_numbers_outside_their_range_are_refused(name, value):
    with pytest.raises(ValueError, match=name):
        replace(BASE, **{name: value})
