"""The handouts: what each copy says and must not say, how it is built, and that a rebuild gives the same bytes."""

import html
import io
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.util import find_spec
from itertools import pairwise

import nbformat
import paper_words
import pikepdf
import pypdf
import pytest
from scratch import change_fact, contents
from seminar.activities import declared
from seminar.activities.map_the_voices import SORTER as CLAIMS
from seminar.activities.sort_the_sentences import SORTER as SENTENCES
from seminar.build import steps
from seminar.course.sources import facts_of
from seminar.data.records import (
    LETTERS,
    Activity,
    Data,
    Exercise,
    Instructor,
    Prompt,
    SelfCheck,
    Steelman,
    records,
    running_minutes,
    scripts,
)
from seminar.data.stored import LATER, on_paper
from seminar.errors import SeminarError
from seminar.paper import handouts, kit, press
from seminar.paper.forms import form
from seminar.paper.handout_page import read, sections
from seminar.paper.handout_text import prose, text
from seminar.paper.press import Manuscript, docx, pdf, pdfs, typst_text
from support import PACK, PATHS, bare, for_teachers

NUMBERS = [path.name[:2] for path in PATHS]
COMMITTED = PACK / "handouts"
FILES = [
    f"{copy}{ending}"
    for number in NUMBERS
    for copy in (f"student/{number}", f"instructor/{number}-full")
    for ending in ("-a4.pdf", "-letter.pdf", ".docx")
]
TEACHING_FILES = [f"instructor/{number}-{paper}.pdf" for number in NUMBERS for paper in ("a4", "letter")]
SHEET_FILES = [f"student/{number}-sheets-{paper}.pdf" for number in NUMBERS for paper in ("a4", "letter")]
LARGE_FILES = [f"student/{number}-large-{paper}.pdf" for number in NUMBERS for paper in ("a4", "letter")]
KIT = (
    "course-overview",
    "essay-claim-by-claim",
    "fairness-charter",
    "five-habits",
    "ground-rules",
    "platforms",
    "room-planner",
    "what-scholars-say",
)
CORE_FILES = [f"student/core-three-{paper}.pdf" for paper in ("a4", "letter")]
ALL = [*FILES, *TEACHING_FILES, *SHEET_FILES, *LARGE_FILES, *CORE_FILES]
IN_GIT = [name for name in ALL if name.endswith("-a4.pdf") and "-full-" not in name] + [
    f"kit/{name}-a4.pdf" for name in KIT
]
BESIDES = [name for name in ALL if name not in IN_GIT]
PDFS = [name for name in ALL if name.endswith(".pdf")]
STUDENT = [name for name in [*FILES, *SHEET_FILES, *LARGE_FILES] if name.startswith("student/")]
INSTRUCTOR = [name for name in FILES if name.startswith("instructor/")]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def words_of(path):
    return words_in(path.suffix, path.read_bytes())


@cache
def words_in(ending, content):
    """The words of a file, read once for each content."""
    if ending == ".pdf":
        pages = paper_words.pages(content)
        # The running title and the page number stand between two halves of a sentence.
        return "".join(bare(re.sub(r"\d+ / \d+\s*$", "", page.partition("Rumour or Reality")[2])) for page in pages)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    return bare("".join(node.text or "" for node in root.iter(f"{W}t")))


@cache
def elements(path):
    """Every structure element of a PDF: its type and its alternative text."""
    return elements_in(path.read_bytes())


@cache
def elements_in(content):
    with pikepdf.open(io.BytesIO(content)) as file:
        waiting, found = [file.Root.StructTreeRoot.K], []
        while waiting:
            node = waiting.pop()
            if isinstance(node, pikepdf.Array):
                waiting += list(node)
            elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
                found.append((str(node.S), str(node.get("/Alt", ""))))
                waiting += [node.K] if "/K" in node else []
        return sorted(found)


def of(name):
    return records(name.split("/")[1][:2]).values()


