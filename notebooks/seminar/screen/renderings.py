"""A term over the renderings that are used for it: the chosen one is joined to it by a thick line."""

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

TOP, HEAD, STEP = 2.0, 88.0, 38.0
LEFT = 200.0


class Offered(NamedTuple):
    """A rendering: its *words*, the *marks* that it is given, and whether it is the chosen one."""

    words: str
    marks: str
    chosen: bool


def renderings_of_a_term(signs: str, over: str, under: str, offered: Sequence[Offered], ink: Ink) -> h.Renderable:
    """A box with the *signs* of a term, and beside it the *offered* renderings, one under the other."""
    high = max(HEAD, STEP * len(offered)) + 2 * TOP
    middle = high / 2
    size = min(26, 176 / len(signs))
    term: list[h.Node] = [
        element("rect")(
            x="2",
            y=px(middle - HEAD / 2),
            width="186",
            height=px(HEAD - 4),
            rx="5",
            fill=ink["card"],
            stroke=ink["quiet"],
        ),
        text(95, middle - HEAD / 2 + 17, over, ink["text"], "middle", 12),
        h.Element("g")(lang="zh")[text(95, middle + 8, signs, ink["text"], "middle", int(size))],
        (
            text(95, middle + 26 + 14 * place, line, ink["quiet"], "middle", 12)
            for place, line in enumerate(wrap(under, 28))
        ),
    ]
    return svg(high, term, (_offered(one, TOP + STEP * place, middle, ink) for place, one in enumerate(offered)))


def _offered(one: Offered, top: float, middle: float, ink: Ink) -> h.Node:
    y = top + STEP / 2
    edge, thick = ("accent", "2.5") if one.chosen else ("line", "1")
    return [
        element("path")(
            d=f"M188 {px(middle)}L{px(LEFT + 20)} {px(y)}",
            stroke=ink["accent" if one.chosen else "rest"],
            stroke_width=thick,
        ),
        element("rect")(
            x=px(LEFT + 20),
            y=px(top + 2),
            width=px(WIDTH - LEFT - 22),
            height=px(STEP - 5),
            rx="5",
            fill=ink["card"],
            stroke=ink[edge],
            stroke_width=thick,
        ),
        text(LEFT + 30, y + 4, one.words, ink["text"], size=13, weight=600 if one.chosen else 400),
        text(WIDTH - 10, y + 4, one.marks, ink["quiet"], "end", 12),
    ]
