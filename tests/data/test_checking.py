"""The data keep the package's own rules, Frictionless agrees, and each way to break them is named where it stands."""

import json
import time
from datetime import date, timedelta

import frictionless
import pytest
from seminar.__main__ import main
from seminar.build import steps
from seminar.course import sources
from seminar.data import checking, descriptions
from seminar.data.evidence import rows
from seminar.data.package import resources
from seminar.errors import SeminarError
from seminar.models.judgement import NOT_ENOUGH
from support import PACK, forget

TODAY = date.today()
TRIALS = "evidence/face_trials.csv"


def test_a_table_that_cannot_be_read_is_told_once_and_no_healthy_file_with_it(pack_copy):
    path = pack_copy / "data" / TRIALS
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    forget()
    (said,) = checking.package_problems(TODAY)
    assert "face_trials.csv, row 1 begins with a byte order mark" in said


def test_the_package_keeps_its_own_rules():
    assert checking.package_problems(TODAY) == []


def test_frictionless_agrees_foreign_keys_included(monkeypatch):
    monkeypatch.chdir(PACK)
    report = frictionless.validate("data/datapackage.json")
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


def test_frictionless_finds_a_dangling_source(pack_copy, monkeypatch):
    spoil(pack_copy, TRIALS, "metro-2018", "nobody-1900")
    monkeypatch.chdir(pack_copy)
    assert ["foreign-key"] in frictionless.validate("data/datapackage.json").flatten(["type"])


def spoil(copy, path, old, new):
    """Change the first *old* in the data file at *path* to *new* (text, or bytes for the whole file)."""
    file = copy / "data" / path
    if isinstance(new, bytes):
        file.write_bytes(new)
    else:
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")
    forget()
    if path.startswith("tables/"):
        descriptions.refresh()


TOMORROW = (TODAY + timedelta(days=1)).isoformat()
WHOLE = (PACK / "data" / TRIALS).read_bytes()
ROW = next(i for i, line in enumerate(WHOLE.decode().splitlines(), 1) if line.startswith("f-T020"))


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (
            TRIALS,
            "metro-2018",
            "nobody-1900",
            f"row {ROW}, column source_id: “nobody-1900”; expected an id of the table",
        ),
        (
            TRIALS,
            "visitors in the city (not faces)",
            "people",
            f"row {ROW}, column screened_unit: “people”; expected one",
        ),
        (TRIALS, "2018-05-05,", f"{TOMORROW},", f"row {ROW}, column as_of: {TOMORROW} lies in the future"),
        (TRIALS, "f-T202,", "f-T020,", f"column id: “f-T020” stands in row {ROW} too; expected it once"),
        (
            TRIALS,
            "2018-05-05,",
            "05/05/2018,",
            f"row {ROW}, column as_of: “05/05/2018”; expected a day of the calendar such as",
        ),
        (
            "evidence/events.csv",
            "2014-06-14",
            "2014-26-14",
            "column date: “2014-26-14”; expected something of the form",
        ),
        (TRIALS, ",2470,", ',"2,470",', f"row {ROW}, column alarms: “2,470”; expected a whole number without"),
        (TRIALS, ",2470,", ",-2470,", f"row {ROW}, column alarms: “-2470”; expected at least 0"),
        (TRIALS, ",2470,", ",", f"row {ROW}: 18 cells; expected 19"),
        (TRIALS, "Champions League final,", ",", f"row {ROW}, column trial: empty; expected text"),
        (TRIALS, "", WHOLE.replace(b",", b";"), "row 1 separates its cells with “;”; expected commas"),
        (TRIALS, "", WHOLE.replace(b",", b"\t"), "row 1 separates its cells with “\t”; expected commas"),
        (TRIALS, "", b"\xef\xbb\xbf" + WHOLE, "row 1 begins with a byte order mark; expected plain UTF-8"),
        (TRIALS, "", WHOLE.decode().encode("utf-16"), "row 1 begins with a byte order mark; expected plain UTF-8"),
        (TRIALS, "", WHOLE.replace(b"Cardiff", b"Cardi\xff", 1), "is in another encoding; expected UTF-8"),
        (TRIALS, "id,trial,place", "id,place,trial", "row 1 has its columns in another order"),
        (TRIALS, "id,trial,", "id,", "row 1 lacks the columns trial"),
        (
            "evidence/face_claims.csv",
            "f-T001,",
            "f-T020,",
            "“f-T020” is in the table face_trials too; expected it once",
        ),
        (
            "evidence/face_claims.csv",
            "f-T001,",
            "f-T103,",
            "“f-T103” was found not fit to print; expected a row that was read at a source",
        ),
        ("evidence/row_sources.csv", "f-", "f-Z999", "expected the id of a fact"),
        ("sources.json", "https://metro.co.uk", "https://news.example", "links to news.example; expected a host that"),
        ("sources.json", '"publisher": "Metro"', '"publisher": ""', "source metro-2018: lacks publisher"),
        (
            "tables/face_trials.yaml",
            "unit: alarms, ",
            "",
            "data/tables/face_trials.yaml, column alarms: no unit; expected one",
        ),
        ("datapackage.json", '"unit": "alarms"', '"unit": "bells"', "datapackage.json is not what data/tables/ says"),
    ],
)
def test_what_is_wrong_is_named_by_file_row_and_column(pack_copy, path, old, new, expected):
    spoil(pack_copy, path, old, new)
    problems = checking.package_problems(TODAY)
    assert any(expected in problem for problem in problems), problems
    assert all(problem.startswith(("data/", "The file data/")) for problem in problems)


