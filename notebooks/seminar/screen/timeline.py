"""A line of years to stand at: tracks of dated things, what can be cited from there and what nobody could know yet."""

from collections.abc import Callable, Sequence
from itertools import groupby
from textwrap import shorten
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import element, px, svg, text
from seminar.screen.page import Ink

WIDE = 880
LEFT, RIGHT = 190.0, WIDE - 8.0
HEAD, LANE = 44.0, 58.0
LETTER = 6.4
"""Pixels of a letter at 12 pixels of type, on average."""

EXISTED, PROMISED, LATER = "existed", "promised", "later"
"""How a thing is drawn: a full disc, a hollow diamond, a small grey square."""


class Mark(NamedTuple):
    """A thing on a track: the year with the part of it that is over (2014.45), its state and its *words*."""

    at: float
    state: str
    words: str


class Track(NamedTuple):
    """A track: its *name*, the line of counts under it, and its marks in the order of their dates."""

    name: str
    counts: str
    marks: Sequence[Mark]


class Said(NamedTuple):
    """The words of the drawing: over the years on both sides of the line, and for what is earlier than the axis."""

    known: str
    unknown: str
    before: Callable[[int], str]
    states: Sequence[tuple[str, str]]
    """State → what it is called in the legend."""


def timeline(tracks: Sequence[Track], year: int, span: tuple[int, int], said: Said, ink: Ink) -> h.Renderable:
    """A lane for each of *tracks*, over the years of *span*, with a line at the end of *year*.

    The last thing that existed on a track, and the first that came later, are larger and told in words where there is
    room.
    """
    first, last = span
    foot = HEAD + LANE * len(tracks)
    line = _across(year + 1, span)
    grid = "".join(f"M{px(_across(one, span))} {px(HEAD)}V{px(foot)}" for one in range(first, last + 2))
    return svg(
        foot + 22,
        _legend(said.states, ink),
        element("rect")(x=px(line), y=px(HEAD), width=px(RIGHT - line), height=px(foot - HEAD), fill=ink["soft"]),
        element("path")(d=grid, stroke=ink["line"]),
        (_lane(track, HEAD + LANE * place, line, span, said.before, ink) for place, track in enumerate(tracks)),
        (
            text(
                (_across(one, span) + _across(one + 1, span)) / 2,
                foot + 17,
                str(one),
                ink["text" if one == year else "quiet"],
                "middle",
                12,
                700 if one == year else 400,
            )
            for one in range(first, last + 1)
        ),
        element("path")(d=f"M{px(line)} {px(HEAD - 6)}V{px(foot + 4)}", stroke=ink["text"], stroke_width="3"),
        text(line - 8, HEAD - 8, said.known, ink["text"], "end", 12, 600),
        _fits(said.unknown, RIGHT - line - 8) == said.unknown
        and text(line + 8, HEAD - 8, said.unknown, ink["quiet"], size=12),
        width=WIDE,
    )


def _across(at: float, span: tuple[int, int]) -> float:
    first, last = span
    return LEFT + (at - first) / (last + 1 - first) * (RIGHT - LEFT)


def _legend(states: Sequence[tuple[str, str]], ink: Ink) -> h.Node:
    left, content = 6.0, list[h.Node]()
    for state, words in states:
        content += [_mark(left, 10, state, False, ink), text(left + 12, 14, words, ink["text"], size=12)]
        left += 34 + 7 * len(words)
    return content


def _lane(
    track: Track, top: float, line: float, span: tuple[int, int], before: Callable[[int], str], ink: Ink
) -> h.Node:
    middle = top + 24
    shown = [mark for mark in track.marks if mark.at >= span[0]]
    earlier = len(track.marks) - len(shown)
    existed = [mark for mark in shown if mark.state == EXISTED]
    later = [mark for mark in shown if mark.state == LATER]
    told = [*existed[-1:], *later[:1]]
    early = before(earlier)
    return [
        element("path")(d=f"M0 {px(top)}H{px(RIGHT)}", stroke=ink["line"]),
        element("path")(d=f"M{px(LEFT)} {px(middle)}H{px(RIGHT)}", stroke=ink["quiet"]),
        text(0, top + 19, track.name, ink["text"], size=13, weight=600),
        text(0, top + 36, track.counts, ink["quiet"], size=12),
        earlier and text(LEFT - 6, top + 52, f"← {early}", ink["quiet"], "end", 12),
        (_pile(list(pile), middle, told, span, ink) for _, pile in groupby(shown, lambda mark: round(mark.at * 5))),
        (_words(mark, line, top + 50, ink) for mark in told),
    ]


def _pile(pile: Sequence[Mark], middle: float, told: Sequence[Mark], span: tuple[int, int], ink: Ink) -> h.Node:
    """Marks that are so near to each other that they stand one over the other."""
    return [
        _mark(_across(mark.at, span), middle - 9 * place, mark.state, mark in told, ink)
        for place, mark in enumerate(pile)
    ]


def _mark(x: float, y: float, state: str, large: bool, ink: Ink) -> h.Node:
    if state == EXISTED:
        return element("circle")(cx=px(x), cy=px(y), r="6" if large else "4", fill=ink["accent" if large else "text"])
    if state == PROMISED:
        path = f"M{px(x)} {px(y - 6)}l6 6l-6 6l-6 -6z"
        return element("path")(d=path, fill=ink["card"], stroke=ink["marked"], stroke_width="2")
    side = 11 if large else 7
    place = {"x": px(x - side / 2), "y": px(y - side / 2), "width": str(side), "height": str(side)}
    return element("rect")(fill=ink["rest"], stroke=ink["quiet"], **place)


def _words(mark: Mark, line: float, y: float, ink: Ink) -> h.Node:
    """The words of a mark on its side of the line, as far as there is room."""
    if mark.state == EXISTED:
        words = _fits(mark.words, line - LEFT - 8)
        return words and text(line - 8, y, words, ink["text"], "end", 12)
    words = _fits(mark.words, RIGHT - line - 8)
    return words and text(line + 8, y, words, ink["quiet"], size=12)


def _fits(words: str, room: float) -> str:
    """*words*, cut where they are longer than *room*; "" where a few letters alone would be left."""
    letters = int(room / LETTER)
    return shorten(words, letters, placeholder=" …") if letters > 18 else ""
