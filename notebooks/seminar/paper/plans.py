"""Courses of several lengths: what happens when, from the minutes in ``data/teaching/``, and the paper for it.

``data/teaching/plans.yaml`` says which cells of which notebooks make a session; this file adds up and prints.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

import htpy as h
from markupsafe import Markup

from seminar.commands import seminar
from seminar.data.records import Break, Cells, Course, Length, Lesson, courses, grouping, records, title
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.files import pack_folder, write_all
from seminar.paper.handouts import Paper, papers
from seminar.paper.piles import Meeting, Pile, before, piles, session
from seminar.paper.press import PAPERS, known_paper, pdfs

prose = Words("syllabus")

FILE = "teaching/plans.yaml"
LENGTHS: dict[int, Length] = {80: "minutes80", 40: "minutes40"}
TOLERANCE = 0.05
"""How far the sum of a session may lie from its slot, as a share of the slot."""


@dataclass(frozen=True)
class Part:
    """One part of a session: its *minutes*, its *title*, the *grouping*, its *notebook* and cell ("" for a break)."""

    minutes: int
    title: str
    grouping: str = ""
    notebook: str = ""
    key: str = ""


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
    return Part(minutes, found.title, grouping(found), notebook, key)


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
    near = _asked(nearest(sessions, minutes))
    raise SeminarError(
        f"No plan fits {sessions} sessions of {minutes} minutes within 5 %. Nearest: {near}; "
        f"leave what is left of a slot for talk, or write a plan of your own into data/{FILE}. {listed()}"
    )


def nearest(sessions: int, minutes: int) -> Plan:
    """The plan nearest to so many sessions of so many minutes: one that has room there, if any has."""

    def distance(plan: Plan) -> tuple[bool, int, int]:
        more, longer = len(plan.sessions) - sessions, plan.minutes - minutes
        return more > 0 or longer > 0, abs(more), abs(longer)

    return min(plans(), key=distance)


def listed() -> str:
    """Every plan on a line of its own, as it is asked for."""
    return "\n".join(["There are:", *(f"  {_asked(plan)} ({plan.title})" for plan in plans())])


def _asked(plan: Plan) -> str:
    return f"--sessions {len(plan.sessions)} --minutes {plan.minutes}"


def syllabus(plan: Plan) -> str:
    """The plan as Markdown: a heading and a table for each session."""
    blocks = _opening(plan)
    for number, parts in enumerate(plan.sessions, 1):
        rows = [prose.all("columns"), [":---", ":-----------", ":------"], *_rows(parts)]
        table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        blocks += [f"## {prose('session', number=number)}", _used(parts), table]
    return "\n\n".join(blocks) + "\n"


def page(plan: Plan, paper: str) -> str:
    """The plan as a page that any browser shows and prints on *paper*."""
    sessions = [
        h.section[
            h.h2[prose("session", number=number)],
            h.p[_used(parts)],
            h.table[
                h.thead[h.tr[(h.th(scope="col")[head] for head in prose.all("columns"))]],
                h.tbody[(h.tr[(h.td[cell] for cell in row)] for row in _rows(parts))],
            ],
        ]
        for number, parts in enumerate(plan.sessions, 1)
    ]
    content = [h.h1[plan.title], (h.p[line] for line in _opening(plan)), sessions]
    head = h.head[h.meta(charset="utf-8"), h.title[f"{prose('title')}: {plan.title}"], h.style[Markup(_style(paper))]]
    return str(h.html(lang="en-GB")[head, h.body[h.main[content]]])


def _style(paper: str) -> str:
    return (
        f"@page {{ size: {paper}; margin: 20mm; }} "
        "body { color: #000000; font: 12pt/1.4 'Noto Sans', sans-serif; max-width: 42em; margin: 2em auto; } "
        "table { border-collapse: collapse; width: 100%; } section { break-inside: avoid; } "
        "th, td { border-bottom: 1px solid #767676; padding: 2pt 8pt 2pt 0; text-align: left; vertical-align: top; } "
        "td:first-child { white-space: nowrap; }"
    )


def _titles(numbers: Iterable[str]) -> str:
    return ", ".join(f"{number} {title(number)}" for number in numbers)


def _opening(plan: Plan) -> list[str]:
    lines = [prose("lengths", sessions=len(plan.sessions), minutes=plan.minutes)]
    return [*lines, prose("before", titles=_titles(plan.homework))] if plan.homework else lines


def _used(parts: list[Part]) -> str:
    """The notebooks of a session."""
    return _titles(dict.fromkeys(part.notebook for part in parts if part.notebook))


def _rows(parts: list[Part]) -> list[list[str]]:
    """Minutes, title and grouping of each part of a session."""
    ends = list(accumulate(part.minutes for part in parts))
    return [[f"{end - part.minutes}–{end}", part.title, part.grouping] for part, end in zip(parts, ends, strict=True)]


def write(plan: Plan, paper: str, folder: Path, students: int = 18) -> list[Path]:
    """Put the syllabus and the piles that *plan* needs for so many *students*, on *paper*, into *folder*; returns the
    files.

    The papers come from ``handouts/``; those on letter paper are printed here where a pack does not hold them. Raises
    SeminarError, and writes nothing, for an unknown paper, a number of students outside 8 to 200, a handout not made
    yet, or a folder that holds something else.
    """
    syllabus_file = folder / "syllabus.html"
    made = {folder / one.folder / one.file: one.content for one in piles_of(plan, paper, students)}
    others = {path for path in folder.rglob("*") if path.is_file()} - {syllabus_file, *made}
    if others:
        raise SeminarError(
            f"The folder {folder.name} holds something else ({min(others).name}). Name another with --to, or empty it."
        )
    write_all({syllabus_file: page(plan, PAPERS[paper].removeprefix("us-")), **made})
    return [syllabus_file, *made]


def piles_of(plan: Plan, paper: str, students: int) -> list[Pile]:
    """What is printed for the homework before *plan* and for each of its sessions, in order."""
    size = known_paper(paper)
    by_stem = {found.stem: found for found in papers()}
    printed = cache(lambda stem: _content(by_stem[stem], size))
    return [pile for meeting in meetings(plan) for pile in piles(meeting, students, printed)]


def meetings(plan: Plan) -> list[Meeting]:
    """What is read at home before the first session, then each session with the cells that have a part in it."""
    alone = tuple(f"{number}-objectives" for number in plan.homework)
    sessions = [
        Meeting(session(number), tuple(part.key for part in parts if part.key))
        for number, parts in enumerate(plan.sessions, 1)
    ]
    return [*([Meeting(before(), alone, alone=True)] if alone else []), *sessions]


def _content(found: Paper, paper: str) -> bytes:
    """The bytes of that *paper*: as it stands in the pack, else printed now."""
    made = pack_folder() / "handouts" / f"{found.stem}-{paper}.pdf"
    if made.is_file():
        return made.read_bytes()
    if paper == "a4":
        raise SeminarError(f"Not made yet: {made.name}. Run “{seminar('build')}” first.")
    return pdfs(found.manuscript(), (paper,))[0]
