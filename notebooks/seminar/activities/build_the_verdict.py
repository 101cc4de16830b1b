"""W10b: a verdict with its scope, three to six cards and what would change it; on one page, without a name."""

from collections.abc import Sequence
from functools import partial

import htpy as h

from seminar.activities.parts import verdicts
from seminar.activities.parts.verdicts import CHECKS, CONFIDENCE, SIDES, TEXTS, Verdict, name_of
from seminar.answers.saved import Saved, status_line
from seminar.answers.store import place
from seminar.course.questions import pane, text_area
from seminar.course.sources import in_brief, says
from seminar.data.evidence import fact, rows
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.models.verdict import FEWEST_CARDS, MOST_CARDS
from seminar.screen.controls import Button, Choice, Entry, Pane, Select, option_list
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
                h.ul[(h.li[f"{key}: ", with_chinese(says(fact(key)))] for key in cards)],
            ]
            for question, cards in verdicts.offered().items()
        ],
        h.p[prose("run-here")],
    )
    plain = prose("plain", title=found.title)
    return Output(still, plain, lambda: Builder(found).box)


class Builder:
    """The live builder; every part is saved as it is given."""

    def __init__(self, found: Activity) -> None:
        self._part = Saved(*map(name_of, ("question", *TEXTS, "cards", "confidence")))
        self.answers = self._part.answers
        questions = [(question, question) for question in verdicts.offered()]
        self.question = Select(legend=prose("question"), options=option_list(questions), value=self.verdict.question)
        offered = self._offered()
        self.offer = Select(legend=prose("on-offer"), options=offered, value=offered[0]["id"])
        self.add = Button(prose("add"), lambda: self._add(self.offer.value))
        self.other = Entry(prose("other-fact"), verdicts.known_fact, "")
        levels = option_list(list(CONFIDENCE.items()))
        self.sure = Choice(legend=prose("how-sure"), options=levels, value=self.verdict.confidence, look="row")
        self.texts = {name: self._text(name, *described) for name, described in TEXTS.items()}
        self.conflict, self.result = Pane(announce=True), Pane(announce=True)
        self.printed, self.page = Pane(announce=True), Pane()
        self._shown = self.verdict
        self.chosen = Box([], "seminar-cards")
        self._cards: dict[str, tuple[Choice, Part]] = {}
        self.question.observe(self._asked, "value")
        self.other.observe(lambda change: self._add(change["new"]), "value")
        self.sure.observe(lambda change: self._save("confidence", change["new"]), "value")
        self._part.follow(self.show)
        self.box = live_frame(found, *self._steps())

    @property
    def verdict(self) -> Verdict:
        """The verdict as it is saved now."""
        return verdicts.saved(self.answers)

    def _steps(self) -> list[Part]:
        scope = Box([self.texts[name] for name in ("system", "place", "year")], "seminar-pair")
        parts = [
            [self.question, self.texts["position"], scope],
            [self.offer, self.add, self.other, self._part.status, self.chosen, self.conflict, self.texts["disagree"]],
            [self.sure, self.texts["change"]],
            [self.result, Button(prose("print"), self._print), self.printed, self.page],
        ]
        return [Box(part, "seminar-step") for part in parts]

    def _text(self, name: str, label: str, longest: int, rows: int) -> Part:
        return Box(text_area(name_of(name), label, longest=longest, rows=rows), "seminar-part")

    def _offered(self) -> list[dict[str, str]]:
        cards = verdicts.offered()[self.verdict.question]
        return option_list([(key, f"{key}: {says(fact(key))}") for key in cards])

    def _save(self, part: str, value: object) -> bool:
        """Save a part, or say why that cannot be; returns whether it is saved."""
        return self._part.save(name_of(part), value)

    def _asked(self, change: dict) -> None:
        if change["new"] != self.verdict.question:
            self._save("question", change["new"])
        self.offer.options = self._offered()
        self.offer.value = self.offer.options[0]["id"]

    def _add(self, key: str) -> None:
        sides = dict(self.verdict.sides)
        if not key:
            return
        if key in sides:
            self._part.say(prose("already", key=key))
        elif len(sides) == MOST_CARDS:
            self._part.say(prose("most", most_cards=MOST_CARDS))
        elif self._save("cards", {**sides, key: ""}):
            self._part.say(prose("added", key=key))
        else:
            return  # what was typed stays in its box
        self.other.put("")

    def _mark(self, key: str, side: str) -> None:
        if self.verdict.sides.get(key, side) != side:
            self._save("cards", {**self.verdict.sides, key: side})

    def _remove(self, key: str) -> None:
        if self._save("cards", {other: side for other, side in self.verdict.sides.items() if other != key}):
            self._part.say(prose("removed", key=key))
            self.add.take_focus()

    def _card(self, key: str) -> tuple[Choice, Part]:
        row = fact(key)
        side = Choice(legend=prose("does", key=key), options=option_list(list(SIDES.items())), look="row")
        side.observe(lambda change: self._mark(key, change["new"]), "value")
        words = pane(h.p[with_chinese(says(row))], h.p(".seminar-quiet")[with_chinese(f"{key}: {in_brief(row)}")])
        remove = Button(prose("remove", key=key), partial(self._remove, key))
        return side, Box([words, side, remove], "seminar-card")

    def _print(self) -> None:
        try:
            file = verdicts.export(self.verdict)
        except SeminarError as error:
            self.printed.html = status_line(str(error))
            return
        self.printed.html = status_line(prose("page-written", place=place(), name=file.name))

    def show(self) -> None:
        """Bring everything that depends on what is saved up to date."""
        verdict = self.verdict
        conflicts = verdict.conflicts()
        self.question.value = verdict.question
        self._cards = {key: self._cards.get(key) or self._card(key) for key in verdict.sides}
        for key, (choice, _) in self._cards.items():
            choice.value = verdict.sides[key]
        self.chosen.children = [box for _, box in self._cards.values()]
        self.sure.value = verdict.confidence
        self.conflict.html = str(h.fragment[map(_conflict, conflicts)])
        self.texts["disagree"].hidden = not conflicts
        self.result.html = str(
            h.fragment[h.p[h.strong[prose("structure")]], verdicts.ticks(verdict), h.p[verdicts.tally(verdict)]]
        )
        if verdict != self._shown:
            self.printed.html, self._shown = "", verdict
        self.page.html = str(h.details[h.summary[prose("page")], verdicts.sheet(verdict)])


def _conflict(row: verdicts.Row) -> h.Renderable:
    one, other = row.cells["facts"].split(";")
    return h.p[
        h.strong[prose("disagree", one=one, other=other, about=row.cells["about"])],
        prose("settle", differs=row.cells["what_differs"], would_settle=row.cells["what_would_settle"]),
        prose("write-one"),
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
    source = {"source": in_brief(row), "kind": verdicts.kind_of(row)}
    return {"fact": key, "says": says(row), **source, "disagrees": others}


ACTIVITY = Declaration(verdicts.CELL, build_the_verdict, on_paper)
