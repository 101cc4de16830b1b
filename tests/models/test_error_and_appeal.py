"""The chain of errors and appeals against slow, obvious oracles and against what must always hold."""

import random
import tracemalloc
from dataclasses import asdict, replace
from fractions import Fraction
from statistics import fmean, pvariance

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.models import error_and_appeal as model

BASE = model.Run(
    listed=100_000,
    wrong=0.01,
    told=0.6,
    appeal=0.3,
    won=0.7,
    review_days=30,
    listing_days=730,
    rightly_appeal=0.05,
    wrongly_freed=0.02,
)
percents = st.integers(0, 100).map(lambda percent: percent / 100)
runs = st.builds(
    model.Run,
    listed=st.integers(1, 1_400_000_000),
    wrong=st.integers(0, 50).map(lambda tenths: tenths / 1_000),
    told=percents,
    appeal=percents,
    won=percents,
    review_days=st.integers(1, 365),
    listing_days=st.integers(30, 1_825),
    rightly_appeal=percents,
    wrongly_freed=percents,
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


def test_golden_values_without_a_way_to_appeal():
    result = model.expected(model.without_appeal(BASE))
    assert (result.corrected, result.wrongly_freed, result.harm_days) == (0, 0, 730_000)


def test_golden_weakest_link():
    link = model.weakest_link(BASE)
    assert (link.gates, link.points, link.gain) == (("appeal",), near(0.1), near(0.042))


@given(runs)
def test_results_are_those_of_exact_arithmetic(run):
    exact = {name: Fraction(value) for name, value in asdict(run).items()}
    w = exact["listed"] * exact["wrong"]
    c = w * exact["told"] * exact["appeal"] * exact["won"]
    u = w - c
    r = exact["listed"] * (1 - exact["wrong"]) * exact["told"] * exact["rightly_appeal"] * exact["wrongly_freed"]
    days = c * min(exact["review_days"], exact["listing_days"]) + u * exact["listing_days"]
    result = model.expected(run)
    assert result.wrongly_listed == near(float(w))
    assert result.corrected == near(float(c))
    assert result.uncorrected == near(float(u))
    assert result.wrongly_freed == near(float(r))
    assert result.harm_days == near(float(days))


@given(runs)
def test_nobody_is_lost_or_made(run):
    result, table = model.expected(run), model.two_by_two(run)
    assert result.corrected + result.uncorrected == near(result.wrongly_listed)
    assert 0 <= result.corrected <= result.appealing <= result.told <= result.wrongly_listed
    assert table.sum().sum() == near(run.listed)
    assert table.loc["wrongly listed"].tolist() == [result.corrected, result.uncorrected]
    assert table.at["rightly listed", "taken off"] == result.wrongly_freed
    assert (table >= 0).all().all()


def more(one, other):
    """Whether *one* is more than *other* by more than rounding."""
    return one > other * (1 + 1e-12) + 1e-9


@given(runs, st.sampled_from(model.GATES), percents)
def test_a_better_gate_never_adds_harm_days(run, gate, share):
    low, high = sorted((share, getattr(run, gate)))
    harm = [model.expected(replace(run, **{gate: value})).harm_days for value in (low, high)]
    assert not more(harm[1], harm[0])


@given(runs, st.sampled_from([("wrong", 0.05), ("listing_days", 1_825), ("review_days", 365)]), st.floats(0, 1))
def test_more_mistakes_or_longer_terms_never_take_harm_days_away(run, setting, part):
    name, most = setting
    higher = getattr(run, name) + part * (most - getattr(run, name))
    assert not more(model.expected(run).harm_days, model.expected(replace(run, **{name: higher})).harm_days)


@given(runs)
def test_closing_the_way_to_appeal_never_takes_harm_days_away(run):
    closed = model.expected(model.without_appeal(run))
    assert not more(model.expected(run).harm_days, closed.harm_days)
    assert (closed.corrected, closed.wrongly_freed) == (0, 0)
    assert closed.harm_days == near(run.listed * run.wrong * run.listing_days)


@given(runs, st.integers(1, 1_000))
def test_all_numbers_grow_with_the_list(run, times):
    small, large = (asdict(model.expected(replace(run, listed=listed))) for listed in (run.listed, run.listed * times))
    assert all(large[name] == near(small[name] * times) for name in small)


@given(runs)
def test_a_review_longer_than_the_listing_saves_no_day(run):
    late = replace(run, review_days=run.listing_days + 5)
    assert model.expected(late).harm_days == near(model.expected(late).wrongly_listed * run.listing_days)


def gains_by_running_again(run):
    """What each gate adds to the corrected, by running the chain again with the gate ten points wider."""
    before = model.expected(run).corrected
    wider = {gate: replace(run, **{gate: min(1, getattr(run, gate) + 0.1)}) for gate in model.GATES}
    return {gate: model.expected(other).corrected - before for gate, other in wider.items()}


@given(runs)
def test_the_weakest_link_is_where_ten_points_correct_most(run):
    gains, link = gains_by_running_again(run), model.weakest_link(run)
    wrongly_listed = model.expected(run).wrongly_listed
    assert max(gains.values()) == pytest.approx(link.gain * wrongly_listed, rel=1e-6, abs=1e-6 * run.listed)
    assert all(gains[gate] == pytest.approx(max(gains.values()), rel=1e-6, abs=1e-6) for gate in link.gates)
    assert link.gates


@pytest.mark.parametrize(
    ("shares", "gates", "points", "gain"),
    [
        ((0.5, 0.5, 0.9), ("told", "appeal"), 0.1, 0.045),
        ((0.95, 1, 1), ("told",), 0.05, 0.05),
        ((1, 1, 1), model.GATES, 0, 0),
        ((0, 0, 0.7), model.GATES, 0.1, 0),
        ((0, 0.3, 0.7), ("told",), 0.1, 0.021),
    ],
)
def test_equal_capped_and_closed_links(shares, gates, points, gain):
    link = model.weakest_link(replace(BASE, **dict(zip(model.GATES, shares, strict=True))))
    assert link.gain == near(gain)
    assert link.points == near(points)
    assert link.gates == gates


def one_person_at_a_time(run, seed):
    """One run in which every person goes from gate to gate, and every day on the list by mistake is counted."""
    draw = random.Random(seed)
    corrected = uncorrected = freed = days = 0
    for _ in range(run.listed):
        by_mistake = draw.random() < run.wrong
        told = draw.random() < run.told
        appeals = told and draw.random() < (run.appeal if by_mistake else run.rightly_appeal)
        off = appeals and draw.random() < (run.won if by_mistake else run.wrongly_freed)
        corrected += by_mistake and off
        uncorrected += by_mistake and not off
        freed += off and not by_mistake
        if by_mistake:
            days += min(run.review_days, run.listing_days) if off else run.listing_days
    return {"corrected": corrected, "uncorrected": uncorrected, "wrongly_freed": freed, "days": days}


SMALL = replace(BASE, listed=60, wrong=0.3, told=0.8, appeal=0.6, rightly_appeal=0.4, wrongly_freed=0.5)
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
    assert drawn[name].var(ddof=0) / pvariance(people) == pytest.approx(1, abs=4 * 2 / REPEATS**0.5)


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
    assert drawn.equals(model.by_chance(run, seed, 20))
    assert (drawn >= 0).all().all()
    assert (drawn.sum(axis=1) <= run.listed).all()
    result = model.expected(run)
    impossible = [name for name in model.DRAWN if getattr(result, name) == 0]
    assert (drawn[impossible] == 0).all().all()


def test_another_seed_gives_other_draws():
    assert not model.by_chance(BASE, 1).equals(model.by_chance(BASE, 2))


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
        found = model.central_range(drawn, share)
        for name in model.DRAWN:
            low, high = found.loc[name]
            below, above = (drawn[name] < low).mean(), (drawn[name] > high).mean()
            assert below <= (1 - share) / 2 + 1e-9
            assert above <= (1 - share) / 2 + 1e-9
            assert low < getattr(model.expected(BASE), name) < high
            assert ((drawn[name] > low) & (drawn[name] < high)).mean() <= share
    assert model.central_range(drawn, 1).loc["corrected"].tolist() == [
        drawn["corrected"].min(),
        drawn["corrected"].max(),
    ]


@pytest.mark.parametrize("share", [0, 1.01, -1])
def test_a_share_outside_its_range_is_refused(share):
    with pytest.raises(ValueError, match="share"):
        model.central_range(model.by_chance(BASE, 1, 10), share)


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
        ("wrongly_freed", 2),
    ],
)
def test_numbers_outside_their_range_are_refused(name, value):
    with pytest.raises(ValueError, match=name):
        replace(BASE, **{name: value})
