"""W03d: six questions; tick what is wrong with each, then compare with our ticks and a repaired example."""

import htpy as h

from seminar.answers.store import Store, store
from seminar.data.records import Activity, faulty_questions, record
from seminar.data.words import Words
from seminar.screen.live import Part
from seminar.screen.page import Output, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import live_frame, running_result, still_frame
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
    )

    def live() -> Part:
        answers = store(CELL)
        return live_frame(found, TICKER.boxes(), *running_result(CELL, lambda: _result(answers)))

    return Output(still, prose("plain", title=found.title), live)


def _result(answers: Store) -> list[h.Node]:
    return [TICKER.tally(answers), text(answers), TICKER.in_words(answers, prose("in-words"))]


def on_paper() -> dict[str, object]:
    """The questions under their headings, and the faults to tick."""
    return {"questions": list(map(heading, TICKER.numbers())), "faults": list(KINDS.values())}


ACTIVITY = Declaration(CELL, mend_the_questions, on_paper, key=TICKER.keys, whole_on_paper=True)
