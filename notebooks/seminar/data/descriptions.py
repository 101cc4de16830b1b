"""``data/datapackage.json`` from the short files in ``data/tables/``: one a table, and what tables share.

``package.yaml`` holds what the whole data package says of itself and the order of its tables, ``fragments.yaml`` the
columns that stand in many of them. Readers get the JSON alone, which Frictionless knows and Python reads quickly.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal

from seminar.commands import seminar
from seminar.data import package, typed_yaml
from seminar.data.typed_yaml import Entries, Form
from seminar.errors import SeminarError
from seminar.files import write

FOLDER, MADE = "tables", "datapackage.json"

Text = Annotated[str, Form(r"(?s).*\S.*", "a text")]
Name = Annotated[str, Form("[a-z][a-z0-9_]*", "small letters, digits and “_”, such as face_trials")]


@dataclass(frozen=True)
class Column:
    """A column; what it leaves out it takes from the fragment that it is *like*. Its *type* is string if none is given.

    *unit_of* names the column whose units it holds, *alike* those that must be equal where two rows are compared,
    *id_in* the table whose ids it holds.
    """

    like: Name | None = None
    title: Text | None = None
    type: Literal["string", "integer", "number", "year", "date"] | None = None
    description: Text | None = None
    unit: Text | None = None
    unit_of: Name | None = None
    alike: tuple[Name, ...] | None = None
    id_in: Name | None = None
    required: bool | None = None
    unique: bool | None = None
    enum: tuple[Text, ...] | None = None
    pattern: Text | None = None
    minimum: int | None = None
    maximum: int | None = None

    def given(self) -> dict[str, Any]:
        """What the file says of the column, in the order of the fields above."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in said.items()
            if value is not None
        }


RULES = ("required", "unique", "enum", "pattern", "minimum", "maximum")


@dataclass(frozen=True)
class Table:
    """A table in a *folder* of ``data/``; at the end it has the columns of the group that it *ends* with.

    One that nobody writes by hand says what it is *made_from*. One that *compares* countries names the column by which
    it does, and those that hold its *answers*, and says whether its places stay *apart* (``seminar.data.balance``).
    """

    title: Text
    description: Text
    purpose: Text
    collected: Text
    limits: Text
    folder: Literal["evidence", "invented"]
    columns: Annotated[Mapping[Name, Column], Entries(1)]
    ends: Name | None = None
    made_from: Text | None = None
    compares: Name | None = None
    answers: tuple[Name, ...] | None = None
    apart: bool = False
    key: tuple[Name, ...] = ("id",)


@dataclass(frozen=True)
class Fragments:
    """What tables share: *columns*, and *groups* of them under one name."""

    columns: Mapping[Name, Column]
    groups: Mapping[Name, tuple[Name, ...]]


@dataclass(frozen=True)
class Licence:
    """A licence: its *name* (SPDX), its *title*, and the address of its text."""

    name: Text
    title: Text
    path: Text


@dataclass(frozen=True)
class Package:
    """What the data package says of itself, and the names of its *tables* in order."""

    name: Text
    title: Text
    description: Text
    licenses: tuple[Licence, ...]
    how_to_read: Text
    tables: tuple[Name, ...]


def text() -> str:
    """The text of ``data/datapackage.json``. Raises SeminarError with the file for the first problem in one."""
    whole, shared = _read("package", Package), _read("fragments", Fragments)
    _same_tables(whole)
    head = {name: getattr(whole, name) for name in ("name", "title", "description")}
    licences = [{field.name: getattr(one, field.name) for field in fields(one)} for one in whole.licenses]
    resources = [_resource(name, read_table(name), shared, whole) for name in whole.tables]
    made = {**head, "licenses": licences, "how_to_read": whole.how_to_read, "resources": resources}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def read_table(name: str) -> Table:
    """What the file of the table *name* says. Raises SeminarError for a file that is missing or damaged."""
    return _read(name, Table)


def _read(name: str, kind: Any) -> Any:
    return typed_yaml.read(f"{FOLDER}/{name}.yaml", kind)


def _same_tables(whole: Package) -> None:
    """Raise SeminarError for a file of a table that ``package.yaml`` does not name."""
    there = {path.stem for path in (package.pack_folder() / "data" / FOLDER).glob("*.yaml")}
    for name in sorted(there - {"package", "fragments", *whole.tables}):
        raise _wrong(
            "package", "tables", f"“{name}” is missing, although there is a file {name}.yaml; expected it once"
        )


