"""The kit: overview, charter and poster say what the course holds, and nothing that only an instructor may read."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from seminar.paper import kit, plans
from seminar.stored import read
from support import PACK, PATHS, records_of

FOLDER = PACK / kit.FOLDER


@pytest.fixture(scope="module")
def made():
    return kit.files()


def pages(content):
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def words(content):
    return " ".join(pages(content))


def test_the_kit_is_committed_and_nothing_besides(made):
    assert {path.name for path in FOLDER.iterdir()} == set(made)
    assert len(made) == 6


def test_a_rebuild_says_what_the_committed_papers_say(made):
    for name, content in made.items():
        assert pages((FOLDER / name).read_bytes()) == pages(content), f"{name}: run python -m seminar handouts"


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_overview_names_every_notebook_and_every_course(made, paper):
    said = words(made[f"course-overview-{paper}.pdf"])
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


def test_the_poster_is_one_page_and_says_the_habits_of_the_first_notebook(made):
    habits = next(cell.source for cell in read(PATHS[0]).cells if cell.id == kit.HABITS)
    for paper in ("a4", "letter"):
        (only,) = pages(made[f"five-habits-{paper}.pdf"])
        for line in re.findall(r"^\d\. .+$", habits, re.MULTILINE):
            assert line.replace("*", "") in only


def test_the_charter_is_one_page(made):
    assert len(pages(made["fairness-charter-a4.pdf"])) == 1
