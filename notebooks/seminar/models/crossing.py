"""Crossing: what each of several rulebooks answers when one person crosses the road on foot in one way.

What it stands for: a decision table. Rule: of the rows of a rulebook at most one fits a situation, namely the one whose
distance and four conditions all hold; its cells are the answers. A condition is "any" or a list of values separated by
";". Where no row fits, every answer is ``SILENT``: nothing is guessed from rows nearby, from other rulebooks or from
what seems likely. Distances are metres from the lines of the crossing.
What it leaves out: danger, accidents, traffic, what officers do in practice, and rules that no row of the table holds.
"""

from typing import NamedTuple

import pandas as pd

SILENT = "the source does not say"
NOT_FOUND = "not found"
"""Law texts were searched for the answer, and none of them has it; as little a no as ``SILENT``."""
IDLE = "does not arise"
"""There is nothing to answer: where nothing is forbidden, nobody objects."""
ANSWERS = ("offence", "decided_by", "sanction", "record_kept", "appeal", "travel_effect")
CONDITIONS = ("light", "seen_by", "person", "identity_taken")
FARTHEST = 50
"""Metres from the lines up to which the table is written."""


class Situation(NamedTuple):
    """One crossing: *metres* from the lines (0 is on them), and four conditions in the words of the table."""

    metres: int
    light: str
    seen_by: str
    person: str
    identity_taken: str


def fits(cases: pd.DataFrame, situation: Situation) -> pd.DataFrame:
    """The rows of *cases* whose conditions all hold. Raises ValueError for a distance outside 0 to ``FARTHEST``."""
    if not 0 <= situation.metres <= FARTHEST:
        raise ValueError(f"metres must be a number from 0 to {FARTHEST}, not {situation.metres!r}.")
    holds = cases["metres_from"].le(situation.metres) & cases["metres_to"].ge(situation.metres)
    for condition in CONDITIONS:
        wanted = getattr(situation, condition)
        holds &= cases[condition].map(lambda cell, wanted=wanted: cell == "any" or wanted in cell.split(";"))
    return cases[holds]


def rulings(cases: pd.DataFrame, situation: Situation) -> pd.DataFrame:
    """One row for each rulebook of *cases*, in their order: the ``ANSWERS``, "facts" (ids with ";", or "") and "note".

    Raises ValueError where two rows of one rulebook fit.
    """
    found = fits(cases, situation).set_index("rulebook")
    if not found.index.is_unique:
        raise ValueError(f"two rows of one rulebook fit {situation}: {', '.join(found.index)}.")
    table = found.reindex(pd.unique(cases["rulebook"]))[[*ANSWERS, "facts", "note"]]
    return table.fillna({**dict.fromkeys(ANSWERS, SILENT), "facts": "", "note": ""})


def silent(table: pd.DataFrame) -> int:
    """How many of the answers in ``rulings`` no source gives: ``SILENT`` or ``NOT_FOUND``."""
    return int(table[list(ANSWERS)].isin([SILENT, NOT_FOUND]).to_numpy().sum())


def idle(table: pd.DataFrame) -> int:
    """How many of the answers in ``rulings`` do not arise."""
    return int((table[list(ANSWERS)] == IDLE).to_numpy().sum())
