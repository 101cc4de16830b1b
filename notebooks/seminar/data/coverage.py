"""What the course treats of the essay, where, and for how long, from what the records of its cells say they cover.

A cell treats a thing (a claim, a paragraph, a person, a theme) if it puts rows or a task before the reader and has
minutes, in class or alone. One claim of many on offer is treated by choice: nobody has to open it.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from seminar.data.checking import read
from seminar.data.records import (
    Activity,
    Cells,
    Data,
    Exercise,
    Lesson,
    Prompt,
    Record,
    SelfCheck,
    courses,
    notebooks_with_records,
    records,
)
from seminar.files import csv_text

TABLE = "coverage"
COLUMNS = ("id", "kind", "name", "treated", "notebooks", "cells", "in_class", "alone")
FOR_ALL, BY_CHOICE, NOT_TREATED = "for all", "by choice", "not treated"


class Place(NamedTuple):
    """A cell that treats something: minutes *in_class*, in the longest plan, and *alone*; or only *by_choice*."""

    cell: str
    in_class: int
    alone: int
    by_choice: bool


def places(thing: str) -> list[Place]:
    """Where *thing* ("C05", "p-29", "theme-protest") is treated for all, or else by choice; empty for nowhere."""
    found = _places()[thing]
    return [one for one in found if not one.by_choice] or found


def treated(thing: str) -> list[str]:
    """The numbers of the notebooks in which everybody meets *thing* with a task or rows, and minutes for it."""
    return numbers([one for one in _places()[thing] if not one.by_choice])


def numbers(found: list[Place]) -> list[str]:
    """The numbers of the notebooks of the places *found*, each once."""
    return sorted({one.cell[:2] for one in found})


@cache
def _places() -> defaultdict[str, list[Place]]:
    found, planned = defaultdict(list), _planned()
    for number in notebooks_with_records():
        for key, record in records(number).items():
            own = (record.minutes("minutes80"), record.minutes("minutes40"))
            in_class, alone = max(*own, *planned[key]), record.minutes("self")
            for thing in _treats(record) if in_class or alone else ():
                found[thing].append(Place(key, in_class, alone, thing in _on_offer(record)))
    return found


def _treats(record: Record) -> list[str]:
    """What a record covers, if it is one with rows or a task: a claim is not treated where it is only told."""
    if not isinstance(record, Data | Activity | Prompt | SelfCheck | Exercise):
        return []
    return [*record.covers, *(paragraph(number) for number in record.paragraphs)]


def _on_offer(record: Record) -> tuple[str, ...]:
    """The claims of which a reader opens a few."""
    return record.claims if isinstance(record, Activity) else ()


def _planned() -> defaultdict[str, list[int]]:
    """Cell → the minutes that each plan gives to it, where that names cells."""
    found = defaultdict(list)
    for part in (part for course in courses() for session in course.plan for part in session.parts):
        named = part.cells if isinstance(part, Cells) else part.also if isinstance(part, Lesson) else {}
        for key, minutes in named.items():
            found[key].append(minutes)
    return found


def paragraph(number: int) -> str:
    """The id of a paragraph of the essay: "p-07"."""
    return f"p-{number:02}"


def things() -> Iterator[tuple[str, str, str]]:
    """Id, kind and name of all that could be treated: persons and systems and themes, the paragraphs, the claims."""
    yield from ((row["id"], row["kind"], row["name"]) for row in read("essay_things"))
    yield from ((row["id"], "paragraph", f"¶{row['paragraph']}") for row in read("paragraphs"))
    yield from ((row["id"], "claim", row["claim"]) for row in read("claims"))


def text() -> str:
    """The text of ``data/evidence/coverage.csv``. Raises SeminarError where a table or a record cannot be read."""
    return csv_text(COLUMNS, ([*thing, *_line(places(thing[0]))] for thing in things()))


def _line(found: list[Place]) -> list[str | int]:
    return [
        NOT_TREATED if not found else BY_CHOICE if found[0].by_choice else FOR_ALL,
        " ".join(numbers(found)),
        " ".join(one.cell for one in found),
        sum(one.in_class for one in found),
        sum(one.alone for one in found),
    ]
