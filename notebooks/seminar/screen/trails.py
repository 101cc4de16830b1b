"""Paper trails side by side: from where something is quoted down to where it was first said, as far as they lead."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

FOUND, SECOND_HAND, LOST, OPEN = "found", "second hand", "lost", "open"
"""How a trail ends: in a full disc, a ring at the end of dashes, a cross where it breaks off, or not looked at yet."""
TOP, BOTTOM = 40.0, 84.0


class Trail(NamedTuple):
    """One trail: its *number*, the place of the quotation (*quoted*), how it *ends*, and the year of the original, ""
    where it is not known."""

    number: int
    quoted: str
    ends: str
    year: str


def trails(shown: Sequence[Trail], looks: Mapping[str, str], ink: Ink) -> h.Renderable:
    """A line down for each of *shown*; *looks* says what a reader calls each end, in the legend."""
    step = WIDTH / len(shown)
    return svg(
        BOTTOM + 52, (_trail(trail, step * (i + 0.5), ink) for i, trail in enumerate(shown)), _legend(looks, ink)
    )


def _trail(trail: Trail, x: float, ink: Ink) -> h.Node:
    stop = {SECOND_HAND: BOTTOM - 7, LOST: TOP + 20}.get(trail.ends, BOTTOM)
    dashes = {SECOND_HAND: "5 4", OPEN: "1 5"}.get(trail.ends)
    return [
        text(x, 14, str(trail.number), ink["quiet"], "middle", 12),
        text(x, 32, trail.quoted, ink["text"], "middle", 13, 600),
        element("path")(
            d=f"M{px(x)} {px(TOP)}V{px(stop)}",
            stroke=ink["quiet" if trail.ends == OPEN else "text"],
            stroke_width="2",
            stroke_dasharray=dashes,
        ),
        _end(x, trail.ends, ink),
        text(x, BOTTOM + 22, "?" if trail.ends == OPEN else trail.year, ink["text"], "middle", 12),
    ]


def _end(x: float, ends: str, ink: Ink, y: float | None = None) -> h.Node:
    """The sign of an end, at the foot of its trail or at *y*."""
    if ends == OPEN:
        return None
    if ends == LOST:
        at = TOP + 27 if y is None else y
        return element("path")(
            d=f"M{px(x - 6)} {px(at - 6)}l12 12m0-12l-12 12", stroke=ink["marked"], stroke_width="2.5", fill="none"
        )
    fill = ink["accent" if ends == FOUND else "card"]
    at = BOTTOM if y is None else y
    return element("circle")(cx=px(x), cy=px(at), r="7", fill=fill, stroke=ink["accent"], stroke_width="2.5")


def _legend(looks: Mapping[str, str], ink: Ink) -> h.Node:
    content, left, y = list[h.Node](), 10.0, BOTTOM + 40
    for ends, words in looks.items():
        content += [_end(left, ends, ink, y), text(left + 15, y + 4, words, ink["quiet"], size=12)]
        left += 40 + 6.6 * len(words)
    return content
