"""A small trial of words: two cards, ratings from 1 to 7, and how often chance alone makes such a gap.

Stands for: slips that were dealt by lot, each with one card and one rating. A card is known as seven counts, one for
each rating; those of several classes are added up. The difference is that of the two means, in points. The two-sided p
of the permutation test is the share of all ways to deal the same slips in which the means lie at least as far apart
(Fisher 1935, The Design of Experiments, chapter III): counted in full up to ``MOST_ARRANGEMENTS`` ways, else
(b + 1) / (m + 1) for b of m shuffles (Phipson and Smyth 2010). Leaves out: who gave which rating, in which class,
people who rate as they think is wanted, and every other group of people.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import comb
from typing import NamedTuple

RATINGS = range(1, 8)
MOST_ARRANGEMENTS, DRAWS, SEED = 20_000, 5_000, 9
SHOWN = 100
"""Shuffles that stand for all of them in a picture."""
FEWEST = 5
"""With fewer answers, a card or a band would show persons."""
FEWEST_SLIPS = 10
FEWEST_FOR_THREE = 15
"""A class of fewer people hands out two cards only."""
BANDS = {"1–2": range(0, 2), "3–5": range(2, 5), "6–7": range(5, 7)}
"""Ratings of a band → their places among the seven counts."""

Counts = Sequence[int]
"""How many answers have the rating 1, 2, … 7."""


class Chance(NamedTuple):
    """The *p* of a test, above 0 and up to 1; *ways* were counted, in full (*exact*) or drawn.

    *gaps* are ``SHOWN`` differences, in points, from the lowest to the highest, that stand for all of them evenly.
    """

    p: float
    ways: int
    exact: bool
    gaps: tuple[float, ...]

    @property
    def common(self) -> float:
        """The distance, in points, beyond which only 5 of 100 shuffles lie."""
        return sorted(map(abs, self.gaps))[SHOWN * 95 // 100 - 1]

    def as_far(self, gap: float) -> int:
        """How many of the shown differences lie at least as far from 0 as *gap*."""
        return sum(abs(one) >= abs(gap) - 1e-9 for one in self.gaps)


def added(classes: Sequence[Counts]) -> list[int]:
    """The counts of several classes, added up rating by rating."""
    return [sum(counts) for counts in zip(*classes, strict=True)]


def _check(*cards: Counts) -> None:
    for counts in cards:
        if len(counts) != len(RATINGS) or min(counts) < 0 or sum(counts) == 0:
            raise ValueError(f"expected seven counts of 0 or more with at least one answer, not {list(counts)}")


def _sum(counts: Counts) -> int:
    return sum(rating * count for rating, count in zip(RATINGS, counts, strict=True))


def mean(counts: Counts) -> float:
    """The mean rating, 1 to 7. Raises ValueError for a card without answers."""
    _check(counts)
    return _sum(counts) / sum(counts)


def difference(a: Counts, b: Counts) -> float:
    """The mean of *a* minus that of *b*, in points. Raises ValueError for a card without answers."""
    _check(a, b)
    return (_sum(a) * sum(b) - _sum(b) * sum(a)) / (sum(a) * sum(b))


def chance(a: Counts, b: Counts) -> Chance:
    """How often dealing the same slips anew sets the means at least as far apart. Raises ValueError as ``mean``."""
    _check(a, b)
    size, pool = sum(a), [one + other for one, other in zip(a, b, strict=True)]
    exact = comb(sum(pool), size) <= MOST_ARRANGEMENTS
    dealt = _every_way(size, pool) if exact else _shuffled(min(size, sum(b)), pool, size > sum(b))
    every, slips, ways = _sum(pool), sum(pool), sum(dealt.values())

    def gap(total: int) -> int:
        """The difference times both numbers of answers: a whole number, so that equal gaps are equal."""
        return total * slips - size * every

    far = sum(count for total, count in dealt.items() if abs(gap(total)) >= abs(gap(_sum(a))))
    p = far / ways if exact else (far + 1) / (ways + 1)
    return Chance(p, ways, exact, tuple(gap(total) / (size * sum(b)) for total in _standing_for(dealt)))


def _every_way(size: int, pool: Counts) -> dict[int, int]:
    """Sum of the ratings of *size* slips of *pool* → in how many of all ways to choose them it comes up."""
    ways = {(0, 0): 1}  # (slips chosen, sum of their ratings) → number of ways
    for rating, here in zip(RATINGS, pool, strict=True):
        longer: dict[tuple[int, int], int] = {}
        for (chosen, total), count in ways.items():
            for taken in range(min(here, size - chosen) + 1):
                key = (chosen + taken, total + rating * taken)
                longer[key] = longer.get(key, 0) + count * comb(here, taken)
        ways = longer
    return {total: count for (chosen, total), count in ways.items() if chosen == size}


def _shuffled(smaller: int, pool: Counts, others: bool) -> dict[int, int]:
    """The same from shuffles; always the *smaller* heap is drawn (and the *others* counted), so that cards which are
    swapped have the same draws."""
    import numpy as np  # here, because a small class is counted without it

    dealt = np.random.default_rng(SEED).multivariate_hypergeometric(pool, smaller, size=DRAWS) @ np.array(RATINGS)
    totals, counts = np.unique(_sum(pool) - dealt if others else dealt, return_counts=True)
    return dict(zip(totals.tolist(), counts.tolist(), strict=True))


def _standing_for(dealt: Mapping[int, int]) -> list[int]:
    """``SHOWN`` sums that stand for all of *dealt* (sum → how often), evenly from the lowest to the highest."""
    sums = sorted(dealt)
    reached = list(accumulate(dealt[total] for total in sums))
    return [sums[bisect_right(reached, reached[-1] * (2 * i + 1) // (2 * SHOWN))] for i in range(SHOWN)]


def banded(counts: Counts) -> list[str]:
    """The answers of a card in three bands, as they may be shown: a band under ``FEWEST`` is not told.

    Where that is one band alone, the next smallest is told as "5 or more", for else the first could be worked out.
    """
    sizes = [sum(counts[place] for place in places) for places in BANDS.values()]
    hidden = [size < FEWEST for size in sizes]
    words = [f"fewer than {FEWEST}" if small else str(size) for size, small in zip(sizes, hidden, strict=True)]
    if sum(hidden) == 1:
        next_smallest = min((place for place in range(len(sizes)) if not hidden[place]), key=lambda i: sizes[i])
        words[next_smallest] = f"{FEWEST} or more"
    return words
