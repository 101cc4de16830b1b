"""The drawings that cover the pack: dots (in a grid, in columns, in a circle), lines, boxes with arrows, bars.

Each returns an SVG element in the colours of *ink* (see ``page.Ink``). Marked things differ in size or shape as well
as in colour, so that the drawing also works in grey.
"""

import math
from collections.abc import Sequence

import htpy as h

from seminar.screen.drawing import WIDTH, element, px, svg, text
from seminar.screen.page import Ink


def dots(marked: int, half: bool, ink: Ink, total: int = 1_000, across: int = 50) -> h.Renderable:
    """A grid of *total* dots; the first *marked* are larger and ringed, one more is half filled if *half*.

    Every dot is a zero-length line with round ends, so that a thousand of them are one element.
    """
    gap, radius = WIDTH / across, 4
    places = [((i % across + 0.5) * gap, (i // across + 0.5) * gap) for i in range(total)]

    def path(some: list[tuple[float, float]], colour: str, size: float) -> h.Node:
        line = "".join(f"M{px(x)} {px(y)}h0" for x, y in some)
        if not some:
            return None
        return element("path")(d=line, stroke=colour, stroke_width=px(size), stroke_linecap="round", fill="none")

    split = marked + half
    half_dot: h.Node = None
    if half:
        x, y = places[marked]
        half_dot = [
            element("path")(d=f"M{px(x)} {px(y - 5.1)}a5.1 5.1 0 0 0 0 10.2z", fill=ink["marked"]),
            element("circle")(cx=px(x), cy=px(y), r="4.6", fill="none", stroke=ink["marked"], stroke_width="1"),
        ]
    return svg(
        total / across * gap,
        path(places[split:], ink["rest"], 2 * radius),
        path(places[:marked], ink["marked"], 2 * radius + 2.2),
        half_dot,
    )


def columns_of_dots(columns: Sequence[tuple[str, int, int]], ink: Ink) -> h.Renderable:
    """A column for each of *columns* (its words, how many plain and how many marked dots), grown from a common floor.

    All dots have one size, so small that the fullest column fits. Marked ones are larger than plain ones and stand on
    top; words that are empty are left out.
    """
    top, floor = 6.0, 206.0
    slot = WIDTH / len(columns)
    most = max(plain + marked for _, plain, marked in columns)
    wide = 0.88 * slot
    pitch = next(
        size for size in range(22, 1, -1) if size <= wide and size * math.ceil(most / (wide // size)) <= floor - top
    )
    across = int(wide // pitch)
    content: list[h.Node] = []
    for place, (words, plain, marked) in enumerate(columns):
        left = place * slot + (slot - across * pitch) / 2 + pitch / 2

        def line(some: range, colour: str, size: float, left: float = left) -> h.Node:
            spots = ((left + pitch * (i % across), floor - pitch * (i // across) - pitch / 2) for i in some)
            path = "".join(f"M{px(x)} {px(y)}h0" for x, y in spots)
            return path and element("path")(
                d=path, stroke=ink[colour], stroke_width=px(size), stroke_linecap="round", fill="none"
            )

        content += [line(range(plain), "rest", 0.6 * pitch), line(range(plain, plain + marked), "marked", 0.9 * pitch)]
        narrow = 4.5 * len(words) > slot / 2  # the words of the last column would run over the edge
        ends = narrow and place == len(columns) - 1
        foot = (WIDTH, "end") if ends else ((place + 0.5) * slot, "middle")
        content.append(words and text(foot[0], floor + 20, words, ink["quiet"], foot[1]))
    axis = element("path")(d=f"M0 {px(floor)}H{WIDTH}", stroke=ink["quiet"])
    return svg(floor + 30, content, axis)


Branch = tuple[str, "bool | Sequence[Branch]"]
"""A box of a tree: its words, and either whether it is marked (then it is a leaf) or the boxes below it."""


def tree(root: str, branches: Sequence[Branch], ink: Ink) -> h.Renderable:
    """Boxes with arrows: *root*, below it its *branches*, below each of them theirs, as deep as they go.

    Words are split at a line feed: the first line is set bold.
    """
    box, drop = 46, 34

    def leaves(below: bool | Sequence[Branch]) -> int:
        return 1 if isinstance(below, bool) else sum(leaves(further) for _, further in below)

    def depth(below: bool | Sequence[Branch]) -> int:
        return 0 if isinstance(below, bool) else 1 + max(depth(further) for _, further in below)

    slot = WIDTH / leaves(branches)
    content: list[h.Node] = []

    def draw_box(middle: float, level: int, words: str, marked: bool, widest: float) -> None:
        top = 1 + level * (box + drop)
        wide = min(widest, 176)
        content.append(
            element("rect")(
                x=px(middle - wide / 2),
                y=px(top),
                width=px(wide),
                height=str(box),
                rx="6",
                fill=ink["card"],
                stroke=ink["marked"] if marked else ink["quiet"],
                stroke_width="3" if marked else "1",
            )
        )
        for i, line in enumerate(words.split("\n")):
            content.append(text(middle, top + 19 + 17 * i, line, ink["text"], "middle", 13, 400 if i else 600))

    def draw_line(above: float, below: float, level: int) -> None:
        top = 1 + box + level * (box + drop)
        end = top + drop
        content.append(
            element("path")(
                d=f"M{px(above)} {px(top)}L{px(below)} {px(end - 2)}m-4 -6l4 7l4 -7",
                fill="none",
                stroke=ink["quiet"],
                stroke_width="1",
            )
        )

    def draw(words: str, below: bool | Sequence[Branch], first: float, level: int) -> None:
        """The box of *words* over its leaves, of which the first is leaf number *first*, and all below it."""
        middle = (first + leaves(below) / 2) * slot
        marked = below is True
        if not isinstance(below, bool):
            for further, ends in below:
                draw_line(middle, (first + leaves(ends) / 2) * slot, level)
                draw(further, ends, first, level + 1)
                first += leaves(ends)
        draw_box(middle, level, words, marked, leaves(below) * slot - 10)

    draw(root, branches, 0, 0)
    levels = depth(branches)
    return svg((levels + 1) * box + levels * drop + 2, *content)


def line(
    points: Sequence[tuple[float, float]],
    chosen: tuple[float, float],
    chosen_words: str,
    x_ticks: Sequence[tuple[float, str]],
    x_title: str,
    y_title: str,
    ink: Ink,
) -> h.Renderable:
    """A line through *points* with the *chosen* one marked and labelled; both axes run from 0 to 1.

    The caller maps its quantities to 0-1 and says how in *x_ticks* and the titles; the vertical axis is a share.
    """
    left, right, top, bottom = 48.0, WIDTH - 16.0, 40.0, 250.0

    def place(x: float, y: float) -> tuple[float, float]:
        return left + x * (right - left), bottom - y * (bottom - top)

    grid: list[h.Node] = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        _, y = place(0, share)
        grid.append(element("path")(d=f"M{px(left)} {px(y)}H{px(right)}", stroke=ink["line"], stroke_width="1"))
        grid.append(text(left - 8, y + 4, f"{share:.0%}", ink["quiet"], "end"))
    for at, words in x_ticks:
        x, _ = place(at, 0)
        grid.append(text(x, bottom + 20, words, ink["quiet"], "middle"))
    path = "M" + "L".join(f"{px(x)} {px(y)}" for x, y in (place(*point) for point in points))
    x, y = place(*chosen)
    near_right = chosen[0] > 0.6
    label_y = y - 12 if chosen[1] > 0.12 else y - 14
    return svg(
        bottom + 48,
        text(left, 18, y_title, ink["quiet"]),
        text(right, bottom + 42, x_title, ink["quiet"], "end"),
        grid,
        element("path")(d=path, fill="none", stroke=ink["accent"], stroke_width="2.5", stroke_linejoin="round"),
        element("path")(
            d=f"M{px(x)} {px(bottom)}V{px(y)}", stroke=ink["marked"], stroke_width="1", stroke_dasharray="4 3"
        ),
        element("circle")(cx=px(x), cy=px(y), r="6", fill=ink["marked"], stroke=ink["card"], stroke_width="2"),
        text(
            x + (-12 if near_right else 12),
            label_y,
            chosen_words,
            ink["text"],
            "end" if near_right else "start",
            13,
            600,
        ),
    )


def _bar(left: float, top: float, length: float, thick: float, ink: Ink, hollow: str = "") -> h.Node:
    """One level bar: filled, or *hollow* with a thick edge in the colour of that role. Nothing for a length of 0."""
    inset = 1.5 if hollow else 0.0
    edge = {"fill": ink["card"], "stroke": ink[hollow], "stroke_width": "3"} if hollow else {"fill": ink["accent"]}
    return length > 0 and element("rect")(
        x=px(left + inset),
        y=px(top + inset),
        width=px(max(length - 2 * inset, 0.1)),
        height=px(thick - 2 * inset),
        **edge,
    )


def bars(
    rows: Sequence[tuple[str, float, bool]], longest: float, ink: Ink, unit: str = "", above: bool = False
) -> h.Renderable:
    """Level bars from 0 to *longest*, one for each row (its words, its value, marked or not), the value at its end.

    A marked bar is hollow with a thick edge, the others are filled. Long words stand *above* their bar instead of
    before it. *unit* follows each value.
    """
    left, step, lift = (2.0, 62.0, 22.0) if above else (120.0, 40.0, 0.0)
    right, thick = WIDTH - (90.0 if above else 48.0), 24.0

    def draw(place: int, words: str, value: float, marked: bool) -> h.Node:
        top, length = place * step + lift + (step - lift - thick) / 2, value / longest * (right - left)
        return [
            text(left + 6, top - 6, words, ink["text"])
            if above
            else text(left - 10, top + 17, words, ink["text"], "end"),
            _bar(left, top, length, thick, ink, "marked" if marked else ""),
            text(left + length + 8, top + 17, f"{value:,}{unit}", ink["text"], weight=600),
        ]

    axis = element("path")(d=f"M{px(left)} 0V{px(len(rows) * step)}", stroke=ink["quiet"], stroke_width="1")
    return svg(len(rows) * step, (draw(place, *row) for place, row in enumerate(rows)), axis)


def paired_bars(
    rows: Sequence[tuple[str, tuple[float, str], tuple[float, str]]], longest: float, ink: Ink
) -> h.Renderable:
    """Two level bars from 0 to *longest* for each row, under its words: the first value hollow, the second filled.

    Each value comes with the words that stand at the end of its bar.
    """
    left, right, thick, step = 2.0, WIDTH - 170.0, 16.0, 68.0

    def draw(place: int, words: str, *pair: tuple[float, str]) -> h.Node:
        top = place * step + 22
        return [
            text(left + 6, top - 6, words, ink["text"], weight=600),
            (_one(top + (thick + 2) * second, value, label, second) for second, (value, label) in enumerate(pair)),
        ]

    def _one(top: float, value: float, label: str, second: int) -> h.Node:
        length = value / longest * (right - left)
        return [
            _bar(left, top, length, thick, ink, "" if second else "accent"),
            text(left + length + 8, top + 13, label, ink["text"]),
        ]

    axis = element("path")(d=f"M{px(left)} 0V{px(len(rows) * step)}", stroke=ink["quiet"], stroke_width="1")
    return svg(len(rows) * step, (draw(place, *row) for place, row in enumerate(rows)), axis)


def circle(
    people: Sequence[tuple[str, str]], ties: Sequence[tuple[int, int]], ink: Ink, ends: Sequence[str]
) -> h.Renderable:
    """People in a circle, from the bottom up on both sides, with a line for each of *ties* (two places), and the names
    of those whose look is none of the two usual ones.

    Each of *people* is a name and a look: "full", "hollow", "marked" (large), "square" (marked, large) or "open" (a
    dashed ring). *ends* are the words at the top and at the bottom.
    """
    middle, wide, high, top = WIDTH / 2, 168.0, 148.0, 182.0

    def place(number: int) -> tuple[float, float]:
        angle = 2 * math.pi * (number + 0.5) / len(people)
        return -math.sin(angle), math.cos(angle)

    def draw(number: int, name: str, look: str) -> h.Node:
        across, down = place(number)
        x, y = middle + wide * across, top + high * down
        side = "end" if across < 0 else "start"
        off = (
            4 + (15 if abs(down) > 0.9 else 7) * down
        )  # where neighbours stand side by side, names stand clear of them
        words = text(x + math.copysign(13, across), y + off, name, ink["text"], side, 12, 600)
        return [_person(x, y, look, ink), look in NAMED and words]

    lines = "".join(
        f"M{px(middle + wide * x1)} {px(top + high * y1)}L{px(middle + wide * x2)} {px(top + high * y2)}"
        for (x1, y1), (x2, y2) in ((place(one), place(other)) for one, other in ties)
    )
    return svg(
        2 * top,
        text(middle, 14, ends[0], ink["quiet"], "middle"),
        element("path")(d=lines, stroke=ink["rest"], stroke_width="1", fill="none"),
        (draw(number, *person) for number, person in enumerate(people)),
        text(middle, 2 * top - 4, ends[1], ink["quiet"], "middle"),
    )


NAMED = ("marked", "square", "open")
"""The looks of people who stand in a circle with their names."""


def _person(x: float, y: float, look: str, ink: Ink) -> h.Renderable:
    """One person of a circle; each look has a shape of its own, so that it also reads in grey."""
    if look == "square":
        return element("rect")(
            x=px(x - 8), y=px(y - 8), width="16", height="16", fill=ink["card"], stroke=ink["marked"], stroke_width="4"
        )
    fill = {"full": "accent", "marked": "marked"}.get(look, "card")
    edge = {"full": "accent", "marked": "marked"}.get(look, "quiet")
    return element("circle")(
        cx=px(x),
        cy=px(y),
        r="8.5" if look == "marked" else "6",
        fill=ink[fill],
        stroke=ink[edge],
        stroke_width="2",
        stroke_dasharray="3 2" if look == "open" else None,
    )
