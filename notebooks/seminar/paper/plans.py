"""Courses of several lengths: what happens when, at home and in class, and the paper for it.

``data/teaching/plans.yaml`` says which cells of which notebooks make a session; this file chooses, prints and copies.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from itertools import accumulate, groupby
from pathlib import Path

import htpy as h
from markupsafe import Markup

from seminar.commands import seminar
from seminar.course.minutes import AT_HOME, most_in
from seminar.data.package import chosen as notebook_files
from seminar.data.package import sources
from seminar.data.records import SURVEYS, Record, Steelman, Vote, courses, records, title
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.files import pack_folder, write_all
from seminar.paper.courses import FILE, Meeting, Part, Plan, is_done, planned
from seminar.paper.handout_page import read, sections
from seminar.paper.handouts import Paper, papers
from seminar.paper.piles import STUDENTS, Pile, needs, piles, students_of
from seminar.paper.press import PAPERS, known_paper, pdfs, tools
from seminar.paper.walk import RULES, problems

prose = Words("syllabus")
sheet_name = Words("handouts")
columns = Words("run-sheets")

A_PAGE_EACH = "section + section { break-before: page; }"
WHOLE = "section { break-inside: avoid; }"
"""How the sessions of a course are laid on pages: each begins one, or none is cut by the end of one."""
NEARLY = 10
"""A longer plan is named too, where so few minutes of each session have to be left out."""


@cache
def plans() -> list[Plan]:
    """Every plan. Raises SeminarError for one that does not add up or hold together; says what is wrong with it."""
    found = []
    for course in courses():
        name = f"The file data/{FILE}, plan {course.sessions} × {course.minutes}"
        if len(course.plan) != course.sessions:
            raise SeminarError(f"{name}: it has {len(course.plan)} sessions; expected {course.sessions}.")
        plan = planned(course)
        if wrong := next(problems(plan), None):
            raise SeminarError(f"{name}: {wrong}.")
        found.append(plan)
    return found


def chosen(sessions: int, minutes: int) -> Plan:
    """The longest plan for so many sessions whose minutes fit into slots of so many *minutes*.

    Raises SeminarError where none has so many sessions, or all are longer; names the nearest, and those there are.
    """
    fitting = [plan for plan in plans() if len(plan.sessions) == sessions and plan.longest() <= minutes]
    if fitting:
        plan = max(fitting, key=lambda plan: plan.minutes)
        return replace(plan, spare=minutes - plan.minutes)
    near = nearest(sessions, minutes)
    way_on = prose("longer-slots") if minutes < near.minutes else prose("other-sessions")
    raise SeminarError(
        f"No plan is for {sessions} sessions of {minutes} minutes. Nearest: {_asked(near)}; {way_on}, or write a plan "
        f"of your own into data/{FILE}. {listed()}"
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
    """The plan as Markdown: for each session what is done at home, and a table of what is done in class."""
    blocks = _opening(plan)
    for number, meeting in enumerate(plan.sessions, 1):
        rows = [prose.all("columns"), [":---", ":-----------", ":------", ":---"], *_rows(meeting.parts)]
        table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        before, after = ([f"**{head}** {said}" for head, said in some] for some in _around(plan, meeting))
        blocks += [f"## {prose('session', number=number)}", _titles(meeting.notebooks()), *before, table, *after]
    blocks += [f"## {prose('any-room')}", "\n".join(f"- {line}" for line in prose.all("room"))]
    return "\n\n".join(blocks) + "\n"


def page(plan: Plan, paper: str) -> str:
    """The plan as a page that any browser shows and prints on *paper*."""
    met = [_session(plan, number, meeting) for number, meeting in enumerate(plan.sessions, 1)]
    room = h.section[h.h2[prose("any-room")], h.ul[(h.li[line] for line in prose.all("room"))]]
    content: list[h.Node] = [h.h1[plan.title], (h.p[line] for line in _opening(plan)), met, room]
    return _document(f"{prose('title')}: {plan.title}", content, _size(paper), WHOLE)


def _session(plan: Plan, number: int, meeting: Meeting) -> h.Element:
    before, after = ([h.p[h.strong[head], " ", said] for head, said in some] for some in _around(plan, meeting))
    return h.section[
        h.h2[prose("session", number=number)],
        h.p[_titles(meeting.notebooks())],
        before,
        _table(prose.all("columns"), _rows(meeting.parts)),
        after,
    ]


def run_sheets(plan: Plan, paper: str) -> str:
    """What to say and to do in each session, minute by minute, as a page that any browser prints on *paper*."""
    met = [
        h.section[
            h.h2[prose("session-of", number=number, titles=_titles(meeting.notebooks()))],
            _table(columns.all("columns"), run_rows(meeting)),
            h.p[_planned(plan, meeting)],
        ]
        for number, meeting in enumerate(plan.sessions, 1)
    ]
    content = h.fragment[h.h1[f"{columns('heading')}: {plan.title}"], met]
    return _document(f"{columns('heading')}: {plan.title}", content, _size(paper), A_PAGE_EACH)


def _planned(plan: Plan, meeting: Meeting) -> str:
    """How much of its slot a session takes."""
    return prose("planned", planned=meeting.minutes, minutes=plan.slot, free=plan.slot - meeting.minutes)


def run_rows(meeting: Meeting) -> list[list[str]]:
    """The rows of a session's run sheet: minutes, what I say, what they do, what to look for, a way out."""
    rows = [(row.start, row.end, row.step.said()) for row in meeting.rows()]
    rows += [(start, end, [part.title, "", "", ""]) for start, end, part in _timed(meeting.parts) if not part.key]
    return [[_span(start, end), *said] for start, end, said in sorted(rows)]


