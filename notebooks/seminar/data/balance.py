"""How full a table that compares countries is for each of them: cells with an answer, without one, and idle ones.

A table of that kind says in ``data/tables/`` which column it ``compares`` by, which columns hold its ``answers``, and
whether its places stay ``apart`` where they are of one country. That no source speaks, that a search found nothing and
that nobody has searched leave a cell empty; a question that does not arise leaves it idle, which is another thing.
"""

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from seminar.data.evidence import rows
from seminar.data.package import resource

FILLED, EMPTY, IDLE = "filled", "empty", "idle"
SEVERAL = "several countries"
"""What a place is of that is of more than one country."""
_BEGINS = {
    EMPTY: r"(the )?sources? do(es)? not say\b.*|(no source|not) found\b.*|unknown|not known|not searched\b.*",
    IDLE: r"does not (arise|apply)\b.*",
}
"""How a cell begins that holds no answer; a blank one means that the source does not say."""


class Count(NamedTuple):
    """The cells of one *place*, a country where its table keeps none apart: how many are *filled*, *empty*, *idle*."""

    place: str
    filled: int
    empty: int
    idle: int

    @property
    def asked(self) -> int:
        """The cells whose question arises."""
        return self.filled + self.empty


def compares(name: str) -> bool:
    """Whether the table *name* compares countries."""
    return "compares" in resource(name)


def counts(name: str) -> list[Count]:
    """Each place of the table *name*, in the order of its rows. Raises KeyError for a table that compares none."""
    described, found = resource(name), dict[str, Counter[str]]()
    for row in rows(name):
        place = row.cells[described["compares"]]
        kinds = found.setdefault(place if described.get("apart") else country(place), Counter())
        kinds.update(kind(row.cells.get(column)) for column in described["answers"])
    return [Count(place, kinds[FILLED], kinds[EMPTY], kinds[IDLE]) for place, kinds in found.items()]


def kind(cell: object) -> str:
    """What a *cell* holds: an answer, none, or none because its question does not arise."""
    if cell is None:
        return EMPTY
    return next((name for name, form in _BEGINS.items() if re.fullmatch(form, str(cell), re.IGNORECASE)), FILLED)


@cache
def countries() -> frozenset[str]:
    """Every country that the table of names knows, and what a place of several is of."""
    return frozenset({row.cells["country"] for row in rows("place_names")} | {SEVERAL})


def country(place: str) -> str:
    """The country of a *place*, a system or a rulebook, ``SEVERAL`` for one of more; one of none stands for itself."""
    named = {country for words, country in _names() if words.search(place)}
    return SEVERAL if len(named) > 1 else (named or {place}).pop()


@cache
def _names() -> list[tuple[re.Pattern[str], str]]:
    """What is looked for in the name of a place, and of which country that is."""
    return [(re.compile(rf"\b{row.cells['words']}\b"), row.cells["country"]) for row in rows("place_names")]
