"""The one line above a table that compares countries: how many of its cells are filled and empty for each of them."""

from collections.abc import Sequence

import htpy as h

from seminar.data import balance
from seminar.data.balance import FILLED, Count
from seminar.data.evidence import Row, rows
from seminar.data.package import resource
from seminar.data.words import Words

prose = Words("balance")


def line(name: str, shown: Sequence[Row] = ()) -> h.Renderable | None:
    """The line of the table *name* for the countries of the rows *shown*, or for all; None if it compares none."""
    if not balance.compares(name):
        return None
    found, by = balance.counts(name), resource(name)["compares"]
    lands = {balance.country(row.cells[by]) for row in shown or rows(name)}
    told = "; ".join(_count(one) for one in found if one.country in lands)
    alone = "" if len(found) > 1 else prose("alone")
    return h.p(".seminar-quiet")[prose("line", rows=len(rows(name)), counts=told, alone=alone)]


def _count(one: Count) -> str:
    named = {words: one.kinds[kind] for kind, words in prose.group("kinds").items() if one.kinds[kind]}
    kinds = ", ".join(named if len(named) == 1 else (f"{count} {words}" for words, count in named.items()))
    why = prose("why", kinds=kinds) if kinds else ""
    return prose("count", country=one.country, filled=one.kinds[FILLED], empty=one.empty, why=why)
