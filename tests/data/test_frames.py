"""The evidence as data frames: fresh, typed, with days and units, documented, and joined without cutting ids."""

import csv
import io
import re
import subprocess
import sys
from calendar import monthrange

import pandas as pd
import pytest
from seminar import columns, facts, frame
from seminar.data import evidence, frames, link_tables
from seminar.data.frames import described, span
from seminar.data.package import fields, resource, resources, sources
from seminar.data.records import dictionary
from seminar.errors import SeminarError
from support import PACK

NAMES = list(resources())


@pytest.fixture(scope="module")
def all_frames():
    return {name: frame(name) for name in NAMES}


def test_every_table_has_a_frame_with_all_its_rows_and_columns(all_frames):
    for name, found in all_frames.items():
        assert set(fields(name)) - {"id"} <= set(found.columns), name
        with (PACK / "data" / resource(name)["path"]).open(encoding="utf-8", newline="") as file:
            assert len(found) == len(list(csv.DictReader(file))), name


def test_a_frame_is_the_readers_own():
    mine = frame("list_counts")
    mine["mine"] = 1
    mine.loc["f-W147", "value"] = 0
    assert "mine" not in frame("list_counts").columns
    assert frame("list_counts").equals(frame("list_counts"))
    assert frame("list_counts").at["f-W147", "value"] == evidence.fact("f-W147").cells["value"]


def test_numbers_are_numbers_days_are_days_and_yes_is_true(all_frames):
    for name, found in all_frames.items():
        for column, field in fields(name).items():
            if column == "id":
                continue
            kind = found[column].dtype
            if field["type"] in ("integer", "number", "year"):
                assert pd.api.types.is_numeric_dtype(kind), (name, column)
            if field["type"] == "date":
                assert pd.api.types.is_datetime64_dtype(kind), (name, column)
            if field.get("constraints", {}).get("enum") == ["yes", "no"]:
                assert kind == "boolean", (name, column)
                read = {row.id: row.cells.get(column) for row in evidence.rows(name)}
                assert all(found.at[key, column] == (said == "yes") for key, said in read.items() if said)


def test_every_number_has_its_unit_beside_it(all_frames):
    for name, found in all_frames.items():
        units = {field.get("unit_of") for field in fields(name).values()}
        for column, field in fields(name).items():
            if field["type"] not in ("integer", "number") or "unit" not in field or field["unit"] == "none":
                continue
            beside = f"{column}_unit" in found.columns
            assert beside or column in units or field["unit"].startswith("see "), (name, column)
            if beside and f"{column}_unit" not in fields(name):
                assert set(found[f"{column}_unit"]) <= {field["unit"]}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-02", "2019-02-01", "2019-02-28"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2019-04", "2019-04-01", "2019-04-30"),
        ("2019-12", "2019-12-01", "2019-12-31"),
        ("2019-03-07", "2019-03-07", "2019-03-07"),
    ],
)
def test_a_date_that_is_not_exact_has_a_first_and_a_last_day(text, first, last):
    assert span(text) == (first, last)


def test_the_days_of_every_date_stand_beside_it(all_frames):
    """An oracle that reads the text itself."""
    seen = 0
    for name, found in all_frames.items():
        for column in (column for column in fields(name) if f"{column}_from" in found.columns):
            for text, first, last in zip(*(found[f"{column}{end}"] for end in ("", "_from", "_to")), strict=True):
                if pd.isna(text):
                    assert pd.isna(first)
                    assert pd.isna(last)
                    continue
                year, *more = map(int, text.split("-"))
                month = more[0] if more else None
                day = more[1] if len(more) > 1 else None
                assert (first.year, first.month, first.day) == (year, month or 1, day or 1)
                assert (last.year, last.month) == (year, month or 12)
                assert last.day == (day or monthrange(year, month or 12)[1])
                seen += 1
    assert seen > 500


WITHOUT_COUNTRY = {"the essay", "English versions", "place not read", "other"} | {
    "big city of 2018",
    "big city of 2026",
    "small town of 2018",
}
"""What stands in a column of places and is of no country."""


def test_every_place_is_of_a_country_by_one_name(all_frames):
    for name, found in all_frames.items():
        column = resource(name).get("compares", "place")
        if "country" in found.columns and column in found.columns:
            assert set(found.loc[found["country"].isna(), column].dropna()) <= WITHOUT_COUNTRY, name
            assert not {"United States", "United Kingdom", "Mainland China"} & set(found["country"]), name


def test_every_column_of_every_frame_is_explained(all_frames):
    for name, found in all_frames.items():
        said = described(name)
        assert [column for column in said if column != "id"] == list(found.columns), name
        added = set(said) - set(fields(name))
        assert all(said[column][3] for column in added), name
    assert list(columns("facts").index) == list(facts().columns)
    assert columns("facts")["what stands in it"].str.len().min() > 10


