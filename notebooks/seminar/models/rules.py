"""A rule for an invented town: who is listed on what proof, who of them comes off again, and what it costs in days.

What it stands for: an office that lists people for breaking a rule. It sees a *signal* for each case, a number from 0
to 1, and lists the case if the signal reaches the proof that the rule asks for. The truth is known here, since the
cases are invented: whether the person broke the rule, and whether that did large harm.
Formulas: wrong = listed and did not break it; missed = broke it and not listed; corrected = wrong × appeal rate if the
person is told, else 0, rounded half up; wrong left = wrong − corrected; burden days = (term × wrong left +
min(30, term) × corrected) × (1 + other offices) × weight of the penalty; repaired = rightly listed × repair rate;
group gap = wrong ÷ innocent people, in group A minus group B, in points.
Source: the pack's own model; the rates and weights below are invented and round.
What it leaves out: fear, trust, cost, corruption, people who act otherwise because there is a rule, and real rates.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

APPEAL_RATES = {"none": 0.0, "same": 0.2, "independent": 0.4}
"""Share of the wrongly listed who come off by an appeal to nobody, the same office or an independent one. Invented."""
PENALTY_WEIGHTS = {"fine": 0.5, "service": 1.0, "name": 2.0}
"""How much a day weighs under a fine, a limit of services, a public name. Invented."""
REPAIR_RATES = {True: 0.5, False: 0.2}
"""Share of the rightly listed who repair what they did, by whether the entry is then deleted. Invented."""
REVIEW_DAYS = 30
"""Days on the list until an appeal is won. Invented."""
GROUPS = ("A", "B")


@dataclass(frozen=True)
class Case:
    """An invented person: *group* (A or B), the *signal* (0 to 1) that the office sees, and what is true of them.

    *card* is the number of the case in the deck of cards, None if it is not in it.
    """

    id: str
    group: str
    signal: float
    broke: bool
    large_harm: bool
    card: int | None = None

    def hundredths(self) -> int:
        """The signal in hundredths."""
        return round(100 * self.signal)


@dataclass(frozen=True)
class Rules:
    """What an office does: *proof* needed (0 to 1), the *term* of a listing in days (above 0), and its other choices.

    *appeal* is a key of ``APPEAL_RATES``, *penalty* one of ``PENALTY_WEIGHTS``, *offices* the number of other offices
    that get the list (0 or above). Raises ValueError outside these.
    """

    proof: float
    told: bool
    appeal: str
    term: int
    penalty: str
    offices: int
    deleted: bool

    def __post_init__(self) -> None:
        if not 0 <= self.proof <= 1:
            raise ValueError(f"proof must be a number from 0 to 1, not {self.proof!r}.")
        if self.term < 1 or self.offices < 0:
            raise ValueError(f"term must be 1 day or more and offices 0 or more, not {self.term!r}, {self.offices!r}.")
        if self.appeal not in APPEAL_RATES or self.penalty not in PENALTY_WEIGHTS:
            raise ValueError(f"appeal and penalty must be among {[*APPEAL_RATES]} and {[*PENALTY_WEIGHTS]}.")


@dataclass(frozen=True)
class Outcome:
    """Cases counted whole, *repaired* expected; *burden_days* in weighted days; *gap* in points, None if not defined.

    *wrong* are all who were listed by mistake, *wrong_left* those who stay on after appeals.
    """

    listed: int
    rightly_listed: int
    wrong: int
    missed: int
    missed_large: int
    corrected: int
    wrong_left: int
    burden_days: float
    repaired: float
    gap: float | None


def is_listed(case: Case, rules: Rules) -> bool:
    """Whether a case is listed: its signal reaches the proof needed."""
    return case.signal >= rules.proof


def outcome(cases: Sequence[Case], rules: Rules) -> Outcome:
    """The result of *rules* on *cases*."""
    listed = [case for case in cases if is_listed(case, rules)]
    missed = [case for case in cases if case.broke and not is_listed(case, rules)]
    rightly = sum(case.broke for case in listed)
    wrong = len(listed) - rightly
    rate = APPEAL_RATES[rules.appeal] if rules.told else 0
    corrected = math.floor(wrong * rate + 0.5)
    days = rules.term * (wrong - corrected) + min(REVIEW_DAYS, rules.term) * corrected
    return Outcome(
        listed=len(listed),
        rightly_listed=rightly,
        wrong=wrong,
        missed=len(missed),
        missed_large=sum(case.large_harm for case in missed),
        corrected=corrected,
        wrong_left=wrong - corrected,
        burden_days=days * (1 + rules.offices) * PENALTY_WEIGHTS[rules.penalty],
        repaired=rightly * REPAIR_RATES[rules.deleted],
        gap=gap(wrong_rates(cases, rules)),
    )


def wrong_rates(cases: Sequence[Case], rules: Rules) -> dict[str, tuple[int, int]]:
    """Group → how many of its people are listed by mistake, and how many innocent people it has."""
    innocent = {group: [case for case in cases if case.group == group and not case.broke] for group in GROUPS}
    return {group: (sum(is_listed(case, rules) for case in some), len(some)) for group, some in innocent.items()}


def gap(rates: Mapping[str, tuple[int, int]]) -> float | None:
    """The wrong rate of group A minus that of group B in points (-100 to 100); None if one has no innocent case."""
    if not all(innocent for _, innocent in rates.values()):
        return None
    shares = {group: wrong / innocent for group, (wrong, innocent) in rates.items()}
    return 100 * (shares["A"] - shares["B"])
