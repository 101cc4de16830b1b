"""The description of the tables is made from short files, and each way to break one is named with its file."""

import json
from datetime import date

import pytest
from seminar.__main__ import main
from seminar.build import generated, steps
from seminar.data import descriptions, package
from seminar.errors import SeminarError
from support import PACK, forget

TABLE, SHARED, WHOLE = (f"tables/{name}.yaml" for name in ("face_trials", "fragments", "package"))
MADE = "data/datapackage.json"


def change(copy, path, old, new):
    file = copy / "data" / path
    said = file.read_text("utf-8")
    assert old in said
    file.write_text(said.replace(old, new, 1), "utf-8")
    forget()


def test_the_description_is_what_the_short_files_say():
    assert (PACK / MADE).read_text("utf-8") == descriptions.text()


def test_a_shared_column_stands_in_one_place():
    """No column that three tables describe alike is written out in each of them."""
    written = [
        (column, json.dumps(own.given()))
        for name in package.resources()
        for column, own in descriptions.read_table(name).columns.items()
        if not own.like
    ]
    assert {one for one in written if written.count(one) > 2} == set()


def test_what_a_table_says_goes_before_what_it_shares(pack_copy):
    change(pack_copy, TABLE, "place: {like: place}", "place: {like: place, title: Town}")
    (made,) = [one for one in json.loads(descriptions.text())["resources"] if one["name"] == "face_trials"]
    assert made["schema"]["fields"][2] == {
        "name": "place",
        "type": "string",
        "title": "Town",
        "constraints": {"required": True},
    }


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (
            TABLE,
            "{like: place}",
            "{like: plaice}",
            f"{TABLE}, column place, field like: “plaice”; expected one of: fact",
        ),
        (TABLE, "ends: provenance", "ends: prove", f"{TABLE}, ends: “prove”; expected one of: provenance"),
        (TABLE, "alike: [screened,", "alike: [seen,", f"{TABLE}, column alarms, fields unit_of and alike: “seen”; exp"),
        (
            TABLE,
            "unit_of: screened",
            "unit_of: seen",
            f"{TABLE}, column screened_unit, fields unit_of and alike: “seen",
        ),
        (TABLE, "columns:\n", "key: [number]\ncolumns:\n", f"{TABLE}, key: “number”; expected one of: id, trial"),
        (TABLE, "title: Trial, ", "", f"{TABLE}, column trial: the field “title” is missing; expected a text"),
        (
            TABLE,
            "title: Trial, ",
            "heading: Trial, ",
            "columns, trial, field heading: unknown; expected only like, title",
        ),
        (TABLE, "  trial:", "\ttrial:", "there is a tab; expected spaces"),
        (TABLE, "  trial:", "  place: {like: place}\n  trial:", "“place” stands in line "),
        (TABLE, "  trial:", "  grade: {like: grade}\n  trial:", "column grade: it is in the group “provenance” too"),
        (TABLE, "folder: evidence", "folder: found", "field folder: “found”; expected one of: evidence, invented"),
        (TABLE, "type: integer", "type: numeral", "field type: “numeral”; expected one of: string, integer, number"),
        (TABLE, "purpose: ", "reason: ", "the field “purpose” is missing; expected a text"),
        (SHARED, "id_in: sources", "id_in: books", "source_id, field id_in: “books”; expected one of: sources, "),
        (SHARED, "[source_id, grade,", "[source, grade,", f"{SHARED}, group provenance: “source”; expected one of"),
        (WHOLE, "- face_trials\n", "", f"{WHOLE}, tables: “face_trials” is missing, although there is a file"),
        (WHOLE, "- face_trials\n", "- face_trials\n- masks\n", "The file data/tables/masks.yaml is missing"),
        (WHOLE, "- face_trials\n", "- face_trials\n- face_trials\n", "“face_trials” stands before it too; expected it"),
    ],
)
def test_what_is_wrong_with_a_description_is_one_sentence_with_the_file(pack_copy, capsys, path, old, new, expected):
    change(pack_copy, path, old, new)
    before = (pack_copy / MADE).read_bytes()
    assert main(["data"]) == 1
    (line,) = [line for line in capsys.readouterr().err.splitlines() if expected in line]
    assert line.startswith(("data/tables/", "The file data/tables/"))
    with pytest.raises(SeminarError):
        steps.build([], date.today(), print)
    assert (pack_copy / MADE).read_bytes() == before


def test_a_column_that_the_file_does_not_have_is_named(pack_copy, capsys):
    change(pack_copy, TABLE, "  trial:", "  town: {title: Town}\n  trial:")
    descriptions.refresh()
    assert main(["data"]) == 1
    assert "data/evidence/face_trials.csv, row 1 lacks the columns town" in capsys.readouterr().err


def test_a_new_description_holds_for_what_is_made_from_it_at_once(workshop):
    change(workshop, TABLE, "title: Trial,", "title: Where it was tried,")
    assert main(["data"]) == 1
    assert list(steps.stale(date.today())) == [MADE]
    assert MADE in steps.build(["00"], date.today(), print)
    assert "| `trial` | Where it was tried |" in (workshop / "data" / "README.md").read_text("utf-8")
    assert main(["data"]) == 0


def test_a_table_says_that_it_is_made_exactly_if_it_is():
    """Nobody writes into a table by hand that the next build would overwrite."""
    made = {table.path.removeprefix("data/") for table in generated.tables()}
    told = {described["path"] for described in package.resources().values() if "made_from" in described}
    names = ("sources", "coverage", "own_sources", "row_facts", "fact_sources")
    assert told == made == {f"evidence/{name}.csv" for name in names}
    page = (PACK / "data" / "README.md").read_text("utf-8")
    assert page.count("- Made, not written by hand: ") == len(told)
