"""W02b: real documents to place on a ladder, by who issued them."""

import htpy as h

from seminar.answers.store import Store
from seminar.course.questions import Marks
from seminar.data.evidence import Row, fact, rows
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.models import ladder
from seminar.numbers import capital, day, plural
from seminar.screen.live import Part
from seminar.screen.page import Output, Table, forgiving, with_chinese
from seminar.workbench.declaration import Declaration
from seminar.workbench.item_by_item import Item, Sorter
from seminar.workbench.panel import live_frame, still_frame

CELL = "02-w02b"
prose = Words(CELL)
RUNGS = prose.group("rungs")
SHOWN = ("title", "title_zh", "pinyin", "issuer", "number")
"""What stands on a card, where the table has it, besides the date."""


def described(row: Row) -> dict[str, str]:
    """What is known of the document of *row* before it is placed: its titles, its issuer, its number and its date."""
    cells = fact(row.cells["document"]).cells
    return {**{name: cells[name] for name in SHOWN if name in cells}, "date": day(cells["date"])}


def card(row: Row) -> h.Node:
    """The card of a document: its titles, issuer line, number and date, and nothing of our reading."""
    said = described(row)
    original = [h.br, with_chinese(said["title_zh"]), f" {said['pinyin']}"] if "title_zh" in said else None
    number = [prose("card-number"), with_chinese(said["number"]), ". "] if "number" in said else None
    line = [prose("card", issuer=said["issuer"]), number, prose("card-date", date=said["date"])]
    return [h.strong[said["title"]], original, h.br, line]


def effect(row: Row) -> str:
    """Whom the document binds and whether a court applies it."""
    cells = fact(row.cells["document"]).cells
    return prose("effect", binds=cells["binds"], applied=cells["court_applies"])


def items() -> list[Item]:
    """The documents as things to place."""
    return [_item(row) for row in rows("ladder")]


def _item(row: Row) -> Item:
    reason = f"{row.cells['why']} {effect(row)}"
    return Item(described(row)["title"], row.cells["rung"], reason, card=card(row), facts=row.cells["facts"])


SORTER = Sorter(
    CELL,
    RUNGS,
    items,
    prose("waiting"),
    Marks(prose("mark-key"), prose("mark-other"), prose("held"), prose("not-held")),
)


@forgiving
def place_the_documents() -> Output:
    """The document ladder: one choice for each document; our rung and its reason appear after it is checked."""
    found = record(SORTER.cell_id, Activity)
    still = still_frame(
        found, h.p[prose("task"), "; ".join(RUNGS.values()), "."], SORTER.listed(), h.p[prose("run-here")]
    )
    return Output(still, prose("plain", title=found.title), lambda: _live(found))


def _live(found: Activity) -> Part:
    return live_frame(found, *SORTER.live(tally, prose("in-words")))


def distances(answers: Store) -> list[int | None]:
    """For each document that is checked, the distance to our rung, None where none can be counted."""
    return [ladder.distance(rung, key) for rung, key in SORTER.pairs(answers) if rung in RUNGS]


def tally(answers: Store) -> list[h.Node]:
    """How many documents are placed and how near to our reading, in two sentences; then the student's own ladder."""
    found, every = distances(answers), len(items())
    same, near = found.count(0), found.count(1)
    far, uncounted = sum(bool(one and one > 1) for one in found), found.count(None)
    documents = plural(str(len(found)), "document")
    finding = prose("finding", placed=len(found), every=every, held=same)
    text = prose("text", documents=documents, every=every, held=same, near=near, far=far, uncounted=uncounted)
    return [finding, text, _own_ladder(answers)]


def _own_ladder(answers: Store) -> h.Renderable:
    """The rungs with the documents that the student has put on them."""
    on: dict[str, list[str]] = {rung: [] for rung in RUNGS}
    for number, item in enumerate(items(), 1):
        rung = SORTER.checked(answers, number)
        if rung in on:
            on[rung].append(f"{number}. {item.text}")
    body = [[capital(words), "; ".join(on[rung]) or "–"] for rung, words in RUNGS.items()]
    return Table(prose("own-ladder"), prose.all("ladder-columns"), body).markup()


def on_paper() -> dict[str, object]:
    """The ladder and the cards to lay on it, without our reading."""
    cards = [{"card": number, **described(row)} for number, row in enumerate(rows("ladder"), 1)]
    return {"rungs": list(map(capital, RUNGS.values())), "cards": cards}


ACTIVITY = Declaration(CELL, place_the_documents, on_paper, key=SORTER.keys, whole_on_paper=True)
