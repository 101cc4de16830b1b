"""The people of a town as dots along a signal: who stays below a line, who is listed, who came off the list again."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import chain

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

BINS = 20
LOOKS = ("rest", "marked", "hollow")
"""Small and grey; large and filled; large and hollow."""
_LEFT, _PITCH, _ACROSS, _HEAD = 8.0, 9.2, 3, 24.0
_STEP = (WIDTH - 2 * _LEFT) / BINS

Person = tuple[int, str]
"""The twentieth of the way from 0 to 1 in which a dot stands (0 to 19), and its look."""


def town(rows: Sequence[tuple[str, Sequence[Person]]], gate: float, ink: Ink, ends: Sequence[str]) -> h.Renderable:
    """Piles of dots on the way from 0 to 1, one row of piles for each of *rows* (its words, its people).

    A dashed line stands at *gate* (0 to 1); *ends* are the words under 0 and 1.
    """
    top, content, spots = 0.0, list[h.Node](), {look: list[tuple[float, float]]() for look in LOOKS}
    for words, people in rows:
        floor = top + _HEAD + _PITCH * _most(people)
        content += [text(_LEFT, top + 14, words, ink["text"], weight=600), _floor(floor, ink)]
        for look, found in _places(people, floor).items():
            spots[look] += found
        top = floor + 4
    x = _LEFT + BINS * _STEP * gate
    content.append(element("path")(d=f"M{px(x)} 18V{px(top)}", stroke=ink["text"], stroke_dasharray="5 4"))
    content += [
        text(_LEFT, top + 13, ends[0], ink["quiet"]),
        text(WIDTH - _LEFT, top + 13, ends[1], ink["quiet"], "end"),
    ]
    drawn = [
        _path(spots["rest"], ink["rest"], 5.4),
        _path(spots["marked"] + spots["hollow"], ink["marked"], 8.8),
        _path(spots["hollow"], ink["card"], 5.2),
    ]
    return svg(top + 18, drawn, content)


def _most(people: Sequence[Person]) -> int:
    """The height of the highest pile, in dots."""
    return math.ceil(max(Counter(place for place, _ in people).values(), default=0) / _ACROSS)


def _places(people: Sequence[Person], floor: float) -> dict[str, list[tuple[float, float]]]:
    """Where the dots of each look stand: in a pile those that are not listed lie under those that are."""
    found = {look: list[tuple[float, float]]() for look in LOOKS}
    for slot in {place for place, _ in people}:
        pile = sorted((look for place, look in people if place == slot), key=LOOKS.index)
        for i, look in enumerate(pile):
            x = _LEFT + _STEP * slot + _PITCH * (0.5 + i % _ACROSS)
            found[look].append((x, floor - _PITCH * (i // _ACROSS + 0.5)))
    return found


def _path(spots: Sequence[tuple[float, float]], colour: str, size: float) -> h.Node:
    """All dots of one size as one element: lines of no length with round ends."""
    line = "".join(chain.from_iterable(("M", px(x), " ", px(y), "h0") for x, y in spots))
    return line and element("path")(d=line, stroke=colour, stroke_width=px(size), stroke_linecap="round", fill="none")


def _floor(y: float, ink: Ink) -> h.Renderable:
    return element("path")(d=f"M{px(_LEFT)} {px(y)}h{px(BINS * _STEP)}", stroke=ink["quiet"])
