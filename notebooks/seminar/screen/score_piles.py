"""Dots by score before a line, one row for each group, and beside them crosses for people without a score."""

import math
from collections.abc import Sequence

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

Pile = tuple[str, Sequence[tuple[float, bool]], int]
"""A row of piles: its words, its dots (where the pile begins, marked or not), and how many are beside the way."""


def score_piles(rows: Sequence[Pile], gate: float, ink: Ink, ends: Sequence[str], beside: str) -> h.Renderable:
    """Piles of dots on the way from 0 to 1, in one row for each of *rows*; crosses in a box for those *beside* it.

    A dot is where its pile begins, in twentieths of the way (0 to 19), and whether it is marked; marked ones are
    larger. A dashed line stands at *gate*; *ends* are the words under 0 and 1.
    """
    across, pitch, left, top, box = 2, 11.0, 100.0, 0.0, 78.0
    step = (WIDTH - left - 8) / 20
    content: list[h.Node] = []
    for words, some, crosses in rows:
        slots = sorted({place for place, _ in some})
        sizes = [sum(place == slot for place, _ in some) for slot in slots]
        high = pitch * max(3, math.ceil(max(sizes, default=0) / across), math.ceil(crosses / 5))
        floor = top + 28 + high
        content.append(text(0, top + 16, words, ink["text"], weight=600))
        content.append(_crosses(crosses, floor, high, box, ink))
        for slot in slots:
            column = sorted(marked for place, marked in some if place == slot)
            for i, marked in enumerate(column):
                x = left + step * slot + 6 + 11 * (i % across)
                y = floor - pitch * (i // across) - pitch / 2
                size, colour = ("5", "marked") if marked else ("3.6", "rest")
                content.append(element("circle")(cx=px(x), cy=px(y), r=size, fill=ink[colour]))
        content.append(element("path")(d=f"M{px(left)} {px(floor)}h{px(20 * step)}", stroke=ink["quiet"]))
        top = floor + 6
    x = left + 20 * step * gate
    content.append(element("path")(d=f"M{px(x)} 22V{px(top)}", stroke=ink["text"], stroke_dasharray="5 4"))
    content.append(text(0, top + 12, beside, ink["quiet"]))
    content.append(text(left, top + 12, ends[0], ink["quiet"]))
    content.append(text(WIDTH - 8, top + 12, ends[1], ink["quiet"], "end"))
    return svg(top + 18, content)


def _crosses(count: int, floor: float, high: float, wide: float, ink: Ink) -> h.Node:
    """A box that stands on *floor*, with *count* crosses in it, five in a row."""
    frame = element("rect")(
        x="1", y=px(floor - high), width=px(wide), height=px(high), rx="4", fill="none", stroke=ink["quiet"]
    )
    spots = ((10 + 14.5 * (i % 5), floor - 11 * (i // 5) - 6) for i in range(count))
    path = "".join(f"M{px(x - 3.5)} {px(y - 3.5)}l7 7m0 -7l-7 7" for x, y in spots)
    return [frame, path and element("path")(d=path, stroke=ink["marked"], stroke_width="2", fill="none")]
