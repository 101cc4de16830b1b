"""What a reader could see of one life through a set of files, at the end of a year.

Stands for: a person whose events are written into several files, each with its own keeper and readers. Formula: an
event is *seen* through a file if the file keeps it, the file has opened and not closed by the end of the year, the
event has happened, and the reader may read the file; if the rules on that reader are unclear, the cell is *unclear*,
which is neither yes nor no; if the reader may not read it, the cell is *shut*. A file whose opening year was not found
is filtered by no year. Source of years and access: data/evidence/file_types.csv; the events are invented. Leaves out:
who reads in practice, entries that are deleted, wrong entries, and one keeper who tells another.
"""

import re
from collections.abc import Collection

import pandas as pd

SEEN, UNCLEAR, SHUT = "seen", "unclear", "shut"
READERS = ("employer", "bank", "court", "police", "neighbour", "person")
"""Who may read a file; the last is the person whom it is about."""
FIRST, LAST = 1950, 2024
"""The years of the invented life."""
_ACCESS = {"yes": SEEN, "unclear": UNCLEAR, "no": SHUT}


def year_in(words: str) -> int | None:
    """The year with which *words* begin ("1958", "2006 (January)"), or None where no year was found."""
    found = re.match(r"\d{4}\b", words)
    return int(found[0]) if found else None


def is_open(file: pd.Series, year: int) -> bool:
    """Whether a *file* ("opened" and "closed" in words) exists at the end of *year*; an unknown year shuts nothing."""
    opened, closed = year_in(file["opened"]), year_in(file["closed"])
    return (opened is None or opened <= year) and (closed is None or year < closed)


def cells(events: pd.DataFrame, files: pd.DataFrame, ticked: Collection[str], reader: str, year: int) -> pd.DataFrame:
    """What the ticked and open files keep by the end of *year*: a row for each event and file, with its state.

    *events*: by id, with "year" and "files" (ids with ";"). *files*: by id, with "opened", "closed" and a column for
    each of READERS (yes, no, unclear). Returns the columns "event", "file" and "state". Raises ValueError for an
    unknown reader or file and for a year outside FIRST to LAST.
    """
    if reader not in READERS:
        raise ValueError(f"The reader must be one of {', '.join(READERS)}; it is “{reader}”.")
    if not FIRST <= year <= LAST:
        raise ValueError(f"The year must lie between {FIRST} and {LAST}; it is {year}.")
    if unknown := sorted(set(ticked) - set(files.index)):
        raise ValueError(f"The files are {', '.join(files.index)}; “{unknown[0]}” is none of them.")
    shown = [key for key in files.index if key in ticked and is_open(files.loc[key], year)]
    found = [
        (key, name, _ACCESS[files.loc[name, reader]])
        for key, event in events[events["year"] <= year].iterrows()
        for name in shown
        if name in event["files"].split(";")
    ]
    return pd.DataFrame(found, columns=["event", "file", "state"], dtype="str")


def seen(found: pd.DataFrame) -> list[str]:
    """The events of ``cells`` that the reader sees through at least one file, each once."""
    return list(dict.fromkeys(found.loc[found["state"] == SEEN, "event"]))


def only_unclear(found: pd.DataFrame) -> list[str]:
    """The events that the reader sees through no file for sure, and through at least one perhaps."""
    sure = set(seen(found))
    return [key for key in dict.fromkeys(found.loc[found["state"] == UNCLEAR, "event"]) if key not in sure]
