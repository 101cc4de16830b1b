"""What paper forms are drawn with: boxes, trees, tables and cards, as Typst or as blocks of Markdown that hold it.

Words reach Typst through ``typst_string`` alone, and in running text through ``typst_words``. Lengths are written as
``12 * mm`` and ``0.5 * pt``: the style of the papers makes both units longer in large print. Where the first
argument of a part is what it is made of, the part may stand around that in a template.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from seminar.data.citations import FACT
from seminar.screen.page import CHINESE


class Typst(str):
    """Typst that is passed on as it is: an expression, or in running text."""


class Block(str):
    """A block of Markdown that is passed on as it is."""


CUT = Typst('(paint: luma(90), thickness: 0.5 * pt, dash: "dashed")')
"""The stroke of an edge along which to cut."""
FOLD = Typst('(thickness: 0.4 * pt, dash: "dotted")')
"""The stroke of a line along which to fold."""
TICK = Typst("#box(width: 3.2 * mm, height: 3.2 * mm, stroke: 0.6 * pt)")
"""A small box to tick, in running text."""
RULE = Typst("#box(width: 1fr, line(length: 100%, stroke: 0.4 * pt))")
"""A line to write on, as long as the rest of the line, in running text."""


def blank(mm: int) -> Typst:
    """A line of that length to write on, in running text."""
    return Typst(f"#box(width: {mm} * mm, line(length: 100%, stroke: 0.5 * pt))")


_ESCAPES = {ord("\\"): r"\\", ord('"'): r"\"", **{code: f"\\u{{{code:x}}}" for code in (*range(32), 127)}}


def typst_string(words: str) -> Typst:
    """*words* as a string of Typst, quotes included: no sign in it is markup, and it is one line."""
    return Typst('"' + words.translate(_ESCAPES) + '"')


_APART = re.compile(f"({FACT.pattern}|['\"☐])")
"""What is set apart: the id of a fact does not break at its hyphen, quotes take the side they stand on, and the box to
tick is drawn."""
_SET = {"☐": TICK, "'": "#smartquote(double: false)", '"': "#smartquote()"}


def typst_words(words: object) -> Typst:
    """*words* for running text in Typst, Chinese marked as such; a dash where a cell is empty.

    Straight quotes are set as in print; no other sign is changed.
    """
    if not isinstance(words, str):
        return Typst("–")
    return Typst("".join(_piece(piece) for apart in _APART.split(words) for piece in CHINESE.split(apart) if piece))


def _piece(words: str) -> str:
    if words in _SET:
        return f"{_SET[words]};"
    if CHINESE.fullmatch(words):
        return f'#text(lang: "zh", region: "CN", {typst_string(words)});'
    return f"#box({typst_string(words)});" if FACT.fullmatch(words) else f"#{typst_string(words)};"


def drawn(typst: Typst) -> Block:
    """*typst* as a block that pandoc passes on unread."""
    return Block(f"```{{=typst}}\n{typst}\n```")


def labelled(drawing: Typst, alt: str, caption: str) -> Block:
    """A *drawing* (a Typst expression) with its words: *alt* for a screen reader, *caption* above it."""
    words = f"alt: {typst_string(alt)}, kind: image, caption: [{typst_words(caption)}]"
    return drawn(Typst(f"#figure({words}, {drawing})"))


def captioned(table: Typst, caption: str, *, whole: bool = False) -> Block:
    """A *table* (a Typst expression) under its *caption*.

    A *whole* one breaks over a page only in large print.
    """
    figure = f"#figure(kind: table, caption: [{typst_words(caption)}], {table})"
    return drawn(Typst(f"#[#show figure: set block(breakable: large)\n{figure}]" if whole else figure))


def filled_table(
    columns: Sequence[str], sizes: str, rows: Sequence[Sequence[object]], caption: str, *, whole: bool = False
) -> Block:
    """A printed table: *rows* of plain text under *columns*, whose widths are *sizes* in Typst.

    A *whole* table breaks over a page only in large print.
    """
    head = ", ".join(map(_head, columns))
    body = ", ".join(f"[{typst_words(cell)}]" for row in rows for cell in row)
    table = f"table(columns: ({sizes}), stroke: 0.4 * pt, inset: 4 * pt, table.header({head}), {body})"
    return captioned(Typst(f"{{ set par(justify: false); {table} }}"), caption, whole=whole)


def _head(name: str) -> str:
    """The heading of a column; a word that is too long for it is divided."""
    return f"text(hyphenate: true)[*{typst_words(name)}*]"


Content = Callable[..., Typst]
"""Makes the Typst for a thing, given the thing and its number from 1."""


def each(content: Content, things: Iterable[object], between: str = ", ") -> Typst:
    """The *content* of each of *things*, with what stands *between*, as Typst."""
    return Typst(between.join(content(thing, number) for number, thing in enumerate(things, 1)))


def cut_cards(
    content: Content, cards: Iterable[object], columns: str = "1fr, 1fr", height: str = "auto", *, whole: bool = True
) -> Block:
    """*cards* to cut out, each with its *content*, in rows of as many as there are *columns*.

    No card breaks over a page; one that is not *whole* does so in large print, where a page may be too low for it. The
    cards of a row are as high as its highest, or as *height* says.
    """
    breaks = "false" if whole else "large"
    cells = each(lambda *card: Typst(f"grid.cell(breakable: {breaks})[#{content(*card)}]"), cards)
    look = f"rows: {height}, stroke: {CUT}, inset: 6 * pt"
    return drawn(Typst(f"#grid(columns: ({columns},), {look}, {cells})"))


def empty_box(label: str, width: str = "38 * mm") -> Typst:
    """A box to write a number in, with its *label* at the foot, as a Typst expression."""
    foot = f"align(bottom + center)[{typst_words(label)}]"
    return Typst(f"box(width: {width}, height: 19 * mm, stroke: 0.7 * pt, inset: 3 * pt, {foot})")


def empty_tree(root: str, branches: Sequence[tuple[str, tuple[str, str]]]) -> Typst:
    """A tree of two levels with empty boxes: *root*, then each of the two branches with its two leaves."""

    def placed(x: float, y: float, label: str) -> str:
        return f"place(dx: {x} * mm, dy: {y} * mm, {empty_box(label)})"

    def joined(x1: float, y1: float, x2: float, y2: float) -> str:
        return f"place(line(start: ({x1} * mm, {y1} * mm), end: ({x2} * mm, {y2} * mm), stroke: 0.6 * pt))"

    parts = [placed(71, 0, root)]
    for branch, (label, leaves) in enumerate(branches):
        x = 23 + 96 * branch
        parts += [joined(90, 19, x + 19, 27), placed(x, 27, label)]
        for side, leaf in enumerate(leaves):
            at = x - 23 + 46 * side
            parts += [joined(x + 19, 46, at + 19, 54), placed(at, 54, leaf)]
    return Typst("block(breakable: false, width: 180 * mm, height: 74 * mm, {" + "; ".join(parts) + "})")


_LINES = {"/": (0, 8, 8, 0), "\\": (0, 0, 8, 8), "-": (0, 4, 8, 4), "|": (4, 0, 4, 8)}
_BOTH = {"+": "-|", "x": "\\/"}
_RING = "place(center + horizon, circle(radius: 1.6 * pt, stroke: 0.6 * pt))"


def hatch(strokes: str) -> Typst:
    """A fill that can be drawn by hand, of *strokes* ("/", "\\\\", "-", "|", "+", "x", "o"), as a Typst expression."""

    def stroke(sign: str) -> str:
        x1, y1, x2, y2 = _LINES[sign]
        return f"place(line(start: ({x1} * pt, {y1} * pt), end: ({x2} * pt, {y2} * pt), stroke: 0.6 * pt))"

    parts = [_RING if sign == "o" else "; ".join(map(stroke, _BOTH.get(sign, sign))) for sign in strokes]
    return Typst(f"tiling(size: (8 * pt, 8 * pt), {{{'; '.join(parts)}}})" if parts else "none")


def empty_table(corner: str, columns: Sequence[str], rows: Sequence[str], widths: str = "", height: int = 11) -> Typst:
    """A table with labelled rows and columns and room to write in every cell, as a Typst expression.

    *widths* are those of all columns in Typst (else the first has 40 mm); *height* is the least of a row in mm.
    """
    head = ", ".join(map(_head, (corner, *columns)))
    gap = ", ".join(f"box(height: {height - 3} * mm)" for _ in columns)
    body = ", ".join(f"{_head(name)}, {gap}" for name in rows)
    across = widths or f"40 * mm, {', '.join('1fr' for _ in columns)}"
    look = "stroke: 0.6 * pt, inset: 4 * pt, align: horizon"
    return Typst(f"table(columns: ({across}), {look}, table.header({head}), {body})")


def room(caption: str, corner: str, columns: Sequence[str], rows: Sequence[str]) -> Block:
    """A table with room to write, under its caption."""
    return captioned(empty_table(corner, columns, rows, height=9), caption)


def space(mm: int) -> Block:
    """Space between two blocks."""
    return drawn(Typst(f"#v({mm} * mm)"))


NEW_PAGE = drawn(Typst("#pagebreak()"))
