"""Marks on lanes: within how many days an answer must come, and rates in percent."""

from collections.abc import Mapping, Sequence

from seminar.data.evidence import Row
from seminar.data.records import Data
from seminar.data.words import Words
from seminar.numbers import listed, plural
from seminar.screen.lanes import Lane, Mark, lanes
from seminar.screen.page import Figure

prose = Words("pictures")

YEAR = 365


DAYS = (1, 7, 30, 365, 1825)
"""Days that stand on the axis of limits."""


def limits_of(found: Data, rows: Sequence[Row]) -> Figure:
    """A lane for each list: within how many days an answer must come, and how long an entry stays at most."""
    kinds = prose.group("limit-kinds")
    shown = [Lane("", row.cells["list"], _limit(row), prose("limits.none")) for row in rows]
    ticks = list(zip(DAYS, prose.all("limit-days"), strict=True))
    said = "; ".join(f"{lane.words}: {_told(lane, kinds)}" for lane in shown)
    alt = prose("limits.alt", count=len(shown), said=said)
    return Figure(lambda ink: lanes(shown, ticks, kinds, ink), alt, prose("limits.caption", title=found.title))


def _limit(row: Row) -> list[Mark]:
    marks = []
    if "answer_days" in row.cells:
        unit = "working day" if row.cells.get("answer_counts") == "working days" else "day"
        marks.append(Mark(row.cells["answer_days"], plural(str(row.cells["answer_days"]), unit), "answer"))
    if "stays_years" in row.cells:
        years = row.cells["stays_years"]
        marks.append(Mark(years * YEAR, plural(f"{years:g}", "year"), "stays"))
    return marks


def _told(lane: Lane, kinds: Mapping[str, str]) -> str:
    return listed(f"{kinds[mark.kind]} {mark.written}" for mark in lane.marks) if lane.marks else lane.none


def rates_of(found: Data, rows: Sequence[Row]) -> Figure:
    """A lane for each rate in percent; those that measure the same stand together."""
    shown = [
        Lane(row.cells["measured"], row.cells["finding"], [Mark(value, f"{value:g}%", "rate")])
        for row in rows
        for value in [float(row.cells["value_percent"])]
    ]
    ticks = [(10.0**power, f"{10.0**power:g}%") for power in range(-3, 2)]
    said = "; ".join(f"{lane.words}: {lane.marks[0].written} ({lane.group})" for lane in shown)
    alt = prose("rates.alt", count=len(shown), said=said)
    caption = prose("rates.caption", title=found.title)
    return Figure(lambda ink: lanes(shown, ticks, {"rate": ""}, ink), alt, caption)