def activities_of(number):
    return {key: found for key, found in records(number).items() if isinstance(found, Activity)}


def whole_on_paper(cell):
    """Whether the form of that cell holds all that its view shows; a table of data has no form."""
    return cell in declared() and declared()[cell].whole_on_paper


def test_a_line_for_each_file_says_how_far_the_work_is(fresh):
    said = (fresh / "said.txt").read_text("utf-8")
    printed = re.findall(r"^(\d+) of (\d+): handouts/(\S+)$", said, re.MULTILINE)
    assert [int(number) for number, _, _ in printed] == list(range(1, len(printed) + 1))
    assert {int(total) for _, total, _ in printed} == {len(printed)}
    assert {name for _, _, name in printed} == set(IN_GIT)
    assert all(f"Written: handouts/{name}" in said for name in IN_GIT)


def test_git_holds_every_a4_paper_and_no_other(fresh):
    assert {path.relative_to(COMMITTED).as_posix() for path in COMMITTED.rglob("*-a4.pdf")} == set(IN_GIT)
    for name in BESIDES:
        shutil.copy(fresh / "released" / "handouts" / name, fresh / "handouts" / name)
    wanted = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "handouts/*.pdf", "handouts/*.docx"]
    there = subprocess.run(wanted, cwd=fresh, check=True, capture_output=True, text=True).stdout.split()
    assert {path.removeprefix("handouts/") for path in there} == set(IN_GIT)


@pytest.mark.parametrize("name", IN_GIT)
def test_what_git_holds_says_what_a_fresh_build_says(fresh, name):
    made, kept = fresh / "handouts" / name, COMMITTED / name
    assert words_of(made) == words_of(kept), "run python -m seminar build"
    assert elements(made) == elements(kept)
    assert len(pypdf.PdfReader(made).pages) == len(pypdf.PdfReader(kept).pages)


ONE_OF_EACH = [
    "student/07-a4.pdf",
    "student/07-sheets-letter.pdf",
    "student/04-large-a4.pdf",
    "instructor/07-a4.pdf",
    "instructor/03-full-a4.pdf",
    "student/core-three-letter.pdf",
    "kit/course-overview-a4.pdf",
    "student/07.docx",
    "instructor/02-full.docx",
]


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_another_build_gives_the_same_bytes(fresh, name):
    there = fresh / ("handouts" if name in IN_GIT else "released/handouts") / name
    assert printed(name) == there.read_bytes()


def printed(name):
    """The bytes of the file *name* below ``handouts/``, made now."""
    stem, _, size = name.removesuffix(".pdf").rpartition("-")
    if name.endswith(".docx"):
        (document,) = [one for one in handouts.documents() if f"{one.stem}.docx" == name]
        return docx(document.manuscript())
    every = (*handouts.papers(), *handouts.full_copies(), *kit.papers())
    (one,) = [one for one in every if one.stem == stem]
    return pdfs(one.manuscript(), (size,))[0]


NAMES_OF_07 = [f"student/07{ending}-a4.pdf" for ending in ("", "-sheets", "-large")] + ["instructor/07-a4.pdf"]
# One day for the whole file: midnight may fall between two calls.
TODAY = date.today()


def test_a_date_elsewhere_changes_no_byte_of_a_handout(workshop):
    before = {name: printed(name) for name in [*NAMES_OF_07, "student/07.docx"]}
    assert "f-P001" not in {row.id for row in facts_of("07")}
    change_fact("f-P001", as_of=TODAY.isoformat())
    assert {name: printed(name) for name in before} == before
    assert not [path for path in steps.stale(TODAY) if "07" in path]


def test_a_handout_has_the_newest_date_of_the_facts_on_it(workshop):
    wanted = [one for one in handouts.papers() if one.notebooks == ("07",)]
    assert all(one.manuscript().day() < TODAY for one in wanted)
    change_fact("f-T020", as_of=TODAY.isoformat())
    on_it = {one.stem for one in wanted if "f-T020" in one.manuscript().words}
    assert on_it
    assert {one.stem for one in wanted if one.manuscript().day() == TODAY} == on_it
    stale = [path for path in steps.stale(TODAY) if path.endswith(".pdf")]
    assert {f"handouts/{stem}-a4.pdf" for stem in on_it} <= set(stale)


