"""How a verdict is built: six checks of its structure, which never read the position that it takes.

What it stands for: a verdict is a sentence with evidence. The checks see the cards, the scope and one line; they do not
see the sentence itself, and they treat the two sides alike: if every card changes sides, the same checks pass.
Source: the pack's own rule, from the habits of the course. What it leaves out: whether the sentence is true, how good
each source is, and whether a card bears on the sentence at all.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FEWEST_CARDS, MOST_CARDS = 3, 6
FEWEST_KINDS = 2
FEWEST_WORDS = 8

SIDES = ("for", "against", "limit")
"""What a card may do to the sentence: support it, speak against it, limit it."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Card:
    """One card of evidence: the id of its *fact*, its *side* (one of ``SIDES`` or ""), *kind* of source, *dated*."""

    fact: str
    side: str
    kind: str
    dated: bool


CHECKS = ("cards", "sides", "kinds", "dates", "scope", "change")
"""The six checks."""


def checks(cards: Sequence[Card], system: str, year: str, change: str) -> dict[str, bool]:
    """Whether each of ``CHECKS`` passes, for the *cards*, the named *system* and *year*, and the *change* line."""
    sides = {card.side for card in cards}
    return {
        "cards": len(cards) >= FEWEST_CARDS,
        "sides": {"for", "against"} <= sides,
        "kinds": len({card.kind for card in cards}) >= FEWEST_KINDS,
        "dates": bool(cards) and all(card.dated for card in cards),
        "scope": bool(system.strip()) and bool(_YEAR.search(year)),
        "change": len(change.split()) >= FEWEST_WORDS,
    }


def conflicts(chosen: Iterable[str], pairs: dict[str, tuple[str, str]]) -> list[str]:
    """The ids of those *pairs* (id → two facts that disagree) of which both facts are *chosen*."""
    facts = set(chosen)
    return [key for key, pair in pairs.items() if facts >= set(pair)]
