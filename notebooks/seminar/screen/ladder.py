"""A ladder on which a card is put: each rung is an option, and the cards that stand on it are seen there."""

from typing import NamedTuple

import traitlets as t

from seminar.screen.controls import Choice


class Card(NamedTuple):
    """A card that stands on a rung: its *title*, the *lines* under it, and a *note*, set apart ("" for none)."""

    title: str
    lines: list[str]
    note: str = ""


class Ladder(Choice):
    """One of several rungs, from the top; an option with "side" stands beside the ladder.

    The card in hand is seen on the chosen rung as *here*; on a rung without any stands *nobody*.
    """

    kind = "ladder"
    here = t.Unicode().tag(shown=True)
    nobody = t.Unicode().tag(shown=True)
    cards = t.Dict().tag(shown=True)

    def stand(self, cards: dict[str, list[Card]]) -> None:
        """Show *cards* on their rungs (id of an option → cards)."""
        self.cards = {rung: [card._asdict() for card in some] for rung, some in cards.items()}
