"""W10b: a verdict with its scope, three to six cards and what would change it; on one page, without a name."""

from collections.abc import Sequence
from functools import partial

import htpy as h

from seminar.activities.parts import verdicts
from seminar.activities.parts.verdicts import CHECKS, CONFIDENCE, SIDES, TEXTS, Verdict, name_of
from seminar.answers.saved import Saved, status_line
from seminar.answers.store import place
from seminar.course.questions import text_area
from seminar.course.sources import fact_link, in_brief, kind_of, says
from seminar.data.evidence import fact, rows
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.models.verdict import FEWEST_CARDS, MOST_CARDS
from seminar.screen.controls import Button, Choice, Entry, Pane, Select, Tiles, option_list
from seminar.screen.live import Box, Part
from seminar.screen.page import Output, forgiving, with_chinese
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import live_frame, still_frame

prose = Words("10-w10b")


@forgiving
def build_the_verdict() -> Output:
    """The verdict builder: a question, a sentence, its scope, cards from the evidence, and six checks."""
    found = record(verdicts.CELL, Activity)
    still = still_frame(
        found,
        h.p[prose("choose"), " ".join(verdicts.offered())],
        h.p[prose("six-boxes")],
        h.ul[(h.li["☐ ", words] for words in CHECKS.values())],
        [
            h.details[
                h.summary[prose("offered", question=question)],
                h.ul[(h.li[f"{key}: ", with_chinese(says(fact(key))), _scope(key)] for key in cards)],
            ]
            for question, cards in verdicts.offered().items()
        ],
        h.p[prose("run-here")],
    )
    plain = prose("plain", title=found.title)
    return Output(still, plain, lambda: Builder(found).box)


class Builder:
    """The live builder: cards are taken in hand and put on a shelf; every part is saved as it is given."""

    def __init__(self, found: Activity) -> None:
        self._part = Saved(*map(name_of, ("question", "for", *TEXTS, "cards", "confidence")))
        self.answers = self._part.answers
        questions = [(question, question) for question in verdicts.offered()]
        self.question = Select(legend=prose("question"), options=option_list(questions), value=self.verdict.question)
        self.hand, self._first = "", 0
        self.shelves = {side: Tiles(legend=words) for side, words in prose.group("shelves").items()}
        self.offer = Tiles()
        self.next = Button("", self._turn)
        self.in_hand = Pane(announce=True)
        self.put = {side: Button(words, partial(self._put, side)) for side, words in prose.group("put").items()}
        self.away = Button(prose("take-away"), self._take_away)
        self.fits = Button(prose("fits"), self._keep)
        self.other = Entry(prose("other-fact"), verdicts.known_fact, "")
        levels = option_list(list(CONFIDENCE.items()))
        self.sure = Choice(legend=prose("how-sure"), options=levels, value=self.verdict.confidence, look="row")
        self.texts = {name: self._text(name, *described) for name, described in TEXTS.items()}
        self.conflict, self.result = Pane(announce=True), Pane(announce=True)
        self.printed, self.page = Pane(announce=True), Pane()
        self._shown = self.verdict
        self.question.observe(self._asked, "value")
        self.other.observe(lambda change: self._typed(change["new"]), "value")
        self.sure.observe(lambda change: self._save("confidence", change["new"]), "value")
        for tiles in self._tiles():
            tiles.observe(self._chosen, "value")
        self._part.follow(self.show)
        self.box = live_frame(found, *self._steps())

    @property
    def verdict(self) -> Verdict:
        """The verdict as it is saved now."""
        return verdicts.saved(self.answers)

    def _tiles(self) -> list[Tiles]:
        return [*self.shelves.values(), self.offer]

    def _steps(self) -> list[Part]:
        scope = Box([self.question, *(self.texts[name] for name in ("system", "place", "year"))], "seminar-scope")
        said = Box([self.texts[name] for name in ("position", "change")], "seminar-said")
        checks = Box([self.result, self.fits], "seminar-part")
        board = Box([Box(list(self.shelves.values()), "seminar-shelves"), checks], "seminar-board")
        buttons = Box([*self.put.values(), self.away, self.next, self.other], "seminar-buttons")
        last = Box([self.sure, Button(prose("print"), self._print), self.page], "seminar-buttons")
        parts = [scope, said, board, self.offer, buttons, self.in_hand, self._part.status]
        return [Box([*parts, self.conflict, self.texts["disagree"], last, self.printed], "seminar-verdict")]

    def _text(self, name: str, label: str, longest: int, rows: int) -> Part:
        return Box(text_area(name_of(name), label, longest=longest, rows=rows), "seminar-part", f"seminar-{name}")

    def _on_offer(self) -> list[str]:
        """The cards of the question that stand on no shelf; before them any that was chosen but never marked."""
        sides = self.verdict.sides
        offered = [key for key in verdicts.offered()[self.verdict.question] if key not in sides]
        return [*(key for key, side in sides.items() if not side), *offered]

    def _save(self, part: str, value: object) -> bool:
        """Save a part, or say why that cannot be; returns whether it is saved."""
        return self._part.save(name_of(part), value)

    def _asked(self, change: dict) -> None:
        verdict = self.verdict
        if change["new"] != verdict.question:
            self._first = 0
            self._save("question", change["new"])
            self._save("for", "" if verdict.is_empty() else verdict.made_for or verdict.question)

    def _keep(self) -> None:
        """What was made for another question is for this one too."""
        self._save("for", "")

    def _turn(self) -> None:
        """The next cards on offer, or the first ones after the last."""
        self._first += AT_ONCE
        self._draw_tiles()

    def _chosen(self, change: dict) -> None:
        if change["new"]:
            self._take(change["new"])

    def _take(self, key: str) -> None:
        """Take a card in hand."""
        self.hand = key
        self._draw_tiles()

    def _typed(self, key: str) -> None:
        if key:
            self._take(key)
            self.other.put("")

    def _put(self, side: str) -> None:
        key, sides = self.hand, self.verdict.sides
        if not key:
            self._part.say(prose("nothing-in-hand"))
        elif sides.get(key) == side:
            self._part.say(prose("already", key=key, shelf=SIDES[side]))
        elif key not in sides and len(sides) == MOST_CARDS:
            self._part.say(prose("most", most_cards=MOST_CARDS))
        elif self._save("cards", {**sides, key: side}):
            self._part.say(prose("stands", key=key, shelf=SIDES[side]))

    def _take_away(self) -> None:
        key, sides = self.hand, self.verdict.sides
        if key not in sides:
            self._part.say(prose("not-there"))
        elif self._save("cards", {other: side for other, side in sides.items() if other != key}):
            self._part.say(prose("removed", key=key))

    def _print(self) -> None:
        try:
            file = verdicts.export(self.verdict)
        except SeminarError as error:
            self.printed.html = status_line(str(error))
            return
        self.printed.html = status_line(prose("page-written", place=place(), name=file.name))

    def _draw_tiles(self) -> None:
        """The shelves, the cards on offer and the one in hand."""
        sides, offered = self.verdict.sides, self._on_offer()
        self._first = self._first if self._first < len(offered) else 0
        shown = offered[self._first : self._first + AT_ONCE]
        on_shelf = {side: [key for key in sides if sides[key] == side] for side in self.shelves}
        for side, keys in on_shelf.items():
            self._fill(self.shelves[side], [_on_shelf(key) for key in keys])
        self._fill(self.offer, [_tile(key) for key in shown])
        first, last = self._first + 1, self._first + len(shown)
        self.offer.legend = prose("on-offer", first=first, last=last, all=len(offered))
        self.next.label, self.next.off = prose("next"), len(offered) <= AT_ONCE
        self.away.off = self.hand not in sides
        self.in_hand.html = str(_in_hand(self.hand, self.hand in shown) if self.hand else h.p[prose("take-one")])

    def _fill(self, tiles: Tiles, options: list[dict[str, object]]) -> None:
        """Show these cards, and which of them is in hand."""
        tiles.options = options
        tiles.value = self.hand if self.hand in [option["id"] for option in options] else ""

    def show(self) -> None:
        """Bring everything that depends on what is saved up to date."""
        verdict = self.verdict
        conflicts = verdict.conflicts()
        self.question.value = verdict.question
        self._draw_tiles()
        self.sure.value = verdict.confidence
        self.conflict.html = str(h.fragment[map(_conflict, conflicts), bool(conflicts) and h.p[prose("write-one")]])
        self.texts["disagree"].hidden = not conflicts
        self.result.html = str(verdicts.lamps(verdict))
        self.fits.hidden = not verdict.made_for
        if verdict != self._shown:
            self.printed.html, self._shown = "", verdict
        self.page.html = str(h.details[h.summary[prose("page")], verdicts.sheet(verdict)])


