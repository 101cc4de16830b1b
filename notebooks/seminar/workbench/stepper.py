"""One at a time: steps with a way back and on, a list to jump, and all of them on one page for those who prefer it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import traitlets as t

from seminar.data.words import Words
from seminar.screen.controls import Button, Choice, Pane, Select, Switch
from seminar.screen.live import Box, Part

prose = Words("stepper")


@dataclass(frozen=True)
class Step:
    """One step: its *title* in the list, and the *part* that stands there while it is its turn.

    On a line it is called by its place, or by *short*; one that is *apart* is no further stop, but one of several ways.
    """

    title: str
    part: Part
    short: str = ""
    apart: bool = False


class Stepper(t.HasTraits):
    """*steps* in one ``box``, of which one is shown: that at ``place``, counted from 0, which is *start* at first.

    While it is ``whole`` all are shown. With *line* they stand as a line of numbered stops too. A
    single step has nothing to turn.
    """

    place = t.Int(0)
    whole = t.Bool(False)

    def __init__(self, steps: Sequence[Step], *, line: bool = False, start: int = 0) -> None:
        super().__init__(place=start)
        self._steps = list(steps)
        options = [
            {"id": str(i), "text": step.title, "short": step.short or str(i + 1), "apart": step.apart}
            for i, step in enumerate(self._steps)
        ]
        looked_up = {"options": options, "value": str(start)}
        self.jump = (
            Choice(legend=prose("steps"), look="line", **looked_up)
            if line
            else Select(legend=prose("go-to"), **looked_up)
        )
        self._back = Button(prose("back"), lambda: self.go(self.place - 1))
        self._next = Button(prose("next"), lambda: self.go(self.place + 1))
        self._where = Pane(announce=True)
        self._all = Switch(prose("all"))
        way = [self._back, self._next, self._where, *([] if line else [self.jump]), self._all]
        body = Box([step.part for step in self._steps], "seminar-steps")
        turn = Box(way, "seminar-way") if len(self._steps) > 1 else Box()
        self.box = Box([*([self.jump] if line else []), body, turn], "seminar-stepper")
        self.jump.observe(lambda change: self.go(int(change["new"])), "value")
        self._all.observe(lambda change: self._turn(), "value")
        self._show()

    def go(self, place: int) -> None:
        """Turn to the step at *place*; before the first and beyond the last nothing happens."""
        if 0 <= place < len(self._steps) and place != self.place:
            self.place = place
            self._show()

    def note(self, place: int, words: str) -> None:
        """Put a word or two under the stop at *place* of the line."""
        self.jump.notes = {**self.jump.notes, str(place): words}

    def _turn(self) -> None:
        self.whole = self._all.value
        self._show()

    def _show(self) -> None:
        for place, step in enumerate(self._steps):
            step.part.hidden = place != self.place and not self.whole
        self.jump.value = str(self.place)
        self._back.off, self._next.off = self.place == 0, self.place >= len(self._steps) - 1
        self._where.html = prose("place", number=self.place + 1, count=len(self._steps))


def first_open(done: Iterable[bool]) -> int:
    """The place of the first that is not *done*; the last where all are."""
    every = list(done)
    return next((place for place, one in enumerate(every) if not one), max(0, len(every) - 1))
