"""W03d: six questions; tick what is wrong with each, then compare. Then a study in which information moved answers."""

import re

import htpy as h

from seminar.answers.store import Store, store
from seminar.course.questions import pane
from seminar.course.sources import fact_link
from seminar.data.evidence import Row, rows
from seminar.data.records import Activity, faulty_questions, record
from seminar.data.words import Words
from seminar.screen.before_after import before_after
from seminar.screen.controls import Value, evenly
from seminar.screen.live import Box, Part
from seminar.screen.page import Figure, Output, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Asked, Guess, distance, guess_first, later
from seminar.workbench.panel import live_frame, running_result, still_frame, tabs
from seminar.workbench.tick_by_tick import Ticked, Ticker

CELL = "03-w03d"
prose = Words(CELL)
KINDS = prose.group("faults")
"""Kind of fault → its words."""


def heading(number: int) -> str:
    """The number and the words of a question, with its paragraph where it is the essay's."""
    found = faulty_questions()[number - 1]
    where = prose("where", paragraph=found.paragraph) if found.paragraph else ""
    return f"{number}. {found.text}{where}"


def items() -> list[Ticked]:
    """The questions as things to tick."""
    return [
        Ticked(heading(number), found.ticks, prose("repaired", reason=found.reason, repaired=found.repaired.text))
        for number, found in enumerate(faulty_questions(), 1)
    ]


TICKER = Ticker(CELL, "question", lambda: KINDS, items, prose("need-one"))


def text(answers: Store) -> str:
    """The result in full sentences."""
    return prose("text", tally=TICKER.tally(answers), faults=TICKER.listed(list(KINDS)))


@forgiving
def mend_the_questions() -> Output:
    """The question clinic: switches for four faults; our ticks and a repaired example appear after the check."""
    found = record(CELL, Activity)
    still = still_frame(
        found,
        h.p[prose("task", faults=TICKER.listed(list(KINDS)))],
        h.ol[(h.li[item.said.partition(" ")[2]] for item in items())],
        h.p(".seminar-words")[prose("questions", count=len(faulty_questions()))],
        h.p[prose("run-here")],
        guess().still(),
    )
    return Output(still, prose("plain", title=found.title), lambda: _live(found), later(_informed(None)))


def _live(found: Activity) -> Part:
    answers = store(CELL)
    clinic = Box([TICKER.boxes(), *running_result(CELL, lambda: _result(answers))], "seminar-part")
    study = guess_first(f"{CELL}-guess", guess(), lambda guessed: [pane(_informed(guessed, live=True))])
    panels = {prose("tabs.clinic"): clinic, prose("tabs.study"): study}
    return live_frame(found, tabs(panels), *panels.values())


def study() -> Row:
    """The study that asked one question twice, the second time after some information."""
    (row,) = (row for row in rows("framing_studies") if row.cells["outcome"] == prose("study.outcome"))
    return row


def shares() -> tuple[int, int]:
    """The approval of the students in China before and after, in percent."""
    before, after = map(int, re.findall(r"(\d+)%", study().cells["effect"])[:2])
    return before, after


def guess() -> Guess:
    """What approval was after the information."""
    before, _ = shares()
    question = prose("study.question", before=before)
    told = prose("study.before", place=study().cells["place"], study=study().cells["study"])
    return Guess(question, prose("study.label"), evenly(0, 100, "%"), before, before=told)


def _informed(guessed: Value | None, live: bool = False) -> h.Renderable:
    """The study's result, beside what was guessed."""
    before, after = shares()
    mine = (guessed, prose("study.mine", guess=guessed)) if isinstance(guessed, int) else None
    figure = Figure(
        lambda ink: before_after((before, prose("study.first")), (after, prose("study.second")), mine, ink),
        prose("study.alt", before=before, after=after),
        prose("study.caption"),
    )
    row = study()
    return h.fragment[
        h.p(".seminar-finding")[prose("study.finding", before=before, after=after)],
        h.p(".seminar-under")[distance(guessed, after, "%")],
        figure.live() if live else figure.still(),
        h.p[prose("study.text", effect=row.cells["effect"], caveat=row.cells["caveat"]), fact_link(row)],
    ]


def _result(answers: Store) -> list[h.Node]:
    return [TICKER.tally(answers), text(answers), TICKER.in_words(answers, prose("in-words"))]


def on_paper() -> dict[str, object]:
    """The questions under their headings, and the faults to tick."""
    return {"questions": list(map(heading, TICKER.numbers())), "faults": list(KINDS.values())}


def for_the_room() -> Asked:
    """The approval that one expects after the information, and the one that was found, in percent."""
    return Asked(guess(), shares()[1])


ACTIVITY = Declaration(
    CELL, mend_the_questions, on_paper, key=TICKER.keys, brief=TICKER.brief, whole_on_paper=True, guess=for_the_room
)
