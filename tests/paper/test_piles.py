"""Piles: one PDF for each print job, no answer in what students get, and a course in a third of the pages."""

import html
import io
import re
from collections import Counter

import htpy as h
import paper_words
import pypdf
import pytest
from seminar.activities import declared
from seminar.data.records import Activity, records
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.paper import plans
from seminar.paper.forms import form
from seminar.paper.handout_page import read, sections
from seminar.paper.handout_text import LARGE, text
from seminar.paper.pieces import pieces
from seminar.paper.piles import KINDS, Need, copies, cuts, joined, needs, piles
from support import PATHS, bare, for_teachers

NUMBERS = [path.name[:2] for path in PATHS]
STUDENTS = 18
MOST_PAGES = 450
"""What a whole course of the core three may take on paper for 18."""


def words_in(content):
    return bare("".join(paper_words.pages(content)))


@pytest.fixture
def printed(paper):
    return lambda stem: paper(f"{stem}-a4.pdf").read_bytes()


@pytest.mark.parametrize("size", ["a4", "letter"])
@pytest.mark.parametrize("number", NUMBERS)
def test_every_page_of_the_sheets_belongs_to_one_piece(paper, number, size):
    content = paper(f"student/{number}-sheets-{size}.pdf").read_bytes()
    found = cuts(content)
    assert sum(len(cut.pages) for cut in found) == len(pypdf.PdfReader(io.BytesIO(content)).pages)
    assert all(cut.pages for cut in found)
    assert {cut.cell for cut in found} <= records(number).keys()
    for cell, record in records(number).items():
        if isinstance(record, Activity):
            kinds = {cut.copied for cut in found if cut.cell == cell}
            assert kinds >= set(declared()[cell].copies) or kinds, cell


@pytest.mark.parametrize("plan", plans.plans(), ids=lambda plan: f"{len(plan.sessions)}x{plan.minutes}")
def test_no_pile_but_the_teachers_holds_a_key_and_no_pile_of_students_what_is_held_back(plan, printed):
    for need in needs(plan.sessions):
        for pile in piles(need, STUDENTS, printed):
            if pile.kind == "you":
                continue
            said = words_in(pile.content)
            secrets = [
                words
                for number in need.notebooks()
                for record in records(number).values()
                for words in for_teachers(record)
            ]
            assert [words for words in secrets if bare(words) in said] == [], pile.file
            if pile.kind not in ("back", "weeks"):
                assert "Heldbackuntil" not in said, pile.file


def lines_of_key(cell):
    """The ends of what a key says, whose beginnings may be words that a student reads too."""
    said = re.findall(r"<(?:li|p)[^>]*>(.*?)</(?:li|p)>", str(h.fragment[declared()[cell].key()]), re.DOTALL)
    found = [bare(html.unescape(re.sub(r"<[^>]+>", "", one))) for one in said]
    return [one[-40:] for one in found if len(one) > 50]


SEARCHED = {"02-w02d"}
"""Here students look for an article in the texts on their sheet, so that the words of the key stand there too."""


@pytest.mark.parametrize("cell", [cell for cell, found in declared().items() if found.key and cell not in SEARCHED])
def test_no_line_of_a_key_is_in_what_students_get(printed, cell):
    sheets = cuts(printed(f"student/{cell[:2]}-sheets"))
    given = [page for cut in sheets if cut.copied not in ("back", "weeks", "screen") for page in cut.pages]
    said = words_in(printed(f"student/{cell[:2]}")) + bare("".join(page.extract_text() for page in given))
    secrets = [*lines_of_key(cell), *([bare(declared()[cell].brief())] if declared()[cell].brief else [])]
    assert [one for one in secrets if one in said] == []


def test_most_keys_have_lines_to_look_for():
    assert sum(len(lines_of_key(cell)) for cell, found in declared().items() if found.key) > 200


@pytest.mark.parametrize("number", NUMBERS)
def test_what_answers_a_form_stands_behind_it_and_apart(printed, number):
    found = cuts(printed(f"student/{number}-sheets"))
    for cell, record in records(number).items():
        if isinstance(record, Activity) and record.print != "none" and not declared()[cell].whole_on_paper:
            kinds = [cut.copied for cut in found if cut.cell == cell]
            assert kinds[-1] == "screen", cell
            assert kinds.count("screen") == 1, cell


