"""What is copied for whom: the sheets of a notebook in pieces, each of which has pages of its own.

A piece begins at a heading whose label names it (``for-pair-06-w06a-3``). The label stands in the printed PDF too, so
that whoever makes piles finds the pages there (``seminar.paper.piles``) and needs neither pandoc nor Typst.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import get_args

from seminar.activities import declared
from seminar.data.records import Activity, Data, Exercise, Further, Record
from seminar.data.words import Words
from seminar.paper.forms import form
from seminar.paper.forms.parts import NEW_PAGE as FORM_PAGE
from seminar.paper.handout_page import NEW_PAGE, Page, Section, markup
from seminar.workbench.declaration import Copies
from seminar.workbench.panel import facts_line

prose = Words("handouts")

LABEL = re.compile(rf"for-({'|'.join(get_args(Copies))})-(\d\d-[a-z0-9-]+)-(\d+)")
"""The name of a piece: for whom, the cell it belongs to, its number in the sheets of the notebook."""


A_GLANCE = 3
"""A table on which a class spends fewer minutes lies in the room."""


@dataclass
class Piece:
    """Pages of the sheets *copied* for the same people, under a *title*; needed where the *cell* has a part."""

    copied: Copies
    cell: str
    title: str
    words: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Part:
    """Some words of a cell: for whom they are copied ("" for whoever has what follows), and a title of their own."""

    words: str
    copied: Copies | None = None
    title: str = ""


def pieces(page: Page, section: Section, printed: Callable[[str], str]) -> list[Piece]:
    """The pieces of one sheet of *page*, in order; *printed* makes what is printed of a cell.

    The first has the title of the sheet. What answers a form (the view of its activity) is always a piece to hold back.
    """
    found: list[Piece] = []
    waiting: list[str] = []
    for key in section.keys:
        cell = key if isinstance(page.records[key], Activity) else _asking(page, section)
        for part in _parts(page, section, key, printed):
            headed = [f"### {part.title}"] if part.title else []
            if part.copied is None:
                waiting.append(part.words)
                continue
            if found and (part.copied != found[-1].copied or part.copied == "lot"):
                found.append(Piece(part.copied, cell, part.title or page.records[key].title, [*waiting, part.words]))
            elif found:
                found[-1].words += [*waiting, *([NEW_PAGE] if headed else []), *headed, part.words]
            else:
                found.append(Piece(part.copied, cell, section.title, [*waiting, *headed, part.words]))
            waiting = []
    found[-1].words += waiting
    return found


def _asking(page: Page, section: Section) -> str:
    """The cell besides activities that has minutes in class; the first table where none has."""
    cells = {key: page.records[key] for key in section.keys if not isinstance(page.records[key], Activity)}
    timed = (key for key, found in cells.items() if found.minutes("minutes80") or found.minutes("minutes40"))
    return next(timed, next((key for key, found in cells.items() if isinstance(found, Data)), section.keys[0]))


def _parts(page: Page, section: Section, key: str, printed: Callable[[str], str]) -> Iterator[_Part]:
    found = page.records[key]
    if isinstance(found, Activity):
        yield from _of_activity(key, found, printed)
    elif is_on_sheet(found):
        yield _Part(printed(key), _of_table(page, section) if isinstance(found, Data) else None)


def is_on_sheet(found: Record) -> bool:
    """Whether a cell of that record is printed on a sheet of a student."""
    return found.print != "none"


def answers_form(key: str, found: Activity) -> bool:
    """Whether the view of an activity is printed behind its form, which does not hold it."""
    return is_on_sheet(found) and not declared()[key].whole_on_paper


def _of_table(page: Page, section: Section) -> Copies:
    """Who has a table: each group if a task goes with it in class; one that is only glanced at lies in the room."""
    around = [page.records[key] for key in section.keys if not isinstance(page.records[key], Activity)]
    in_class = any(found.minutes("minutes80") >= (A_GLANCE if isinstance(found, Data) else 1) for found in around)
    return "group" if in_class else "room"


def _of_activity(key: str, found: Activity, printed: Callable[[str], str]) -> Iterator[_Part]:
    """The form, part by part, with what is real in it; then the view that answers it, if the form does not hold it."""
    viewed = answers_form(key, found)
    parts = form_parts(key)
    facts = [] if viewed else [markup(facts_line(found))]
    for number, (copied, title, words) in enumerate(parts, 1):
        yield _Part("\n\n".join([words, *(facts if number == len(parts) else [])]), copied, title)
    if viewed:
        yield _Part(printed(key), "screen", prose("example"))


def form_parts(key: str) -> list[tuple[Copies, str, str]]:
    """For whom, title and words of each part of a paper form; the declaration says for whom, the last for all left."""
    texts = re.split(r"^# (.+)\n", form(key), flags=re.MULTILINE)[1:]
    copied = declared()[key].copies
    return [
        (copied[min(number, len(copied) - 1)], title, words.strip().removesuffix(FORM_PAGE).strip())
        for number, (title, words) in enumerate(zip(texts[::2], texts[1::2], strict=True))
    ]


def at_the_end(page: Page, section: Section) -> Copies | None:
    """For whom a section is copied that stands at the end of the sheets and in no handout; None for any other.

    That is the exercise, which stands twice on a page to be cut, and where to read on.
    """
    found = [page.records[key] for key in section.keys]
    if any(isinstance(one, Exercise) for one in found):
        return "pair"
    return "room" if all(isinstance(one, Further) for one in found) else None


def label(piece: Piece, number: int) -> str:
    """The name under which the pages of a *piece* are found in the PDF; *number* is its place in the sheets."""
    return f"for-{piece.copied}-{piece.cell}-{number}"
