"""A tile for each thing of a list, by year and by group, marked or not; a year without one stays empty."""

import textwrap
from collections.abc import Sequence

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

LEFT, HEAD, TILE, ACROSS, PITCH = 116.0, 26.0, 12.0, 2, 17.0
"""Pixels; tiles of a year stand *ACROSS* side by side."""

Lane = tuple[str, Sequence[tuple[int, bool]]]
"""The words of a group, and for each of its things the year and whether it is marked."""


def year_tiles(lanes: Sequence[Lane], years: Sequence[int], words: tuple[str, str], ink: Ink) -> h.Renderable:
    """The tiles of each of *lanes* over *years*; *words* say what a marked tile is and what the others are.

    A marked tile is full, another one is a hollow square.
    """
    slot, top, content = (WIDTH - LEFT) / len(years), HEAD, list[h.Node]()
    full, hollow = list[tuple[float, float]](), list[tuple[float, float]]()
    for name, things in lanes:
        columns = {year: sorted((marked for at, marked in things if at == year), reverse=True) for year in years}
        lines = textwrap.wrap(name, 18)
        most = max(len(column) for column in columns.values())
        high = max(PITCH * -(-most // ACROSS) + 12, 15.0 * len(lines) + 10)
        content += [text(0, top + 18 + 15 * i, line, ink["text"]) for i, line in enumerate(lines)]
        for place, year in enumerate(years):
            left = LEFT + slot * (place + 0.5) - PITCH * ACROSS / 2
            for i, marked in enumerate(columns[year]):
                corner = left + PITCH * (i % ACROSS), top + high - PITCH * (i // ACROSS + 1)
                (full if marked else hollow).append(corner)
        top += high
        content.append(element("path")(d=f"M0 {px(top + 2)}H{px(WIDTH)}", stroke=ink["line"]))
        top += 4
    ticks = [
        text(LEFT + slot * (i + 0.5), top + 14, str(year), ink["quiet"], "middle", 12) for i, year in enumerate(years)
    ]
    return svg(top + 20, _legend(words, ink), content, _tiles(hollow, False, ink), _tiles(full, True, ink), ticks)


def _tiles(corners: Sequence[tuple[float, float]], marked: bool, ink: Ink) -> h.Node:
    """Squares at the *corners*, as one element."""
    path = "".join(f"M{px(x + 2)} {px(y + 2)}h{px(TILE)}v{px(TILE)}h{px(-TILE)}z" for x, y in corners)
    return path and element("path")(
        d=path,
        fill=ink["accent" if marked else "card"],
        stroke=ink["accent" if marked else "quiet"],
        stroke_width="1.5",
    )


def _legend(words: tuple[str, str], ink: Ink) -> h.Node:
    second = 46 + 6.8 * len(words[0])
    return [
        _tiles([(0, 0)], True, ink),
        text(22, 13, words[0], ink["quiet"], size=12),
        _tiles([(second - 22, 0)], False, ink),
        text(second, 13, words[1], ink["quiet"], size=12),
    ]
