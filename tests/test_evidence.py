"""The data package is valid, every id leads somewhere, and nothing unconfirmed is printed as fact."""

import csv
import json
import re
from urllib.parse import urlsplit

import frictionless
import nbformat
import pytest
from seminar import evidence, sources, sources_page
from seminar.errors import SeminarError
from support import PACK

DATA = PACK / "data"
FACT = re.compile(r"f-[A-Z]\d{3}")
COPIES = (
    "opengovasia.com",
    "incidentdatabase.ai",
    "magzter.com",
    "yahoo.com",
    "guardint.org",
    "epicos.com",
    "linkielist.com",
    "schoolinfosystem.org",
    "briefly.co",
    "archive.org",
    "freewechat.com",
    "reddit.com",
    "wordpress.com",
)


def test_the_package_is_valid_with_its_foreign_keys(monkeypatch):
    monkeypatch.chdir(PACK)
    report = frictionless.validate("data/datapackage.json")
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


def test_the_validation_finds_a_dangling_source(pack_copy, monkeypatch):
    file = pack_copy / "data" / "evidence" / "face_trials.csv"
    file.write_text(file.read_text("utf-8").replace("metro-2018", "nobody-1900"), "utf-8")
    monkeypatch.chdir(pack_copy)
    errors = frictionless.validate("data/datapackage.json").flatten(["type"])
    assert ["foreign-key"] in errors


def test_every_row_has_its_own_fact_id():
    ids = [row.id for name in evidence.evidence_tables() for row in evidence.rows(name)]
    assert len(ids) == len(set(ids))
    assert all(FACT.fullmatch(key) for key in ids)


def test_further_sources_belong_to_rows():
    assert {row.cells["row_id"] for row in with_index("row_sources")} <= set(evidence.facts())


def with_index(name):
    with (DATA / evidence.resources()[name]["path"]).open(encoding="utf-8") as file:
        return [evidence.Row("", name, record) for record in csv.DictReader(file)]


def test_every_source_is_used_or_is_the_essay():
    used = {row.cells["source_id"] for row in evidence.facts().values()} | {
        row.cells["source_id"] for row in with_index("row_sources")
    }
    assert set(evidence.sources()) - used <= {"essay-2019"}


def test_nothing_from_memory_is_in_the_data():
    for file in DATA.rglob("*.*"):
        assert "MEMORY" not in file.read_text("utf-8"), file.name


@pytest.mark.parametrize("key", sorted(evidence.sources()))
def test_a_source_says_who_what_and_when(key):
    entry = evidence.sources()[key]
    assert {"id", "type", "title", "publisher", "issued", "language", "custom"} <= set(entry)
    assert len(entry["custom"]["paraphrase"].split()) <= 60
    if "URL" in entry:
        host = urlsplit(entry["URL"]).hostname
        assert not host.endswith(COPIES), "a copy is cited without a link"


def test_dates_are_in_order():
    for row in evidence.facts().values():
        assert row.cells["as_of"] < row.cells["recheck_by"], row.id


def test_counts_keep_their_unit():
    row = evidence.fact("f-T208")
    assert row.written("screened") == "2,300,000 face images (not people)"
    assert row.written("wrong") == "not reported"
    assert evidence.fact("f-T020").written("year") == "2017"


def test_alarms_that_add_up_do_and_those_that_do_not_say_so():
    for row in evidence.rows("face_trials"):
        if {"alarms", "right", "wrong"} <= set(row.cells):
            adds_up = row.cells["right"] + row.cells["wrong"] == row.cells["alarms"]
            assert adds_up or "do not add up" in row.cells["caveat"], row.id


def test_files_made_from_data_are_up_to_date():
    for path, text in sources_page.written_files().items():
        assert (PACK / path).read_text("utf-8") == text, f"{path} is out of date: run python -m seminar sources --write"


