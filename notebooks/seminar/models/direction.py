"""When a word of direction is earned: two dated changes in one system that point the same way.

Stands for: a sentence such as “it is moving toward …”. With the changes that somebody gives for it, the sentence is a
*trend* if two of them, in one system and of two dates, point in its direction; a *single point* if at least one does;
else there is *no evidence*. Two dates are two only if neither can lie within the other (2016 and 5 May 2016 may be one
day). The rule is the authors’. Leaves out: how large a change is, what else changed, and what may come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

TREND, SINGLE_POINT, NO_EVIDENCE = "trend", "single point", "no evidence"


@dataclass(frozen=True)
class Change:
    """A change of one property: its *system*, its *date* (ISO, as far as it is known) and where it points."""

    system: str
    date: str
    direction: str


def two_dates(one: str, other: str) -> bool:
    """Whether two dates, each as far as it is known, are surely not the same."""
    return not (one.startswith(other) or other.startswith(one))


def verdict(direction: str, changes: Sequence[Change]) -> str:
    """What *changes* show for a word of *direction*: a trend, a single point or no evidence."""
    pointing = [change for change in changes if change.direction == direction]
    pairs = combinations(pointing, 2)
    if any(one.system == other.system and two_dates(one.date, other.date) for one, other in pairs):
        return TREND
    return SINGLE_POINT if pointing else NO_EVIDENCE
