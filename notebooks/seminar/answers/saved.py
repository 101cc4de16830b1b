"""A part of a page that is saved: what other windows saved is shown too, and each save is told where it was made."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import Any

import htpy as h

from seminar.answers.keeping import lasts
from seminar.answers.store import Store, store
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.screen.controls import Pane

prose = Words("saved")


def status_line(line: str) -> str:
    """The markup of a line that says what was saved, or what is still to be done."""
    return str(h.p(".status")[line])


class Saved:
    """What is saved under *names* and shown in one place of a page.

    All that other windows have saved under these names until now counts as known, since this place shows it.
    """

    def __init__(self, *names: str) -> None:
        self.answers: Store = store(names[0])
        self.answers.look(*names)

    @cached_property
    def status(self) -> Pane:
        """The line under the part; a part that does not show it has none."""
        return Pane(announce=True)

    def follow(self, draw: Callable[[], None]) -> None:
        """Call *draw* now and after every save in this notebook, until the cell that is shown now is shown again."""
        self.answers.watch(draw)
        draw()

    def save(self, name: str, value: Any) -> bool:
        """Save *value* under *name*, unless it is there already; returns whether it is saved.

        Where it cannot be saved the line under the part says why.
        """
        if self.answers.latest(name) and self.answers.value(name) == value:
            return True
        try:
            self.answers.save(name, value)
        except SeminarError as error:
            self.say(str(error))
            return False
        return True

    def say(self, line: str) -> None:
        """Put *line* under the part."""
        self.status.html = status_line(line)

    def elsewhere(self, name: str) -> list[Any]:
        """What was saved under *name* beside the newest that is shown, in another window or on another computer."""
        ends = self.answers.latest(name)
        return [other.value for other in ends[1:] if other.value != ends[0].value]

    def when(self, name: str, others: bool = True) -> str:
        """When *name* was saved last, for the line under the part, with *others* also that it was answered elsewhere.

        "" before that.
        """
        last = self.answers.latest(name)
        if not last:
            return ""
        saved = prose(f"saved.{lasts()}", time=f"{datetime.fromisoformat(last[0].at):%H:%M}")
        return f"{saved}{prose('others') if others and last[1:] else ''}"
