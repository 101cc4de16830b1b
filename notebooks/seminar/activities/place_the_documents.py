"""W02b: real documents to place on a ladder, by who issued them; then what their parts order or only encourage."""

from collections.abc import Iterator
from textwrap import shorten
from typing import NamedTuple

import htpy as h

from seminar.answers.saved import Saved
from seminar.answers.store import Store
from seminar.course.questions import Marks, pane
from seminar.course.sources import fact_links
from seminar.data.evidence import Row, fact, rows
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.models import ladder
from seminar.numbers import capital, day
from seminar.screen.controls import Button, Pane, option_list
from seminar.screen.ladder import Card, Ladder
from seminar.screen.live import Box, Part
from seminar.screen.page import Output, forgiving, with_chinese
from seminar.workbench.declaration import Declaration
from seminar.workbench.item_by_item import Item, Sorter
from seminar.workbench.panel import live_frame, still_frame, tabs
from seminar.workbench.stepper import Step, Stepper, first_open

CELL = "02-w02b"
prose = Words(CELL)
RUNGS = prose.group("rungs")
SIDE = ("court", "draft")
"""What stands beside the ladder."""


class Document(NamedTuple):
    """A card: the *row* of the ladder, what is known of the document before it is placed, and our reading."""

    number: int
    row: Row

    @property
    def question(self) -> str:
        """The name under which its rung is saved."""
        return f"{CELL}-{self.number:02}"

    @property
    def key(self) -> str:
        """Our rung."""
        return self.row.cells["rung"]

    @property
    def cells(self) -> dict[str, str]:
        """The cells of the document."""
        return fact(self.row.cells["document"]).cells

    def described(self) -> dict[str, str]:
        """Issuer, number, date and titles, as they stand on a card; a number that we did not read is said so."""
        cells = self.cells
        names: tuple[str, ...] = ("title", "title_zh", "pinyin", "issuer")
        shown = {name: cells[name] for name in names if name in cells}
        return {**shown, "number": cells.get("number", prose("no-number")), "date": day(cells["date"])}

    def reason(self) -> str:
        """Why it stands on our rung, whom it binds and whether a court applies it."""
        cells = self.cells
        effect = prose("effect", binds=cells["binds"], applied=cells["court_applies"])
        return f"{self.row.cells['why']} {effect}"


def documents() -> list[Document]:
    """The documents to place, in order."""
    return [Document(number, row) for number, row in enumerate(rows("ladder"), 1)]


def card(document: Document) -> h.Renderable:
    """The card of a document: issuer, number and date before its title, and nothing of our reading."""
    names = prose("card.issuer"), prose("card.number"), prose("card.date"), prose("card.title")
    return h.dl(".seminar-in-hand")[
        ([h.dt[name], h.dd[words]] for name, words in zip(names, _lines(document), strict=True))
    ]


def _in_a_row(document: Document) -> list[h.Node]:
    """The same for a list."""
    first, *others = _lines(document)
    return [first, ([" · ", line] for line in others)]


def _lines(document: Document) -> list[h.Node]:
    """Issuer, number, date and title."""
    said = document.described()
    return [h.strong[said["issuer"]], with_chinese(said["number"]), said["date"], said["title"]]


class Placed(NamedTuple):
    """What is saved of a document: the rung it stands on, those that were checked, in order, and whether ours was
    *shown* for it."""

    rung: str = ""
    tried: tuple[str, ...] = ()
    shown: bool = False

    @classmethod
    def of(cls, answers: Store, document: Document) -> "Placed":
        """What is saved; what was edited into something else counts as nothing."""
        value = answers.parts(document.question)
        tried = value.get("tried")
        known = tuple(rung for rung in tried if rung in RUNGS) if isinstance(tried, list) else ()
        rung = str(value.get("rung", ""))
        return cls(rung if rung in RUNGS else "", known, bool(value.get("shown")))

    def saved(self) -> dict[str, object]:
        """It as it is saved."""
        return {"rung": self.rung, "tried": list(self.tried), "shown": self.shown}

    def done(self, key: str) -> bool:
        """Whether it stands on our rung for good."""
        return self.shown or key in self.tried

    def stands(self, key: str) -> str:
        """The rung on which its card is seen: ours once it is done, before that the one tried last, or ""."""
        return key if self.done(key) else next(iter(self.tried[-1:]), "")


