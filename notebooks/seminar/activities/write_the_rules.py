"""W10a: rules for an invented town beside those of the start: what is counted, no total, and a code to hand on."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import NamedTuple

import htpy as h

from seminar.activities.parts.attack_the_rules import ATTACK, ROLES, attacked
from seminar.activities.parts.invented_town import (
    GROUPS,
    PROBLEMS,
    SETTINGS,
    cases,
    finding,
    in_words,
    looks,
    problem_of,
    reaction_of,
    result_of,
    rules_of,
    start_beside,
)
from seminar.data.words import Words
from seminar.models import rule_code
from seminar.models.rules import (
    AGAIN_RATE,
    APPEAL_HOURS,
    APPEAL_RATES,
    DETERRED_RATES,
    FREED_RATES,
    HALF_TERM,
    HOURS,
    PENALTY_WEIGHTS,
    REACTIONS,
    REPAIR_RATES,
    REVIEW_DAYS,
    Case,
    Outcome,
    outcome,
    wrong_rates,
)
from seminar.numbers import agree, are, capital, days, listed, people, plural, three_figures
from seminar.screen.controls import OneOf, OnOff, Scale, Value, evenly
from seminar.screen.figures import dots
from seminar.screen.outlined import Measured, outlined
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.screen.town import BINS, town
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Asked, Guess
from seminar.workbench.panel import Panel, Setting, View, activity

CELL = "10-w10a"
prose = Words(CELL)


@forgiving
def write_the_rules() -> Output:
    """The rule sandbox: a guess, a rule and how much people react, beside the start; then another group's rules."""
    ours = dict(rule_code.BASE)

    def shown(guess: Value | None, **values: Value) -> Panel:
        ours.update((dial, values[dial]) for dial in rule_code.ORDER)  # for the button in the second tab
        return ruled(guess, **values)

    first = View(
        prose("tabs.ours"),
        SETTINGS,
        shown,
        guess=GUESS,
        keep=True,
        strips=STRIPS,
        hand_on={prose("our-code"): rule_code.write},
    )
    own = {prose("own-rules"): lambda: {"code": rule_code.write(ours)}}
    return activity(CELL, first, View(prose("tabs.theirs"), ATTACK, attacked, presets=own))


STRIPS = {
    prose("strips.list"): ("problem", "proof", "told", "appeal"),
    prose("strips.penalty"): ("penalty", "term", "offices", "deleted"),
    prose("strips.town"): ("reaction",),
}


def innocent() -> int:
    """How many people of the town broke no rule."""
    return sum(not case.broke for case in cases())


def _ringed(guess: Value | None) -> Figure:
    """As many of those who broke no rule as somebody guesses."""
    ringed = int(guess or 0)
    return Figure(
        lambda ink: dots(ringed, False, ink, innocent(), 28),
        prose("guess.alt", innocent=innocent(), ringed=ringed),
        prose("guess.caption"),
    )


GUESS = Guess(
    prose("guess.question", proof=f"{rules_of(rule_code.BASE).proof:.2f}", innocent=innocent()),
    prose("guess.label", innocent=innocent()),
    evenly(0, innocent()),
    0,
    _ringed,
)


def guessed(guess: Value | None) -> str:
    """How far the guess lies from what the rule of the start does; "" where it was skipped."""
    if guess is None:
        return ""
    off = int(guess) - result_of(rule_code.BASE).wrong
    if not off:
        return prose("guess.exact", guess=guess)
    return prose("guess.many" if off > 0 else "guess.few", guess=guess, off=abs(off))


def ruled(guess: Value | None = None, **values: Value) -> Panel:
    """The rules that the values of ``SETTINGS`` describe, beside those of the start in the same town."""
    result, start = result_of(values), start_beside(values)
    text = prose("text", rules=in_words(values), code=rule_code.write(values), trade=trade(values, result, start))
    parts: list[Figure | Table] = [_people(values), _bars(result, start), beside(result, start)]
    return Panel(finding(result), parts, text, sentences(values, result), _under(guess, values, result, start))


