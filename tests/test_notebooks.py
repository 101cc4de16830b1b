"""What must be true of every notebook of the course: its cells, its records, its stored outputs and its numbers."""

import html
import json
import re

import nbformat
import pytest
from seminar.data import evidence
from seminar.data.package import chosen, sources
from seminar.data.records import LETTERS, shuffled
from support import NAMES, PATHS, for_teachers, read, records_of, role, stored_text

every_notebook = pytest.mark.parametrize("path", PATHS, ids=NAMES)
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")
TO_FACT = re.compile(r"sources/\w+\.md#(f-\w+)")
TO_TERM = "glossary.md#"
NUMBER = re.compile(r"(?<![\w-])\d[\d,]*(?:\.\d+)?%?")
DATE = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December)? ?(19|20)\d\d\b"
)
MINUTES = re.compile(r"\b\d+ minutes, or \d+\b|\b\d\d of 80 / \d\d of 40 / \d+\b|\b10 minutes\b")
PARAGRAPHS = re.compile(r"\b[Pp]aragraphs? \d+(?:–\d+)?(?:(?:, | and )\d+(?:–\d+)?)*")


@every_notebook
def test_cells_have_ids_and_one_role(path):
    notebook = read(path)
    nbformat.validate(notebook)
    number = path.name[:2]
    for cell in notebook.cells:
        assert cell.id.startswith(f"{number}-"), cell.id
    assert notebook.cells[1].id == f"{number}-setup"
    assert [role(cell) for cell in notebook.cells].count("keypoints") == 1


@every_notebook
def test_a_question_is_its_words_and_right_after_it_its_box(path):
    cells = read(path).cells
    for cell, after in zip(cells, [*cells[1:], None], strict=True):
        if cell.cell_type == "markdown" and role(cell) in ("prompt", "exercise"):
            assert after.id == f"{cell.id}-box"
            assert role(after) == role(cell)
            assert f'"{cell.id}"' in after.source


@every_notebook
def test_code_reads_like_a_sentence_and_is_collapsed(path):
    for cell in read(path).cells:
        if cell.cell_type == "code":
            assert len([line for line in cell.source.splitlines() if line.strip()]) <= 5
            assert cell.metadata["jupyter"]["source_hidden"]


@every_notebook
def test_stored_outputs_are_whole_and_without_errors(path):
    counts = []
    for cell in read(path).cells:
        if cell.cell_type == "code":
            counts.append(cell.execution_count)
            for output in cell.outputs:
                assert output.output_type == "display_data", f"{cell.id}: {output.output_type}"
                assert set(output.data) == {"text/html", "text/plain"}
    assert counts == list(range(1, len(counts) + 1))


@every_notebook
def test_links_lead_somewhere(path):
    pages = {entry.get("URL") for entry in sources().values()}
    terms = {row.id for row in evidence.rows("glossary")}
    for cell in read(path).cells:
        for _, address in LINK.findall(cell.source if cell.cell_type == "markdown" else ""):
            if to_fact := TO_FACT.fullmatch(address):
                assert address == evidence.fact(to_fact[1]).address()
            elif address.startswith(TO_TERM):
                assert address.removeprefix(TO_TERM) in terms, address
            elif address.startswith("http"):
                assert address in pages, address
            else:
                page, _, cell_id = address.partition("#cell-id=")
                assert (path.parent / page).is_file(), address
                assert not cell_id or cell_id in {there.id for there in read(path.parent / page).cells}, address


def fields_of(fact_id):
    row = evidence.fact(fact_id)
    return " ".join([*row.said().values(), *(str(value) for value in row.cells.values())])


def stray_numbers(prose, still_views):
    """Numbers in *prose* that no fact, model, date, minute or id accounts for."""
    stray = []

    def check_link(match):
        text, address = match.groups()
        if to_fact := TO_FACT.fullmatch(address):
            said = numbers_in(fields_of(to_fact[1]))
            stray.extend(number for number in numbers_in(re.sub(r"<sup>.*?</sup>", "", text)) if number not in said)
        return f" {text} " if address.startswith(TO_TERM) else " "

    rest = LINK.sub(check_link, prose)
    for harmless in (DATE, MINUTES, PARAGRAPHS, re.compile(r"\bNotebook \d\d\b"), re.compile(r"^\d+\. ", re.MULTILINE)):
        rest = harmless.sub(" ", rest)
    known = numbers_in(still_views)
    stray.extend(n for n in numbers_in(rest) if n not in known and not (n.isdigit() and int(n) < 13))
    return stray


def numbers_in(text):
    return [number.removesuffix("%") for number in NUMBER.findall(html.unescape(text))]


@every_notebook
def test_numbers_in_prose_come_from_a_fact_or_a_model(path):
    notebook = read(path)
    still = stored_text(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            assert stray_numbers(cell.source, still) == [], cell.id


@pytest.mark.parametrize(
    "prose",
    [
        "[2,471 alarms](sources/face_trials.md#f-T020)",
        "It rang 2,470 times.",
        "[2,470 alarms](sources/face_claims.md#f-T001)",
        "about 37% of people",
    ],
)
def test_a_number_without_a_fact_is_found(prose):
    assert len(stray_numbers(prose, "About 1 alarm in 106 is right")) == 1


@pytest.mark.parametrize(
    "prose",
    [
        "[2,470 alarms <sup>f-T020</sup>](sources/face_trials.md#f-T020)",
        "In June 2017",
        "1 alarm in 106",
        "3 people in 10",
        "Notebook 07 · 80 minutes, or 40",
        "paragraphs 19–21",
        "paragraphs 5, 6, 10–12 and 32",
        "[0.05% of photos](sources/face_tests.md#f-G082)",
    ],
)
def test_a_number_with_a_fact_a_model_or_a_date_passes(prose):
    assert stray_numbers(prose, "About 1 alarm in 106 is right") == []


@every_notebook
def test_no_key_and_no_instructor_line_in_the_notebook(path):
    text = path.read_text("utf-8")
    plain = html.unescape(json.dumps(json.loads(text), ensure_ascii=False))
    for record in records_of(path).values():
        for words in for_teachers(record):
            assert words.strip()[:60] not in plain


@every_notebook
def test_options_stand_in_one_balanced_order(path):
    checks = [key for key, record in records_of(path).items() if record.role == "selfcheck"]
    positions = [next(i for i, (_, option) in enumerate(shuffled(key)) if option.correct) for key in checks]
    assert shuffled(checks[0]) == shuffled(checks[0])
    assert len(set(positions[:3])) == 3
    for key in checks:
        assert sorted(letter for letter, _ in shuffled(key)) == list(LETTERS[: len(shuffled(key))])


def test_golden_values_stand_on_the_page():
    still = stored_text(read(chosen(["07"])[0]))
    assert "About 1 alarm in 102 is right" in still
    assert "brings 10,098 alarms" in still
    assert "63.2%" in still
