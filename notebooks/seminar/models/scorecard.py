"""A scorecard: weighted features make a score, a line on the score decides, and some people have no score at all.

Stands for: a lender that adds up five features of a file. score = 300 + 550 · Σ wᵢ xᵢ / Σ wᵢ, with features xᵢ from 0
to 1 and weights wᵢ of 0 or more; a person is approved if the score reaches the cut-off. The scale is that of the FICO
score (fact f-W020); the formula and the people are the authors’. A person has no score exactly if the payment record is
missing; with *rent* a rent record takes the place of a missing payment record. Points lost through feature i are
550 · wᵢ (1 − xᵢ) / Σ wᵢ. Features are read in hundredths, so that scores are exact fractions and a score on the line
is on it. Leaves out: income, the size of the loan, every other feature, and whether anybody would have paid.
"""

from collections.abc import Mapping
from fractions import Fraction

import pandas as pd

LOWEST, SPAN = 300, 550
PAYMENT, RENT = "payment_history", "rent_record"
APPROVED, REFUSED, NO_SCORE = "approved", "refused", "no score"

Weights = Mapping[str, int]
"""Column of a feature → its weight, a whole number of 0 or more; at least one is above 0."""


def _shares(weights: Weights) -> dict[str, Fraction]:
    total = sum(weights.values())
    if total <= 0 or min(weights.values()) < 0:
        raise ValueError("At least one weight must be above 0, and none below.")
    return {feature: Fraction(weight, total) for feature, weight in weights.items()}


def _exact(value: float) -> Fraction:
    return Fraction(round(100 * value), 100)


def with_rent(people: pd.DataFrame, rent: bool) -> pd.DataFrame:
    """*people* as the lender sees them: with *rent*, a rent record stands where the payment record is missing."""
    return people.assign(**{PAYMENT: people[PAYMENT].fillna(people[RENT])}) if rent else people


def scores(people: pd.DataFrame, weights: Weights, rent: bool) -> pd.Series:
    """Id → score (a Fraction from 300 to 850), or None for a person without one. Raises ValueError for no weight."""
    shares, seen = _shares(weights), with_rent(people, rent)
    found = [
        None
        if pd.isna(person[PAYMENT])
        else LOWEST + SPAN * sum(share * _exact(person[f]) for f, share in shares.items())
        for _, person in seen.iterrows()
    ]
    return pd.Series(found, index=people.index, dtype=object)


def verdicts(found: pd.Series, cut_off: int) -> pd.Series:
    """Id → approved, refused or no score, for scores as ``scores`` gives them; a score on the line is approved."""
    return found.map(lambda score: NO_SCORE if score is None else APPROVED if score >= cut_off else REFUSED)


def by_group(groups: pd.Series, judged: pd.Series) -> pd.DataFrame:
    """Group → people approved, refused and without a score, in the order in which *groups* (id → group) names them."""
    counts = pd.crosstab(groups, judged).reindex(columns=[APPROVED, REFUSED, NO_SCORE], fill_value=0)
    return counts.loc[list(dict.fromkeys(groups))]


def ratios(counts: pd.DataFrame) -> dict[str, Fraction] | None:
    """Group → its approval share beside that of the best group (0 to 1); None where nobody is approved at all.

    The share is of all people of a group, so that those without a score count as not approved.
    """
    shares = {group: Fraction(int(row[APPROVED]), int(row.sum())) for group, row in counts.iterrows()}
    best = max(shares.values())
    return {group: share / best for group, share in shares.items()} if best else None


def nearest(found: pd.Series, cut_off: int, count: int) -> list[str]:
    """The ids of the *count* scored people nearest to the line, the nearest first; equals in the order of *found*."""
    scored = [
        (abs(score - cut_off), place, key) for place, (key, score) in enumerate(found.items()) if score is not None
    ]
    return [key for _, _, key in sorted(scored)[:count]]


def lost(person: pd.Series, weights: Weights) -> dict[str, Fraction]:
    """Feature → points lost through it (0 to 550), the most first; *person* is a row of ``with_rent`` with a record."""
    points = {feature: SPAN * share * (1 - _exact(person[feature])) for feature, share in _shares(weights).items()}
    return dict(sorted(points.items(), key=lambda item: -item[1]))
