"""A thousand people as dots: how many somebody thinks reach the end, what becomes of each, and what it costs."""

from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

DOTS = 1_000
DEEP = 20
"""Dots in a column."""
PITCH = 8.9
"""Pixels from dot to dot: three gaps, and an outline beyond the last dot, still fit."""
GAP = 16.0
RADIUS = 3.2

Spots = Sequence[tuple[float, float]]


class Fate(NamedTuple):
    """What becomes of some of the thousand: their *number* as it is written, in what words, and how many *dots*."""

    number: str
    words: str
    dots: int


def _spots(first: int, count: int, left: float, top: float) -> Spots:
    """The middles of *count* dots in columns, of which the first is dot number *first* of its block."""
    places = (divmod(i, DEEP) for i in range(first, first + count))
    return [(left + (column + 0.5) * PITCH, top + (row + 0.5) * PITCH) for column, row in places]


def _discs(spots: Spots, colour: str, radius: float = RADIUS) -> h.Node:
    """A zero-length line with round ends for each dot, so that a thousand of them are one element."""
    path = "".join(f"M{px(x)} {px(y)}h0" for x, y in spots)
    return path and element("path")(
        d=path, stroke=colour, stroke_width=px(2 * radius), stroke_linecap="round", fill="none"
    )


def _rings(spots: Spots, edge: str, ground: str) -> h.Node:
    return [_discs(spots, edge, RADIUS + 0.5), _discs(spots, ground, RADIUS - 0.7)]


def _crosses(spots: Spots, colour: str) -> h.Node:
    path = "".join(f"M{px(x - 2.4)} {px(y - 2.4)}l4.8 4.8m0 -4.8l-4.8 4.8" for x, y in spots)
    return path and element("path")(d=path, stroke=colour, stroke_width="1.6", fill="none")


def ringed(count: int, ink: Ink) -> h.Renderable:
    """A thousand dots, of which the last *count* are rings in the colour of what is chosen."""
    pitch = WIDTH / DOTS * DEEP
    across = [(x * pitch / PITCH, y * pitch / PITCH) for x, y in _spots(0, DOTS, 0, 0)]
    split = DOTS - count
    return svg(DEEP * pitch, _discs(across[:split], ink["rest"]), _rings(across[split:], ink["accent"], ink["card"]))


