"""W00d: invented sentences, and which of the five habits helps with each."""

import htpy as h

from seminar.answers.store import Store
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.screen.live import Part
from seminar.screen.page import Output, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.item_by_item import Item, Sorter
from seminar.workbench.panel import live_frame, still_frame

CELL = "00-w00d"
prose = Words(CELL)
HABITS = prose.group("habits")
SENTENCES = prose.group("sentences")
"""Name → an invented sentence; under the same names stand the habit that helps and the reason."""


def items() -> list[Item]:
    """The sentences, each with the habit that helps."""
    helps, reasons = prose.group("helps"), prose.group("reasons")
    return [Item(said, helps[name], reasons[name]) for name, said in SENTENCES.items()]


SORTER = Sorter(CELL, HABITS, items, prose("waiting"))


@forgiving
def choose_the_habit() -> Output:
    """One habit for each sentence; the reason appears after it is checked."""
    found = record(CELL, Activity)
    still = still_frame(found, h.p[prose("task")], SORTER.listed(), h.p[prose("run-here")])
    return Output(still, prose("plain", title=found.title), lambda: _live(found))


def tally(answers: Store) -> str:
    """For how many sentences a habit is chosen, and how many of these match."""
    pairs = SORTER.pairs(answers)
    return prose("tally", count=len(pairs), all=len(SENTENCES), same=sum(chosen == key for chosen, key in pairs))


def _live(found: Activity) -> Part:
    return live_frame(found, *SORTER.live(lambda answers: [tally(answers)], prose("in-words")))


def on_paper() -> dict[str, object]:
    """The sentences and the habits, without our reading."""
    return {"habits": list(HABITS.values()), "rows": [("", said) for said in SENTENCES.values()]}


ACTIVITY = Declaration(
    CELL, choose_the_habit, on_paper, key=SORTER.keys, brief=SORTER.brief, whole_on_paper=True, copies=("group",)
)
