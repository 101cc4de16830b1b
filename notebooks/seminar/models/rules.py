"""A rule for an invented town: who is listed on what proof, who comes off again, how people react, and what it costs.

What it stands for: an office that lists people for breaking a rule. It sees a *signal* for each case, a number from 0
to 1, and lists the case if the signal reaches the proof that the rule asks for. The truth is known here, since the
cases are invented: whether the person broke the rule, and whether that did large harm.
Formulas: wrong = listed and did not break it; missed = broke it and not listed. If people are told, an appeal takes off
corrected = wrong × ``APPEAL_RATES`` and freed = rightly listed × ``FREED_RATES``, both rounded half up, and nobody
where the term is over before an appeal is won, after 30 days; wrong left = wrong − corrected; rightly left likewise.
Burden days = (term × wrong left + 30 × corrected) × (1 + other offices) × weight of the penalty. People react with a
strength from 0 to 1: repaired = strength × rightly left × repair rate × (1 + other offices) ÷ (2 + other offices),
nobody who is not told; deterred = strength × rightly left × rate of the penalty × term ÷ (term + 365); again = one
quarter of the repaired, if entries are deleted. Clerk hours = listed × the hours of an entry, a letter, a message to
each other office and an appeal, + 1 for each deletion.
Source: the pack's own model; all rates, weights and hours below are invented and round.
What it leaves out: trust, corruption, whom a list spoils or frightens who broke no rule, and real rates.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

APPEAL_RATES = {"none": 0.0, "same": 0.2, "independent": 0.4}
"""Share of the wrongly listed who come off by an appeal to nobody, the same office or an independent one. Invented."""
FREED_RATES = {"none": 0.0, "same": 0.05, "independent": 0.1}
"""Share of the rightly listed who come off by such an appeal all the same. Invented."""
PENALTY_WEIGHTS = {"fine": 0.5, "service": 1.0, "name": 2.0}
"""How much a day weighs under a fine, a limit of services, a public name. Invented."""
DETERRED_RATES = {"fine": 0.2, "service": 0.4, "name": 0.6}
"""Share of the rightly listed whom that penalty keeps from breaking the rule again, if it never ended. Invented."""
HALF_TERM = 365
"""Days after which a penalty has half of the effect that it would have without an end. Invented."""
REPAIR_RATES = {True: 0.6, False: 0.2}
"""Share of the rightly listed who repair what they did, by whether the entry is then deleted. Invented."""
AGAIN_RATE = 0.25
"""Share of those with a deleted entry who break the rule again. Invented."""
REACTIONS = {"none": 0.0, "some": 0.5, "much": 1.0}
"""How strongly people react to a list: not at all, half as strongly as the rates say, or as they say. Invented."""
REVIEW_DAYS = 30
"""Days on the list until an appeal is won. Invented."""
HOURS = {"entry": 1.0, "letter": 0.5, "message": 0.5, "deletion": 1.0}
"""Hours that a clerk needs for one entry, and for what follows from it. Invented."""
APPEAL_HOURS = {"none": 0.0, "same": 0.5, "independent": 2.0}
"""Hours that appeals take for each entry, by whom they go to. Invented."""
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

    @property
    def in_time(self) -> bool:
        """Whether an appeal is won before the listing ends."""
        return self.term > REVIEW_DAYS

    @property
    def too_late(self) -> bool:
        """Whether people are told and may appeal, and the listing ends no later than the appeal."""
        return self.told and self.appeal != "none" and not self.in_time

    def __post_init__(self) -> None:
        if not 0 <= self.proof <= 1:
            raise ValueError(f"proof must be a number from 0 to 1, not {self.proof!r}.")
        if self.term < 1 or self.offices < 0:
            raise ValueError(f"term must be 1 day or more and offices 0 or more, not {self.term!r}, {self.offices!r}.")
        if self.appeal not in APPEAL_RATES or self.penalty not in PENALTY_WEIGHTS:
            raise ValueError(f"appeal and penalty must be among {[*APPEAL_RATES]} and {[*PENALTY_WEIGHTS]}.")


@dataclass(frozen=True)
class Counted:
    """What a proof does, counted whole. *rates*: group → how many are listed by mistake, and how many are innocent."""

    rightly: int
    wrong: int
    missed: int
    missed_large: int
    rates: Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Outcome:
    """Cases counted whole; *repaired*, *deterred* and *again* expected; *burden_days* in weighted days.

    *wrong* are all who were listed by mistake, *wrong_left* those who stay on after appeals; *freed* were rightly
    listed and come off by an appeal. *shares* has for each group the share (0 to 1) of its innocent people who are
    listed, None for a group without one.
    """

    listed: int
    rightly_listed: int
    wrong: int
    missed: int
    missed_large: int
    corrected: int
    wrong_left: int
    freed: int
    burden_days: float
    repaired: float
    deterred: float
    again: float
    clerk_hours: float
    shares: Mapping[str, float | None]


def is_listed(case: Case, rules: Rules) -> bool:
    """Whether a case is listed: its signal reaches the proof needed."""
    return case.signal >= rules.proof


def outcome(cases: Sequence[Case], rules: Rules, reaction: float) -> Outcome:
    """The result of *rules* on *cases* where people react with that strength (0 to 1)."""
    return follows(counted(cases, rules), rules, reaction)


def counted(cases: Sequence[Case], rules: Rules) -> Counted:
    """Who of *cases* is listed and who is missed; only the proof of the *rules* decides."""
    listed = [case for case in cases if is_listed(case, rules)]
    missed = [case for case in cases if case.broke and not is_listed(case, rules)]
    rightly = sum(case.broke for case in listed)
    large = sum(case.large_harm for case in missed)
    return Counted(rightly, len(listed) - rightly, len(missed), large, wrong_rates(cases, rules))


def follows(found: Counted, rules: Rules, reaction: float) -> Outcome:
    """What follows from those counts under the other choices of the *rules*.

    Raises ValueError for a *reaction* outside 0 to 1.
    """
    if not 0 <= reaction <= 1:
        raise ValueError(f"reaction must be a number from 0 to 1, not {reaction!r}.")
    corrected, freed = (_taken_off(found.wrong, APPEAL_RATES, rules), _taken_off(found.rightly, FREED_RATES, rules))
    wrong_left, rightly_left = found.wrong - corrected, found.rightly - freed
    days = rules.term * wrong_left + REVIEW_DAYS * corrected
    pressed = (1 + rules.offices) / (2 + rules.offices) if rules.told else 0
    repaired = reaction * rightly_left * REPAIR_RATES[rules.deleted] * pressed
    return Outcome(
        listed=found.rightly + found.wrong,
        rightly_listed=found.rightly,
        wrong=found.wrong,
        missed=found.missed,
        missed_large=found.missed_large,
        corrected=corrected,
        wrong_left=wrong_left,
        freed=freed,
        burden_days=days * (1 + rules.offices) * PENALTY_WEIGHTS[rules.penalty],
        repaired=repaired,
        deterred=reaction * rightly_left * DETERRED_RATES[rules.penalty] * rules.term / (rules.term + HALF_TERM),
        again=AGAIN_RATE * repaired if rules.deleted else 0,
        clerk_hours=(found.rightly + found.wrong) * _hours(rules) + HOURS["deletion"] * repaired * rules.deleted,
        shares={group: wrong / innocent if innocent else None for group, (wrong, innocent) in found.rates.items()},
    )


def _taken_off(people: int, rates: Mapping[str, float], rules: Rules) -> int:
    return math.floor(people * rates[rules.appeal] * rules.told * rules.in_time + 0.5 + 1e-9)


def _hours(rules: Rules) -> float:
    """The hours for each entry."""
    told = HOURS["letter"] + APPEAL_HOURS[rules.appeal] if rules.told else 0
    return HOURS["entry"] + told + HOURS["message"] * rules.offices


def wrong_rates(cases: Sequence[Case], rules: Rules) -> dict[str, tuple[int, int]]:
    """Group → how many of its people are listed by mistake, and how many innocent people it has."""
    innocent = {group: [case for case in cases if case.group == group and not case.broke] for group in GROUPS}
    return {group: (sum(is_listed(case, rules) for case in some), len(some)) for group, some in innocent.items()}
