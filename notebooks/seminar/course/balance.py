"""The one line under a table that compares countries: how many of its cells are filled for each of them."""

import htpy as h

from seminar.data import balance
from seminar.data.evidence import rows
from seminar.data.package import fields, resource
from seminar.data.words import Words

prose = Words("balance")


def line(name: str) -> h.Renderable | None:
    """The line of the table *name*, over all its rows, whichever of them a page shows; None if it compares none."""
    if not balance.compares(name):
        return None
    found = balance.counts(name)
    told = ", ".join(prose("count", place=one.place, filled=one.filled, asked=one.asked) for one in found if one.asked)
    idle = ", ".join(prose("idle-count", place=one.place, idle=one.idle) for one in found if one.idle)
    more = prose("idle", counts=idle) if idle else ""
    return h.p(".seminar-quiet")[prose("line", column=_column(name), rows=len(rows(name)), counts=told, idle=more)]


def _column(name: str) -> str:
    """The title of the column where only one is counted; nothing where several are."""
    counted = resource(name)["answers"]
    return prose("column", title=fields(name)[counted[0]]["title"]) if len(counted) == 1 else ""