def test_all_facts_in_one_table():
    every = facts()
    graded = [row for row in evidence.facts().values() if "grade" in row.cells]
    assert set(every.index) == {row.id for row in graded}
    assert every.index.is_unique
    for row in graded[::50]:
        mine, source = every.loc[row.id], sources()[row.cells["source_id"]]
        assert (mine["table"], mine["grade"]) == (row.table, row.cells["grade"])
        assert (mine["publisher"], mine["source_kind"]) == (source["publisher"], source["custom"]["kind"])
        assert str(mine["as_of"].date()) == row.cells["as_of"]
        assert mine["topic"] == row.cells.get("topic", resource(row.table)["title"])
    assert not every.drop(columns="country").isna().any(axis=None)
    every["grade"] = "A"
    assert set(facts()["grade"]) == {"A", "B", "C"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("list_count", "There is no table “list_count”. Did you mean one of these? list_counts"),
        ("xyzzyx", "There is no table “xyzzyx”. The page data/README.md lists them all"),
        (7, "There is no table “7”."),
    ],
)
@pytest.mark.parametrize("word", [frame, columns])
def test_an_unknown_table_is_told_with_the_nearest_ones(name, said, word):
    with pytest.raises(SeminarError) as error:
        word(name)
    assert said in str(error.value)
    assert error.value._render_traceback_() == [str(error.value)]


def test_each_id_that_a_cell_lists_is_a_row_of_the_links():
    links = frame("row_facts")
    for name in NAMES:
        for column in (column for column in link_tables.RELATIONS if column in fields(name)):
            mine = links[(links["table"] == name) & (links["relation"] == column)]
            wanted = {
                (row.id, key) for row in evidence.rows(name) for key in row.cells.get(column, "").split(";") if key
            }
            assert set(zip(mine["row_id"], mine["fact_id"], strict=True)) == wanted, (name, column)
            assert len(mine) == len(wanted)


def test_each_source_of_a_fact_is_a_row_of_the_links_the_first_one_first():
    links = frame("fact_sources")
    for row in [row for row in evidence.facts().values() if "grade" in row.cells]:
        mine = links[links["fact_id"] == row.id].sort_values("order")
        assert list(mine["source_id"]) == [entry["id"] for entry in row.sources()]
        assert list(mine["order"]) == list(range(1, len(mine) + 1))


def test_a_join_by_links_loses_no_row_and_makes_no_other():
    coded = frame("headline_codes").merge(frame("row_facts"), left_index=True, right_on="row_id")
    joined = coded.merge(frame("headlines"), left_on="fact_id", right_index=True)
    assert len(joined) == len(frame("headlines")) == len(frame("headline_codes"))
    whole = frame("fact_sources").merge(frame("sources"), left_on="source_id", right_index=True)
    assert len(whole) == len(frame("fact_sources"))
    assert set(whole["fact_id"]) == set(facts().index)


def test_the_table_of_sources_says_what_the_bibliography_says():
    listed = frame("sources")
    for key, entry in sources().items():
        row = listed.loc[key]
        assert [row[name] for name in ("publisher", "type", "language")] == [
            entry[name] for name in ("publisher", "type", "language")
        ]
        parts = entry["issued"].get("date-parts", [[]])[0]
        assert [int(part) for part in str(row["issued"]).split("-")] == parts if parts else pd.isna(row["issued"])


def test_the_index_by_question_names_tables_and_columns_that_are_there():
    for one in dictionary():
        there = {column for name in one.tables for column in described(name)}
        assert set(one.columns) <= there, one.want
    page = (PACK / "data" / "README.md").read_text("utf-8")
    for name in NAMES:
        assert f'<a id="t-{name}"></a>' in page
    assert set(re.findall(r"\(#t-(\w+)\)", page)) == set(NAMES)
    for one in dictionary():
        assert f"| {one.want} | " in page


MOST_SIGNS, MOST_ROWS = 32_767, 1_048_576
"""What one cell and one sheet of a spreadsheet hold."""


@pytest.mark.parametrize("name", NAMES)
def test_a_spreadsheet_opens_a_table_whole(name):
    """No cell that it would cut, no row too many, nothing that it takes for a formula, and each row in one piece."""
    text = (PACK / "data" / resource(name)["path"]).read_bytes().decode("utf-8")
    table = list(csv.reader(io.StringIO(text, newline="")))
    assert len(table) <= MOST_ROWS
    assert {len(row) for row in table} == {len(fields(name))}
    assert "\x00" not in text
    assert len(table) == text.count("\n"), "a row on two lines is two rows for some"
    for cell in (cell for row in table for cell in row):
        assert len(cell) <= MOST_SIGNS
        assert not re.match(r"[=+@\t＝＋＠]|-(?!\d)", cell), f"a spreadsheet takes this for a formula: {cell}"


def test_pandas_reads_each_file_by_itself_with_all_its_rows(all_frames):
    for name, found in all_frames.items():
        read = pd.read_csv(PACK / "data" / resource(name)["path"])
        assert len(read) == len(found)


def test_frames_are_loaded_without_pandas_until_somebody_wants_one():
    code = "from seminar import frame, facts, columns\nimport sys\nprint('pandas' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"


def test_what_is_read_once_is_what_the_activities_share():
    assert evidence.frame("list_counts") is evidence.frame("list_counts")
    assert frames.frame("list_counts") is not frames.frame("list_counts")
