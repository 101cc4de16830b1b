"""W02b: real documents to place on a ladder, by who issued them; foreign laws on their own country's ladder."""

from collections.abc import Mapping

import htpy as h

from seminar.answers.store import Store
from seminar.course.questions import Marks
from seminar.data.evidence import SILENT, Row, fact, rows
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.models import ladder
from seminar.numbers import capital, day, listed, plural
from seminar.screen.live import Box, Part
from seminar.screen.page import Output, Table, forgiving, with_chinese
from seminar.workbench.declaration import Declaration
from seminar.workbench.item_by_item import Item, Sorter
from seminar.workbench.panel import live_frame, still_frame, tabs

CELL = "02-w02b"
prose = Words(CELL)
RUNGS = prose.group("rungs")
OTHER_RUNGS = prose.group("other-rungs")
"""The rungs of every other country's ladder, without numbers, so that none is compared by number."""
HOME = "China"


def placed() -> list[Row]:
    """The documents with our rung for each, those on China's ladder first."""
    return sorted(rows("ladder"), key=lambda row: row.cells["place"] != HOME)


def elsewhere() -> list[str]:
    """The other countries that have a ladder, in the order of the table."""
    return list(dict.fromkeys(row.cells["place"] for row in placed() if row.cells["place"] != HOME))


def ladders() -> dict[str, bool]:
    """The two ladders → whether it is that of HOME."""
    return {prose("home-ladder", home=HOME): True, prose("other-ladders", countries=countries()): False}


def countries(word: str = "and") -> str:
    """The other countries in words, a *word* before the last: "Germany and the United States"."""
    return listed(
        (prose("the-place", place=place) if place.endswith(prose("states")) else place for place in elsewhere()), word
    )


def described(row: Row) -> dict[str, str]:
    """What is known of the document of *row* before it is placed: its titles, its issuer, its number and its date."""
    found = fact(row.cells["document"])
    known = {**found.cells, "issuer": found.cells.get("issuer", found.sources()[0]["publisher"])}
    names = {"title": known.get("title") or known["document"]}
    names |= {name: known[name] for name in ("title_zh", "pinyin") if name in known}
    date = day(known["date"]) if "date" in known else SILENT
    return {**names, "issuer": known["issuer"], "number": known.get("number", SILENT), "date": date}


def card(row: Row) -> h.Node:
    """The card of a document: its titles, issuer line, number and date, and nothing of our reading."""
    said = described(row)
    original = [h.br, with_chinese(said["title_zh"]), f" {said['pinyin']}"] if "title_zh" in said else None
    country = "" if row.cells["place"] == HOME else prose("ladder", place=row.cells["place"])
    line = [
        prose("card", issuer=said["issuer"]),
        with_chinese(said["number"]),
        prose("card-date", date=said["date"], country=country),
    ]
    return [h.strong[said["title"]], original, h.br, line]


def effect(row: Row) -> str:
    """Whom the document binds and whether a court applies it, as far as the tables say."""
    cells = fact(row.cells["document"]).cells
    return prose("effect", binds=cells.get("binds", SILENT), applied=cells.get("court_applies", SILENT))


def items() -> list[Item]:
    """The documents as things to place."""
    return [_item(row) for row in placed()]


def _item(row: Row) -> Item:
    cells = row.cells
    second = {cells["second_rung"]: cells["second_why"]} if "second_rung" in cells else {}
    return Item(
        described(row)["title"],
        cells["rung"],
        f"{cells['why']} {effect(row)}",
        also=second,
        kinds=None if cells["place"] == HOME else OTHER_RUNGS,
        card=card(row),
        facts=cells["facts"],
    )


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
        found,
        h.p[prose("task"), "; ".join(RUNGS.values()), "."],
        h.p[prose("other-country", countries=countries("or"))],
        SORTER.listed(),
        h.p[prose("run-here")],
    )
    return Output(still, prose("plain", title=found.title), lambda: _live(found))


def distances(answers: Store) -> list[int | None]:
    """For each document that is checked, the distance to the nearest rung that is held, None for no distance."""
    chosen = [(SORTER.checked(answers, number), item) for number, item in enumerate(items(), 1)]
    return [
        ladder.nearest(rung, item.views(), mirror=item.kinds is not None)
        for rung, item in chosen
        if rung in SORTER.kinds_of(item)
    ]


def tally(answers: Store) -> list[h.Node]:
    """How many documents are placed and how near to our reading, in two sentences; then the student's own ladder."""
    found, every = distances(answers), len(items())
    finding = prose("finding", placed=len(found), every=every, held=found.count(0))
    near, far = found.count(1), sum(bool(one and one > 1) for one in found)
    text = prose(
        "text",
        documents=plural(str(len(found)), "document"),
        every=every,
        held=found.count(0),
        near=near,
        far=far,
        uncounted=found.count(None),
    )
    return [finding, text, _own_ladder(answers)]


def _own_ladder(answers: Store) -> h.Node:
    """The rungs of both ladders with the documents that the student has put on them."""
    return [
        _ladder_table(prose("own-ladder", title=title), kinds, home, answers)
        for (title, home), kinds in zip(ladders().items(), (RUNGS, OTHER_RUNGS), strict=True)
    ]


def _ladder_table(caption: str, kinds: Mapping[str, str], home: bool, answers: Store) -> h.Renderable:
    on: dict[str, list[str]] = {rung: [] for rung in kinds}
    for number, item in enumerate(items(), 1):
        rung = SORTER.checked(answers, number)
        if (item.kinds is None) == home and rung in on:
            on[rung].append(f"{number}. {item.text}")
    body = [[capital(words), "; ".join(on[rung]) or "–"] for rung, words in kinds.items()]
    return Table(caption, prose.all("ladder-columns"), body).markup()


def _live(found: Activity) -> Part:
    boxes = list(zip(items(), SORTER.boxes(), strict=True))
    panels = {
        title: Box([box for item, box in boxes if (item.kinds is None) == home]) for title, home in ladders().items()
    }
    return live_frame(found, tabs(panels), *panels.values(), *SORTER.result(tally, prose("in-words")))


def on_paper() -> dict[str, object]:
    """The ladders and the cards to lay on them, without our reading."""
    cards = [
        {"card": number, "place": _named(row.cells["place"]), "home": row.cells["place"] == HOME, **described(row)}
        for number, row in enumerate(placed(), 1)
    ]
    return {
        "home": HOME,
        "countries": countries(),
        "rungs": list(map(capital, RUNGS.values())),
        "other_rungs": list(map(capital, OTHER_RUNGS.values())),
        "elsewhere": elsewhere(),
        "caption_elsewhere": list(ladders())[1],
        "cards": cards,
    }


def _named(place: str) -> str:
    return prose("the-place", place=place) if place.endswith(prose("states")) else place


ACTIVITY = Declaration(CELL, place_the_documents, on_paper, key=SORTER.keys, whole_on_paper=True)
