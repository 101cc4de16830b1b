"""W09c: guess how many originals were found; then tick what to know before one repeats a quotation, and trace it."""

from functools import cache

import htpy as h

from seminar.answers.store import Store
from seminar.course.questions import pane
from seminar.course.sources import fact_links, in_brief, says
from seminar.data.evidence import Row, rows
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.numbers import listed
from seminar.screen.controls import Value, evenly
from seminar.screen.figures import dots
from seminar.screen.live import Part
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.screen.trails import FOUND, LOST, OPEN, SECOND_HAND, Trail, trails
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Asked, Guess, Guessed, distance, guess_first, later
from seminar.workbench.panel import Panel, kept_panel, live_frame, still_frame, still_panel
from seminar.workbench.tick_by_tick import Ticked, Ticker

CELL = "09-w09c"
prose = Words(CELL)
FAULTS = prose.group("faults")
"""What to know of a quotation before one repeats it → its words on a switch."""
STATES = prose.group("states")
"""How far a chain leads, as in the data → as it is said."""
ENDS = dict(zip(STATES, (FOUND, SECOND_HAND, LOST), strict=True))
"""How far a chain leads, as in the data → how its trail ends in the picture."""
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


def found_originals() -> int:
    """Of how many quotations the original was found and read."""
    return sum(ENDS[row.cells["chain"]] == FOUND for row in quotations())


def traced(answers: Store, guessed: Value | None = None) -> Panel:
    """How far the checked quotations could be traced; what was *guessed* of all of them stands under the finding."""
    return _trails_of(set(TICKER.done(answers)), TICKER.tally(answers), TICKER.each(answers), guessed)


def _trails_of(done: set[int], tally: str, each: list[str], guessed: Value | None) -> Panel:
    """The trails of the quotations whose numbers are *done*, beside those that are still open."""
    checked = [row for number, row in enumerate(quotations(), 1) if number in done]
    counts = "; ".join(f"{sum(state(row) == words for row in checked)} {words}" for words in STATES.values())
    every = len(quotations())
    finding = prose("finding", found=found_originals(), all=every)
    text = prose("text", finding=finding, traced=len(done), all=every, counts=counts, tally=tally, meaning=MEANING)
    body = [
        [
            f"{row.cells['paragraph']}: {row.cells['about']}",
            row.cells["who"],
            str(row.cells.get("year", "–")),
            state(row),
        ]
        for row in checked
    ]
    table = [Table(prose("caption"), prose.all("columns"), body)] if body else []
    under = distance(guessed, found_originals())
    return Panel(finding, [_picture(done, counts), *table], text, each, under)


def _picture(done: set[int], counts: str) -> Figure:
    shown = [
        Trail(number, cells["paragraph"], ENDS[cells["chain"]], str(cells.get("year", "–")))
        if number in done
        else Trail(number, cells["paragraph"], OPEN, "")
        for number, cells in enumerate((row.cells for row in quotations()), 1)
    ]
    looks = {ENDS[key]: words for key, words in STATES.items()}
    said = prose("alt", all=len(shown), traced=len(done), counts=counts)
    return Figure(lambda ink: trails(shown, looks, ink), said, prose("picture"))


def guess() -> Guess:
    """How many of the originals were found."""
    count = len(quotations())

    def picture(guessed: Guessed) -> Figure:
        full = guessed if isinstance(guessed, int) else 0
        said = prose("guess.alt", all=count, count=full)
        return Figure(lambda ink: dots(full, False, ink, count, count), said, prose("guess.caption"))

    question, label = prose("guess.question", all=count), prose("guess.label")
    return Guess(question, label, evenly(0, count), 0, picture, prose("guess.before"))


def in_class() -> str:
    """The numbers of the quotations that a class takes: "1, 2 and 4"."""
    return listed(str(number) for number, row in enumerate(quotations(), 1) if row.cells["in_class"] == "yes")


def intro() -> str:
    """What to do."""
    return prose("task", numbers=in_class())


@forgiving
def trace_the_quotations() -> Output:
    """The quotation clinic: a guess, then five switches for each quotation; how far it leads comes after the check."""
    found = record(CELL, Activity)
    still = still_frame(
        found,
        guess().still(),
        h.p[intro()],
        h.p[prose("ticks", faults=TICKER.listed(list(FAULTS)))],
        h.ol[(h.li[_described(row)] for row in quotations())],
        h.p(".seminar-words")[prose("to-trace", count=len(quotations()), meaning=MEANING)],
        h.p[prose("run-here")],
    )
    every = set(TICKER.numbers())
    result = still_panel(_trails_of(every, prose("all-of-them"), [], None))
    return Output(still, prose("plain", title=found.title), lambda: _live(found), later(result))


def _live(found: Activity) -> Part:
    names = [f"{CELL}-{number}" for number in TICKER.numbers()]

    def clinic(guessed: Value | None) -> list[Part]:
        return [pane(h.p[intro()]), TICKER.boxes(), kept_panel(names, lambda answers: traced(answers, guessed))]

    return live_frame(found, guess_first(f"{CELL}-guess", guess(), clinic))


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


def keys() -> h.Node:
    """How many originals were found, and our reading of every quotation: for the instructor only."""
    return [h.p[prose("finding", found=found_originals(), all=len(quotations())), "."], TICKER.keys()]


def for_the_room() -> Asked:
    """How many originals one thinks were found, and how many were."""
    return Asked(guess(), found_originals())


ACTIVITY = Declaration(
    CELL, trace_the_quotations, on_paper, key=keys, brief=TICKER.brief, whole_on_paper=True, guess=for_the_room
)
