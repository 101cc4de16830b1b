"""The survey: three forms of one idea, keys that are right by their own numbers, one order on screen and on paper."""

import re
from datetime import date
from fractions import Fraction

import pytest
from seminar.course import survey
from seminar.course.sources import facts_of
from seminar.data import checking
from seminar.data.evidence import fact
from seminar.data.records import LETTERS, SelfCheck, notebooks_with_records, records
from seminar.paper.forms import form
from support import PACK, PATHS, forget, read, stored_text

KEYS = list("cbcdcbcd") + list("ba")
FIFTHS = {"two": 2, "three": 3, "four": 4}
FORMS = pytest.mark.parametrize("name", survey.FORMS)


def option(number, name):
    item = survey.items()[number - 1]
    return item.forms[name].options[item.key]


def numbers(text):
    return [Fraction(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def stem(number, name):
    return survey.items()[number - 1].forms[name].stem


def test_ten_items_with_the_keys_of_the_plan():
    assert [item.key for item in survey.items()] == KEYS
    for item in survey.items():
        for name in survey.FORMS:
            options = item.forms[name].options
            assert list(options) == list("ab" if item.claim else "abcd")
            assert len(set(options.values())) == len(options)
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
def test_no_key_repeats_a_number_of_its_question(name):
    """Whoever only repeats the rate of false alarms, or a link of a chain, is wrong."""
    for number in (4, 5):
        assert numbers(option(number, name))[-1] not in numbers(stem(number, name))


@FORMS
def test_the_key_is_never_the_longest_option(name):
    for item in survey.items()[:8]:
        others = [words for letter, words in item.forms[name].options.items() if letter != item.key]
        assert len(option(item.number, name)) <= max(map(len, others))


def test_the_chains_of_the_forms_have_other_answers_and_none_is_that_of_the_self_check():
    answers = {numbers(option(5, name))[0] for name in survey.FORMS}
    assert len(answers) == len(survey.FORMS)
    assert Fraction(25, 2) not in answers
    kinds = {name: sorted(re.findall(r"fifths|half", stem(5, name).lower())) for name in survey.FORMS}
    assert set(map(tuple, kinds.values())) == {("fifths", "half", "half")}


def test_the_three_forms_of_name_the_thing_give_no_word_of_the_key_away():
    item = survey.items()[5]
    grounds = {tuple(re.findall(r"because ([^,.]+)[,.]", form.stem)) for form in item.forms.values()}
    assert grounds == {("a court says that she did not pay a judgment", "his number in an app fell")}
    for surface in item.forms.values():
        assert not re.search(r"\b(list|score|measure)", surface.stem)
        assert "list" not in surface.options[item.key]


def test_the_key_of_the_comparison_says_what_was_compared_and_not_that_all_agrees():
    for surface in survey.items()[7].forms.values():
        agreeing, known = numbers(surface.stem)[:2]
        assert agreeing < known
        assert surface.options["d"] == "they are mostly alike so far, and too little is known to say more"


@FORMS
def test_the_key_of_the_chain_is_right_by_its_shares(name):
    words = {"half": Fraction(1, 2)} | {f"{word} fifths": Fraction(n, 5) for word, n in FIFTHS.items()}
    shares = [words[found] for found in re.findall("|".join(words), stem(5, name).lower())]
    assert len(shares) == 3
    assert numbers(option(5, name)) == [100 * shares[0] * shares[1] * shares[2]]


def test_all_forms_have_one_key_and_other_surfaces():
    for item in survey.items():
        stems = {surface.stem for surface in item.forms.values()}
        assert len(stems) == len(survey.FORMS)
        sizes = sorted(len(stem.split()) for stem in stems)
        assert sizes[0] >= 0.7 * sizes[-1], "no form is much longer to read"


def test_the_three_forms_of_the_sample_of_two_are_parallel():
    """One for and one against in each, so that a gain is not the ease of another question."""
    for surface in survey.items()[2].forms.values():
        assert re.search(r"two \w+; one is for a (\w+ )*and one is against it", surface.stem)


def similar(one, other):
    """The share of the words of the shorter text that stand in the other too."""
    words = [set(re.findall(r"[a-z]+|\d[\d,]*", text.lower())) - EMPTY for text in (one, other)]
    return len(words[0] & words[1]) / min(map(len, words))


EMPTY = frozenset(
    word for words in ("a an and are in is of on the to", "what which that it its at by for") for word in words.split()
)


def test_no_question_has_the_surface_of_a_self_check():
    """A gain is more than recall: what a student has met word for word, with its reply, is asked in other words."""
    checks = [
        one.stem
        for number in notebooks_with_records()
        for one in records(number).values()
        if isinstance(one, SelfCheck)
    ]
    for item in survey.items():
        for surface in item.forms.values():
            assert max(similar(surface.stem, check) for check in checks) < 0.6


def test_a_claim_of_the_survey_rests_on_a_row_that_the_course_does_not_show():
    shown = {row.id for number in notebooks_with_records() for row in facts_of(number)}
    found = [surface for item in survey.items() if item.claim for surface in item.forms.values()]
    assert len(found) == 6
    for surface in found:
        row = fact(surface.fact)
        assert row.cells["grade"] in ("A", "B")
        assert row.id not in shown
        told = numbers(" ".join(map(str, row.cells.values())))
        assert set(numbers(surface.stem.partition("” ")[2])) <= set(told)


def test_one_claim_fails_and_one_holds_in_each_form():
    assert [item.claim for item in survey.items()] == [""] * 8 + ["fails", "holds"]
    for item in survey.items()[8:]:
        calls_false = next(letter for letter, words in item.forms["A"].options.items() if words.startswith("it fails"))
        assert (item.key == calls_false) is (item.claim == "fails")


def test_a_claim_of_the_survey_needs_a_row_that_is_there(pack_copy):
    path = pack_copy / "data" / "teaching" / "survey.yaml"
    path.write_text(path.read_text("utf-8").replace("fact: f-T058", "fact: f-Z058"), "utf-8")
    forget()
    said = checking.package_problems(date.today())
    assert said == ["data/teaching/survey.yaml: “f-Z058”; expected the name of one of the facts."]


@FORMS
def test_the_order_of_a_form_spreads_the_keys(name):
    order = survey.order(name)
    places = [order[item.number].index(item.key) for item in survey.items()]
    assert sorted(places[:8]) == [0, 0, 1, 1, 2, 2, 3, 3]
    assert sorted(places[8:]) == [0, 1]
    for item in survey.items():
        assert sorted(order[item.number]) == sorted(item.forms[name].options)
        lines = [item.forms[name].options[letter] for letter in order[item.number]]
        assert item.lines(name) == [f"{shown}) {line}" for shown, line in zip(LETTERS, lines, strict=False)]


def right_letters(name):
    return {shown: item.letter(item.key, name) for shown, item in survey.asked(name).items()}


def test_no_letter_that_was_right_before_is_right_again_weeks_later():
    """What is right is shown after form B: whoever only knows those letters has none right in form C."""
    assert right_letters("A") == right_letters("B")
    assert not set(right_letters("B").items()) & set(right_letters("C").items())


def test_weeks_later_the_claim_that_holds_comes_first():
    for name, claims in (("A", ["fails", "holds"]), ("B", ["fails", "holds"]), ("C", ["holds", "fails"])):
        assert list(survey.asked(name)) == list(range(1, 11))
        assert [item.claim for item in survey.asked(name).values()] == [""] * 8 + claims


@FORMS
def test_the_slip_says_the_letters_as_they_are_shown(name):
    chosen = {item.number: item.key for item in survey.items()}
    said = dict(part.split() for part in survey.slip(chosen, name).split(", "))
    for number, item in survey.asked(name).items():
        shown = next(line for line in item.lines(name) if line.startswith(f"{said[str(number)]}) "))
        assert shown.endswith(item.forms[name].options[item.key])
    assert survey.slip({}, name) == ", ".join(f"{number} –" for number in range(1, 11))


def test_nothing_that_is_stored_or_printed_for_students_says_what_is_right():
    stored = " ".join(stored_text(read(path)) + path.read_text("utf-8") for path in PATHS)
    paper = form("00-w00c") + form("10-w10c")
    for item in survey.items():
        for name in survey.FORMS:
            assert item.forms[name].why not in stored + paper
            if name != "C":  # which is opened weeks later, and stands on paper
                assert item.forms[name].stem in stored or item.forms[name].stem.replace("’", "&#x27;") in stored
    assert "✔" not in paper


def test_the_key_on_the_instructors_copy_is_the_key_as_shown():
    said = str(survey.keys())
    for item in survey.items():
        (later,) = [number for number, other in survey.asked("C").items() if other == item]
        letters = f"{item.letter(item.key, 'A')}) in forms A and B; in form C, as question {later}, "
        letters += f"{item.letter(item.key, 'C')})."
        assert letters in said
        for name in survey.FORMS:
            assert f"Form {name}: “{item.forms[name].options[item.key]}”." in said.replace("&#39;", "'")
    assert (PACK / "handouts" / "instructor" / "10-a4.pdf").is_file()


def test_nobody_is_asked_for_a_view_or_about_china():
    said = " ".join(item.forms[name].stem for item in survey.items() for name in survey.FORMS)
    assert not re.search(r"China|Chinese|\b(?:do|did|would) you\b|\bfeel\b|\bopinion of\b", said)
