"""The kit: overview, charter and poster say what the course holds, and nothing that only an instructor may read."""

import io
import re
from functools import cache

import paper_words
import pytest
from pypdf import PdfReader
from seminar.course.sources import in_brief
from seminar.data.evidence import fact, rows
from seminar.data.records import kit_text, scholars
from seminar.data.stored import read
from seminar.data.words import Words
from seminar.paper import kit, plans
from seminar.paper.press import PAPERS, pdfs
from support import PACK, PATHS, records_of

NAMES = (
    "course-overview",
    "fairness-charter",
    "platforms",
    "five-habits",
    "ground-rules",
    "room-planner",
    "what-scholars-say",
    "essay-claim-by-claim",
)
SIZES = ("a4", "letter")


@cache
def pages(path):
    return [" ".join(words.split()) for words in paper_words.pages(path)]


def words(path):
    return " ".join(pages(path))


def test_the_kit_is_these_papers():
    assert [one.stem for one in kit.papers()] == [f"kit/{name}" for name in NAMES]


@pytest.mark.parametrize("size", SIZES)
def test_the_overview_names_every_notebook_and_every_course(paper, size):
    said = words(paper(f"kit/course-overview-{size}.pdf"))
    for path in PATHS:
        opening = next(cell for cell in read(path).cells if cell.id.endswith("-objectives"))
        assert f"{path.name[:2]} {re.match('# (.+)', opening.source)[1]}" in said
        found = [record for record in records_of(path).values() if record.role != "instructor"]
        minutes = [sum(values) for values in zip(*((r.minutes80, r.minutes40, r.self_) for r in found), strict=True)]
        assert " / ".join(map(str, minutes)) in said
    for plan in plans.plans():
        assert f"{len(plan.sessions)} × {plan.minutes}" in said
        assert plan.title in said
    assert ":::" not in said


def test_the_fifteen_minutes_are_fifteen_and_enough_to_read_what_they_are_for():
    """At 180 words a minute: the run sheet of any session up to 90 minutes, and what to take care of."""
    _, said = kit_text("course-overview")
    ready = said.partition("## Ready in fifteen minutes")[2].partition("\n## ")[0]
    care = said.partition("## Take care of people")[2].partition("\n## ")[0]
    minutes = [int(found) for found in re.findall(r"\((\d+) minutes\)", ready)]
    assert sum(minutes) == 15
    _, run_sheet, _, people, _ = minutes
    assert len(care.split()) <= people * 180
    for plan in plans.plans():
        for meeting in plan.sessions if plan.minutes <= 90 else ():
            assert len(" ".join(" ".join(row) for row in plans.run_rows(meeting)).split()) <= run_sheet * 180


def test_the_overview_says_how_students_get_the_pack_and_what_a_mixed_room_does():
    _, said = kit_text("course-overview")
    home = said.partition("## How students get the pack at home")[2].partition("\n## ")[0]
    assert all(f"**{way}**" in home for way in ("Install", "Plain edition", "Paper"))
    assert (PACK / "handouts" / "html" / "index.html").is_file()
    room = " ".join(Words("syllabus").all("room"))
    for word in (
        "Some have a computer",
        "Seven students",
        "Sixty students",
        "A power cut in minute 20",
        "Nobody has read",
    ):
        assert word in room


@pytest.mark.parametrize("size", SIZES)
def test_the_page_for_the_next_instructor_is_empty_and_a_page_of_its_own(paper, size):
    (last,) = [page for page in pages(paper(f"kit/course-overview-{size}.pdf")) if "How others taught it" in page]
    fields = Words("kit").all("others-fields")
    assert all(field in last for field in fields)
    body = last.partition("How others taught it")[2]
    for words in (*fields, Words("kit")("others-about")):
        body = body.replace(words, "")
    assert len(body.split()) < 12, "nobody is invented: only a running title and a page number may be left"


