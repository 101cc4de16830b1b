"""Two systems and the kinds of link between them: a strand that holds, one that is broken, one that nobody found."""

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

HELD, BROKEN, MISSING, IDLE = "held", "broken", "missing", "idle"
"""How a strand is drawn: whole; with a gap and a bar on both sides; dotted; as a thin line that is not offered."""
BOX, TOP, STEP = 150.0, 2.0, 44.0


class Strand(NamedTuple):
    """A kind of link: its *words*, its *look*, and the words under it ("" for none)."""

    words: str
    look: str
    under: str = ""


class End(NamedTuple):
    """A system: its *name* and the year in which it began, in words."""

    name: str
    since: str


def strands(one: End, other: End, links: Sequence[Strand], ink: Ink) -> h.Renderable:
    """The ends *one*, on the left, and *other*, with a strand between them for each of *links*."""
    tall = TOP + STEP * len(links)
    return svg(
        tall + 6,
        _end(one, 1, tall, ink),
        _end(other, WIDTH - BOX - 1, tall, ink),
        (_strand(link, TOP + STEP * (place + 0.5) + 4, ink) for place, link in enumerate(links)),
    )


def _end(end: End, left: float, tall: float, ink: Ink) -> h.Node:
    lines = textwrap.wrap(end.name, 20)
    middle, first = left + BOX / 2, tall / 2 - 8 * len(lines) + 8
    return [
        element("rect")(
            x=px(left),
            y=px(TOP),
            width=px(BOX),
            height=px(tall),
            rx="8",
            fill=ink["soft"],
            stroke=ink["text"],
            stroke_width="1.5",
        ),
        (text(middle, first + 17 * i, line, ink["text"], "middle", 14, 600) for i, line in enumerate(lines)),
        text(middle, first + 17 * len(lines) + 2, end.since, ink["quiet"], "middle", 12),
    ]


def _strand(link: Strand, y: float, ink: Ink) -> h.Node:
    left, right, middle = BOX + 1, WIDTH - BOX - 1, WIDTH / 2
    path, look = f"M{px(left)} {px(y)}H{px(right)}", {"stroke": ink["text"], "stroke_width": "4"}
    if link.look == BROKEN:
        gap = f"H{px(middle - 9)}m0 -7v14M{px(middle + 9)} {px(y - 7)}v14m0 -7H{px(right)}"
        path, look = f"M{px(left)} {px(y)}{gap}", {"stroke": ink["marked"], "stroke_width": "3"}
    elif link.look == MISSING:
        look = {"stroke": ink["quiet"], "stroke_width": "2.5", "stroke_dasharray": "2 7"}
    elif link.look == IDLE:
        look = {"stroke": ink["line"], "stroke_width": "1.5"}
    colour = ink["quiet" if link.look == IDLE else "text"]
    return [
        text(middle, y - 8, link.words, colour, "middle", 12, 400 if link.look == IDLE else 600),
        element("path")(d=path, fill="none", **look),
        link.under and text(middle, y + 15, link.under, ink["text"], "middle", 12),
    ]
