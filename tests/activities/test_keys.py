"""Every activity with a right answer has a key, which is what the models say, and which no student's paper holds."""

import re
from csv import DictReader
from fractions import Fraction
from itertools import pairwise

import htpy as h
import pytest
from seminar.activities import declared
from support import PACK

NO_KEY = {
    "00-w00c": "the survey before the course; its key is told after the course, in 10-w10c",
    "01-w01b": "a count of votes, which no answer is right for",
    "06-w01b": "a count of votes",
    "07-w01b": "a count of votes",
    "01-w01e": "trust is the reader's own; there is no right number",
    "10-w10b": "a verdict is read by its structure, with the ticks of the exercise",
}
"""Cell → why its activity has no key."""


def words(cell):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", str(h.fragment[declared()[cell].key()])))


def rows(table):
    with (PACK / "data" / "evidence" / f"{table}.csv").open(encoding="utf-8") as file:
        return list(DictReader(file))


def test_an_activity_has_a_key_or_a_reason_for_none():
    assert {cell for cell, found in declared().items() if found.key is None} == NO_KEY.keys()


@pytest.mark.parametrize("cell", [cell for cell, found in declared().items() if found.key])
def test_a_key_says_something(cell):
    assert len(words(cell).split()) > 20


@pytest.mark.parametrize("cell", [cell for cell, found in declared().items() if found.brief])
def test_a_key_in_a_line_is_short(cell):
    assert declared()[cell].key
    assert 3 < len(declared()[cell].brief().split()) <= 200


def test_the_key_of_the_token_board_is_what_multiplying_gives():
    people, told, ease, won = 1_000, Fraction(60, 100), Fraction(30, 100), Fraction(70, 100)
    others = 99_000
    said = words("06-w06b")

    def agrees(run, told=told, ease=ease, won=won):
        off = people * told * ease * won
        appeals = others * told * ease / 6
        freed = appeals * Fraction(2, 100) * (won / Fraction(70, 100)) ** 2
        harm = off * 30 + (people - off) * 730
        hours = (people * told * ease + appeals) * 2
        shown = re.search(rf"{run} ([\d,]+) ([\d,]+) ([\d,]+) ([\d,]+) ([\d,]+)", said).groups()
        counted = (off, harm, freed, freed * 700, hours)
        pairs = [(int(one.replace(",", "")), number) for one, number in zip(shown, counted, strict=True)]
        return all(abs(one - number) <= max(Fraction(1, 2), number / 1_000) for one, number in pairs)

    more = Fraction(10, 100)
    assert agrees("Start")
    assert agrees("told in time", told=told + more)
    assert agrees("One more: appeals", ease=ease + more)
    assert agrees("wins", won=won + more)
    assert "730,000 days" in said


def test_the_key_of_the_deck_is_what_counting_the_cards_gives():
    gaps = declared()["10-w10a"].gaps("10-w10a")
    cards, proof = gaps["cases"], Fraction(gaps["base"]["proof"])
    listed = [card for card in cards if Fraction(card["signal"]) >= proof]
    rightly = [card for card in listed if card["broke"]]
    wrong = [card for card in listed if not card["broke"]]
    said = words("10-w10a")
    assert f"Listed {len(listed)}: {len(rightly)} rightly, {len(wrong)} by mistake" in said
    for letter, group in zip(
        "AB", dict.fromkeys(card["group"] for card in sorted(cards, key=lambda one: one["group"])), strict=True
    ):
        innocent = [card for card in cards if card["group"] == group and not card["broke"]]
        assert f"{letter} {sum(card in wrong for card in innocent)} of {len(innocent)}" in said
    missed = [card for card in cards if card["broke"] and card not in rightly]
    assert f"Broke the rule, not listed {len(missed)}" in said
    corrected = int(Fraction(len(wrong), 5) + Fraction(1, 2))
    days = 365 * (len(wrong) - corrected) + 30 * corrected
    assert f"Burden days by mistake {days * 2:,}" in said


