"""What a small sample can show: chances of each result, the range of most results, and who is reached at all.

Stands for: *n* people drawn at random from very many, a share p of whom hold view A. The number X of them who hold A
follows the binomial distribution, P(X = k) = C(n, k) p^k (1 − p)^(n − k). The central range holds the results between
the 2.5 % and the 97.5 % quantile, where the quantile of q is the smallest k with P(X ≤ k) ≥ q. For a question that not
everybody is reached with: share of A among those reached = p·a / (p·a + (1 − p)·b), with the chances a and b to reach a
holder of A or of B (Bayes). Shares are given in whole percent and kept as exact whole numbers and fractions. Leaves
out: people who do not answer or say what is expected, views between A and B, and draws that depend on each other.
"""

import random
from bisect import bisect_right
from fractions import Fraction
from itertools import accumulate
from math import comb

LARGEST_SAMPLE = 200
MOST_DRAWS = 500


def _check(name: str, value: int, low: int, high: int) -> None:
    if not (isinstance(value, int) and low <= value <= high):
        raise ValueError(f"{name} must be a whole number from {low} to {high}, not {value!r}.")


def weights(percent: int, n: int) -> list[int]:
    """The chance of 0, 1, … *n* holders of A in a sample of *n* (1 to 200), times 100^n, for *percent* of A (0 to 100).

    Raises ValueError outside these ranges.
    """
    _check("the share of view A in percent", percent, 0, 100)
    _check("the sample size", n, 1, LARGEST_SAMPLE)
    return [comb(n, k) * percent**k * (100 - percent) ** (n - k) for k in range(n + 1)]


def chances(percent: int, n: int) -> list[Fraction]:
    """The exact chance (0 to 1) of 0, 1, … *n* holders of A; ranges as in ``weights``."""
    return [Fraction(weight, 100**n) for weight in weights(percent, n)]


def central_range(percent: int, n: int) -> tuple[int, int]:
    """The fewest and the most holders of A in the central 95 % of results; ranges as in ``weights``."""
    running = list(accumulate(weights(percent, n)))
    low = next(k for k, below in enumerate(running) if 40 * below >= 100**n)
    high = next(k for k, below in enumerate(running) if 40 * below >= 39 * 100**n)
    return low, high


def drawn(percent: int, n: int, draws: int, seed: int) -> list[int]:
    """How many samples of *draws* (1 to 500) hold 0, 1, … *n* holders of A, drawn with *seed*; else as ``weights``."""
    _check("the number of draws", draws, 1, MOST_DRAWS)
    running, chance = list(accumulate(weights(percent, n))), random.Random(seed)
    counts = [0] * (n + 1)
    for _ in range(draws):
        counts[bisect_right(running, chance.randrange(100**n))] += 1
    return counts


def reached_share(percent: int, reach_a: int, reach_b: int) -> Fraction:
    """The share of A (0 to 1) among those reached, for *percent* of A (0 to 100) and chances in percent (1 to 100).

    Raises ValueError outside these ranges; with a chance of 0 nobody might be reached at all.
    """
    _check("the share of view A in percent", percent, 0, 100)
    _check("the chance to reach view A in percent", reach_a, 1, 100)
    _check("the chance to reach view B in percent", reach_b, 1, 100)
    with_a, with_b = percent * reach_a, (100 - percent) * reach_b
    return Fraction(with_a, with_a + with_b)
