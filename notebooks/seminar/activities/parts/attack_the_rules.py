"""The second view of W10a: the rules of another group, by their code, as five invented people meet them."""

from collections.abc import Callable, Sequence

from seminar.activities.parts.invented_town import GROUPS, cases, in_words, problem_of, result_of, rules_of
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.models import rule_code
from seminar.models.rules import REVIEW_DAYS, Case, is_listed, wrong_rates
from seminar.numbers import agree, are, part_of, people, plural, small, three_figures
from seminar.screen.controls import OneOf, Typed
from seminar.screen.page import Table
from seminar.workbench.panel import Panel, Setting

prose = Words("10-w10a")

MOST_ROWS = 8
NEAR = 5
"""Hundredths of a signal to either side of the gate: what an auditor looks at."""

Seen = tuple[str, Table, str]
"""What one role finds: a sentence, a table, and what it means for that role."""


def _mistaken(values: rule_code.Values) -> Seen:
    result, rules = result_of(values), rules_of(values)
    mistaken = [case for case in cases() if is_listed(case, rules) and not case.broke]
    table = _people(prose("mistaken.table"), sorted(mistaken, key=lambda case: -case.signal))
    if not mistaken:
        return prose("mistaken.nobody"), table, prose("mistaken.nobody-means")
    heard = prose("mistaken.told") if rules.told else prose("mistaken.not-told")
    after = plural(str(REVIEW_DAYS), "day")
    nobody = prose("mistaken.too-late", days=REVIEW_DAYS) if rules.too_late else prose("mistaken.none-off")
    off = prose("mistaken.taken-off", corrected=result.corrected, are=are(result.corrected), after=after)
    return (
        prose("mistaken.finding", persons=plural(str(result.wrong), "person", "people"), are=are(result.wrong)),
        table,
        prose(
            "mistaken.means",
            heard=heard,
            off=off if result.corrected else nobody,
            left=result.wrong_left,
            stay=agree(result.wrong_left, "stays", "stay"),
            wrong=result.wrong,
            days=plural(f"{rules.term:,}", "day"),
            offices=plural(str(1 + rules.offices), "office"),
        ),
    )


def _hurt(values: rule_code.Values) -> Seen:
    result, rules, problem = result_of(values), rules_of(values), problem_of(values)
    missed = [case for case in cases() if case.broke and not is_listed(case, rules)]
    missed.sort(key=lambda case: (not case.large_harm, -case.signal))
    table = _people(prose("hurt.table"), missed)
    repaired = (
        prose("hurt.repaired", repaired=people(result.repaired)) if result.repaired else prose("hurt.none-repaired")
    )
    if not missed:
        return prose("hurt.nobody", broke=problem.broke), table, repaired
    large = prose("hurt.large", large=result.missed_large, hurt=problem.hurt)
    return (
        prose("hurt.finding", missed=result.missed, broke=problem.broke, are=are(result.missed)),
        table,
        large + repaired,
    )


def _newcomer(values: rule_code.Values) -> Seen:
    rates = wrong_rates(cases(), rules_of(values))
    shares = {group: part_of(*rates[group]) for group in GROUPS}
    rows = [[words, str(rates[group][1]), shares[group]] for group, words in GROUPS.items()]
    broke = " and ".join(map(_broke, GROUPS))
    (wrong_a, innocent_a), (wrong_b, innocent_b) = rates["A"], rates["B"]
    why = prose("newcomer.why") if wrong_b * innocent_a > wrong_a * innocent_b else ""
    return (
        prose("newcomer.finding", b=shares["B"]),
        Table(prose("newcomer.table"), prose.all("newcomer-columns"), rows, frozenset({1, 2})),
        prose("newcomer.means", a=shares["A"], broke=broke, why=why),
    )


def _broke(group: str) -> str:
    """How many of *group* broke the rule."""
    broke = [case.broke for case in cases() if case.group == group]
    return part_of(sum(broke), len(broke))


