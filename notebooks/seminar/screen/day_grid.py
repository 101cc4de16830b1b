"""A day of tasks for several people: what becomes of each task for each of them, by a sign of its own."""

from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

SAME, SLOWER, PERSON, GONE, NEVER = "same", "slower", "person", "gone", "never"
"""A small disc; a box with the minutes more; two rings; a cross; a dash for what could not be done before either."""
LEFT, HEAD, ROW, BOX = 216.0, 54.0, 23.0, 36.0


class Sign(NamedTuple):
    """What becomes of one task for one person: its look, and the *minutes* more ("" but for what is slower)."""

    look: str
    minutes: str = ""


def day_grid(
    people: Sequence[str], tasks: Sequence[tuple[str, Sequence[Sign]]], looks: Sequence[tuple[str, str]], ink: Ink
) -> h.Renderable:
    """A row for each of *tasks* (its words, a sign for each of *people*), under a legend of *looks* (look → words)."""
    step = (WIDTH - LEFT) / max(len(people), 1)
    middles = [LEFT + step * (place + 0.5) for place in range(len(people))]
    top = HEAD + 22
    foot = top + ROW * len(tasks)
    lines = "".join(f"M0 {px(top + ROW * place)}H{WIDTH}" for place in range(len(tasks)))
    return svg(
        foot + 2,
        _legend(looks, ink),
        element("path")(d=lines, stroke=ink["line"]),
        (
            text(x, HEAD + 14 * line, words, ink["text"], "middle", 12, 600)
            for x, who in zip(middles, people, strict=True)
            for line, words in enumerate(who.split(" "), 2 - len(who.split(" ")))
        ),
        (
            [
                text(0, top + ROW * (place + 0.5) + 4, words, ink["text"], size=12),
                (_sign(sign, x, top + ROW * (place + 0.5), ink) for x, sign in zip(middles, signs, strict=True)),
            ]
            for place, (words, signs) in enumerate(tasks)
        ),
    )


def _sign(sign: Sign, x: float, y: float, ink: Ink) -> h.Node:
    if sign.look == SLOWER:
        box = element("rect")(
            x=px(x - BOX / 2),
            y=px(y - 9),
            width=px(BOX),
            height="18",
            rx="4",
            fill=ink["card"],
            stroke=ink["accent"],
            stroke_width="1.5",
        )
        return [box, text(x, y + 4, sign.minutes, ink["text"], "middle", 12, 600)]
    if sign.look == PERSON:
        return [_ring(x - 5, y, ink), _ring(x + 5, y, ink)]
    if sign.look == GONE:
        path = f"M{px(x - 6)} {px(y - 6)}l12 12m0 -12l-12 12"
        return element("path")(d=path, stroke=ink["marked"], stroke_width="4")
    if sign.look == NEVER:
        return element("path")(d=f"M{px(x - 6)} {px(y)}h12", stroke=ink["quiet"], stroke_width="2")
    return element("circle")(cx=px(x), cy=px(y), r="3.5", fill=ink["quiet"])


def _ring(x: float, y: float, ink: Ink) -> h.Renderable:
    return element("circle")(cx=px(x), cy=px(y), r="5", fill=ink["card"], stroke=ink["text"], stroke_width="2")


def _legend(looks: Sequence[tuple[str, str]], ink: Ink) -> h.Node:
    """Each sign with its words, in two lines."""
    content, half = list[h.Node](), -(-len(looks) // 2)
    for place, (look, words) in enumerate(looks):
        x, y = 18 + WIDTH / half * (place % half), 12.0 + 22 * (place // half)
        content += [_sign(Sign(look, "+9"), x, y, ink), text(x + 24, y + 4, words, ink["text"], size=12)]
    return content
