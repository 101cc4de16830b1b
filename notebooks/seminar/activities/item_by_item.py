"""Items that a student sorts one by one: what we say of an item appears after it is checked, and never before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import htpy as h
import ipywidgets as widgets

from seminar.answers import Store
from seminar.controls import Pane
from seminar.questions import RIGHT_OR_NOT, Marks, check_box, checked_choice


@dataclass(frozen=True)
class Item:
    """One thing to sort: its *text*, its *key* (one of the kinds) and the *reason* for the key."""

    text: str
    key: str
    reason: str


@dataclass(frozen=True)
class Sorter:
    """The items of the activity *cell_id*, each of one of *kinds* (key → words).

    *waiting* is said of an item that is not checked; *marks* tell the key from the other kinds after the check.
    """

    cell_id: str
    kinds: Mapping[str, str]
    items: Callable[[], Sequence[Item]]
    waiting: str
    marks: Marks = RIGHT_OR_NOT

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
        return h.ol[(h.li[item.text] for item in self.items())]

    def keys(self) -> h.Renderable:
        """Key and reason of every item: for the instructor only."""
        return h.ol[(h.li[h.strong[f"{self.kinds[item.key]}. "], item.reason] for item in self.items())]

    def live(self, answers: Store, tally: Callable[[Store], Sequence[str]], summary: str) -> list[widgets.Widget]:
        """A box for each item, the finding of *tally* with what follows it, and under *summary* all items in words."""
        line, words = Pane(announce=True), Pane()

        def redraw() -> None:
            finding, *further = tally(answers)
            line.html = str(h.fragment[h.p(".seminar-finding")[finding], (h.p[sentence] for sentence in further)])
            words.html = str(h.details[h.summary[summary], self._in_words(answers)])

        boxes = [self._box(number, item, answers) for number, item in enumerate(self.items(), 1)]
        answers.watch(redraw)
        redraw()
        return [*boxes, line, words]

    def _in_words(self, answers: Store) -> h.Renderable:
        def said(number: int, item: Item) -> str:
            chosen = self.checked(answers, number)
            if not chosen:
                return f"{item.text} {self.waiting}"
            return f"{item.text} You chose: {self.kinds.get(chosen, chosen)}. {item.reason}"

        return h.ol[(h.li[said(number, item)] for number, item in enumerate(self.items(), 1))]

    def _box(self, number: int, item: Item, answers: Store) -> widgets.Widget:
        options = [
            (key, {"text": words, "correct": key == item.key, "feedback": item.reason if key == item.key else ""})
            for key, words in self.kinds.items()
        ]
        return check_box(self.question(number), {"stem": f"{number}. {item.text}"}, options, answers, self.marks)
