"""A grid of numbers, each as a disc of that area: rows of one thing, columns of another."""

import math
from collections.abc import Sequence

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

LEFT, HEAD, LARGEST, LEAST = 96.0, 40.0, 30.0, 26.0


def bubbles(heads: Sequence[tuple[str, str]], rows: Sequence[tuple[str, Sequence[int]]], ink: Ink) -> h.Renderable:
    """A line for each of *rows* (its words, its numbers) under *heads* (bold, quiet); nothing is drawn for 0.

    The number stands at the right of its disc.
    """
    slot = (WIDTH - LEFT) / len(heads)
    middles = [LEFT + slot * (i + 0.4) for i in range(len(heads))]
    most = max(max(numbers) for _, numbers in rows)
    y, content = HEAD, list[h.Node]()
    for x, (bold, quiet) in zip(middles, heads, strict=True):
        content += [text(x, 14, bold, ink["text"], "middle", 13, 600), text(x, 31, quiet, ink["quiet"], "middle", 12)]
    for words, numbers in rows:
        sizes = [LARGEST * math.sqrt(number / most) for number in numbers]
        high = max(LEAST, 2 * max(sizes) + 6)
        y += high
        content.append(text(0, y - high / 2 + 4, words, ink["text"]))
        content += [
            [
                element("circle")(cx=px(x), cy=px(y - high / 2), r=px(size), fill=ink["accent"]),
                text(x + size + 6, y - high / 2 + 4, f"{number:,}", ink["text"], weight=600),
            ]
            for x, size, number in zip(middles, sizes, numbers, strict=True)
            if number
        ]
        content.append(element("path")(d=f"M0 {px(y)}H{px(WIDTH)}", stroke=ink["line"]))
    return svg(y + 4, content)
