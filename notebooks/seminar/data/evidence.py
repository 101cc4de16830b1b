"""The evidence as rows and tables that know their sources.

A row is a *fact* (it has a source, a grade and dates of its own) or a *coding*: a step, a cell of a matrix, a rendering
that rests on facts and names them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from seminar.data import checking
from seminar.data.package import Entry, asked, evidence_tables, fields, sources
from seminar.errors import SeminarError
from seminar.numbers import day

if TYPE_CHECKING:
    import pandas as pd

GRADES = {
    "A": "primary source",
    "B": "independent secondary source",
    "C": "single, interested or copied source",
}
SILENT = "the source does not say"
"""What stands where a fact has nothing on a question."""
PROVENANCE = ("source_id", "grade", "as_of", "recheck_by", "also", "caveat", "facts", "counted", "note")
"""Columns that say where a row comes from; shown apart from what the row says."""

ISO_DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
"""The pattern of columns that hold a date as far as it is known."""
_DTYPES = {"integer": "Int64", "number": "float64", "year": "Int64"}


def plain_numbers(name: str) -> set[str]:
    """The columns of the table *name* that hold whole numbers in one and the same unit."""
    mixed = {field.get("unit_of") for field in fields(name).values()}
    return {column for column, field in fields(name).items() if field["type"] == "integer" and column not in mixed}


@cache
def frame(name: str) -> "pd.DataFrame":
    """The table *name* as it stands in its file, typed by the data package and indexed by its ``id`` where it has one.

    It is read once and shared by the activities, so nobody changes it; ``data.frames.frame`` gives a reader's own.

    Raises SeminarError for a name that is not in the package (it lists those that are) or a damaged file.
    """
    import pandas as pd  # here, because most pages use no frame, and it takes longer than all the rest

    asked["tables"].add(name)
    cells = [row.cells for row in read_rows(name)]
    found = {
        column: pd.array([record.get(column) for record in cells], dtype=_DTYPES.get(field["type"], "str"))
        for column, field in fields(name).items()
    }
    index = pd.Index(found.pop("id"), name="id") if "id" in found else None
    return pd.DataFrame(found, index)


@dataclass(frozen=True)
class Row:
    """One row of evidence: the *table* it stands in and its *cells* by column (only those that are filled)."""

    id: str
    table: str
    cells: dict[str, Any]

    def address(self) -> str:
        """Where the row stands, seen from a notebook of the course: "sources/face_trials.md#f-T020"."""
        return f"sources/{self.table}.md#{self.id}"

    def rests_on(self) -> list["Row"]:
        """The facts that the row rests on: itself if it is one. Empty for a coding that no source covers."""
        if "source_id" in self.cells:
            return [self]
        return [fact(key) for key in self.cells.get("facts", "").split(";") if key]

    def sources(self) -> list[Entry]:
        """The CSL-JSON entries of all sources of the row, the one it rests on most first."""
        if "source_id" in self.cells:
            found = [sources()[key] for key in (self.cells["source_id"], *further_sources()[self.id])]
        else:
            found = [entry for row in self.rests_on() for entry in row.sources()]
        return list({entry["id"]: entry for entry in found}.values())

    def said(self) -> dict[str, str]:
        """What the row says: column title → value with its unit, without the columns about provenance."""
        described = fields(self.table)
        hidden = {"id", *PROVENANCE}
        shown = [column for column in self.cells if column not in hidden and "unit_of" not in described[column]]
        return {described[column]["title"]: self.written(column) for column in shown}

    def written(self, column: str) -> str:
        """The cell in *column* as it is printed: whole numbers with separators (years without), with its unit.

        A unit that changes from row to row stands in a column of its own, whose field names it with ``unit_of``.
        """
        value = self.cells.get(column)
        if value is None:
            return "not reported"
        field = fields(self.table)[column]
        text = f"{value:,}".removesuffix(".0") if field["type"] in ("integer", "number") else str(value)
        if field["type"] == "date" or field.get("constraints", {}).get("pattern") == ISO_DATE:
            text = day(text)
        return " ".join([text, *self._own_unit(column)])

    def _own_unit(self, column: str) -> list[str]:
        """The unit of the cell in *column* where it changes from row to row: "refusals, cumulative"."""
        names = [name for name, field in fields(self.table).items() if field.get("unit_of") == column]
        parts = [self._part_of_unit(name) for name in names if self.cells.get(name)]
        return [", ".join(parts)] if parts else []

    def _part_of_unit(self, name: str) -> str:
        """The cell in the column *name* as a part of a unit; what a source does not say is said with that name."""
        cell = str(self.cells[name])
        return f"{name} not said" if cell == "not said" else cell

    def unit(self, column: str) -> str:
        """The unit of the number in *column*, of this row or of the whole column."""
        return next(iter(self._own_unit(column)), fields(self.table)[column].get("unit", ""))


def is_fact(row: Row) -> bool:
    """Whether a row has a cell of its own on the page of sources: facts and what is calculated from them."""
    return row.id.startswith("f-")


def one_unit(shown: list[Row], column: str) -> str:
    """The unit that all rows share in *column*, so that one chart may hold them.

    Where the field names columns that must be ``alike`` (what a share is a share of), the rows must share these too.
    Raises SeminarError if they differ, or if a row does not say.
    """
    alike = fields(shown[0].table)[column].get("alike", [])
    counted = {(row.unit(column), *(row.cells.get(name, f"no {name}") for name in alike)) for row in shown}
    silent = any(name not in row.cells for row in shown for name in alike)
    if len(counted) != 1 or silent:
        different = "; ".join(sorted(", ".join(map(str, parts)) for parts in counted))
        raise SeminarError(
            f"These rows count different things ({different}), so they cannot stand in one chart. "
            "Choose rows of one unit."
        )
    return counted.pop()[0]


@cache
def further_sources() -> defaultdict[str, list[str]]:
    """Row id → ids of the sources it rests on besides its first."""
    further = defaultdict(list)
    for record in checking.read("row_sources"):
        further[record["row_id"]].append(record["source_id"])
    return further


@cache
def read_rows(name: str) -> list[Row]:
    """``rows`` without a note in ``asked``."""
    return [Row(record.get("id", ""), name, record) for record in checking.read(name)]


def rows(name: str) -> list[Row]:
    """Every row of the table *name*, in the order of the file. Raises SeminarError as ``frame`` does."""
    asked["tables"].add(name)
    return read_rows(name)


def rows_by(key: Callable[[Row], str], rows: Iterable[Row]) -> dict[str, list[Row]]:
    """What *key* makes of the rows → those of which it makes that, in the order in which they come first."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


@cache
def read_facts() -> dict[str, Row]:
    """``facts`` without a note in ``asked``."""
    return {row.id: row for name in evidence_tables() for row in read_rows(name)}


def facts() -> dict[str, Row]:
    """Id → row, over all tables of evidence."""
    asked["tables"].update(evidence_tables())
    return read_facts()


def fact(fact_id: str) -> Row:
    """The row of evidence with that id. Raises SeminarError for an id that is in no table."""
    asked["facts"].add(fact_id)
    if fact_id not in read_facts():
        raise SeminarError(
            f"There is no fact “{fact_id}”. Fact ids look like {next(iter(read_facts()))}; sources.md leads to them "
            "all."
        )
    return read_facts()[fact_id]


def forget() -> None:
    """Read every table anew from now on: some were written."""
    for cached in (frame, further_sources, read_rows, read_facts):
        cached.cache_clear()
