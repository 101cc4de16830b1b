"""The data package as tables that know their sources.

``data/datapackage.json`` describes every table (Frictionless Data Package); ``data/sources.json`` is the bibliography
(CSL-JSON). Nothing here changes a file.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from seminar.errors import SeminarError

GRADES = {
    "A": "primary source",
    "B": "independent secondary source",
    "C": "single, interested or copied source",
}
PROVENANCE = ("source_id", "grade", "as_of", "recheck_by", "also", "caveat")
"""Columns that say where a row comes from; shown apart from what the row says."""

_DTYPES = {"integer": "Int64", "number": "float64", "year": "Int64"}


@cache
def pack_folder() -> Path:
    """The folder that holds ``data/`` and ``notebooks/``. Raises SeminarError where the pack was installed without."""
    folder = Path(__file__).resolve().parents[2]
    if not (folder / "data" / "datapackage.json").is_file():
        raise SeminarError(
            "The pack cannot find its data folder. Install it from its own folder with "
            "“pip install -r requirements.txt”, which ends with “-e .”, so that Python reads the pack where it stands."
        )
    return folder


def read_text(path: str) -> str:
    """The text of the data file at *path* below ``data/``. Raises SeminarError if it is missing or not UTF-8."""
    file = pack_folder() / "data" / path
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(path, "is missing or cannot be read as UTF-8 text") from error


def _damaged(path: str, what: str) -> SeminarError:
    return SeminarError(
        f"The file data/{path} {what}. Take a fresh copy of it from the pack; your answers are not touched."
    )


def _read_json(path: str) -> Any:
    try:
        return json.loads(read_text(path))
    except ValueError as error:
        raise _damaged(path, f"is not valid JSON ({error})") from error


@cache
def resources() -> dict[str, dict[str, Any]]:
    """Name → description of each table, as in the data package."""
    return {resource["name"]: resource for resource in _read_json("datapackage.json")["resources"]}


@cache
def sources() -> dict[str, dict[str, Any]]:
    """Id → CSL-JSON entry of each source."""
    return {entry["id"]: entry for entry in _read_json("sources.json")}


def fields(name: str) -> dict[str, dict[str, Any]]:
    """Column → field description (title, unit, …) of the table *name*."""
    return {field["name"]: field for field in resources()[name]["schema"]["fields"]}


def plain_numbers(name: str) -> set[str]:
    """The columns of the table *name* that hold whole numbers in one and the same unit."""
    mixed = {field.get("unit_of") for field in fields(name).values()}
    return {column for column, field in fields(name).items() if field["type"] == "integer" and column not in mixed}


@cache
def frame(name: str) -> pd.DataFrame:
    """The table *name*, typed by the data package and indexed by its ``id`` column where it has one.

    Raises SeminarError for a name that is not in the package (it lists those that are) or a damaged file.
    """
    if name not in resources():
        raise SeminarError(f"There is no table “{name}”. The tables are: {', '.join(sorted(resources()))}.")
    path, described = resources()[name]["path"], fields(name)
    read_text(path)
    dtypes = {column: _DTYPES.get(field["type"], "str") for column, field in described.items()}
    try:
        table = pd.read_csv(
            pack_folder() / "data" / path, dtype=dtypes, encoding="utf-8", index_col="id" if "id" in described else None
        )
    except ValueError as error:
        raise _damaged(path, f"is damaged ({error})") from error
    missing = set(described) - {"id", *table.columns}
    if missing:
        raise _damaged(path, f"lacks the columns {', '.join(sorted(missing))}")
    return table


@dataclass(frozen=True)
class Row:
    """One row of evidence: the *table* it stands in and its *cells* by column (only those that are filled)."""

    id: str
    table: str
    cells: dict[str, Any]

    def source(self) -> dict[str, Any]:
        """The CSL-JSON entry of the source that the row rests on most."""
        return sources()[self.cells["source_id"]]

    def sources(self) -> list[dict[str, Any]]:
        """The CSL-JSON entries of all sources of the row, the one it rests on most first."""
        further = frame("row_sources")
        ids = [self.cells["source_id"], *further.loc[further["row_id"] == self.id, "source_id"]]
        return [sources()[key] for key in ids]

    def said(self) -> dict[str, str]:
        """What the row says: column title → value with its unit, without the columns about provenance."""
        described = fields(self.table)
        shown = [column for column in self.cells if column not in PROVENANCE and "unit_of" not in described[column]]
        return {described[column]["title"]: self.written(column) for column in shown}

    def written(self, column: str) -> str:
        """The cell in *column* as it is printed: whole numbers with separators (years without), with its unit.

        A unit that changes from row to row stands in a column of its own, whose field names it with ``unit_of``.
        """
        value = self.cells.get(column)
        if value is None:
            return "not reported"
        field = fields(self.table)[column]
        text = f"{value:,}" if field["type"] in ("integer", "number") else str(value)
        units = [
            self.cells.get(name, "") for name, other in fields(self.table).items() if other.get("unit_of") == column
        ]
        return " ".join([text, *units]).strip()


def rows(name: str) -> list[Row]:
    """Every row of the table *name*, in the order of the file."""
    return [Row(str(key), name, dict(cells.dropna())) for key, cells in frame(name).astype(object).iterrows()]


def evidence_tables() -> list[str]:
    """The names of the tables whose rows are evidence, in the order of the package."""
    return [
        name
        for name, resource in resources().items()
        if resource["path"].startswith("evidence/") and "grade" in fields(name)
    ]


@cache
def facts() -> dict[str, Row]:
    """Fact id → row, over all tables of evidence."""
    return {row.id: row for name in evidence_tables() for row in rows(name)}


def fact(fact_id: str) -> Row:
    """The row of *fact_id*. Raises SeminarError for an id that is in no table."""
    if fact_id not in facts():
        raise SeminarError(
            f"There is no fact “{fact_id}”. Fact ids look like {next(iter(facts()))}; all stand in sources.ipynb."
        )
    return facts()[fact_id]