def test_the_core_three_on_paper_take_a_third_of_the_pages(printed):
    plan = plans.chosen(3, 80)
    made = [pile for need in needs(plan.sessions) for pile in piles(need, STUDENTS, printed)]
    pages = sum(pile.pages * pile.copies for pile in made if pile.kind != "you")
    everything = sum(
        len(pypdf.PdfReader(io.BytesIO(printed(f"student/{number}{ending}"))).pages)
        for number in plan.notebooks()
        for ending in ("", "-sheets")
    )
    assert pages <= MOST_PAGES
    assert 3 * pages <= STUDENTS * everything


def test_a_session_needs_only_the_sheets_of_its_own_cells(printed):
    few = piles(Need("one", frozenset({"06-w06b"}), ("06",), taught=("06",)), STUDENTS, printed)
    said = "".join(words_in(pile.content) for pile in few)
    assert bare("Count the errors of a list, by hand") in said
    assert bare("Cross the road under four rulebooks\n1. Each group") not in said
    assert [(pile.number, pile.kind) for pile in few] == [(1, "you"), (2, "student"), (3, "group")]


def test_a_vote_brings_its_slips_and_its_counting_sheet(printed):
    found = piles(Need("one", frozenset({"06-vote"}), ()), STUDENTS, printed)
    said = {pile.kind: words_in(pile.content) for pile in found}
    assert bare("Slips for two votes") in said["slip"]
    assert bare("Who counts, both times (one name)") in said["room"]


@pytest.mark.parametrize(
    ("cell", "shared", "said"),
    [
        ("10-w10c", "pair", "Ten questions, after the course"),
        ("06-w06b", "group", "Count the errors of a list, by hand"),
        ("08-systems", "room", "Systems from China and elsewhere"),
    ],
)
def test_at_home_each_student_has_what_others_share_in_class(printed, cell, shared, said):
    in_class, at_home = (
        {pile.kind: words_in(pile.content) for pile in piles(need, STUDENTS, printed)}
        for need in (Need("class", frozenset({cell}), ()), Need("home", frozenset({cell}), (), frozenset({cell})))
    )
    assert bare(said) in in_class[shared]
    assert bare(said) in at_home["student"]
    assert bare(said) not in at_home.get(shared, "")


@pytest.mark.parametrize("plan", plans.plans(), ids=lambda plan: f"{len(plan.sessions)}x{plan.minutes}")
def test_what_is_read_at_home_is_in_the_handout_or_on_a_sheet_for_each_student(plan, printed):
    given = ""
    for number, meeting in enumerate(plan.sessions, 1):
        for need in (one for one in needs(plan.sessions) if one.folder == f"before session {number}"):
            given += "".join(
                words_in(pile.content) for pile in piles(need, STUDENTS, printed) if pile.kind == "student"
            )
        for key in meeting.before:
            title = bare(records(key[:2])[key].title)
            assert title in given or not plans._sheet(key), key
        for key in (key for key in meeting.before if not plans._sheet(key)):
            assert f"Notebook{key[:2]}" in given, key


def test_a_notebook_of_which_a_course_has_a_cell_or_two_is_not_printed_for_everybody():
    every = needs(plans.chosen(1, 80).sessions)
    assert {number for need in every for number in need.new} == {"01", "06"}
    assert {number for need in every for number in need.taught} == {"01", "06"}
    assert {number for need in every for number in need.notebooks()} == {"00", "01", "06", "10"}


@pytest.mark.parametrize(("students", "pages"), [(5, 2), (9, 3), (13, 4), (16, 4), (17, 5), (18, 5), (21, 6)])
def test_there_is_a_slip_for_each_student_though_a_group_may_have_five(students, pages):
    assert copies("slip", students) == copies("weeks", students) == pages


