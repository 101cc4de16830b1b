"""Errors and appeals: how many people listed by mistake come off a list again, and after how many days.

What it stands for: a list, for instance of a court, on which some people stand by mistake. To come off before the term
ends, such a person must pass three gates: be told in time, appeal, and win. The same way is open to people who are
rightly listed, and some of them are taken off too.
Formulas, with N listed people, the shares e (wrong listing), s (told in time), a (wrongly listed and told who appeal),
r (their appeals that are won), b (rightly listed and told who appeal) and f (of these, wrongly taken off), d days for a
review and T days for a listing: W = N·e wrongly listed; C = W·s·a·r corrected; U = W − C not corrected;
harm days = C·min(d, T) + U·T; R = N·(1 − e)·s·b·f rightly listed who are taken off; corrected share = C / W.
Source: the pack's own model, a chain of conditional shares; nothing in it is measured.
What it leaves out: debts that are paid because the list exists, creditors who wait, the first days of a listing that
weigh more than the last, people who appeal twice, reviews that get slower when more people appeal, and mistakes
that come many at a time. ``by_chance`` draws every person independently, so that large numbers look falsely certain.
"""

import math
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

GATES = ("told", "appeal", "won")
"""The three links of the chain, in order, as they are called in a ``Run``."""
STEP = 0.1
"""How much better one gate is made to find the weakest: ten points."""
DRAWN = ("corrected", "uncorrected", "wrongly_freed")


@dataclass(frozen=True)
class Run:
    """The settings of one run: *listed* people (a whole number from 1), two numbers of days (above 0), shares (0 to 1).

    Raises ValueError outside these ranges.
    """

    listed: int
    wrong: float
    told: float
    appeal: float
    won: float
    review_days: float
    listing_days: float
    rightly_appeal: float
    wrongly_freed: float

    def __post_init__(self) -> None:
        if self.listed < 1 or self.listed != math.floor(self.listed):
            raise ValueError(f"listed must be a whole number from 1, not {self.listed!r}.")
        for name in ("review_days", "listing_days"):
            if not (getattr(self, name) > 0 and math.isfinite(getattr(self, name))):
                raise ValueError(f"{name} must be a number of days above 0, not {getattr(self, name)!r}.")
        for name in ("wrong", *GATES, "rightly_appeal", "wrongly_freed"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} must be a share from 0 to 1, not {getattr(self, name)!r}.")


@dataclass(frozen=True)
class Result:
    """Expected people at each step of the chain, of those listed by mistake; *wrongly_freed* of the others; days."""

    wrongly_listed: float
    told: float
    appealing: float
    corrected: float
    uncorrected: float
    wrongly_freed: float
    harm_days: float


def without_appeal(run: Run) -> Run:
    """The same *run* with no way to appeal, for anybody: C = 0, R = 0, harm days = W·T."""
    return replace(run, appeal=0, rightly_appeal=0)


def expected(run: Run) -> Result:
    """The exact means of *run*, from the formulas above."""
    wrongly_listed = run.listed * run.wrong
    told = wrongly_listed * run.told
    corrected = told * run.appeal * run.won
    uncorrected = wrongly_listed - corrected
    return Result(
        wrongly_listed=wrongly_listed,
        told=told,
        appealing=told * run.appeal,
        corrected=corrected,
        uncorrected=uncorrected,
        wrongly_freed=(run.listed - wrongly_listed) * run.told * run.rightly_appeal * run.wrongly_freed,
        harm_days=harm_days(run, corrected, uncorrected),
    )


def harm_days(run: Run, corrected: float, uncorrected: float) -> float:
    """The days that people listed by mistake stand on the list: a review, at most the term, or the whole term."""
    return corrected * min(run.review_days, run.listing_days) + uncorrected * run.listing_days


def corrected_share(run: Run) -> float:
    """C / W, 0 to 1: what the three gates let through; the same for any number of people."""
    return run.told * run.appeal * run.won


def two_by_two(run: Run) -> pd.DataFrame:
    """People, rightly or wrongly listed, who are taken off by an appeal or still on."""
    result = expected(run)
    rightly = run.listed - result.wrongly_listed
    return pd.DataFrame(
        {
            "taken off": [result.wrongly_freed, result.corrected],
            "still on": [rightly - result.wrongly_freed, result.uncorrected],
        },
        index=["rightly listed", "wrongly listed"],
    )


@dataclass(frozen=True)
class WeakestLink:
    """The *gates* where a better share helps most (more than one if they help equally).

    *points* is the step, as a share: ``STEP``, or less where the gate reaches 1. *gain* is the share, 0 to 1, of all
    people listed by mistake who are corrected in addition; 0 where no single step helps.
    """

    gates: tuple[str, ...]
    points: float
    gain: float


def weakest_link(run: Run) -> WeakestLink:
    """The gate among ``GATES`` with the largest gain from ``STEP`` more, each capped at 1, the others unchanged."""
    shares = {gate: getattr(run, gate) for gate in GATES}
    steps = {gate: min(STEP, 1 - share) for gate, share in shares.items()}
    gains = {gate: steps[gate] * math.prod(shares[other] for other in GATES if other != gate) for gate in GATES}
    most = max(gains.values())
    gates = tuple(gate for gate in GATES if math.isclose(gains[gate], most, rel_tol=1e-9))
    return WeakestLink(gates, steps[gates[0]], most)


def by_chance(run: Run, seed: int, runs: int = 1_000) -> pd.DataFrame:
    """*runs* repetitions of *run* (rows) in which chance decides at each gate: columns ``DRAWN``, in people.

    A chain of binomial draws: how many are listed by mistake, of these told, of these appeal, of these win; and the
    same for the rightly listed. Each draw is of a count, so that a country costs what a village costs. The same *seed*
    gives the same numbers.
    """
    draw = np.random.default_rng(seed).binomial

    def through(people: np.ndarray, *gates: float) -> np.ndarray:
        for share in gates:
            people = draw(people, share)
        return people

    wrongly_listed = draw(run.listed, run.wrong, runs)
    corrected = through(wrongly_listed, run.told, run.appeal, run.won)
    freed = through(run.listed - wrongly_listed, run.told, run.rightly_appeal, run.wrongly_freed)
    return pd.DataFrame(dict(zip(DRAWN, (corrected, wrongly_listed - corrected, freed), strict=True)))


def central_range(draws: pd.DataFrame, share: float = 0.9) -> pd.DataFrame:
    """For each column of *draws* the range that holds its central *share* (0 to 1): columns "low" and "high"."""
    if not 0 < share <= 1:
        raise ValueError(f"share must be above 0 and at most 1, not {share!r}.")
    tail = (1 - share) / 2
    low, high = np.quantile(draws.to_numpy(), [tail, 1 - tail], axis=0, method="inverted_cdf")
    return pd.DataFrame({"low": low, "high": high}, index=draws.columns)