def test_a_paper_without_facts_has_no_date():
    charter = kit.written("fairness-charter")
    assert charter.day() is None
    with pikepdf.open(io.BytesIO(pdfs(charter, ("a4",))[0])) as file:
        assert "/CreationDate" not in file.docinfo


def beginnings_of_scripts(name):
    """How each of our scripts begins that belongs to the notebook of the paper *name*."""
    return [script.text[:60] for number in NUMBERS if f"/{number}" in name for script in scripts(number).values()]


@pytest.mark.parametrize("name", STUDENT)
def test_no_student_file_says_what_is_for_the_instructor(paper, name):
    said = words_of(paper(name))
    secrets = [words for record in of(name) for words in for_teachers(record)] + beginnings_of_scripts(name)
    assert len(secrets) > 20
    assert [secret for secret in secrets if bare(secret) in said] == []
    assert not re.search(r"Lookfor:|[a-e]\)Right|✔|Runsheet", said)


@pytest.mark.parametrize("name", INSTRUCTOR)
def test_the_instructor_has_keys_replies_notes_and_both_run_sheets(paper, name):
    said = words_of(paper(name))
    for key, record in records(name.split("/")[1][:2]).items():
        wanted = for_teachers(record)
        if isinstance(record, Instructor):
            wanted += [*(step.do for step in record.run), *record.materials]
        right = (
            [option.feedback for option in record.options if option.correct] if isinstance(record, SelfCheck) else []
        )
        assert all(f"Right.{bare(words)}" in said for words in right), key
        # A page may break between two words of a table cell, so look for the beginning there.
        missing = [words for words in wanted if bare(words)[:20] not in said]
        assert not missing, key
    assert "80minutes" in said
    assert "40minutes:whatstays" in said
    ours = beginnings_of_scripts(name)
    assert len(ours) == 3
    unmarked = re.sub(r"\[[A-Z]+\]", "", said)
    assert [one for one in ours if bare(one) not in unmarked] == []


@pytest.mark.parametrize("name", FILES)
def test_both_copies_have_every_question_and_the_four_levels(paper, name):
    said = words_of(paper(name))
    if name.startswith("student/") and name.endswith(".pdf"):  # the exercise stands at the end of the sheets
        said += words_of(paper(name.replace("-", "-sheets-")))
    (path,) = [path for path in PATHS if path.name[:2] == name.split("/")[1][:2]]
    cells = {cell.id: cell.source for cell in nbformat.read(path, 4).cells}
    asked = 0
    for key, record in records(path.name[:2]).items():
        if isinstance(record, Prompt | Exercise):
            asked += 1
            assert bare(re.sub(r"\]\([^)]*\)|\[|<[^>]*>", "", cells[key]))[:60] in said
        if isinstance(record, Exercise):
            assert all(bare(tick) in said for tick in record.rubric.ticks.values())
            assert bare(f"{record.words_min} to {record.words_max} words") in said
    assert asked >= 5


@pytest.mark.parametrize("name", FILES)
def test_options_stand_in_the_order_of_the_screen(paper, name):
    """The order is read from the stored still view, which the page shows, and not from what shuffles."""
    said = words_of(paper(name)).replace("☐", "")
    (path,) = [path for path in PATHS if path.name[:2] == name.split("/")[1][:2]]
    checks = 0
    for cell in nbformat.read(path, 4).cells:
        if cell.metadata.get("tags") == ["selfcheck"]:
            checks += 1
            items = re.findall(r"<li>(.*?)</li>", cell.outputs[0].data["text/html"])
            assert [item[0] for item in items] == list(LETTERS[: len(items)])
            places = [said.index(bare(item)) for item in items]
            assert places == sorted(places)
    assert checks >= 3


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_is_tagged_titled_and_in_english(paper, name):
    with pikepdf.open(paper(name)) as file:
        assert str(file.Root.Lang).startswith("en")
        assert bool(file.Root.MarkInfo.Marked)
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
        with file.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"]
    kinds = [kind for kind, _ in elements(paper(name))]
    assert {"/Title", "/H1"} <= set(kinds)
    if name in [*SHEET_FILES, *TEACHING_FILES, *INSTRUCTOR]:
        assert {"/Table", "/TH", "/Caption"} <= set(kinds)
    assert all(alt for kind, alt in elements(paper(name)) if kind == "/Figure")


