"""The invented town of W10a: its 200 cases, its four problems, and the dials of a rule with how they are said."""

from dataclasses import dataclass
from functools import cache

from seminar.data.evidence import Row, rows
from seminar.data.words import Words
from seminar.models import rule_code
from seminar.models.rules import REACTIONS, Case, Outcome, Rules, is_listed, outcome
from seminar.numbers import agree, plural
from seminar.screen.controls import Kind, OneOf, OnOff, evenly, hundredths
from seminar.workbench.panel import Setting

prose = Words("10-w10a")


@dataclass(frozen=True)
class Problem:
    """What the same cases are called in one problem: people who *broke* the rule, who did not, whom it *hurt*."""

    title: str
    broke: str
    innocent: str
    hurt: str


PROBLEMS = {
    "wages": Problem(**prose.group("wages")),
    "food": Problem(**prose.group("food")),
    "fares": Problem(**prose.group("fares")),
    "debts": Problem(**prose.group("debts")),
}
GROUPS = prose.group("groups")
APPEALS = tuple(prose.group("appeals").items())
PENALTIES = tuple(prose.group("penalties").items())
_DIALS: tuple[tuple[str, str, Kind], ...] = (
    ("problem", prose("dials.problem"), OneOf(tuple((key, problem.title) for key, problem in PROBLEMS.items()))),
    ("proof", prose("dials.proof"), hundredths(*rule_code.RANGES["proof"], 5)),
    ("told", prose("dials.told"), OnOff()),
    ("appeal", prose("dials.appeal"), OneOf(APPEALS)),
    ("term", prose("dials.term"), evenly(*rule_code.RANGES["term"], step=5)),
    ("penalty", prose("dials.penalty"), OneOf(PENALTIES)),
    ("offices", prose("dials.offices"), evenly(*rule_code.RANGES["offices"])),
    ("deleted", prose("dials.deleted"), OnOff()),
)
DIALS = [Setting(name, label, kind, rule_code.BASE[name]) for name, label, kind in _DIALS]
"""What a rule is made of, and a code holds."""
REACTION = Setting("reaction", prose("dials.reaction"), OneOf(tuple(prose.group("reactions").items())), "some")
"""How much people react to any rule: no office decides on that."""
SETTINGS = [*DIALS, REACTION]


@cache
def cases() -> list[Case]:
    """The invented cases, in the order of their table."""
    return [_case(row) for row in rows("sandbox_cases")]


def _case(row: Row) -> Case:
    cells = row.cells
    broke, large = (cells[column] == "yes" for column in ("broke_the_rule", "large_harm"))
    return Case(row.id, cells["group"], cells["signal"], broke, large, cells.get("card"))


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


def reaction_of(values: rule_code.Values) -> str:
    """How much people react (a key of ``REACTIONS``): as at the start where it is not said."""
    return str(values.get(REACTION.name, REACTION.default))


def result_of(values: rule_code.Values) -> Outcome:
    """What the dials do to the cases of the town."""
    return outcome(cases(), rules_of(values), REACTIONS[reaction_of(values)])


def start_beside(values: rule_code.Values) -> Outcome:
    """What the rule of the start does where people react as they do under the dials."""
    return result_of({**rule_code.BASE, REACTION.name: reaction_of(values)})


def looks(values: rule_code.Values) -> dict[str, str]:
    """The id of every case → how its dot looks (``seminar.screen.town``).

    The model counts how many come off by an appeal; drawn as such are those with the weakest signals.
    """
    rules, result = rules_of(values), result_of(values)
    found = {case.id: "marked" if is_listed(case, rules) else "rest" for case in cases()}
    for broke, off in ((True, result.freed), (False, result.corrected)):
        on = [case for case in cases() if case.broke == broke and is_listed(case, rules)]
        for case in sorted(on, key=lambda case: case.signal)[:off]:
            found[case.id] = "hollow"
    return found


def in_words(values: rule_code.Values) -> str:
    """The dials as one sentence."""
    said = {setting.name: setting.scale.written(values[setting.name]) for setting in DIALS}
    told = prose("told") if values["told"] else prose("not-told")
    appeal = prose("no-appeal") if values["appeal"] == "none" else prose("an-appeal", appeal=said["appeal"])
    shared = (
        prose("shared", other_offices=plural(said["offices"], "other office"))
        if values["offices"]
        else prose("shared-with-nobody")
    )
    kept = prose("deleted") if values["deleted"] else prose("not-deleted")
    return prose(
        "rules",
        problem=said["problem"],
        proof=said["proof"],
        told=told,
        appeal=appeal,
        term=said["term"],
        penalty=said["penalty"],
        shared=shared,
        kept=kept,
    )


def finding(result: Outcome) -> str:
    """How many are listed and how many of them by mistake, before and after appeals, or that nobody is."""
    if not result.listed:
        return prose("nobody-listed", missed=result.missed)
    if not result.wrong:
        return prose("listed-none-wrong", listed=result.listed, count=len(cases()))
    return prose(
        "listed",
        listed=result.listed,
        count=len(cases()),
        wrong=result.wrong,
        left=result.wrong_left,
        stay=agree(result.wrong_left, "stays", "stay"),
    )
