"""Courses of several lengths: what happens when, from the minutes in ``data/teaching/``, and the paper for it.

``data/teaching/plans.yaml`` says which cells of which notebooks make a session; this file adds up and prints.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from seminar.data.records import Break, Cells, Course, Length, Lesson, courses, grouping, records, title
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.files import pack_folder, write_all
from seminar.paper.handout_text import INSTRUCTOR, STUDENT
from seminar.paper.handouts import Paper, papers
from seminar.paper.press import Manuscript, known_paper, pdfs

prose = Words("syllabus")

FILE = "teaching/plans.yaml"
LENGTHS: dict[int, Length] = {80: "minutes80", 40: "minutes40"}
TOLERANCE = 0.05
"""How far the sum of a session may lie from its slot, as a share of the slot."""


@dataclass(frozen=True)
class Part:
    """One part of a session: its *minutes*, its *title*, the *grouping*, and its *notebook* ("" for a break)."""

    minutes: int
    title: str
    grouping: str = ""
    notebook: str = ""


@dataclass(frozen=True)
class Plan:
    """A course: the parts of each of its *sessions*, each of about *minutes*; *homework* is to be done before."""

    minutes: int
    title: str
    sessions: list[list[Part]]
    homework: tuple[str, ...] = ()

    def notebooks(self) -> list[str]:
        """The numbers of the notebooks that the course uses, in class or before."""
        used = {part.notebook for parts in self.sessions for part in parts if part.notebook}
        return sorted(used | set(self.homework))


@cache
def plans() -> list[Plan]:
    """Every plan. Raises SeminarError for one that does not add up, or that names a cell nobody has written."""
    return [_plan(found) for found in courses()]


def _plan(found: Course) -> Plan:
    sessions = [[part for one in session for part in _parts(one)] for session in found.plan]
    plan = Plan(found.minutes, found.title, sessions, found.homework)
    name = f"The file data/{FILE}, plan {found.sessions} × {plan.minutes}"
    if len(sessions) != found.sessions:
        raise SeminarError(f"{name}: it has {len(sessions)} sessions; expected {found.sessions}.")
    for number, parts in enumerate(sessions, 1):
        if not fits(parts, plan.minutes):
            raise SeminarError(
                f"{name}: session {number} takes {total(parts)} minutes; expected {plan.minutes} within 5 %."
            )
    return plan


def _parts(one: Lesson | Cells | Break) -> list[Part]:
    if isinstance(one, Break):
        return [Part(one.break_, prose("break"))]
    if isinstance(one, Cells):
        return [_part(key, minutes) for key, minutes in one.cells.items()]
    length = LENGTHS[one.plan]
    kept = {key: found.minutes(length) for key, found in records(one.notebook).items() if key not in one.without}
    return [_part(key, minutes) for key, minutes in kept.items() if minutes]


def _part(key: str, minutes: int) -> Part:
    notebook = key[:2]
    if key not in records(notebook):
        raise SeminarError(f"The file data/{FILE} names the cell {key}; data/teaching/{notebook}.yaml has none.")
    found = records(notebook)[key]
    return Part(minutes, found.title, grouping(found), notebook)


def total(parts: list[Part]) -> int:
    """The minutes of a session."""
    return sum(part.minutes for part in parts)


def fits(parts: list[Part], slot: int) -> bool:
    """Whether a session fills a *slot* of so many minutes within 5 %."""
    return abs(total(parts) - slot) <= TOLERANCE * slot


def chosen(sessions: int, minutes: int) -> Plan:
    """The plan for so many sessions of so many minutes. Raises SeminarError where none fits; names those there are."""
    for plan in plans():
        if len(plan.sessions) == sessions and all(fits(parts, minutes) for parts in plan.sessions):
            return plan
    there = "; ".join(f"--sessions {len(plan.sessions)} --minutes {plan.minutes} ({plan.title})" for plan in plans())
    raise SeminarError(
        f"No plan fits {sessions} sessions of {minutes} minutes within 5 %. There are: {there}. Take the next "
        "shorter one and leave the rest of the slot for talk, or write a plan into data/teaching/plans.yaml."
    )


def syllabus(plan: Plan) -> str:
    """The plan as Markdown: a heading and a table for each session."""
    titles = {number: f"{number} {title(number)}" for number in plan.notebooks()}
    blocks = [prose("lengths", sessions=len(plan.sessions), minutes=plan.minutes)]
    if plan.homework:
        blocks.append(prose("before", titles=", ".join(titles[number] for number in plan.homework)))
    for number, parts in enumerate(plan.sessions, 1):
        used = dict.fromkeys(part.notebook for part in parts if part.notebook)
        blocks += [
            f"## {prose('session', number=number)}",
            ", ".join(titles[notebook] for notebook in used),
            _table(parts),
        ]
    return "\n\n".join(blocks) + "\n"


def _table(parts: list[Part]) -> str:
    lines, at = [f"| {' | '.join(prose.all('columns'))} |", "|:---|:-----------|:------|"], 0
    for part in parts:
        lines.append(f"| {at}–{at + part.minutes} | {part.title} | {part.grouping} |")
        at += part.minutes
    return "\n".join(lines)


def write(plan: Plan, paper: str, folder: Path) -> list[Path]:
    """Put the syllabus and exactly the handouts that *plan* needs, on *paper*, into *folder*; returns the files.

    The A4 papers come from ``handouts/``; letter paper is printed here. Raises SeminarError, and writes nothing, for an
    unknown paper, a handout not made yet, or a folder that holds something else.
    """
    handouts = [found for number in plan.notebooks() for found in _handouts(number)]
    names = {folder / f"{found.stem}-{known_paper(paper)}.pdf": found for found in handouts}
    syllabus_file = folder / "syllabus.pdf"
    others = {path for path in folder.rglob("*") if path.is_file()} - {syllabus_file, *names}
    if others:
        raise SeminarError(
            f"The folder {folder.name} holds something else ({min(others).name}). Name another with --to, or empty it."
        )
    (page,) = pdfs(Manuscript(plan.title, prose("title"), syllabus(plan)), (paper,))
    contents = _kept(names) if paper == "a4" else _printed(names, paper)
    write_all({syllabus_file: page, **contents})
    return [syllabus_file, *contents]


def _handouts(number: str) -> list[Paper]:
    """The papers of a notebook that a class needs."""
    kept = {f"{STUDENT}/{number}", f"{STUDENT}/{number}-sheets", f"{INSTRUCTOR}/{number}"}
    return [paper for paper in papers() if paper.stem in kept]


def _kept(names: dict[Path, Paper]) -> dict[Path, bytes]:
    """The A4 papers as they stand in the pack."""
    made = {name: pack_folder() / "handouts" / f"{paper.stem}-a4.pdf" for name, paper in names.items()}
    missing = [path.name for path in made.values() if not path.is_file()]
    if missing:
        raise SeminarError(f"Not made yet: {', '.join(missing)}. Run “python -m seminar build” first.")
    return {name: path.read_bytes() for name, path in made.items()}


def _printed(names: dict[Path, Paper], paper: str) -> dict[Path, bytes]:
    return {name: pdfs(found.manuscript(), (paper,))[0] for name, found in names.items()}