def _size(paper: str) -> str:
    return PAPERS[known_paper(paper)].removeprefix("us-")


def _table(heads: Iterable[str], rows: Iterable[list[str]]) -> h.Element:
    return h.table[
        h.thead[h.tr[(h.th(scope="col")[head] for head in heads)]],
        h.tbody[(h.tr[(h.td[cell] for cell in row)] for row in rows)],
    ]


def _document(name: str, content: h.Node, size: str, sections: str) -> str:
    head = h.head[h.meta(charset="utf-8"), h.title[name], h.style[Markup(_style(size, sections))]]
    return str(h.html(lang="en-GB")[head, h.body[h.main[content]]])


def _style(size: str, sections: str) -> str:
    return (
        f"@page {{ size: {size}; margin: 12mm; }} "
        "body { color: #000000; font: 10pt/1.25 'Noto Sans', sans-serif; max-width: 62em; margin: 1em auto; } "
        "table { border-collapse: collapse; width: 100%; } h2 { break-after: avoid; } tr { break-inside: avoid; } "
        f"{sections} "
        "th, td { border-bottom: 1px solid #767676; padding: 2pt 6pt 2pt 0; text-align: left; vertical-align: top; } "
        "td:first-child { white-space: nowrap; }"
    )


def _titles(numbers: Iterable[str]) -> str:
    return ", ".join(f"{number} {title(number)}" for number in numbers)


def _opening(plan: Plan) -> list[str]:
    slot = plan.slot
    lines = [
        prose("lengths", sessions=len(plan.sessions), minutes=slot),
        prose("essay", address=sources()["essay-2019"]["URL"]),
    ]
    if plan.spare < 0:
        return [*lines, prose("tight", minutes=plan.minutes, longest=plan.longest(), slot=slot)]
    if not plan.spare:
        return lines
    lines.append(prose("spare", minutes=plan.minutes, slot=slot, spare=plan.spare))
    longer = [one for one in plans() if len(one.sessions) == len(plan.sessions) and one.minutes > slot]
    nearly = min(longer, key=lambda one: one.minutes, default=None)
    over = nearly.longest() - most_in(slot) if nearly else NEARLY + 1
    return [*lines, prose("nearly", asked=_asked(nearly), over=over)] if nearly and over <= NEARLY else lines


