"""People in groups, one figure for each: those who are reached are full, the others hollow."""

from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

STEP, HEAD, ACROSS = 26.0, 26.0, 20


class Group(NamedTuple):
    """A group: its *name*, its *size* and how many of it are *reached*, in people."""

    name: str
    size: int
    reached: int


def reached_people(groups: Sequence[Group], ink: Ink) -> h.Renderable:
    """A block of people for each of *groups*, under its name; those who are reached come first."""
    top, content = 0.0, list[h.Node]()
    for group in groups:
        content.append(text(0, top + 17, group.name, ink["text"], weight=600))
        content += [_person(place, place < group.reached, top + HEAD, ink) for place in range(group.size)]
        top += HEAD + STEP * -(-group.size // ACROSS) + 8
    return svg(top, content)


def _person(place: int, reached: bool, top: float, ink: Ink) -> h.Renderable:
    x, y = (place % ACROSS + 0.5) * WIDTH / ACROSS, top + (place // ACROSS + 0.5) * STEP
    look = {"fill": ink["accent"]} if reached else {"fill": ink["card"], "stroke": ink["quiet"], "stroke_width": "1.2"}
    return element("circle")(cx=px(x), cy=px(y), r="9" if reached else "7", **look)
