"""Whether the data keep the package's own rules; each problem names the file, row, column and what was expected.

A page checks a table, or a file of records, when it loads it; authors check everything with ``python -m seminar data``.
Rows are counted as a spreadsheet counts them: the column heads are row 1.
"""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from seminar.data import citations, descriptions, records
from seminar.data.package import (
    damaged,
    evidence_tables,
    fields,
    notebook_cells,
    notebooks,
    read_text,
    resource,
    resources,
    sources,
)
from seminar.errors import SeminarError

T = TypeVar("T")
Cells = dict[str, Any]
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
    "date": (_day, "a day of the calendar such as 2019-03-04"),
}


def _shown(text: str) -> str:
    """*text* as a problem names it."""
    return f"“{text}”" if len(text) <= 60 else f"“{text[:60]}…” ({len(text)} signs)"


_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def _strange(text: str) -> str:
    """What stands in a cell that no table holds."""
    found = _CONTROL.search(text)
    if found:
        return f"the sign U+{ord(found[0]):04X} stands in it; expected text on one line"
    return 'one quote mark (") without its partner; expected two, or none'


def _reader(field: dict[str, Any]) -> Callable[[str], object]:
    """What reads a cell that is filled as the type of its *field*. It raises ValueError that says what was expected."""
    convert, expected = _TYPES[field["type"]]
    rules = field.get("constraints", {})
    one_of, pattern = rules.get("enum"), re.compile(rules.get("pattern", r"(?s).*"))
    least, kept = rules.get("minimum"), field["type"] == "date"

    def read(text: str) -> object:
        try:
            value: Any = convert(text)
        except ValueError:
            raise ValueError(expected) from None
        if one_of is not None and text not in one_of:
            raise ValueError("one of: " + ", ".join(one_of))
        if not pattern.fullmatch(text):
            raise ValueError(f"something of the form {rules['pattern']}")
        if least is not None and value < least:
            raise ValueError(f"at least {least}")
        return text if kept else value

    return read if rules.get("unique") else cache(read)