def standing(answers: Store) -> dict[str, list[Card]]:
    """The cards that stand on each rung, with a word on those that do not stand on ours or did not at first."""
    found: dict[str, list[Card]] = {}
    for document in documents():
        placed, said = Placed.of(answers, document), document.described()
        if rung := placed.stands(document.key):
            lines = [_short(said["issuer"], 36), _short(said["number"], 24)]
            found.setdefault(rung, []).append(Card(_short(said["title"], 30), lines, _note(placed, document.key)))
    return found


def _short(words: str, letters: int) -> str:
    return shorten(words, letters, placeholder=" …")


def _note(placed: Placed, key: str) -> str:
    if not placed.done(key):
        return prose("note-again")
    first = next(iter(placed.tried), key)
    return "" if first == key else prose("note-first", rung=short(first))


def short(rung: str) -> str:
    """A rung without what it holds: "rung 3"."""
    return RUNGS[rung].partition(":")[0]


def finding(answers: Store) -> str:
    """How many cards stand on the ladder, and how many stood on our rung at once."""
    placed = [(Placed.of(answers, document), document.key) for document in documents()]
    return prose(
        "finding",
        placed=sum(bool(one.stands(key)) for one, key in placed),
        every=len(placed),
        held=sum(one.tried[:1] == (key,) for one, key in placed),
    )


def reply(document: Document, placed: Placed) -> h.Node:
    """What is said of the card in hand: nothing before its check, then whether our rung is higher, or our reading."""
    if placed.done(document.key):
        opening = prose("right") if document.key in placed.tried else prose("shown", rung=short(document.key))
        return [h.strong[opening], " ", document.reason(), " ", fact_links(document.row.cells["facts"])]
    if not placed.tried:
        return prose("waiting")
    higher = ladder.is_higher(document.key, placed.tried[-1])
    where = prose("beside") if higher is None else prose("higher") if higher else prose("lower")
    return [h.strong[prose("wrong")], " ", where]


class _Board:
    """The ladder with the card in hand: a rung is chosen, then it is checked."""

    def __init__(self) -> None:
        self.documents = documents()
        self.part = Saved(*(document.question for document in self.documents))
        cards = [Step(_short(document.described()["title"], 24), pane(card(document))) for document in self.documents]
        start = first_open(self._placed(document).done(document.key) for document in self.documents)
        self.hand = Stepper(cards, start=start)
        options = [{**one, "side": one["id"] in SIDE} for one in option_list(list(RUNGS.items()))]
        self.ladder = Ladder(legend=prose("legend"), options=options, nobody=prose("nobody"))
        self.press, self.give = Button(prose("check"), self._check), Button(prose("show"), self._show)
        self.line, self.reply = Pane(announce=True), Pane(announce=True)
        left = Box([self.hand.box], "seminar-controls")
        right = Box([self.line, self.ladder, Box([self.press, self.give], "seminar-buttons"), self.part.status])
        self.box = Box([left, right, self.reply], "seminar-view", "seminar-hand")
        self.hand.observe(lambda change: self.draw(), "place")
        self.ladder.observe(lambda change: self._choose(change["new"]), "value")
        self.part.follow(self.draw)

    @property
    def document(self) -> Document:
        """The one in hand."""
        return self.documents[self.hand.place]

    def _placed(self, document: Document) -> Placed:
        return Placed.of(self.part.answers, document)

    def _save(self, placed: Placed) -> None:
        if placed != self._placed(self.document):
            self.part.save(self.document.question, placed.saved())

    def _choose(self, rung: str) -> None:
        self._save(self._placed(self.document)._replace(rung=rung))

    def _check(self) -> None:
        placed = self._placed(self.document)
        if placed.rung:
            self._save(placed._replace(tried=(*placed.tried, placed.rung)))
        else:
            self.part.say(prose("choose-first"))

    def _show(self) -> None:
        self._save(self._placed(self.document)._replace(shown=True))

    def draw(self) -> None:
        """Bring the ladder, the buttons and the reply up to date with what is saved."""
        placed, key = self._placed(self.document), self.document.key
        done = placed.done(key)
        self.ladder.value = key if done else placed.rung
        self.ladder.disabled = done
        self.ladder.here = "" if done or placed.rung in placed.tried[-1:] else prose("here")
        self.ladder.stand(standing(self.part.answers))
        self.press.off = done or placed.rung in placed.tried
        self.press.label = prose("again") if placed.tried and not done else prose("check")
        self.give.hidden = done or not placed.tried
        self.line.html = str(h.p(".seminar-finding")[finding(self.part.answers)])
        self.reply.html = str(h.p(".seminar-words")[reply(self.document, placed)])
        self.part.say(self.part.when(self.document.question))


