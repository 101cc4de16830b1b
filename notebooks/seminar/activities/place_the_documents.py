"""W02b: real documents to place on a ladder, by who issued them; foreign laws on their own country's ladder."""

from collections.abc import Mapping

import htpy as h

from seminar.answers.store import Store
from seminar.course.questions import Marks
from seminar.data.evidence import SILENT, Row, fact, rows
from seminar.data.records import Activity, record
from seminar.models import ladder
from seminar.numbers import capital, day, listed, plural
from seminar.screen.live import Box, Part
from seminar.screen.page import Output, Table, forgiving, with_chinese
from seminar.workbench.declaration import Declaration
from seminar.workbench.item_by_item import Item, Sorter
from seminar.workbench.panel import live_frame, still_frame, tabs

CELL = "02-w02b"

RUNGS = {
    "law": "rung 6: constitution, or law of the national legislature",
    "regulation": "rung 5: administrative regulation of the State Council",
    "rule": "rung 4: rule of a ministry, or local regulation",
    "court": "side rung: interpretation by the Supreme People’s Court",
    "plan": "rung 2: plan, opinion or notice",
    "company": "rung 1: terms of a company",
    "draft": "beside the ladder: a draft, not in force",
}
OTHER_RUNGS = {
    "law": "constitution, or law of the national legislature",
    "regulation": "regulation of the government or an agency",
    "state": "law of a state of the country",
    "court": "ruling of a court",
    "plan": "plan, guideline or official summary",
    "company": "terms of a company",
    "draft": "a draft, not in force",
}
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
    return {f"{HOME}’s ladder": True, f"Ladders of {countries()}": False}


def countries(word: str = "and") -> str:
    """The other countries in words, a *word* before the last: "Germany and the United States"."""
    return listed((f"the {place}" if place.endswith("States") else place for place in elsewhere()), word)


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
    country = "" if row.cells["place"] == HOME else f" Ladder: {row.cells['place']}."
    line = [f"Issuer: {said['issuer']}. Number: ", with_chinese(said["number"]), f". Date: {said['date']}.{country}"]
    return [h.strong[said["title"]], original, h.br, line]


def effect(row: Row) -> str:
    """Whom the document binds and whether a court applies it, as far as the tables say."""
    cells = fact(row.cells["document"]).cells
    return f"Binds: {cells.get('binds', SILENT)}. A court applies it: {cells.get('court_applies', SILENT)}."


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
    "Not placed.",
    Marks("✔ Held.", "✕ Not our reading.", "This rung is held.", "We read it in another way: see the reply."),
)


@forgiving
def place_the_documents() -> Output:
    """The document ladder: one choice for each document; our rung and its reason appear after it is checked."""
    found = record(SORTER.cell_id, Activity)
    still = still_frame(
        found,
        h.p["The rungs, from the top: ", "; ".join(RUNGS.values()), "."],
        h.p[f"A document of {countries('or')} stands on the ladder of its own country, which has no numbers here."],
        SORTER.listed(),
        h.p["Run this cell to place them, or place the paper cards."],
    )
    return Output(still, f"{found.title}. Run this cell to place them.", lambda: _live(found))


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
    finding = f"Placed: {len(found)} of {every}. On a rung that is held: {found.count(0)}"
    near, far = found.count(1), sum(bool(one and one > 1) for one in found)
    text = (
        f"You have placed {plural(str(len(found)), 'document')} of {every}: {found.count(0)} on a rung that is held, "
        f"{near} one rung away, {far} further away, and {found.count(None)} where no distance can be counted (court, "
        "draft, or another country’s ladder). A rung says who issued a text and not how strongly it works."
    )
    return [finding, text, _own_ladder(answers)]


def _own_ladder(answers: Store) -> h.Node:
    """The rungs of both ladders with the documents that the student has put on them."""
    return [
        _ladder_table(f"Your cards: {title}", kinds, home, answers)
        for (title, home), kinds in zip(ladders().items(), (RUNGS, OTHER_RUNGS), strict=True)
    ]


def _ladder_table(caption: str, kinds: Mapping[str, str], home: bool, answers: Store) -> h.Renderable:
    on: dict[str, list[str]] = {rung: [] for rung in kinds}
    for number, item in enumerate(items(), 1):
        rung = SORTER.checked(answers, number)
        if (item.kinds is None) == home and rung in on:
            on[rung].append(f"{number}. {item.text}")
    body = [[capital(words), "; ".join(on[rung]) or "–"] for rung, words in kinds.items()]
    return Table(caption, ["Rung", "Documents that you placed here"], body).markup()


def _live(found: Activity) -> Part:
    boxes = list(zip(items(), SORTER.boxes(), strict=True))
    panels = {
        title: Box([box for item, box in boxes if (item.kinds is None) == home]) for title, home in ladders().items()
    }
    return live_frame(found, tabs(panels), *panels.values(), *SORTER.result(tally, "All documents in words"))


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
    return f"the {place}" if place.endswith("States") else place


ACTIVITY = Declaration(CELL, place_the_documents, on_paper, key=SORTER.keys, whole_on_paper=True)
