"""Items that a student sorts one by one: what we say of an item appears after it is checked, and never before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten

import htpy as h

from seminar.answers.saved import Saved
from seminar.answers.store import Store
from seminar.course.questions import Marks, check_box, checked_choice
from seminar.course.sources import fact_links
from seminar.data.records import Option
from seminar.data.words import Words
from seminar.screen.controls import Pane
from seminar.screen.live import Part
from seminar.workbench.stepper import Step, Stepper, first_open

prose = Words("item-by-item")


@dataclass(frozen=True)
class Item:
    """One thing to sort: its *text*, its *key* (one of the kinds) and the *reason* for the key.

    *card*, which says the text in full, stands above the choice; *facts* (ids with ";") are linked under it once it is
    checked.
    """

    text: str
    key: str
    reason: str
    card: h.Node = None
    facts: str = ""


@dataclass(frozen=True)
class Sorter:
    """The items of the activity *cell_id*, each of one of *kinds* (key → words).

    *waiting* is said of an item that is not checked; *marks* tell the key from the other kinds after the check.
    """

    cell_id: str
    kinds: Mapping[str, str]
    items: Callable[[], Sequence[Item]]
    waiting: str
    marks: Marks | None = None

    def question(self, number: int) -> str:
        """The name under which the choice for item *number* (from 1) is saved."""
        return f"{self.cell_id}-{number:02}"

    def checked(self, answers: Store, number: int) -> str:
        """The kind chosen and checked for item *number*, or ""."""
        return checked_choice(answers, self.question(number))

    def pairs(self, answers: Store) -> list[tuple[str, str]]:
        """Chosen kind and key of every item that is checked."""
        pairs = [(self.checked(answers, number), item.key) for number, item in enumerate(self.items(), 1)]
        return [(chosen, key) for chosen, key in pairs if chosen]

    def listed(self) -> h.Renderable:
        """The items alone, for the still view."""
        return h.ol[(h.li[item.card or item.text] for item in self.items())]

    def keys(self) -> h.Renderable:
        """Key and reason of every item: for the instructor only."""
        return h.ol[(h.li[h.strong[f"{self.kinds[item.key]}. "], item.reason] for item in self.items())]

    def brief(self) -> str:
        """The key of every item in one line: for the instructor only."""
        return "; ".join(f"{number} {self.kinds[item.key]}" for number, item in enumerate(self.items(), 1))

    def live(self, tally: Callable[[Store], Sequence[h.Node]], summary: str) -> list[Part]:
        """A box for each item, the finding of *tally* with what follows it, and under *summary* all items in words."""
        return [self.boxes(), *self.result(tally, summary)]

    def boxes(self) -> Part:
        """A box for each item, in order, one at a time; first is the first that is not checked."""
        answers, items = Saved(self.cell_id).answers, list(enumerate(self.items(), 1))
        steps = [Step(f"{number} {_opening(item.text)}", self._box(number, item)) for number, item in items]
        return Stepper(steps, start=first_open(bool(self.checked(answers, number)) for number, _ in items)).box

    def result(self, tally: Callable[[Store], Sequence[h.Node]], summary: str) -> list[Part]:
        """What stands under the boxes: the finding of *tally* with what follows it, and all items in words."""
        line, words, part = Pane(announce=True), Pane(), Saved(self.cell_id)
        answers = part.answers

        def redraw() -> None:
            finding, *further = tally(answers)
            line.html = str(h.fragment[h.p(".seminar-finding")[finding], (_paragraph(part) for part in further)])
            words.html = str(h.details[h.summary[summary], self._in_words(answers)])

        part.follow(redraw)
        return [line, words]

    def _in_words(self, answers: Store) -> h.Renderable:
        def said(number: int, item: Item) -> str:
            chosen = self.checked(answers, number)
            if not chosen:
                return f"{item.text} {self.waiting}"
            choice, key = self.kinds.get(chosen, chosen), self.kinds[item.key]
            return prose("chose", text=item.text, choice=choice, key=key, reasons=item.reason)

        return h.ol[(h.li[said(number, item)] for number, item in enumerate(self.items(), 1))]

    def _box(self, number: int, item: Item) -> Part:
        options = [
            (key, Option(text=words, feedback=item.reason if key == item.key else "", correct=key == item.key))
            for key, words in self.kinds.items()
        ]
        stem = prose("choice", number=number) if item.card else f"{number}. {item.text}"
        before = h.p[f"{number}. ", item.card] if item.card else None
        after = [prose("facts"), fact_links(item.facts)] if item.facts else None
        return check_box(self.question(number), stem, options, self.marks, before=before, after=after, row=True)


def _opening(text: str) -> str:
    """The first words of *text*, for a list in which one looks for it."""
    return shorten(text, 40, placeholder=" …")


def _paragraph(part: h.Node) -> h.Node:
    return h.p[part] if isinstance(part, str) else part