def _around(plan: Plan, meeting: Meeting) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Heading and words of what stands before the table of a session, which is its homework and what to bring, and
    after it: slack, where to find its minutes, what is due, what is left out."""
    read_first = [key for key in meeting.before if not is_done(key)]
    done = [key for key in meeting.before if is_done(key)]
    words = meeting.words()
    due = "; ".join(_due(key, session, len(plan.sessions)) for key, session in meeting.after.items())
    pages = _pages(read_first)
    before = {
        "read": pages and prose("reading", pages=pages, words=f"{words:,}", minutes=math.ceil(words / AT_HOME)),
        "fill-in": "; ".join(map(_named, done)),
        "bring": "; ".join(_in_no_pile(meeting)),
    }
    after = {
        "slot": _planned(plan, meeting),
        "run": prose("run", starts="; ".join(_starts(meeting))),
        "after": due,
        "left": _pages(meeting.left_out(), _offered),
    }
    heads = prose.group("heads")
    first, then = ([(heads[name], said) for name, said in some.items() if said] for some in (before, after))
    return first, then


def _in_no_pile(meeting: Meeting) -> list[str]:
    """What a session needs besides its piles."""
    keys = meeting.in_class()
    wanted = {
        "poster": RULES in keys,
        "box": any(key in SURVEYS or isinstance(records(key[:2])[key], Vote) for key in keys),
        "exit": any(key.endswith("-exit") for key in keys),
        "sides": any(isinstance(records(key[:2])[key], Steelman) for key in keys),
    }
    return [words for name, words in prose.group("in-no-pile").items() if wanted[name]]


def _starts(meeting: Meeting) -> list[str]:
    """At which minute of a session each of its notebooks begins."""
    starts = dict[str, int]()
    for start, _, part in _timed(meeting.parts):
        starts.setdefault(part.notebook, start)
    return [prose("begins", number=number, start=starts[number]) for number in meeting.lessons()]


def _due(key: str, session: int, sessions: int) -> str:
    minutes = records(key[:2])[key].minutes("self")
    return prose("due", title=_named(key), minutes=minutes, day=_day(session, sessions))


def _named(key: str) -> str:
    sheet, name = _sheet(key), _titled(key)
    return (
        prose("named-on", title=name, number=key[:2], sheet=sheet)
        if sheet
        else prose("named", title=name, number=key[:2])
    )


def _titled(key: str) -> str:
    return records(key[:2])[key].title


def _offered(key: str) -> str:
    """The title of a cell, and its minutes in class or else alone."""
    found = records(key[:2])[key]
    minutes = found.minutes("minutes80") or found.minutes("self")
    return " ".join([found.title, *([prose("minutes", minutes=minutes)] if minutes else [])])


def _pages(keys: list[str], said: Callable[[str], str] = _titled) -> str:
    """What is *said* of cells, notebook by notebook."""
    groups = groupby(keys, lambda key: key[:2])
    return "; ".join(prose("pages", number=number, titles=" · ".join(map(said, group))) for number, group in groups)


def _day(session: int, sessions: int) -> str:
    return prose("weeks") if session > sessions else prose("at-start", number=session)


def _timed(parts: Iterable[Part]) -> list[tuple[int, int, Part]]:
    listed = list(parts)
    ends = accumulate(part.minutes for part in listed)
    return [(end - part.minutes, end, part) for part, end in zip(listed, ends, strict=True)]


def _span(start: int, end: int) -> str:
    return f"{start}–{end}"


def _rows(parts: Iterable[Part]) -> list[list[str]]:
    """Minutes, title, grouping and, for who has no computer, the sheet or the slip of each part of a session.

    Two opposite cases are written at the same time, and share a row.
    """
    rows = list[list[str]]()
    began = dict[str, int]()
    for start, end, part in _timed(parts):
        found = records(part.notebook)[part.key] if part.key else None
        pair = found.pair if isinstance(found, Steelman) else ""
        if pair and pair in began:
            rows[-1][:2] = [_span(began[pair], end), f"{rows[-1][1]} / {part.title}"]
            continue
        began[part.key] = start
        rows.append([_span(start, end), part.title, part.grouping, _slip(found) or _sheet(part.key)])
    return rows


def _slip(found: Record | None) -> str:
    return prose("slip") if isinstance(found, Vote) else ""


def _sheet(key: str) -> str:
    """The sheet on which the cell *key* stands for who has no computer; "" where the student's pages have it."""
    return _sheets(key[:2]).get(key, "") if key else ""


