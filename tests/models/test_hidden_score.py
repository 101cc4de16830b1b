"""The hidden score against an exact oracle in fractions, and what probes must and must not tell."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.activities.parts.hidden_machines import OPEN, areas, machines
from seminar.data.evidence import frame
from seminar.models.hidden_score import AREAS, Probe, checked, clipped, guess_error, noise, reading, repeats, score

SETS = [machine.weights for machine in machines().values()]
cuts = st.lists(st.integers(0, 100), min_size=AREAS - 1, max_size=AREAS - 1).map(sorted)
weights = cuts.map(lambda marks: tuple(b - a for a, b in zip([0, *marks], [*marks, 100], strict=True)))
level = st.integers(0, 100)
levels = st.tuples(*[level] * AREAS)
friends = st.none() | level


def oracle(weights, levels, friends):
    """The plan's formula word for word, in exact fractions."""
    own = 350 + 600 * sum(Fraction(w, 100) * x for w, x in zip(weights, levels, strict=True)) / 100
    if friends is None:
        return own
    return Fraction(8, 10) * own + Fraction(2, 10) * (350 + 600 * Fraction(friends, 100))


@given(weights, levels, friends)
def test_the_score_is_that_of_the_formula(w, x, f):
    assert score(w, x, f) == float(oracle(w, x, f))


@given(weights, levels, friends, st.integers(0, 99), st.integers(1, 99))
def test_the_shown_score_lies_in_its_range_also_with_noise(w, x, f, seed, number):
    assert 350 <= score(w, x, f) <= 950
    assert 350 <= clipped(score(w, x, f) + noise(seed, number)) <= 950


@given(weights, levels, friends, st.integers(0, AREAS - 1), level)
def test_without_noise_the_score_never_falls_when_a_level_rises(w, x, f, area, other):
    low, high = ((*x[:area], value, *x[area + 1 :]) for value in sorted((x[area], other)))
    assert score(w, low, f) <= score(w, high, f)


@given(weights, level)
def test_with_all_levels_equal_the_weights_cancel(w, c):
    assert score(w, [c] * AREAS) == 350 + 6 * c


@pytest.mark.parametrize("w", SETS)
def test_all_at_40_give_590_whatever_the_weights(w):
    assert score(w, [40] * AREAS) == 590


def six_probes(w):
    settings = [(0,) * AREAS, *(tuple(100 * (i == area) for i in range(AREAS)) for area in range(AREAS))]
    return [Probe(x, score(w, x)) for x in settings]


@given(weights)
def test_six_chosen_probes_recover_the_weights_exactly(w):
    probes = six_probes(w)
    read = [reading(probes, place) for place in range(1, 6)]
    assert [one.area for one in read] == list(range(AREAS))
    assert tuple(round(one.low, 9) for one in read) == tuple(round(one.high, 9) for one in read) == w


@given(weights, weights)
def test_the_error_is_0_for_the_weights_alone_and_never_above_1(w, guess):
    error = guess_error(w, guess)
    assert (error == 0) == (w == guess)
    assert 0 <= error <= 1
    assert error == guess_error(guess, w)


def test_a_guess_that_shares_nothing_is_1():
    assert guess_error((100, 0, 0, 0, 0), (0, 0, 0, 0, 100)) == 1
    assert guess_error((60, 40, 0, 0, 0), (50, 40, 10, 0, 0)) == 0.1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ((0, 0, 0, 0, 0), "all weights are 0"),
        ((20, 20, 20, 20, 10), "sum to 90; they must sum to 100"),
        ((120, -20, 0, 0, 0), "0 or more"),
        ((50, 50), "expected 5 weights"),
    ],
)
def test_weights_that_cannot_be_are_refused_with_their_value(wrong, said):
    for use in (lambda: checked(wrong), lambda: score(wrong, [50] * 5), lambda: guess_error(SETS[0], wrong)):
        with pytest.raises(ValueError, match=said):
            use()