def pictures_for(name):
    """The words of every picture that a file must hold: the instructor's of what is printed for the instructor, the
    student's DOCX and sheets of all that is printed; the handout itself none."""
    (path,) = [path for path in PATHS if path.name[:2] == name.split("/")[1][:2]]
    kept = ("both", "instructor") if name in INSTRUCTOR else ("both", "instructor", "student")
    printed = [key for key, record in records(path.name[:2]).items() if record.print in kept]
    if name.startswith("student/"):  # the form of such an activity stands in place of its view
        printed = [key for key in printed if not whole_on_paper(key)]
    if name in FILES and name.startswith("student/") and name.endswith(".pdf"):
        printed = []
    cells = [cell for cell in nbformat.read(path, 4).cells if cell.id.removesuffix("-box") in printed]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    stored = "".join(output.data["text/html"] + output.metadata.get(LATER, "") for output in outputs)
    return sorted(html.unescape(alt) for alt in re.findall(r'<img [^>]*alt="([^"]+)"', stored))


@pytest.mark.parametrize("name", [name for name in [*FILES, *SHEET_FILES] if name.endswith("-a4.pdf")])
def test_every_picture_that_is_printed_is_there_with_its_words(paper, name):
    there = sorted(alt for kind, alt in elements(paper(name)) if kind == "/Figure")
    if name in FILES:
        assert pictures_for(name) == there
    assert set(pictures_for(name)) <= set(there)


def test_most_sheets_have_pictures():
    assert sum(bool(pictures_for(name)) for name in SHEET_FILES) > len(SHEET_FILES) / 2


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".docx")])
def test_a_docx_has_headings_a_language_and_words_for_every_picture(paper, name):
    with zipfile.ZipFile(paper(name)) as package:
        document, styles = (package.read(f"word/{part}.xml").decode() for part in ("document", "styles"))
    pictures = re.findall(r"<wp:docPr [^>]*>", document)
    assert len(pictures) >= len(pictures_for(name))
    assert all(re.search(r'descr="[^"]{2,}"', picture) for picture in pictures)
    assert 'w:val="Title"' in document
    assert 'w:val="Heading1"' in document
    assert "<w:tblHeader" in document
    assert re.search(r'<w:lang [^>]*w:val="en-GB"', styles)
    assert "Noto Sans" in zipfile.ZipFile(paper(name)).read("word/theme/theme1.xml").decode()


LETTER = 138
"""Twentieths of a point that a letter of 12 points takes at most on average."""
CELL_MARGINS = 2 * 108


def columns_of(table):
    """The widths of the columns of a table in a DOCX, in twentieths of a point."""
    return [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".docx")])
def test_a_table_of_a_docx_is_as_wide_as_the_text_and_each_word_fits_its_column(paper, name):
    with zipfile.ZipFile(paper(name)) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    (page,), (margins,) = root.iter(f"{W}pgSz"), root.iter(f"{W}pgMar")
    width = int(page.get(f"{W}w")) - int(margins.get(f"{W}left")) - int(margins.get(f"{W}right"))
    tables = list(root.iter(f"{W}tbl"))
    assert tables
    for table in tables:
        columns = columns_of(table)
        assert 0.97 * width <= sum(columns) <= width
        for row in table.iter(f"{W}tr"):
            assert row.find(f"{W}trPr/{W}cantSplit") is not None
            for column, cell in zip(columns, row.iter(f"{W}tc"), strict=False):
                parts = (node.text or " " for node in cell.iter() if node.tag in (f"{W}t", f"{W}br", f"{W}p"))
                words = "".join(part if part.strip() else " " for part in parts).split()
                longest = max(words, key=len, default="")
                assert len(longest) * LETTER + CELL_MARGINS <= column, longest


