"""W00b: fourteen invented sentences to sort: fact, value, prediction, figure of speech, or a mixture."""

import htpy as h

from seminar.answers.store import Store
from seminar.data.records import Activity, record, sentences
from seminar.data.words import Words
from seminar.screen.live import Part
from seminar.screen.page import Output, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.item_by_item import Item, Sorter
from seminar.workbench.panel import live_frame, still_frame

CELL = "00-w00b"
prose = Words(CELL)
TYPES = prose.group("kinds")


SORTER = Sorter(CELL, TYPES, lambda: [Item(one.text, one.key, one.reason) for one in sentences()], prose("waiting"))


@forgiving
def sort_the_sentences() -> Output:
    """The sentence sorter: one choice for each sentence; the reason appears after it is checked."""
    found = record(CELL, Activity)
    still = still_frame(
        found,
        h.p[prose("task"), "; ".join(TYPES.values()), "."],
        SORTER.listed(),
        h.p[prose("run-here")],
    )
    return Output(still, prose("plain", title=found.title), lambda: _live(found))


def tally(answers: Store) -> str:
    """How many sentences are sorted and how many of these match; an empty one counts as neither."""
    pairs = SORTER.pairs(answers)
    same = sum(chosen == key for chosen, key in pairs)
    return prose("tally", count=len(pairs), all=len(sentences()), same=same)


def _live(found: Activity) -> Part:
    return live_frame(found, *SORTER.live(lambda answers: [tally(answers)], prose("in-words")))


def on_paper() -> dict[str, object]:
    """The sentences and their kinds, without our reading."""
    return {"kinds": list(TYPES.values()), "sentences": [one.text for one in sentences()]}


ACTIVITY = Declaration(
    CELL, sort_the_sentences, on_paper, key=SORTER.keys, brief=SORTER.brief, whole_on_paper=True, copies=("group",)
)
