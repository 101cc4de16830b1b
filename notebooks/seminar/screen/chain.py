"""Two chains, one above the other: links that are whole, dotted, broken, or still open."""

import textwrap
from collections.abc import Mapping, Sequence

import htpy as h

from seminar.screen.drawing import WIDE, element, px, svg, text
from seminar.screen.page import Ink

WHOLE, DOTTED, BROKEN, OPEN = "whole", "dotted", "broken", "open"
"""How a link looks."""
LINK, TALL = 104, 44
BESIDE_THE_TITLE = 98.0
"""No words between the rows have their middle further left: there stands the title of the second."""


def chains(
    rows: Sequence[tuple[str, Sequence[tuple[str, str]]]],
    names: Sequence[str],
    here: int,
    between: Mapping[int, str],
    ink: Ink,
) -> h.Renderable:
    """One chain for each of *rows*: its title, and for each link how it looks and the words under it.

    *names* stand in the links, the same in each row, but not in an open link below the first; link number *here* (from
    0) stands on a tinted ground. *between* the first row and the next stand words, by the number of a link.
    """
    step, row = WIDE / len(names), 82
    tall = 18 + row * len(rows)
    ground = element("rect")(
        x=px(here * step + 2), y="0", width=px(step - 4), height=px(tall), rx="6", fill=ink["tint"]
    )
    content: list[h.Node] = [ground]
    for i in range(len(names)):
        content.append(text((i + 0.5) * step, 13, str(i + 1), ink["text" if i == here else "quiet"], "middle"))
    for place, (title, links) in enumerate(rows):
        top = 18 + row * place
        content.append(text(2, top + 12, title, ink["text"], weight=600))
        looks = [look for look, _ in links]
        content += [_joint((i + 1) * step, top + 40, looks[i : i + 2], ink) for i in range(len(links) - 1)]
        for i, ((look, words), name) in enumerate(zip(links, names, strict=True)):
            content.append(_link((i + 0.5) * step, top + 40, "" if place and look == OPEN else name, look, ink))
            content.append(words and text((i + 0.5) * step, top + 76, words, ink["quiet"], "middle", 12))
    content += [
        text(max((i + 0.5) * step, BESIDE_THE_TITLE), 112, words, ink["text"], "middle", 12, 600)
        for i, words in between.items()
    ]
    return svg(tall, content, width=WIDE)


def _stroke(look: str, ink: Ink) -> dict[str, str]:
    if look == WHOLE:
        return {"stroke": ink["text"], "stroke_width": "4"}
    if look == BROKEN:
        return {"stroke": ink["marked"], "stroke_width": "4"}
    dashes = "1 5" if look == DOTTED else "7 5"
    return {"stroke": ink["quiet"], "stroke_width": "2.5" if look == DOTTED else "1", "stroke_dasharray": dashes}


def _link(middle: float, y: float, name: str, look: str, ink: Ink) -> h.Node:
    """One link: an oval around its name; a broken one has two gaps and its halves stand apart."""
    left, right, top, bend = middle - LINK / 2, middle + LINK / 2, y - TALL / 2, TALL / 2
    if look == BROKEN:
        upper = f"M{px(middle - 4)} {px(top - 3)}H{px(left + bend)}a{bend} {bend} 0 0 0 0 {TALL}H{px(middle - 12)}"
        lower = f"M{px(middle + 10)} {px(top + 3)}H{px(right - bend)}a{bend} {bend} 0 0 1 0 {TALL}H{px(middle + 2)}"
        edge = element("path")(d=upper + lower, fill="none", **_stroke(look, ink))
    else:
        edge = element("rect")(
            x=px(left),
            y=px(top),
            width=px(LINK),
            height=px(TALL),
            rx=px(bend),
            fill="none",
            stroke_linecap="round",
            **_stroke(look, ink),
        )
    lines = textwrap.wrap(name, 15)
    feet = y + 4 - 7.5 * (len(lines) - 1)
    return [edge, [text(middle, feet + 15 * i, line, ink["text"], "middle", 12) for i, line in enumerate(lines)]]


def _joint(x: float, y: float, looks: Sequence[str], ink: Ink) -> h.Node:
    """The small ring between two links: whole where both are, open where one is."""
    look = WHOLE if set(looks) == {WHOLE} else OPEN if OPEN in looks else DOTTED
    return element("ellipse")(cx=px(x), cy=px(y), rx="13", ry="7", fill=ink["card"], **_stroke(look, ink))
