"""Numbers as dots, a lane for each question: numbers that answer different questions never lie on one line."""

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

LEFT, RIGHT = 12.0, WIDTH - 70.0
HEAD, WORDS, LINE, LETTERS = 18.0, 16.0, 26.0, 72


class Dots(NamedTuple):
    """One line: *words* of who was asked, where and when, and its numbers, each with what is written beside it."""

    words: str
    numbers: Sequence[tuple[float, str]]


class Lane(NamedTuple):
    """One *question* with its lines; the axis of all of them runs from 0 to *top*, written with *unit*."""

    question: str
    lines: Sequence[Dots]
    top: float
    unit: str


def dot_lanes(lanes: Sequence[Lane], ink: Ink) -> h.Renderable:
    """Under each question its lines, with a dot for each number and both ends of the axis."""
    y, content = 0.0, list[h.Node]()
    for lane in lanes:
        for line in textwrap.wrap(lane.question, LETTERS - 4):
            y += HEAD
            content.append(text(0, y - 3, line, ink["text"], size=13, weight=600))
        for dots in lane.lines:
            for line in textwrap.wrap(dots.words, LETTERS):
                y += WORDS
                content.append(text(LEFT, y - 2, line, ink["quiet"], size=12))
            content.append(_line(dots.numbers, y + LINE / 2, lane.top, ink))
            y += LINE
        content += [
            text(LEFT, y + 10, "0", ink["quiet"], size=12),
            text(RIGHT, y + 10, f"{lane.top:,g}{lane.unit}", ink["quiet"], "end", 12),
        ]
        y += 22
    return svg(y, content)


def _line(numbers: Sequence[tuple[float, str]], y: float, top: float, ink: Ink) -> h.Node:
    """One line with its dots; what is written beside a dot stands at its right, and over it where the next is near."""
    places = [(LEFT + number / top * (RIGHT - LEFT), words) for number, words in sorted(numbers)]
    axis = f"M{px(LEFT)} {px(y)}H{px(RIGHT)}M{px(LEFT)} {px(y - 4)}v8M{px(RIGHT)} {px(y - 4)}v8"
    return [
        element("path")(d=axis, stroke=ink["line"]),
        len(places) > 1
        and element("path")(
            d=f"M{px(places[0][0])} {px(y)}H{px(places[-1][0])}", stroke=ink["accent"], stroke_width="2"
        ),
        [_dot(x, y, words, i == 0 and len(places) > 1, ink) for i, (x, words) in enumerate(places)],
    ]


def _dot(x: float, y: float, words: str, left: bool, ink: Ink) -> h.Node:
    """A dot with its words, at its *left* where another one follows at its right."""
    return [
        element("circle")(cx=px(x), cy=px(y), r="6", fill=ink["accent"]),
        text(x + (-11 if left else 11), y + 4, words, ink["text"], "end" if left else "start", 13, 600),
    ]
