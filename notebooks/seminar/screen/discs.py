"""A grid of counts: rows by columns, with a disc in each place that is as large as the count."""

import math
from collections.abc import Mapping, Sequence

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

LEFT, HEAD, STEP, LARGEST = 190.0, 26.0, 34.0, 15.0


def discs(rows: Sequence[str], columns: Sequence[str], counts: Mapping[tuple[str, str], int], ink: Ink) -> h.Renderable:
    """A line for each of *rows* under *columns*; *counts* (row, column) of 0, or left out, leave their place empty.

    The area of a disc goes with its count; the largest fills its place.
    """
    most = max(counts.values(), default=1)
    wide = (WIDTH - LEFT) / len(columns)

    def place(row: int, column: int) -> h.Node:
        count = counts.get((rows[row], columns[column]), 0)
        x, y = LEFT + (column + 0.35) * wide, HEAD + (row + 0.5) * STEP
        if not count:
            return text(x, y + 4, "–", ink["quiet"], "middle")
        radius = LARGEST * math.sqrt(count / most)
        disc = element("circle")(cx=px(x), cy=px(y), r=px(radius), fill=ink["accent"])
        return [disc, text(x + LARGEST + 6, y + 4, str(count), ink["text"], weight=600)]

    return svg(
        HEAD + STEP * len(rows),
        (text(LEFT + (i + 0.35) * wide, 14, words, ink["quiet"], "middle") for i, words in enumerate(columns)),
        (text(LEFT - 12, HEAD + (i + 0.5) * STEP + 4, words, ink["text"], "end") for i, words in enumerate(rows)),
        (place(row, column) for row in range(len(rows)) for column in range(len(columns))),
    )
