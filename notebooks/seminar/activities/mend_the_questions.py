"""W03d: six questions; tick what is wrong with each, then compare with our ticks and a repaired example."""

import htpy as h

from seminar.answers.store import Store, store
from seminar.data.records import Activity, faulty_questions, record
from seminar.models.question_ticks import KINDS
from seminar.screen.live import Part
from seminar.screen.page import Output, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import live_frame, running_result, still_frame
from seminar.workbench.tick_by_tick import Ticked, Ticker

CELL = "03-w03d"


def heading(number: int) -> str:
    """The number and the words of a question, with its paragraph where it is the essay's."""
    found = faulty_questions()[number - 1]
    where = f" (after ¶{found.paragraph}, in our words)" if found.paragraph else ""
    return f"{number}. {found.text}{where}"


def items() -> list[Ticked]:
    """The questions as things to tick."""
    return [
        Ticked(heading(number), found.ticks, f"{found.reason} Repaired: {found.repaired.text}")
        for number, found in enumerate(faulty_questions(), 1)
    ]


TICKER = Ticker(
    CELL, "question", lambda: KINDS, items, "Tick at least one fault first: each of these questions has one or two."
)


def text(answers: Store) -> str:
    """The result in full sentences."""
    return (
        f"{TICKER.tally(answers)}. A tick is one of four faults: {TICKER.listed(list(KINDS))}. "
        "A question without these faults can still get a polite answer, or be asked of the wrong people."
    )


@forgiving
def mend_the_questions() -> Output:
    """The question clinic: switches for four faults; our ticks and a repaired example appear after the check."""
    found = record(CELL, Activity)
    still = still_frame(
        found,
        h.p[
            f"Tick for each question which of these faults it has: {TICKER.listed(list(KINDS))}. "
            "There may be more than one."
        ],
        h.ol[(h.li[item.said.partition(" ")[2]] for item in items())],
        h.p(".seminar-words")[
            f"There are {len(faulty_questions())} questions. Two are the essay’s in our words, the others are written "
            "for this page. The four faults are not all that can go wrong."
        ],
        h.p["Run this cell to tick, or tick on paper."],
    )

    def live() -> Part:
        answers = store(CELL)
        return live_frame(found, *TICKER.boxes(), *running_result(CELL, lambda: _result(answers)))

    return Output(still, f"{found.title}. Run this cell to tick the faults.", live)


def _result(answers: Store) -> list[h.Node]:
    return [TICKER.tally(answers), text(answers), TICKER.in_words(answers, "All questions in words")]


def on_paper() -> dict[str, object]:
    """The questions under their headings, and the faults to tick."""
    return {"questions": list(map(heading, TICKER.numbers())), "faults": list(KINDS.values())}


ACTIVITY = Declaration(CELL, mend_the_questions, on_paper, key=TICKER.keys, whole_on_paper=True)
