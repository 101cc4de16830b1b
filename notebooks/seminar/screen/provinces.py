"""The provinces of mainland China as tiles of one size: where something lies, without a border or a distance."""

from collections.abc import Mapping, Sequence

import htpy as h

from seminar.errors import SeminarError
from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink

GRID = (
    "      Heilongjiang",
    "   Inner Mongolia|Beijing||Jilin",
    "Xinjiang|Gansu|Ningxia|Shanxi|Hebei|Tianjin|Liaoning",
    "|Qinghai|Shaanxi|Henan|Shandong",
    "Tibet|Sichuan|Chongqing|Hubei|Anhui|Jiangsu|Shanghai",
    "|Yunnan|Guizhou|Hunan|Jiangxi|Zhejiang",
    "||Guangxi|Guangdong|Fujian",
    "||Hainan",
)
"""The rows from north to south; a bar, or a blank at the start of a row, is one column further east."""
ACROSS = 7
WIDE, HIGH, GAP = WIDTH / ACROSS, 54.0, 4.0


def places() -> dict[str, tuple[int, int]]:
    """Each of the 31 provinces, regions and cities of that rank → its column and its row, from 0."""
    found = {}
    for row, line in enumerate(GRID):
        blanks = len(line) - len(line.lstrip(" "))
        for column, name in enumerate(line.lstrip(" ").split("|"), blanks):
            if name:
                found[name] = (column, row)
    return found


def provinces(told: Mapping[str, Sequence[str]], ink: Ink) -> h.Renderable:
    """A tile for each province: one that is *told* of has a thick edge and up to two lines under its name.

    Raises SeminarError for a province that has no tile.
    """
    every = places()
    if unknown := [name for name in told if name not in every]:
        raise SeminarError(f"“{unknown[0]}” has no tile. Choose one of: {', '.join(sorted(every))}.")
    return svg(len(GRID) * HIGH, (_tile(name, *every[name], told.get(name), ink) for name in every))


def _tile(name: str, column: int, row: int, lines: Sequence[str] | None, ink: Ink) -> h.Node:
    left, top = column * WIDE, row * HIGH
    middle, there = left + (WIDE - GAP) / 2, lines is not None
    edge = element("rect")(
        x=px(left + 1),
        y=px(top + 1),
        width=px(WIDE - GAP - 2),
        height=px(HIGH - GAP - 2),
        rx="4",
        fill=ink["tint" if there else "card"],
        stroke=ink["text" if there else "line"],
        stroke_width="2" if there else "1",
    )
    named = name.split() if not there else [name]
    start = top + (16 if there else HIGH / 2 + 3 - 7 * (len(named) - 1))
    return [
        edge,
        (text(middle, start + 14 * i, word, ink["quiet"], "middle", 12) for i, word in enumerate(named)),
        (
            text(middle, start + 14 * i, line, ink["text"], "middle", 12, 700 if i == 1 else 400)
            for i, line in enumerate(lines or (), 1)
        ),
    ]
