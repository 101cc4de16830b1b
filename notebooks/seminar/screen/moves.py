"""Where somebody stood first and where then, on lines that lie under each other: a ring, a disc, an arrow between."""

import math
from collections.abc import Sequence
from textwrap import wrap

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

LEFT, RIGHT, STEP, RING, DISC = 24.0, WIDTH - 24.0, 54.0, 8.0, 5.5
LETTER, LINE = 6.5, 14.0
"""How wide a letter of the words under a line is at most, on average, and how high such a line of words."""

Place = float | None
"""A place from 0 (left) to 1 (right); None while it is open."""


def moves(
    rows: Sequence[tuple[str, Place, Place]], ticks: Sequence[tuple[float, str]], ink: Ink, end: float = 1
) -> h.Renderable:
    """A line for each of *rows*, under its words: a ring where it was first, a disc where it was then.

    Both lie in each other where nothing moved. *ticks* are places with the words that stand under the last line, which
    ends at *end*: what lies further on stands apart, each in a place of its own.
    """
    foot = STEP * len(rows)

    room = max(1, int((RIGHT - LEFT) / max(len(ticks), 1) / LETTER))
    lines = {at: wrap(said, room) for at, said in ticks}

    def words(at: float) -> h.Node:
        anchor = "start" if at == 0 else "end" if at == 1 else "middle"
        x = LEFT - RING if at == 0 else RIGHT + RING if at == 1 else _across(at)
        return (text(x, foot + 12 + LINE * i, line, ink["quiet"], anchor, 12) for i, line in enumerate(lines[at]))

    return svg(
        foot + 6 + LINE * max(map(len, lines.values()), default=1),
        (_row(STEP * place + 40, row, [at for at, _ in ticks], end, ink) for place, row in enumerate(rows)),
        (words(at) for at in lines),
    )


def _across(at: float) -> float:
    return LEFT + at * (RIGHT - LEFT)


def _row(y: float, row: tuple[str, Place, Place], ticks: Sequence[float], end: float, ink: Ink) -> h.Node:
    words, first, then = row
    marks = "".join(f"M{px(_across(at))} {px(y - 4)}v8" for at in ticks if at <= end)
    apart = [at for at in ticks if at > end]
    return [
        text(LEFT - RING, y - 18, words, ink["text"]),
        element("path")(
            d=f"M{px(LEFT)} {px(y)}H{px(_across(end))}{marks}", stroke=ink["rest"], stroke_width="2", fill="none"
        ),
        (_socket(_across(at), y, ink) for at in apart),
        first is not None and then is not None and _arrow(_across(first), _across(then), y, ink),
        first is not None and _ring(_across(first), y, ink),
        then is not None and element("circle")(cx=px(_across(then)), cy=px(y), r=px(DISC), fill=ink["marked"]),
    ]


def _socket(x: float, y: float, ink: Ink) -> h.Renderable:
    """A place of its own, off the line."""
    side = RING + 4
    return element("rect")(
        x=px(x - side),
        y=px(y - side),
        width=px(2 * side),
        height=px(2 * side),
        rx="4",
        fill="none",
        stroke=ink["quiet"],
        stroke_dasharray="3 3",
    )


def _ring(x: float, y: float, ink: Ink) -> h.Renderable:
    return element("circle")(cx=px(x), cy=px(y), r=px(RING), fill=ink["card"], stroke=ink["text"], stroke_width="2")


def _arrow(start: float, end: float, y: float, ink: Ink) -> h.Node:
    """From the ring to the disc, where they lie so far apart that it has room."""
    way = math.copysign(1, end - start)
    tip = end - way * (DISC + 1)
    shaft = f"M{px(start)} {px(y)}H{px(tip)}m{px(-way * 7)} -5l{px(way * 7)} 5l{px(-way * 7)} 5"
    return abs(end - start) > 2 * RING + DISC and element("path")(
        d=shaft, stroke=ink["marked"], stroke_width="3", fill="none"
    )