@pytest.mark.parametrize("number", NUMBERS)
def test_a_docx_holds_every_form_its_steps_in_words_and_the_rest_drawn(paper, number):
    said = whole(words_of(paper(f"student/{number}.docx")))
    for cell in activities_of(number):
        heading, *steps = (whole(bare(words)) for words in steps_of(cell))
        assert heading in said
        assert [step for step in steps if "#" not in step and step not in said] == []
    with zipfile.ZipFile(paper(f"student/{number}.docx")) as package:
        drawn = [name for name in package.namelist() if name.startswith("word/media/")]
        told = package.read("word/document.xml").decode().count("<wp:docPr")
    blocks = sum(form(cell).count("```{=typst}\n#") for cell in activities_of(number))
    assert len(drawn) > len(pictures_for(f"student/{number}.docx"))
    assert told >= len(drawn)
    assert blocks


def test_chinese_keeps_its_language_and_quotes_do_no_harm():
    words = 'Credit is <span lang="zh">信用</span>.\n\n```{=html}\n<p>And <span lang="zh">黑名单</span>.</p>\n```'
    manuscript = Manuscript('A "title" with * and #', "Running", words)
    assert typst_text(manuscript, words).count('#text(lang: "zh", region: "CN")') == 2
    with pikepdf.open(io.BytesIO(pdfs(manuscript, ("a4",))[0])) as file:
        assert file.pages[0].Contents.read_bytes().count(b"/Lang(zh-CN)") == 2
        assert str(file.docinfo["/Title"]) == 'A "title" with * and #'


@pytest.mark.parametrize("size", ["a4", "letter"])
@pytest.mark.parametrize("number", NUMBERS)
def test_a_student_handout_has_at_most_four_pages(paper, number, size):
    assert len(pypdf.PdfReader(paper(f"student/{number}-{size}.pdf")).pages) <= 4


MARGIN = 15 * 72 / 25.4
"""Running titles and page numbers stand in the outer 15 mm of a page; everything else keeps out of them."""
ID_OF_A_FACT = re.compile(r"f-[A-Z]\d+\w?|f|[-\xad]|[A-Z]\d+\w?")
"""As one piece or, after a page on which a word was divided, as three: then Typst writes each hyphen by itself."""


@pytest.mark.parametrize("name", PDFS)
def test_no_letter_is_too_small(paper, name):
    """12 points for students, 18 in large print, 11 in the full copy's tables, 10 on teaching sheets. Running titles:
    9, or 18 in large print. A raised id of a fact may be smaller."""
    least = 18 if name in LARGE_FILES else 10 if name in TEACHING_FILES else 11 if name in INSTRUCTOR else 12
    found = paper_words.pieces(paper(name))
    assert len(found) > 100
    for words, size, y, height in found:
        runs = not MARGIN <= y <= height - MARGIN
        raised = ID_OF_A_FACT.fullmatch(words) and size >= 0.7 * least
        assert size >= (9 if runs and least < 18 else least) or raised, words


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("size", ["a4", "letter"])
def test_sheets_stand_in_the_order_of_the_page_and_the_handout_names_each(paper, number, size):
    (path,) = [path for path in PATHS if path.name[:2] == number]
    handout, sheets = (words_of(paper(f"student/{number}{ending}-{size}.pdf")) for ending in ("", "-sheets"))
    found = [section for section in sections(read(path)) if section.sheet]
    assert [section.sheet for section in found] == list(range(1, len(found) + 1))
    titles = [bare(f"Sheet {number}-{section.sheet}: {section.title}") for section in found]
    for said, times in ((handout, 1), (sheets, 2)):  # the sheets begin with a list of them
        assert [said.count(title) for title in titles] == [times] * len(titles)
        places = [said.rindex(title) for title in titles]
        assert places == sorted(places)
    headings = [bare(re.search(r"^# (.*)", form(cell), re.MULTILINE)[1]) for cell in activities_of(number)]
    assert [heading for heading in headings if heading not in sheets] == []


