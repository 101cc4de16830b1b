"""W01e: how far one trusts a sentence without its speaker, and then with it; both numbers are kept, side by side."""

from collections.abc import Mapping

import htpy as h

from seminar.answers.saved import Saved
from seminar.answers.store import Store
from seminar.course.questions import pane
from seminar.course.sources import fact_links
from seminar.data.records import Activity, record
from seminar.data.words import Words
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
SAID = prose.group("said")
"""What is said, by name, in our words and without a speaker."""
SPEAKERS = prose.group("speakers")
FACTS = prose.group("facts")
TRUST = evenly(0, 100)
MIDDLE = 50
TICKS = ((0.0, prose("ticks.none")), (0.5, "50"), (1.0, prose("ticks.all")))


@forgiving
def trust_the_speaker() -> Output:
    """A few sentences, each rated before and after one knows who speaks."""
    found = record(CELL, Activity)
    still = still_frame(found, h.p[prose("task")], (guess(name).still() for name in SAID))
    plain = prose("plain", title=found.title, count=len(SAID))
    speakers = h.ul[(h.li[SAID[name], " ", speaker(name)] for name in SAID)]
    return Output(still, plain, lambda: _live(found), later(speakers))


def guess(name: str) -> Guess:
    """The first number for a sentence: nobody is named yet."""
    return Guess(SAID[name], prose("first"), TRUST, MIDDLE, picture=lambda value: line({name: (value, None)}))


def speaker(name: str) -> h.Renderable:
    """Who says a sentence, with the fact that tells it."""
    return h.span[h.strong[prose("speaker")], " ", SPEAKERS[name], " ", fact_links(FACTS[name])]


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
    both = {name: (_number(answers, first_name(name)), _number(answers, second_name(name))) for name in SAID}
    return {name: pair for name, pair in both.items() if pair != (None, None)}


def _number(answers: Store, saved: str) -> Guessed:
    value = answers.parts(saved).get("guess")
    return value if value in TRUST.steps else None


def line(rated: Mapping[str, Numbers]) -> Figure:
    """The numbers as marks on lines: a ring without the speaker, a disc with it."""

    def place(value: Guessed) -> float | None:
        return None if value is None else int(value) / 100

    rows = [(SAID[name] if len(rated) > 1 else "", place(first), place(then)) for name, (first, then) in rated.items()]
    return Figure(lambda ink: moves(rows, TICKS, ink), prose("alt", said=in_words(rated)), prose("caption"))


def in_words(rated: Mapping[str, Numbers]) -> str:
    """What the speakers did to one's trust, sentence by sentence."""
    return " ".join(prose("of-one", said=SAID[name], change=movement(*pair)) for name, pair in rated.items())


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

    def keep() -> None:
        part.save(second_name(name), {"guess": control.value})

    press = Button(prose("keep"), keep)
    part.follow(lambda: part.say(part.when(second_name(name))))
    before = prose("first-kept", first=_or_open(first))
    shown = pane(h.p(".seminar-finding")[SAID[name]], h.p[speaker(name)], h.p(".seminar-quiet")[before])
    return [shown, control, press, part.status]


def _live(found: Activity) -> Part:
    def step(name: str) -> Step:
        return Step(
            prose(f"titles.{name}"),
            guess_first(first_name(name), guess(name), lambda first: _second(name, first)),
        )

    names = [saved(name) for name in SAID for saved in (first_name, second_name)]
    steps = Stepper([step(name) for name in SAID], line=True).box
    return live_frame(found, pane(h.p[prose("task")]), steps, kept_panel(names, lambda kept: result(numbers(kept))))


def on_paper() -> dict[str, object]:
    """The sentences, and overleaf the same with their speakers."""
    said = [{"said": SAID[name], "speaker": SPEAKERS[name]} for name in SAID]
    return {"sentences": said}


ACTIVITY = Declaration(CELL, trust_the_speaker, on_paper)
