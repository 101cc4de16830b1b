"""The years of a life with a lane for each file: what it may hold, since when it exists, and what turned on it."""

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

WIDE = 880
HEAD, FOOT, NAME, LINE, GAP, RADIUS = 24.0, 22.0, 16.0, 15.0, 9.0, 9.5

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


class _Axis(NamedTuple):
    """The first and the last year, and the *width* of the whole picture."""

    first: int
    last: int
    width: float

    @property
    def left(self) -> float:
        """Where the years begin: before it stand the words."""
        return 0.534 * self.width

    @property
    def right(self) -> float:
        return self.width - 16

    @property
    def letters(self) -> int:
        """Letters of a line of words; those of a narrow picture are larger on paper."""
        return int(self.left / (6.2 if self.width > WIDTH else 7.6))

    def across(self, year: int) -> float:
        return self.left + (year - self.first) / (self.last - self.first) * (self.right - self.left)


def life_lanes(lanes: Sequence[Lane], span: tuple[int, int], here: int, ink: Ink, width: float = WIDE) -> h.Renderable:
    """The *lanes* over the years of *span*; a line stands at the year *here*.

    A lane is dashed where no opening year was found. Marks that would touch each other stand on two levels.
    """
    axis, top, content = _Axis(*span, width), HEAD, list[h.Node]()
    for lane in lanes:
        content.append(_lane(lane, top, axis, ink))
        top += _tall(lane, axis)
    x = axis.across(here)
    tens = range(-(-span[0] // 10) * 10, span[1] + 1, 10)
    return svg(
        top + FOOT,
        element("path")(d=f"M{px(x)} {px(HEAD - 6)}V{px(top + 4)}", stroke=ink["text"], stroke_width="2"),
        text(min(x, axis.right - 4), HEAD - 10, str(here), ink["text"], "middle", 13, 700),
        (text(axis.across(one), top + 17, str(one), ink["quiet"], "middle", 12) for one in tens),
        content,
        width=width,
    )


def _tall(lane: Lane, axis: _Axis) -> float:
    return NAME + LINE * len(_lines(lane, axis)) + GAP


def _lines(lane: Lane, axis: _Axis) -> list[str]:
    return textwrap.wrap(lane.holds, axis.letters)


def _lane(lane: Lane, top: float, axis: _Axis, ink: Ink) -> h.Node:
    middle = top + _tall(lane, axis) / 2
    start = axis.across(max(axis.first, lane.since or axis.first))
    dashes = None if lane.since else "3 5"
    return [
        element("path")(d=f"M0 {px(top)}H{px(axis.right)}", stroke=ink["line"]),
        text(0, top + NAME, lane.name, ink["text"], size=13, weight=600),
        (text(0, top + NAME + LINE * (i + 1), one, ink["quiet"], size=12) for i, one in enumerate(_lines(lane, axis))),
        element("path")(
            d=f"M{px(start)} {px(middle)}H{px(axis.right)}",
            stroke=ink["rest"],
            stroke_width="4",
            stroke_dasharray=dashes,
        ),
        lane.since and element("path")(d=f"M{px(start)} {px(middle - 7)}v14", stroke=ink["quiet"], stroke_width="2"),
        (_mark(mark, x, y, ink) for mark, (x, y) in zip(lane.marks, _places(lane, middle, axis), strict=True)),
    ]


def _places(lane: Lane, middle: float, axis: _Axis) -> list[tuple[float, float]]:
    """The middle of each mark: up and down in turn where it would touch the one before."""
    found = list[tuple[float, float]]()
    for mark in lane.marks:
        x = axis.across(mark.year)
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
