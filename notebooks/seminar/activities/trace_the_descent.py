"""W04c: two systems and what is offered as evidence that one came from the other; a cause needs a sourced link."""

from collections.abc import Mapping, Sequence

import htpy as h

from seminar.course.sources import fact_links
from seminar.data.evidence import Row, rows
from seminar.data.words import Words
from seminar.models import descent
from seminar.numbers import agree, capital
from seminar.screen.controls import Listed, OneOf, OnOff
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.screen.strands import BROKEN, HELD, IDLE, MISSING, End, Strand, strands
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Asked, Guess, Guessed
from seminar.workbench.panel import Panel, Setting, View, activity

CELL = "04-w04c"
prose = Words(CELL)
SYSTEMS = prose.group("systems")
KINDS = prose.group("kinds")
SILENT = prose("silent")
VERDICTS = prose.group("verdicts")
"""What follows → how it is said."""
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
    return activity(CELL, View("Two systems", SETTINGS, traced, guess=guess()))


def guess() -> Guess:
    """What one thinks can be shown for the pair of the popular claim."""
    return Guess(
        prose("guess.question"),
        prose("guess.label"),
        OneOf(tuple(prose.group("guesses").items())),
        descent.LIKENESS,
        picture=lambda value: _picture(POPULAR["one"], POPULAR["other"], {}, (), prose("guess.caption")),
        before=prose("guess.before"),
    )


def links(one: str, other: str) -> dict[str, Row]:
    """Kind → our reading of that link between two systems, whichever of them is named first."""
    return {
        row.cells["kind"]: row
        for row in rows("descent_links")
        if {row.cells["one"], row.cells["other"]} == {one, other}
    }


def traced(one: str, other: str, guess: Guessed = None, **offered: bool) -> Panel:
    """What follows for two systems (keys of SYSTEMS) from the kinds of evidence that are *offered*.

    Under it stands the *guess*, beside all that our table sources, where they are the pair that it was about.
    """
    under = _beside_the_guess(guess) if {one, other} == set(PAIRS[0]) else ""
    if one == other:
        said = prose("same-system")
        return Panel(said, [], prose("same-system-text", said=said, system=SYSTEMS[one]), under=under)
    found = links(one, other)
    ticked = [kind for kind in KINDS if offered[kind]]
    states = {kind: row.cells["state"] for kind, row in found.items()}
    verdict = descent.verdict(ticked, states)
    late = late_links(one, other, descent.backed(ticked, states)) if verdict == descent.CAUSE else []
    points = [f"{KINDS[kind]}: {state_of(kind, found)}. {why(kind, found)}" for kind in ticked]
    finding = prose("finding", verdict=VERDICTS[verdict], origin=prose("not-of-the-origin") if late else "")
    pair = f"{SYSTEMS[one]}; {SYSTEMS[other]}"
    parts: list[Figure | Table] = [_picture(one, other, found, ticked), _table(ticked, found)]
    text = _text(pair, ticked, states, verdict, late)
    return Panel(finding, parts, text, points, under=f"{_young(late)}{under}".strip())


def _beside_the_guess(guess: Guessed) -> str:
    if not guess:
        return ""
    verdict, origin = _in_the_end(*PAIRS[0])
    guesses = prose.group("guesses")
    return prose("guessed", guess=guesses[str(guess)], ours=guesses[verdict], origin=origin)


def _in_the_end(one: str, other: str) -> tuple[str, str]:
    """What follows from every link that our table has, and what it does not explain."""
    states = {kind: row.cells["state"] for kind, row in links(one, other).items()}
    verdict = descent.verdict(list(states), states)
    late = late_links(one, other, descent.backed(list(states), states)) if verdict == descent.CAUSE else []
    return verdict, prose("not-of-the-origin") if late else ""


def _young(late: Sequence[int]) -> str:
    return prose("young", late=late[0]) if late else ""


LOOKS = {descent.SOURCED: HELD, descent.CONTRADICTED: BROKEN, descent.NOT_FOUND: MISSING}
"""The state of a kind of link → how it is drawn."""


def _picture(one: str, other: str, found: Mapping[str, Row], ticked: Sequence[str], caption: str = "") -> Figure:
    """The older system on the left, the other on the right, and between them what is offered, as it is sourced."""
    pair = sorted((one, other), key=lambda key: _first_year(key) or 0)
    links = [_strand(kind, words, found, kind in ticked) for kind, words in KINDS.items()]
    ends = [End(capital(SYSTEMS[key]), _since(key)) for key in pair]
    told = "; ".join(prose("strand", kind=link.words, said=link.under or prose("not-offered")) for link in links)
    alt = prose("picture-alt", one=SYSTEMS[pair[0]], other=SYSTEMS[pair[1]], told=told)
    return Figure(lambda ink: strands(ends[0], ends[1], links, ink), alt, caption or prose("picture-caption"))


def _strand(kind: str, words: str, found: Mapping[str, Row], offered: bool) -> Strand:
    if not offered:
        return Strand(words, IDLE)
    state = state_of(kind, found)
    since = found[kind].cells.get("since") if kind in found else None
    return Strand(words, LOOKS[state], prose("state-since", state=state, year=since) if since else state)


def _first_year(system: str) -> int | None:
    year = next(row for row in rows("systems") if row.id == system).cells.get("first_year")
    return int(year) if year else None


def _since(system: str) -> str:
    year = _first_year(system)
    return prose("since", year=year) if year else prose("since-unknown")


def late_links(one: str, other: str, backed: Sequence[str]) -> list[int]:
    """The years of the *backed* rules and flows of data, if each of them is younger than both systems; else none."""
    found = [row for kind, row in links(one, other).items() if kind in backed and kind in descent.WAYS]
    first = [_first_year(one), _first_year(other)]
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
    return prose(
        "text",
        pair=pair,
        offered=len(ticked),
        all=len(KINDS),
        backed=backed,
        are=agree(backed, "is", "are"),
        verdict=VERDICTS[verdict],
        meaning=MEANING[verdict],
        young=_young(late),
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


def keys() -> h.Renderable:
    """Our reading of every kind of link of the printed pairs, and what follows: for the instructor only."""
    return h.fragment[(_key_of(*pair) for pair in PAIRS)]


def _key_of(one: str, other: str) -> h.Node:
    found = links(one, other)
    verdict, origin = _in_the_end(one, other)
    body = [
        [KINDS[kind], _strand(kind, "", found, offered=True).under, fact_links(row.cells["facts"])]
        for kind, row in found.items()
    ]
    return [
        Table(_titled(one, other), prose.all("key-columns"), body, quiet=frozenset({2})).markup(),
        h.p[prose("key-result", verdict=VERDICTS[verdict], origin=origin)],
    ]


def _titled(*pair: str) -> str:
    return capital(" and ".join(SYSTEMS[key] for key in pair))


def on_paper() -> dict[str, object]:
    """What our table says of each pair, without our reading, and the words of the rule."""
    pairs = {
        _titled(*pair): [(KINDS[kind], row.cells["why"], " ") for kind, row in links(*pair).items()] for pair in PAIRS
    }
    named = {"cause": descent.CAUSE, "purpose": descent.PURPOSE, "likeness": descent.LIKENESS}
    verdicts = {name: VERDICTS[verdict] for name, verdict in named.items()}
    return {"pairs": pairs, "states": descent.STATES, "nothing": VERDICTS[descent.NOTHING], **verdicts}


def for_the_room() -> Asked:
    """What one thinks can be shown; the result is no number."""
    return Asked(guess(), None)


ACTIVITY = Declaration(CELL, trace_the_descent, on_paper, key=keys, guess=for_the_room)
