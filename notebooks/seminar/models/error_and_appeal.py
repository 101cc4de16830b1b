"""Errors and appeals: how many people listed by mistake come off a list again, and what that costs whom.

What it stands for: a list, for instance of a court, on which some people stand by mistake. To come off before the term
ends, such a person must pass three gates: be told in time, appeal, and win. The same way is open to people who are
rightly listed; an appeal that is easier to make is easier for them too, and weaker proof lets more of them win. Whoever
wins in a review that takes as long as the listing, or longer, wins too late: nobody comes off before the term ends.

Formulas, with N listed people, the shares e (wrong listing), s (told in time), a (wrongly listed and told who appeal:
the ease of an appeal) and r (their appeals that are won), d days for a review and T days for a listing:
W = N·e wrongly listed; C = W·s·a·r corrected if d < T, else 0; U = W − C not corrected; corrected share = C / W.
N − W are rightly listed. Of those told b = a / 6 appeal, and of these f = 2%·(r / 70%)² win, so that R = (N − W)·s·b·f
are taken off if d < T, else 0. A reviewer who lets more mistakes pass must believe weaker proof, and the weaker it is,
the more of the others pass with it: therefore the square.
Four measures. Corrected people C. Days on the list by mistake H = C·d + U·T. Days that creditors wait: of the longest
term, 730 days, those on which a rightly listed person is off the list, K = R·(730 − d) + (N − W − R)·(730 − T); with
T = 730 it is R·(730 − d).
Clerk hours L = (W·s·a + (N − W)·s·b)·h, where an appeal takes h = 2 hours, and one hour more each time the days of a
review are halved below 30; a slower review saves no hour, for the same work only waits.
So each good has a price: no setting is at least as good as the start on all four measures and better on one (the
tests search every setting of the controls).
Source: the pack's own model, a chain of conditional shares; nothing in it is measured, every number is invented.
What it leaves out: debts that are paid because the list exists, the first days of a listing that weigh more than the
last, people who appeal twice, reviews that get slower when more people appeal, the cost of notices, and mistakes that
come many at a time. ``by_chance`` draws every person independently, so that large numbers look falsely certain.
"""

import math
from dataclasses import dataclass

import numpy as np

GATES = ("told", "ease", "won")
"""The three links of the chain, in order, as they are called in a ``Run``."""
LONGEST = 730
"""Days: no listing is longer."""
RIGHTLY = 6
"""One rightly listed person appeals for so many wrongly listed ones, in shares of those told."""
FREED, WON = 0.02, 0.7
"""This share of the appeals of rightly listed people is won where that share of the others' appeals is."""
HOURS = 2
"""Of a clerk, for an appeal."""
UNHURRIED = 30
"""Days of a review from which on nobody hurries."""
DRAWN = ("corrected", "uncorrected", "wrongly_freed")


@dataclass(frozen=True)
class Run:
    """The settings of one run: *listed* people (a whole number from 1), numbers of days (above 0), shares (0 to 1).

    Raises ValueError outside these ranges, and for a listing of more than ``LONGEST`` days.
    """

    listed: int
    wrong: float
    told: float
    ease: float
    won: float
    review_days: float
    listing_days: float

    def __post_init__(self) -> None:
        if self.listed < 1 or self.listed != math.floor(self.listed):
            raise ValueError(f"listed must be a whole number from 1, not {self.listed!r}.")
        for name, most in (("review_days", math.inf), ("listing_days", LONGEST)):
            value = getattr(self, name)
            if not (0 < value <= most and math.isfinite(value)):
                raise ValueError(f"{name} must be a number of days above 0 and at most {most}, not {value!r}.")
        for name in ("wrong", *GATES):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} must be a share from 0 to 1, not {getattr(self, name)!r}.")

    @property
    def rightly_appeal(self) -> float:
        """The share b, 0 to 1, of the rightly listed and told who appeal."""
        return self.ease / RIGHTLY

    @property
    def wrongly_freed(self) -> float:
        """The share f, 0 to 1, of their appeals that are won."""
        return FREED * (self.won / WON) ** 2

    @property
    def hours(self) -> float:
        """Clerk hours h for one appeal."""
        return HOURS + max(0, math.log2(UNHURRIED / self.review_days))

    @property
    def in_time(self) -> bool:
        """Whether a review ends before the listing does: else whoever wins comes off no sooner."""
        return self.review_days < self.listing_days


@dataclass(frozen=True)
class Result:
    """Expected people at each step of the chain, of those listed by mistake; *rightly_appealing* and *wrongly_freed* of
    the others; then days and hours."""

    wrongly_listed: float
    told: float
    appealing: float
    corrected: float
    uncorrected: float
    rightly_appealing: float
    wrongly_freed: float
    harm_days: float
    creditor_days: float
    clerk_hours: float


def expected(run: Run) -> Result:
    """The exact means of *run*, from the formulas above."""
    wrongly_listed = run.listed * run.wrong
    rightly_listed = run.listed - wrongly_listed
    told = wrongly_listed * run.told
    appealing = told * run.ease
    corrected = appealing * run.won * run.in_time
    uncorrected = wrongly_listed - corrected
    rightly_appealing = rightly_listed * run.told * run.rightly_appeal
    freed = rightly_appealing * run.wrongly_freed * run.in_time
    return Result(
        wrongly_listed=wrongly_listed,
        told=told,
        appealing=appealing,
        corrected=corrected,
        uncorrected=uncorrected,
        rightly_appealing=rightly_appealing,
        wrongly_freed=freed,
        harm_days=corrected * run.review_days + uncorrected * run.listing_days,
        creditor_days=freed * (LONGEST - run.review_days) + (rightly_listed - freed) * (LONGEST - run.listing_days),
        clerk_hours=(appealing + rightly_appealing) * run.hours,
    )


def corrected_share(run: Run) -> float:
    """C / W, 0 to 1: what the three gates let through in time; the same for any number of people."""
    return run.told * run.ease * run.won * run.in_time


def by_chance(run: Run, seed: int, runs: int = 1_000) -> dict[str, np.ndarray]:
    """*runs* repetitions of *run* in which chance decides at each gate: name (of ``DRAWN``) → people in each.

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
    corrected = through(wrongly_listed, run.told, run.ease, run.won * run.in_time)
    freed = through(run.listed - wrongly_listed, run.told, run.rightly_appeal, run.wrongly_freed * run.in_time)
    return dict(zip(DRAWN, (corrected, wrongly_listed - corrected, freed), strict=True))


def central_range(draws: np.ndarray, share: float = 0.9) -> tuple[float, float]:
    """The lowest and the highest of the central *share* (0 to 1) of *draws*."""
    if not 0 < share <= 1:
        raise ValueError(f"share must be above 0 and at most 1, not {share!r}.")
    tail = (1 - share) / 2
    low, high = np.quantile(draws, [tail, 1 - tail], method="inverted_cdf")
    return float(low), float(high)
