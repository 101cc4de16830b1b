"""Words of two versions, one over the other, with a line for each pair that belongs together."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import element, px, svg, text
from seminar.screen.page import Ink

WIDE = 580
GAP, HIGH, BELOW = 8.0, 84.0, 30.0
"""Pixels between boxes, and the heights of those above and below."""


class Above(NamedTuple):
    """A word of the first version: its *signs*, what stands over and under them, and the words of the second version
    to which it is *joined* ("" for none)."""

    signs: str
    over: str
    under: str
    joined: str


class Piece(NamedTuple):
    """A piece of the second version: its *words*, and whether anything is joined to it."""

    words: str
    joined: bool


def pieces(second: str, words: Sequence[Above]) -> list[Piece]:
    """*second* cut into what the *words* are joined to and what stands between, in order."""
    wanted = sorted({word.joined for word in words if word.joined}, key=second.index)
    cut = re.split("(" + "|".join(map(re.escape, wanted)) + ")", second) if wanted else [second]
    return [Piece(words.strip(), words in wanted) for words in cut if words.strip()]


def joined(words: Sequence[Above], second: str | None, nothing: str, ink: Ink) -> h.Renderable:
    """*words* in boxes over the *second* version, with lines; what has no line has a thick frame.

    Without a second version (None) the words stand alone; where it is empty, *nothing* is said in its place.
    """
    wide = [max(22.0 + 26 * len(word.signs), 18 + 7.4 * max(len(word.over), len(word.under))) for word in words]
    spare = WIDE - 8 - sum(wide) - GAP * (len(wide) - 1)
    shrunk = [one + min(0, spare) / len(wide) for one in wide]
    lefts = [4 + sum(shrunk[:place]) + GAP * place for place in range(len(words))]
    shown = second is not None
    above = [
        _above(word, left, across, shown and not word.joined, ink)
        for word, left, across in zip(words, lefts, shrunk, strict=True)
    ]
    if second is None:
        return svg(HIGH + 6, above, width=WIDE)
    middles = [left + across / 2 for left, across in zip(lefts, shrunk, strict=True)]
    return svg(HIGH + 50 + BELOW + 6, above, _below(words, middles, second, nothing, ink), width=WIDE)


def _above(word: Above, left: float, across: float, alone: bool, ink: Ink) -> h.Node:
    middle = left + across / 2
    return [
        _box(left, 2, across, HIGH, ink, "marked" if alone else "line", alone),
        text(middle, 20, word.over, ink["text"], "middle", 12),
        h.Element("g")(lang="zh")[text(middle, 54, word.signs, ink["text"], "middle", 26)],
        text(middle, 76, word.under, ink["quiet"], "middle", 12),
        alone
        and element("path")(d=f"M{px(middle)} {px(HIGH + 2)}v18m-9 0h18", stroke=ink["marked"], stroke_width="2.5"),
    ]


def _below(words: Sequence[Above], middles: Sequence[float], second: str, nothing: str, ink: Ink) -> h.Node:
    top, left, content, places = HIGH + 50, 4.0, list[h.Node](), dict[str, float]()
    if not second:
        across = 24 + 7.6 * len(nothing)
        box = _box(left, top, across, BELOW, ink, "marked", True, "6 4")
        return [box, text(left + across / 2, top + 20, nothing, ink["marked"], "middle", 14, 600)]
    for piece in pieces(second, words):
        across = 20 + 7.8 * len(piece.words)
        places[piece.words] = left + across / 2
        content += [
            _box(left, top, across, BELOW, ink, "line" if piece.joined else "marked", not piece.joined),
            text(left + across / 2, top + 20, piece.words, ink["text"], "middle", 14),
        ]
        left += across + GAP
    lines = [
        f"M{px(x)} {px(HIGH + 2)}C{px(x)} {px(top - 16)} {px(places[word.joined])} {px(HIGH + 18)}"
        f" {px(places[word.joined])} {px(top)}"
        for word, x in zip(words, middles, strict=True)
        if word.joined
    ]
    return [content, element("path")(d="".join(lines), fill="none", stroke=ink["text"], stroke_width="1.6")]


def _box(
    left: float, top: float, across: float, high: float, ink: Ink, edge: str, thick: bool, dash: str | None = None
) -> h.Node:
    place = {"x": px(left), "y": px(top), "width": px(across), "height": px(high), "rx": "5"}
    return element("rect")(
        fill=ink["card"], stroke=ink[edge], stroke_width="2.5" if thick else "1", stroke_dasharray=dash, **place
    )
