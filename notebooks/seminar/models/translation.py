"""Two versions of a sentence laid side by side: is the right English found, and does the mark fit the difference?

Stands for: a reader who pairs short clips of two texts, one in another language, and names the difference of each pair
with one of five marks. A pair is found if the English chosen is that of the clip (NONE where it has none); a mark fits
if it is among those that the reading of the clip accepts. Units: clips. Leaves out: who made the versions and why, how
much each difference weighs, and all of the texts that is not in a clip; the clips were chosen, so counts for two
speakers must not be compared.
"""

from collections.abc import Iterable
from typing import NamedTuple

MARKS = ("kept", "shifted", "softened", "added", "missing")
LOST = ("softened", "missing")
"""Marks that say that something of the first version did not arrive."""
NONE = "none"
"""The choice for a clip that has no English."""


class Answer(NamedTuple):
    """What a reader chose for a clip: the *english* (the id of the clip that it belongs to, or NONE) and a *mark*."""

    english: str
    mark: str


class Judged(NamedTuple):
    """Whether the *pair* was found and whether the *mark* fits."""

    pair: bool
    mark: bool


def judged(answer: Answer, english: str, accepted: Iterable[str]) -> Judged:
    """*answer* against the *english* that belongs to the clip and the *accepted* marks.

    Raises ValueError for a mark that is not one of MARKS.
    """
    if answer.mark not in MARKS:
        raise ValueError(f"expected one of {', '.join(MARKS)} as a mark, not {answer.mark!r}")
    return Judged(answer.english == english, answer.mark in accepted)


def lost(marks: Iterable[str]) -> int:
    """How many of *marks* say that something was lost."""
    return sum(mark in LOST for mark in marks)
