"""Verdicts and beliefs against the key, by hand and by simulation."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.models.judgement import VERDICTS, Calls, brier, calls, match, outcome

PAIRS = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 1)), min_size=1, max_size=30)


def test_the_ordered_steps_are_near_or_far_and_the_last_three_match_only_themselves():
    near = {(a, b) for a in VERDICTS for b in VERDICTS if match(a, b) == "next step"}
    steps = list(pairwise(VERDICTS[:4]))
    assert near == {*steps, *((b, a) for a, b in steps)}
    assert all((match(a, b) == "equal") == (a == b) for a in VERDICTS for b in VERDICTS)
    assert match("Changed since", "Contradicted") == match("Supported", "Not checkable") == "far"


@given(PAIRS)
def test_brier_lies_between_0_and_1(pairs):
    beliefs, outcomes = zip(*pairs, strict=True)
    assert 0 <= brier([belief / 10 for belief in beliefs], outcomes) <= 1


@given(st.lists(st.integers(0, 1), min_size=1))
def test_fifty_percent_everywhere_gives_a_quarter(outcomes):
    assert brier([0.5] * len(outcomes), outcomes) == 0.25


def test_brier_by_hand():
    assert brier([0.9, 0.2, 1.0], [1, 0, 0]) == pytest.approx((0.01 + 0.04 + 1) / 3)


def test_honest_beliefs_score_best_in_the_long_run():
    """What the score is for: over many draws with chance 0.7, saying 0.7 costs less than any other belief in tenths."""
    chance = random.Random(1)
    outcomes = [int(chance.random() < 0.7) for _ in range(20_000)]
    costs = {tenth: brier([tenth / 10] * len(outcomes), outcomes) for tenth in range(11)}
    assert min(costs, key=costs.get) == 7


@pytest.mark.parametrize("beliefs", [[], [1.2], [-0.1]])
def test_a_belief_outside_0_to_1_is_refused(beliefs):
    with pytest.raises(ValueError, match="from 0 to 1"):
        brier(beliefs, [1] * len(beliefs))


def test_only_clear_keys_have_an_outcome():
    assert [outcome(verdict) for verdict in VERDICTS] == [1, None, None, 0, None, None, None]


def test_hits_and_false_alarms_by_hand():
    judged = [("Contradicted", "Contradicted"), ("Supported", "Contradicted"), ("Contradicted", "Supported")]
    assert calls([*judged, ("Contradicted", "Partly supported")]) == Calls(2, 1, 1, 1)
    assert calls([]) == Calls(0, 0, 0, 0)


@given(st.lists(st.sampled_from(VERDICTS)))
def test_whoever_calls_all_false_has_all_hits_and_all_false_alarms(keys):
    found = calls([("Contradicted", key) for key in keys])
    assert (found.hits, found.false_alarms) == (found.failing, found.holding)
    assert (found.failing, found.holding) == (keys.count("Contradicted"), keys.count("Supported"))