def test_the_page_of_sources_is_markdown_only_and_has_a_heading_for_each_fact():
    page = nbformat.read(PACK / "notebooks" / "sources.ipynb", as_version=4)
    nbformat.validate(page)
    assert {cell.cell_type for cell in page.cells} == {"markdown"}
    words = "\n".join(cell.source for cell in page.cells)
    assert {cell.id for cell in page.cells if FACT.fullmatch(cell.id)} == set(evidence.facts())
    assert {cell.id for cell in page.cells if cell.id.startswith("source-")} == {
        f"source-{key}" for key in evidence.sources()
    }
    for row in evidence.facts().values():
        entry = words.split(f"### {row.id}\n")[1].split("\n### ")[0]
        assert f"Grade {row.cells['grade']}" in entry
        assert row.cells["as_of"] in entry


def test_hostile_cells_are_plain_on_the_page_of_sources(pack_copy):
    file = pack_copy / "data" / "evidence" / "face_claims.csv"
    file.write_text(file.read_text("utf-8").replace("Zhu Long", "<img onerror=x> [a](javascript:b)"), "utf-8")
    words = "\n".join(cell.source for cell in sources_page.page().cells)
    assert "<img" not in words.replace("\\<", "")
    assert "[a](" not in words.replace("\\[", "").replace("\\]", "")


def test_a_table_shows_its_chosen_rows_with_source_and_unit():
    shown = sources.table("07-trials")
    assert "(8 of 20 rows)" in shown.plain
    assert shown.html.count("<tr>") == 9
    assert 'href="sources.ipynb#cell-id=f-T020"' in shown.html
    assert "170,000 visitors in the city" in shown.html
    assert "grade C" in shown.html


def test_a_table_of_the_package_can_be_shown_whole():
    assert f"({len(evidence.rows('face_tests'))} of" in sources.table("face_tests").plain


def test_one_fact_can_be_cited():
    shown = sources.cite("f-T020")
    assert "Metro" in shown.html
    assert "2,470" in shown.html
    assert "Grade B" in shown.html


@pytest.mark.parametrize(
    ("word", "name", "expected"),
    [
        (
            sources.table,
            "face_trails",
            "There is no table “face_trails”. The tables are: face_claims, face_tests, face_trials",
        ),
        (sources.table, "07-trails", "There is no data “07-trails”. Notebook 07 has: 07-trials, 07-claims."),
        (sources.table, "99-trials", "The file data/teaching/99.yaml is missing"),
        (sources.cite, "f-T999", "There is no fact “f-T999”."),
    ],
)
def test_unknown_ids_get_a_sentence(word, name, expected):
    assert word(name).plain.startswith(expected)


@pytest.mark.parametrize(
    ("path", "damage", "expected"),
    [
        ("evidence/face_trials.csv", None, "The file data/evidence/face_trials.csv is missing"),
        ("evidence/face_trials.csv", b"id,trial\nf-T001,x\n", "lacks the columns"),
        ("evidence/face_trials.csv", b"id,year\nf-T001,soon\n", "is damaged"),
        ("evidence/face_trials.csv", b"\xff\xfe\x00", "cannot be read as UTF-8"),
        ("datapackage.json", b"{", "data/datapackage.json is not valid JSON"),
        ("teaching/07.yaml", b"07-trials:\n  role: [data\n", "data/teaching/07.yaml, line 3"),
        ("teaching/07.yaml", b"- a\n", "must hold one record for each cell id"),
    ],
)
def test_a_damaged_file_is_named(pack_copy, path, damage, expected):
    file = pack_copy / "data" / path
    file.unlink() if damage is None else file.write_bytes(damage)
    assert expected in sources.table("07-trials").plain


def test_a_pack_without_its_data_says_how_to_install_it(pack_copy):
    (pack_copy / "data" / "datapackage.json").unlink()
    assert "pip install -r requirements.txt" in sources.table("face_trials").plain
    with pytest.raises(SeminarError, match=r"“-e \.”"):
        evidence.pack_folder()


def test_the_bibliography_is_csl_json():
    entries = json.loads((DATA / "sources.json").read_text("utf-8"))
    assert len(entries) == len({entry["id"] for entry in entries})