CELL, LINES = WHOLE.index(b",2470,"), WHOLE.splitlines(keepends=True)
LAST = len(LINES)
DAMAGE = {
    "one comma too many": (WHOLE.replace(b",2470,", b",2470,,", 1), f"row {ROW}: 20 cells; expected 19. A cell that"),
    "one comma too few": (WHOLE.replace(b",2470,", b",2470", 1), f"row {ROW}: 18 cells; expected 19"),
    "no quote at the end of a cell": (
        WHOLE.replace(b",2470,", b',"2470,', 1),
        f'row {ROW} has a quote mark (") without its partner',
    ),
    "no quote at the start of a cell": (
        WHOLE.replace(b",2470,", b',2470",', 1),
        f'row {ROW}, column alarms: one quote mark (") without its partner; expected two, or none',
    ),
    "an open quote in the last row": (WHOLE[:-1] + b'"\n', f"row {LAST}, column caveat: one quote mark"),
    "a NUL byte": (WHOLE.replace(b"2470", b"24\x0070", 1), f"row {ROW}, column alarms: the sign U+0000 stands in it"),
    "a line in a cell": (
        WHOLE.replace(b"2470", b'"24\n70"', 1),
        f"row {ROW}, column alarms: the sign U+000A stands in",
    ),
    "a row cut in the middle": (WHOLE[:CELL] + b"\n" + b"".join(LINES[ROW:]), f"row {ROW}: 7 cells; expected 19"),
    "a file cut in the middle of a row": (WHOLE[:CELL], f"row {ROW} is cut off; expected the end of a line"),
    "a file cut in its last cell": (WHOLE[:-5], f"row {LAST} is cut off; expected the end of a line"),
    "an empty line": (b"".join([*LINES[:2], b"\n", *LINES[2:]]), "row 3: 0 cells; expected 19"),
    "an empty file": (b"", "row 1 lacks the columns id, trial"),
    "a byte order mark": (b"\xef\xbb\xbf" + WHOLE, "row 1 begins with a byte order mark; expected plain UTF-8"),
    "two equal headers": (
        WHOLE.replace(b",place,", b",trial,", 1),
        "row 1 lacks the columns place and has the column t",
    ),
    "a header twice": (WHOLE.replace(b",place,", b",place,place,", 1), "row 1 has the column place twice; expected it"),
    "a huge cell": (WHOLE.replace(b"2470", b"9" * 200_000, 1), f"face_trials.csv, row {ROW}"),
}
"""What happens to a CSV file → its bytes then, and what is said of it."""


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_table_is_told_in_one_sentence_on_its_page_and_by_the_command(pack_copy, capsys, kind):
    content, expected = DAMAGE[kind]
    spoil(pack_copy, TRIALS, "", content)
    shown = sources.table("face_trials").plain
    assert expected in shown
    assert "face_trials.csv" in shown
    assert shown.count("row ") == 1
    assert len(shown) < 400
    assert main(["data"]) == 1
    said = capsys.readouterr().err
    assert [line for line in said.splitlines() if expected in line] == [
        line for line in said.splitlines() if "face_trials.csv" in line
    ]


CLAIMS = "evidence/claims.csv"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "C01,¶2,1.6 billion citizens,",
            "C01,¶2,,",
            "(claim C01), column words: empty; expected the words of the essay",
        ),
        (
            "C01,¶2,1.6 billion",
            "C01,¶2,2.6 billion",
            "(claim C01), column words: “2.6 billion citizens”; expected words",
        ),
    ],
)
def test_a_claim_without_its_words_is_named(pack_copy, old, new, expected):
    spoil(pack_copy, CLAIMS, old, new)
    (said,) = checking.package_problems(TODAY)
    assert said.startswith("data/evidence/claims.csv, row 2 ")
    assert expected in said


