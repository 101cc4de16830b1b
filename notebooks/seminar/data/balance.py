"""How full a table that compares countries is for each of them: cells with an answer, and four ways to have none.

A table of that kind says in ``data/tables/`` which column it ``compares`` by, and which columns hold its ``answers``.
That no source speaks, that a search found nothing, that nobody has searched, and that a question does not arise are
different things, and are counted apart.
"""

import re
from collections import Counter
from typing import NamedTuple

from seminar.data.evidence import rows
from seminar.data.package import resource

FILLED, SILENT, NOT_FOUND, NOT_SEARCHED, IDLE = "filled", "silent", "not-found", "not-searched", "idle"
_EMPTY = {
    SILENT: r"(the )?sources? do(es)? not say\b.*",
    NOT_FOUND: r"(no source|not) found\b.*|unknown|not known",
    NOT_SEARCHED: r"not searched\b.*",
    IDLE: r"does not (arise|apply)\b.*",
}
"""How a cell begins that holds no answer; a blank one means that the source does not say."""


class Count(NamedTuple):
    """The cells of one *country*: how many are of which *kind* (``FILLED`` and so on)."""

    country: str
    kinds: Counter[str]

    @property
    def empty(self) -> int:
        """The cells without an answer."""
        return self.kinds.total() - self.kinds[FILLED]


def compares(name: str) -> bool:
    """Whether the table *name* compares countries."""
    return "compares" in resource(name)


def counts(name: str) -> list[Count]:
    """Each country of the table *name*, in the order of its rows. Raises KeyError for a table that compares none."""
    described, found = resource(name), dict[str, Counter[str]]()
    for row in rows(name):
        kinds = found.setdefault(country(row.cells[described["compares"]]), Counter())
        kinds.update(kind(row.cells.get(column)) for column in described["answers"])
    return [Count(*one) for one in found.items()]


def kind(cell: object) -> str:
    """What a *cell* holds: an answer, or which of the ways to have none."""
    if cell is None:
        return SILENT
    return next((name for name, form in _EMPTY.items() if re.fullmatch(form, str(cell), re.IGNORECASE)), FILLED)


def country(place: str) -> str:
    """The country of a *place*, a system or a rulebook; a place of none, or of two, stands for itself."""
    named = {row.cells["country"] for row in rows("place_names") if re.search(rf"\b{row.cells['words']}\b", place)}
    return named.pop() if len(named) == 1 else place