def _under(guess: Value | None, values: rule_code.Values, result: Outcome, start: Outcome) -> str:
    said = [guessed(guess), in_short(values, result, start), _no_appeal(values), _no_reaction(values)]
    return " ".join(filter(None, said))


def _no_reaction(values: rule_code.Values) -> str:
    """What gains nothing where nobody reacts; "" where people do."""
    if REACTIONS[reaction_of(values)]:
        return ""
    return prose("no-reaction-late" if rules_of(values).too_late else "no-reaction")


def _no_appeal(values: rule_code.Values) -> str:
    """Why an appeal takes nobody off, where the rules have one; "" where they have none, or it works."""
    rules = rules_of(values)
    if rules.too_late:
        return prose("too-late", days=REVIEW_DAYS)
    return "" if rules.told or rules.appeal == "none" else prose("untold")


def _people(values: rule_code.Values) -> Figure:
    rules, problem, look = rules_of(values), problem_of(values), looks(values)
    rows = []
    for words, broke in ((problem.broke, True), (problem.innocent, False)):
        some = [(min(case.hundredths() // 5, BINS - 1), look[case.id]) for case in cases() if case.broke == broke]
        on, off = (sum(found == one for _, found in some) for one in ("marked", "hollow"))
        rows.append((prose("pile", words=capital(words), all=len(some), on=on, off=off), some))
    return Figure(
        lambda ink: town(rows, rules.proof, ink, prose.all("ends")),
        prose("town-alt", proof=f"{rules.proof:.2f}", said="; ".join(words for words, _ in rows)),
        prose("town-caption"),
    )


class Measure(NamedTuple):
    """What is counted of a rule: its *words*, what there are *more* or fewer of, whether more of it is better, its
    size, how that is written, and the most that a bar of it holds (0 where that depends on the start)."""

    words: str
    noun: str
    more: bool
    size: Callable[[Outcome], float]
    written: Callable[[float], str]
    most: float = 0

    def change(self, result: Outcome, start: Outcome) -> float:
        """By how much *result* is better than *start*; below 0 if it is worse."""
        change = self.size(result) - self.size(start)
        return 0 if abs(change) < 1e-9 else change if self.more else -change


def _measure(name: str, more: bool, size: Callable[[Outcome], float], written: Callable[[float], str]) -> Measure:
    return Measure(prose.group("measures")[name], prose.group("nouns")[name], more, size, written)


def _rate(group: str) -> Measure:
    words, noun = prose.group("rates")[group], prose.group("rate-nouns")[group]
    return Measure(words, noun, False, lambda one: one.shares[group] or 0, _in_100, 1)


def _in_100(share: float) -> str:
    return f"{100 * share:.1f}%"


MEASURES = [
    _measure("missed", False, lambda one: one.missed, str),
    _measure("harm", False, lambda one: one.missed_large, str),
    _measure("wrong", False, lambda one: one.wrong_left, str),
    _measure("burden", False, lambda one: one.burden_days, days),
    _measure("freed", False, lambda one: one.freed, str),
    _measure("hours", False, lambda one: one.clerk_hours, three_figures),
    _measure("repair", True, lambda one: one.repaired, people),
    _measure("deter", True, lambda one: one.deterred, people),
    _measure("again", False, lambda one: one.again, people),
    *map(_rate, GROUPS),
]
"""All that is counted; there is no total."""


def _bars(result: Outcome, start: Outcome) -> Figure:
    rows = [_bar(measure, result, start) for measure in MEASURES]
    said = "; ".join(f"{row.words}: {row.said}" for row in rows)
    return Figure(lambda ink: outlined(rows, ink), prose("bars-alt", said=said), prose("bars-caption"))


def _bar(measure: Measure, result: Outcome, start: Outcome) -> Measured:
    size, before = measure.size(result), measure.size(start)
    change = measure.change(result, start)
    now, before_it = measure.written(size), measure.written(before)
    if not change:
        said = now
    elif now == before_it:
        said = prose("a-little-better" if change > 0 else "a-little-worse", now=now)
    else:
        said = prose("better" if change > 0 else "worse", now=now, start=before_it)
    return Measured(measure.words, size, before, said, measure.most, change < 0)


def beside(result: Outcome, start: Outcome) -> Table:
    """All measures of two runs; there is no total."""
    rows = [[one.words, one.written(one.size(start)), one.written(one.size(result))] for one in MEASURES]
    return Table(prose("beside-caption"), prose.all("beside-columns"), rows, frozenset({1, 2}))


def sentences(values: rule_code.Values, result: Outcome) -> list[str]:
    """The measures as sentences, in the words of the problem."""
    problem = problem_of(values)
    broke = sum(case.broke for case in cases())
    right = prose(
        "sentences.right",
        listed=result.rightly_listed,
        all=broke,
        broke=problem.broke,
        are=are(result.rightly_listed),
        freed=result.freed or prose("auditor.none"),
    )
    missed = prose(
        "sentences.missed",
        missed=result.missed,
        are=are(result.missed),
        large=result.missed_large or prose("auditor.none"),
        hurt=problem.hurt,
    )
    by_mistake = [
        prose(
            "sentences.wrong",
            left=result.wrong_left,
            wrong=result.wrong,
            stay=agree(result.wrong_left, "stays", "stay"),
        ),
        prose("sentences.burden", burden=plural(days(result.burden_days), "burden day")),
    ]
    return [
        right if result.rightly_listed else prose("sentences.none-right", all=broke, broke=problem.broke),
        missed if result.missed else prose("sentences.none-missed"),
        *(by_mistake if result.wrong else [prose("sentences.none-wrong")]),
        prose("sentences.reaction", repaired=people(result.repaired), deterred=people(result.deterred)),
        prose("sentences.again", again=people(result.again)),
        prose("sentences.hours", hours=three_figures(result.clerk_hours)),
        apart(result.shares),
    ]


def apart(shares: Mapping[str, float | None]) -> str:
    """The shares of innocent people who are listed in both groups, and how far they lie apart, in people of 100."""
    old, new = (shares[group] for group in GROUPS)
    if old is None or new is None:
        return prose("sentences.no-shares")
    said = prose("sentences.shares", old=_in_100(old), new=_in_100(new))
    more = round(100 * (new - old))
    if not more:
        return f"{said}."
    return prose("sentences.apart", shares=said, who=prose.group("who")["B" if more > 0 else "A"], more=abs(more))


def _split(result: Outcome, start: Outcome) -> tuple[list[str], list[str]]:
    """What is better and what is worse than at the start, in words."""
    gained = [_moved(one, result, start) for one in MEASURES if one.change(result, start) > 0]
    given = [_moved(one, result, start) for one in MEASURES if one.change(result, start) < 0]
    return gained, given


def in_short(values: rule_code.Values, result: Outcome, start: Outcome) -> str:
    """Whether a run is better or worse than the start; which measures are, the bars say, and nothing is counted up."""
    gained, given = _split(result, start)
    if gained and given:
        return prose("in-short")
    if gained:
        return prose("in-short-gained")
    return prose("in-short-given") if given else _nothing_traded(values)


def _nothing_traded(values: rule_code.Values) -> str:
    """That the rule is that of the start, or that it only counts alike; the problem is no part of a rule."""
    same = all(values[dial] == rule_code.BASE[dial] for dial in rule_code.ORDER if dial != "problem")
    return prose("trade-none") if same else prose("trade-same")


def trade(values: rule_code.Values, result: Outcome, start: Outcome) -> str:
    """What is better and what is worse than at the start, in a sentence or two; nothing is added up."""
    gained, given = _split(result, start)
    if gained and given:
        return prose("trade", gained=listed(gained), given=listed(given))
    if gained:
        return prose("trade-gained", gained=listed(gained))
    if given:
        return prose("trade-given", given=listed(given))
    return _nothing_traded(values)


def _moved(measure: Measure, result: Outcome, start: Outcome) -> str:
    more = (measure.change(result, start) > 0) == measure.more
    return prose("more" if more else "fewer", noun=measure.noun)


def keys() -> h.Renderable:
    """What the base rule does to the deck of cards: for the instructor only."""
    found = _of_the_deck()
    rows = [[one.words, one.written(one.size(found))] for one in MEASURES]
    table = Table(prose("keys-caption", cards=len(deck())), prose.all("keys-columns"), rows, frozenset({1}))
    return h.fragment[h.p[brief()], table.markup()]


def _of_the_deck() -> Outcome:
    return outcome(deck(), rules_of(rule_code.BASE), REACTIONS[reaction_of(rule_code.BASE)])


def brief() -> str:
    """Who of the deck is listed by the base rule, in a line: for the instructor only."""
    found, rates = _of_the_deck(), wrong_rates(deck(), rules_of(rule_code.BASE))
    said = [prose("keys-group", group=group, wrong=wrong, innocent=all_) for group, (wrong, all_) in rates.items()]
    return prose(
        "keys-counts",
        listed=found.listed,
        rightly=found.rightly_listed,
        wrong=found.wrong,
        groups=", ".join(said),
        corrected=found.corrected,
        left=found.wrong_left,
    )


def on_paper() -> dict[str, object]:
    """The dials with their choices, the rates, weights and hours in whole parts, the roles, and the deck of cases."""
    rates = {
        "corrected": {to: round(5 * rate) for to, rate in APPEAL_RATES.items()},
        "freed": {to: round(20 * rate) for to, rate in FREED_RATES.items()},
        "repaired": {"deleted": round(10 * REPAIR_RATES[True]), "kept": round(10 * REPAIR_RATES[False])},
        "deterred": {penalty: round(10 * rate) for penalty, rate in DETERRED_RATES.items()},
        "weights": {penalty: f"{weight:g}" for penalty, weight in PENALTY_WEIGHTS.items()},
        "hours": {work: f"{hours:g}" for work, hours in HOURS.items()},
        "appeal_hours": {to: f"{hours:g}" for to, hours in APPEAL_HOURS.items()},
        "again": round(1 / AGAIN_RATE),
        "half_term": HALF_TERM,
        "review_days": REVIEW_DAYS,
    }
    return {
        "problems": [problem.title.lower() for problem in PROBLEMS.values()],
        "rates": rates,
        "measures": prose.group("measures"),
        "counted": [one.words for one in MEASURES],
        "dials": list(map(_dial, SETTINGS)),
        "base": {"proof": f"{rules_of(rule_code.BASE).proof:.2f}", "term": rule_code.BASE["term"]},
        "code": rule_code.write(rule_code.BASE).rpartition("-")[0],
        "roles": {role: name for role, (name, _) in ROLES.items()},
        "cases": list(map(_card, deck())),
    }


def _dial(dial: Setting) -> dict[str, object]:
    if isinstance(dial.scale, OnOff):
        return {"label": dial.label, "base": "yes" if dial.default else "no", "letters": rule_code.LETTERS[dial.name]}
    known: dict[str, object] = {"label": dial.label, "base": dial.scale.written(dial.default)}
    if isinstance(dial.scale, OneOf):
        letters = rule_code.LETTERS.get(dial.name, {})  # how much people react is in no code
        options = [f"{words} ({letters[key]})" if letters else words for key, words in dial.scale.options]
        return {**known, "options": options}
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


def for_the_room() -> Asked:
    """How many innocent people one thinks the rule to hit, and how many it hits."""
    return Asked(GUESS, result_of(rule_code.BASE).wrong)


ACTIVITY = Declaration(
    CELL, write_the_rules, on_paper, key=keys, brief=brief, copies=("group", "room", "group"), guess=for_the_room
)