@pytest.mark.parametrize("path", PATHS, ids=NUMBERS)
def test_in_large_print_and_in_a_docx_what_is_held_back_says_so(path):
    page = read(path)
    said = text(page, LARGE)
    wanted = Counter(
        piece.copied for one in sections(page) if one.sheet for piece in pieces(page, one, lambda key: "words")
    )
    labels = Words("handouts").group("copied")
    for kind in ("back", "weeks", "screen"):
        assert said.count(labels[kind]) >= wanted[kind], kind


def test_a_handout_is_new_once_and_comes_before_it_is_read(printed):
    plan = plans.chosen(3, 80)
    every = needs(plan.sessions)
    assert sorted(number for need in every for number in need.new) == plan.notebooks()
    for need in every:
        assert set(need.new) <= set(need.notebooks())


@pytest.mark.parametrize(
    ("students", "pairs", "groups"), [(18, 9, 5), (7, 4, 2), (25, 13, 6), (60, 30, 15), (200, 100, 50)]
)
def test_copies_are_for_pairs_groups_and_the_room(students, pairs, groups):
    slips = -(-students // 4)
    assert [copies(kind, students) for kind in KINDS] == [1, students, pairs, groups, slips, groups, 1, 1, slips]
    assert copies("lot", students, 4) == -(-groups // 4)


@pytest.mark.parametrize("students", [2, 0, 201])
def test_a_class_that_no_group_fits_is_a_sentence(students):
    with pytest.raises(SeminarError, match=f"Piles are made for 3 to 200 students, not for {students}"):
        copies("pair", students)


def sheets_of(*sizes):
    writer = pypdf.PdfWriter()
    for _ in range(sum(sizes)):
        writer.add_blank_page(100, 100)
    every = iter(list(writer.pages))
    return [[next(every) for _ in range(size)] for size in sizes]


def test_sheets_without_labels_are_a_sentence():
    made = io.BytesIO()
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(made)
    with pytest.raises(SeminarError, match=r"do not say who gets which page\. Run “.* -m seminar build” first"):
        cuts(made.getvalue())


def test_each_piece_begins_on_a_front():
    pages, sheets, content = joined(sheets_of(3, 1, 2))
    assert (pages, sheets) == (6, 4)
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == 8, "a blank back after three pages and after one"


HAND = {"deal": 45, "write": 30}
"""Seconds: to mix ten cards, lay them, mark the tokens and gather the cards; to fill a row of the day counter."""
READ = 130
"""Words a minute."""
TOKEN_BOARD = 8


def test_the_token_board_is_done_in_eight_minutes():
    first = form("06-w06b").split("# Who pays")[0]
    words = len(re.findall(r"\w+", first.split("```")[0]))
    gaps = declared()["06-w06b"].gaps("06-w06b")
    left, deals = gaps["tokens"], 0
    for passing in gaps["passes"].values():
        deals += -(-round(left) // gaps["cards"])
        left *= passing / gaps["cards"]
    assert deals <= 6
    assert words / READ + (deals * HAND["deal"] + 3 * HAND["write"]) / 60 <= TOKEN_BOARD


def test_every_rulebook_has_a_row_for_every_scene():
    gaps = declared()["06-w06c"].gaps("06-w06c")
    assert len(gaps["scenes"]) == 6
    assert len(gaps["books"]) == 4
    parts = form("06-w06c").count("# Rulebook: ")
    assert parts == 4


def test_slips_have_two_halves_without_a_name_a_number_or_a_code():
    for cell in ("01-w01b", "06-w01b", "07-w01b"):
        slips = form(cell).partition("# Slips for two votes")[2]
        assert slips.count("First vote") == slips.count("Second vote") == 4
        assert not re.search(r"[Nn]ame:|[Cc]ode|[Nn]umber:", slips)


def test_a_rule_has_the_same_code_on_paper_and_on_a_computer():
    said = form("10-w10a")
    assert "R1-W-60-Y-S-365-L-1-Y" in said.replace("\\", "")
    for letter in ("(W)", "(F)", "(T)", "(C)", "(N)", "(S)", "(I)", "(L)", "(P)", "(Y)"):
        assert letter in said or f'(#"{letter[1]}";)' in said
