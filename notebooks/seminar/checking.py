"""Whether the data keep the package's own rules; each problem names the file, row, column and what was expected.

A page checks a table when it loads it (``read``); authors check everything with ``python -m seminar data``. Rows are
counted as a spreadsheet counts them: the column heads are row 1.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from seminar.errors import SeminarError
from seminar.package import damaged, evidence_tables, fields, read_text, resource, resources, sources

Record = dict[str, Any]
"""One row: column → typed value, filled cells only."""


def _day(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError
    return date.fromisoformat(text)


def _year(text: str) -> int:
    if not re.fullmatch(r"\d{4}", text):
        raise ValueError
    return int(text)


def _whole(text: str) -> int:
    if not re.fullmatch(r"-?\d+", text):
        raise ValueError
    return int(text)


_TYPES: dict[str, tuple[Callable[[str], object], str]] = {
    "string": (str, "text"),
    "integer": (_whole, "a whole number without separators or unit, such as 17460000"),
    "number": (float, "a number with a decimal point, such as 0.5"),
    "year": (_year, "a year of four digits"),
    "date": (_day, "a day such as 2019-03-04"),
}


def _value(text: str, field: dict[str, Any]) -> object:
    """*text* as the type of its *field*. Raises ValueError that says what was expected."""
    convert, expected = _TYPES[field["type"]]
    rules = field.get("constraints", {})
    try:
        value = convert(text)
    except ValueError:
        raise ValueError(expected) from None
    if text not in rules.get("enum", [text]):
        raise ValueError("one of: " + ", ".join(rules["enum"]))
    if "pattern" in rules and not re.fullmatch(rules["pattern"], text):
        raise ValueError(f"something of the form {rules['pattern']}")
    if "minimum" in rules and value < rules["minimum"]:
        raise ValueError(f"at least {rules['minimum']}")
    return text if field["type"] == "date" else value


def _rows(name: str) -> Iterator[tuple[int, list[str]]]:
    """Row number and cells of each row of the table *name*. Raises SeminarError for a file with other columns."""
    path, expected = resource(name)["path"], list(fields(name))
    lines = csv.reader(io.StringIO(read_text(path), newline=""))
    head = next(lines, [])
    if head != expected:
        other = next((sign for sign in ";\t|" if sign in head[0]), None) if len(head) == 1 else None
        found = f"separates its cells with “{other}”; expected commas" if other else _other_columns(head, expected)
        raise damaged(f"{path}, row 1", f"{found}. Save it again as CSV with commas")
    yield from ((number, cells) for number, cells in enumerate(lines, 2))


def _other_columns(head: list[str], expected: list[str]) -> str:
    missing, strange = [c for c in expected if c not in head], [c for c in head if c not in expected]
    parts = [f"lacks the columns {', '.join(missing)}"] if missing else []
    parts += [f"has the unknown columns {', '.join(strange)}"] if strange else []
    return " and ".join(parts) or f"has its columns in another order; expected {', '.join(expected)}"


def _table(name: str) -> tuple[list[Record], list[str]]:
    """The records of the table *name* and what is wrong with them."""
    path, described = resource(name)["path"], fields(name)
    records, problems, seen = [], [], {column: {} for column in described}
    for number, cells in _rows(name):
        place = f"data/{path}, row {number}"
        if len(cells) != len(described):
            problems.append(f"{place}: {len(cells)} cells; expected {len(described)}.")
            continue
        record: Record = {}
        for (column, field), text in zip(described.items(), cells, strict=True):
            rules = field.get("constraints", {})
            if not text:
                if rules.get("required"):
                    problems.append(f"{place}, column {column}: empty; expected {_TYPES[field['type']][1]}.")
                continue
            try:
                record[column] = _value(text, field)
            except ValueError as error:
                problems.append(f"{place}, column {column}: “{text}”; expected {error}.")
            if rules.get("unique") and (first := seen[column].setdefault(text, number)) != number:
                problems.append(f"{place}, column {column}: “{text}” stands in row {first} too; expected it once.")
        records.append(record)
    return records, problems


def read(name: str) -> list[Record]:
    """The records of the table *name*. Raises SeminarError for an unknown table and for the first problem in it."""
    records, problems = _table(name)
    if problems:
        raise SeminarError(f"{problems[0]} Mend that cell, or take a fresh copy of the file from the pack.")
    return records


def package_problems(today: date) -> list[str]:
    """What is wrong with the whole package, a sentence each; nothing if all is well. *today*: no date lies after it."""
    tables: dict[str, list[Record]] = {}
    problems: list[str] = []
    for name in resources():
        try:
            tables[name], found = _table(name)
        except SeminarError as error:
            problems.append(str(error))
        else:
            problems += found
    for name, records in tables.items():
        problems += [*_units(name), *_dangling(name, records, tables)]
    return problems + _evidence(tables, today) + _sources(tables.get("publishers", []), today)


def _units(name: str) -> Iterator[str]:
    """Every number of evidence has its unit: in its field, or in a column that lists the units it may have."""
    if name not in evidence_tables():
        return
    for column, field in fields(name).items():
        if field["type"] in ("integer", "number") and not field.get("unit"):
            yield f"data/datapackage.json, table {name}, column {column}: no unit; expected one."
        if "unit_of" in field and "enum" not in field.get("constraints", {}):
            yield f"data/datapackage.json, table {name}, column {column}: expected a list of the units it may hold."


def _dangling(name: str, records: list[Record], tables: dict[str, list[Record]]) -> Iterator[str]:
    for key in resource(name)["schema"].get("foreignKeys", []):
        column, target = key["fields"], key["reference"]
        known = {record.get(target["fields"]) for record in tables.get(target["resource"] or name, [])}
        for number, record in enumerate(records, 2):
            if column in record and record[column] not in known:
                yield (
                    f"data/{resource(name)['path']}, row {number}, column {column}: “{record[column]}”; "
                    f"expected an id of the table {target['resource']}."
                )


def _evidence(tables: dict[str, list[Record]], today: date) -> list[str]:
    """Ids are unique over all tables of evidence, what a row rests on exists, and no date lies in the future."""
    problems, home = [], {}
    placed = [
        (f"data/{resource(name)['path']}, row {number}", name, record)
        for name in evidence_tables()
        for number, record in enumerate(tables.get(name, []), 2)
    ]
    for place, name, record in placed:
        if (first := home.setdefault(record.get("id"), name)) != name:
            problems.append(f"{place}, column id: “{record.get('id')}” is in the table {first} too; expected it once.")
    for place, _, record in placed:
        for column in ("facts", "also"):
            for fact_id in filter(None, record.get(column, "").split(";")):
                if fact_id not in home:
                    problems.append(f"{place}, column {column}: “{fact_id}”; expected the id of a fact.")
        if record.get("as_of", "") > today.isoformat():
            problems.append(
                f"{place}, column as_of: {record['as_of']} lies in the future; expected a day up to {today}."
            )
        if "recheck_by" in record and record["recheck_by"] <= record.get("as_of", ""):
            problems.append(f"{place}, column recheck_by: {record['recheck_by']}; expected a day after as_of.")
    known = set(home)
    for number, record in enumerate(tables.get("row_sources", []), 2):
        if record.get("row_id") not in known:
            problems.append(
                f"data/evidence/row_sources.csv, row {number}, column row_id: “{record.get('row_id')}”; "
                "expected the id of a fact."
            )
    return problems


def _sources(publishers: list[Record], today: date) -> list[str]:
    """Each source says who issued what, when and in which language; none is of the future; links lead to publishers."""
    problems = []
    own = {(record["host"], record["publisher"]) for record in publishers}
    for key, entry in sources().items():
        place = f"data/sources.json, source {key}"
        lacking = [
            part for part in ("type", "title", "publisher", "issued", "language", "custom") if not entry.get(part)
        ]
        if lacking:
            problems.append(f"{place}: lacks {', '.join(lacking)}.")
            continue
        parts = entry["issued"].get("date-parts", [[0]])[0]
        if tuple(parts) > (today.year, today.month, today.day)[: len(parts)]:
            problems.append(f"{place}: issued {parts} lies in the future; expected a day up to {today}.")
        host = (urlsplit(entry.get("URL", "")).hostname or "").removeprefix("www.")
        if "URL" in entry and (host, entry["publisher"]) not in own:
            problems.append(
                f"{place}: links to {host}; expected a host that data/evidence/publishers.csv gives to "
                f"{entry['publisher']}. Cite a copy without a link."
            )
    return problems
