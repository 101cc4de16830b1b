"""Crossing: what each of several rulebooks answers when one person crosses the road on foot in one way.

What it stands for: a decision table. Rule: of the rows of a rulebook exactly one fits a situation, namely the one whose
distance and four conditions all hold; its cells are the answers. A condition is "any" or a list of values separated by
";". Nothing is guessed from rows nearby, from other rulebooks or from what seems likely. An answer may begin with one
of three words for silence, and then says what was tried. Distances are metres from the lines of the crossing.
What it leaves out: danger, accidents, traffic, what officers do in practice, and rules that no row of the table holds.
"""

import re
from typing import NamedTuple

import pandas as pd

NOT_FOUND = "not found"
"""Texts were read for the answer, and none of them has it; that is no no."""
NOT_SEARCHED = "not searched"
"""Nobody has looked for the answer yet."""
IDLE = "does not arise"
"""There is nothing to answer: where nothing is forbidden, nobody objects."""
SILENCES = (NOT_FOUND, NOT_SEARCHED, IDLE)
YES, NO, ONLY = "yes", "no", "only if"
"""What an answer comes to that says something. Whoever decides is a yes; “nobody” is a no."""
ANSWERS = ("offence", "decided_by", "sanction", "record_kept", "appeal")
"""What a rulebook is asked here; whether travel is closed is left to the chain of links."""
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

    Raises ValueError unless exactly one row of each rulebook fits.
    """
    found = fits(cases, situation).set_index("rulebook")
    if sorted(found.index) != sorted(set(cases["rulebook"])):
        raise ValueError(f"not exactly one row of each rulebook fits {situation}, but {', '.join(found.index)}.")
    return found[[*ANSWERS, "facts", "note"]].fillna({"note": ""})


def silence(answer: str) -> str:
    """Which of ``SILENCES`` an *answer* begins with; "" for one that says something."""
    return next((word for word in SILENCES if answer.startswith(word)), "")


def silences(table: pd.DataFrame) -> dict[str, int]:
    """Each of ``SILENCES`` → how many of the answers in ``rulings`` begin with it."""
    words = [silence(answer) for answer in table[list(ANSWERS)].to_numpy().flat]
    return {word: words.count(word) for word in SILENCES}


def sense(answer: str) -> str:
    """What an *answer* comes to: ``YES``, ``NO``, ``ONLY``, or one of ``SILENCES``."""
    if word := silence(answer):
        return word
    return NO if answer.startswith("no") else ONLY if answer.startswith("only") else YES


def in_short(answer: str) -> str:
    """An *answer* in a word or two: what it comes to, or who decides."""
    found = sense(answer)
    return re.split("[,;:]", answer)[0] if found in (YES, NO) else found


def changes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Rulebook × answer: whether it differs between two tables of ``rulings``."""
    return before[list(ANSWERS)] != after[list(ANSWERS)]
