"""How far a class moved between two votes.

Stands for: two silent votes of one room on the same options, known only as counts. Net movement is half the sum of the
absolute changes in share, ½ Σ|after − before| (the total variation distance): the smallest share of the room that must
have changed its mind. Leaves out: who moved, and moves that cancel each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from seminar.models.survey import MOST_SLIPS

FEWEST_VOTES = 5
"""Below this many votes in a round no shares are shown: a small room would show persons."""
MOST_VOTES = MOST_SLIPS
"""As many as slips of the survey."""


@dataclass(frozen=True)
class Movement:
    """Shares of each option, 0-1, *before* and *after*, and the *net* movement, 0-1."""

    before: tuple[float, ...]
    after: tuple[float, ...]
    net: float


def shares(counts: Sequence[int]) -> tuple[float, ...]:
    """The share of each option, 0-1, for *counts* of votes. Raises ValueError for a negative count or no vote."""
    total = sum(counts)
    if min(counts) < 0 or total == 0:
        raise ValueError(f"expected counts of 0 or more with at least one vote, not {list(counts)}")
    return tuple(count / total for count in counts)


def movement(before: Sequence[int], after: Sequence[int]) -> Movement:
    """The movement between two votes on the same options. Raises ValueError as ``shares`` or for unequal lengths."""
    first, second = shares(before), shares(after)
    return Movement(first, second, sum(abs(b - a) for b, a in zip(first, second, strict=True)) / 2)


def fewest_who_changed(before: Sequence[int], after: Sequence[int]) -> int:
    """How many of those who voted in both rounds must have changed, at least.

    It holds where the larger round has all people of the smaller one: some came late, or some left, but not both.
    Raises ValueError for unequal lengths.
    """
    gains = [a - b for b, a in zip(before, after, strict=True)]
    return min(sum(max(0, gain) for gain in gains), sum(max(0, -gain) for gain in gains))
