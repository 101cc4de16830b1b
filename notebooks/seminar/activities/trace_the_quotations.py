"""W09c: what the essay quotes; tick what to know before one repeats it, then read how far it could be traced."""

from functools import cache

import htpy as h

from seminar.answers.store import Store, store
from seminar.course.questions import pane
from seminar.course.sources import fact_links, in_brief, says
from seminar.data.evidence import Row, rows
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.numbers import listed
from seminar.screen.live import Part
from seminar.screen.page import Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import live_frame, running_result, still_frame
from seminar.workbench.tick_by_tick import Ticked, Ticker

CELL = "09-w09c"
prose = Words(CELL)
FAULTS = prose.group("faults")
"""What to know of a quotation before one repeats it → its words on a switch."""
STATES = prose.group("states")
"""How far a chain leads, as in the data → as it is said."""
MEANING = prose("meaning")


def quotations() -> list[Row]:
    """What the essay quotes or borrows, in the order of the file."""
    return rows("quote_origins")


def state(row: Row) -> str:
    """How far the chain of a quotation leads."""
    return STATES[row.cells["chain"]]


def chain(row: Row) -> str:
    """The chain from the essay to the original, as one line."""
    found = ", ".join(sorted({one.sources()[0]["publisher"] for one in row.rests_on()}))
    between = prose("read", found=found) if found else ""
    year = prose("of-year", year=row.cells["year"]) if "year" in row.cells else ""
    return prose("chain", paragraph=row.cells["paragraph"], between=between, year=year, state=state(row))


@cache
def items() -> list[Ticked]:
    """The quotations as things to tick."""
    return [_item(number, row) for number, row in enumerate(quotations(), 1)]


def _item(number: int, row: Row) -> Ticked:
    cells = row.cells
    said = f"{number}. {cells['paragraph']}: {cells['about']}."
    reading = prose(
        "reading", who=cells["who"], context=cells["context"], ended=_ended(cells.get("note", "")), chain=chain(row)
    )
    card = [h.p[h.strong[said]], h.p[prose("card", claimed=cells["claimed_in_essay"])], _evidence(number, row)]
    return Ticked(said, cells["faults"].split(";"), reading, card)


def _ended(note: str) -> str:
    return f"{note}. " if note else ""


def _evidence(number: int, row: Row) -> h.Renderable:
    """What a search found, to be opened by the reader."""
    found = row.rests_on()
    listed = h.ul[[h.li[f"{says(one)} ({in_brief(one)})"] for one in found]]
    return h.details[h.summary[prose("evidence", number=number)], listed if found else h.p[prose("no-page")]]


TICKER = Ticker(
    CELL,
    "quotation",
    lambda: FAULTS,
    items,
    prose("need-one"),
    further=lambda place: h.p(".seminar-quiet")[_links(quotations()[place])],
)


def _links(row: Row) -> h.Node:
    return [prose("facts"), fact_links(row.cells["facts"])] if "facts" in row.cells else prose("no-source")


def traced(answers: Store) -> list[h.Node]:
    """How far the checked quotations could be traced, as a finding, a table and in words."""
    done = [quotations()[number - 1] for number in TICKER.done(answers)]
    counts = {words: sum(state(row) == words for row in done) for words in STATES.values()}
    finding = prose(
        "finding",
        traced=len(done),
        all=len(quotations()),
        counts="; ".join(f"{words}: {n}" for words, n in counts.items()),
    )
    body = [
        [
            f"{row.cells['paragraph']}: {row.cells['about']}",
            row.cells["who"],
            str(row.cells.get("year", "–")),
            state(row),
        ]
        for row in done
    ]
    table = Table(prose("caption"), prose.all("columns"), body)
    text = prose("text", finding=finding, tally=TICKER.tally(answers), meaning=MEANING)
    return [finding, text, table.markup() if done else None]


def in_class() -> str:
    """The numbers of the quotations that a class takes: "1, 2 and 4"."""
    return listed(str(number) for number, row in enumerate(quotations(), 1) if row.cells["in_class"] == "yes")


def intro() -> str:
    """What to do."""
    return prose("task", numbers=in_class())


@forgiving
def trace_the_quotations() -> Output:
    """The quotation clinic: five switches for each quotation; who said it and how far it leads come after the check."""
    found = record(CELL, Activity)
    still = still_frame(
        found,
        h.p[intro()],
        h.p[prose("ticks", faults=TICKER.listed(list(FAULTS)))],
        h.ol[(h.li[_described(row)] for row in quotations())],
        h.p(".seminar-words")[prose("to-trace", count=len(quotations()), meaning=MEANING)],
        h.p[prose("run-here")],
    )

    def live() -> Part:
        answers, boxes = store(CELL), TICKER.boxes()
        result = running_result(CELL, lambda: [*traced(answers), TICKER.in_words(answers, prose("in-words"))])
        return live_frame(found, pane(h.p[intro()]), boxes, *result)

    return Output(still, prose("plain", title=found.title), live)


def _described(row: Row) -> str:
    """A quotation as the essay gives it, described and not quoted."""
    return prose(
        "described", paragraph=row.cells["paragraph"], about=row.cells["about"], claimed=row.cells["claimed_in_essay"]
    )


def on_paper() -> dict[str, object]:
    """The quotations as the essay gives them, with boxes to tick, and the words for faults and chains."""
    rows = [
        (f"{number}. {cells['paragraph']}: {cells['about']}", cells["claimed_in_essay"], *("☐" for _ in FAULTS), "")
        for number, cells in enumerate((row.cells for row in quotations()), 1)
    ]
    faults, states = list(FAULTS.values()), list(STATES.values())
    return {"rows": rows, "in_class": in_class(), "faults": faults, "states": states, "meaning": MEANING}


ACTIVITY = Declaration(CELL, trace_the_quotations, on_paper, key=TICKER.keys, whole_on_paper=True)
