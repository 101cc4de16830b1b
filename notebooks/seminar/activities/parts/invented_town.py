"""The invented town of W10a: its 200 cases, its four problems, and the dials of a rule with how they are said."""

from dataclasses import dataclass
from functools import cache

import pandas as pd

from seminar.data.evidence import frame
from seminar.models import rule_code
from seminar.models.rules import Outcome, Rules, outcome
from seminar.numbers import plural
from seminar.screen.controls import Kind, OneOf, OnOff, evenly, hundredths
from seminar.workbench.panel import Setting


@dataclass(frozen=True)
class Problem:
    """What the same cases are called in one problem: people who *broke* the rule, who did not, whom it *hurt*."""

    title: str
    broke: str
    innocent: str
    hurt: str


PROBLEMS = {
    "wages": Problem("Unpaid wages", "kept back wages", "paid all wages", "the workers"),
    "food": Problem("Unsafe food", "sold unsafe food", "sold safe food", "the customers"),
    "fares": Problem("Fare dodging", "rode without paying", "paid the fare", "the bus company"),
    "debts": Problem("Court debts", "could pay and did not", "paid or could not pay", "the creditors"),
}
GROUPS = {"A": "long in town (A)", "B": "newcomers (B)"}
APPEALS = (("none", "none"), ("same", "to the same office"), ("independent", "to an independent office"))
PENALTIES = (("fine", "fine"), ("service", "service limit"), ("name", "public name"))
_DIALS: tuple[tuple[str, str, Kind], ...] = (
    ("problem", "Problem", OneOf(tuple((key, problem.title) for key, problem in PROBLEMS.items()))),
    ("proof", "Proof needed", hundredths(*rule_code.RANGES["proof"], 5)),
    ("told", "Tell the person", OnOff()),
    ("appeal", "Appeal", OneOf(APPEALS)),
    ("term", "Days on the list", evenly(*rule_code.RANGES["term"], step=5)),
    ("penalty", "Penalty", OneOf(PENALTIES)),
    ("offices", "Other offices that get the list", evenly(*rule_code.RANGES["offices"])),
    ("deleted", "Delete the entry after repair", OnOff()),
)
SETTINGS = [Setting(name, label, kind, rule_code.BASE[name]) for name, label, kind in _DIALS]


@cache
def cases() -> pd.DataFrame:
    """The invented cases: ``group``, ``signal`` (0 to 1), its ``hundredths``, ``broke``, ``large_harm``, ``card``."""
    table = frame("sandbox_cases")
    return table.assign(
        hundredths=(100 * table["signal"]).round().astype(int),
        broke=table["broke_the_rule"] == "yes",
        large_harm=table["large_harm"] == "yes",
    )


def rules_of(values: rule_code.Values) -> Rules:
    """The rules that the dials describe (proof in hundredths); the problem only changes the words."""
    return Rules(
        proof=int(values["proof"]) / 100,
        told=bool(values["told"]),
        appeal=str(values["appeal"]),
        term=int(values["term"]),
        penalty=str(values["penalty"]),
        offices=int(values["offices"]),
        deleted=bool(values["deleted"]),
    )


def problem_of(values: rule_code.Values) -> Problem:
    """The problem that the dials name."""
    return PROBLEMS[str(values["problem"])]


def result_of(values: rule_code.Values) -> Outcome:
    """What the dials do to the cases of the town."""
    return outcome(cases(), rules_of(values))


def in_words(values: rule_code.Values) -> str:
    """The dials as one sentence."""
    said = {setting.name: setting.scale.written(values[setting.name]) for setting in SETTINGS}
    told = "the person is told" if values["told"] else "the person is not told"
    appeal = "no appeal" if values["appeal"] == "none" else f"an appeal {said['appeal']}"
    shared = f"shared with {plural(said['offices'], 'other office')}" if values["offices"] else "shared with nobody"
    kept = "deleted after repair" if values["deleted"] else "not deleted after repair"
    return (
        f"{said['problem']}: listed from a signal of {said['proof']}; {told}; {appeal}; {said['term']} days; "
        f"{said['penalty']}; {shared}; {kept}."
    )


def finding(result: Outcome) -> str:
    """How many are listed and how many of them by mistake, or that nobody is."""
    if not result.listed:
        return f"Nobody is listed, and {result.missed} are missed"
    return f"{result.listed} of {len(cases())} are listed, {result.wrong} of them by mistake"
