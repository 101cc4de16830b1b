"""The years of a life with a lane for each file: what it may hold, since when it exists, and what turned on it."""

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import element, px, svg, text
from seminar.screen.page import Ink

WIDE = 880
LEFT, RIGHT, HEAD, FOOT = 470.0, WIDE - 16.0, 24.0, 22.0
LETTERS, NAME, LINE, GAP = 75, 16.0, 14.0, 9.0
RADIUS = 9.5

SEEN, UNCLEAR, SHUT, FIRST = "seen", "unclear", "shut", "first"
"""A full disc, a dashed ring, a square, and a thick ring: where a reader looked first."""


class Mark(NamedTuple):
    """A numbered moment of a lane: its *number*, its *year* and its *look*."""

    number: int
    year: int
    look: str


class Lane(NamedTuple):
    """A file: its *name*, what it may *hold*, the year *since* which it exists (None: not found), and its marks."""

    name: str
    holds: str
    since: int | None
    marks: Sequence[Mark]


def life_lanes(lanes: Sequence[Lane], span: tuple[int, int], here: tuple[int, str], ink: Ink) -> h.Renderable:
    """The *lanes* over the years of *span*; a line with its words stands at the year *here*.

    A lane is dashed where no opening year was found. Marks that would touch each other stand on two levels.
    """
    top, content = HEAD, list[h.Node]()
    for lane in lanes:
        content.append(_lane(lane, top, span, ink))
        top += _tall(lane)
    year, words = here
    x = _across(year, span)
    tens = range(-(-span[0] // 10) * 10, span[1] + 1, 10)
    return svg(
        top + FOOT,
        element("path")(d=f"M{px(x)} {px(HEAD - 6)}V{px(top + 4)}", stroke=ink["text"], stroke_width="2"),
        text(min(x, RIGHT - 15), HEAD - 10, words, ink["text"], "middle", 13, 700),
        (text(_across(one, span), top + 17, str(one), ink["quiet"], "middle", 12) for one in tens),
        content,
        width=WIDE,
    )


def _across(year: int, span: tuple[int, int]) -> float:
    first, last = span
    return LEFT + (year - first) / (last - first) * (RIGHT - LEFT)


def _tall(lane: Lane) -> float:
    return NAME + LINE * len(_lines(lane)) + GAP


def _lines(lane: Lane) -> list[str]:
    return textwrap.wrap(lane.holds, LETTERS)


def _lane(lane: Lane, top: float, span: tuple[int, int], ink: Ink) -> h.Node:
    middle = top + _tall(lane) / 2
    start = _across(max(span[0], lane.since or span[0]), span)
    dashes = None if lane.since else "3 5"
    return [
        element("path")(d=f"M0 {px(top)}H{px(RIGHT)}", stroke=ink["line"]),
        text(0, top + NAME, lane.name, ink["text"], size=13, weight=600),
        (text(0, top + NAME + LINE * (i + 1), one, ink["quiet"], size=12) for i, one in enumerate(_lines(lane))),
        element("path")(
            d=f"M{px(start)} {px(middle)}H{px(RIGHT)}", stroke=ink["rest"], stroke_width="4", stroke_dasharray=dashes
        ),
        lane.since and element("path")(d=f"M{px(start)} {px(middle - 7)}v14", stroke=ink["quiet"], stroke_width="2"),
        (_mark(mark, x, y, ink) for mark, (x, y) in zip(lane.marks, _places(lane, middle, span), strict=True)),
    ]


def _places(lane: Lane, middle: float, span: tuple[int, int]) -> list[tuple[float, float]]:
    """The middle of each mark: up and down in turn where it would touch the one before."""
    found = list[tuple[float, float]]()
    for mark in lane.marks:
        x = _across(mark.year, span)
        near = bool(found) and x - found[-1][0] < 2 * RADIUS
        if near:
            found[-1] = (found[-1][0], middle - RADIUS)
        found.append((x, middle + RADIUS if near else middle))
    return found


def _mark(mark: Mark, x: float, y: float, ink: Ink) -> h.Node:
    full = mark.look == SEEN
    number = text(x, y + 4.5, str(mark.number), ink["card" if full else "text"], "middle", 12, 600)
    if mark.look == SHUT:
        side = 2 * RADIUS - 2
        place = {"x": px(x - side / 2), "y": px(y - side / 2), "width": px(side), "height": px(side)}
        return [element("rect")(fill=ink["soft"], stroke=ink["quiet"], **place), number]
    edge = {
        SEEN: {"stroke": ink["accent"]},
        UNCLEAR: {"stroke": ink["text"], "stroke_width": "1.5", "stroke_dasharray": "3 2.5"},
        FIRST: {"stroke": ink["marked"], "stroke_width": "2.5"},
    }[mark.look]
    fill = ink["accent" if full else "card"]
    return [element("circle")(cx=px(x), cy=px(y), r=px(RADIUS), fill=fill, **edge), number]
