"""Dated changes as arrows on lanes of time, a lane for each system: the shape of an arrow tells where it points."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

LEFT, RIGHT, HEAD, STEP, GAP, LEGEND = 152.0, 24.0, 22.0, 27.0, 8.0, 30.0
APART = 29.0
"""Pixels between two arrows on one level."""
PATHS = {
    "wider": "M-8 0H8M-4 -4L-9 0l5 4M4 -4L9 0l-5 4",
    "narrower": "M-10 0H-2M10 0H2M-6 -4l4.500 4l-4.500 4M6 -4l-4.500 4l4.500 4",
    "more open": "M0 8V-8M-4.500 -3L0 -8.500L4.500 -3",
    "more exits": "M1 -8H-8V8H1M-3 0H9M5 -4L9.500 0L5 4",
    "": "M-2 0h4",
}
"""Where a change points → its arrow: out, in, up, and out of a door; a short line where that is not shown yet."""


class Arrow(NamedTuple):
    """A change: its year with the part of it that is over (2025.79), and where it points, a key of ``PATHS``."""

    year: float
    points: str


Lanes = Sequence[tuple[str, Sequence[Arrow]]]
"""The words of a lane and its arrows, the earliest first."""


def arrows(
    lanes: Lanes, years: tuple[int, int], words: Mapping[str, str], ink: Ink, width: float = WIDTH
) -> h.Renderable:
    """The lanes of *years* (the first and the last of the axis), with *words* for each kind of arrow below them."""
    every = [arrow for _, found in lanes for arrow in found]
    foot = _foot(lanes, years, width)
    return svg(
        foot + LEGEND,
        _axis(years, foot, width, ink),
        _names(lanes, years, width, ink),
        (_arrow(x, y, one.points, ink) for (x, y), one in zip(_middles(lanes, years, width), every, strict=True)),
        _legend(words, foot + LEGEND / 2, width, ink),
        width=width,
    )


def middles(lanes: Lanes, years: tuple[int, int], width: float = WIDTH) -> list[tuple[float, float]]:
    """The middle of each arrow, lane by lane, in percent of the width and the height of the picture."""
    high = _foot(lanes, years, width) + LEGEND
    return [(100 * x / width, 100 * y / high) for x, y in _middles(lanes, years, width)]


def _middles(lanes: Lanes, years: tuple[int, int], width: float) -> list[tuple[float, float]]:
    """The same in pixels: arrows too near in time stand below each other."""
    found, top = list[tuple[float, float]](), HEAD
    for _, some in lanes:
        across = [_across(one.year, years, width) for one in some]
        levels = _levels(across)
        found += [(x, top + STEP * (level + 0.5)) for x, level in zip(across, levels, strict=True)]
        top += _height(levels)
    return found


def _foot(lanes: Lanes, years: tuple[int, int], width: float) -> float:
    return HEAD + sum(_tall(found, years, width) for _, found in lanes)


def _tall(found: Sequence[Arrow], years: tuple[int, int], width: float) -> float:
    return _height(_levels([_across(arrow.year, years, width) for arrow in found]))


def _height(levels: Sequence[int]) -> float:
    return STEP * (max(levels, default=0) + 1) + GAP


def _across(year: float, years: tuple[int, int], width: float) -> float:
    return LEFT + (year - years[0]) / (years[1] - years[0]) * (width - LEFT - RIGHT)


def _levels(across: Sequence[float]) -> list[int]:
    """The level of each, the first on which the one before it is far enough away."""
    ends, found = list[float](), list[int]()
    for x in across:
        level = next((i for i, end in enumerate(ends) if x - end >= APART), len(ends))
        ends[level : level + 1] = [x]
        found.append(level)
    return found


def _axis(years: tuple[int, int], foot: float, width: float, ink: Ink) -> h.Node:
    def tick(year: int) -> h.Node:
        x = _across(year, years, width)
        line = element("path")(d=f"M{px(x)} {px(HEAD)}V{px(foot)}", stroke=ink["line"], stroke_dasharray="2 4")
        return [line, text(x, 14, str(year), ink["quiet"], "middle", 12)]

    return [tick(year) for year in range(years[0], years[1] + 1, 2)]


def _names(lanes: Lanes, years: tuple[int, int], width: float, ink: Ink) -> h.Node:
    top, content = HEAD, list[h.Node]()
    for name, found in lanes:
        lines = textwrap.wrap(name, 20)
        for i, line in enumerate(lines):
            y = top + (17 if len(lines) == 1 else 11 + 14 * i)
            content.append(text(0, y, line, ink["text"], size=12, weight=600))
        top += _tall(found, years, width)
        content.append(element("path")(d=f"M0 {px(top - 4)}H{px(width)}", stroke=ink["line"]))
    return content


def _arrow(x: float, y: float, points: str, ink: Ink) -> h.Node:
    disc = element("circle")(cx=px(x), cy=px(y), r="12.5", fill=ink["card"], stroke=ink["quiet"])
    moved = element("g")(transform=f"translate({px(x)} {px(y)})")
    return [disc, moved[element("path")(d=PATHS[points], fill="none", stroke=ink["accent"], stroke_width="2")]]


def _legend(words: Mapping[str, str], y: float, width: float, ink: Ink) -> h.Node:
    step = width / max(1, len(words))
    return [
        [_arrow(13 + step * i, y, points, ink), text(32 + step * i, y + 4, said, ink["quiet"], size=12)]
        for i, (points, said) in enumerate(words.items())
    ]
