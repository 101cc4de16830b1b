"""A notebook as paper sees it: its cells with their records, in sections, some of which are sheets of their own."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count, groupby
from pathlib import Path

import htpy as h
from nbformat import NotebookNode

from seminar.data import stored
from seminar.data.records import (
    Activity,
    Briefing,
    KeyPoints,
    Length,
    Objectives,
    Record,
    instructor,
    records,
    running_minutes,
)
from seminar.errors import SeminarError
from seminar.paper.forms.parts import Typst, drawn

REQUIRED = (Objectives, KeyPoints)
QUESTIONS = ("prompt", "selfcheck", "exercise")
"""What is answered in the handout itself, wherever it stands."""
LOOKED_UP = ("data", "activity")
"""What is looked up or operated: a section with such a cell is a sheet of its own."""
CONTENTS = drawn(Typst("#outline(title: none, depth: 1)"))
CUT = drawn(Typst('#line(length: 100%, stroke: (thickness: 0.6pt, dash: "dashed"))'))
NEW_PAGE = drawn(Typst("#pagebreak(weak: true)"))


@dataclass(frozen=True)
class Page:
    """What a handout is made from: the *cells* of a notebook by id, its *records*, its number and its title."""

    number: str
    title: str
    cells: dict[str, NotebookNode]
    records: Mapping[str, Record]

    def words(self, cell_id: str) -> str:
        """The Markdown of a cell, without its first heading if that is the title and without what is for screens."""
        text = stored.words(self.cells[cell_id]).replace(f"# {self.title}\n", "", 1) if cell_id in self.cells else ""
        return re.sub(r"<sup>(\S+?)</sup>", r"^\1^", stored.on_paper(text)).strip()

    def still(self, cell_id: str) -> str:
        """The stored still view of a code cell. Raises SeminarError for a notebook stored without outputs."""
        return stored.still_on_paper(self.cells[cell_id])

    def later(self, cell_id: str) -> str:
        """What a code cell shows after a guess, "" where it asks for none."""
        return stored.later_on_paper(self.cells[cell_id])


def read(path: Path) -> Page:
    """The notebook at *path* with its records. Raises SeminarError if it is damaged or lacks a required cell."""
    number = path.name[:2]
    cells = {cell.id: cell for cell in stored.read(path).cells}
    described = records(number)
    for kind in REQUIRED:
        if not any(isinstance(described.get(key), kind) for key in cells):
            raise SeminarError(
                f"The file notebooks/{path.name} has no {kind.role} cell with a record in data/teaching/{number}.yaml."
            )
    opening = next(key for key in cells if isinstance(described.get(key), Objectives))
    return Page(number, stored.title(path, cells[opening]), cells, described)


@dataclass(frozen=True)
class Section:
    """Cells that stand together: the *title* over them, their ids, and the number of their sheet (0: the handout)."""

    title: str
    keys: list[str]
    sheet: int = 0


def sections(page: Page) -> list[Section]:
    """The printed cells of *page*, heading by heading. What is looked up or operated makes numbered sheets.

    The first section, and one that also asks something or whose prose is read at home, stays in the handout without
    its tables and activities: a sheet is not at hand before the session.
    """
    numbers = count(1)
    opening, *others = _under_headings(page)
    parts = [("", opening[1], False)]
    for number, (title, keys) in enumerate(others):
        parts += _parts(page, title, keys, whole=number > 0)
    return [Section(title, keys, next(numbers) if away else 0) for title, keys, away in parts]


def _parts(page: Page, title: str, keys: list[str], *, whole: bool) -> Iterator[tuple[str, list[str], bool]]:
    """Title, cells and whether they make a sheet, of each part of the section *title*; *whole* if it may be one."""
    roles = {page.records[key].role for key in keys}
    at_home = any(isinstance(page.records[key], Briefing) for key in {*keys} & {*instructor(page.number).before})
    if whole and not at_home and not roles & set(QUESTIONS):
        yield title, keys, bool(roles & set(LOOKED_UP))
        return
    for away, group in groupby(keys, lambda key: page.records[key].role in LOOKED_UP):
        cells = list(group)
        yield page.records[cells[0]].title if away else title, cells, away


def _under_headings(page: Page) -> Iterator[tuple[str, list[str]]]:
    """Title of a heading ("" before the first) and the cells below it that some paper holds."""
    title, keys = "", list[str]()
    for key in page.cells:
        heading = re.match(r"## (.+)", page.words(key)) if page.cells[key].cell_type == "markdown" else None
        if heading:
            if keys:
                yield title, keys
            title, keys = heading[1], []
        if key in page.records and _on_some_paper(page.records[key]):
            keys.append(key)
    if keys:
        yield title, keys


def _on_some_paper(found: Record) -> bool:
    return found.print != "none" or isinstance(found, Activity)


def spans(page: Page, plan: Length) -> dict[str, tuple[int, int]]:
    """Cell id → first and last minute in the *plan* ("minutes80", "minutes40"), of the cells that have a part."""
    return running_minutes({key: page.records[key] for key in page.cells if key in page.records}, plan)


def division(name: str, *parts: str) -> str:
    """*parts* in a division of class *name*."""
    return "\n\n".join([f"::::: {{.{name}}}", *parts, ":::::"])


def markup(content: h.Node) -> str:
    """*content* (htpy) as a block of HTML inside Markdown."""
    return f"```{{=html}}\n{h.fragment[content]}\n```"
