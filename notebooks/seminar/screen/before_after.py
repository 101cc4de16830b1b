"""One question asked twice: a share before and after on a line from 0 to 100%, with the guess of a reader."""

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

LEFT, RIGHT, LINE = 24.0, WIDTH - 24.0, 66.0


def before_after(
    before: tuple[int, str], after: tuple[int, str], guessed: tuple[int, str] | None, ink: Ink
) -> h.Renderable:
    """An arrow from *before* to *after*, both in percent with their words, and under the line the *guessed* share."""
    ticks = [
        [
            element("path")(d=f"M{px(_across(share))} {px(LINE - 4)}v8", stroke=ink["quiet"]),
            text(_across(share), LINE + 22, f"{share}%", ink["quiet"], "middle", 12),
        ]
        for share in range(0, 101, 20)
    ]
    start, end = _across(before[0]), _across(after[0])
    return svg(
        LINE + 62,
        element("path")(d=f"M{px(LEFT)} {px(LINE)}H{px(RIGHT)}", stroke=ink["quiet"]),
        ticks,
        element("path")(d=f"M{px(start)} {px(LINE)}H{px(end)}", stroke=ink["marked"], stroke_width="4"),
        element("circle")(cx=px(start), cy=px(LINE), r="7", fill=ink["card"], stroke=ink["text"], stroke_width="2.5"),
        element("circle")(cx=px(end), cy=px(LINE), r="9", fill=ink["marked"]),
        _said(start, 40, before, ink),
        _said(end, 22 if abs(start - end) < 150 else 40, after, ink),
        guessed and _guess(guessed, ink),
    )


def _across(share: float) -> float:
    return LEFT + share / 100 * (RIGHT - LEFT)


def _said(x: float, y: float, point: tuple[int, str], ink: Ink) -> h.Node:
    return text(x, y, f"{point[0]}% {point[1]}", ink["text"], "middle", 13, 600)


def _guess(guessed: tuple[int, str], ink: Ink) -> h.Node:
    x, side = _across(guessed[0]), "end" if guessed[0] > 70 else "start"
    return [
        element("path")(
            d=f"M{px(x)} {px(LINE + 30)}l7 13h-14z", fill=ink["card"], stroke=ink["accent"], stroke_width="2"
        ),
        text(x + (12 if side == "start" else -12), LINE + 43, guessed[1], ink["accent"], side, 13, 600),
    ]
