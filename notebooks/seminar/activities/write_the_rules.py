"""W10a: rules for an invented town beside a base run: seven measures, no total, and a code to hand on."""

from collections.abc import Callable
from typing import NamedTuple

from seminar.activities.parts.attack_the_rules import ATTACK, ROLES, attacked
from seminar.activities.parts.invented_town import (
    GROUPS,
    PROBLEMS,
    SETTINGS,
    Problem,
    cases,
    finding,
    in_words,
    problem_of,
    result_of,
    rules_of,
)
from seminar.models import rule_code
from seminar.models.rules import APPEAL_RATES, PENALTY_WEIGHTS, REPAIR_RATES, REVIEW_DAYS, Outcome, Rules, is_listed
from seminar.numbers import days, listed, minus, people, plural
from seminar.screen.controls import OneOf, OnOff, Scale
from seminar.screen.figures import piles
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity

CELL = "10-w10a"


@forgiving
def write_the_rules() -> Output:
    """The rule sandbox: eight dials beside the base run; then another group's rules, seen in five roles."""
    return activity(CELL, View("Our rules", SETTINGS, ruled), View("Another group’s rules", ATTACK, attacked))


def ruled(**values: int | str) -> Panel:
    """The rules that the values of ``SETTINGS`` describe, beside the base run."""
    result, base = result_of(values), result_of(rule_code.BASE)
    text = (
        f"{in_words(values)} {trade(result, base)} "
        "The rates behind it are invented: the model shows what a dial moves, not how often that happens anywhere."
    )
    parts: list[Figure | Table] = [
        _piles(rules_of(values), problem_of(values)),
        beside(result, base),
        _to_hand_on(values),
    ]
    return Panel(finding(result), parts, text, sentences(values, result))


def _piles(rules: Rules, problem: Problem) -> Figure:
    on_list = is_listed(cases(), rules)
    places = cases()["hundredths"] // 5
    rows = [
        (f"{words.capitalize()}: {mine.sum()} people", list(zip(places[mine], on_list[mine], strict=True)))
        for words, mine in ((problem.broke, cases()["broke"]), (problem.innocent, ~cases()["broke"]))
    ]
    said = "; ".join(f"{words}, of whom {sum(marked for _, marked in dots)} are listed" for words, dots in rows)
    return Figure(
        lambda ink: piles(rows, rules.proof, ink, ("signal 0: nothing found", "signal 1: everything fits")),
        f"Two rows of piles of dots along the signal from 0 to 1, with a line at {rules.proof:.2f}. {said}.",
        "One dot is one invented person; those from the line on are listed, marked and larger",
    )


def _points(gap: float | None) -> str:
    return "not defined" if gap is None else minus(f"{gap:.1f} points")


MEASURES: dict[str, Callable[[Outcome], str]] = {
    "Rightly listed": lambda one: str(one.rightly_listed),
    "Missed: broke the rule, not listed": lambda one: str(one.missed),
    "Listed by mistake, still on after appeals": lambda one: str(one.wrong_left),
    "Burden days of those listed by mistake": lambda one: days(one.burden_days),
    "Rightly listed who repair what they did": lambda one: people(one.repaired),
    "Share listed by mistake, long in town (A) minus newcomers (B)": lambda one: _points(one.gap),
    "Missed with large harm": lambda one: str(one.missed_large),
}
"""The seven measures, and how each is written."""


def beside(result: Outcome, base: Outcome) -> Table:
    """The seven measures of two runs; there is no total."""
    rows = [[words, written(base), written(result)] for words, written in MEASURES.items()]
    columns = ["Measure", "Base run", "This run"]
    return Table("Seven measures of the base run and of this run", columns, rows, frozenset({1, 2}))


def _to_hand_on(values: rule_code.Values) -> Table:
    codes = {"Base run": rule_code.write(rule_code.BASE), "This run": rule_code.write(values)}
    return Table("Rule codes to hand on", ["Rules", "Code"], list(codes.items()))


