"""W04c: two systems and what is offered as evidence that one came from the other; a cause needs a sourced link."""

from collections.abc import Mapping, Sequence

import htpy as h

from seminar.course.sources import fact_links
from seminar.data.evidence import Row, rows
from seminar.data.words import Words
from seminar.models import descent
from seminar.numbers import agree, capital
from seminar.screen.controls import Listed, OnOff
from seminar.screen.page import Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity

CELL = "04-w04c"
prose = Words(CELL)
SYSTEMS = prose.group("systems")
KINDS = prose.group("kinds")
SILENT = prose("silent")
POPULAR = {"one": "sys-dangan-today", "other": "sys-plan2014"}
"""The pair of a popular claim: that social credit comes from the personal file."""
SETTINGS = [
    Setting("one", prose("settings.one"), Listed(tuple(SYSTEMS.items())), POPULAR["one"]),
    Setting("other", prose("settings.other"), Listed(tuple(SYSTEMS.items())), POPULAR["other"]),
    *(Setting(kind, words, OnOff(), kind == "look") for kind, words in KINDS.items()),
]
MEANING = {
    descent.CAUSE: prose("meaning.direct"),
    descent.PURPOSE: prose("meaning.purpose"),
    descent.LIKENESS: prose("meaning.alike"),
    descent.NOTHING: prose("meaning.nothing"),
}


@forgiving
def trace_the_descent() -> Output:
    """The descent tester: two systems, five kinds of evidence, and what follows from those that are sourced."""
    return activity(CELL, View("Two systems", SETTINGS, traced))


def links(one: str, other: str) -> dict[str, Row]:
    """Kind → our reading of that link between two systems, whichever of them is named first."""
    return {
        row.cells["kind"]: row
        for row in rows("descent_links")
        if {row.cells["one"], row.cells["other"]} == {one, other}
    }


def traced(one: str, other: str, **offered: bool) -> Panel:
    """What follows for two systems (keys of SYSTEMS) from the kinds of evidence that are *offered*."""
    if one == other:
        said = prose("same-system")
        return Panel(said, [], prose("same-system-text", said=said, system=SYSTEMS[one]))
    found = links(one, other)
    ticked = [kind for kind in KINDS if offered[kind]]
    states = {kind: row.cells["state"] for kind, row in found.items()}
    verdict = descent.verdict(ticked, states)
    late = late_links(one, other, descent.backed(ticked, states)) if verdict == descent.CAUSE else []
    points = [f"{KINDS[kind]}: {state_of(kind, found)}. {why(kind, found)}" for kind in ticked]
    finding = prose("finding", verdict=verdict, origin=prose("not-of-the-origin") if late else "")
    pair = f"{SYSTEMS[one]}; {SYSTEMS[other]}"
    return Panel(finding, [_table(ticked, found)], _text(pair, ticked, states, verdict, late), points)


def late_links(one: str, other: str, backed: Sequence[str]) -> list[int]:
    """The years of the *backed* rules and flows of data, if each of them is younger than both systems; else none."""
    found = [row for kind, row in links(one, other).items() if kind in backed and kind in descent.WAYS]
    years = [row.cells.get("first_year") for row in rows("systems") if row.id in (one, other)]
    first = [int(year) if year else None for year in years]
    late = [row.cells["since"] for row in found if descent.too_young(row.cells.get("since"), first)]
    return late if len(late) == len(found) else []


def state_of(kind: str, found: Mapping[str, Row]) -> str:
    """The state of a kind of link; a kind without a row is not found."""
    return found[kind].cells["state"] if kind in found else descent.NOT_FOUND


def why(kind: str, found: Mapping[str, Row]) -> str:
    """The reason of our reading of a kind of link."""
    return found[kind].cells["why"] if kind in found else SILENT


def _text(pair: str, ticked: list[str], states: Mapping[str, str], verdict: str, late: list[int]) -> str:
    backed = len(descent.backed(ticked, states))
    young = prose("young", late=late[0]) if late else ""
    return prose(
        "text",
        pair=pair,
        offered=len(ticked),
        all=len(KINDS),
        backed=backed,
        are=agree(backed, "is", "are"),
        verdict=verdict,
        meaning=MEANING[verdict],
        young=young,
    )


def _table(ticked: list[str], found: Mapping[str, Row]) -> Table:
    def line(kind: str) -> list[h.Node]:
        facts = fact_links(found[kind].cells["facts"]) if kind in found else prose("none-found")
        return [KINDS[kind], state_of(kind, found), why(kind, found), facts]

    body = [line(kind) for kind in ticked] or [[prose("nothing-ticked"), "–", "–", "–"]]
    return Table(
        prose("caption"),
        prose.all("columns"),
        body,
        quiet=frozenset({3}),
    )


PAIRS = (
    ("sys-dangan-today", "sys-plan2014"),
    ("sys-court-list", "sys-sesame"),
    ("sys-court-list", "sys-pboc"),
    ("sys-work-unit-1965", "sys-court-list"),
)
"""The pairs of systems whose evidence is printed."""


def on_paper() -> dict[str, object]:
    """What our table says of each pair, without our reading, and the words of the rule."""
    pairs = {
        capital(" and ".join(SYSTEMS[key] for key in pair)): [
            (KINDS[kind], row.cells["why"], " ") for kind, row in links(*pair).items()
        ]
        for pair in PAIRS
    }
    verdicts = {"cause": descent.CAUSE, "purpose": descent.PURPOSE, "likeness": descent.LIKENESS}
    return {"pairs": pairs, "states": descent.STATES, "nothing": descent.NOTHING, **verdicts}


ACTIVITY = Declaration(CELL, trace_the_descent, on_paper)