AT_ONCE = 3
"""Cards on offer that are shown together."""


def _tile(key: str) -> dict[str, object]:
    """A card as a tile to choose: its kind of source, place, date and grade, what it says, its id."""
    row = fact(key)
    lines = [verdicts.kind_and_place(row), f"{verdicts.date_and_grade(row)} · {key}"]
    return {"id": key, "text": says(row), "lines": lines}


def _on_shelf(key: str) -> dict[str, object]:
    """The same where there is less room: without the grade, which stands there once it is in hand."""
    row = fact(key)
    return {"id": key, "text": says(row), "lines": [kind_of(row), f"{verdicts.year_of(row)} · {key}"]}


def _in_hand(key: str, in_sight: bool) -> h.Renderable:
    """The card that is put next, with its source; in full unless it is *in_sight* with all its words."""
    row = fact(key)
    source = [with_chinese(in_brief(row)), " ", fact_link(row, prose("open-source"))]
    return h.p[
        h.strong[prose("in-hand", key=key)],
        not in_sight and [with_chinese(says(row)), _scope(key), " "],
        h.span(".seminar-quiet")[source],
    ]


def _scope(key: str) -> str:
    return f" ({verdicts.place_and_year(fact(key))})"


def _conflict(row: verdicts.Row) -> h.Renderable:
    one, other = row.cells["facts"].split(";")
    return h.p[
        h.strong[prose("disagree", one=one, other=other, about=row.cells["about"])],
        prose("settle", differs=row.cells["what_differs"], would_settle=row.cells["what_would_settle"]),
    ]


def on_paper() -> dict[str, object]:
    """The questions with the cards on offer for each, and what makes a verdict."""
    return {
        "offered": {question: [_card(key, keys) for key in keys] for question, keys in verdicts.offered().items()},
        "numbers": [str(number) for number in range(1, MOST_CARDS + 1)],
        "fewest": FEWEST_CARDS,
        "most": MOST_CARDS,
        "sides": list(SIDES.values()),
        "checks": list(CHECKS.values()),
    }


def _card(key: str, offered: Sequence[str]) -> dict[str, object]:
    """What a card says of a fact on offer, with the other *offered* ones that it disagrees with."""
    row, pairs = fact(key), [row.cells["facts"].split(";") for row in rows("disagreements")]
    others = [found for pair in pairs if key in pair for found in pair if found != key and found in offered]
    source = {"source": in_brief(row), "kind": verdicts.kind_and_place(row)}
    return {"fact": key, "says": says(row), **source, "disagrees": others}


ACTIVITY = Declaration(verdicts.CELL, build_the_verdict, on_paper, copies=("group", "student", "lot"))
