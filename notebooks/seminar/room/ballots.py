"""The votes of a room as a state and the events that change it: no disk, no network, no clock.

An event is a dictionary that JSON can hold. Whoever takes the same events in the same order has the same state, so a
journal of events brings back a room that was killed. A ballot is known as a digest (``digest``): one for each round, so
that two rounds cannot be joined. While a round is open the newest choice of a ballot counts; when it is closed only
counts are left, and of fewer than ``FEWEST_VOTES`` not even these.
"""

import hashlib
import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from seminar.models.votes import FEWEST_VOTES, MOST_VOTES

Event = Mapping[str, Any]
Chosen = Mapping[str, str]
"""Item → the option that was chosen, or the number that was typed."""
MOST_BALLOTS = 10 * MOST_VOTES
"""More than this in a round are no votes of a class."""


@dataclass(frozen=True)
class Closed:
    """What is left of a round: how many *ballots* it had, and item → option → how often it was chosen.

    Where cards were dealt, the items are the cards.
    """

    ballots: int
    counts: Mapping[str, Mapping[str, int]]


def digest(token: str, name: str) -> str:
    """What is kept of the ballot with that *token* in the round *name*."""
    return hashlib.sha256(f"{name}\n{token}".encode()).hexdigest()


def counted(votes: Iterable[Chosen]) -> dict[str, dict[str, int]]:
    """Item → option → how many of *votes* chose it; options in the order of their names, so that none came first."""
    found: dict[str, Counter[str]] = {}
    for vote in votes:
        for item, option in vote.items():
            found.setdefault(item, Counter())[option] += 1
    return {item: dict(sorted(options.items())) for item, options in sorted(found.items())}


@dataclass
class Ballots:
    """The rounds of a room: the *open* one by name ("" for none) with its *votes* and *cards*, and those *closed*.

    *votes* and *cards* are by the digest of a ballot. *heads* is how many people are there, 0 where nobody said; *kept*
    are the rounds whose counts the notebook has.
    """

    open: str = ""
    votes: dict[str, Chosen] = field(default_factory=dict)
    cards: dict[str, str] = field(default_factory=dict)
    closed: dict[str, Closed] = field(default_factory=dict)
    heads: int = 0
    kept: set[str] = field(default_factory=set)

    def take(self, event: Event) -> None:
        """Let *event* happen. Raises ValueError, KeyError or TypeError for what cannot happen now; nothing is changed.

        The events: ``opened`` (with a *round*; one that was closed begins anew), ``dealt`` (*ballot*, *card*), ``cast``
        (*ballot*, *chosen*), ``closed`` (*round*, *ballots*, *counts*), ``kept`` (*round*), ``heads`` (*number*).
        """
        match event["is"]:
            case "heads":
                self.heads = _whole(event["number"])
            case "opened":
                self._needs(not self.open)
                self.closed.pop(event["round"], None)
                self.kept.discard(event["round"])
                self.open, self.votes, self.cards = event["round"], {}, {}
            case "dealt":
                self._needs(event["round"] == self.open and event["ballot"] not in self.cards)
                self.cards[event["ballot"]] = event["card"]
            case "cast":
                self._needs(event["round"] == self.open and (event["ballot"] in self.votes or not self.full))
                self.votes[event["ballot"]] = dict(event["chosen"])
            case "closed":
                self._needs(not self.open or event["round"] == self.open)
                left = Closed(_whole(event["ballots"]), event["counts"])
                self.closed[event["round"]] = left
                self.open, self.votes, self.cards = "", {}, {}
            case "kept":
                self._needs(event["round"] in self.closed)
                self.kept.add(event["round"])
            case other:
                raise ValueError(f"no such event: {other}")

    @property
    def full(self) -> bool:
        """Whether the open round takes no further ballot."""
        return len(self.votes) >= MOST_BALLOTS

    def _needs(self, possible: bool) -> None:
        if not possible:
            raise ValueError("this event cannot happen now")

    def closing(self) -> Event:
        """The event that closes the open round: its counts, or none of them where they would show persons."""
        left = self._by_card() if self.cards else self.votes.values()
        counts = counted(left)
        if self.cards:
            counts = {card: found for card, found in counts.items() if sum(found.values()) >= FEWEST_VOTES}
        elif len(self.votes) < FEWEST_VOTES:
            counts = {}
        return {"is": "closed", "round": self.open, "ballots": len(self.votes), "counts": counts}

    def _by_card(self) -> list[Chosen]:
        """The votes with the card in the place of the item: on a card there is one."""
        return [{self.cards[ballot]: option} for ballot, vote in self.votes.items() for option in [*vote.values()][:1]]

    def on_cards(self) -> Counter[str]:
        """Card → how many of those who have it have voted."""
        return Counter(self.cards[ballot] for ballot in self.votes if ballot in self.cards)

    def next_card(self, cards: Iterable[str]) -> str:
        """A card by lot, of those of *cards* that were dealt least: no card is ever more than one ahead."""
        dealt = Counter(self.cards.values())
        least = min(dealt[card] for card in cards)
        return random.SystemRandom().choice([card for card in cards if dealt[card] == least])

    def events(self) -> list[Event]:
        """The fewest events that bring back this state; ballots in the order of their digests, not of time."""
        found: list[Event] = [{"is": "heads", "number": self.heads}]
        found += [
            {"is": "closed", "round": name, "ballots": left.ballots, "counts": left.counts}
            for name, left in self.closed.items()
        ]
        found += [{"is": "kept", "round": name} for name in sorted(self.kept)]
        if self.open:
            found.append({"is": "opened", "round": self.open})
            for ballot, card in sorted(self.cards.items()):
                found.append({"is": "dealt", "round": self.open, "ballot": ballot, "card": card})
            for ballot, chosen in sorted(self.votes.items()):
                found.append({"is": "cast", "round": self.open, "ballot": ballot, "chosen": chosen})
        return found


def _whole(number: object) -> int:
    if type(number) is not int or number < 0:
        raise ValueError(f"expected a whole number of 0 or more, not {number!r}")
    return number
