"""What a reader could see of one life through a set of files, at the end of a year.

Stands for: a person whose events are written into several files, each with its own keeper and readers. Formula: an
event is *seen* through a file if the file keeps it, the file has opened and not closed by the end of the year, the
event has happened, and the reader may read the file; if the rules on that reader are unclear, the cell is *unclear*,
which is neither yes nor no; if the reader may not read it, the cell is *shut*. A file whose opening year was not found
is filtered by no year. Source of years and access: data/evidence/file_types.csv; the events are invented. Leaves out:
who reads in practice, entries that are deleted, wrong entries, and one keeper who tells another.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

SEEN, UNCLEAR, SHUT = "seen", "unclear", "shut"
READERS = ("employer", "bank", "court", "police", "neighbour", "person")
"""Who may read a file; the last is the person whom it is about."""
FIRST, LAST = 1950, 2024
"""The years of the invented life."""
Row = Mapping[str, Any]
"""Column → value."""
_ACCESS = {"yes": SEEN, "unclear": UNCLEAR, "no": SHUT}


class Cell(NamedTuple):
    """An *event* that a *file* keeps, both by id, and the *state* in which it is for a reader."""

    event: str
    file: str
    state: str


def year_in(words: str) -> int | None:
    """The year with which *words* begin ("1958", "2006 (January)"), or None where no year was found."""
    found = re.match(r"\d{4}\b", words)
    return int(found[0]) if found else None


def is_open(file: Row, year: int) -> bool:
    """Whether a *file* ("opened" and "closed" in words) exists at the end of *year*; an unknown year shuts nothing."""
    opened, closed = year_in(file["opened"]), year_in(file["closed"])
    return (opened is None or opened <= year) and (closed is None or year < closed)


def cells(
    events: Mapping[str, Row], files: Mapping[str, Row], ticked: Collection[str], reader: str, year: int
) -> list[Cell]:
    """What the ticked and open files keep by the end of *year*, event by event and for each in the order of *files*.

    *events*: by id, with "year" and "files" (ids with ";"). *files*: by id, with "opened", "closed" and a column for
    each of READERS (yes, no, unclear). Raises ValueError for an unknown reader or file and for a year outside FIRST to
    LAST.
    """
    if reader not in READERS:
        raise ValueError(f"The reader must be one of {', '.join(READERS)}; it is “{reader}”.")
    if not FIRST <= year <= LAST:
        raise ValueError(f"The year must lie between {FIRST} and {LAST}; it is {year}.")
    if unknown := sorted(set(ticked) - set(files)):
        raise ValueError(f"The files are {', '.join(files)}; “{unknown[0]}” is none of them.")
    shown = [name for name, file in files.items() if name in ticked and is_open(file, year)]
    return [
        Cell(key, name, _ACCESS[files[name][reader]])
        for key, event in events.items()
        for name in shown
        if event["year"] <= year and name in event["files"].split(";")
    ]


def seen(found: Sequence[Cell]) -> list[str]:
    """The events of ``cells`` that the reader sees through at least one file, each once."""
    return _events(found, SEEN)


def only_unclear(found: Sequence[Cell]) -> list[str]:
    """The events that the reader sees through no file for sure, and through at least one perhaps."""
    sure = seen(found)
    return [key for key in _events(found, UNCLEAR) if key not in sure]


def _events(found: Sequence[Cell], state: str) -> list[str]:
    return list(dict.fromkeys(cell.event for cell in found if cell.state == state))
