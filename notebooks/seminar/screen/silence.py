"""Which cells of a table say something, and where its sources are silent: a full square, or a dashed one with a "?"."""

from collections.abc import Sequence

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

LEFT, HEAD, ROW, TILE = 190.0, 26.0, 25.0, 16.0


def silence(
    heads: Sequence[str], rows: Sequence[tuple[str, Sequence[bool]]], words: tuple[str, str], ink: Ink
) -> h.Renderable:
    """A line for each of *rows* (its words, and under each of *heads* whether something is said).

    *words* say in the legend what a full and what a dashed square is.
    """
    step, foot = (WIDTH - LEFT) / len(heads), HEAD + ROW * len(rows)
    content: list[h.Node] = [
        text(LEFT + step * (i + 0.5), 15, head, ink["quiet"], "middle", 12) for i, head in enumerate(heads)
    ]
    for place, (name, said) in enumerate(rows):
        y = HEAD + ROW * (place + 0.5)
        content.append(text(0, y + 4, name, ink["text"]))
        content += [_square(LEFT + step * (i + 0.5), y, one, ink) for i, one in enumerate(said)]
    second = 44 + 7 * len(words[0])
    legend = [
        _square(10, foot + 14, True, ink),
        text(26, foot + 18, words[0], ink["quiet"], size=12),
        _square(second, foot + 14, False, ink),
        text(second + 16, foot + 18, words[1], ink["quiet"], size=12),
    ]
    return svg(foot + 28, content, legend)


def _square(x: float, y: float, said: bool, ink: Ink) -> h.Node:
    """A square with its middle at *x* and *y*."""
    return [
        element("rect")(
            x=px(x - TILE / 2),
            y=px(y - TILE / 2),
            width=px(TILE),
            height=px(TILE),
            fill=ink["accent" if said else "card"],
            stroke=ink["accent" if said else "quiet"],
            stroke_dasharray=None if said else "3 3",
        ),
        not said and text(x, y + 5, "?", ink["text"], "middle"),
    ]
