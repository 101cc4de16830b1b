"""The rules of the invented town against a count person by person, and against what must always hold."""

from collections import Counter
from dataclasses import asdict, replace
from fractions import Fraction
from itertools import product
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seminar.activities.parts.invented_town import cases
from seminar.activities.write_the_rules import MEASURES
from seminar.models.rules import (
    APPEAL_RATES,
    PENALTY_WEIGHTS,
    REACTIONS,
    REVIEW_DAYS,
    Case,
    Rules,
    counted,
    follows,
    is_listed,
    outcome,
    wrong_rates,
)

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
reactions = st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1)])


def half_up(number):
    return int(number) + (number - int(number) >= Fraction(1, 2))


def oracle(town, rules, reaction):
    """All measures by walking from door to door, in exact fractions."""
    rates = {
        "none": (0, 0),
        "same": (Fraction(1, 5), Fraction(1, 20)),
        "independent": (Fraction(2, 5), Fraction(1, 10)),
    }
    weights = {"fine": Fraction(1, 2), "service": Fraction(1), "name": Fraction(2)}
    fear = {"fine": Fraction(1, 5), "service": Fraction(2, 5), "name": Fraction(3, 5)}
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
    corrected, freed = (
        half_up(some * rate) if rules.told and rules.term > 30 else 0
        for some, rate in zip((wrong, right), rates[rules.appeal], strict=True)
    )
    days = sum(rules.term for _ in range(wrong - corrected)) + sum(30 for _ in range(corrected))
    stay = right - freed
    press = 1 - Fraction(1, 2 + rules.offices) if rules.told else 0
    repaired = reaction * stay * press * (Fraction(3, 5) if rules.deleted else Fraction(1, 5))
    hours = Fraction(rules.offices, 2)
    if rules.told:
        hours += Fraction(1, 2) + {"none": 0, "same": Fraction(1, 2), "independent": 2}[rules.appeal]
    return {
        "listed": right + wrong,
        "rightly_listed": right,
        "wrong": wrong,
        "missed": missed,
        "missed_large": large,
        "corrected": corrected,
        "wrong_left": wrong - corrected,
        "freed": freed,
        "burden_days": days * (1 + rules.offices) * weights[rules.penalty],
        "repaired": repaired,
        "deterred": reaction * stay * fear[rules.penalty] * Fraction(rules.term, rules.term + 365),
        "again": repaired / 4 if rules.deleted else 0,
        "clerk_hours": (right + wrong) * (1 + hours) + (repaired if rules.deleted else 0),
        "shares": {g: float(Fraction(hit[g], innocent[g])) if innocent[g] else None for g in "AB"},
    }


@given(towns, rules, reactions)
@settings(deadline=None)
def test_the_formulas_agree_with_a_walk_from_door_to_door(town, rules, reaction):
    result = asdict(outcome(town, rules, float(reaction)))
    expected = oracle(town, rules, reaction)
    assert result.pop("shares") == pytest.approx(expected.pop("shares"))
    assert result == pytest.approx({name: float(value) for name, value in expected.items()}, abs=1e-9)


@given(towns, rules)
@settings(deadline=None)
def test_everybody_is_listed_or_not_and_broke_the_rule_or_not(town, rules):
    result = outcome(town, rules, 1)
    assert result.listed == result.rightly_listed + result.wrong
    assert result.listed + sum(not is_listed(case, rules) for case in town) == len(town)
    assert result.rightly_listed + result.missed == sum(case.broke for case in town)
    assert result.missed_large <= result.missed
    assert all(share is None or 0 <= share <= 1 for share in result.shares.values())


@given(towns, rules, hundredths)
@settings(deadline=None)
def test_more_proof_never_lists_more_and_never_misses_fewer(town, rules, other):
    low, high = (outcome(town, replace(rules, proof=proof), 1) for proof in sorted((rules.proof, other)))
    assert high.listed <= low.listed
    assert high.wrong <= low.wrong
    assert high.missed >= low.missed


@given(towns, rules)
@settings(deadline=None)
def test_nobody_comes_off_without_an_appeal_or_without_being_told(town, rules):
    assert outcome(town, replace(rules, appeal="none"), 1).corrected == 0
    assert outcome(town, replace(rules, told=False), 1).corrected == 0


@given(towns, rules, st.integers(0, 5))
@settings(deadline=None)
def test_the_burden_never_falls_when_more_offices_get_the_list(town, rules, other):
    few, many = sorted((rules.offices, other))
    burdens = [outcome(town, replace(rules, offices=offices), 1).burden_days for offices in (few, many)]
    assert burdens[0] <= burdens[1]


@given(towns, rules)
@settings(deadline=None)
def test_the_shares_change_places_when_the_groups_do(town, rules):
    swapped = [replace(case, group={"A": "B", "B": "A"}[case.group]) for case in town]
    one, other = (outcome(some, rules, 1).shares for some in (town, swapped))
    assert one == {"A": other["B"], "B": other["A"]}


