"""The rules of the invented town against a count person by person, and against what must always hold."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seminar.activities.parts.invented_town import cases
from seminar.models.rules import APPEAL_RATES, PENALTY_WEIGHTS, Case, Rules, gap, is_listed, outcome, wrong_rates

BASE = Rules(proof=0.6, told=True, appeal="same", term=365, penalty="service", offices=1, deleted=True)
hundredths = st.integers(0, 100).map(lambda number: number / 100)
rules = st.builds(
    Rules,
    proof=hundredths,
    told=st.booleans(),
    appeal=st.sampled_from(list(APPEAL_RATES)),
    term=st.integers(1, 1_825),
    penalty=st.sampled_from(list(PENALTY_WEIGHTS)),
    offices=st.integers(0, 5),
    deleted=st.booleans(),
)
person = st.builds(Case, st.just("case-000"), st.sampled_from("AB"), hundredths, st.booleans(), st.booleans())
towns = st.lists(person, min_size=1, max_size=60)


def oracle(town, rules):
    """The seven measures by walking from door to door, in exact fractions."""
    rates = {"none": Fraction(0), "same": Fraction(1, 5), "independent": Fraction(2, 5)}
    weights = {"fine": Fraction(1, 2), "service": Fraction(1), "name": Fraction(2)}
    right = wrong = missed = large = 0
    innocent, hit = {"A": 0, "B": 0}, {"A": 0, "B": 0}
    for someone in town:
        listed = not someone.signal < rules.proof
        if someone.broke and listed:
            right += 1
        elif someone.broke:
            missed += 1
            large += someone.large_harm
        else:
            innocent[someone.group] += 1
            hit[someone.group] += listed
            wrong += listed
    off = wrong * (rates[rules.appeal] if rules.told else 0)
    corrected = int(off) + (off - int(off) >= Fraction(1, 2))
    days = sum(rules.term for _ in range(wrong - corrected)) + sum(min(30, rules.term) for _ in range(corrected))
    shares = [Fraction(hit[g], innocent[g]) if innocent[g] else None for g in "AB"]
    return {
        "listed": right + wrong,
        "rightly_listed": right,
        "wrong": wrong,
        "missed": missed,
        "missed_large": large,
        "corrected": corrected,
        "wrong_left": wrong - corrected,
        "burden_days": days * (1 + rules.offices) * weights[rules.penalty],
        "repaired": right * (Fraction(1, 2) if rules.deleted else Fraction(1, 5)),
        "gap": None if None in shares else 100 * (shares[0] - shares[1]),
    }


@given(towns, rules)
@settings(deadline=None)
def test_the_formulas_agree_with_a_walk_from_door_to_door(town, rules):
    result = outcome(town, rules)
    for name, expected in oracle(town, rules).items():
        found = getattr(result, name)
        assert found is None if expected is None else found == pytest.approx(float(expected), abs=1e-9), name


@given(towns, rules)
@settings(deadline=None)
def test_everybody_is_listed_or_not_and_broke_the_rule_or_not(town, rules):
    result = outcome(town, rules)
    assert result.listed == result.rightly_listed + result.wrong
    assert result.listed + sum(not is_listed(case, rules) for case in town) == len(town)
    assert result.rightly_listed + result.missed == sum(case.broke for case in town)
    assert result.missed_large <= result.missed
    assert result.gap is None or -100 <= result.gap <= 100


@given(towns, rules, hundredths)
@settings(deadline=None)
def test_more_proof_never_lists_more_and_never_misses_fewer(town, rules, other):
    low, high = (outcome(town, replace(rules, proof=proof)) for proof in sorted((rules.proof, other)))
    assert high.listed <= low.listed
    assert high.wrong <= low.wrong
    assert high.missed >= low.missed


@given(towns, rules)
@settings(deadline=None)
def test_nobody_comes_off_without_an_appeal_or_without_being_told(town, rules):
    assert outcome(town, replace(rules, appeal="none")).corrected == 0
    assert outcome(town, replace(rules, told=False)).corrected == 0


@given(towns, rules, st.integers(0, 5))
@settings(deadline=None)
def test_the_burden_never_falls_when_more_offices_get_the_list(town, rules, other):
    few, many = sorted((rules.offices, other))
    burdens = [outcome(town, replace(rules, offices=offices)).burden_days for offices in (few, many)]
    assert burdens[0] <= burdens[1]


@given(towns, rules)
@settings(deadline=None)
def test_the_gap_changes_its_sign_when_the_groups_change_places(town, rules):
    swapped = [replace(case, group={"A": "B", "B": "A"}[case.group]) for case in town]
    one, other = outcome(town, rules).gap, outcome(swapped, rules).gap
    assert (one is None) == (other is None)
    assert one is None or one == pytest.approx(-other)


def test_without_an_innocent_case_in_a_group_the_gap_is_not_defined():
    town = [Case("case-001", "A", 0.5, True, True), Case("case-002", "B", 0.9, False, False)]
    assert wrong_rates(town, BASE) == {"A": (0, 0), "B": (1, 1)}
    assert gap(wrong_rates(town, BASE)) is None


def test_a_signal_that_just_reaches_the_proof_is_listed():
    town = [Case("case-001", "A", signal, True, False) for signal in (0.59, 0.6, 0.61)]
    assert [is_listed(case, BASE) for case in town] == [False, True, True]


def test_the_town_of_the_pack_is_what_its_page_says():
    town = cases()
    assert len(town) == 200
    assert Counter(case.group for case in town) == {"A": 120, "B": 80}
    assert Counter(case.group for case in town if case.broke) == {"A": 36, "B": 24}, "3 in 10 of each"
    assert all(0 <= case.signal <= 1 for case in town)
    assert all(case.broke for case in town if case.large_harm), "who broke no rule did no harm"
    assert 0.2 <= mean(case.large_harm for case in town if case.broke) <= 0.5


def test_in_the_town_each_dial_moves_something_and_newcomers_are_hit_more_often():
    base = outcome(cases(), BASE)
    assert 0 < base.wrong < base.rightly_listed
    assert base.missed > 0
    assert base.gap < 0
    for change in (
        {"proof": 0.75},
        {"told": False},
        {"appeal": "independent"},
        {"term": 30},
        {"penalty": "fine"},
        {"offices": 0},
        {"deleted": False},
    ):
        assert outcome(cases(), replace(BASE, **change)) != base, change


def test_the_deck_of_cards_is_a_small_town_like_the_large_one():
    small = [case for case in cases() if case.card]
    assert sorted(case.card for case in small) == list(range(1, 41))
    for proof in (0.4, 0.6, 0.8):
        town, deck = (outcome(some, replace(BASE, proof=proof)) for some in (cases(), small))
        assert abs(deck.listed / 40 - town.listed / 200) <= 0.05
        assert abs(deck.wrong / 40 - town.wrong / 200) <= 0.05


@pytest.mark.parametrize(
    "wrong",
    [{"proof": -0.1}, {"proof": 1.1}, {"term": 0}, {"offices": -1}, {"appeal": "king"}, {"penalty": "jail"}],
)
def test_impossible_rules_are_refused(wrong):
    with pytest.raises(ValueError, match="must be"):
        replace(BASE, **wrong)