def test_not_enough_evidence_without_a_described_search_is_named_and_stops_the_build(pack_copy):
    assert checking.NOT_ENOUGH == NOT_ENOUGH
    (searched,) = [row.cells["searched"] for row in rows("claims") if row.id == "C51"]
    spoil(pack_copy, CLAIMS, searched, "")
    (said,) = checking.package_problems(TODAY)
    assert "(claim C51), column searched: empty; expected what was searched" in said
    with pytest.raises(SeminarError, match="claim C51"):
        steps.build([], TODAY, print)


def test_a_source_of_the_future_is_found(pack_copy):
    file = pack_copy / "data" / "sources.json"
    entries = json.loads(file.read_text("utf-8"))
    entries[0]["issued"]["date-parts"] = [[TODAY.year + 1]]
    file.write_text(json.dumps(entries), "utf-8")
    forget()
    assert any("lies in the future" in problem for problem in checking.package_problems(TODAY))


def test_a_coding_that_rests_on_nothing_known_is_found(pack_copy):
    file = pack_copy / "data" / "evidence" / "terms.csv"
    lines = file.read_text("utf-8").splitlines()
    cells = lines[1].split(",")
    lines[1] = ",".join([*cells[:-2], "f-Z999", ""])
    file.write_text("\n".join(lines) + "\n", "utf-8")
    forget()
    assert any("“f-Z999”; expected the id of a fact" in problem for problem in checking.package_problems(TODAY))


def test_nothing_is_written_while_there_is_a_problem(pack_copy, capsys):
    spoil(pack_copy, TRIALS, "metro-2018", "nobody-1900")
    before = {path: path.read_bytes() for path in (pack_copy / "data").rglob("*") if path.is_file()}
    with pytest.raises(SeminarError, match="nothing is made from them as they are"):
        steps.build([], TODAY, print)
    assert {path: path.read_bytes() for path in (pack_copy / "data").rglob("*") if path.is_file()} == before
    assert not list((pack_copy / "notebooks").glob("*.ipynb"))
    assert main(["data"]) == 1
    assert "column source_id" in capsys.readouterr().err


def test_the_command_says_that_all_is_well(capsys):
    assert main(["data"]) == 0
    assert "no problem found" in capsys.readouterr().out


def test_the_check_costs_little_next_to_the_full_validation(monkeypatch):
    """The page's own check is the one that a reader waits for: it is at least five times faster than Frictionless."""
    monkeypatch.chdir(PACK)
    monkeypatch.setattr(checking, "_table", checking._table.__wrapped__)  # as where nothing was checked before
    frictionless.validate("data/datapackage.json")
    start = time.process_time()
    for name in resources():
        checking.read(name)
    own = time.process_time() - start
    start = time.process_time()
    frictionless.validate("data/datapackage.json")
    assert own < (time.process_time() - start) / 5


NOTEBOOK = "notebooks/03-two-voices.ipynb"
MISPLACED = {
    "another id": (
        lambda cell: cell.update(id="03-w03x"),
        [
            f"data/teaching/03.yaml, record 03-w03a: there is no cell of that id; expected one in {NOTEBOOK}.",
            f"{NOTEBOOK}, cell 03-w03x: there is no record of that id; expected one in data/teaching/03.yaml.",
        ],
    ),
    "no tag": (
        lambda cell: cell["metadata"].pop("tags"),
        [f"{NOTEBOOK}, cell 03-w03a: has the tag “”; expected “activity”."],
    ),
    "another tag": (
        lambda cell: cell["metadata"].update(tags=["data"]),
        [f"{NOTEBOOK}, cell 03-w03a: has the tag “data”; expected “activity”."],
    ),
}


@pytest.mark.parametrize(("change", "said"), [*MISPLACED.values()], ids=[*MISPLACED])
def test_a_cell_without_its_record_and_a_record_without_its_cell_are_told(pack_copy, change, said):
    page = json.loads((PACK / NOTEBOOK).read_text("utf-8"))
    (cell,) = [cell for cell in page["cells"] if cell["id"] == "03-w03a"]
    change(cell)
    (pack_copy / NOTEBOOK).write_text(json.dumps(page), "utf-8")
    forget()
    assert checking.package_problems(TODAY) == said
