"""Two means on one line of ratings, as far apart as somebody guesses."""

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

LEFT, RIGHT, LINE = 24.0, WIDTH - 24.0, 46.0


def apart(gap: float | None, ratings: range, names: tuple[str, str], ink: Ink) -> h.Renderable:
    """The line of *ratings*, and on it two marks with their *names*, *gap* points apart; the bare line for None."""
    first, last = ratings[0], ratings[-1]
    middle = (first + last) / 2

    def across(rating: float) -> float:
        return LEFT + (rating - first) / (last - first) * (RIGHT - LEFT)

    ticks = [
        [
            element("path")(d=f"M{px(across(rating))} {px(LINE - 4)}v8", stroke=ink["quiet"]),
            text(across(rating), LINE + 24, str(rating), ink["quiet"], "middle", 12),
        ]
        for rating in ratings
    ]
    line = element("path")(d=f"M{px(LEFT)} {px(LINE)}H{px(RIGHT)}", stroke=ink["quiet"])
    if gap is None:
        return svg(LINE + 34, line, ticks)
    low, high = across(middle - gap / 2), across(middle + gap / 2)
    bracket = element("path")(d=f"M{px(low)} {px(LINE)}H{px(high)}", stroke=ink["accent"], stroke_width="5")
    return svg(LINE + 34, line, ticks, bracket, _mark(high, names[0], "start", ink), _mark(low, names[1], "end", ink))


def _mark(x: float, name: str, side: str, ink: Ink) -> h.Node:
    """A diamond on the line and its name over it, on its outer *side*."""
    return [
        element("path")(d=f"M{px(x)} {px(LINE - 9)}l9 9l-9 9l-9 -9z", fill=ink["accent"]),
        text(x, LINE - 16, name, ink["text"], side, 13, 600),
    ]
