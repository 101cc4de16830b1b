"""W10a: rules for an invented town beside a base run: seven measures, no total, and a code to hand on."""

from collections.abc import Callable
from operator import attrgetter
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
from seminar.data.words import Words
from seminar.models import rule_code
from seminar.models.rules import (
    APPEAL_RATES,
    PENALTY_WEIGHTS,
    REPAIR_RATES,
    REVIEW_DAYS,
    Case,
    Outcome,
    Rules,
    is_listed,
)
from seminar.numbers import days, listed, minus, people, plural
from seminar.screen.controls import OneOf, OnOff, Scale
from seminar.screen.figures import piles
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity

CELL = "10-w10a"
prose = Words(CELL)


@forgiving
def write_the_rules() -> Output:
    """The rule sandbox: eight dials beside the base run; then another group's rules, seen in five roles."""
    return activity(CELL, View(prose("tabs.ours"), SETTINGS, ruled), View(prose("tabs.theirs"), ATTACK, attacked))


def ruled(**values: int | str) -> Panel:
    """The rules that the values of ``SETTINGS`` describe, beside the base run."""
    result, base = result_of(values), result_of(rule_code.BASE)
    text = prose("text", rules=in_words(values), trade=trade(result, base))
    parts: list[Figure | Table] = [
        _piles(rules_of(values), problem_of(values)),
        beside(result, base),
        _to_hand_on(values),
    ]
    return Panel(finding(result), parts, text, sentences(values, result))


def _piles(rules: Rules, problem: Problem) -> Figure:
    piled = {
        words: [(case.hundredths() // 5, is_listed(case, rules)) for case in cases() if case.broke == broke]
        for words, broke in ((problem.broke, True), (problem.innocent, False))
    }
    rows = [(f"{words.capitalize()}: {len(dots)} people", dots) for words, dots in piled.items()]
    said = "; ".join(prose("pile", words=words, marked=sum(marked for _, marked in dots)) for words, dots in rows)
    return Figure(
        lambda ink: piles(rows, rules.proof, ink, prose.all("ends")),
        prose("piles-alt", proof=f"{rules.proof:.2f}", said=said),
        prose("piles-caption"),
    )


def _points(gap: float | None) -> str:
    return prose("not-defined") if gap is None else minus(f"{gap:.1f} points")


MEASURES: dict[str, Callable[[Outcome], str]] = {
    prose("measures.right"): lambda one: str(one.rightly_listed),
    prose("measures.missed"): lambda one: str(one.missed),
    prose("measures.wrong"): lambda one: str(one.wrong_left),
    prose("measures.burden"): lambda one: days(one.burden_days),
    prose("measures.repair"): lambda one: people(one.repaired),
    prose("measures.gap"): lambda one: _points(one.gap),
    prose("measures.harm"): lambda one: str(one.missed_large),
}
"""The seven measures, and how each is written."""


def beside(result: Outcome, base: Outcome) -> Table:
    """The seven measures of two runs; there is no total."""
    rows = [[words, written(base), written(result)] for words, written in MEASURES.items()]
    columns = prose.all("beside-columns")
    return Table(prose("beside-caption"), columns, rows, frozenset({1, 2}))


def _to_hand_on(values: rule_code.Values) -> Table:
    codes = {prose("base-run"): rule_code.write(rule_code.BASE), prose("this-run"): rule_code.write(values)}
    return Table(prose("codes-caption"), prose.all("codes-columns"), list(codes.items()))


def sentences(values: rule_code.Values, result: Outcome) -> list[str]:
    """The seven measures as sentences, in the words of the problem."""
    problem = problem_of(values)
    broke = sum(case.broke for case in cases())
    still_on = prose("sentences.wrong", left=result.wrong_left, wrong=result.wrong)
    gap = prose("sentences.gap", points=_points(result.gap))
    return [
        prose("sentences.right", listed=result.rightly_listed, all=broke, broke=problem.broke),
        prose("sentences.missed", missed=result.missed),
        still_on if result.wrong else prose("sentences.none-wrong"),
        prose("sentences.burden", burden=plural(days(result.burden_days), "burden day")),
        prose("sentences.repair", repaired=people(result.repaired)),
        prose("sentences.newcomers", gap=gap) if (result.gap or 0) < 0 else f"{gap}.",
        prose("sentences.harm", number=result.missed_large, hurt=problem.hurt),
    ]


class Traded(NamedTuple):
    """A measure in a trade: its noun for one and for many, whether *more* of it is better, its size, as written."""

    one: str
    many: str
    more: bool
    size: Callable[[Outcome], float]
    written: Callable[[float], str]


TRADED = (
    Traded(prose("traded.missed"), prose("traded.missed-many"), False, lambda one: one.missed, str),
    Traded(prose("traded.harm"), prose("traded.harm"), False, lambda one: one.missed_large, str),
    Traded(prose("traded.wrong"), prose("traded.wrong-many"), False, lambda one: one.wrong_left, str),
    Traded(prose("traded.burden"), prose("traded.burden-many"), False, lambda one: one.burden_days, days),
    Traded(
        prose("traded.gap"), prose("traded.gap-many"), False, lambda one: abs(one.gap or 0), lambda gap: f"{gap:.1f}"
    ),
    Traded(prose("traded.repair"), prose("traded.repair-many"), True, lambda one: one.repaired, people),
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
        return prose("trade", gained=listed(gained), given=listed(given))
    if gained:
        return prose("trade-gained", gained=listed(gained))
    if given:
        return prose("trade-given", given=listed(given))
    return prose("trade-none")


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
        "cases": list(map(_card, deck())),
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


def deck() -> list[Case]:
    """The cases that stand in the deck of cards, by their numbers."""
    return sorted((case for case in cases() if case.card), key=attrgetter("card"))


def _card(case: Case) -> dict[str, object]:
    """What a card of the deck says: what the office sees, and the truth."""
    seen = {"number": case.card, "group": GROUPS[case.group], "signal": f"{case.signal:.2f}"}
    return {**seen, "broke": case.broke, "large_harm": case.large_harm}


ACTIVITY = Declaration(CELL, write_the_rules, on_paper)