def _rows(name: str, made: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """Row number and cells of each row of the table *name*; *made* counts in place of its file.

    Raises SeminarError for a file with other columns, and at a row with which no further one can be read.
    """
    path, expected = resource(name)["path"], list(fields(name))
    rows = _lines(path, read_text(path) if made is None else made)
    _, head = next(rows, (1, []))
    if head != expected:
        other = next((sign for sign in ";\t|" if sign in head[0]), None) if len(head) == 1 else None
        found = f"separates its cells with “{other}”; expected commas" if other else _other_columns(head, expected)
        raise damaged(f"{path}, row 1", f"{found}. Save it again as CSV with commas")
    yield from rows


def _lines(path: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Row number and cells of each row of the CSV file at *path*, which holds *text*.

    Raises SeminarError where a quote or the end is missing.
    """
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
            yield number, cells
    except csv.Error as error:
        quote = 'has a quote mark (") without its partner; expected one before and one after the cell'
        what = "has a cell that is far too long; expected a cell for each column" if "limit" in str(error) else quote
        raise damaged(f"{path}, row {number + 1}", f"{what}. Mend that row") from error
    if text and not text.endswith("\n"):
        raise damaged(
            f"{path}, row {number}", "is cut off; expected the end of a line after the last row. Mend that row"
        )


def _other_columns(head: list[str], expected: list[str]) -> str:
    missing, strange = [c for c in expected if c not in head], [c for c in head if c not in expected]
    twice = [column for column in dict.fromkeys(head) if head.count(column) > 1]
    parts = [f"lacks the columns {', '.join(missing)}"] if missing else []
    parts += [f"has the unknown columns {', '.join(strange)}"] if strange else []
    parts += [f"has the column {', '.join(twice)} twice; expected it once"] if twice else []
    return " and ".join(parts) or f"has its columns in another order; expected {', '.join(expected)}"


def _is_plain(field: dict[str, Any]) -> bool:
    """Whether any text fits the *field*: so it is with most cells, and reading them is quick."""
    return field["type"] == "string" and field.get("constraints", {}).keys() <= {"required"}


def _table(name: str, text: str | None = None) -> tuple[list[Cells], list[str]]:
    """The records of the table *name* and what is wrong with them; *text* counts in place of its file."""
    path, described = resource(name)["path"], fields(name)
    rules = {column: field.get("constraints", {}) for column, field in described.items()}
    required = {column for column in described if rules[column].get("required")}
    readers = {column: _reader(field) for column, field in described.items() if not _is_plain(field)}
    seen: dict[str, dict[str, int]] = {column: {} for column in described if rules[column].get("unique")}
    found, problems = [], []
    for number, cells in _rows(name, text):
        if len(cells) != len(described):
            more = ". A cell that holds a comma stands between quote marks" if len(cells) > len(described) else ""
            problems.append(f"data/{path}, row {number}: {len(cells)} cells; expected {len(described)}{more}.")
            continue
        record: Cells = {column: cell for column, cell in zip(described, cells, strict=True) if cell}
        lacking = required.difference(record)
        wrong = {column: f"empty; expected {_TYPES[described[column]['type']][1]}" for column in lacking}
        whole = "".join(cells)
        if '"' in whole or not whole.isprintable():
            strange = [column for column, cell in record.items() if cell.count('"') % 2 or _CONTROL.search(cell)]
            wrong |= {column: _strange(record.pop(column)) for column in strange}
        for column, before in seen.items():
            if column in record and (first := before.setdefault(record[column], number)) != number:
                wrong[column] = f"{_shown(record[column])} stands in row {first} too; expected it once"
        for column, convert in readers.items():
            if column in record:
                try:
                    record[column] = convert(record[column])
                except ValueError as error:
                    wrong[column] = f"{_shown(record.pop(column))}; expected {error}"
        if wrong:
            problems += [f"data/{path}, row {number}, column {one}: {wrong[one]}." for one in described if one in wrong]
        found.append(record)
    return found, problems


def read(name: str) -> list[Cells]:
    """The records of the table *name*. Raises SeminarError for an unknown table and for the first problem in it."""
    found, problems = _table(name)
    if problems:
        raise SeminarError(f"{problems[0]} Mend that cell, or take a fresh copy of the file from the pack.")
    return found


def package_problems(today: date, made: Mapping[str, str] = {}) -> list[str]:
    """What is wrong with the whole package, a sentence each; nothing if all is well. *today*: no date lies after it.

    Whether what one file names stands in another is looked at once all tables can be read.
    *made* (path below ``data/`` → text) counts in place of tables that are made from others and may be out of date.
    """
    tables: dict[str, list[Cells]] = {}
    problems, unread = descriptions.problems(), list[str]()
    for name in resources():
        try:
            tables[name], found = _table(name, made.get(resource(name)["path"]))
        except SeminarError as error:
            unread.append(str(error))
        else:
            unread += found
    for name in tables:
        problems += _units(name)
    problems = [*unread, *problems, *_dates(tables, today), *records.problems()]
    if unread:  # what such a row was named by would be told of healthy files
        return problems
    problems += _claims(tables)
    for name, cells in tables.items():
        problems += _dangling(name, cells, tables)
    problems += [*_evidence(tables), *_sources(tables["publishers"], today), *_named(tables)]
    return problems or [*citations.problems(tables)]  # which reads all files, and so needs them sound


def _units(name: str) -> Iterator[str]:
    """Every number of evidence has its unit: in its field, or in a column that lists the units it may have."""
    if name not in evidence_tables():
        return
    for column, field in fields(name).items():
        if field["type"] in ("integer", "number") and not field.get("unit"):
            yield f"data/tables/{name}.yaml, column {column}: no unit; expected one."
        if "unit_of" in field and "enum" not in field.get("constraints", {}):
            yield f"data/tables/{name}.yaml, column {column}: no enum; expected a list of the units it may hold."


def _dangling(name: str, cells: list[Cells], tables: dict[str, list[Cells]]) -> Iterator[str]:
    for key in resource(name)["schema"].get("foreignKeys", []):
        column, target = key["fields"], key["reference"]
        known = {record.get(target["fields"]) for record in tables.get(target["resource"] or name, [])}
        for number, record in enumerate(cells, 2):
            if column in record and record[column] not in known:
                yield (
                    f"data/{resource(name)['path']}, row {number}, column {column}: “{record[column]}”; "
                    f"expected an id of the table {target['resource']}."
                )


def _placed(tables: Mapping[str, list[Cells]]) -> Iterator[tuple[str, str, Cells]]:
    """Place, table and cells of each row of evidence."""
    for name in evidence_tables():
        for number, record in enumerate(tables.get(name, []), 2):
            yield f"data/{resource(name)['path']}, row {number}", name, record


def _dates(tables: Mapping[str, list[Cells]], today: date) -> Iterator[str]:
    """No date lies in the future, and a row is checked again after the day of its facts."""
    for place, _, record in _placed(tables):
        if record.get("as_of", "") > today.isoformat():
            yield f"{place}, column as_of: {record['as_of']} lies in the future; expected a day up to {today}."
        if "recheck_by" in record and record["recheck_by"] <= record.get("as_of", ""):
            yield f"{place}, column recheck_by: {record['recheck_by']}; expected a day after as_of."


def _evidence(tables: Mapping[str, list[Cells]]) -> list[str]:
    """Ids are unique over all tables of evidence and none is withheld; what a row rests on exists."""
    problems: list[str] = []
    home: dict[object, str] = {}
    placed, withheld = list(_placed(tables)), {record["row"]: record["reason"] for record in tables["withheld"]}
    for place, name, record in placed:
        if reason := withheld.get(record.get("id", "")):
            problems.append(
                f"{place}, column id: “{record['id']}” was {reason}; expected a row that was read at a source."
            )
        if (first := home.setdefault(record.get("id"), name)) != name:
            problems.append(f"{place}, column id: “{record.get('id')}” is in the table {first} too; expected it once.")
    for place, _, record in placed:
        for column in ("facts", "also", "counted"):
            for fact_id in filter(None, record.get(column, "").split(";")):
                if fact_id not in home:
                    problems.append(f"{place}, column {column}: “{fact_id}”; expected the id of a fact.")
    for number, record in enumerate(tables["row_sources"], 2):
        if record.get("row_id") not in home:
            problems.append(
                f"data/evidence/row_sources.csv, row {number}, column row_id: “{record.get('row_id')}”; "
                "expected the id of a fact."
            )
    return problems


NOT_ENOUGH = "Not enough evidence"
"""The verdict that says that somebody has searched."""


def _claims(tables: Mapping[str, list[Cells]]) -> Iterator[str]:
    """Each claim has words of the essay, listed in the ledger, and says what was searched where nothing was found."""
    ledger = {record.get("quote") for record in tables["quotes"] if record.get("kind") == "essay"}
    for number, record in enumerate(tables["claims"], 2):
        place = f"data/{resource('claims')['path']}, row {number} (claim {record.get('id')}), column"
        words = record.get("words", "")
        if not words:
            yield f"{place} words: empty; expected the words of the essay that decide how far the claim goes."
        elif words not in ledger:
            yield f"{place} words: “{words}”; expected words of the essay that data/evidence/quotes.csv lists."
        if NOT_ENOUGH in (record.get("verdict_2019"), record.get("verdict_now")) and "searched" not in record:
            yield f"{place} searched: empty; expected what was searched, since a verdict is “{NOT_ENOUGH}”."


def _named(tables: dict[str, list[Cells]]) -> Iterator[str]:
    """What the files of ``data/teaching/`` name is there: rows, tables, votes, opposite cases and cells."""
    read = dict(_readable(records.records, records.notebooks_with_records()))
    known = {name: {cells.get("id") for cells in found} for name, found in tables.items()}
    known["facts"] = {one for name in evidence_tables() for one in known.get(name, ())}
    known["tables"] = set(tables)
    known["tables that compare countries"] = {name for name in tables if "compares" in resource(name)}
    known["things"] = known["essay_things"] | known["claims"] | known["paragraphs"]
    known["cells"] = {key for found in read.values() for key in found}
    known["votes"] = {key for found in read.values() for key, one in found.items() if isinstance(one, records.Vote)}
    known["opposite cases"] = {
        key for found in read.values() for key, one in found.items() if isinstance(one, records.Steelman)
    }
    for number, found in read.items():
        for key, one in found.items():
            for field, names, kind in _names(one):
                place = f"data/teaching/{number}.yaml, record {key}, field {field}"
                yield from _unknown(place, names, kind, known)
    for _, task in _readable(lambda _: records.articles(), ["articles"]):
        facts = [*(one.fact for one in task.documents), *(one.key for one in task.questions)]
        yield from _unknown("data/teaching/articles.yaml", facts, "facts", known)
    for _, questions in _readable(lambda _: records.survey_questions(), ["survey"]):
        decide = [form.fact for one in questions for form in (one.A, one.B, one.C) if form.fact]
        yield from _unknown("data/teaching/survey.yaml", decide, "facts", known)
    for _, said in _readable(lambda _: records.scholars(), ["scholars"]):
        rest = [key for one in (*said.agreed, *said.sayable) for key in one.facts]
        yield from _unknown("data/teaching/scholars.yaml", rest, "facts", known)
        yield from _unknown("data/teaching/scholars.yaml", said.differ, "disagreements", known)
    for _, index in _readable(lambda _: records.dictionary(), ["dictionary"]):
        tables_named = [name for one in index for name in one.tables]
        yield from _unknown("data/teaching/dictionary.yaml", tables_named, "tables", known)
    for _, lab in _readable(lambda _: records.lab(), ["lab"]):
        tables_named = [name for task in lab.tasks().values() for name in task.tables.values()]
        yield from _unknown("data/teaching/lab.yaml", tables_named, "tables", known)
    for _, courses in _readable(lambda _: records.courses(), ["plans"]):
        sessions = [session for course in courses for session in course.plan]
        parts = [part for session in sessions for part in session.parts]
        cells = [key for part in parts if isinstance(part, records.Cells) for key in part.cells]
        cells += [key for part in parts if isinstance(part, records.Lesson) for key in (*part.without, *part.also)]
        cells += [key for session in sessions for key in session.after]
        cells += [key for course in courses for key in course.homework if "-" in key]
        yield from _unknown("data/teaching/plans.yaml", cells, "cells", known)
    for path in notebooks():
        for _, found in _readable(records.records, [path.name[:2]]):
            yield from sorted(_cells(path, found))


WITHOUT_RECORD = ("setup", "answers", "ready")
"""What the cells of a notebook may be that need no record."""


def _cells(path: Path, found: Mapping[str, records.Record]) -> Iterator[str]:
    """Each cell of the notebook at *path* has its record among those *found*, each record its cell, both one role."""
    wanted = {key: one.role for key, one in found.items() if not isinstance(one, records.Instructor)}
    tagged = {cell["id"]: " ".join(cell["metadata"].get("tags", [])) for cell in notebook_cells(path.name[:2])}
    roles = {key: tag for key, tag in tagged.items() if tag not in WITHOUT_RECORD and not key.endswith("-box")}
    teaching = f"data/teaching/{path.name[:2]}.yaml"
    for key in roles.keys() - wanted.keys():
        yield f"notebooks/{path.name}, cell {key}: there is no record of that id; expected one in {teaching}."
    for key in wanted.keys() - roles.keys():
        yield f"{teaching}, record {key}: there is no cell of that id; expected one in notebooks/{path.name}."
    for key in wanted.keys() & roles.keys():
        if roles[key] != wanted[key]:
            yield f"notebooks/{path.name}, cell {key}: has the tag “{roles[key]}”; expected “{wanted[key]}”."


def _readable(read: Callable[[str], T], names: Iterable[str]) -> Iterator[tuple[str, T]]:
    """Each of *names* with what is *read* under it, without those that cannot be read: that is told elsewhere."""
    for name in names:
        with suppress(SeminarError):
            yield name, read(name)


def _names(found: records.Record) -> list[tuple[str, Iterable[str], str]]:
    """Field, what it names, and of which kind that is."""
    return [("covers", getattr(found, "covers", ()), "things"), *_own_names(found)]


def _own_names(found: records.Record) -> list[tuple[str, Iterable[str], str]]:
    """As ``_names``, without what every record may name."""
    match found:
        case records.Steelman():
            return [("pair", [found.pair], "opposite cases")]
        case records.Vote():
            return [("revote_of", filter(None, [found.revote_of]), "votes"), ("claims", found.claims, "claims")]
        case records.Activity():
            cards = [card for one in found.verdicts for card in one.cards]
            vote, compared = filter(None, [found.vote]), filter(None, [found.compares])
            named = [("vote", vote, "votes"), ("claims", found.claims, "claims"), ("verdicts", cards, "facts")]
            return [*named, ("compares", compared, "tables that compare countries")]
        case records.Data():
            return [("file", [found.file], "tables"), ("rows_shown", found.rows_shown, found.file)]
        case records.Instructor():
            told = [key for step in found.run for key in (*step.cells, *step.needs)]
            return [("before", found.before, "cells"), ("run", told, "cells")]
        case _:
            return []


def _unknown(place: str, names: Iterable[str], kind: str, known: Mapping[str, Collection[object]]) -> Iterator[str]:
    """A sentence for each of *names* that is not known; a *kind* that is itself unknown is told elsewhere."""
    for name in names:
        if kind in known and name not in known[kind]:
            yield f"{place}: “{name}”; expected the name of one of the {kind}."


def _sources(publishers: list[Cells], today: date) -> list[str]:
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
