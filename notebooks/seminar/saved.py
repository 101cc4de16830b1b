"""A part of a page that is saved: what other windows saved is shown too, and each save is told where it was made."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import htpy as h

from seminar.answers import Store, store
from seminar.controls import Pane
from seminar.errors import SeminarError


def status_line(line: str) -> str:
    """The markup of a line that says what was saved, or what is still to be done."""
    return str(h.p(".status")[line])


class Saved:
    """What is saved under *names* and shown in one place of a page; ``status`` is the line under it.

    All that other windows have saved under these names until now counts as known, since this place shows it.
    """

    def __init__(self, *names: str) -> None:
        self.answers: Store = store(names[0].partition("-")[0])
        self.status = Pane(announce=True)
        for name in names:
            self.answers.look(name)

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

    def when(self, name: str) -> str:
        """When *name* was saved last, for the line under the part; "" before that."""
        last = self.answers.latest(name)
        if not last:
            return ""
        others = " Another window has saved another answer here; this is the newer one." if last[1:] else ""
        return f"Saved, {datetime.fromisoformat(last[0].at):%H:%M}.{others}"
