"""How well two people who coded the same things agree.

Agreement is the share of equal codes; Cohen's kappa, (po − pe) / (1 − pe), takes off what chance would give (Cohen
1960, Educational and Psychological Measurement 20). For codes in order, such as levels, weighted kappa, 1 − d / e, sets
the mean squared distance d of the two codes of a thing against e, that of codes which chance puts together (quadratic
weights; Cohen 1968, Psychological Bulletin 70). Leaves out: which of the two is right.
"""

from collections import Counter
from collections.abc import Sequence

FEWEST = 10
"""With fewer things coded, kappa jumps about so much that it says nothing."""


def equal_codes(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many things both coded alike. Raises ValueError for lists of unequal length."""
    return sum(one == other for one, other in zip(ours, theirs, strict=True))


def kappa(ours: Sequence[str], theirs: Sequence[str]) -> float | None:
    """Cohen's kappa, from −1 to 1; None with fewer than ``FEWEST`` things, or where both used one same code only."""
    size = len(ours)
    observed = equal_codes(ours, theirs) / size if size else 0.0
    if size < FEWEST:
        return None
    counts, others = Counter(ours), Counter(theirs)
    expected = sum(counts[code] * others[code] for code in counts) / size**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def weighted_kappa(ours: Sequence[int], theirs: Sequence[int]) -> float | None:
    """Kappa of codes in order, from −1 to 1; None with fewer than ``FEWEST`` things, or where all have one same code.

    Raises ValueError for lists of unequal length.
    """
    apart = sum((one - other) ** 2 for one, other in zip(ours, theirs, strict=True)) / max(len(ours), 1)
    if len(ours) < FEWEST:
        return None
    counts, others = Counter(ours), Counter(theirs)
    by_chance = sum(counts[one] * others[other] * (one - other) ** 2 for one in counts for other in others)
    return None if by_chance == 0 else 1 - apart * len(ours) ** 2 / by_chance