@pytest.mark.parametrize(
    ("x", "f"), [((50,) * 4, None), ((101, 0, 0, 0, 0), None), ((0, 0, -5, 0, 0), None), ((0,) * 5, 101)]
)
def test_levels_outside_the_range_are_refused(x, f):
    with pytest.raises(ValueError, match="from 0 to 100"):
        score(SETS[0], x, f)


@given(weights, levels, st.integers(0, AREAS - 1), level, level, st.booleans(), st.integers(0, 99))
def test_a_reading_always_holds_the_true_weight(w, x, area, other, f, with_friends, seed):
    """With noise as a range that cannot miss it, without noise as the weight itself."""
    changed = (*x[:area], other, *x[area + 1 :])
    f = f if with_friends else None
    exact = [Probe(one, score(w, one, f), False, with_friends) for one in (x, changed)]
    noisy = [
        Probe(one, clipped(score(w, one, f) + noise(seed, n)), True, with_friends) for n, one in enumerate((x, changed))
    ]
    for probes in (exact, noisy):
        found = reading(probes, 1)
        if other == x[area]:
            assert found is None or found.other is None
            continue
        assert (found.area, found.other) == (area, 0)
        assert found.low - 1e-9 <= w[area] <= found.high + 1e-9
    if other != x[area]:
        assert reading(exact, 1).low == pytest.approx(w[area]) == reading(exact, 1).high


def test_a_probe_that_differs_in_two_areas_tells_nothing_by_itself():
    w = SETS[0]
    probes = [Probe(x, score(w, x)) for x in ((50,) * 5, (60, 60, 50, 50, 50))]
    assert reading(probes, 1) is None


def test_with_friends_a_probe_alone_tells_nothing_since_the_floor_is_hidden():
    x = (100, 0, 0, 0, 0)
    assert reading([Probe(x, score(SETS[0], x))], 0).low == SETS[0][0]
    assert reading([Probe(x, score(SETS[0], x, 80), friends=True)], 0) is None


def test_probes_under_other_switches_are_not_compared():
    one, other = (50,) * 5, (60, 50, 50, 50, 50)
    assert reading([Probe(one, 650, noisy=True), Probe(other, 660)], 1) is None


def test_the_widest_step_is_used():
    w = SETS[0]
    probes = [Probe(x, score(w, x)) for x in ((95, 50, 50, 50, 50), (0, 50, 50, 50, 50), (100, 50, 50, 50, 50))]
    assert reading(probes, 2).other == 1


def test_noise_is_a_whole_number_from_minus_10_to_10_and_always_the_same():
    drawn = [noise(2019, number) for number in range(2_000)]
    assert drawn == [noise(2019, number) for number in range(2_000)]
    assert set(drawn) == set(range(-10, 11))
    assert abs(sum(drawn) / len(drawn)) < 0.5


def test_repeats_are_counted_with_their_mean():
    probes = [Probe((1,) * 5, 400, True), Probe((1,) * 5, 410, False), Probe((1,) * 5, 406, True)]
    assert repeats(probes, 0) == (1, 400)
    assert repeats(probes, 2) == (2, 403)


def test_the_ten_sets_of_the_pack_are_whole_and_differ():
    table = frame("score_weights")
    assert len(table) == len(set(SETS)) == 10
    assert all(sum(w) == 100 for w in SETS)
    assert OPEN not in SETS
    assert sum(OPEN) == 100
    assert table["friends"].between(0, 100).all()


def test_the_machines_are_drawn_with_the_seed_of_the_plan():
    order = random.Random(2019).sample(list(frame("score_weights").index), 10)
    assert [machine.id for machine in machines().values()] == order
    assert list(machines()) == list(range(1, 11))


def test_the_areas_carry_the_names_of_sesame_in_the_order_of_the_columns():
    assert [name for name, _ in areas()] == [
        "credit history",
        "fulfilment capacity",
        "behaviour and preference",
        "identity traits",
        "personal connections",
    ]
    assert list(frame("score_weights").columns[:5]) == [name.replace(" ", "_") for name, _ in areas()]
