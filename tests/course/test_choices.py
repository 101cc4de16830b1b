"""What goes to the class report: only where a student turns it on, letters alone, under a code of its own."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.answers import sheets
from seminar.answers.sheets import NoSheet, Sheet
from seminar.answers.store import store
from seminar.course.choices import Choices, embedded, offered, read_choices
from seminar.course.choices import given as given_here
from seminar.course.sheet_page import sheet_page

CODE = "ABCDEFGH23456789"
SHEET = Sheet("07-exercise", {"07-exercise": "a memo"}, "SHEETCDE", "2026-11-20")


@pytest.fixture
def chosen():
    store("07").save("07-exercise", "a memo")
    store("07").save("07-vote", "b")
    store("07").save("07-1", "a prompt")
    store("01").save("01-vote-C11", "c")
    store("06").save("06-a", {"choice": "c", "checked": True, "tried": ["b", "c"], "all": False})
    store("06").save("06-b", {"choice": "a", "checked": False})
    store("00").save("00-w00c", {"1": "c", "2": "z", "77": "a"})
    store("10").save("10-w10c", {"1": "b"})
    store("10").save("10-w10c-later", {"3": "a"})


MADE = {
    "01-vote-C11": "c",
    "06-a": "b",
    "07-vote": "b",
    "00-w00c-1": "c",
    "10-w10c-1": "b",
    "10-w10c-later-3": "a",
}


def test_it_holds_the_letters_of_votes_first_checks_and_surveys_and_no_text_or_code_of_the_sheet(chosen):
    here = given_here()
    assert dict(here.made) == MADE
    assert here.code != sheets.code()
    held = str(embedded(here))
    assert "memo" not in held
    assert sheets.code() not in held


def test_where_nothing_was_chosen_there_is_nothing_to_give(answers_folder):
    store("07").save("07-exercise", "a memo")
    assert given_here() is None
    assert not (answers_folder / "sheet-code-for-report").exists()


def test_its_code_stays_until_all_is_cleared(chosen, answers_folder):
    first = given_here().code
    assert given_here().code == first
    sheets.clear()
    assert not [*answers_folder.glob("sheet-code*")]


def test_a_page_says_that_it_holds_them_and_both_parts_are_read_again():
    page = sheet_page(SHEET, Choices(CODE, MADE))
    assert "this file also holds 6 choices" in page
    assert read_choices(page) == (CODE, MADE)
    assert sheets.read_sheet(page) == SHEET


def test_a_page_without_them_holds_and_says_nothing_of_them():
    page = sheet_page(SHEET)
    assert "class report" not in page
    assert read_choices(page) is None


def test_bringing_a_page_back_takes_the_sheet_and_leaves_the_choices(answers_folder):
    sheets.bring_back("sheet-07.html", sheet_page(SHEET, Choices(CODE, MADE)))
    assert store("07").text("07-exercise") == "a memo"
    assert not [name for name in MADE if store(name[:2]).value(name)]
    assert [*answers_folder.glob("[0-9][0-9]")] == [answers_folder / "07"]


def page_with(inside):
    return f'<script type="application/json" id="class-report">{inside}</script>'


def whole(**changes):
    right = json.loads(re.search(r">(.*)</script>", str(embedded(Choices(CODE, MADE))))[1])
    return json.dumps({**right, **changes})


@pytest.mark.parametrize(
    "inside",
    [
        "x",
        "[]",
        "null",
        "[" * 100_000,
        '{"code": "a", "code": "b"}',
        whole(version=2),
        whole(format="rumour-or-reality answer sheet"),
        whole(code="MARIA"),
        whole(code=["A"] * 16),
        whole(code="../../../../../x"),
        whole(choices=[1]),
    ],
)
def test_what_is_no_such_part_is_refused_in_words(inside):
    with pytest.raises(NoSheet, match="cannot be read, and is left out"):
        read_choices(page_with(inside))


def test_only_letters_that_the_pack_offers_are_taken():
    made = {**MADE, "07-vote": "e" * 9, "06-a": ["b"], "06-exercise": "a", "who": "Maria", "01-vote-C11": {"a": "c"}}
    taken = dict(read_choices(page_with(whole(choices=made))).made)
    assert taken == {name: letter for name, letter in MADE.items() if name.startswith(("00-", "10-"))}
    assert read_choices(page_with(whole(choices={"who": "Maria"}))) is None


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(sorted(offered())) | st.text(max_size=9)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "code": ANYTHING | st.just(CODE),
            "version": ANYTHING | st.just(1),
            "choices": ANYTHING | st.dictionaries(NAMES, ANYTHING | st.sampled_from("abcde"), max_size=6),
        },
    ),
    st.sampled_from(["", "</script>", "<script>", "{"]),
)
def test_whatever_it_holds_letters_come_out_or_one_sentence(changes, tail):
    try:
        found = read_choices(page_with(whole(**changes) + tail))
    except NoSheet:
        return
    assert found is None or all(letter in offered()[name] for name, letter in found.made.items())
