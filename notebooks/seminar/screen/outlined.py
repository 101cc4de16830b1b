"""Level bars of which each is drawn over the outline of another run: what a change moved, and which way."""

from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import element, px, svg, text
from seminar.screen.page import Ink

_LEFT, _LONGEST, _STEP, _THICK = 232.0, 150.0, 19.0, 13.0


class Measured(NamedTuple):
    """A bar: its *words*, its *value* and that of the *start* (0 or above), what stands at its end, the *most* that
    its scale holds (0: twice the start, or what it is itself if that is more), and whether it is *worse* than that."""

    words: str
    value: float
    start: float
    said: str
    most: float = 0
    worse: bool = False

    def length(self, value: float) -> float:
        """How long *value* is drawn, in pixels."""
        most = self.most or max(2 * self.start, self.value, 1e-9)
        return value / most * _LONGEST


def outlined(rows: Sequence[Measured], ink: Ink) -> h.Renderable:
    """A bar for each of *rows*, over the outline of its start; a changed one has bold words, a worse one stripes."""
    return svg(len(rows) * _STEP + 2, (_bar(place * _STEP, row, ink) for place, row in enumerate(rows)))


def _bar(top: float, row: Measured, ink: Ink) -> h.Node:
    foot, changed = top + 14, abs(row.value - row.start) > 1e-9
    long, start = row.length(row.value), row.length(row.start)
    weight = 600 if changed else 400
    return [
        text(_LEFT - 10, foot, row.words, ink["text"], "end", 12, weight),
        _box(long, top + 3, fill=ink["rest" if not changed else "card" if row.worse else "accent"]),
        row.worse and _stripes(long, top + 3, ink),
        _box(start, top + 3, fill="none", stroke=ink["text"], stroke_width="1.5"),
        text(_LEFT + max(long, start) + 8, foot, row.said, ink["text"], size=12, weight=weight),
    ]


def _stripes(length: float, top: float, ink: Ink) -> h.Renderable:
    """Thick strokes across a bar."""
    path = "".join(f"M{px(_LEFT + x)} {px(top)}v{px(_THICK)}" for x in range(2, max(3, int(length)), 6))
    return element("path")(d=path, stroke=ink["marked"], stroke_width="3", fill="none")


def _box(length: float, top: float, **look: str) -> h.Node:
    """Nothing for a length of 0."""
    if not length:
        return None
    return element("rect")(x=px(_LEFT), y=px(top), width=px(length), height=px(_THICK), **look)
