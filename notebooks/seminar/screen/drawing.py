"""What all drawings are made of: SVG elements, words, coordinates, and the frame around them."""

import htpy as h

FONT = "system-ui, 'Noto Sans', 'Noto Sans CJK SC', sans-serif"
WIDTH = 580
"""Pixels: what stands beside the controls of an activity, and the most whose letters paper can make large enough."""
WIDE = 880
"""Pixels: what a live picture takes up that stands under its controls."""


def element(name: str) -> h.Element:
    """The SVG element of that *name*."""
    return h.Element(name)


def text(
    x: float, y: float, words: str, fill: str, anchor: str = "start", size: int = 13, weight: int = 400
) -> h.Renderable:
    """*words* on one line that starts, ends or has its middle at *x*, with its foot at *y*."""
    return element("text")(x=px(x), y=px(y), fill=fill, text_anchor=anchor, font_size=size, font_weight=weight)[words]


def px(value: float) -> str:
    """A number as short as a drawing needs it."""
    return f"{value:.6g}"


def svg(height: float, *content: h.Node, width: float = WIDTH) -> h.Renderable:
    """A drawing of *width* and *height* pixels that shrinks where there is less room."""
    return h.svg(
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {px(width)} {px(height)}",
        width=px(width),
        height=px(height),
        font_family=FONT,
        style="display:block;max-width:100%;height:auto",
    )[content]
