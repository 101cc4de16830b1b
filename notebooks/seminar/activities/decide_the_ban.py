"""W08e: cases for the EU's ban of social scoring: it can reach them, a part of it is missing, or that is open."""

import htpy as h

from seminar.answers.store import Store
from seminar.course.questions import Marks
from seminar.data.evidence import Row, rows
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.screen.live import Part
from seminar.screen.page import Output, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.item_by_item import Item, Sorter
from seminar.workbench.panel import live_frame, still_frame

CELL = "08-w08e"
prose = Words(CELL)
KINDS = prose.group("kinds")
"""What the ban makes of a case, as in the data → its words."""


def cases() -> list[Row]:
    """The cases to decide, in the order of the file."""
    return rows("ban_cases")


def _item(row: Row) -> Item:
    cells = row.cells
    reason = prose("reason", decides=cells["decides"], reached=cells["reached"])
    return Item(prose("case", place=cells["place"], case=cells["case"]), cells["key"], reason, facts=cells["facts"])


SORTER = Sorter(CELL, KINDS, lambda: [_item(row) for row in cases()], prose("waiting"), Marks(**prose.group("marks")))


@forgiving
def decide_the_ban() -> Output:
    """The cases with one choice for each; what decides it, with its facts, appears after the check."""
    found = record(CELL, Activity)
    still = still_frame(
        found, h.p[prose("task", kinds="; ".join(KINDS.values()))], SORTER.listed(), h.p[prose("run-here")]
    )
    return Output(still, prose("plain", title=found.title), lambda: _live(found))


def _live(found: Activity) -> Part:
    return live_frame(found, *SORTER.live(_result, prose("in-words")))


def _result(answers: Store) -> list[h.Node]:
    pairs = SORTER.pairs(answers)
    same = sum(chosen == key for chosen, key in pairs)
    reading = [prose("no-court")] if pairs else []
    return [prose("tally", count=len(pairs), all=len(cases()), same=same), *reading]


def on_paper() -> dict[str, object]:
    """The cases with a box for each kind, without our reading."""
    return {"kinds": list(KINDS.values()), "rows": [(item.text, *("☐" for _ in KINDS)) for item in SORTER.items()]}


ACTIVITY = Declaration(CELL, decide_the_ban, on_paper, key=SORTER.keys, brief=SORTER.brief, whole_on_paper=True)
