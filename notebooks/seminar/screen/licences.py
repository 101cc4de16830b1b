"""Firms that were told to prepare, what became of each, and the licences that were given later."""

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

LEFT, RIGHT = 212.0, WIDTH - 12.0
HEAD, ROW, LICENCE, LINE = 70.0, 44.0, 26.0, 16.0
LETTERS, OWNERS = 34, 78
"""Letters of a line beside the axis and of one below it, on paper too."""


class Firm(NamedTuple):
    """A firm, and what else became of it ("" where nothing is said)."""

    name: str
    then: str


class Licence(NamedTuple):
    """A licence: whose it is, the year with the part of it that is over, the date in words, and the owners."""

    name: str
    at: float
    date: str
    owners: str


def licences(
    firms: Sequence[Firm],
    start: float,
    given: Sequence[Licence],
    legend: Sequence[str],
    span: tuple[int, int],
    ink: Ink,
) -> h.Renderable:
    """A ring at *start* for each of *firms* and a stroke to the first of the licences that were *given*.

    Those stand below, a disc each at its date. *legend* says what a ring and a stroke are.
    """
    low = HEAD + ROW * len(firms)
    join, begin = _across(given[0].at, span), _across(start, span)
    content, top = list[h.Node](), low + 10
    for licence in given:
        content.append(_licence(licence, top, span, ink))
        top += LICENCE + LINE * len(_wrapped(licence.owners, OWNERS)) + 6
    ticks = (
        text(_across(one, span), HEAD - 8, str(one), ink["quiet"], "middle", 12) for one in range(span[0], span[1], 2)
    )
    return svg(
        top,
        _legend(legend, ink),
        ticks,
        (_firm(firm, HEAD + ROW * (place + 0.5), begin, join, ink) for place, firm in enumerate(firms)),
        element("path")(d=f"M{px(join)} {px(HEAD + 6)}V{px(low + 22)}", stroke=ink["quiet"], stroke_width="3"),
        content,
    )


def _across(at: float, span: tuple[int, int]) -> float:
    return LEFT + (at - span[0]) / (span[1] - span[0]) * (RIGHT - LEFT)


def _wrapped(words: str, letters: int) -> list[str]:
    return textwrap.wrap(words, letters)


def _firm(firm: Firm, y: float, begin: float, join: float, ink: Ink) -> h.Node:
    lines = _wrapped(firm.then, LETTERS)
    return [
        text(0, y + 4, firm.name, ink["text"], size=12),
        element("path")(d=f"M{px(begin)} {px(y)}H{px(join)}", stroke=ink["quiet"], stroke_width="2"),
        _ring(begin, y, ink),
        (
            text(join + 12, y + 4 - 7 * (len(lines) - 1) + 14 * place, line, ink["text"], size=12)
            for place, line in enumerate(lines)
        ),
    ]


def _ring(x: float, y: float, ink: Ink) -> h.Renderable:
    return element("circle")(cx=px(x), cy=px(y), r="6", fill=ink["card"], stroke=ink["text"], stroke_width="2")


def _licence(licence: Licence, top: float, span: tuple[int, int], ink: Ink) -> h.Node:
    x, y = _across(licence.at, span), top + 12
    near = x > RIGHT - 180
    return [
        text(0, y + 4, licence.name, ink["text"], weight=700),
        element("circle")(cx=px(x), cy=px(y), r="8", fill=ink["accent"]),
        text(x - 14 if near else x + 14, y + 4, licence.date, ink["text"], "end" if near else "start", 12, 600),
        (
            text(0, top + LICENCE + LINE * place + 8, line, ink["quiet"], size=12)
            for place, line in enumerate(_wrapped(licence.owners, OWNERS))
        ),
    ]


def _legend(legend: Sequence[str], ink: Ink) -> h.Node:
    ring, stroke = legend
    return [
        _ring(8, 10, ink),
        text(22, 14, ring, ink["text"], size=12),
        element("path")(d="M0 32h16", stroke=ink["quiet"], stroke_width="2"),
        text(22, 36, stroke, ink["text"], size=12),
    ]
