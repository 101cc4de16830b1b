"""W01d: count the claims of four paragraphs, then cut one sentence into the claims that can be tested alone."""

import htpy as h

from seminar.course.questions import pane
from seminar.data.evidence import Row, rows
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.numbers import plural
from seminar.screen.controls import evenly
from seminar.screen.live import Part
from seminar.screen.page import Output, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Asked, Guess, Guessed, guess_first, later
from seminar.workbench.panel import live_frame, still_frame
from seminar.workbench.stepper import Step, Stepper
from seminar.workbench.tick_by_tick import Ticked, Ticker

CELL = "01-w01d"
prose = Words(CELL)
PARTS = prose.group("parts")
"""What may stand in the sentence, by name."""
OURS = ("aim", "means", "joined")
"""The parts that do: each can be tested alone, with a record of its own."""

SENTENCE = "C02"
"""The claim that is cut."""
COUNT = Guess(prose("count.question"), prose("count.label"), evenly(1, 30), 1, before=prose("count.before"))


def sentence() -> str:
    """The words of the claim that is cut."""
    (words,) = (row.cells["claim"] for row in rows("claims") if row.id == SENTENCE)
    return words


def to_cut() -> Guess:
    """Into how many claims one would cut the sentence."""
    question = prose("cut.question", sentence=sentence())
    return Guess(question, prose("cut.label"), evenly(1, len(PARTS)), 1, before=prose("cut.before"))


@forgiving
def split_the_claim() -> Output:
    """Two guesses, each with what we say: how many claims, and which of some parts stand in one sentence."""
    found = record(CELL, Activity)
    listed = h.ul[(h.li[words] for words in PARTS.values())]
    still = still_frame(found, COUNT.still(), to_cut().still(), h.p[prose("cut.tick")], listed)
    plain = prose("plain", title=found.title, question=COUNT.question)
    return Output(still, plain, lambda: _live(found), later(our_count()))


def claims_of(found: Activity) -> list[Row]:
    """The claims that we find in the paragraphs which the record names."""
    return [row for row in rows("claims") if int(row.cells["paragraph"].removeprefix("¶")) in found.paragraphs]


def our_count(guessed: Guessed = None) -> h.Renderable:
    """How many claims we count, how far the guess lies from that, and all of them."""
    found = claims_of(record(CELL, Activity))
    return h.fragment[
        h.p(".seminar-finding")[prose("count.finding", count=len(found))],
        guessed is not None and h.p[distance(int(guessed), len(found))],
        h.ol[(h.li[row.cells["claim"]] for row in found)],
        h.p(".seminar-quiet")[prose("count.other")],
    ]


def distance(yours: int, ours: int) -> str:
    """How far a guess lies from our number, in words."""
    if yours == ours:
        return prose("same", yours=yours)
    far = plural(str(abs(yours - ours)), "claim")
    return prose("more" if yours > ours else "fewer", yours=yours, far=far)


def ticker(guessed: Guessed = None) -> Ticker:
    """The parts of the sentence to tick; our reading says how far the guess lies from ours."""
    said = prose("cut.ours", count=len(OURS))
    reading = " ".join([said, *([distance(int(guessed), len(OURS))] if guessed is not None else []), prose("cut.why")])
    return Ticker(
        CELL,
        prose("cut.noun"),
        lambda: PARTS,
        lambda: [Ticked(sentence(), OURS, reading)],
        need_one=prose("cut.need-one"),
    )


def _live(found: Activity) -> Part:
    def counted(guessed: Guessed) -> list[Part]:
        return [pane(our_count(guessed))]

    def cut(guessed: Guessed) -> list[Part]:
        return [pane(h.p[prose("cut.tick")]), ticker(guessed).boxes()]

    steps = [
        Step(prose("count.title"), guess_first(f"{CELL}-count", COUNT, counted)),
        Step(prose("cut.title"), guess_first(f"{CELL}-cut", to_cut(), cut)),
    ]
    return live_frame(found, Stepper(steps, line=True).box)


def on_paper() -> dict[str, object]:
    """The sentence with its parts, and overleaf our count and our cuts."""
    found = claims_of(record(CELL, Activity))
    return {
        "sentence": sentence(),
        "parts": list(PARTS.values()),
        "claims": [row.cells["claim"] for row in found],
        "ours": [PARTS[name] for name in OURS],
        "why": prose("cut.why"),
    }


def for_the_room() -> Asked:
    """The number of claims as one thinks, and as we count them."""
    return Asked(COUNT, len(claims_of(record(CELL, Activity))))


ACTIVITY = Declaration(
    CELL,
    split_the_claim,
    on_paper,
    key=lambda: ticker().keys(),
    whole_on_paper=True,
    copies=("group", "back"),
    guess=for_the_room,
)
