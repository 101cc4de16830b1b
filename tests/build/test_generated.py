"""The pages that are made from the data: up to date, whole, plain, and read without a kernel."""

import csv
import io
import re

import pytest
from seminar.build import claims_page, datasheet, glossary_page, sources_page
from seminar.course.glossary import renderings_of
from seminar.course.sources import citation, day
from seminar.data import coverage
from seminar.data.evidence import facts, is_fact, rows
from seminar.data.package import fields, resources, sources
from support import PACK


@pytest.fixture(scope="module")
def pages():
    return sources_page.pages()


def words(page):
    """Name → words of each part, without marks."""
    return {name: re.sub(r"\\|</?span[^>]*>", "", text) for name, text in page.items()}


def test_every_fact_has_a_part_on_the_page_of_its_table(pages):
    for row in filter(is_fact, facts().values()):
        path, _, key = row.address().partition("#")
        assert key in words(pages[path]), row.id


def test_each_part_begins_with_a_heading_that_holds_its_name_once(pages, tmp_path):
    for page in (*pages.values(), claims_page.page(), glossary_page.page()):
        text = sources_page.markdown(page)
        assert re.findall(r'^#+ <a id="([^"]+)"></a>\S', text, re.MULTILINE) == list(page)
        assert text.count("<a ") == len(page)
        (tmp_path / "page.md").write_text(text, "utf-8")
        assert {name: part.rstrip() for name, part in sources_page.parts_of(tmp_path / "page.md").items()} == page


def test_a_row_stands_with_grade_date_caveat_and_all_rows_of_its_source(pages):
    for row in filter(is_fact, facts().values()):
        here = words(pages[f"sources/{row.table}.md"])
        said = here[row.id]
        if "grade" in row.cells:
            home = f"source-{row.cells['source_id']}"
            assert f"Grade {row.cells['grade']}" in said
            assert day(row.cells["as_of"]) in said
            assert row.cells.get("caveat", "") in said
            assert f"(#{home})" in said
            same = [other for other in facts().values() if other.cells.get("source_id") == row.cells["source_id"]]
            assert all(f"[{other.id}](" in here[home] for other in same)
        else:
            assert all(f"[{other.id}](" in said for other in row.rests_on())


def test_links_between_pages_lead_to_parts_that_are_there(pages):
    for path, page in pages.items():
        for target, key in re.findall(r"\]\(([\w./]*)(?:#([\w-]+))?\)", "".join(words(page).values())):
            if target.startswith("http") or not (target or key):
                continue
            there = {"": path, "../sources.md": "sources.md"}.get(target)
            there = there or (f"sources/{target}" if path.startswith("sources/") else target)
            assert there in pages, (path, target)
            assert not key or key in words(pages[there]), (path, target, key)


def test_the_index_names_every_table_open_question_and_source(pages):
    text = "".join(words(pages["sources.md"]).values())
    assert all(f"(sources/{name}.md)" in text for name in sources_page.tables())
    assert all(row.cells["question"] in text for row in rows("open_questions"))
    assert all(citation(entry) in text for entry in sources().values())


def test_hostile_cells_are_plain(pack_copy):
    file = pack_copy / "data" / "evidence" / "face_claims.csv"
    file.write_text(file.read_text("utf-8").replace("Zhu Long", "<img onerror=x> [a](javascript:b)"), "utf-8")
    said = sources_page.markdown(sources_page.page("face_claims"))
    assert "<img" not in said.replace("\\<", "")
    assert "[a](" not in said.replace("\\[", "").replace("\\]", "")


def test_the_page_of_the_glossary_has_every_term_with_its_renderings():
    parts = {name: text.replace("\\", "") for name, text in glossary_page.page().items()}
    for row in rows("glossary"):
        assert row.cells["explanation"] in parts[row.id]
        for term in renderings_of(row):
            assert term.cells["rendering"] in parts[row.id]


def test_the_page_of_the_claims_has_each_claim_in_its_paragraph_with_words_verdicts_reason_and_facts(pages):
    heading, found = "", {}
    for name, text in words(claims_page.page()).items():
        if text.startswith("## "):
            heading = text.removeprefix("## Paragraph ")
        found[name] = (heading, text)
    assert [key for key in found if key.startswith("C")] == [row.id for row in rows("claims")]
    for row in rows("claims"):
        paragraph, said = found[row.id]
        assert f"¶{paragraph}" == row.cells["paragraph"]
        assert re.search(rf"\*\*{row.cells['verdict_2019']}\*\* \([^)]*March 2019\)", said)
        assert re.search(rf"\*\*{row.cells['verdict_now']}\*\* \([^)]*November 2026\)", said)
        assert f"“{row.cells['words']}”" in said
        for column in ("claim", "why", "searched", "known_2019", "open_question"):
            assert row.cells.get(column, "") in said
    for row in rows("claim_evidence"):
        (other,) = row.rests_on()
        path, _, key = other.address().partition("#")
        assert f"[{row.cells['bearing']}]({path.removeprefix('sources/')}#{key})" in found[row.cells["claim_id"]][1]
        assert key in words(pages[path])


def test_the_page_of_the_claims_says_which_notebook_treats_each_and_what_is_left(pack_copy):
    """The bench of 01 offers some claims of which a pair opens a few; a table without minutes treats nothing."""
    shown = claims_page.page()
    table = {row["id"]: row for row in csv.DictReader(io.StringIO(coverage.text()))}
    for row in rows("claims"):
        treated = table[row.id]
        said = shown[row.id].rpartition("In the course: ")[2]
        assert re.findall(r"\b\d\d\b", said) == treated["notebooks"].split(), row.id
        assert ("you may choose" in said) == (treated["treated"] == coverage.BY_CHOICE)
        assert ("not asked about" in said) == (treated["treated"] == coverage.NOT_TREATED)
    for key, row in table.items():
        name = row["name"].replace("¶", "paragraph ")
        if row["treated"] == coverage.NOT_TREATED and row["kind"] != "claim":
            assert name in shown["not-treated"], key


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


PRINTED = ("notebooks/*.ipynb", "notebooks/*.md", "notebooks/sources/*.md", "handouts/html/**/*.html", "data/**/*.*")
"""Where a row that may not be printed could reach a reader, but for paper, which is made from these."""
WITHHELD = "data/evidence/withheld.csv"


@pytest.mark.parametrize("place", PRINTED)
def test_a_row_that_may_not_be_printed_stands_on_no_page(place):
    withheld = {row.cells["row"] for row in rows("withheld")}
    files = [path for path in PACK.glob(place) if path.is_file() and path != PACK / WITHHELD]
    assert files
    for path in files:
        found = withheld & set(re.findall(r"\bf-[A-Z]\d+[a-z]?\b", path.read_text("utf-8")))
        assert not found, path
