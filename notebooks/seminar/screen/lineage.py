"""A number and its family: what was counted, and what became of it in each report."""

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

TRUNK = 18.0
"""Where the line runs from which each heir branches off."""
HEIR = 44.0
EDGE, LINE, GAP = 14.0, 18.0, 12.0
LETTERS = 60
"""Letters of a line, on paper too."""


class Count(NamedTuple):
    """A number as it is written, its unit, and of what it is the number; *changed* is a tag where the unit is another
    than in the word that it comes from, else ""."""

    value: str
    unit: str
    of: str
    changed: str = ""


class Report(NamedTuple):
    """Who says it, when and how, and the counts."""

    title: str
    words: str
    counts: Sequence[Count]


def lineage(root: Report, heirs: Sequence[Report], ink: Ink) -> h.Renderable:
    """The box of *root*, below it those of its *heirs*, each with a branch to it; a changed unit has a thick tag."""
    top = 1.0
    boxes, branches = [_box(root, 0, top, ink)], f"M{px(TRUNK)} {px(top + _high(root))}"
    top += _high(root) + GAP
    for heir in heirs:
        middle = top + EDGE + 8
        branches += f"V{px(middle)}H{px(HEIR - 3)}m-6 -4l7 4l-7 4m0 -4M{px(TRUNK)} {px(middle)}"
        boxes.append(_box(heir, HEIR, top, ink))
        top += _high(heir) + GAP
    line = element("path")(d=branches, fill="none", stroke=ink["quiet"], stroke_width="1.5")
    return svg(top - GAP + 2, line, boxes)


def _lines(words: str) -> list[str]:
    return textwrap.wrap(words, LETTERS)


def _high(report: Report) -> float:
    """The height of a box: its head, and for each count the number and what it is of."""
    lines = 1 + len(_lines(report.words)) + sum(1 + len(_lines(count.of)) for count in report.counts)
    return 2 * EDGE + LINE * lines + 6 * (len(report.counts) - 1)


def _box(report: Report, left: float, top: float, ink: Ink) -> h.Node:
    start, y = left + EDGE, top + EDGE + 12
    high = px(_high(report))
    content: list[h.Node] = [
        element("rect")(
            x=px(left + 1),
            y=px(top),
            width=px(WIDTH - left - 2),
            height=high,
            rx="6",
            fill=ink["card"],
            stroke=ink["quiet"],
        ),
        text(start, y, report.title, ink["text"], size=14, weight=600),
    ]

    def write(words: str) -> None:
        nonlocal y
        for line in _lines(words):
            y += LINE
            content.append(text(start, y, line, ink["quiet"]))

    write(report.words)
    for count in report.counts:
        y += LINE + 6
        said = f"{count.value} {count.unit}"
        content.append(text(start, y, said, ink["marked" if count.changed else "text"], size=16, weight=700))
        content.append(count.changed and _tag(count.changed, WIDTH - EDGE, y, ink))
        write(count.of)
    return content


def _tag(words: str, right: float, y: float, ink: Ink) -> h.Node:
    wide = 9.0 * len(words) + 20
    edge = element("rect")(
        x=px(right - wide),
        y=px(y - 19),
        width=px(wide),
        height="24",
        rx="12",
        fill=ink["card"],
        stroke=ink["marked"],
        stroke_width="2.5",
    )
    return [edge, text(right - wide / 2, y - 2, words, ink["marked"], "middle", 13, 700)]
