"""Pictures of the lab, drawn with matplotlib: each with a caption, with words for whoever cannot see it, and one unit.

A picture is an image that carries its own light ground, so that it prints as it looks; its bytes are the same each time
it is drawn.
"""

import base64
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import htpy as h

from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.screen.page import Output, under_caption

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

prose = Words("lab")

COLOURS = ("#08304d", "#cf8200", "#5a5a5a")
"""Three colours that differ in lightness too, for whoever prints in grey or sees few colours."""
FEWEST_WORDS = 8


@dataclass(frozen=True)
class Picture:
    """A picture that was shown: its *axes*, its *caption*, and in *alt* its words."""

    axes: "Axes"
    caption: str
    alt: str

    def _ipython_display_(self) -> None:
        """Nothing: it stands on the page already."""


def show(axes: "Axes", caption: str, alt: str) -> Picture:
    """Put the picture on *axes* on the page, under its *caption* (what, where, when), with *alt* for its words.

    Raises SeminarError where one of these is missing, or an axis does not say what it shows.
    """
    _refused.clear()
    try:
        _demand_axes(axes)
        _demand_words(axes, caption, alt)
    except SeminarError as error:
        _refused.append(error)
        raise
    _write_numbers_out(axes)
    image = h.img(src=f"data:image/svg+xml;base64,{_drawn(axes)}", alt=alt, style="max-width:100%;height:auto")
    Output(under_caption(caption, image, style="margin:0 0 12px 0"), alt)._ipython_display_()
    return Picture(axes, caption, alt)


_refused: list[SeminarError] = []
"""Why the last picture was refused; empty where it is on the page. A name may still hold the one before it."""


def last_refusal() -> str:
    """Why the picture that was last handed to ``show`` is not on the page; "" if it is."""
    return str(_refused[0]) if _refused else ""


def _demand_axes(axes: object) -> None:
    from matplotlib import pyplot
    from matplotlib.axes import Axes

    if not isinstance(axes, Axes):
        raise SeminarError(prose("no-axes", found=type(axes).__name__))
    pyplot.close(axes.get_figure(root=True))  # or Jupyter shows it a second time, without words


def _demand_words(axes: "Axes", caption: str, alt: str) -> None:
    if not str(caption).strip():
        raise SeminarError(prose("no-caption"))
    if len(str(alt).split()) < FEWEST_WORDS:
        raise SeminarError(prose("no-words"))
    for name, label in (("x", axes.get_xlabel()), ("y", axes.get_ylabel())):
        if not label:
            raise SeminarError(prose("no-labels", axis=name))


def _write_numbers_out(axes: "Axes") -> None:
    """Let large numbers stand at an axis as 25,000,000, and not as 2.5 under “1e7”."""
    from matplotlib.ticker import ScalarFormatter

    for axis in (axes.xaxis, axes.yaxis):
        if isinstance(axis.get_major_formatter(), ScalarFormatter):
            axis.set_major_formatter(lambda value, _: f"{value:,.0f}" if float(value).is_integer() else f"{value:,g}")


def _drawn(axes: "Axes") -> str:
    import matplotlib as mpl

    image, figure = io.BytesIO(), axes.get_figure(root=True)
    assert figure is not None  # axes that were drawn stand in one
    with mpl.rc_context({"svg.hashsalt": "lab", "svg.fonttype": "none"}):  # or ids would differ from run to run
        figure.savefig(image, format="svg", bbox_inches="tight", facecolor="white", metadata={"Date": None})
    return base64.b64encode(image.getvalue()).decode()


def one_unit(rows: "pd.DataFrame") -> "pd.DataFrame":
    """*rows* as they are, if all count one unit in one kind of count.

    Raises SeminarError, with what is mixed, if they do not, or have no columns that say so.
    """
    if not {"unit", "kind"} <= set(rows.columns):
        raise SeminarError(prose("no-unit-column"))
    kinds = sorted({f"{unit}, {kind}" for unit, kind in zip(rows["unit"], rows["kind"], strict=True)})
    if len(kinds) > 1:
        raise SeminarError(prose("mixed", kinds="; ".join(kinds)))
    return rows
