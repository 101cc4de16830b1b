"""The second view of W10a: the rules of another group, by their code, as five invented people meet them."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from seminar.activities.parts.invented_town import GROUPS, cases, in_words, problem_of, result_of, rules_of
from seminar.models import rule_code
from seminar.models.rules import REVIEW_DAYS, is_listed, outcome, wrong_rates
from seminar.numbers import agree, are, part_of, people, plural, small
from seminar.screen.controls import OneOf, Typed
from seminar.screen.page import Table
from seminar.workbench.panel import Panel, Setting

MOST_ROWS = 8
NEAR = 5
"""Hundredths of a signal to either side of the gate: what an auditor looks at."""

Seen = tuple[str, Table, str]
"""What one role finds: a sentence, a table, and what it means for that role."""


def _mistaken(values: rule_code.Values) -> Seen:
    result, rules = result_of(values), rules_of(values)
    mistaken = cases()[is_listed(cases(), rules) & ~cases()["broke"]]
    mistaken = mistaken.sort_values("signal", ascending=False, kind="stable")
    table = _people("Listed by mistake, the strongest signal first", mistaken)
    if not result.wrong:
        return "Nobody is listed by mistake", table, "Under these rules nobody is in this place."
    heard = "You are told and can answer" if rules.told else "You are not told, so you cannot answer"
    after = plural(str(min(REVIEW_DAYS, rules.term)), "day")
    off = f"{result.corrected} {are(result.corrected)} taken off after {after}"
    return (
        f"{plural(str(result.wrong), 'person', 'people')} {are(result.wrong)} listed by mistake",
        table,
        f"{heard}: {off if result.corrected else 'nobody comes off'}, and {result.wrong_left} of {result.wrong} stay "
        f"for {plural(str(rules.term), 'day')}, in front of {plural(str(1 + rules.offices), 'office')}.",
    )


def _hurt(values: rule_code.Values) -> Seen:
    result = result_of(values)
    missed = cases()[cases()["broke"] & ~is_listed(cases(), rules_of(values))]
    missed = missed.sort_values(["large_harm", "signal"], ascending=False, kind="stable")
    problem = problem_of(values)
    return (
        f"{result.missed} who {problem.broke} {are(result.missed)} not listed",
        _people("Missed, those with large harm first", missed),
        f"{result.missed_large} of the missed did large harm to {problem.hurt}. Of those who are listed, "
        f"{people(result.repaired)} repair what they did.",
    )


def _newcomer(values: rule_code.Values) -> Seen:
    rates = wrong_rates(cases(), rules_of(values))
    shares = {group: part_of(rates.at[group, "wrong"], rates.at[group, "innocent"]) for group in GROUPS}
    rows = [[words, str(rates.at[group, "innocent"]), shares[group]] for group, words in GROUPS.items()]
    counted = cases().groupby("group")["broke"].agg(["sum", "size"])
    broke = " and ".join(part_of(*counted.loc[group]) for group in GROUPS)
    return (
        f"Of newcomers who did nothing wrong {shares['B']} are listed",
        Table("People who did not break the rule", ["Group", "People", "Listed by mistake"], rows, frozenset({1, 2})),
        f"Of people long in town it is {shares['A']}. The same share of both groups broke the rule ({broke}): the "
        "signal knows less about newcomers, and the rule does not ask why.",
    )


def _clerk(values: rule_code.Values) -> Seen:
    result = result_of(values)
    work = [
        ("Cases to read", str(len(cases()))),
        ("Entries to make", str(result.listed)),
        ("Letters to the persons", str(result.listed if values["told"] else 0)),
        ("Messages to other offices", str(result.listed * rules_of(values).offices)),
        ("Entries to take off after an appeal", str(result.corrected)),
        ("Entries to delete after repair", people(result.repaired) if values["deleted"] else "0"),
    ]
    near = _near(values)
    return (
        f"You make {plural(str(result.listed), 'entry', 'entries')}",
        Table("Your work with these rules", ["Work", "How often"], work, frozenset({1})),
        f"{plural(str(near), 'case')} {agree(near, 'lies', 'lie')} within 0.05 of the gate on either side: for "
        "these you alone decide how the signal is read.",
    )


def _near(values: rule_code.Values) -> int:
    proof = int(values["proof"])
    return int(cases()["hundredths"].between(proof - NEAR, proof + NEAR - 1).sum())


def _auditor(values: rule_code.Values) -> Seen:
    rules = rules_of(values)
    gates = [int(values["proof"]) + change for change in (-NEAR, 0, NEAR)]
    results = [outcome(cases(), replace(rules, proof=gate / 100)) for gate in gates]
    rows = [
        [f"{gate / 100:.2f}", str(one.listed), str(one.wrong), str(one.missed)]
        for gate, one in zip(gates, results, strict=True)
    ]
    lower, here, higher = results
    return (
        f"Asking for 0.05 more proof takes {here.listed - higher.listed} off the list",
        Table(
            "The same rules one step lower and higher",
            ["Proof needed", "Listed", "By mistake", "Missed"],
            rows,
            frozenset({0, 1, 2, 3}),
        ),
        f"Asking for 0.05 less lists {lower.wrong - here.wrong} more by mistake and misses "
        f"{here.missed - lower.missed} fewer. A real auditor does not know who broke the rule, and must find another "
        "way to count mistakes.",
    )


ROLES: dict[str, tuple[str, Callable[[rule_code.Values], Seen]]] = {
    "mistaken": ("a person listed by mistake", _mistaken),
    "hurt": ("a creditor, or whoever was hurt", _hurt),
    "newcomer": ("a newcomer", _newcomer),
    "clerk": ("the clerk who must run it", _clerk),
    "auditor": ("an auditor", _auditor),
}
"""The invented roles of an attack: their names, and what each sees."""

ATTACK = [
    Setting("code", "Rule code of the other group", Typed(rule_code.tidy), rule_code.write(rule_code.BASE)),
    Setting("role", "Look at it as", OneOf(tuple((key, name) for key, (name, _) in ROLES.items())), "mistaken"),
]


def attacked(code: str, role: str) -> Panel:
    """The rules of *code* as *role* (a key of ``ROLES``) meets them."""
    values = rule_code.read(code)
    name, see = ROLES[role]
    found, table, means = see(values)
    return Panel(found, [table], f"{in_words(values)} As {name} you see: {small(found)}. {means}")


def _people(caption: str, some: pd.DataFrame) -> Table:
    """The first of *some* cases as a table; people who broke no rule did no harm."""
    shown = some.head(MOST_ROWS)
    harm = ["Harm"] if some["broke"].any() else []
    rows = [
        [key, GROUPS[row["group"]], f"{row['signal']:.2f}", *("large" if row["large_harm"] else "–" for _ in harm)]
        for key, row in shown.iterrows()
    ]
    title = f"{caption} ({len(shown)} of {len(some)})"
    return Table(title, ["Invented case", "Group", "Signal", *harm], rows, frozenset({2}))
