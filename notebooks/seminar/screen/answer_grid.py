"""A small grid of answers: a column for each question, a row for each time, and a sign in every cell."""

from collections.abc import Sequence

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

LOOKS = ("right", "wrong", "none")
"""A full disc with a tick, an empty one with a cross, a dash."""
_LEFT, _ROW, _HEAD, _RADIUS = 84.0, 34.0, 24.0, 12.0


def answer_grid(heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]], ink: Ink) -> h.Renderable:
    """One of ``LOOKS`` for each of *rows* (its words, its looks) under each of *heads*."""
    step = (WIDTH - _LEFT) / max(len(heads), 1)
    middles = [_LEFT + step * (i + 0.5) for i in range(len(heads))]
    content: list[h.Node] = [text(x, 15, head, ink["quiet"], "middle") for x, head in zip(middles, heads, strict=True)]
    for place, (words, looks) in enumerate(rows):
        y = _HEAD + _ROW * (place + 0.5)
        content.append(text(0, y + 5, words, ink["text"], weight=600))
        content += [_cell(x, y, look, ink) for x, look in zip(middles, looks, strict=True)]
    return svg(_HEAD + _ROW * len(rows), content)


def _cell(x: float, y: float, look: str, ink: Ink) -> h.Node:
    if look == "none":
        return element("path")(d=f"M{px(x - 6)} {px(y)}h12", stroke=ink["quiet"], stroke_width="2")
    right = look == "right"
    sign = f"M{px(x - 5)} {px(y)}l4 4l7-8" if right else f"M{px(x - 4)} {px(y - 4)}l8 8m0-8l-8 8"
    disc = {"fill": ink["accent"]} if right else {"fill": ink["card"], "stroke": ink["marked"], "stroke_width": "2"}
    return [
        element("circle")(cx=px(x), cy=px(y), r=px(_RADIUS), **disc),
        element("path")(d=sign, fill="none", stroke=ink["card" if right else "marked"], stroke_width="2.4"),
    ]
