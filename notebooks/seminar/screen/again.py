"""A button that draws again: each press takes the next of a few numbers, from which chance starts."""

from dataclasses import dataclass
from typing import TypeGuard

import traitlets as t

from seminar.screen.controls import Value, Valued
from seminar.screen.live import Event


class Again(Valued):
    """A button; ``value`` is the number of the draw, from 1 to *last*, after which comes 1."""

    kind = "button"
    label = t.Unicode().tag(shown=True)
    off = t.Bool(False).tag(shown=True)
    value = t.Int()

    def __init__(self, label: str, last: int, value: int) -> None:
        self.default, self._last = value, last
        super().__init__(label=label, value=value)

    def hear(self, event: Event) -> None:
        """It was pressed."""
        self.value = self.value % self._last + 1


@dataclass(frozen=True)
class Draws:
    """The numbers of a draw, where a slider has its ``Scale``: from 1 to *last*."""

    last: int

    def written(self, value: Value) -> str:
        """*value* in running text."""
        return str(value)

    def takes(self, value: object) -> TypeGuard[Value]:
        """Whether *value* is the number of a draw."""
        return type(value) is int and 1 <= value <= self.last

    def control(self, label: str, value: Value) -> Again:
        """A button that begins at *value*."""
        return Again(label, self.last, int(value))
