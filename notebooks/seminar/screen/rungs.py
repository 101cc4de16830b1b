"""Offers by the points that they ask for, over the years in which they were seen, and the rung of a score."""

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

POINTS, LEFT, RIGHT = 288.0, 306.0, WIDTH - 12.0
HEAD, ROW, LINE = 22.0, 20.0, 14.0
LETTERS = 36
"""Letters of a line of words, on paper too."""

WITHIN, ABOVE, IDLE, TAKEN, APART = "within", "above", "idle", "taken", "apart"
"""How an offer is drawn: a full disc, a ring, a small grey square (not in that year), a cross, a hollow diamond."""


class Rung(NamedTuple):
    """An offer: its *words*, its *points* as they are written ("" for none), its look, and the years with the part of
    them that is over: from *since* it was seen until *seen*; *ended* is None where no end was found."""

    words: str
    points: str
    look: str
    since: float
    seen: float
    ended: float | None = None


class Shelf(NamedTuple):
    """Rungs under a heading. A line lies under the first *above* of them: the score; None where there is no score."""

    heading: str
    rungs: Sequence[Rung]
    above: int | None = None


def rungs(
    shelves: Sequence[Shelf], line: str, year: int, span: tuple[int, int], looks: Sequence[tuple[str, str]], ink: Ink
) -> h.Renderable:
    """A row for each rung of *shelves* over the years of *span*; *line* is said of the score, and *year* is ruled.

    *looks* are said in a legend: look → words. A stroke is full as long as an offer was seen, and dotted after that.
    """
    content, top = list[h.Node](), 2 * HEAD
    for shelf in shelves:
        content.append(text(0, top + 15, shelf.heading, ink["text"], size=13, weight=600))
        top += HEAD
        for place, rung in enumerate([*shelf.rungs, None]):
            if place == shelf.above:
                content.append(_score(line, top, ink))
                top += HEAD
            if rung:
                content.append(_row(rung, top, span, ink))
                top += _high(rung)
    return svg(
        top + 4,
        _legend(looks, ink),
        (
            text(_middle(one, span), HEAD + 16, f"’{one % 100:02}", ink["quiet"], "middle", 12)
            for one in range(span[0], span[1] + 1)
            if (one - year) % 2 == 0 and one != year
        ),
        text(_middle(year, span), HEAD + 16, str(year), ink["text"], "middle", 13, 700),
        content,
        element("path")(
            d=f"M{px(_across(year + 1, span))} {px(HEAD + 4)}V{px(top)}", stroke=ink["text"], stroke_width="2"
        ),
    )


def _lines(rung: Rung) -> list[str]:
    return textwrap.wrap(rung.words, LETTERS)


def _high(rung: Rung) -> float:
    return ROW + LINE * (len(_lines(rung)) - 1)


def _middle(year: int, span: tuple[int, int]) -> float:
    return _across(year + 0.5, span)


def _across(at: float, span: tuple[int, int]) -> float:
    return LEFT + (at - span[0]) / (span[1] + 1 - span[0]) * (RIGHT - LEFT)


def _score(line: str, top: float, ink: Ink) -> h.Node:
    return [
        element("path")(d=f"M0 {px(top + HEAD - 3)}H{px(RIGHT)}", stroke=ink["marked"], stroke_width="3"),
        text(POINTS, top + HEAD - 8, line, ink["text"], "end", 13, 700),
    ]


def _row(rung: Rung, top: float, span: tuple[int, int], ink: Ink) -> h.Node:
    y = top + ROW / 2
    since, seen = _across(rung.since, span), _across(rung.seen, span)
    colour = ink["quiet" if rung.look == IDLE else "text"]
    end = _across(rung.ended, span) if rung.ended else None
    return [
        (text(0, y + 4 + LINE * place, line, colour, size=12) for place, line in enumerate(_lines(rung))),
        rung.points and text(POINTS, y + 4, rung.points, colour, "end", 12, 600),
        element("path")(
            d=f"M{px(since)} {px(y)}H{px(max(end or seen, since + 2))}", stroke=ink["quiet"], stroke_width="3"
        ),
        element("path")(d=f"M{px(end)} {px(y - 6)}v12", stroke=ink["text"], stroke_width="3")
        if end
        else element("path")(d=f"M{px(seen)} {px(y)}H{px(RIGHT)}", stroke=ink["quiet"], stroke_dasharray="2 5"),
        _mark(rung.look, since, y, ink),
    ]


def _mark(look: str, x: float, y: float, ink: Ink) -> h.Node:
    if look == WITHIN:
        return element("circle")(cx=px(x), cy=px(y), r="6.5", fill=ink["accent"])
    if look == ABOVE:
        return element("circle")(cx=px(x), cy=px(y), r="6", fill=ink["card"], stroke=ink["text"], stroke_width="2")
    if look == TAKEN:
        return element("path")(d=f"M{px(x - 6)} {px(y - 6)}l12 12m0 -12l-12 12", stroke=ink["marked"], stroke_width="4")
    if look == APART:
        path = f"M{px(x)} {px(y - 7)}l7 7l-7 7l-7 -7z"
        return element("path")(d=path, fill=ink["card"], stroke=ink["text"], stroke_width="1.5")
    return element("rect")(x=px(x - 3.5), y=px(y - 3.5), width="7", height="7", fill=ink["quiet"])


def _legend(looks: Sequence[tuple[str, str]], ink: Ink) -> h.Node:
    left, content = 8.0, list[h.Node]()
    for look, words in looks:
        content += [_mark(look, left, 10, ink), text(left + 12, 14, words, ink["text"], size=12)]
        left += 26 + 7.3 * len(words)
    return content
