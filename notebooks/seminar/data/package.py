"""What the data package describes: tables, fields, sources; and the notebooks. Nothing here changes a file.

``data/datapackage.json`` describes every table (Frictionless Data Package); ``data/sources.json`` is the bibliography
(CSL-JSON).
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from seminar.errors import SeminarError
from seminar.files import pack_folder
from seminar.surroundings import LAB, pages_made

Entry = dict[str, Any]
"""One source, as CSL-JSON."""

asked: dict[str, set[str]] = {"files": set(), "tables": set(), "facts": set()}
"""What was asked of the data since the program began: files below ``data/``, names of tables, ids of facts. A build
learns from it which pages a change concerns."""


def read_text(path: str) -> str:
    """The text of the data file at *path* below ``data/``.

    Raises SeminarError if it is missing or not plain UTF-8; the row of the first wrong byte is named.
    """
    asked["files"].add(path)
    try:
        raw = (pack_folder() / "data" / path).read_bytes()
    except OSError as error:
        raise SeminarError(
            f"The file data/{path} is missing or cannot be opened. Take a fresh copy of it from the pack. Your answers "
            "are not touched."
        ) from error
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise damaged(
            f"{path}, row 1", "begins with a byte order mark; expected plain UTF-8. Save it again as UTF-8 without"
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        raise damaged(f"{path}, row {row}", "is in another encoding; expected UTF-8. Save it again as UTF-8") from error


def damaged(place: str, what: str) -> SeminarError:
    """The error for a data file that cannot be used as it is: *place* is its path, and the row if that is known.

    *what* ends with how to mend it in place.
    """
    return SeminarError(
        f"The file data/{place} {what}; or take a fresh copy from the pack. Your answers are not touched."
    )


def _read_json(path: str) -> Any:
    try:
        return json.loads(read_text(path))
    except ValueError as error:
        raise damaged(path, f"is not valid JSON ({error}). Mend that line") from error


@cache
def package() -> dict[str, Any]:
    """The description of the whole data package."""
    return _read_json("datapackage.json")


@cache
def resources() -> dict[str, dict[str, Any]]:
    """Name → description of each table, as in the data package."""
    return {resource["name"]: resource for resource in package()["resources"]}


@cache
def sources() -> dict[str, Entry]:
    """Id → CSL-JSON entry of each source."""
    return {entry["id"]: entry for entry in _read_json("sources.json")}


def resource(name: str) -> dict[str, Any]:
    """The description of the table *name*. Raises SeminarError for a name that is not in the package; lists those."""
    if name not in resources():
        raise SeminarError(f"There is no table “{name}”. The tables are: {', '.join(sorted(resources()))}.")
    return resources()[name]


def fields(name: str) -> dict[str, dict[str, Any]]:
    """Column → field description (title, unit, …) of the table *name*."""
    return {field["name"]: field for field in resource(name)["schema"]["fields"]}


def evidence_tables() -> list[str]:
    """The names of the tables whose rows are evidence, in the order of the package.

    A row of such a table either has a source and a grade of its own (a fact) or names the facts that it rests on.
    """
    return [
        name
        for name, described in resources().items()
        if described["path"].startswith("evidence/") and {"grade", "facts"} & set(fields(name))
    ]


def graded_tables() -> list[str]:
    """Those of them whose rows are facts: each has a source and a grade of its own."""
    return [name for name in evidence_tables() if "grade" in fields(name)]


def notebooks() -> list[Path]:
    """The notebooks of the course in order: those whose name begins with a number.

    Where several have the same one, only that which a build made: the others are a reader's own, or of an older pack.
    """
    made = pages_made(pack_folder())
    found = sorted((pack_folder() / "notebooks").glob("[0-9][0-9]-*.ipynb"))
    return [path for path in found if made.get(path.name[:2], path) == path]


def lab_notebook() -> Path:
    """The data lab, which is no notebook of the course."""
    return pack_folder() / "notebooks" / LAB


def chosen(numbers: list[str]) -> list[Path]:
    """The notebooks of those *numbers* ("07"), or all. Raises SeminarError for a number that none has."""
    by_number = {path.name[:2]: path for path in notebooks()}
    unknown = [number for number in numbers if number not in by_number]
    if unknown:
        raise SeminarError(f"There is no notebook {', '.join(unknown)}. There are: {', '.join(by_number)}.")
    return [by_number[number] for number in numbers or by_number]


def notebook_cells(number: str) -> list[dict[str, Any]]:
    """The cells of the notebook of that number ("07"), as in its file. Raises SeminarError where there is none."""
    found = {path.name[:2]: path for path in notebooks()}
    if number not in found:
        raise SeminarError(f"There is no notebook “{number}”. There are: {', '.join(found)}.")
    return json.loads(found[number].read_text("utf-8"))["cells"]


def stored_sources(number: str) -> dict[str, str]:
    """Cell id → source, of the page of that number as it lies in the pack. Raises SeminarError where there is none."""
    return {cell["id"]: "".join(cell["source"]) for cell in notebook_cells(number)}