def _wrong(name: str, place: str, what: str) -> SeminarError:
    return SeminarError(f"data/{FOLDER}/{name}.yaml, {place}: {what}. {typed_yaml.MEND}")


def _resource(name: str, table: Table, shared: Fragments, whole: Package) -> dict[str, Any]:
    """A table as Frictionless describes it."""
    columns = dict(_columns(name, table, shared))
    for column, said in columns.items():
        _known(name, f"column {column}, field id_in", [said["id_in"]] if "id_in" in said else [], whole.tables)
        others = [*said.get("alike", []), *([said["unit_of"]] if "unit_of" in said else [])]
        _known(name, f"column {column}, fields unit_of and alike", others, columns)
    _known(name, "key", table.key, columns)
    _known(name, "compares", [table.compares] if table.compares else [], columns)
    _known(name, "answers", table.answers or [], columns)
    if bool(table.compares) != bool(table.answers):
        raise _wrong(name, "compares, answers", "one of the two is missing; expected both or neither")
    keys = [
        {"fields": column, "reference": {"resource": said["id_in"], "fields": "id"}}
        for column, said in columns.items()
        if "id_in" in said
    ]
    return {
        "name": name,
        "type": "table",
        **{part: getattr(table, part) for part in ("title", "description", "purpose", "collected", "limits")},
        **({"made_from": table.made_from} if table.made_from else {}),
        **({"compares": table.compares, "answers": list(table.answers)} if table.compares and table.answers else {}),
        **({"apart": True} if table.apart else {}),
        "path": f"{table.folder}/{name}.csv",
        **{"scheme": "file", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"},
        "schema": {
            "fields": [_field(column, said) for column, said in columns.items()],
            "primaryKey": table.key[0] if len(table.key) == 1 else list(table.key),
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _known(name: str, place: str, given: Any, known: Any) -> None:
    for one in given:
        if one not in known:
            raise _wrong(name, place, f"“{one}”; expected one of: {', '.join(known)}")


def _columns(name: str, table: Table, shared: Fragments) -> Iterator[tuple[str, dict[str, Any]]]:
    """Column → what is said of it, with what it takes from a fragment, and then the columns of the last group."""
    _known(name, "ends", [table.ends] if table.ends else [], shared.groups)
    for column, own in table.columns.items():
        yield column, _whole(name, column, own, shared)
    for column in shared.groups[table.ends] if table.ends else ():
        if column in table.columns:
            raise _wrong(name, f"column {column}", f"it is in the group “{table.ends}” too; expected it once")
        _known("fragments", f"group {table.ends}", [column], shared.columns)
        yield column, _whole("fragments", column, shared.columns[column], shared)


def _whole(name: str, column: str, own: Column, shared: Fragments) -> dict[str, Any]:
    _known(name, f"column {column}, field like", [own.like] if own.like else [], shared.columns)
    said = {**(shared.columns[own.like].given() if own.like else {}), **own.given()}
    if "title" not in said:
        raise _wrong(name, f"column {column}", "the field “title” is missing; expected a text")
    return said


def _field(column: str, said: dict[str, Any]) -> dict[str, Any]:
    """A column as Frictionless describes it."""
    rules = {rule: said[rule] for rule in RULES if rule in said}
    made = {"name": column, "type": said.get("type", "string"), "title": said["title"]}
    made |= {part: said[part] for part in ("description", "unit", "unit_of", "alike") if part in said}
    return made | ({"constraints": rules} if rules else {})


def is_stale() -> bool:
    """Whether ``data/datapackage.json`` is not what ``data/tables/`` says. Raises SeminarError as ``text`` does."""
    return package.read_text(MADE) != text()


def problems() -> list[str]:
    """What is wrong with the files in ``data/tables/``, or that ``data/datapackage.json`` is not what they say."""
    try:
        stale = is_stale()
    except SeminarError as error:
        return [str(error)]
    return [f"data/{MADE} is not what data/{FOLDER}/ says. Write there, then “{seminar('build')}”."] * stale


def refresh() -> bool:
    """Write ``data/datapackage.json`` if it is not what ``data/tables/`` says; what reads it now reads the new one.

    Says whether it was written. Raises SeminarError as ``text`` does, and then writes nothing.
    """
    made = text()
    if package.read_text(MADE) == made:
        return False
    write(package.pack_folder() / "data" / MADE, made)
    for cache in (package.package, package.resources):
        cache.cache_clear()
    return True
