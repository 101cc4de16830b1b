"""Courses as they are held: the parts of each session, the rows of its run sheet, and what is done at home.

``data/teaching/plans.yaml`` says which cells of which notebooks make a session; this file puts them together.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from nbformat import NotebookNode

from seminar.course import minutes
from seminar.data import stored
from seminar.data.package import chosen
from seminar.data.records import (
    Activity,
    Break,
    Briefing,
    Cells,
    Course,
    Length,
    Lesson,
    Record,
    Session,
    Step,
    grouping,
    instructor,
    records,
)
from seminar.data.words import Words
from seminar.errors import SeminarError

prose = Words("syllabus")

FILE = "teaching/plans.yaml"
LENGTHS: dict[int, Length] = {80: "minutes80", 40: "minutes40"}


@dataclass(frozen=True)
class Part:
    """One part of a session: its *minutes*, its *title*, the *grouping*, its cell (*key*) and its *notebook* ("" for a
    break), and the plan, of that *length*, from which it is."""

    minutes: int
    title: str
    grouping: str = ""
    key: str = ""
    length: Length = "minutes80"

    @property
    def notebook(self) -> str:
        """The number of its notebook, "" for a break."""
        return self.key[:2]


@dataclass(frozen=True)
class Row:
    """A row of a run sheet: the *step* as it is in that plan, the *cells* it holds, from which minute *start* to which
    *end*, and how many minutes all of it *needs*, to one decimal."""

    step: Step
    cells: tuple[str, ...]
    start: int
    end: int
    needs: float


@dataclass(frozen=True)
class Meeting:
    """A session: its *parts* in class, the cells read or done *before* it, those done *after* it and when due."""

    parts: tuple[Part, ...]
    before: tuple[str, ...]
    after: Mapping[str, int]

    @property
    def minutes(self) -> int:
        """The minutes that are planned."""
        return sum(part.minutes for part in self.parts)

    def notebooks(self) -> list[str]:
        """The numbers of its notebooks, in order."""
        return list(dict.fromkeys(part.notebook for part in self.parts if part.notebook))

    def rows(self) -> list[Row]:
        """The rows of its run sheet; a break has none."""
        found, start = list[Row](), 0
        for notebook, group in groupby(self.parts, lambda part: part.notebook):
            parts = list(group)
            if notebook:
                given = {part.key: part.minutes for part in parts}
                found += run_sheet(notebook, given, parts[0].length, start)
            start += sum(part.minutes for part in parts)
        return found

    def in_class(self) -> set[str]:
        """Every cell that is done, read or explained in class."""
        return {part.key for part in self.parts if part.key} | {key for row in self.rows() for key in row.cells}

    def words(self) -> int:
        """How many words are read before it."""
        return words_of(self.before)

    def left_out(self) -> list[str]:
        """The activities and questions of its notebooks that it has neither in class nor at home, as on their run
        sheets."""
        done = {*self.in_class(), *self.before, *self.after}
        steps = [step for number in self.lessons() for step in instructor(number).run]
        return [key for step in steps for key in step.cells if key not in done and not _leads(key, step)]

    def lessons(self) -> list[str]:
        """The numbers of the notebooks of which it has more than a cell or two."""
        return [number for number in self.notebooks() if sum(part.notebook == number for part in self.parts) > 2]


def words_of(keys: Iterable[str]) -> int:
    """How many words stand in these cells."""
    return sum(minutes.words_in(cells_of(key[:2])[key]) for key in keys)


def _leads(key: str, step: Step) -> bool:
    """Whether a cell is prose that leads to what follows it in *step*."""
    return isinstance(records(key[:2])[key], Briefing) and key != step.cells[-1]


@dataclass(frozen=True)
class Plan:
    """A course: its *sessions*, each of so many *minutes*; each slot has so many minutes to *spare* beyond these, or
    lacks so many (then less than 0)."""

    minutes: int
    title: str
    sessions: tuple[Meeting, ...]
    spare: int = 0

    @property
    def slot(self) -> int:
        """The minutes of each slot in which it is held."""
        return self.minutes + self.spare

    def longest(self) -> int:
        """The minutes that are planned in its longest session."""
        return max(meeting.minutes for meeting in self.sessions)

    def notebooks(self) -> list[str]:
        """The numbers of the notebooks that the course uses, in class or at home."""
        return sorted({key[:2] for one in self.sessions for key in (*one.in_class(), *one.before, *one.after)})


def planned(found: Course) -> Plan:
    """The course as it is held. Raises SeminarError where it names a cell that nobody has written."""
    read, sessions = set[str](), list[Meeting]()
    for number, session in enumerate(found.plan):
        parts = tuple(part for one in session.parts for part in _parts(one))
        wanted = [*_homework(found), *_reading(session)] if number == 0 else _reading(session)
        in_class = Meeting(parts, (), {}).in_class()
        before = tuple(key for key in dict.fromkeys(wanted) if key not in read | in_class)
        for key in (*before, *session.after):
            _record(key)
        sessions.append(Meeting(parts, before, session.after))
        read |= in_class | {*before}
    return Plan(found.minutes, found.title, tuple(sessions))


def _homework(found: Course) -> Iterator[str]:
    for name in found.homework:
        yield from instructor(name).before if len(name) == 2 else [name]


def _reading(session: Session) -> list[str]:
    lessons = [one for one in session.parts if isinstance(one, Lesson)]
    return [key for one in lessons for key in instructor(one.notebook).before if key not in one.without]


def _parts(one: Lesson | Cells | Break) -> list[Part]:
    if isinstance(one, Break):
        return [Part(one.break_, prose("break"))]
    if isinstance(one, Cells):
        return [_part(key, given, _length(key, given)) for key, given in one.cells.items()]
    length = LENGTHS[one.plan]
    for key in (*one.also, *one.without):
        _record(key)
    given = {
        key: one.also.get(key, found.minutes(length))
        for key, found in records(one.notebook).items()
        if key not in one.without
    }
    return [_part(key, some, length) for key, some in given.items() if some]


def _length(key: str, given: int) -> Length:
    """The plan that a cell with minutes of its own follows: the long one, if they are enough for that."""
    return "minutes80" if given >= _record(key).minutes("minutes80") else "minutes40"


def _part(key: str, given: int, length: Length) -> Part:
    found = _record(key)
    return Part(given, found.title, grouping(found), key, length)


def _record(key: str) -> Record:
    notebook = key[:2]
    if key not in records(notebook):
        raise SeminarError(f"The file data/{FILE} names the cell {key}; data/teaching/{notebook}.yaml has none.")
    return records(notebook)[key]


def run_sheet(notebook: str, given: Mapping[str, int], length: Length, start: int = 0) -> list[Row]:
    """The rows of a notebook's run sheet in a session that gives to its cells the minutes *given*, from *start* on.

    What leads to two of them is read once, and not again after it was read at home.
    """
    found, rows, seen = records(notebook), list[Row](), {*instructor(notebook).before} - {*given}
    for step in instructor(notebook).run:
        cells = [key for key in minutes.held(step, found, given) if key not in seen]
        if cells:
            end = start + sum(given.get(key, 0) for key in cells)
            need = minutes.needed(minutes.counted(step, cells, found, cells_of(notebook), length))
            rows.append(Row(step.of(length), tuple(cells), start, end, round(need, 1)))
            start = end
            seen |= {*cells}
    return rows


@cache
def cells_of(notebook: str) -> Mapping[str, NotebookNode]:
    """The stored cells of the notebook of that number, by id."""
    (path,) = chosen([notebook])
    return {cell.id: cell for cell in stored.read(path).cells}


def is_done(key: str) -> bool:
    """Whether a cell at home is filled in, and not only read."""
    return isinstance(records(key[:2])[key], Activity)
