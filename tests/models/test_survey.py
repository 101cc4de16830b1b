"""What a class may see of its survey, with attempts to get at a person behind the totals."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from seminar.models.survey import (
    FEWEST_FOR_ITEMS,
    MOST_SLIPS,
    SMALLEST,
    ClassChange,
    MeanChange,
    Wave,
    class_change,
    may_follow,
    mean_change,
    t_95,
)

ITEMS = tuple(range(1, 9))


def waves(low, high):
    return st.integers(low, high).flatmap(
        lambda n: st.fixed_dictionaries({item: st.integers(0, n) for item in ITEMS}).map(lambda right: Wave(n, right))
    )


any_wave = waves(0, 30)
large = waves(FEWEST_FOR_ITEMS, 30)


def shown_of(change, item, side):
    return change.parts[item][side]


@given(any_wave, any_wave)
def test_under_five_slips_nothing_and_under_ten_one_mean(before, after):
    change = class_change(before, after)
    fewest = min(before.slips, after.slips)
    if fewest < 5:
        assert change == ClassChange()
    elif fewest < 10:
        assert change == ClassChange((before.slips, after.slips), ITEMS, ITEMS, change.means)
    else:
        assert set(change.parts) == set(ITEMS)


@given(large, large)
def test_no_exact_count_shows_fewer_than_five_people(before, after):
    change = class_change(before, after)
    for side, wave in enumerate((before, after)):
        for item in ITEMS:
            part = shown_of(change, item, side)
            if part.count is not None:
                assert part.count == wave.right[item]
                assert 5 <= part.count <= wave.slips - 5


@given(large, large)
def test_no_question_is_hidden_alone(before, after):
    change = class_change(before, after)
    for side in (0, 1):
        hidden = [item for item in ITEMS if shown_of(change, item, side).count is None]
        assert len(hidden) != 1


@given(large, large)
def test_a_band_says_only_on_which_side_of_five_the_count_lies(before, after):
    change = class_change(before, after)
    for side, wave in enumerate((before, after)):
        for item in ITEMS:
            part, count = shown_of(change, item, side), wave.right[item]
            if part.count is None:
                expected = (
                    f"fewer than 5 of {wave.slips}"
                    if count < 5
                    else f"more than {wave.slips - 5} of {wave.slips}"
                    if wave.slips - count < 5
                    else "withheld"
                )
                assert part.band == expected


@given(large, large)
def test_points_are_told_only_between_two_exact_counts(before, after):
    change = class_change(before, after)
    for item in ITEMS:
        exact = all(shown_of(change, item, side).count is not None for side in (0, 1))
        assert (item in change.change) == exact
        if exact:
            points = 100 * (after.right[item] / after.slips - before.right[item] / before.slips)
            assert change.change[item] == pytest.approx(points)


@given(large, large, st.data())
def test_what_is_hidden_does_not_reach_the_page(before, after, data):
    """Another count in the same band gives the very same display."""
    change = class_change(before, after)
    hidden = [item for item in ITEMS if shown_of(change, item, 0).count is None and before.right[item] < 5]
    assume(hidden)
    item = data.draw(st.sampled_from(hidden))
    other = replace(before, right={**before.right, item: data.draw(st.integers(0, 4))})
    assert class_change(other, after) == change


def consistent(change, side, slips):
    """Every list of counts that an attacker who knows all the rules must think possible from one side of a display."""

    def possible(part):
        if part.count is not None:
            return [part.count]
        if part.band.startswith("fewer"):
            return list(range(5))
        if part.band.startswith("more"):
            return list(range(slips - 4, slips + 1))
        return list(range(5, slips - 4))

    parts = [pair[side] for pair in change.parts.values()]
    for counts in product(*map(possible, parts)):
        wave = Wave(slips, dict(zip(change.parts, counts, strict=True)))
        again = class_change(wave, wave)
        if again.means[0] == change.means[side] and [pair[0] for pair in again.parts.values()] == parts:
            yield counts


three = st.integers(10, 16).flatmap(
    lambda n: st.tuples(*(st.integers(0, n) for _ in range(3))).map(lambda c: Wave(n, dict(enumerate(c, 1))))
)


@given(three)
def test_an_attacker_who_knows_the_rules_cannot_work_out_a_hidden_count(wave):
    """All questions but the hidden ones and the mean are known, and still a hidden count may be two or more numbers."""
    change = class_change(wave, wave)
    hidden = [i for i, pair in enumerate(change.parts.values()) if pair[0].count is None]
    left = list(consistent(change, 0, wave.slips))
    assert tuple(wave.right.values()) in left
    for i in hidden:
        if change.parts[i + 1][0].band != "withheld":
            assert len({counts[i] for counts in left}) == 5


@given(any_wave, any_wave)
def test_a_mean_goes_over_what_is_shown_and_is_kept_back_at_either_end(before, after):
    change = class_change(before, after)
    if change.parts:
        assert set(change.averaged) == set(change.change)
    for side, wave in enumerate((before, after)):
        over, mean = change.averaged, change.means[side]
        if over:
            exact = sum(wave.right[item] for item in over) / wave.slips
            assert (mean is None) == (exact < 0.25 or exact >= len(over) - 0.25)
            assert mean is None or (abs(mean - exact) <= 0.25 + 1e-9 and (2 * mean).is_integer())
        else:
            assert mean is None


def test_only_questions_asked_both_times_are_compared():
    before = Wave(20, {1: 10, 3: 9, 5: 8, 6: 12})
    after = Wave(20, dict.fromkeys(ITEMS, 11))
    assert class_change(before, after).items == (1, 3, 5, 6)
    assert class_change(Wave(20, {1: 10}), Wave(20, {2: 10})) == ClassChange()


def test_the_acceptance_numbers_of_the_plan():
    def same(slips, count):
        return Wave(slips, {item: count if item == 1 else slips // 2 for item in ITEMS})

    assert class_change(same(4, 2), same(4, 2)).slips is None
    nine = class_change(same(9, 2), same(9, 2))
    assert nine.parts == {}
    assert nine.means == (3.5, 3.5)
    fourteen = class_change(same(14, 2), same(14, 2))
    assert shown_of(fourteen, 1, 0).band == "fewer than 5 of 14"
    sixteen = class_change(same(16, 12), same(16, 12))
    assert shown_of(sixteen, 1, 0).band == "more than 11 of 16"


SHOWN = (Wave(12, dict.fromkeys(ITEMS, 6)), Wave(12, dict.fromkeys(ITEMS, 7)))


def with_more(wave, slips, count=None):
    right = wave.right if count is None else dict.fromkeys(ITEMS, count)
    return Wave(wave.slips + slips, right)


@pytest.mark.parametrize(
    ("new", "allowed"),
    [
        (SHOWN, False),
        ((SHOWN[0], with_more(SHOWN[1], 1)), False),
        ((SHOWN[0], with_more(SHOWN[1], 4, 8)), False),
        ((SHOWN[0], with_more(SHOWN[1], 5, 9)), True),
        ((with_more(SHOWN[0], 5), with_more(SHOWN[1], 6)), True),
        ((with_more(SHOWN[0], 1), with_more(SHOWN[1], 6)), False),
        ((SHOWN[0], with_more(SHOWN[1], 0, 6)), False),
        ((SHOWN[0], with_more(SHOWN[1], -1)), False),
        ((Wave(12, {1: 6}), with_more(SHOWN[1], 5)), False),
    ],
)
def test_new_totals_need_five_more_slips(new, allowed):
    assert may_follow(SHOWN, new) is allowed


@pytest.mark.parametrize(
    ("slips", "right", "says"),
    [
        (-1, {}, "number of slips"),
        (MOST_SLIPS + 1, {}, "number of slips"),
        (10, {3: 11}, "question 3: 11 right of 10 slips"),
        (10, {3: -1}, "question 3: -1 right of 10 slips"),
    ],
)
def test_totals_that_cannot_be_are_refused(slips, right, says):
    with pytest.raises(ValueError, match=says):
        Wave(slips, right)


def test_the_threshold_is_five():
    assert SMALLEST == 5


@pytest.mark.parametrize(
    ("freedom", "table"), [(4, 2.776), (9, 2.262), (14, 2.145), (19, 2.093), (29, 2.045), (60, 2.000), (10_000, 1.960)]
)
def test_student_s_t_is_that_of_the_tables(freedom, table):
    assert t_95(freedom) == pytest.approx(table, rel=0.003)


def test_a_mean_change_and_its_interval_are_in_steps_of_five_points_the_ends_outwards():
    before = [0.5, 0.4, 0.6, 0.5, 0.3, 0.5, 0.4, 0.6, 0.5, 0.7]
    after = [0.7, 0.6, 0.6, 0.8, 0.5, 0.6, 0.7, 0.7, 0.6, 0.8]
    # changes 20 20 0 30 20 10 30 10 10 10: mean 16, standard deviation 9.66, t 2.262, so 9.1 to 22.9
    assert mean_change(before, after) == MeanChange(15, 5, 25)


def test_a_mean_change_is_not_told_of_few_or_where_it_would_tell_of_each():
    assert mean_change([0.5] * 9, [0.6] * 9) is None
    assert mean_change([0.0] * 20, [1.0] * 20) is None
    assert mean_change([], []) is None
    assert mean_change([0.5] * 10, [0.5] * 10) == MeanChange(0, 0, 0)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=10, max_size=60))
def test_a_mean_lies_in_its_interval_and_both_within_a_hundred(pairs):
    if found := mean_change(*zip(*pairs, strict=True)):
        assert -100 <= found.low <= found.high <= 100
        assert found.low - 5 < found.points < found.high + 5
        assert {found.points % 5, found.low % 5, found.high % 5} == {0}