@pytest.mark.parametrize("number", NUMBERS)
def test_what_is_looked_up_is_on_the_sheets_and_not_in_the_handout(paper, number):
    handout, sheets, large = (
        words_of(paper(f"student/{number}{ending}-a4.pdf")) for ending in ("", "-sheets", "-large")
    )
    (path,) = [path for path in PATHS if path.name[:2] == number]
    page = read(path)
    looked_up = {key: page.records[key] for key in page.cells if isinstance(page.records.get(key), Data | Activity)}
    captions = {
        bare(html.unescape(caption))
        for key, found in looked_up.items()
        if found.print != "none" and not whole_on_paper(key)
        for caption in re.findall(r"<caption[^>]*>(.*?)</caption>", page.still(key))
    }
    assert captions or number == "00"
    assert [caption for caption in captions if caption not in sheets or caption not in large] == []
    assert [caption for caption in captions if len(caption) > 10 and caption in handout] == []


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ('Lay it down. <span class="screen">Then look here.</span> Say why.', "Lay it down. Say why."),
        ('Choose a card<span class="screen"> from the list</span>.', "Choose a card."),
        ('1. Read.\n2. <span class="screen">Turn it on.</span>\n3. Talk.', "1. Read.\n3. Talk."),
        ("Read.\n\nTalk.", "Read.\n\nTalk."),
    ],
)
def test_words_for_the_screen_are_not_on_paper(words, left):
    assert on_paper(words) == left


def whole(words):
    """*words* without hyphens, with which a narrow column may divide a word."""
    return re.sub("[-\u2010\u00ad\u0002]", "", words)


def steps_of(cell):
    """The heading of a paper form and the words of its numbered steps."""
    return re.findall(r"^(?:# |\d+\. )(.+)$", form(cell), re.MULTILINE)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_paper_form_is_on_the_sheets_and_in_large_print_before_the_view_that_answers_it(paper, number):
    files = (paper(f"student/{number}{copy}-a4.pdf") for copy in ("-sheets", "-large"))
    sheets, large = (whole(words_of(file)) for file in files)
    for cell, found in activities_of(number).items():
        heading, *steps = (whole(bare(words)) for words in steps_of(cell))
        assert len(steps) >= 4
        for said in (sheets, large):
            assert [step for step in steps if "#" not in step and step not in said] == []
            after = said[said.index(heading) :]  # a plan of minutes may name it once more at the end
            assert whole(bare(f"Real: {found.real}")) in after
    printed = [cell for cell, found in activities_of(number).items() if found.print != "none"]
    views = [cell for cell in printed if not whole_on_paper(cell)]
    for said in (sheets, large):
        assert said.count(whole(bare(prose("example")))) == len(views)


@pytest.mark.parametrize("name", [name for name in INSTRUCTOR if name.endswith("-a4.pdf")])
def test_the_instructor_sees_the_minutes_of_every_part(paper, name):
    said = words_of(paper(name))
    found = records(name.split("/")[1][:2])
    for key, (start, end) in running_minutes(found, "minutes80").items():
        pair = found[key].pair if isinstance(found[key], Steelman) else None
        if not pair:
            assert bare(f"inutes {start}–{end} of 80") in said, key
        elif pair in running_minutes(found, "minutes80"):
            spans = [running_minutes(found, "minutes80")[one] for one in (key, pair)]
            both = f"inutes {min(spans)[0]}–{max(spans)[1]} of 80"
            assert said.count(bare(both)) >= 2, key
            assert "bothcasesatonce" in said


