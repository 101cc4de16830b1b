"""The teaching sheet: two pages for the hour, what to copy on the first, and what it repeats of the student's."""

import re

import htpy as h
import paper_words
import pytest
from seminar.activities import declared
from seminar.data.records import Activity, Instructor, SelfCheck, Vote, records, shuffled
from seminar.paper.handout_page import read, sections
from seminar.paper.pieces import form_parts
from seminar.paper.run_sheets import LONG, SHORT, rows_of
from seminar.paper.run_sheets import prose as on_run_sheets
from seminar.paper.teaching import copy_list, prose, short_keys
from seminar.room.polls import GUESS, polls
from support import PATHS, bare, for_teachers

NUMBERS = [path.name[:2] for path in PATHS]


def pages(path):
    return [bare(words) for words in paper_words.pages(path)]


def page_of(number):
    return read(PATHS[NUMBERS.index(number)])


@pytest.mark.parametrize("size", ["a4", "letter"])
@pytest.mark.parametrize("number", NUMBERS)
def test_two_pages_are_for_the_hour_and_the_first_says_what_to_copy(paper, number, size):
    found = pages(paper(f"instructor/{number}-{size}.pdf"))
    first = found[0]
    assert bare(prose("copies")) in first
    assert first.index(bare(prose("copies"))) < first.index(bare(prose("run")))
    assert bare(prose.group("for-whom")["student"]) in first
    (run,) = [record for record in records(number).values() if isinstance(record, Instructor)]
    hour = "".join(found[:2])
    rows = rows_of(page_of(number), LONG)
    assert rows
    assert [row.step.fix for row in rows if bare(row.step.fix)[:18] not in hour] == []
    assert [words for words in run.sensitive if bare(words)[:18] not in hour] == []
    assert bare(prose("short-plan")) in found[2], "the run sheet for 40 minutes begins the third page"
    assert bare(prose("short-plan")) not in hour
    assert bare(prose("short-keys")) in hour


@pytest.mark.parametrize("number", NUMBERS)
def test_every_sheet_is_in_the_list_of_copies_and_what_answers_a_form_is_held_back(number):
    page = page_of(number)
    lines = [str(h.fragment[line]) for line in copy_list(page)]
    whole = " ".join(lines)
    for section in sections(page):
        if section.sheet:
            assert f"{number}-{section.sheet} " in whole
    words = prose.group("for-whom")
    for key, found in page.records.items():
        if isinstance(found, Activity) and found.print != "none" and not declared()[key].whole_on_paper:
            (line,) = [line for line in lines if words["screen"] in line]
            (sheet,) = [section.sheet for section in sections(page) if key in section.keys]
            assert f"{number}-{sheet} " in line


@pytest.mark.parametrize("number", NUMBERS)
def test_the_keys_in_short_have_the_letter_of_every_self_check(number):
    said = " ".join(str(h.fragment[line]) for line in short_keys(page_of(number)))
    for key, found in records(number).items():
        if isinstance(found, SelfCheck):
            right = next(letter for letter, (_, option) in zip("abcde", shuffled(key), strict=False) if option.correct)
            assert f"{key[3:]}: {right}" in said


@pytest.mark.parametrize("number", NUMBERS)
def test_what_only_a_teacher_may_read_is_on_it(paper, number):
    said = "".join(pages(paper(f"instructor/{number}-a4.pdf")))
    for key, found in records(number).items():
        if not isinstance(found, Instructor):
            assert [words for words in for_teachers(found) if bare(words)[:20] not in said] == [], key


@pytest.mark.parametrize("number", NUMBERS)
def test_a_vote_has_its_minutes_the_words_for_phones_and_slips_that_count_as_much(paper, number):
    found = records(number)
    votes = [key for key, one in found.items() if isinstance(one, Vote)]
    said = "".join(pages(paper(f"instructor/{number}-a4.pdf")))
    phones = [bare(on_run_sheets(name)) for name in ("phones", "with-phones.first", "with-phones.second")]
    if not votes:
        assert [words for words in phones if words in said] == []
        asks = [poll for poll in polls(number).values() if poll.kind != GUESS]
        assert (bare(f"-m seminar room {number}") in said) == bool(asks)
        return
    assert [
        words for words in [*phones, bare(on_run_sheets("with-phones.before", number=number))] if words not in said
    ] == []
    for words in ("cards or slips: they count as much", "Whoever has no phone takes a slip", "Add the slips there"):
        assert bare(words) in said
    assert any("slip with two halves" in line for line in found[f"{number}-instructor"].materials)
    for plan in (LONG, SHORT):
        rows = [row for row in rows_of(page_of(number), plan) if set(votes) & {*row.cells}]
        assert {key for row in rows for key in row.cells} >= set(votes)
        assert [row.cells for row in rows if row.end - row.start < max(2, row.needs)] == []
    first = next(row.step for row in rows_of(page_of(number), LONG) if votes[0] in row.cells)
    assert "first half of the slip, or all at a screen" in first.do


def shingles(words, size=8):
    found = re.findall(r"\w+", words.lower())
    return {tuple(found[i : i + size]) for i in range(len(found) - size)}


@pytest.mark.parametrize("number", NUMBERS)
def test_it_does_not_repeat_the_handout(paper, number):
    handout, sheet = (
        shingles(" ".join(paper_words.pages(paper(f"{copy}/{number}-a4.pdf")))) for copy in ("student", "instructor")
    )
    assert len(handout & sheet) < 0.1 * len(handout)


@pytest.mark.parametrize("cell", declared())
def test_a_declaration_says_for_each_part_of_a_form_who_gets_it(cell):
    assert len(declared()[cell].copies) <= len(form_parts(cell))
