"""How well two people who coded the same things agree.

Agreement is the share of equal codes; Cohen's kappa, (po − pe) / (1 − pe), takes off what chance would give (Cohen
1960, Educational and Psychological Measurement 20). Leaves out: which of the two is right, and how far apart two codes
are.
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
