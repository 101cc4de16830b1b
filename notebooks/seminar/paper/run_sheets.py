"""The run sheets of an instructor's copy, and the minute marks at its cells."""

import math
from collections.abc import Iterable

import htpy as h

from seminar.course.minutes import AT_HOME
from seminar.data.records import Length, Record, Steelman, Step, Vote, instructor
from seminar.data.words import Words
from seminar.paper.courses import Row, run_sheet, words_of
from seminar.paper.handout_page import Page, division, markup, spans
from seminar.screen.page import Table

prose = Words("run-sheets")

LONG: Length = "minutes80"
SHORT: Length = "minutes40"


def minute_marks(page: Page) -> dict[str, list[str]]:
    """Cell id → its minutes in both plans, in the order of the page; two opposite cases are written at once."""
    long, short = _in_class(page, LONG), _in_class(page, SHORT)

    def mark(key: str) -> str:
        plans = [(80, long.get(key)), (40, short.get(key))]
        said = [prose("minutes", start=span[0], end=span[1], length=length) for length, span in plans if span]
        both = prose("both") if isinstance(page.records[key], Steelman) else ""
        return division("mark", markup(h.p["; ".join(said).capitalize(), both]))

    return {key: [mark(key)] for key in page.cells if key in long or key in short}


def _in_class(page: Page, plan: Length) -> dict[str, tuple[int, int]]:
    """The minutes of each cell in *plan*; both of a pair of opposite cases have the minutes of the two."""
    found = spans(page, plan)
    for key, steelman in [(key, page.records[key]) for key in found]:
        other = steelman.pair if isinstance(steelman, Steelman) else ""
        if other in found:
            found[key] = found[other] = (min(found[key][0], found[other][0]), max(found[key][1], found[other][1]))
        elif other:
            found[other] = found[key]
    return found


def run_sheets(page: Page) -> list[str]:
    """The run sheets for 80 and 40 minutes and for a second session, materials and sensitive points."""
    return [
        f"## {prose('heading')}",
        *filter(None, [_read_before(page)]),
        long_plan(page),
        short_plan(page),
        *with_phones(page),
        f"## {prose('bring')}",
        materials(page),
        f"## {prose('take-care')}",
        care(page),
        f"## {prose('pages')}",
    ]


def with_phones(page: Page) -> list[str]:
    """What the two minutes of a vote are with phones, or what else these take in a notebook in which no class votes."""
    if not any(isinstance(found, Vote) for found in page.records.values()):
        others = prose.group("phones-for")
        return [f"## {prose('phones-too')}", others[page.number]] if page.number in others else []
    steps = [
        prose("with-phones.before", number=page.number),
        prose("with-phones.first"),
        prose("with-phones.second"),
    ]
    return [f"## {prose('phones')}", markup(h.ol[(h.li[step] for step in steps)])]


def long_plan(page: Page) -> str:
    """The run sheet for 80 minutes, and what it leaves out."""
    rows = rows_of(page, LONG)
    left = [page.records[step.cells[-1]].title for step in _other_steps(page)]
    said = [prose("left-out", minutes=80, titles=" · ".join(left))] if left else []
    return "\n\n".join([_sheet(prose("long", planned=_planned(rows)), rows), *said])


def short_plan(page: Page) -> str:
    """The run sheet for 40 minutes, what it leaves out, and the rows for which 80 minutes too have no room."""
    rows = rows_of(page, SHORT)
    held = {key for row in rows for key in row.cells}
    timed = [key for row in rows_of(page, LONG) for key in row.cells if page.records[key].minutes(LONG)]
    left = [page.records[key].title for key in timed if key not in held]
    said = [prose("left-out", minutes=40, titles=" · ".join(left))] if left else []
    return "\n\n".join([_sheet(prose("short", planned=_planned(rows)), rows), *said, *_second_session(page)])


def materials(page: Page) -> str:
    """What to bring, as a list."""
    return markup(h.ul[(h.li[item] for item in instructor(page.number).materials)])


def care(page: Page) -> str:
    """The sensitive points, as a list."""
    return markup(h.ul[(h.li[item] for item in instructor(page.number).sensitive)])


def rows_of(page: Page, length: Length) -> list[Row]:
    """The rows of the run sheet in the plan of that *length*."""
    return run_sheet(page.number, _given(page.records.items(), length), length)


def _given(found: Iterable[tuple[str, Record]], length: Length) -> dict[str, int]:
    return {key: one.minutes(length) for key, one in found if one.minutes(length)}


def _planned(rows: list[Row]) -> int:
    return rows[-1].end if rows else 0


def _sheet(caption: str, rows: list[Row]) -> str:
    body = [[f"{row.start}–{row.end}", *row.step.said()] for row in rows]
    return markup(Table(caption, prose.all("columns"), body).markup())


def _second_session(page: Page) -> list[str]:
    """The rows that the 80 minutes leave out, each with the minutes that it needs."""
    rows = []
    for step in _other_steps(page):
        (row,) = run_sheet(page.number, {step.cells[-1]: 1, **_alone(page, step.cells)}, LONG)
        rows.append([str(math.ceil(row.needs)), *row.step.said()])
    return [markup(Table(prose("rest"), prose.all("rest-columns"), rows).markup())] if rows else []


def _other_steps(page: Page) -> list[Step]:
    held = {row.step.cells for row in rows_of(page, LONG)}
    return [step for step in instructor(page.number).run if step.cells not in held]


def _alone(page: Page, cells: Iterable[str]) -> dict[str, int]:
    """Some minutes for each of *cells* that has any alone."""
    return {key: 1 for key in cells if page.records[key].minutes("self")}


def _read_before(page: Page) -> str:
    keys = instructor(page.number).before
    words = words_of(keys)
    titles = " · ".join(page.records[key].title for key in keys)
    return prose("read-before", words=f"{words:,}", minutes=math.ceil(words / AT_HOME), titles=titles) if keys else ""