def test_the_key_of_the_crossing_counts_the_words_for_silence():
    gaps = declared()["06-w06c"].gaps("06-w06c")
    said = words("06-w06c")
    assert [f"Scene {letter}:" in said for letter in gaps["scenes"]] == [True] * 6
    assert "Scene e: 6 answers not found" in said
    assert "Scene c: 0 answers not found, 0 not searched, 9 do not arise, of 20" in said
    assert declared()["06-w06c"].brief().count("Germany") == 3


def test_the_key_of_the_circle_is_what_adding_by_hand_gives():
    gaps = declared()["08-w08b"].gaps("08-w08b")
    scores = {name: int(score) for name, score, *_ in gaps["people"]}
    changed = []
    for name, score, tied, *_ in gaps["people"]:
        friends = [] if tied == "nobody" else tied.split(", ")
        if not friends:
            continue
        mean = Fraction(sum(scores[friend] for friend in friends), len(friends))
        if (int(score) >= gaps["line"]) != (mean >= gaps["line"]):
            changed.append(name)
    assert changed
    assert f"The answer changes for {' and '.join(changed)}." in words("08-w08b")


def test_the_key_of_the_line_is_what_adding_the_points_gives():
    gaps = declared()["08-w08a"].gaps("08-w08a")
    approved, refused, without = (dict.fromkeys(gaps["groups"], 0) for _ in range(3))
    for _, group, *points in gaps["people"]:
        own = points[:5]
        if own[0] is None:
            without[group] += 1
        elif sum(map(int, own)) >= gaps["line"]:
            approved[group] += 1
        else:
            refused[group] += 1
    said = words("08-w08a")
    for group in gaps["groups"]:
        assert f"{group}s {approved[group]} {refused[group]} {without[group]}" in said


def test_the_key_of_two_slips_is_what_all_pairs_give():
    gaps = declared()["03-w03b"].gaps("03-w03b")
    slips = "A" * gaps["with_a"] + "B" * gaps["with_b"]
    pairs = [{one, other} for one in slips for other in slips]
    mixed = Fraction(sum(len(pair) == 2 for pair in pairs), len(pairs))
    assert f"A and B {float(100 * mixed):g}%" in words("03-w03b")


def test_the_key_of_who_is_asked_is_what_dividing_gives():
    gaps = declared()["03-w03c"].gaps("03-w03c")
    a = gaps["percent"] * gaps["reach_a"]
    b = gaps["rest"] * gaps["reach_b"]
    assert f"among the reached {100 * a // (a + b)}% hold view A" in words("03-w03c")


def test_the_key_of_the_city_is_what_the_tree_gives():
    said = words("07-w07a")
    assert "brings 10,098 alarms, of which 99 are right" in said
    assert "brings 10,010 alarms, of which 9.9 are right" in said


def test_the_key_of_the_direction_follows_the_rule_of_two_dates():
    changes = rows("property_changes")
    said = words("08-w08d")
    for system in dict.fromkeys(row["system"] for row in changes):
        dates = {row["date"] for row in changes if row["system"] == system and row["direction"] == "wider"}
        expected = "trend" if len(dates) > 1 else "single point" if dates else "no evidence"
        assert f"{system} {expected}" in said


def test_the_key_of_the_years_never_turns_what_existed_back():
    counts = [list(map(int, re.findall(r"(\d+) E", line))) for line in re.split(r" (?=20\d\d )", words("02-w02c"))[1:]]
    assert len(counts) == 14
    for before, after in pairwise(counts):
        assert all(one <= other for one, other in zip(before, after, strict=True))


def test_the_key_of_the_merge_has_all_three_verdicts():
    """The deck is small enough to look through: who has the same phone ending on both lists is one person."""
    cards = declared()["07-w07b"].gaps("07-w07b")["cards"]
    tails = {side: {card["phone_tail"] for card in cards if card["list"] == side} for side in "AB"}
    right, wrong, missed = map(
        int, re.search(r"(\d+) right match\w*, (\d+) false merges?, (\d+) missed", words("07-w07b")).groups()
    )
    assert right + missed == len(tails["A"] & tails["B"])
    assert min(right, wrong, missed) > 2
    assert wrong == words("07-w07b").count(" / ")
