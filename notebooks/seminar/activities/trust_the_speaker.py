"""W01e: how far one trusts a sentence without its speaker, and then with it; both numbers are kept, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import htpy as h

from seminar.answers.saved import Saved
from seminar.answers.store import Store
from seminar.course.questions import pane
from seminar.course.sources import fact_links
from seminar.data.evidence import rows
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.numbers import plural
from seminar.screen.controls import Button, evenly
from seminar.screen.live import Part
from seminar.screen.moves import moves
from seminar.screen.page import Figure, Output, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Guess, Guessed, guess_first, later
from seminar.workbench.panel import Panel, kept_panel, live_frame, still_frame
from seminar.workbench.stepper import Step, Stepper

CELL = "01-w01e"
prose = Words(CELL)
SOLD = "C50"
"""A claim whose speaker sells what it is about."""
ORIGINS = {"germany": "q-sleepwalking", "scores": "q-wpf"}
"""Sentences that stand in the table of quotations, by the name under which trust in them is saved."""
TRUST = evenly(0, 100)
MIDDLE = 50
TICKS = ((0.0, prose("ticks.none")), (0.5, "50"), (1.0, prose("ticks.all")))


@dataclass(frozen=True)
class Sentence:
    """What is *said*, in our words and without a speaker; then who the *speaker* is, with the facts (ids with ";")."""

    said: str
    speaker: str
    facts: str

    def named(self) -> h.Renderable:
        """Who says it, with links to the facts."""
        return h.span[h.strong[prose("speaker")], " ", self.speaker, " ", fact_links(self.facts)]


def sentences() -> dict[str, Sentence]:
    """Name → sentence, in the order in which they are rated."""
    (claim,) = (row.cells for row in rows("claims") if row.id == SOLD)
    (xray,) = (row.cells for row in rows("claim_xrays") if row.cells["claim_id"] == SOLD)
    quoted = {row.id: row.cells for row in rows("quote_origins")}
    return {
        "face": Sentence(claim["claim"], xray["source_says"], xray["facts"]),
        **{name: _quoted(quoted[key]) for name, key in ORIGINS.items()},
    }


def _quoted(cells: Mapping[str, Any]) -> Sentence:
    speaker = prose("quoted", who=cells["who"], year=cells["year"], context=cells["context"])
    return Sentence(f"{cells['about']}.", speaker, cells["facts"])


@forgiving
def trust_the_speaker() -> Output:
    """A few sentences, each rated before and after one knows who speaks."""
    found, rated = record(CELL, Activity), sentences()
    still = still_frame(found, h.p[prose("task")], (guess(name).still() for name in rated))
    plain = prose("plain", title=found.title, count=len(rated))
    speakers = h.ul[(h.li[sentence.said, " ", sentence.named()] for sentence in rated.values())]
    return Output(still, plain, lambda: _live(found), later(speakers))


def guess(name: str) -> Guess:
    """The first number for a sentence: nobody is named yet."""
    return Guess(
        sentences()[name].said, prose("first"), TRUST, MIDDLE, picture=lambda value: line({name: (value, None)})
    )


Numbers = tuple[Guessed, Guessed]
"""Trust from 0 to 100 without the speaker and with it; None where it is open."""


def first_name(name: str) -> str:
    """The name under which trust without the speaker is saved."""
    return f"{CELL}-{name}"


def second_name(name: str) -> str:
    """The name under which trust with the speaker is saved."""
    return f"{CELL}-{name}-named"


def numbers(answers: Store) -> dict[str, Numbers]:
    """Both numbers of each sentence that has one."""
    both = {name: (_number(answers, first_name(name)), _number(answers, second_name(name))) for name in sentences()}
    return {name: pair for name, pair in both.items() if pair != (None, None)}


def _number(answers: Store, saved: str) -> Guessed:
    value = answers.parts(saved).get("guess")
    return value if value in TRUST.steps else None


def line(rated: Mapping[str, Numbers]) -> Figure:
    """The numbers as marks on lines: a ring without the speaker, a disc with it."""

    def place(value: Guessed) -> float | None:
        return None if value is None else int(value) / 100

    said = sentences()
    lines = [
        (said[name].said if len(rated) > 1 else "", place(first), place(then)) for name, (first, then) in rated.items()
    ]
    return Figure(lambda ink: moves(lines, TICKS, ink), prose("alt", said=in_words(rated)), prose("caption"))


def in_words(rated: Mapping[str, Numbers]) -> str:
    """What the speakers did to one's trust, sentence by sentence."""
    said = sentences()
    return " ".join(prose("of-one", said=said[name].said, change=movement(*pair)) for name, pair in rated.items())


def movement(first: Guessed, then: Guessed) -> str:
    """What the speaker did to one's trust in a sentence."""
    if first is None or then is None:
        return prose("one-number", first=_or_open(first), then=_or_open(then))
    change = int(then) - int(first)
    if not change:
        return prose("stayed", first=first)
    far = plural(str(abs(change)), "point")
    return prose("rose" if change > 0 else "fell", first=first, then=then, far=far)


def _or_open(number: Guessed) -> str:
    return prose("open") if number is None else str(number)


def result(rated: Mapping[str, Numbers]) -> Panel:
    """All numbers side by side: how far trust moved in one sentence, or in how many of several it rose and fell."""
    changes = [int(then) - int(first) for first, then in rated.values() if first is not None and then is not None]
    if not changes:
        return Panel(prose("waits"), [line(rated)] if rated else [], "")
    if len(rated) == 1:
        return Panel(movement(*next(iter(rated.values()))), [line(rated)], in_words(rated))
    rose, fell = sum(change > 0 for change in changes), sum(change < 0 for change in changes)
    finding = prose("finding", rose=rose, fell=fell, stayed=len(changes) - rose - fell)
    return Panel(finding, [line(rated)], in_words(rated))


def _second(name: str, first: Guessed) -> list[Part]:
    """Who speaks, and the second number, which is kept by a button: to leave it where it is counts too."""
    part = Saved(second_name(name))
    control = TRUST.control(prose("second"), MIDDLE if first is None else first)
    kept = _number(part.answers, second_name(name))
    if kept is not None:
        control.put(kept)
    elif first is None:
        control.clear()

    def keep() -> None:
        if control.blank:
            raise SeminarError(prose("second-wanted"))
        part.save(second_name(name), {"guess": control.value})

    press = Button(prose("keep"), keep)
    part.follow(lambda: part.say(part.when(second_name(name))))
    before = prose("no-first") if first is None else prose("first-kept", first=first)
    sentence = sentences()[name]
    shown = pane(h.p(".seminar-finding")[sentence.said], h.p[sentence.named()], h.p(".seminar-quiet")[before])
    return [shown, control, press, part.status]


def _live(found: Activity) -> Part:
    titles = prose.group("titles")

    def step(name: str) -> Step:
        return Step(
            titles[name],
            guess_first(first_name(name), guess(name), lambda first: _second(name, first)),
        )

    names = [saved(name) for name in titles for saved in (first_name, second_name)]
    steps = Stepper([step(name) for name in titles], line=True).box
    return live_frame(found, pane(h.p[prose("task")]), steps, kept_panel(names, lambda kept: result(numbers(kept))))


def on_paper() -> dict[str, object]:
    """The sentences, and overleaf the same with their speakers."""
    return {"sentences": list(sentences().values())}


ACTIVITY = Declaration(CELL, trust_the_speaker, on_paper, whole_on_paper=True, copies=("group",))
