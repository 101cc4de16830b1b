"""Counts on one axis of time: each on a line of its own, and apart by unit, for only then may they stand together."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

LEFT, RIGHT = 20.0, 22.0
HEAD, ROW = 28.0, 40.0

Across = Callable[[float], float]


class Span(NamedTuple):
    """A number of some *unit*: what is counted, the year to which it runs with the part of it that is over (2018.99),
    the number as it is written, and its kind: "stock" (at that time), "cumulative" (since the start) or "in the
    period"."""

    unit: str
    words: str
    year: float
    value: str
    kind: str


def spans(counts: Sequence[Span], years: tuple[int, int], kinds: Mapping[str, str], ink: Ink) -> h.Renderable:
    """A line for each of *counts*, which stand by unit; *years* are the first and the last of the axis.

    Each kind has its shape: a diamond alone for a stock, a disc at the end of a stroke from the start for a cumulative
    count, a ring on a stroke of one year for a period. *kinds* says what a reader calls each.
    """
    top, content = HEAD, list[h.Node]()

    def across(year: float) -> float:
        return LEFT + (year - years[0]) / (years[1] - years[0]) * (WIDTH - LEFT - RIGHT)

    for unit, group in groupby(counts, lambda count: count.unit):
        content += [
            element("path")(d=f"M0 {px(top + 4)}H{px(WIDTH)}", stroke=ink["quiet"]),
            text(0, top + HEAD - 5, unit, ink["text"], size=14, weight=700),
        ]
        top += HEAD
        for count in group:
            ticks = "".join(f"M{px(across(year))} {px(top + 19)}v18" for year in range(years[0], years[1], 2))
            content.append(element("path")(d=ticks, stroke=ink["line"]))
            content.append(_row(count, top, across, years[0], ink))
            top += ROW
    numbers = [
        text(across(year), top + 16, str(year), ink["quiet"], "middle", 12) for year in range(years[0], years[1], 2)
    ]
    return svg(top + 22, _legend(kinds, ink), numbers, content)


def _row(count: Span, top: float, across: Across, start: int, ink: Ink) -> h.Node:
    """Number and words of a count, and below them its place in time."""
    x, y = across(count.year), top + 28
    return [
        text(LEFT, top + 14, count.value, ink["text"], size=14, weight=600),
        text(LEFT + 104, top + 14, count.words, ink["text"]),
        _mark(count.kind, x, y, x - across(start), x - across(count.year - 1), ink),
    ]


def _mark(kind: str, x: float, y: float, since: float, year: float, ink: Ink) -> h.Node:
    """The sign of a *kind* at *x*, with a stroke of *since* or of one *year*."""

    def stroke(long: float, dashes: str | None = None) -> h.Node:
        path = f"M{px(x - long)} {px(y)}H{px(x)}"
        return element("path")(d=path, stroke=ink["accent"], stroke_width="3", stroke_dasharray=dashes)

    if kind == "stock":
        return element("path")(d=f"M{px(x)} {px(y - 8)}l8 8l-8 8l-8 -8z", fill=ink["marked"])
    if kind == "cumulative":
        return [stroke(since), element("circle")(cx=px(x), cy=px(y), r="6", fill=ink["accent"])]
    ring = element("circle")(cx=px(x), cy=px(y), r="6", fill=ink["card"], stroke=ink["text"], stroke_width="2.5")
    end = element("path")(d=f"M{px(x - year)} {px(y - 5)}v10", stroke=ink["accent"], stroke_width="3")
    return [stroke(year), end, ring]


def _legend(kinds: Mapping[str, str], ink: Ink) -> h.Node:
    """The sign of each kind with its words, in one line."""
    content, left = list[h.Node](), 12.0
    for kind, words in kinds.items():
        content += [_mark(kind, left + 20, 10, 20, 20, ink), text(left + 34, 15, words, ink["quiet"])]
        left += 48 + 7 * len(words)
    return content