def test_without_an_innocent_case_in_a_group_it_has_no_share():
    town = [Case("case-001", "A", 0.5, True, True), Case("case-002", "B", 0.9, False, False)]
    assert wrong_rates(town, BASE) == {"A": (0, 0), "B": (1, 1)}
    assert outcome(town, BASE, 1).shares == {"A": None, "B": 1}


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
    base = outcome(cases(), BASE, 1)
    assert 0 < base.wrong < base.rightly_listed
    assert base.missed > 0
    assert base.shares["A"] < base.shares["B"]
    for change in (
        {"proof": 0.75},
        {"told": False},
        {"appeal": "independent"},
        {"term": 30},
        {"penalty": "fine"},
        {"offices": 0},
        {"deleted": False},
    ):
        assert outcome(cases(), replace(BASE, **change), 1) != base, change


def test_the_deck_of_cards_is_a_small_town_like_the_large_one():
    small = [case for case in cases() if case.card]
    assert sorted(case.card for case in small) == list(range(1, 41))
    for proof in (0.4, 0.6, 0.8):
        town, deck = (outcome(some, replace(BASE, proof=proof), 1) for some in (cases(), small))
        assert abs(deck.listed / 40 - town.listed / 200) <= 0.05
        assert abs(deck.wrong / 40 - town.wrong / 200) <= 0.05


@pytest.mark.parametrize(
    "wrong",
    [{"proof": -0.1}, {"proof": 1.1}, {"term": 0}, {"offices": -1}, {"appeal": "king"}, {"penalty": "jail"}],
)
def test_impossible_rules_are_refused(wrong):
    with pytest.raises(ValueError, match="must be"):
        replace(BASE, **wrong)


@pytest.mark.parametrize("strength", [-0.1, 1.1])
def test_an_impossible_reaction_is_refused(strength):
    with pytest.raises(ValueError, match="reaction must be"):
        outcome(cases(), BASE, strength)


PROOFS, TERMS = range(30, 96), range(30, 1_826)
"""Every number that the page takes."""
OTHERS = list(product((False, True), APPEAL_RATES, PENALTY_WEIGHTS, range(6), (False, True)))
OF_THE_TERM = {"burden_days", "deterred"}
"""What the length of a listing decides; nothing else depends on it, as the next test says."""


@given(rules, st.integers(1, 1_825), reactions)
def test_the_term_moves_the_burden_and_fear_and_nothing_else_where_an_appeal_is_won_in_time(rules, other, reaction):
    rules, other = replace(rules, term=max(rules.term, REVIEW_DAYS + 1)), max(other, REVIEW_DAYS + 1)
    one, two = (asdict(outcome(cases(), each, float(reaction))) for each in (rules, replace(rules, term=other)))
    assert {name for name in one if one[name] != two[name]} <= OF_THE_TERM


@given(rules, st.integers(1, REVIEW_DAYS), reactions)
def test_an_appeal_that_takes_as_long_as_the_listing_takes_nobody_off(rules, term, reaction):
    late = outcome(cases(), replace(rules, term=term), float(reaction))
    without = outcome(cases(), replace(rules, term=term, appeal="none"), float(reaction))
    assert (late.corrected, late.freed, late.wrong_left) == (0, 0, late.wrong)
    assert replace(late, clerk_hours=without.clerk_hours) == without
    assert late.clerk_hours >= without.clerk_hours


def at_least_as_good(result, start, measures=MEASURES):
    return all(measure.change(result, start) >= 0 for measure in measures)


def better_rules(reaction):
    """Of all rules that the dials can make, those that are better than the start by one measure and worse by none."""
    start = outcome(cases(), BASE, reaction)
    shorter = outcome(cases(), replace(BASE, term=REVIEW_DAYS + 1), reaction)
    settled = [one for one in MEASURES if one.size(start) == one.size(shorter)]
    for proof in PROOFS:
        found = counted(cases(), replace(BASE, proof=proof / 100))
        for told, appeal, penalty, offices, deleted in OTHERS:
            rule = Rules(proof / 100, told, appeal, BASE.term, penalty, offices, deleted)
            hopeful = at_least_as_good(follows(found, rule, reaction), start, settled)
            for term in TERMS if hopeful else TERMS[:1]:  # an appeal is too late in the shortest one only
                result = follows(found, replace(rule, term=term), reaction)
                if at_least_as_good(result, start) and any(one.change(result, start) > 0 for one in MEASURES):
                    yield replace(rule, term=term)


@pytest.mark.parametrize("strength", [0.01, *(strength for strength in REACTIONS.values() if strength)])
def test_where_people_react_no_rule_beats_the_start_on_every_measure(strength):
    assert next(better_rules(strength), None) is None


def test_where_nobody_reacts_a_milder_rule_beats_the_start():
    assert replace(BASE, penalty="fine", term=31, offices=0) in better_rules(0)


HARDER = [{"penalty": "name"}, {"term": 730}, {"offices": 3}]


@pytest.mark.parametrize("change", HARDER, ids=str)
@pytest.mark.parametrize(("name", "strength"), REACTIONS.items())
def test_harshness_buys_something_that_is_counted_only_where_people_react(change, name, strength):
    start, harder = (outcome(cases(), rule, strength) for rule in (BASE, replace(BASE, **change)))
    assert any(measure.change(harder, start) > 0 for measure in MEASURES) == (name != "none")
    assert any(measure.change(harder, start) < 0 for measure in MEASURES)
