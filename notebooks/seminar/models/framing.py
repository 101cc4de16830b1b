"""A small trial of words: two cards, ratings from 1 to 7, and how often chance alone makes such a gap.

Stands for: slips that were dealt by lot, each with one card and one rating. A card is known as seven counts, one for
each rating. The difference is that of the two means, in points. The two-sided p of the permutation test is the share of
all ways to deal the same slips in which the means lie at least as far apart (Fisher 1935, The Design of Experiments,
chapter III): counted in full up to ``MOST_ARRANGEMENTS`` ways, else (b + 1) / (m + 1) for b of m shuffles (Phipson and
Smyth 2010). The interval holds the middle 90 % of the differences of ``DRAWS`` bootstrap
samples, drawn with replacement from each card. Leaves out: who gave which rating, people who rate as they think is
wanted, and every other group of people.
"""

from collections.abc import Mapping, Sequence
from math import comb
from typing import NamedTuple

import numpy as np

from seminar.models.survey import MOST_SLIPS

RATINGS = range(1, 8)
MOST_ARRANGEMENTS, DRAWS, SEED = 20_000, 5_000, 9
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
    """The *p* of a test, above 0 and up to 1; *ways* were counted, in full (*exact*) or drawn."""

    p: float
    ways: int
    exact: bool


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


def _gap(a: Counts, b: Counts) -> int:
    """The difference of the means times both numbers of answers: a whole number, so that equal gaps are equal."""
    return _sum(a) * sum(b) - _sum(b) * sum(a)


def difference(a: Counts, b: Counts) -> float:
    """The mean of *a* minus that of *b*, in points. Raises ValueError for a card without answers."""
    _check(a, b)
    return _gap(a, b) / (sum(a) * sum(b))


def chance(a: Counts, b: Counts) -> Chance:
    """How often dealing the same slips anew sets the means at least as far apart. Raises ValueError as ``mean``."""
    _check(a, b)
    first, second = sorted((tuple(a), tuple(b)), key=lambda card: (sum(card), card))  # swapped cards, same draws
    ways = comb(sum(first) + sum(second), sum(first))
    if ways <= MOST_ARRANGEMENTS:
        return Chance(_as_far(first, second) / ways, ways, True)
    pool = np.add(first, second)
    dealt = np.random.default_rng(SEED).multivariate_hypergeometric(pool, sum(first), size=DRAWS)
    gaps = dealt @ np.array(RATINGS) * int(pool.sum()) - sum(first) * _sum(pool.tolist())
    far = int((np.abs(gaps) >= abs(_gap(first, second))).sum())
    return Chance((far + 1) / (DRAWS + 1), DRAWS, False)


def _as_far(a: Counts, b: Counts) -> int:
    """In how many of all ways to choose the slips of *a* the gap is at least as large, counted by sums of ratings."""
    size, pool = sum(a), [one + other for one, other in zip(a, b, strict=True)]
    ways = {(0, 0): 1}  # (slips chosen, sum of their ratings) → number of ways
    for rating, here in zip(RATINGS, pool, strict=True):
        longer: dict[tuple[int, int], int] = {}
        for (chosen, total), count in ways.items():
            for taken in range(min(here, size - chosen) + 1):
                key = (chosen + taken, total + rating * taken)
                longer[key] = longer.get(key, 0) + count * comb(here, taken)
        ways = longer
    every, wanted = _sum(pool), abs(_gap(a, b))
    return sum(
        count
        for (chosen, total), count in ways.items()
        if chosen == size and abs(total * sum(pool) - size * every) >= wanted
    )


def interval(a: Counts, b: Counts) -> tuple[float, float]:
    """The 5 % and the 95 % quantile of the bootstrap differences, in points. Raises ValueError as ``mean``."""
    _check(a, b)
    first, second = sorted((tuple(a), tuple(b)), key=lambda card: (sum(card), card))
    draw = np.random.default_rng(SEED)
    means = [
        draw.multinomial(sum(card), np.array(card) / sum(card), size=DRAWS) @ np.array(RATINGS) / sum(card)
        for card in (first, second)
    ]
    low, high = np.quantile(means[0] - means[1], [0.05, 0.95])
    return (float(low), float(high)) if first == tuple(a) else (-float(high), -float(low))


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


def clipped(cards: Mapping[str, Counts]) -> dict[str, list[int]]:
    """*cards* with at most ``MOST_SLIPS`` answers in all: what is too much is taken from the largest counts."""
    kept = {card: [min(count, MOST_SLIPS) for count in counts] for card, counts in cards.items()}
    while sum(map(sum, kept.values())) > MOST_SLIPS:
        card = max(kept, key=lambda name: max(kept[name]))
        kept[card][kept[card].index(max(kept[card]))] -= 1
    return kept