PARTS_OF_TEXTS = Sorter(
    f"{CELL}-part",
    prose.group("kinds"),
    lambda: list(_parts()),
    prose("part-waiting"),
    Marks(prose("mark-key"), prose("held"), prose("not-held")),
)


def _parts() -> Iterator[Item]:
    """Provisions of the documents as things to sort by their verb."""
    for row in rows("ladder_parts"):
        cells = fact(row.cells["provision"]).cells
        words = prose("part", document=cells["document"], article=cells["article"], says=cells["says"])
        yield Item(words, row.cells["kind"], row.cells["why"], facts=row.cells["facts"])


def parts_tally(answers: Store) -> list[h.Node]:
    """How many provisions are sorted, and how many as we do."""
    pairs = PARTS_OF_TEXTS.pairs(answers)
    same = sum(chosen == key for chosen, key in pairs)
    every = len(PARTS_OF_TEXTS.items())
    last = prose("parts-all") if len(pairs) == every else ""
    return [prose("parts-finding", sorted=len(pairs), every=every, same=same) + last]


@forgiving
def place_the_documents() -> Output:
    """The document ladder: cards to put on rungs; our rung appears after the check. Then the parts of the texts."""
    found = record(CELL, Activity)
    still = still_frame(
        found,
        h.p[prose("task"), "; ".join(RUNGS.values()), "."],
        h.ol[(h.li[_in_a_row(document)] for document in documents())],
        h.p[prose("parts-task"), "; ".join(PARTS_OF_TEXTS.kinds.values()), "."],
        PARTS_OF_TEXTS.listed(),
        h.p[prose("run-here")],
    )
    return Output(still, prose("plain", title=found.title), lambda: _live(found))


def _live(found: Activity) -> Part:
    sorting = Box(PARTS_OF_TEXTS.live(parts_tally, prose("in-words")), "seminar-part")
    panels = {prose("tabs.ladder"): _Board().box, prose("tabs.parts"): sorting}
    return live_frame(found, tabs(panels), *panels.values())


def keys() -> h.Renderable:
    """Our rung of every card and our reading of every provision: for the instructor only."""
    placed = (h.li[h.strong[f"{RUNGS[one.key]}. "], one.reason()] for one in documents())
    return h.fragment[h.ol[placed], h.p[prose("tabs.parts")], PARTS_OF_TEXTS.keys()]


def on_paper() -> dict[str, object]:
    """The ladder and the cards to lay on it, and the provisions with a box for each kind, without our reading."""
    return {
        "rungs": list(map(capital, RUNGS.values())),
        "cards": [{"card": one.number, **one.described()} for one in documents()],
        "kinds": list(map(capital, PARTS_OF_TEXTS.kinds.values())),
        "parts": [(item.text, *("☐" for _ in PARTS_OF_TEXTS.kinds)) for item in PARTS_OF_TEXTS.items()],
    }


ACTIVITY = Declaration(CELL, place_the_documents, on_paper, key=keys, whole_on_paper=True, copies=("group",))