@pytest.mark.parametrize("name", [name for name in PDFS if name.startswith("student/")])
def test_no_paper_of_a_student_asks_for_a_button_or_a_cell(paper, name):
    assert not re.search("pressthebutton|Runthiscell|secondtab[^l]|firstslider|votelocked", words_of(paper(name)))


@pytest.mark.parametrize("number", NUMBERS)
def test_large_print_says_a_wide_table_row_by_row(paper, number):
    said = words_of(paper(f"student/{number}-large-a4.pdf"))
    (path,) = [path for path in PATHS if path.name[:2] == number]
    page = read(path)
    for key in page.cells:
        record = page.records.get(key)
        if isinstance(record, Data) and record.print != "none" and ">Source</th>" in page.still(key):
            ids = re.findall(r'<td class="quiet"[^>]*><a [^>]*>([^<]+)</a>', page.still(key))
            assert ids
            assert [one for one in ids if f"Source:{bare(one)}" not in said] == []


@pytest.mark.parametrize("name", PDFS)
def test_no_link_leads_to_a_notebook(paper, name):
    assert ".ipynb" not in words_of(paper(name))
    links = [
        annotation["/A"]["/URI"]
        for page in pypdf.PdfReader(paper(name)).pages
        for annotation in page.get("/Annots", [])
        if "/URI" in annotation.get("/A", {})
    ]
    assert all(address.startswith("https://") for address in links)


@pytest.mark.parametrize("name", CORE_FILES)
def test_the_core_three_are_whole_and_in_order(paper, name):
    said = words_of(paper(name))
    copy, size = name.split("/")[0], name.rpartition("-")[2]
    starts = []
    for number in handouts.CORE:
        (path,) = [path for path in PATHS if path.name[:2] == number]
        title = read(path).title
        starts.append([found.start() for found in re.finditer(re.escape(bare(f"Notebook {number}: {title}")), said)])
        alone = words_of(paper(f"{copy}/{number}-{size}"))
        body = alone.partition(bare(title))[2]
        assert body[:300] in said
        assert body[-300:] in said
    assert [len(places) for places in starts] == [2, 2, 2], "once in the contents and once above the notebook"
    assert [places[1] for places in starts] == sorted(places[1] for places in starts)


@pytest.mark.parametrize("name", [name for name in CORE_FILES if name.startswith("student/")])
def test_the_students_core_three_hold_nothing_of_the_instructors(paper, name):
    said = words_of(paper(name))
    for number in handouts.CORE:
        for record in records(number).values():
            assert [words for words in for_teachers(record) if bare(words) in said] == []
    assert not re.search(r"Lookfor:|Runsheet|[a-e]\)Right", said)


@pytest.mark.parametrize("number", NUMBERS)
def test_no_heading_of_a_handout_stands_alone(number):
    """What is only for a screen leaves paper, and the last part under a heading must not go with it."""
    lines = [line for line in text(read(PATHS[NUMBERS.index(number)]), "student").splitlines() if line.strip()]
    headings = [line.startswith("## ") for line in lines]
    assert not headings[-1]
    assert not any(one and other for one, other in pairwise(headings))


@pytest.mark.parametrize("cell", declared())
def test_a_form_works_by_hand(cell):
    steps = [
        len(re.findall(r"^\d+\. ", part, re.MULTILINE)) for part in re.split(r"^# ", form(cell), flags=re.MULTILINE)
    ]
    assert sum(steps) >= 4
    assert max(steps) <= 10
    assert not re.search(r"\b[Pp]ress (a|the|your|“)|click", form(cell))


def test_the_form_of_the_city_has_the_numbers_of_the_stored_page():
    stored = next(cell for cell in nbformat.read(PATHS[NUMBERS.index("07")], 4).cells if cell.id == "07-w07a")
    values = re.search(
        r"People passing in a day: ([\d,]+); Wanted people: (1 in [\d,]+); Hit rate: (\d+%); "
        r"False alarms: (1 in [\d,]+)",
        stored.outputs[0].metadata[LATER],
    )
    assert all(value in form("07-w07a") for value in values.groups())
    assert "range(1000)" in form("07-w07a")


