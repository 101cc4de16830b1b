"""Two readers of the same things, code by code: a disc where both say yes, half of one where only one of them does."""

from collections.abc import Mapping, Sequence

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

BOTH, FIRST, SECOND, NEITHER, OPEN = "both", "first", "second", "neither", "open"
"""How a cell looks: a full disc, its left half, its right half, a dash, a dotted ring for what is not known yet."""
LEFT, RIGHT, HEAD, ROW, RADIUS = 184.0, WIDTH - 62.0, 20.0, 22.0, 8.0


def two_readers(rows: Sequence[tuple[str, Sequence[str], str]], looks: Mapping[str, str], ink: Ink) -> h.Renderable:
    """A line for each of *rows*: its words, a look for each thing, and what stands at its end; numbers over the things.

    *looks* says what a reader calls each look, in the legend.
    """
    count = max(len(cells) for _, cells, _ in rows)
    step, foot = (RIGHT - LEFT) / count, HEAD + ROW * len(rows)
    content: list[h.Node] = [
        text(LEFT + step * (i + 0.5), 14, str(i + 1), ink["quiet"], "middle", 12) for i in range(count)
    ]
    for place, (words, cells, end) in enumerate(rows):
        y = HEAD + ROW * (place + 0.5)
        content += [text(0, y + 4, words, ink["text"]), text(WIDTH, y + 4, end, ink["text"], "end", weight=600)]
        content += [_cell(LEFT + step * (i + 0.5), y, look, ink) for i, look in enumerate(cells)]
    return svg(foot + 22, content, _legend(looks, foot + 11, ink))


def _cell(x: float, y: float, look: str, ink: Ink) -> h.Node:
    if look == NEITHER:
        return element("path")(d=f"M{px(x - 4)} {px(y)}h8", stroke=ink["quiet"], stroke_width="2")
    if look == OPEN:
        return element("circle")(
            cx=px(x), cy=px(y), r="4", fill="none", stroke=ink["quiet"], stroke_dasharray="1 3", stroke_width="1.5"
        )
    colour = "accent" if look == BOTH else "marked"
    ring = element("circle")(
        cx=px(x), cy=px(y), r=px(RADIUS), fill=ink["accent" if look == BOTH else "card"], stroke=ink[colour]
    )
    turn = 0 if look == FIRST else 1
    half = f"M{px(x)} {px(y - RADIUS)}A{px(RADIUS)} {px(RADIUS)} 0 0 {turn} {px(x)} {px(y + RADIUS)}z"
    return [ring, look != BOTH and element("path")(d=half, fill=ink["marked"])]


def _legend(looks: Mapping[str, str], y: float, ink: Ink) -> h.Node:
    content, left = list[h.Node](), 10.0
    for look, words in looks.items():
        content += [_cell(left, y, look, ink), text(left + 14, y + 4, words, ink["quiet"], size=12)]
        left += 36 + 6.6 * len(words)
    return content
