"""A grid of answers, systems × properties, and a triangle of pairs: an answer is told by its filling and its sign."""

import textwrap
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from seminar.screen.drawing import element, px, svg, text
from seminar.screen.page import Ink

YES, PARTLY, NO, OPEN, IDLE, BLANK = "yes", "partly", "no", "open", "idle", "blank"
"""Full, half and empty tiles, one with a question mark, a dash, and one that is not shown yet."""
LEFT, PITCH, TOP, ROW, TILE = 158.0, 23.0, 140.0, 34.0, 20.0


class Tile(NamedTuple):
    """One answer: its *look*, and whether it is *weak*, which a corner tells."""

    look: str
    weak: bool = False


def heat_grid(
    heads: Sequence[tuple[str, bool]],
    rows: Sequence[tuple[str, Sequence[Tile]]],
    ink: Ink,
    signs: Sequence[str] = (),
) -> h.Renderable:
    """A row of tiles for each of *rows* (its words, its tiles) under slanted *heads* (words, bold or not).

    *signs* stand in a last row, one under each column. Tiles of one look are one element, since there are many.
    """
    foot = TOP + ROW * len(rows)
    found: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    weak = ""
    for row, (_, tiles) in enumerate(rows):
        for place, tile in enumerate(tiles):
            left, top = _middle(place) - TILE / 2, TOP + ROW * (row + 0.5) - TILE / 2
            found[tile.look].append((left, top))
            weak += f"M{px(left + TILE)} {px(top)}v9l-9 -9z" if tile.weak else ""
    return svg(
        foot + (24 if signs else 4),
        (_head(place, words, bold, ink) for place, (words, bold) in enumerate(heads)),
        (_name(TOP + ROW * place, words, ROW, ink) for place, (words, _) in enumerate(rows)),
        (_tiles(look, corners, ink) for look, corners in found.items()),
        weak and element("path")(d=weak, fill=ink["marked"], stroke=ink["card"]),
        [text(_middle(i), foot + 14, sign, ink["text"], "middle", 14, 600) for i, sign in enumerate(signs)],
    )


def triangle(names: Sequence[str], pairs: Sequence[Sequence[tuple[str, str]]], ink: Ink) -> h.Renderable:
    """One cell for each pair of *names*: row n of *pairs* has the first n (look, words).

    Names are as in the grid: a letter stands first, and alone over its column.
    """
    step, wide = 28.0, 62.0

    def cell(row: int, column: int, look: str, words: str) -> h.Node:
        x, y = LEFT + wide * column, 22 + step * row
        full = look == YES
        return [
            _boxes(look, [(x + 2, y + 2)], wide - 4, step - 4, 5, ink),
            text(x + wide / 2, y + 18, words, ink["card" if full else "text"], "middle", 12, 600),
        ]

    return svg(
        24 + step * (len(names) - 1),
        (text(LEFT + wide * (i + 0.5), 14, name[0], ink["quiet"], "middle", 12) for i, name in enumerate(names[:-1])),
        (_name(22 + step * place, name, step, ink) for place, name in enumerate(names[1:])),
        (
            cell(row, column, look, words)
            for row, found in enumerate(pairs)
            for column, (look, words) in enumerate(found)
        ),
    )


def _middle(place: int) -> float:
    return LEFT + PITCH * (place + 0.5)


def _head(place: int, words: str, bold: bool, ink: Ink) -> h.Renderable:
    x, y = _middle(place) + 2, TOP - 6
    turned = element("g")(transform=f"rotate(-50 {px(x)} {px(y)})")
    return turned[text(x, y, words, ink["text" if bold else "quiet"], size=12, weight=700 if bold else 400)]


def _name(top: float, words: str, high: float, ink: Ink) -> h.Node:
    lines = textwrap.wrap(words, 25, max_lines=2, placeholder=" …")
    first = top + high / 2 + 4 - 7 * (len(lines) - 1)
    return [text(0, first + 14 * i, line, ink["text"], size=12) for i, line in enumerate(lines)]


def _tiles(look: str, corners: Sequence[tuple[float, float]], ink: Ink) -> h.Node:
    """All tiles of one *look*, by their upper left *corners*."""
    if look in (OPEN, IDLE):
        sign = "?" if look == OPEN else "–"
        inside: h.Node = [text(x + TILE / 2, y + 15, sign, ink["text"], "middle") for x, y in corners]
    else:
        inside = None
    return [look != IDLE and _boxes(look, corners, TILE, TILE, TILE / 2, ink), inside]


def _boxes(
    look: str, corners: Sequence[tuple[float, float]], wide: float, high: float, half: float, ink: Ink
) -> h.Node:
    """Frames: full, full to a height of *half*, or empty; dashed: nothing is known, dotted: nothing is shown yet."""
    dashes = {OPEN: "3 3", BLANK: "1 3"}.get(look)
    frames = "".join(f"M{px(x)} {px(y)}h{px(wide)}v{px(high)}h{px(-wide)}z" for x, y in corners)
    halves = "".join(f"M{px(x)} {px(y + high)}h{px(wide)}v{px(-half)}h{px(-wide)}z" for x, y in corners)
    return [
        element("path")(
            d=frames,
            fill=ink["accent" if look == YES else "card"],
            stroke=ink["quiet" if dashes else "accent"],
            stroke_width="1.5",
            stroke_linejoin="round",
            stroke_dasharray=dashes,
        ),
        look == PARTLY and element("path")(d=halves, fill=ink["accent"]),
    ]
