"""A street from above with its crossing, one person who walks, the light, and whoever sees it."""

import htpy as h

from seminar.screen.drawing import element, px, svg, text
from seminar.screen.page import Ink

WIDTH, HEIGHT = 290, 130
TOP, BOTTOM = 22, 88
"""Where the street begins and ends, from the upper edge."""
LAMPS = {"red": 0, "green": 1}


def street(away: bool, lamp: str, walker: str, watcher: str, ink: Ink) -> h.Renderable:
    """The person walks over the lines, or beside them where *away*.

    *lamp* is "red", "green", which flashes, or "" for no light. *walker* and *watcher* are words under two signs;
    without a *watcher* nobody stands there.
    """
    x = 196 if away else 136
    return svg(HEIGHT, _road(ink), _light(lamp, ink), _walk(x, walker, ink), _seen(x, watcher, ink), width=WIDTH)


def _road(ink: Ink) -> h.Node:
    band = element("rect")(x="0", y=px(TOP), width=px(WIDTH), height=px(BOTTOM - TOP), fill=ink["line"])
    edges = element("path")(d=f"M0 {TOP}H{WIDTH}M0 {BOTTOM}H{WIDTH}", stroke=ink["quiet"])
    bars = "".join(f"M{105 + 12.5 * i:g} {TOP + 3}V{BOTTOM - 3}" for i in range(6))
    return [band, edges, element("path")(d=bars, stroke=ink["card"], stroke_width="7")]


def _light(lamp: str, ink: Ink) -> h.Node:
    """A box of two lamps at the kerb; the one that is on is filled, and a flashing one has rays."""
    if not lamp:
        return None
    on, x = LAMPS[lamp], 80
    lamps = [
        element("circle")(
            cx=px(x), cy=px(TOP + 18 + 18 * i), r="6", fill=ink["marked" if i == on else "card"], stroke=ink["text"]
        )
        for i in range(2)
    ]
    y = TOP + 18 + 18 * on
    rays = f"M{x - 14} {y - 6}l-6 -4M{x - 15} {y}h-7M{x - 14} {y + 6}l-6 4"
    box = element("rect")(
        x=px(x - 11), y=px(TOP + 6), width="22", height="42", rx="4", fill=ink["soft"], stroke=ink["text"]
    )
    return [box, lamps, lamp == "green" and element("path")(d=rays, stroke=ink["text"], stroke_width="1.5")]


def _walk(x: float, walker: str, ink: Ink) -> h.Node:
    way = element("path")(
        d=f"M{px(x)} {BOTTOM + 8}V{TOP + 8}m-5 7l5 -8l5 8", fill="none", stroke=ink["marked"], stroke_width="2.5"
    )
    head = element("circle")(cx=px(x), cy=px(BOTTOM + 12), r="6", fill=ink["marked"])
    return [way, head, text(x, BOTTOM + 36, walker, ink["text"], "middle")]


def _seen(x: float, watcher: str, ink: Ink) -> h.Node:
    """Whoever sees it: a square, and dots from it to the person."""
    if not watcher:
        return None
    at = 258
    line = element("path")(d=f"M{px(x + 12)} {BOTTOM + 12}H{at - 10}", stroke=ink["text"], stroke_dasharray="2 4")
    square = element("rect")(x=px(at - 7), y=px(BOTTOM + 5), width="14", height="14", fill=ink["text"])
    return [line, square, text(at, BOTTOM + 36, watcher, ink["text"], "middle")]