@cache
def _sheets(number: str) -> dict[str, str]:
    (path,) = notebook_files([number])
    found = [one for one in sections(read(path)) if one.sheet]
    return {key: sheet_name("sheet", number=number, sheet=one.sheet) for one in found for key in one.keys}


def write(plan: Plan, paper: str, folder: Path, students: int = STUDENTS) -> list[Path]:
    """Put syllabus, run sheets and the piles that *plan* needs for so many *students*, on *paper*, into *folder*;
    returns the files.

    The papers come from ``handouts/``; those on letter paper are printed here where a pack does not hold them. What
    cannot be had, since it is not made yet or cannot be printed here, is left out (``lacking`` names it). Raises
    SeminarError, and writes nothing, for an unknown paper, a class of another size than groups are made for, or a
    folder that holds something else.
    """
    size = known_paper(paper)
    pages: dict[str, Callable[[Plan, str], str]] = {"syllabus.html": page, "run-sheets.html": run_sheets}
    made = {folder / one.folder / one.file: one.content for one in piles_of(plan, size, students)}
    others = {path for path in folder.rglob("*") if path.is_file()} - {*(folder / name for name in pages), *made}
    if others:
        before = next(filter(None, (students_of(path.name) for path in sorted(others))), students)
        if before != students:
            raise SeminarError(
                f"The folder {folder.name} was made for {before} students, not for {students}. Name another with --to, "
                "or empty it."
            )
        raise SeminarError(
            f"The folder {folder.name} holds something else ({min(others).name}). Name another with --to, or empty it."
        )
    write_all({**{folder / name: text(plan, size) for name, text in pages.items()}, **made})
    return [*(folder / name for name in pages), *made]


def piles_of(plan: Plan, paper: str, students: int = STUDENTS) -> list[Pile]:
    """What is printed on *paper* for home and for class, session by session."""
    return [pile for need in needs(plan.sessions) for pile in piles(need, students, _printed(paper))]


def lacking(plan: Plan, paper: str) -> str:
    """A sentence on the papers that *plan* needs and that cannot be had, and the way on; "" for none."""
    printed = _printed(known_paper(paper))
    stems = dict.fromkeys(stem for need in needs(plan.sessions) for stem in need.stems())
    missing = [f"{stem}-{paper}.pdf" for stem in stems if printed(stem) is None]
    if not missing:
        return ""
    way_on = prose("make", command=seminar("build")) if paper == "a4" else _cannot_print()
    return prose("lacking", count=len(missing), first=missing[0], way_on=way_on)


@cache
def _printed(paper: str) -> Callable[[str], bytes | None]:
    """A function from the stem of a handout to its bytes on *paper*; None where it cannot be had here."""
    by_stem = {found.stem: found for found in papers()}
    return cache(lambda stem: _content(by_stem[stem], paper))


def _content(found: Paper, paper: str) -> bytes | None:
    """The bytes of that *paper*: as it stands in the pack, else printed now; None where that cannot be done here."""
    made = pack_folder() / "handouts" / f"{found.stem}-{paper}.pdf"
    if made.is_file():
        return made.read_bytes()
    return None if paper == "a4" or _cannot_print() else pdfs(found.manuscript(), (paper,))[0]


def _cannot_print() -> str:
    """Why no paper can be printed here, "" if it can."""
    try:
        tools()
    except SeminarError as error:
        return str(error)
    return ""
