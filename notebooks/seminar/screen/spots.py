"""A picture on which one chooses: a button lies over each of its spots, and on a narrow page they stand as a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeGuard

import traitlets as t

from seminar.errors import SeminarError
from seminar.screen.controls import Value, Valued
from seminar.screen.live import Event
from seminar.screen.page import LIVE_INK, Figure

BETWEEN = ";"


class Spot(NamedTuple):
    """A place on a picture that may be chosen: its id, its words, and its middle in percent of width and height."""

    id: str
    words: str
    across: float
    down: float


@dataclass(frozen=True)
class OnPicture:
    """The values of a picture with *spots*, where a slider has its ``Scale``: ids with ";" between them, or "".

    At most *most* are chosen at once: one more takes the place of the first.
    """

    picture: Figure
    spots: Sequence[Spot]
    most: int

    def written(self, value: Value) -> str:
        """*value* in running text."""
        words = {spot.id: spot.words for spot in self.spots}
        return "; ".join(words[key] for key in chosen(value)) or "nothing"

    def takes(self, value: object) -> TypeGuard[Value]:
        """Whether *value* names spots, and not too many."""
        known = {spot.id for spot in self.spots}
        return isinstance(value, str) and len(chosen(value)) <= self.most and known.issuperset(chosen(value))

    def control(self, label: str, value: Value) -> "Spots":
        """The picture with its buttons, *value* chosen."""
        return Spots(label, self, str(value))


def chosen(value: Value) -> list[str]:
    """The ids in a *value*, in the order in which they were chosen."""
    return [key for key in str(value).split(BETWEEN) if key]


class Spots(Valued):
    """The control of ``OnPicture``: ``value`` holds the ids that are chosen."""

    kind = "spots"
    legend = t.Unicode().tag(shown=True)
    picture = t.Unicode().tag(shown=True)
    spots = t.List(t.Dict()).tag(shown=True)
    value = t.Unicode("").tag(shown=True)

    def __init__(self, label: str, offered: OnPicture, value: str) -> None:
        self.default, self._offered = value, offered
        spots = [{"id": s.id, "text": s.words, "across": s.across, "down": s.down} for s in offered.spots]
        picture = str(offered.picture.draw(LIVE_INK))
        super().__init__(legend=label, picture=picture, spots=spots, value=value)

    def hear(self, event: Event) -> None:
        """Take the id of a spot as "value": it is chosen, or no longer."""
        pressed = event.get("value")
        if pressed not in [spot.id for spot in self._offered.spots]:
            raise SeminarError(f"“{self.legend}” has {len(self.spots)} places to choose. Press one of them again.")
        others = [key for key in chosen(self.value) if key != pressed]
        kept = others if pressed in chosen(self.value) else [*others, str(pressed)][-self._offered.most :]
        self.value = BETWEEN.join(kept)
