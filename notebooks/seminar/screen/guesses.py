"""The guesses of a room as dots over their scale, with a line where the result lies."""

from collections.abc import Mapping, Sequence

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

LEFT, RIGHT, TOP, FLOOR, COLUMNS = 24.0, WIDTH - 24.0, 34.0, 206.0, 40

Mark = tuple[float, str]
"""A place from 0 (left) to 1 (right), and its words."""


def guesses(given: Mapping[float, int], ends: Sequence[Mark], result: Mark | None, ink: Ink) -> h.Renderable:
    """A dot for each guess (*given*: place → how many), in columns over a line with words at its *ends*.

    The *result*, where there is one, is a line from top to bottom with its words above.
    """
    columns: dict[int, int] = {}
    for place, count in given.items():
        column = round(place * (COLUMNS - 1))
        columns[column] = columns.get(column, 0) + count
    step = min((RIGHT - LEFT) / (COLUMNS - 1), (FLOOR - TOP) / max(columns.values()))
    path = "".join(
        f"M{px(_across(column / (COLUMNS - 1)))} {px(FLOOR - step * (row + 0.5))}h0"
        for column, count in columns.items()
        for row in range(count)
    )
    dots = element("path")(
        d=path, stroke=ink["accent"], stroke_width=px(0.8 * step), stroke_linecap="round", fill="none"
    )
    axis = element("path")(d=f"M{px(LEFT)} {px(FLOOR)}H{px(RIGHT)}", stroke=ink["quiet"])
    under = [text(_across(place), FLOOR + 20, words, ink["quiet"], _anchor(place)) for place, words in ends]
    return svg(FLOOR + 28, axis, result and _line(result, ink), dots, under)


def _across(place: float) -> float:
    return LEFT + place * (RIGHT - LEFT)


def _anchor(place: float) -> str:
    return "start" if place < 0.2 else "end" if place > 0.8 else "middle"


def _line(result: Mark, ink: Ink) -> h.Node:
    place, words = result
    x = _across(min(1.0, max(0.0, place)))
    line = f"M{px(x)} {px(TOP - 8)}V{px(FLOOR)}"
    return [
        element("path")(d=line, stroke=ink["marked"], stroke_width="3", fill="none"),
        text(x, TOP - 16, words, ink["text"], _anchor(place), weight=600),
    ]
