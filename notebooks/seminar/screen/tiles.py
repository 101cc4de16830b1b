"""A grid of tiles, rows × columns: each says a word and is a button; the chosen one is told beside the grid."""

from typing import NamedTuple

import traitlets as t

from seminar.errors import SeminarError
from seminar.screen.controls import Control
from seminar.screen.live import Event


class Tile(NamedTuple):
    """What one tile shows: its *word*, how it *looks* (a class of page.css), and under it how it *was* before."""

    word: str
    looks: str
    was: str = ""


class Tiles(Control):
    """Tiles in *rows* under *columns*; ``value`` is the place of the chosen one: row and column, from 0."""

    kind = "tiles"
    caption = t.Unicode().tag(shown=True)
    rows = t.List(t.Unicode()).tag(shown=True)
    columns = t.List(t.Unicode()).tag(shown=True)
    tiles = t.List(t.List(t.Dict())).tag(shown=True)
    value = t.List(t.Int(), default_value=[0, 0]).tag(shown=True)

    def put(self, tiles: list[list[Tile]]) -> None:
        """Show *tiles*, row by row."""
        self.tiles = [[tile._asdict() for tile in row] for row in tiles]

    def hear(self, event: Event) -> None:
        """Take the place of a tile as "value": its row and its column."""
        place = event.get("value")
        places = [[row, column] for row in range(len(self.rows)) for column in range(len(self.columns))]
        if place not in places:
            raise SeminarError(f"“{self.caption}” has {len(places)} tiles. Choose one of them again.")
        self.value = place
