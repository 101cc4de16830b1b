"""A line of years to stand at: tracks of dated things, what can be cited from there and what nobody could know yet."""

from collections.abc import Callable, Sequence
from itertools import groupby
from textwrap import shorten
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

LEFT, MARGIN = 198.0, 8.0
HEAD, LANE = 44.0, 58.0
LETTER = 7.0
"""Pixels of a letter at 12 pixels of type, on average, with room for the larger type of paper."""
YEAR = 36.0
"""Pixels that the number of a year takes up."""

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


class Axis(NamedTuple):
    """The years from *first* to *last*, which end at *right* pixels."""

    first: int
    last: int
    right: float

    def across(self, at: float) -> float:
        """The pixels of a year, whose part that is over counts too."""
        return LEFT + (at - self.first) / (self.last + 1 - self.first) * (self.right - LEFT)

    def numbered(self, year: int) -> list[int]:
        """The years whose numbers have room beside each other, *year* among them."""
        step = 1 if self.across(1) - self.across(0) > YEAR else 2
        return [one for one in range(self.first, self.last + 1) if (one - year) % step == 0]


def timeline(
    tracks: Sequence[Track], year: int, span: tuple[int, int], said: Said, ink: Ink, width: float = WIDTH
) -> h.Renderable:
    """A lane for each of *tracks*, over the years of *span*, with a line at the end of *year*.

    The last thing that existed on a track, and the first that came later, are larger and told in words where there is
    room.
    """
    axis = Axis(*span, width - MARGIN)
    foot = HEAD + LANE * len(tracks)
    line = axis.across(year + 1)
    grid = "".join(f"M{px(axis.across(one))} {px(HEAD)}V{px(foot)}" for one in range(span[0], span[1] + 2))
    return svg(
        foot + 22,
        _legend(said.states, ink),
        element("rect")(x=px(line), y=px(HEAD), width=px(axis.right - line), height=px(foot - HEAD), fill=ink["soft"]),
        element("path")(d=grid, stroke=ink["line"]),
        (_lane(track, HEAD + LANE * place, line, axis, said.before, ink) for place, track in enumerate(tracks)),
        (_number(one, one == year, axis, foot + 17, ink) for one in axis.numbered(year)),
        element("path")(d=f"M{px(line)} {px(HEAD - 6)}V{px(foot + 4)}", stroke=ink["text"], stroke_width="3"),
        text(line - 8, HEAD - 8, said.known, ink["text"], "end", 12, 600),
        _fits(said.unknown, axis.right - line - 8) == said.unknown
        and text(line + 8, HEAD - 8, said.unknown, ink["quiet"], size=12),
        width=width,
    )


def _number(year: int, here: bool, axis: Axis, y: float, ink: Ink) -> h.Node:
    role, weight = ("text", 700) if here else ("quiet", 400)
    return text(axis.across(year + 0.5), y, str(year), ink[role], "middle", 12, weight)


def _legend(states: Sequence[tuple[str, str]], ink: Ink) -> h.Node:
    left, content = 6.0, list[h.Node]()
    for state, words in states:
        content += [_mark(left, 10, state, False, ink), text(left + 12, 14, words, ink["text"], size=12)]
        left += 34 + 8 * len(words)
    return content


def _lane(track: Track, top: float, line: float, axis: Axis, before: Callable[[int], str], ink: Ink) -> h.Node:
    middle = top + 24
    shown = [mark for mark in track.marks if mark.at >= axis.first]
    earlier = len(track.marks) - len(shown)
    existed = [mark for mark in shown if mark.state == EXISTED]
    later = [mark for mark in shown if mark.state == LATER]
    told = [*existed[-1:], *later[:1]]
    early = before(earlier)
    return [
        element("path")(d=f"M0 {px(top)}H{px(axis.right)}", stroke=ink["line"]),
        element("path")(d=f"M{px(LEFT)} {px(middle)}H{px(axis.right)}", stroke=ink["quiet"]),
        text(0, top + 19, track.name, ink["text"], size=13, weight=600),
        text(0, top + 36, track.counts, ink["quiet"], size=12),
        earlier and text(0, top + 53, f"← {early}", ink["quiet"], size=12),
        (_pile(list(pile), middle, told, axis, ink) for _, pile in groupby(shown, lambda mark: round(mark.at * 5))),
        (_words(mark, line, top + 50, axis, ink) for mark in told),
    ]


def _pile(pile: Sequence[Mark], middle: float, told: Sequence[Mark], axis: Axis, ink: Ink) -> h.Node:
    """Marks that are so near to each other that they stand one over the other."""
    return [
        _mark(axis.across(mark.at), middle - 9 * place, mark.state, mark in told, ink)
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


def _words(mark: Mark, line: float, y: float, axis: Axis, ink: Ink) -> h.Node:
    """The words of a mark on its side of the line, as far as there is room."""
    if mark.state == EXISTED:
        words = _fits(mark.words, line - LEFT - 8)
        return words and text(line - 8, y, words, ink["text"], "end", 12)
    words = _fits(mark.words, axis.right - line - 8)
    return words and text(line + 8, y, words, ink["quiet"], size=12)


def _fits(words: str, room: float) -> str:
    """*words*, cut where they are longer than *room*; "" where a few letters alone would be left."""
    letters = int(room / LETTER)
    return shorten(words, letters, placeholder=" …") if letters > 18 else ""
