"""A log of probes: the level of each area as a filling, and the score that a machine showed for it."""

from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

HEAD, ROW, TILE, PITCH = 20.0, 23.0, 18.0, 24.0
FIRST, LEFT, RIGHT = 26.0, 172.0, WIDTH - 166.0


class Shown(NamedTuple):
    """One probe: the *levels* of its areas (0 to 100), the *score*, the score as it is *said*, and a *note*."""

    levels: Sequence[int]
    score: float
    said: str
    note: str = ""


def log_of_probes(shown: Sequence[Shown], areas: int, places: int, span: tuple[int, int], ink: Ink) -> h.Renderable:
    """A row for each probe that was *shown*, and an empty one for each that is left of *places*.

    Each has a tile for each of *areas*, filled to its level, and a disc at its score on a line over *span*.
    """
    rows = max(places, len(shown))
    foot = HEAD + ROW * rows
    empty = "".join(
        _tile(area, HEAD + ROW * (place + 0.5)) for place in range(len(shown), rows) for area in range(areas)
    )
    return svg(
        foot + 4,
        (text(FIRST + PITCH * area + TILE / 2, 13, str(area + 1), ink["quiet"], "middle", 12) for area in range(areas)),
        text(LEFT, 13, str(span[0]), ink["quiet"], "middle", 12),
        text(RIGHT, 13, str(span[1]), ink["quiet"], "middle", 12),
        empty and element("path")(d=empty, fill="none", stroke=ink["quiet"], stroke_dasharray="1 3"),
        (text(0, HEAD + ROW * (place + 0.5) + 4, str(place + 1), ink["quiet"], size=12) for place in range(rows)),
        (_row(one, HEAD + ROW * (place + 0.5), span, ink) for place, one in enumerate(shown)),
    )


def _tile(area: int, y: float) -> str:
    return f"M{px(FIRST + PITCH * area)} {px(y - TILE / 2)}h{px(TILE)}v{px(TILE)}h{px(-TILE)}z"


def _row(one: Shown, y: float, span: tuple[int, int], ink: Ink) -> h.Node:
    x = LEFT + (one.score - span[0]) / (span[1] - span[0]) * (RIGHT - LEFT)
    full = "".join(
        f"M{px(FIRST + PITCH * area)} {px(y + TILE / 2)}h{px(TILE)}v{px(-TILE * level / 100)}h{px(-TILE)}z"
        for area, level in enumerate(one.levels)
        if level
    )
    frames = "".join(_tile(area, y) for area in range(len(one.levels)))
    return [
        full and element("path")(d=full, fill=ink["accent"]),
        element("path")(d=frames, fill="none", stroke=ink["accent"], stroke_width="1.2"),
        element("path")(d=f"M{px(LEFT)} {px(y)}H{px(RIGHT)}", stroke=ink["line"], stroke_width="2"),
        element("circle")(cx=px(x), cy=px(y), r="6", fill=ink["marked"]),
        text(RIGHT + 12, y + 4, one.said, ink["text"], size=13, weight=600),
        one.note and text(WIDTH, y + 4, one.note, ink["quiet"], "end", 12),
    ]
