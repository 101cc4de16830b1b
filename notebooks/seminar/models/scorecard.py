"""A scorecard: weighted features make a score, a line on the score decides, and some people have no score at all.

Stands for: a lender that adds up five features of a file. score = 300 + 550 · Σ wᵢ xᵢ / Σ wᵢ, with features xᵢ from 0
to 1 and weights wᵢ of 0 or more; a person is approved if the score reaches the cut-off. The scale is that of the FICO
score (fact f-W020); the formula and the people are the authors’. A person has no score exactly if the payment record is
missing; where rent counts, a rent record takes the place of a missing one. Points lost through feature i are
550 · wᵢ (1 − xᵢ) / Σ wᵢ. Features are read in hundredths, so that scores are exact fractions and a score on the line
is on it. Leaves out: income, the size of the loan, every other feature, and whether anybody would have paid.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

LOWEST, SPAN = 300, 550
PAYMENT, RENT = "payment_history", "rent_record"
APPROVED, REFUSED, NO_SCORE = "approved", "refused", "no score"

Person = Mapping[str, Any]
"""Feature, by its column → 0 to 1, without the records that are missing; under ``group`` a group."""
People = Mapping[str, Person]
"""Id → person."""
Counts = Mapping[str, Counter[str]]
"""Group → verdict → people."""
Weights = Mapping[str, int]
"""Column of a feature → its weight, a whole number of 0 or more; at least one is above 0."""


def _shares(weights: Weights) -> dict[str, Fraction]:
    total = sum(weights.values())
    if total <= 0 or min(weights.values()) < 0:
        raise ValueError("At least one weight must be above 0, and none below.")
    return {feature: Fraction(weight, total) for feature, weight in weights.items()}


def _exact(value: float) -> Fraction:
    return Fraction(round(100 * value), 100)


def with_rent(person: Person) -> Person:
    """*person*, with the rent record, where there is one, in place of a missing payment record."""
    return {PAYMENT: person[RENT], **person} if RENT in person else person


def scores(people: People, weights: Weights) -> dict[str, Fraction | None]:
    """Id → score (from 300 to 850), or None for a person without one. Raises ValueError for no weight."""
    shares = _shares(weights)
    return {key: _score(person, shares) for key, person in people.items()}


def _score(person: Person, shares: Mapping[str, Fraction]) -> Fraction | None:
    if PAYMENT not in person:
        return None
    return LOWEST + SPAN * sum((share * _exact(person[feature]) for feature, share in shares.items()), Fraction(0))


def verdict(score: Fraction | None, cut_off: int) -> str:
    """Approved, refused or no score; a score on the line is approved."""
    return NO_SCORE if score is None else APPROVED if score >= cut_off else REFUSED


def by_group(people: People, judged: Mapping[str, str]) -> Counts:
    """How many of each group have each verdict (*judged*: id → verdict), in the order in which *people* name groups."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for key, person in people.items():
        counts[person["group"]][judged[key]] += 1
    return counts


def ratios(counts: Counts) -> dict[str, Fraction] | None:
    """Group → its approval share beside that of the best group (0 to 1); None where nobody is approved at all.

    The share is of all people of a group, so that those without a score count as not approved.
    """
    shares = {group: Fraction(row[APPROVED], row.total()) for group, row in counts.items()}
    best = max(shares.values())
    return {group: share / best for group, share in shares.items()} if best else None


def nearest(found: Mapping[str, Fraction | None], cut_off: int, count: int) -> dict[str, Fraction]:
    """Id → score of the *count* scored people nearest to the line, in this order; equals as in *found*."""
    scored = [(key, score) for key, score in found.items() if score is not None]
    return dict(sorted(scored, key=lambda item: abs(item[1] - cut_off))[:count])


def lost(person: Person, weights: Weights) -> dict[str, Fraction]:
    """Feature → points lost through it (0 to 550), the most first, for a *person* with a payment record."""
    points = {feature: SPAN * share * (1 - _exact(person[feature])) for feature, share in _shares(weights).items()}
    return dict(sorted(points.items(), key=lambda item: -item[1]))