def test_a_form_nobody_has_drawn_is_named():
    with pytest.raises(SeminarError, match="07-w99z"):
        form("07-w99z")


@pytest.mark.parametrize(
    ("copy", "expected"), [("student", [True, False, True, False]), ("full", [False, True, True, False])]
)
def test_print_is_honoured(workshop, copy, expected):
    page = read(workshop / "notebooks" / PATHS[NUMBERS.index("07")].name)
    keys = ["07-briefing", "07-cardiff", "07-keypoints", "07-further"]
    for key, where in zip(keys, ("student", "instructor", "both", "none"), strict=True):
        page = replace(page, records={**page.records, key: replace(page.records[key], print=where)})
    said = bare(text(page, copy))
    assert [bare(page.words(key)) in said for key in keys] == expected


def test_broken_yaml_is_a_sentence_and_old_files_stay(workshop):
    (workshop / "data" / "teaching" / "07.yaml").write_text("07-1: [\n", "utf-8")
    before = contents(workshop)
    with pytest.raises(SeminarError, match=r"data/teaching/07\.yaml"):
        steps.build(["07"], TODAY, print)
    assert contents(workshop) == before


def test_a_record_without_a_field_is_a_sentence_and_old_files_stay(workshop):
    path = workshop / "data" / "teaching" / "07.yaml"
    path.write_text(path.read_text("utf-8").replace("  lookfor: Measured", "  looked: Measured"), "utf-8")
    before = contents(workshop)
    with pytest.raises(
        SeminarError, match=r"07\.yaml, line \d+, record 07-\w+: the field “lookfor” is missing; expected a text"
    ):
        printed("student/07-a4.pdf")
    assert contents(workshop) == before


@pytest.mark.parametrize("missing", ["objectives", "keypoints"])
def test_a_notebook_without_a_required_cell_is_a_sentence_and_old_files_stay(workshop, missing):
    path = workshop / "notebooks" / PATHS[NUMBERS.index("07")].name
    notebook = nbformat.read(path, 4)
    notebook.cells = [cell for cell in notebook.cells if cell.id != f"07-{missing}"]
    nbformat.write(notebook, path)
    before = contents(workshop)
    with pytest.raises(SeminarError, match=rf"{path.name} has no {missing} cell"):
        printed("student/07-a4.pdf")
    assert contents(workshop) == before


def test_an_unknown_paper_is_a_sentence_that_names_those_there_are():
    with pytest.raises(SeminarError, match=r"no paper “a5”\. There are: a4, letter"):
        pdf({}, "a5")


def test_a_missing_font_is_a_sentence(monkeypatch):
    press.font_files.cache_clear()
    monkeypatch.setattr(press, "FONTS", ("NoSuchFont.ttf",))
    with pytest.raises(SeminarError, match="fonts-noto-core"):
        press.font_files()
    press.font_files.cache_clear()


@pytest.mark.parametrize("package", ["pypandoc", "typst"])
def test_a_missing_package_is_a_sentence_that_says_how(monkeypatch, package):
    assert find_spec(package)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(SeminarError, match=r"pip install -r requirements\.txt -r tests/requirements\.txt"):
        printed("student/07-a4.pdf")


SORTERS = {"00": SENTENCES, "01": CLAIMS}


@pytest.mark.parametrize(
    "name", [name for name in [*FILES, *SHEET_FILES, *LARGE_FILES] if name.split("/")[1][:2] in SORTERS]
)
def test_the_keys_of_sorted_items_stand_in_the_instructors_copy_only(paper, name):
    said = words_of(paper(name))
    for item in SORTERS[name.split("/")[1][:2]].items():
        assert (bare(item.reason)[:20] in said) == (name in INSTRUCTOR)
