"""Tables made from others so that a join needs no cell with a list of ids in it: a line for each link.

``row_facts`` says which facts each row names, and as what; ``fact_sources`` which sources each fact rests on.
"""

from collections.abc import Iterable

from seminar.data.evidence import further_sources, read_rows
from seminar.data.package import Entry, fields, graded_tables, resources, sources
from seminar.files import csv_text

RELATIONS = ("facts", "counted", "also")
"""Columns that hold lists of ids of facts."""
SOURCES = "sources"
SOURCE_COLUMNS = ("id", "title", "publisher", "kind", "type", "issued", "language", "url")


def texts() -> dict[str, str]:
    """Path below ``data/`` → text of the two tables of links. Raises SeminarError where a table cannot be read."""
    return {
        "evidence/row_facts.csv": csv_text(("row_id", "table", "relation", "fact_id"), _row_facts()),
        "evidence/fact_sources.csv": csv_text(("fact_id", "source_id", "order"), _fact_sources()),
    }


def source_list() -> str:
    """The text of ``data/evidence/sources.csv``: each source in a line, to be joined."""
    return csv_text(SOURCE_COLUMNS, _sources())


def _row_facts() -> Iterable[tuple[str, ...]]:
    for name in resources():
        for column in (column for column in RELATIONS if column in fields(name)):
            for row in read_rows(name):
                keys = filter(None, row.cells.get(column, "").split(";"))
                yield from ((row.id, name, column, key) for key in dict.fromkeys(keys))


def _fact_sources() -> Iterable[tuple[str, str, int]]:
    for name in graded_tables():
        for row in read_rows(name):
            keys = dict.fromkeys([row.cells["source_id"], *further_sources()[row.id]])
            yield from ((row.id, key, place) for place, key in enumerate(keys, 1))


def _sources() -> Iterable[tuple[str, ...]]:
    for key, entry in sorted(sources().items()):
        kind = entry.get("custom", {}).get("kind", "")  # what an entry lacks is told with all other problems
        said = [entry.get(part, "") for part in ("language", "URL")]
        yield (key, entry["title"], entry.get("publisher", ""), kind, entry.get("type", ""), _issued(entry), *said)


def _issued(entry: Entry) -> str:
    parts = entry.get("issued", {}).get("date-parts", [[]])[0]
    return "-".join(f"{part:02}" for part in parts)
