"""W07c: one request for data and one asker in five places; guess the gate in each, then read law and practice.

Practice is compared only where rows on it stand on both sides, China and elsewhere; what one side alone has is told
apart.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import htpy as h
import pandas as pd

from seminar.answers.saved import Saved
from seminar.answers.store import Store
from seminar.course.questions import pane
from seminar.course.sources import fact_links
from seminar.data.balance import FILLED, country, counts, kind
from seminar.data.evidence import frame
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.models import gates
from seminar.numbers import capital, listed, plural
from seminar.screen.controls import Button, OneOf, Pane
from seminar.screen.live import Box, Part
from seminar.screen.page import Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.lists_to_check import Lists, ListsBox
from seminar.workbench.panel import Panel, live_frame, markup, still_frame

CELL = "07-w07c"
prose = Words(CELL)
ASKERS = prose.group("askers")
"""Asker, as in the table → in a sentence."""
WAIT = prose("wait", silent=gates.SILENT)
COLUMNS = prose.all("columns")
HERE = "China"
"""The country that is one side of the comparison; all others are the other."""


def places() -> list[str]:
    """The five places and times, in the order of the table."""
    return list(frame("data_gates")["place"].unique())


def requests() -> list[str]:
    """The kinds of data that may be asked for."""
    return list(frame("data_gates")["request"].unique())


@cache
def cases(place: str, request: str, asker: str) -> pd.DataFrame:
    """What the table holds on one combination, its key first."""
    return gates.cases(frame("data_gates"), place, request, asker)


def lists(request: str, asker: str) -> Lists:
    """The five lists of one request and asker: a gate for each place."""
    name = re.sub(r"\W+", "-", f"{CELL}-{request}-{asker}")
    return Lists(name, {place: dict(zip(gates.GATES, gates.GATES, strict=True)) for place in places()})


def combinations() -> list[tuple[str, str]]:
    """Every request with every asker."""
    return [(request, asker) for request in requests() for asker in ASKERS]


def verdicts(answers: Store, request: str, asker: str) -> dict[str, str]:
    """Place → how the guess compares, once the guesses on *request* and *asker* are checked; before that nothing."""
    guesses = lists(request, asker).checked(answers)
    return {place: gates.compared(guess, cases(place, request, asker)) for place, guess in guesses.items()}


def known_gates() -> int:
    """How many combinations of place, request and asker have a gate in the table."""
    return sum(gates.gate(cases(place, *asked)) != gates.SILENT for place in places() for asked in combinations())


def coverage() -> str:
    """How much the table does not say: combinations without a gate, and rows without reported practice; no gate."""
    every = len(places()) * len(combinations())
    told = listed(prose("empty", place=one.place, empty=one.empty, asked=one.asked) for one in counts("data_gates"))
    return prose("coverage", every=every, unknown=every - known_gates(), told=told)


def _framed() -> Activity:
    """The record of the activity. Its counts stand before the table, so the line of filled cells is left out."""
    return replace(record(CELL, Activity), compares=None)


def compared(answers: Store, request: str, asker: str) -> Panel:
    """What is seen of *request* and *asker*: guesses beside the table once they are checked, before that nothing."""
    found = verdicts(answers, request, asker)
    asked = prose("asked", request=capital(request), asker=ASKERS[asker])
    if not found:
        finding = prose("finding-open", asked=asked)
        return Panel(finding, [], prose("text-open", finding=finding, all=_all(answers)))
    finding = f"{asked}: {_agreement(gates.tally(found.values()))}"
    text = prose("text", finding=finding, all=_all(answers)) + _practice_apart(request, asker)
    guesses = lists(request, asker).checked(answers)
    return Panel(finding, [side_by_side(request, asker, guesses)], text, _points(request, asker))


def practice(request: str, asker: str) -> dict[str, list[str]]:
    """Place → what was reported of practice there, for each place of which something is."""
    told = {place: cases(place, request, asker)["reported_practice"] for place in places()}
    known = {place: [text for text in texts if kind(text) == FILLED] for place, texts in told.items()}
    return {place: texts for place, texts in known.items() if texts}


def is_compared(request: str, asker: str) -> bool:
    """Whether practice is known on both sides: of China, and of a place elsewhere."""
    return len({country(place) == HERE for place in practice(request, asker)}) > 1


def _practice_apart(request: str, asker: str) -> str:
    """What is known of practice on one side only."""
    known = practice(request, asker)
    if is_compared(request, asker):
        return ""
    if not known:
        return prose("practice-none")
    told = "; ".join(f"{place}: {text}" for place, texts in known.items() for text in texts)
    return prose("practice-apart", told=told)


def _agreement(count: gates.Tally) -> str:
    if not count.known:
        return prose("agreement-none")
    other = prose("agreement-other", other=count.other_case) if count.other_case else ""
    silent = prose("agreement-silent", unknown=count.unknown) if count.unknown else ""
    return prose("agreement", same=count.same, gates=plural(str(count.known), "known gate"), other=other, silent=silent)


def _all(answers: Store) -> str:
    """The tally over every request and asker that is checked."""
    found = [verdicts(answers, *asked) for asked in combinations()]
    count = gates.tally(verdict for one in found for verdict in one.values())
    checked = sum(map(bool, found))
    if not checked:
        return prose("none-checked", count=len(found))
    gates_known = plural(str(count.known), "known gate")
    guesses = plural(str(count.unknown), "guess", "guesses")
    compared = prose("compared", same=count.same, gates=gates_known) if count.known else ""
    apart = prose("apart", guesses=guesses) if count.unknown else ""
    return prose("checked", checked=checked, count=len(found), compared=compared, apart=apart)


def side_by_side(request: str, asker: str, guesses: dict[str, str]) -> Table:
    """All places under the same columns, a row for each case; under a place stands what was guessed there."""
    body, columns = [], COLUMNS if is_compared(request, asker) else COLUMNS[:-1]
    for place in places():
        found = cases(place, request, asker)
        head = [place, guesses.get(place) and [h.br, h.span(".quiet")[prose("your-guess", gate=guesses[place])]]]
        lines = [_case(head if first else place, row) for first, row in _marked(found)] or [[head, *_silence()]]
        body += [line[: len(columns)] for line in lines]
    caption = prose("caption", request=capital(request), asker=ASKERS[asker])
    return Table(caption, columns, body, wide=True)


def _marked(found: pd.DataFrame) -> list[tuple[bool, pd.Series]]:
    return [(number == 0, row) for number, (_, row) in enumerate(found.iterrows())]


def _silence() -> list[h.Node]:
    return [h.span(".quiet")[prose("no-gate")], prose("no-row"), *["–"] * 3]


def _case(head: h.Node, row: pd.Series) -> list[h.Node]:
    note = [h.br, h.span(".quiet")[row["note"]]] if isinstance(row["note"], str) else None
    rests = (
        [h.br, h.span(".quiet")[prose("rests-on"), fact_links(row["facts"])]] if isinstance(row["facts"], str) else None
    )
    return [
        head,
        [h.strong[capital(row["gate"])], h.br, h.span(".quiet")[row["case"]]],
        [row["law_says"], note, rests],
        row["person_told"],
        row["refusal_possible"],
        row["reported_practice"],
    ]


def _points(request: str, asker: str) -> list[h.Node]:
    """Each place in sentences, its reported practice after its law where practice is compared."""
    with_practice = is_compared(request, asker)
    return [
        sentence
        for place in places()
        for sentence in [_said(place, row, with_practice) for _, row in cases(place, request, asker).iterrows()]
        or [prose("silent", place=place)]
    ]


def _said(place: str, row: pd.Series, with_practice: bool) -> str:
    law = prose(
        "said",
        place=place,
        case=row["case"],
        gate=row["gate"],
        law_says=row["law_says"],
        told=row["person_told"],
        refused=row["refusal_possible"],
    )
    return law + (prose("said-practice", practice=row["reported_practice"]) if with_practice else "")


def keys() -> h.Node:
    """For the instructor only: the gate of every combination, and the whole table wherever the police ask."""

    def gate_in(place: str, request: str, asker: str) -> str:
        found = cases(place, request, asker)
        further = [f"{row['gate']} ({row['case']})" for _, row in found[found["key"] == "no"].iterrows()]
        return f"{place}: {', also '.join([gates.gate(found), *further])}"

    listed = (
        h.li[
            h.strong[f"{capital(request)}, {ASKERS[asker]}. "],
            "; ".join(gate_in(place, request, asker) for place in places()),
        ]
        for request, asker in combinations()
    )
    return [h.ul[listed], (side_by_side(request, "police", {}).markup() for request in requests())]


@forgiving
def who_may_ask() -> Output:
    """The gates: five guesses for a chosen request and asker; law and reported practice appear after the check."""
    found = _framed()
    still = still_frame(
        found,
        h.ul[
            (
                h.li[h.strong[f"{what}: "], ", ".join(names), "."]
                for what, names in (
                    (prose("the-data"), requests()),
                    (prose("who-asks"), ASKERS.values()),
                    (prose("where"), places()),
                    (prose("which-gate"), gates.GATES),
                )
            )
        ],
        h.p(".seminar-words")[coverage()],
        h.p[prose("run-here")],
    )
    return Output(still, prose("plain", title=found.title), lambda: _live(found))


def _live(found: Activity) -> Part:
    request = OneOf(tuple((name, name) for name in requests())).control(prose("data-asked-for"), requests()[0])
    asker = OneOf(tuple(ASKERS.items())).control(prose("who-asks"), "police")
    labels = {place: prose("gate-in", place=place) for place in places()}
    box = ListsBox(lists(request.value, asker.value), labels, prose("check"), WAIT)
    finding, body, words, part = (
        Pane(announce=True),
        Pane(),
        Pane(),
        Saved(*(lists(*pair).name for pair in combinations())),
    )

    def draw() -> None:
        finding.html, body.html, words.html = markup(compared(part.answers, request.value, asker.value))

    def turn(change: dict) -> None:
        box.turn_to(lists(request.value, asker.value))
        draw()

    for control in (request, asker):
        control.observe(turn, "value")
    part.follow(draw)
    left = Box([request, asker, _reset(request.reset, asker.reset)], "seminar-controls")
    right = Box([finding, *box.widgets()], "seminar-result")
    below = Box([body, words], "seminar-result")
    return live_frame(found, pane(h.p[coverage()]), Box([left, right, below], "seminar-view"))


def _reset(*resets: Callable[[], None]) -> Button:
    def press() -> None:
        for reset in resets:
            reset()

    return Button(prose("reset"), press)


def on_paper() -> dict[str, object]:
    """What may be asked for, who asks, where, and the gates."""
    asked = {"requests": requests(), "askers": list(ASKERS.values()), "places": places()}
    return {**asked, "gates": gates.GATES, "silent": gates.SILENT}


ACTIVITY = Declaration(CELL, who_may_ask, on_paper, key=keys)
