"""Who does what in several systems: a column for each role, and a bar where one and the same party has them all."""

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

LEFT, HEAD, ROW, LINE = 152.0, 24.0, 52.0, 13.5
OPEN, HELD, OTHER = "open", "held", "other"
"""How a cell is drawn: dotted, with a thin edge, and with a thick one, where a choice was another."""


class Cell(NamedTuple):
    """A role in a system: its *look*, and the *lines* of words in it."""

    look: str
    lines: Sequence[str]


class System(NamedTuple):
    """A system: its *name*, a cell for each role, and whether one party has all of them."""

    name: str
    cells: Sequence[Cell]
    one_hand: bool


def hands(roles: Sequence[str], systems: Sequence[System], here: int, ink: Ink) -> h.Renderable:
    """A row for each of *systems* under the heads of the *roles*; number *here* (from 0) stands on a tinted ground."""
    step = (WIDTH - LEFT) / len(roles)
    return svg(
        HEAD + ROW * len(systems) + 2,
        (text(LEFT + step * i + 6, 15, role, ink["quiet"], size=12) for i, role in enumerate(roles)),
        element("rect")(x="0", y=px(HEAD + ROW * here), width=px(WIDTH), height=px(ROW), fill=ink["tint"]),
        (_row(one, HEAD + ROW * place, step, ink) for place, one in enumerate(systems)),
    )


def _row(system: System, top: float, step: float, ink: Ink) -> h.Node:
    lines = textwrap.wrap(system.name, 18)
    first = top + ROW / 2 + 4 - LINE / 2 * (len(lines) - 1)
    name = [text(4, first + LINE * i, line, ink["text"], size=12, weight=600) for i, line in enumerate(lines)]
    cells = [_cell(cell, LEFT + step * i, top, step, ink) for i, cell in enumerate(system.cells)]
    frame = element("rect")(
        x=px(LEFT + 1),
        y=px(top + 1),
        width=px(WIDTH - LEFT - 2.5),
        height=px(ROW - 5),
        rx="8",
        fill="none",
        stroke=ink["text"],
        stroke_width="3",
    )
    return [name, cells, system.one_hand and frame]


def _cell(cell: Cell, left: float, top: float, step: float, ink: Ink) -> h.Node:
    edge = {
        OPEN: {"stroke": ink["quiet"], "stroke_dasharray": "2 4"},
        HELD: {"stroke": ink["accent"], "stroke_width": "1.5"},
        OTHER: {"stroke": ink["marked"], "stroke_width": "2.5"},
    }[cell.look]
    box = element("rect")(
        x=px(left + 3), y=px(top + 3), width=px(step - 6), height=px(ROW - 9), rx="6", fill=ink["card"], **edge
    )
    first = top + ROW / 2 + 2 - LINE / 2 * (len(cell.lines) - 1)
    return [
        box,
        (text(left + step / 2, first + LINE * i, one, ink["text"], "middle", 12) for i, one in enumerate(cell.lines)),
    ]
