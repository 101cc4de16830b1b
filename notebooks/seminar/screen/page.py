"""Safe markup and the forms in which the pack shows things: tables, figures, notes, each still and live.

All markup is built with htpy, which escapes every string it is given; nothing here joins strings into HTML.
A *still* view needs no JavaScript, no trust and no kernel; the *live* view is a widget that takes its place.
"""

import base64
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

import htpy as h

from seminar.errors import SeminarError
from seminar.screen.showing import cell_now, showing, until_shown_again
from seminar.screen.style import COLOURS

if TYPE_CHECKING:  # a page of the plain edition is made without widgets
    from seminar.screen.live import Part

P = ParamSpec("P")

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
FAULT = "seminar_fault"
"""In the metadata of an output: it is a sentence of error. A build stops there; no reader sees the mark."""

Ink = dict[str, str]
"""A colour for each role of ``COLOURS``, as SVG understands it."""

STILL_INK: Ink = {role: light for role, (light, _) in COLOURS.items()}
LIVE_INK: Ink = {role: f"var(--seminar-{role})" for role in COLOURS}


def under_caption(caption: str, picture: h.Node, **attributes: str) -> h.Renderable:
    """The *picture* under its *caption*.

    A screen reader says the name of a figure or a table where it begins, and then all that stands in it: so the caption
    is the name, and is passed over in its place, where it would be said once more.
    """
    return h.figure(aria_label=caption, **attributes)[h.figcaption(aria_hidden="true")[caption], picture]


@dataclass(frozen=True)
class Figure:
    """A picture: ``draw(ink)`` gives an SVG element; *alt* says in words what it shows; *caption* stands above it."""

    draw: Callable[[Ink], h.Renderable]
    alt: str
    caption: str

    def image(self) -> h.Renderable:
        """An image that carries its own light ground, so that it reads on any screen and on paper."""
        data = base64.b64encode(str(self.draw(STILL_INK)).encode()).decode()
        return h.img(
            src=f"data:image/svg+xml;base64,{data}",
            alt=self.alt,
            style="max-width:100%;height:auto;background:#ffffff",
        )

    def still(self) -> h.Renderable:
        """That image under its caption."""
        return under_caption(self.caption, self.image(), class_="seminar-figure", style="margin:0 0 12px 0")

    def live(self) -> h.Renderable:
        """The same drawing inline, in the colours of the reader's theme."""
        picture = h.div(role="img", aria_label=self.alt)[self.draw(LIVE_INK)]
        return under_caption(self.caption, picture, class_="seminar-figure")


@dataclass(frozen=True)
class Table:
    """A table for reading: *rows* of cells under *columns*; the first cell of each row is its heading.

    A cell is text or markup. *numbers* are the positions of columns that are set flush right, *quiet* of those that
    are set back (sources). A *wide* table scrolls sideways on a narrow screen, so that its words are not broken.
    """

    caption: str
    columns: Sequence[h.Node]
    rows: Sequence[Sequence[h.Node]]
    numbers: frozenset[int] = frozenset()
    quiet: frozenset[int] = frozenset()
    wide: bool = False

    def _cell(self, element: h.Element, position: int, content: h.Node, **attributes: str) -> h.Renderable:
        kind = "number" if position in self.numbers else "quiet" if position in self.quiet else None
        side = "right" if position in self.numbers else "left"
        whole = ";overflow-wrap:break-word" if self.wide else ""
        style = f"text-align:{side};padding:4px 12px 4px 0;vertical-align:top;border-bottom:1px solid #8a949e{whole}"
        return element(class_=kind, style=style, **attributes)[content]

    def markup(self) -> h.Renderable:
        """The table with caption and scopes; its inline style is all that an untrusted page keeps."""
        body = [
            h.tr[
                (
                    self._cell(h.th, i, cell, scope="row") if i == 0 else self._cell(h.td, i, cell)
                    for i, cell in enumerate(row)
                )
            ]
            for row in self.rows
        ]
        head = h.tr[(self._cell(h.th, i, name, scope="col") for i, name in enumerate(self.columns))]
        least = ";min-width:36em" if self.wide else ""
        style = f"border-collapse:collapse;margin:0 0 12px 0{least}"
        table = h.table(".seminar-table", aria_label=self.caption, style=style)[
            h.caption(aria_hidden="true", style="text-align:left;caption-side:top;padding:0 0 4px 0")[self.caption],
            h.thead[head],
            h.tbody[body],
        ]
        if not self.wide:
            return table
        return h.div(".seminar-wide", role="region", aria_label=self.caption, tabindex="0")[table]


def link(text: h.Node, address: str) -> h.Renderable:
    """A link to *address* (the pack's own page or a publisher's https page)."""
    return h.a(href=address)[text]


CHINESE = re.compile("([\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+)")
"""A run of Chinese characters and signs."""


def with_chinese(text: str) -> h.Node:
    """*text* with each run of Chinese in an element that says so, for screen readers and fonts."""
    return [h.span(lang="zh")[part] if i % 2 else part for i, part in enumerate(CHINESE.split(text))]


def plain_markdown(text: str) -> str:
    """*text* with everything that Markdown or HTML could read as markup made plain, and Chinese marked as Chinese."""
    plain = "".join(f"\\{sign}" if sign in r"\`*_[]<>#|~$&" else sign for sign in text)
    return CHINESE.sub(r'<span lang="zh">\1</span>', plain)


class Output:
    """What a cell shows: a still view, one fixed line of plain text and, where there is one, a live view.

    The live view is a second output with no other form than the widget itself, so that a page without a kernel
    falls back to the still view; the style block hides whichever of the two is not wanted. *marks* go into the
    metadata of the still view, which no reader sees.
    """

    def __init__(
        self,
        still: h.Node,
        plain: str,
        live: "Callable[[], Part] | None" = None,
        marks: dict[str, object] | None = None,
    ) -> None:
        self.html = str(h.div(".seminar.still")[still])
        self.plain = plain
        self.live = live
        self._marks = marks or {}

    def _ipython_display_(self) -> None:
        from IPython.display import display  # what is shown elsewhere needs no kernel

        display({"text/html": self.html, "text/plain": self.plain}, metadata=self._marks, raw=True)
        if not self.live:
            return
        from seminar.screen.widget import Live  # a page without a live view does not wait for widgets

        with showing(f"{cell_now()}: {self.plain}"):
            try:
                view = Live(self.live())
            except SeminarError as error:
                note(error)._ipython_display_()
                return
            until_shown_again(view.close)
        display({WIDGET_VIEW: {"version_major": 2, "version_minor": 0, "model_id": view.model_id}}, raw=True)


def note(error: SeminarError) -> Output:
    """The sentence of an *error*, in place of what cannot be shown."""
    return Output(h.p(".seminar-note", role="note")[str(error)], str(error), marks={FAULT: True})


def forgiving(word: Callable[P, Output]) -> Callable[P, Output]:
    """Let *word*, which a notebook uses, show the sentence of a SeminarError instead of a traceback."""

    @wraps(word)
    def shown(*args: P.args, **kwargs: P.kwargs) -> Output:
        try:
            return word(*args, **kwargs)
        except SeminarError as error:
            return note(error)

    return shown
