"""Numbers as words: the plan's rules for whole people and three significant figures."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar import numbers


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (0.3, "fewer than 1"),
        (1, "1"),
        (1 - 1e-16, "1"),
        (8.5, "8 or 9"),
        (9.5, "9 or 10"),
        (999.4, "999"),
        (999.99, "1,000"),
        (1009.49, "1,010"),
        (998_990, "999,000"),
        (1_400_000_000, "1,400,000,000"),
    ],
)
def test_whole_people(value, words):
    assert numbers.people(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (0.2, "fewer than 1"),
        (641.8, "642"),
        (9_999.4, "9,999"),
        (641_800, "641,800"),
        (641_849, "641,800"),
        (8_985_220_000, "8,985,000,000"),
    ],
)
def test_days_have_four_figures(value, words):
    assert numbers.days(value) == words


@given(st.floats(1, 2e9))
def test_words_stay_within_half_a_percent_or_half_a_person(value):
    if " or " not in numbers.people(value):
        written = float(numbers.people(value).replace(",", ""))
        assert abs(written - value) <= max(0.5, 0.00501 * value)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.63212, "63.2%"),
        (0.001, "0.1%"),
        (1e-9, "under 0.001%"),
        (0.99999, "over 99.9%"),
        (1, "over 99.9%"),
        (0, "0%"),
        (0.999, "99.9%"),
    ],
)
def test_percent(share, words):
    assert numbers.percent(share) == words


def test_verb_and_noun_follow_the_number():
    assert numbers.are(1) == numbers.are(0.2) == "is"
    assert numbers.are(0) == numbers.are(9.5) == "are"
    assert numbers.plural("1", "officer") == "1 officer"
    assert numbers.plural("9 or 10", "alarm") == "9 or 10 alarms"


@pytest.mark.parametrize(
    ("count", "total", "words"),
    [
        (5, 12, "5 of 12, 42%"),
        (1, 8, "1 of 8, 13%"),
        (3, 8, "3 of 8, 38%"),
        (0, 7, "0 of 7, 0%"),
        (12, 12, "12 of 12, 100%"),
        (29, 200, "29 of 200, 15%"),
        (1, 300, "1 of 300, under 1%"),
        (299, 300, "299 of 300, over 99%"),
    ],
)
def test_a_part_is_written_with_its_share_and_halves_go_up(count, total, words):
    assert numbers.part_of(count, total) == words


@pytest.mark.parametrize(("count", "verb"), [(0, "say"), (0.3, "says"), (1, "says"), (1.5, "say"), (2, "say")])
def test_a_verb_agrees_with_its_number(count, verb):
    assert numbers.agree(count, "says", "say") == verb


def test_only_the_first_letter_changes():
    assert numbers.capital("a State of China") == "A State of China"
    assert numbers.small("A State of China") == "a State of China"
    assert numbers.small("") == ""


def test_the_last_of_a_list_may_follow_another_word():
    assert numbers.listed(["Arabic", "Japanese", "Spanish"], "or") == "Arabic, Japanese or Spanish"


def test_a_minus_is_no_hyphen():
    assert numbers.minus("-12.5 points") == "\N{MINUS SIGN}12.5 points"


@pytest.mark.parametrize(("parts", "words"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_parts_are_listed_as_in_a_sentence(parts, words):
    assert numbers.listed(iter(parts)) == words


@given(st.fractions(0, 1_000))
def test_tenths_are_cut_and_never_above_the_value(value):
    written = Fraction(numbers.tenths_cut(value).replace(",", ""))
    assert written <= value < written + Fraction(1, 10)


@pytest.mark.parametrize(
    ("date", "least", "most"),
    [
        ("2016", 2016.5, 2016.5),
        ("2016-01", 2016, 2016.09),
        ("2016-12-31", 2016.98, 2017),
        ("2020-07-01", 2020.5, 2020.51),
    ],
)
def test_a_date_as_a_year_with_its_part(date, least, most):
    assert least <= numbers.year_with_part(date) <= most


@given(st.integers(1, 400), st.integers(1, 400))
def test_what_is_at_least_so_much_is_never_rounded_up(part, rest):
    total = part + rest
    said = float(numbers.at_least_percent(part / total).removesuffix("%"))
    assert said * total <= 100 * part
    assert 100 * part < (said + (1 if said >= 1 else 0.1)) * total
