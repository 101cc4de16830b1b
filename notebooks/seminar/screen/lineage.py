"""A number and its family: what was counted, and what became of it in each report."""

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import element, px, svg, text
from seminar.screen.page import Ink

WIDE = 880.0
SIDE = 14.0
TITLE, LINE, STEP = 20.0, 17.0, 12.0
DROP = 40.0


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
    """The box of *root* over the boxes of its *heirs*, with an arrow to each; a changed unit is a thick tag."""
    gap = 20.0
    wide = (WIDE - gap * (len(heirs) - 1)) / len(heirs)
    top_height = _height(root, WIDE)
    heights = [_height(heir, wide) for heir in heirs]
    floor = top_height + DROP
    middles = [place * (wide + gap) + wide / 2 for place in range(len(heirs))]
    trunk = top_height + DROP / 2 - 4
    branches = "".join(f"M{px(x)} {px(trunk)}V{px(floor - 3)}m-4 -6l4 7l4 -7" for x in middles)
    stem = f"M{px(WIDE / 2)} {px(top_height)}V{px(trunk)}M{px(middles[0])} {px(trunk)}H{px(middles[-1])}"
    return svg(
        floor + max(heights) + 2,
        element("path")(d=stem + branches, fill="none", stroke=ink["quiet"], stroke_width="1.5"),
        _box(root, 0, 1, WIDE, top_height - 1, ink),
        [_box(heir, x - wide / 2, floor, wide, max(heights), ink) for heir, x in zip(heirs, middles, strict=True)],
        width=WIDE,
    )


def _lines(words: str, wide: float) -> list[str]:
    return textwrap.wrap(words, int((wide - 2 * SIDE) / 6.6))


def _height(report: Report, wide: float) -> float:
    lines = len(_lines(report.words, wide)) + sum(len(_lines(count.of, wide)) for count in report.counts)
    return 2 * STEP + TITLE + LINE * lines + (TITLE + STEP) * len(report.counts)


def _box(report: Report, left: float, top: float, wide: float, high: float, ink: Ink) -> h.Node:
    start, y = left + SIDE, top + STEP + 10
    content: list[h.Node] = [
        element("rect")(
            x=px(left + 1),
            y=px(top),
            width=px(wide - 2),
            height=px(high),
            rx="6",
            fill=ink["card"],
            stroke=ink["quiet"],
        ),
        text(start, y, report.title, ink["text"], size=14, weight=600),
    ]

    def write(words: str) -> None:
        nonlocal y
        for line in _lines(words, wide):
            y += LINE
            content.append(text(start, y, line, ink["quiet"]))

    write(report.words)
    for count in report.counts:
        y += TITLE + STEP
        said = f"{count.value} {count.unit}"
        content.append(text(start, y, said, ink["marked" if count.changed else "text"], size=16, weight=700))
        content.append(count.changed and _tag(count.changed, left + wide - SIDE, y, ink))
        write(count.of)
    return content


def _tag(words: str, right: float, y: float, ink: Ink) -> h.Node:
    wide = 7.4 * len(words) + 16
    edge = element("rect")(
        x=px(right - wide),
        y=px(y - 18),
        width=px(wide),
        height="22",
        rx="11",
        fill=ink["card"],
        stroke=ink["marked"],
        stroke_width="2.5",
    )
    return [edge, text(right - wide / 2, y - 3, words, ink["marked"], "middle", 12, 700)]
