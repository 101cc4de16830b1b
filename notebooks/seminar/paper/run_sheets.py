"""The run sheets of an instructor's copy, and the minute marks at its cells."""

import htpy as h

from seminar.data.records import Instructor, Length, Steelman, Vote, grouping
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.paper.handout_page import Page, division, markup, spans
from seminar.screen.page import Table

prose = Words("run-sheets")


def minute_marks(page: Page) -> dict[str, list[str]]:
    """Cell id → its minutes in both plans, in the order of the page; two opposite cases are written at once."""
    long, short = _in_class(page, "minutes80"), _in_class(page, "minutes40")

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
    """The run sheets for 80 and 40 minutes, materials and sensitive points, from the instructor's record."""
    found = next((found for found in page.records.values() if isinstance(found, Instructor)), None)
    if found is None:
        raise SeminarError(f"The file data/teaching/{page.number}.yaml has no instructor record.")
    columns = prose.all("columns")
    rows = [[step.minute.replace("-", "–"), step.say, step.do, step.look, step.fix] for step in found.run]
    return [
        f"## {prose('heading')}",
        markup(Table(prose("long"), columns, rows).markup()),
        markup(Table(prose("short"), prose.all("short-columns"), _short_plan(page)).markup()),
        *_with_phones(page),
        f"## {prose('bring')}",
        markup(h.ul[(h.li[item] for item in found.materials)]),
        f"## {prose('take-care')}",
        markup(h.ul[(h.li[item] for item in found.sensitive)]),
        f"## {prose('pages')}",
    ]


def _with_phones(page: Page) -> list[str]:
    """What the two minutes of a vote are with phones, for a notebook in which a class votes."""
    if not any(isinstance(found, Vote) for found in page.records.values()):
        return []
    steps = [
        prose("with-phones.before", number=page.number),
        prose("with-phones.first"),
        prose("with-phones.second"),
    ]
    return [f"## {prose('phones')}", markup(h.ol[(h.li[step] for step in steps)])]


def _short_plan(page: Page) -> list[list[str]]:
    """A row for each part of the short plan; two opposite cases share one."""
    rows: dict[tuple[int, int], list[str]] = {}
    for key, span in _in_class(page, "minutes40").items():
        found = page.records[key]
        row = rows.setdefault(span, ["–".join(map(str, span)), "", grouping(found)])
        row[1] = " / ".join(filter(None, [row[1], found.title]))
    return list(rows.values())
