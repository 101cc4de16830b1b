"""The survey: two forms of one idea, keys that are right by their own numbers, one order everywhere."""

import re
from fractions import Fraction

import pytest
from seminar.course import survey
from seminar.data.records import LETTERS
from seminar.paper.forms import form
from support import PACK, PATHS, read, stored_text

KEYS = list("cbcdcbcd")
FORMS = pytest.mark.parametrize("name", survey.FORMS)


def option(number, name):
    item = survey.items()[number - 1]
    return item.forms[name].options[item.key]


def numbers(text):
    return [Fraction(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def stem(number, name):
    return survey.items()[number - 1].forms[name].stem


def test_eight_items_with_the_keys_of_the_plan():
    assert [item.key for item in survey.items()] == KEYS
    for item in survey.items():
        for name in survey.FORMS:
            options = item.forms[name].options
            assert list(options) == list("abcd")
            assert len(set(options.values())) == 4
            assert "all of the above" not in " ".join(options.values()).lower()


@FORMS
def test_the_key_of_count_and_rate_is_right_by_its_numbers(name):
    cases_x, people_x, cases_y, people_y = numbers(stem(2, name))
    assert cases_x > cases_y
    assert cases_x / people_x < cases_y / people_y
    assert option(2, name) == "X has more cases, Y the higher rate"
    rates = [cases_x / people_x, cases_y / people_y]
    assert numbers(survey.items()[1].forms[name].why)[0] == rates[0]
    assert rates[1] in numbers(survey.items()[1].forms[name].why)


@FORMS
def test_the_key_of_the_base_rate_is_right_by_its_numbers(name):
    passing, wanted, found, one, of = numbers(stem(4, name))
    assert wanted == found
    share = found / (found + (passing - wanted) * one / of)
    near = min(
        survey.items()[3].forms[name].options.values(),
        key=lambda words: abs(share - Fraction(*map(int, numbers(words)))),
    )
    assert option(4, name) == near


@FORMS
def test_the_key_of_the_chain_is_right_by_its_shares(name):
    words = {"half": Fraction(1, 2), "four fifths": Fraction(4, 5)}
    shares = [words[found] for found in re.findall(r"four fifths|half", stem(5, name).lower())]
    assert len(shares) == 3
    assert numbers(option(5, name)) == [100 * shares[0] * shares[1] * shares[2]]


def test_both_forms_have_one_key_and_other_surfaces():
    for item in survey.items():
        a, b = (item.forms[name] for name in survey.FORMS)
        assert a.stem != b.stem
        sizes = sorted(len(one.stem.split()) for one in (a, b))
        assert sizes[0] >= 0.7 * sizes[1], "neither form is much longer to read"


def test_the_order_is_one_for_both_forms_and_spreads_the_keys():
    places = [survey.order()[item.number].index(item.key) for item in survey.items()]
    assert sorted(places) == [0, 0, 1, 1, 2, 2, 3, 3]
    for item in survey.items():
        assert sorted(survey.order()[item.number]) == list("abcd")
        for name in survey.FORMS:
            lines = [item.forms[name].options[letter] for letter in survey.order()[item.number]]
            assert item.lines(name) == [f"{shown}) {line}" for shown, line in zip(LETTERS, lines, strict=False)]


def test_the_slip_says_the_letters_as_they_are_shown():
    chosen = {item.number: item.key for item in survey.items()}
    said = dict(part.split() for part in survey.slip(chosen).split(", "))
    for item in survey.items():
        shown = next(line for line in item.lines("A") if line.startswith(f"{said[str(item.number)]}) "))
        assert shown.endswith(item.forms["A"].options[item.key])
    assert survey.slip({}) == ", ".join(f"{number} –" for number in range(1, 9))


def test_nothing_that_is_stored_or_printed_for_students_says_what_is_right():
    stored = " ".join(stored_text(read(path)) + path.read_text("utf-8") for path in PATHS)
    paper = form("00-w00c") + form("10-w10c")
    for item in survey.items():
        for name in survey.FORMS:
            assert item.forms[name].why not in stored + paper
            assert item.forms[name].stem in stored or item.forms[name].stem.replace("’", "&#x27;") in stored
    assert "✔" not in paper


def test_the_key_on_the_instructors_copy_is_the_key_as_shown():
    said = str(survey.keys())
    for item in survey.items():
        assert f"{item.letter(item.key)}) in both forms." in said
        for name in survey.FORMS:
            assert f"Form {name}: “{item.forms[name].options[item.key]}”." in said.replace("&#39;", "'")
    assert (PACK / "handouts" / "instructor" / "10-a4.pdf").is_file()


def test_nobody_is_asked_for_a_view_or_about_a_country():
    said = " ".join(item.forms[name].stem for item in survey.items() for name in survey.FORMS)
    assert not re.search(r"China|Chinese|\b(?:do|did|would) you\b|\bfeel\b|\bopinion of\b", said)