def fates(groups: Sequence[Fate], start: int | None, ink: Ink) -> h.Renderable:
    """The dots of four *groups* in columns, one after the other, with a numbered gate between them.

    Each has its shape: plain discs, rings, crosses, and for those who come through large discs in the marked colour.
    A line stands around the place of as many dots as came through at the *start*, unless it is None.
    """
    top = 40.0
    floor = top + DEEP * PITCH
    lefts = [0.0]
    for group in groups[:-1]:
        lefts.append(lefts[-1] + -(-group.dots // DEEP) * PITCH + GAP)
    spots = [_spots(0, group.dots, left, top) for group, left in zip(groups, lefts, strict=True)]
    gates = "".join(f"M{px(left - GAP / 2)} {px(top - 4)}V{px(floor + 4)}" for left in lefts[1:])
    return svg(
        floor + 20,
        _heads(groups, lefts, ink),
        _discs(spots[0], ink["rest"]),
        _rings(spots[1], ink["quiet"], ink["card"]),
        _crosses(spots[2], ink["text"]),
        _discs(spots[3], ink["marked"], RADIUS + 0.8),
        element("path")(d=gates, stroke=ink["text"], stroke_width="1.5", stroke_dasharray="2 3"),
        (text(left - GAP / 2, floor + 16, str(i), ink["quiet"], "middle", 12) for i, left in enumerate(lefts[1:], 1)),
        start is not None and _outline(start, lefts[-1], top, ink),
    )


def _heads(groups: Sequence[Fate], lefts: Sequence[float], ink: Ink) -> h.Node:
    """How many and what over each group; words that would meet are pushed apart, first to the right, then back."""
    wide = [7.3 * max(len(group.words), 1.3 * len(group.number)) for group in groups]
    places: list[float] = []
    for left, before in zip(lefts, [0.0, *wide], strict=False):
        places.append(max(left, places[-1] + before if places else 0))
    end = float(WIDTH)
    for i in reversed(range(len(places))):
        places[i] = end = min(places[i], end - wide[i])
    last = len(groups) - 1
    return [
        [
            text(place, 14, group.number, ink["marked" if i == last else "text"], size=16, weight=700),
            text(place, 31, group.words, ink["marked" if i == last else "text"], size=13),
        ]
        for i, (group, place) in enumerate(zip(groups, places, strict=True))
    ]


def _outline(count: int, left: float, top: float, ink: Ink) -> h.Renderable:
    """A line around the place of *count* dots, of which the last may fill a part of a column only."""
    whole, rest = divmod(count, DEEP)
    foot, right = top + DEEP * PITCH, left + whole * PITCH
    part = f"V{px(top + rest * PITCH)}H{px(right)}" if rest else ""
    path = f"M{px(left)} {px(top)}H{px(right + PITCH * bool(rest))}{part}V{px(foot)}H{px(left)}Z"
    return element("path")(d=path, fill="none", stroke=ink["text"], stroke_width="1.5")


def distance(result: float, guess: float, words: tuple[str, str, str], ink: Ink) -> h.Renderable:
    """A line from 0 to 1,000 with a *guess* (a triangle), the *result* (a disc) and, thick, what lies between them.

    The three *words* stand above it, beside the sign that they belong to: those of the guess, the result, the distance.
    """
    left, right, y = 14.0, WIDTH - 30.0, 40.0
    at, there = (left + value / DOTS * (right - left) for value in (result, guess))

    def disc(x: float, y: float) -> h.Node:
        return element("circle")(cx=px(x), cy=px(y), r="6", fill=ink["marked"])

    def triangle(x: float, foot: float) -> h.Node:
        path = f"M{px(x - 7)} {px(foot - 12)}h14l-7 12z"
        return element("path")(d=path, fill=ink["card"], stroke=ink["accent"], stroke_width="2")

    def line(start: float, end: float, colour: str, width: int) -> h.Node:
        return element("path")(d=f"M{px(start)} {px(y)}H{px(end)}", stroke=ink[colour], stroke_width=str(width))

    def tick(value: int) -> h.Node:
        x = left + value / DOTS * (right - left)
        mark = element("path")(d=f"M{px(x)} {px(y)}v6", stroke=ink["quiet"])
        return [mark, text(x, y + 20, f"{value:,}", ink["quiet"], "middle", 12)]

    return svg(
        y + 24,
        triangle(left, 17),
        text(left + 14, 16, words[0], ink["accent"], weight=600),
        disc(left + 170, 11),
        text(left + 184, 16, words[1], ink["marked"], weight=600),
        text(right, 16, words[2], ink["text"], "end", weight=600),
        line(left, right, "quiet", 1),
        (tick(value) for value in range(0, DOTS + 1, 200)),
        line(min(at, there), max(at, there), "marked", 3),
        disc(at, y),
        triangle(there, y - 3),
    )


def prices(rows: Sequence[tuple[str, float, float, str]], ink: Ink) -> h.Renderable:
    """A bar for each of *rows*: its words, its value at the start and now (0 or above), and the words at its end.

    The outline is the start. Each bar has its own scale, on which the start has one length; a bar that is more than
    two and a half times as long ends in a break.
    """
    left, start, most, step = 220.0, 48.0, 120.0, 23.0

    def draw(place: int, words: str, before: float, now: float, said: str) -> h.Node:
        top = place * step
        length = start * (now / before if before else 1 + bool(now) * most)
        long = min(length, most)
        broken = f"M{px(left + long - 14)} {px(top + 20)}l6 -18m3 0l-6 18"
        return [
            text(0, top + 15, words, ink["text"]),
            element("rect")(x=px(left), y=px(top + 3), width=px(long), height="16", fill=ink["rest"]),
            element("rect")(x=px(left), y=px(top + 3), width=px(start), height="16", fill="none", stroke=ink["text"]),
            length > most and element("path")(d=broken, stroke=ink["card"], stroke_width="2"),
            text(left + max(long, start) + 8, top + 15, said, ink["text"], weight=600),
        ]

    return svg(step * len(rows), (draw(place, *row) for place, row in enumerate(rows)))
