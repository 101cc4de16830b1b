"""The pages that are made from the data: up to date, whole, plain, and read without a kernel."""

import nbformat
import pytest
from seminar import datasheet, generated, glossary_page, sources_page
from seminar.evidence import facts, is_fact, rows
from seminar.glossary import renderings_of
from seminar.package import fields, resources, sources
from seminar.sources import day
from support import PACK


@pytest.mark.parametrize("path", generated.files())
def test_files_made_from_data_are_up_to_date(path):
    text = generated.files()[path]
    assert (PACK / path).read_text("utf-8") == text, f"{path} is out of date: run python -m seminar data --write"


@pytest.fixture(scope="module")
def page():
    return nbformat.read(PACK / "notebooks" / "sources.ipynb", as_version=4)


def test_the_page_of_sources_has_a_cell_for_each_source_and_row(page):
    nbformat.validate(page)
    assert {cell.cell_type for cell in page.cells} == {"markdown"}
    ids = {cell.id for cell in page.cells}
    assert {row.id for row in facts().values() if is_fact(row)} <= ids
    assert {row.id for row in rows("open_questions")} <= ids
    assert {f"source-{key}" for key in sources()} <= ids


def test_a_row_stands_with_grade_date_caveat_and_the_way_to_its_source(page):
    cells = {cell.id: cell.source for cell in page.cells}
    for row in filter(is_fact, facts().values()):
        said = cells[row.id].replace("\\", "")
        if "grade" in row.cells:
            assert f"Grade {row.cells['grade']}" in said
            assert day(row.cells["as_of"]) in said
            assert row.cells.get("caveat", "") in said
            home = f"source-{row.cells['source_id']}"
            assert f"(#cell-id={home})" in said
            assert f"(#cell-id={row.id})" in cells[home]
        else:
            assert all(f"(#cell-id={other.id})" in said for other in row.rests_on())


def test_hostile_cells_are_plain(pack_copy):
    file = pack_copy / "data" / "evidence" / "face_claims.csv"
    file.write_text(file.read_text("utf-8").replace("Zhu Long", "<img onerror=x> [a](javascript:b)"), "utf-8")
    words = "\n".join(cell.source for cell in sources_page.page().cells)
    assert "<img" not in words.replace("\\<", "")
    assert "[a](" not in words.replace("\\[", "").replace("\\]", "")


def test_the_page_of_the_glossary_has_every_term_with_its_renderings():
    cells = {cell.id: cell.source.replace("\\", "") for cell in glossary_page.page().cells}
    for row in rows("glossary"):
        assert row.cells["explanation"] in cells[row.id]
        for term in renderings_of(row):
            assert term.cells["rendering"] in cells[row.id]


def test_the_datasheet_tells_of_every_table_and_column():
    text = datasheet.datasheet()
    for name, resource in resources().items():
        assert f"(`{name}`)" in text
        assert resource["description"] in text
        if resource["path"].startswith("evidence/"):
            assert {"purpose", "collected", "limits"} <= set(resource), name
        for column in fields(name):
            assert f"| `{column}` |" in text
    counted = sum("grade" in row.cells for row in facts().values())
    by_grade = [sum(row.cells.get("grade") == grade for row in facts().values()) for grade in "ABC"]
    assert counted == sum(by_grade)
    assert all(f"| {number} |" in text for number in by_grade)