def _clerk(values: rule_code.Values) -> Seen:
    result = result_of(values)
    work = [
        (prose("work.read"), str(len(cases()))),
        (prose("work.make"), str(result.listed)),
        (prose("work.letters"), str(result.listed if values["told"] else 0)),
        (prose("work.messages"), str(result.listed * rules_of(values).offices)),
        (prose("work.take-off"), str(result.corrected + result.freed)),
        (prose("work.delete"), people(result.repaired) if values["deleted"] else "0"),
    ]
    near = _near(values)
    return (
        prose(
            "clerk.finding",
            entrys=plural(str(result.listed), "entry", "entries"),
            hours=three_figures(result.clerk_hours),
        ),
        Table(prose("clerk.table"), prose.all("clerk-columns"), work, frozenset({1})),
        prose("clerk.means", cases=plural(str(near), "case"), lie=agree(near, "lies", "lie")),
    )


def _near(values: rule_code.Values) -> int:
    proof = int(values["proof"])
    return sum(proof - NEAR <= case.hundredths() < proof + NEAR for case in cases())


def _auditor(values: rule_code.Values) -> Seen:
    gates = [int(values["proof"]) + change for change in (-NEAR, 0, NEAR)]
    results = [result_of({**values, "proof": gate}) for gate in gates]
    rows = [
        [f"{gate / 100:.2f}", str(one.listed), str(one.wrong), str(one.missed)]
        for gate, one in zip(gates, results, strict=True)
    ]
    lower, here, higher = results
    return (
        prose("auditor.finding", listed=here.listed - higher.listed or prose("auditor.nobody")),
        Table(
            prose("auditor.table"),
            prose.all("auditor-columns"),
            rows,
            frozenset({0, 1, 2, 3}),
        ),
        prose(
            "auditor.means",
            wrong=_more(lower.wrong - here.wrong),
            missed=_fewer(here.missed - lower.missed),
        ),
    )


def _more(count: int) -> str:
    persons = plural(str(count), "person", "people")
    return prose("auditor.more", people=persons) if count else prose("auditor.as-many")


def _fewer(count: int) -> str:
    return prose("auditor.fewer", missed=count) if count else prose("auditor.no-fewer")


ROLES: dict[str, tuple[str, Callable[[rule_code.Values], Seen]]] = {
    "mistaken": (prose("roles.mistaken"), _mistaken),
    "hurt": (prose("roles.hurt"), _hurt),
    "newcomer": (prose("roles.newcomer"), _newcomer),
    "clerk": (prose("roles.clerk"), _clerk),
    "auditor": (prose("roles.auditor"), _auditor),
}
"""The invented roles of an attack: their names, and what each sees."""


def _typed(text: str) -> str:
    """The code in *text*. Raises SeminarError for a wrong one, whose result is not the one on the page."""
    try:
        return rule_code.tidy(text)
    except SeminarError as error:
        raise SeminarError(f"{error} {prose('code-before')}") from None


ATTACK = [
    Setting("code", prose("settings.code"), Typed(_typed), rule_code.write(rule_code.BASE)),
    Setting("role", prose("settings.role"), OneOf(tuple((key, name) for key, (name, _) in ROLES.items())), "mistaken"),
]


def attacked(code: str, role: str) -> Panel:
    """The rules of *code* as *role* (a key of ``ROLES``) meets them."""
    values = rule_code.read(code)
    name, see = ROLES[role]
    found, table, means = see(values)
    text = prose("attacked", rules=in_words(values), role=name, found=small(found), means=means)
    return Panel(found, [table] if table.rows else [], text, under=means)


def _people(caption: str, some: Sequence[Case]) -> Table:
    """The first of *some* cases as a table; people who broke no rule did no harm."""
    shown = some[:MOST_ROWS]
    harm = [prose("people.harm")] if any(case.broke for case in some) else []
    rows = [
        [case.id, GROUPS[case.group], f"{case.signal:.2f}", *("large" if case.large_harm else "–" for _ in harm)]
        for case in shown
    ]
    title = f"{caption} ({len(shown)} of {len(some)})"
    return Table(
        title, [prose("people.case"), prose("people.group"), prose("people.signal"), *harm], rows, frozenset({2})
    )
