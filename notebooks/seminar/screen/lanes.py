"""Lanes on one axis of powers: each row has a lane of its own, with a mark where each of its numbers lies, or none."""

import math
import textwrap
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

LEFT, RIGHT = 14.0, 46.0
LINE, HEAD = 17.0, 24.0
LETTERS = 84
"""Letters of a line."""

Across = Callable[[float], float]


class Mark(NamedTuple):
    """A number above 0, how it is *written*, and its *kind*: the first of the legend is a disc, the second a square."""

    value: float
    written: str
    kind: str


class Lane(NamedTuple):
    """A row of some *group* ("" for none): its *words*, its *marks*, and what stands in a lane without a mark."""

    group: str
    words: str
    marks: Sequence[Mark]
    none: str = ""


def lanes(rows: Sequence[Lane], ticks: Sequence[tuple[float, str]], kinds: Mapping[str, str], ink: Ink) -> h.Renderable:
    """A lane for each of *rows*, under the head of its group; *ticks* are the numbers (above 0) of the axis, in order.

    *kinds* says what a reader calls each kind of mark. A lane without a mark is dashed.
    """
    low, high = (math.log10(ticks[end][0]) for end in (0, -1))

    def across(value: float) -> float:
        return LEFT + (math.log10(value) - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    top, content = 24.0 if len(kinds) > 1 else 0.0, list[h.Node]()
    for group, some in groupby(rows, lambda row: row.group):
        if group:
            heads = textwrap.wrap(group, LETTERS - 6)
            content += [text(0, top + 17 + LINE * i, line, ink["text"], weight=700) for i, line in enumerate(heads)]
            top += HEAD + LINE * (len(heads) - 1)
        for row in some:
            places = [across(value) for value, _ in ticks]
            content.append(_lane(row, top, across, places, list(kinds), ink))
            top += _high(row)
    axis = [
        text(across(value) if place else 0, top + 15, words, ink["quiet"], "middle" if place else "start", 12)
        for place, (value, words) in enumerate(ticks)
    ]
    return svg(top + 20, axis, content, len(kinds) > 1 and _legend(kinds, ink))


def _lines(row: Lane) -> list[str]:
    return textwrap.wrap(row.words, LETTERS)


def _high(row: Lane) -> float:
    return LINE * len(_lines(row)) + 29


def _lane(row: Lane, top: float, across: Across, places: Sequence[float], kinds: Sequence[str], ink: Ink) -> h.Node:
    lines = _lines(row)
    y = top + LINE * len(lines) + 11
    path = f"M{px(LEFT)} {px(y)}H{px(WIDTH - RIGHT)}"
    ticks = "".join(f"M{px(x)} {px(y - 7)}v14" for x in places)
    return [
        (text(LEFT, top + 14 + LINE * i, line, ink["text"]) for i, line in enumerate(lines)),
        element("path")(d=path, stroke=ink["rest"], stroke_width="3", stroke_dasharray=None if row.marks else "4 6"),
        element("path")(d=ticks, stroke=ink["rest"]),
        not row.marks and _said(LEFT + 10, y, row.none, ink),
        (_mark(across(mark.value), y, kinds.index(mark.kind), ink) for mark in row.marks),
        (_said(across(mark.value) + 11, y, mark.written, ink) for mark in row.marks),
    ]


def _said(x: float, y: float, words: str, ink: Ink) -> h.Node:
    """Words on a lane, on a ground of their own; near the right edge they stand before their mark."""
    wide = 6.6 * len(words) + 6
    left = x if x + wide <= WIDTH else x - 22 - wide
    ground = element("rect")(x=px(left), y=px(y - 8), width=px(wide), height="16", fill=ink["card"])
    return [ground, text(left + 3, y + 4, words, ink["text"], size=12, weight=600)]


def _mark(x: float, y: float, kind: int, ink: Ink) -> h.Renderable:
    if kind == 0:
        return element("circle")(cx=px(x), cy=px(y), r="7", fill=ink["accent"])
    return element("rect")(
        x=px(x - 6.5), y=px(y - 6.5), width="13", height="13", fill=ink["card"], stroke=ink["marked"], stroke_width="3"
    )


def _legend(kinds: Mapping[str, str], ink: Ink) -> h.Node:
    content, left = list[h.Node](), LEFT
    for place, words in enumerate(kinds.values()):
        content += [_mark(left, 10, place, ink), text(left + 13, 14, words, ink["quiet"])]
        left += 46 + 6.8 * len(words)
    return content
