"""W02e: rows of a catalogue, a list and laws; tick of whom each may be recorded, and who may punish."""

import htpy as h

from seminar.answers.store import Store, store
from seminar.course.sources import fact_links
from seminar.data.evidence import Row, rows
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.screen.live import Part
from seminar.screen.page import Output, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import live_frame, running_result, still_frame
from seminar.workbench.tick_by_tick import Ticked, Ticker

CELL = "02-w02e"
prose = Words(CELL)
TICKS = prose.group("ticks")
"""Of whom it may be recorded, and who may punish → its words on a switch."""
KINDS = prose.group("kinds")
"""Kind of text, as in the data → what it is called."""


def cases() -> list[Row]:
    """The rows to decide, in the order of the file."""
    return rows("record_rows")


def heading(number: int, row: Row) -> str:
    """A row as it is to be decided: what it is about, where it stands, and what kind of text that is."""
    cells = row.cells
    return prose("row", number=number, act=cells["act"], text=cells["text"], kind=KINDS[cells["kind"]])


def items() -> list[Ticked]:
    """The rows as things to tick."""
    return [
        Ticked(heading(number, row), row.cells["key"].split(";"), row.cells["reading"])
        for number, row in enumerate(cases(), 1)
    ]


TICKER = Ticker(
    CELL,
    "row",
    lambda: TICKS,
    items,
    prose("need-one"),
    further=lambda place: h.p(".seminar-quiet")[prose("facts"), fact_links(cases()[place].cells["facts"])],
)


def counts(answers: Store) -> str:
    """For each tick, how many of the rows that are checked have it by our reading."""
    keys = [TICKER.items()[number - 1].key for number in TICKER.done(answers)]
    return "; ".join(
        prose("count", tick=words, count=sum(tick in key for key in keys)) for tick, words in TICKS.items()
    )


@forgiving
def decide_the_record() -> Output:
    """The rows with four switches each; our reading, with its source, appears after the check."""
    found = record(CELL, Activity)
    still = still_frame(
        found,
        h.p[prose("task", ticks=TICKER.listed(list(TICKS)))],
        h.ol[(h.li[item.said.partition(" ")[2]] for item in items())],
        h.p[prose("run-here")],
    )
    return Output(still, prose("plain", title=found.title), lambda: _live(found))


def _live(found: Activity) -> Part:
    answers = store(CELL)
    return live_frame(found, TICKER.boxes(), *running_result(CELL, lambda: _result(answers)))


def _result(answers: Store) -> list[h.Node]:
    done = TICKER.done(answers)
    text = prose("text", counts=counts(answers)) if done else prose("text-none")
    return [TICKER.tally(answers), text, TICKER.in_words(answers, prose("in-words"))]


def on_paper() -> dict[str, object]:
    """The rows with a box for each tick, without our reading."""
    return {"rows": [(heading(number, row), *("☐" for _ in TICKS)) for number, row in enumerate(cases(), 1)]}


ACTIVITY = Declaration(CELL, decide_the_record, on_paper, key=TICKER.keys, brief=TICKER.brief, whole_on_paper=True)
