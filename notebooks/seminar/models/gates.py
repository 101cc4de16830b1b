"""Which gate stands before a request for personal data, and how a guess compares with it.

Stands for: whose approval one asker needs for one kind of data in one place. It is a lookup: a combination is a place,
a request and an asker; its cases are the rows of the table that name all three (a row may name several askers), the row
that the table marks as its key first. The gate of a combination is that of its key, and ``SILENT`` where no row is
marked. Agreement is the number of equal gates over the number of *known* gates; a combination on which the sources are
silent enters neither. Source of the rows: data/evidence/data_gates.csv, each with its facts.
Leaves out: how often data are asked for, given or refused; and every rule that the table does not hold.
"""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

SILENT = "the source does not say"
GATES = ("own request", "internal approval", "independent office", "prosecutor", "judge", "not allowed", SILENT)
"""Whose approval is needed, from nobody's to a judge's; then what no approval opens, and what no source says."""
SAME, OTHER_CASE, DIFFERS, UNKNOWN = "same", "in another case", "differs", "unknown"
"""How a guess compares: with the key, with another case of the combination, with none, or there is nothing known."""


class Tally(NamedTuple):
    """Numbers of guesses: over a *known* gate, the *same* as it, right in an *other_case*; where sources are silent."""

    known: int
    same: int
    other_case: int
    unknown: int


def cases(table: pd.DataFrame, place: str, request: str, asker: str) -> pd.DataFrame:
    """The rows of *table* on one combination, its key first. Raises ValueError for two keys of one combination."""
    named = table["asker"].map(lambda askers: asker in askers.split(", "))
    found = table[named & (table["place"] == place) & (table["request"] == request)]
    if (found["key"] == "yes").sum() > 1:
        raise ValueError(f"two rows are the key of {place}, {request}, {asker}: {', '.join(found.index)}.")
    return found.sort_values("key", ascending=False, kind="stable")


def gate(found: pd.DataFrame) -> str:
    """The gate of a combination whose ``cases`` are *found*: that of its key, or ``SILENT``."""
    return next((gate for gate, key in zip(found["gate"], found["key"], strict=True) if key == "yes"), SILENT)


def compared(guess: str, found: pd.DataFrame) -> str:
    """How the *guess* (one of ``GATES``) compares with the ``cases`` *found*. Raises ValueError for no gate."""
    if guess not in GATES:
        raise ValueError(f"expected one of {', '.join(GATES)}, not {guess!r}.")
    key = gate(found)
    if key == SILENT:
        return UNKNOWN
    if guess == key:
        return SAME
    return OTHER_CASE if guess != SILENT and guess in set(found["gate"]) else DIFFERS


def tally(verdicts: Iterable[str]) -> Tally:
    """How many of the *verdicts* of ``compared`` count as what; the unknown ones stay out of ``known``."""
    given = list(verdicts)
    unknown = given.count(UNKNOWN)
    return Tally(len(given) - unknown, given.count(SAME), given.count(OTHER_CASE), unknown)