def sentences(values: rule_code.Values, result: Outcome) -> list[str]:
    """The seven measures as sentences, in the words of the problem."""
    problem = problem_of(values)
    still_on = f"{result.wrong_left} of the {result.wrong} listed by mistake are still on the list after appeals."
    gap = f"The share listed by mistake among people long in town, minus that among newcomers, is {_points(result.gap)}"
    return [
        f"{result.rightly_listed} of {cases()['broke'].sum()} people who {problem.broke} are listed.",
        f"{result.missed} of them are missed.",
        still_on if result.wrong else "Nobody is listed by mistake.",
        f"Those listed by mistake carry {plural(days(result.burden_days), 'burden day')}: days on the list, which "
        "weigh more with each office that gets it and with a harder penalty.",
        f"{people(result.repaired)} of the rightly listed repair what they did.",
        f"{gap}: newcomers are listed by mistake more often." if (result.gap or 0) < 0 else f"{gap}.",
        f"{result.missed_large} of the missed did large harm to {problem.hurt}.",
    ]


class Traded(NamedTuple):
    """A measure in a trade: its noun for one and for many, whether *more* of it is better, its size, as written."""

    one: str
    many: str
    more: bool
    size: Callable[[Outcome], float]
    written: Callable[[float], str]


TRADED = (
    Traded("missed case", "missed cases", False, lambda one: one.missed, str),
    Traded("of them with large harm", "of them with large harm", False, lambda one: one.missed_large, str),
    Traded("person left on by mistake", "people left on by mistake", False, lambda one: one.wrong_left, str),
    Traded("burden day", "burden days", False, lambda one: one.burden_days, days),
    Traded("point of group gap", "points of group gap", False, lambda one: abs(one.gap or 0), lambda gap: f"{gap:.1f}"),
    Traded("repaired case", "repaired cases", True, lambda one: one.repaired, people),
)
"""What a trade counts; the rightly listed are the missed seen from the other side."""


def trade(result: Outcome, base: Outcome) -> str:
    """What was gained and what was given up beside the base run, in one sentence; nothing is added up."""
    gained, given = list[str](), list[str]()
    for measure in TRADED:
        change = measure.size(result) - measure.size(base)
        if abs(change) > 1e-9:
            size, side = measure.written(abs(change)), gained if (change > 0) == measure.more else given
            more = "more" if change > 0 else "fewer"
            side.append(plural(size, f"{more} {measure.one}", f"{more} {measure.many}"))
    if gained and given:
        return f"Beside the base run you traded: {listed(gained)}, at the price of {listed(given)}."
    if gained:
        return f"Beside the base run you gained {listed(gained)}, and gave up nothing that is counted here."
    if given:
        return f"Beside the base run you gained nothing that is counted here, and got {listed(given)}."
    return "By these measures this is the base run: nothing was traded."


def on_paper() -> dict[str, object]:
    """The dials with their choices, the rates in tenths and fifths, the roles, and the deck of cases."""
    rates = {
        "same": round(5 * APPEAL_RATES["same"]),
        "independent": round(5 * APPEAL_RATES["independent"]),
        "deleted": round(10 * REPAIR_RATES[True]),
        "kept": round(10 * REPAIR_RATES[False]),
        "fine": f"{PENALTY_WEIGHTS['fine']:g}",
        "name": f"{PENALTY_WEIGHTS['name']:g}",
        "review_days": REVIEW_DAYS,
    }
    return {
        "problems": [problem.title.lower() for problem in PROBLEMS.values()],
        "rates": rates,
        "dials": list(map(_dial, SETTINGS)),
        "base": {"proof": f"{rules_of(rule_code.BASE).proof:.2f}", "term": rule_code.BASE["term"]},
        "roles": {role: name for role, (name, _) in ROLES.items()},
        "cases": list(map(_case, deck())),
    }


def _dial(dial: Setting) -> dict[str, object]:
    if isinstance(dial.scale, OnOff):
        return {"label": dial.label, "base": "yes" if dial.default else "no"}
    known: dict[str, object] = {"label": dial.label, "base": dial.scale.written(dial.default)}
    if isinstance(dial.scale, OneOf):
        return {**known, "options": [words for _, words in dial.scale.options]}
    if isinstance(dial.scale, Scale):
        first, *_, last = map(dial.scale.show, dial.scale.steps)
        return {**known, "first": first, "last": last}
    return known


def deck() -> list[int]:
    """The numbers of the cases that stand in the deck of cards."""
    return sorted(int(card) for card in cases()["card"].dropna())


def _case(number: int) -> dict[str, object]:
    """What a card of the deck says: what the office sees, and the truth."""
    case = cases().set_index("card").loc[number]
    seen = {"number": number, "group": GROUPS[case["group"]], "signal": f"{case['signal']:.2f}"}
    return {**seen, "broke": case["broke"], "large_harm": case["large_harm"]}


ACTIVITY = Declaration(CELL, write_the_rules, on_paper)