@pytest.mark.parametrize("size", SIZES)
def test_the_poster_is_one_page_and_says_the_habits_of_the_first_notebook(paper, size):
    habits = next(cell.source for cell in read(PATHS[0]).cells if cell.id == kit.HABITS)
    (only,) = pages(paper(f"kit/five-habits-{size}.pdf"))
    for line in re.findall(r"^\d\. .+$", habits, re.MULTILINE):
        assert line.replace("*", "") in only


def test_the_room_planner_has_the_groups_of_every_small_class_and_of_halls_up_to_200():
    (planner,) = [one for one in kit.papers() if one.stem == "kit/room-planner"]
    said = planner.manuscript().words
    rows = re.findall(r"^\| (\d+) \| (.+) \| (.+) \| (.+) \|$", said, re.MULTILINE)
    assert [int(students) for students, *_ in rows] == [*range(3, 26), *range(30, 201, 10)]
    for students, *cells in rows:
        for cell in cells:
            groups = [(int(count), int(size)) for count, size in re.findall(r"(\d+) of (\d)", cell)]
            assert sum(count * size for count, size in groups) == int(students)
    assert ("17", "2 of 4, 3 of 3", "1 of 5, 3 of 4", "1 of 5, 3 of 4") in rows
    assert ":::" not in said


@pytest.mark.parametrize("size", SIZES)
def test_the_claims_on_paper_stand_with_words_verdicts_and_sources_of_facts(paper, size):
    found = pages(paper(f"kit/essay-claim-by-claim-{size}.pdf"))
    said = "".join(bare(page.partition("Rumour or Reality")[2]) for page in found)
    for row in rows("claims"):
        assert bare(row.cells["claim"]) in said
        assert bare(row.cells["words"]) in said
        assert bare(row.cells["why"]) in said
    for row in rows("claim_evidence"):
        assert bare(f"{row.cells['bearing']} ({in_brief(row.rests_on()[0])})") in said, row.id


@cache
def scholars_pages(size):
    (paper,) = [one for one in kit.papers() if one.stem == "kit/what-scholars-say"]
    return paper_words.pages(pdfs(paper.manuscript(), (size,))[0])


@pytest.mark.parametrize("size", PAPERS)
def test_what_scholars_say_is_two_pages_at_most(size):
    assert 0 < len(scholars_pages(size)) <= 2


def test_what_scholars_say_has_ten_sentences_to_say_each_with_its_facts_and_their_sources():
    said = bare(" ".join(page.partition("Rumour or Reality")[2] for page in scholars_pages("a4")))
    ten = scholars().sayable
    assert len(ten) == 10
    for one in (*scholars().agreed, *ten):
        sources = [f"{in_brief(fact(key))} {key}" for key in one.facts]
        assert bare(f"{one.says} ({'; '.join(sources)})") in said


def test_what_scholars_say_sets_both_sides_of_each_difference_side_by_side():
    said = bare(" ".join(page.partition("Rumour or Reality")[2] for page in scholars_pages("a4")))
    pairs = {row.id: row for row in rows("disagreements")}
    for key in scholars().differ:
        assert bare(pairs[key].cells["what_differs"]) in said
        assert all(bare(in_brief(one)) in said for one in pairs[key].rests_on())


def bare(text):
    """*text* without what a line break, a page break or a typographer may change."""
    return re.sub(r"[\W\d_]+", "", text)


def test_the_three_ways_to_mark_stand_on_one_page_with_all_their_commands():
    for size in SIZES:
        (made,) = pdfs(kit.written("platforms"), (size,))
        assert len(PdfReader(io.BytesIO(made)).pages) == 1
    _, said = kit_text("platforms")
    ways = re.split(r"(?m)^## ", said)[1:]
    assert [way.partition("\n")[0] for way in ways] == ["Sheets, on any platform or on paper", *WAYS]
    readme = (PACK / "README.md").read_text("utf-8")
    for command in ("class-pack", "collect", "mark", "give-back", "quiz", "assignment", "repair"):
        assert f"-m seminar {command}" in said
        assert f"-m seminar {command}" in readme


WAYS = ["Quizzes, in Moodle or Canvas", "nbgrader"]


def test_the_charter_is_one_page(paper):
    assert len(pages(paper("kit/fairness-charter-a4.pdf"))) == 1
