"""Who watches whom: a grid of codes, and how far two grids agree.

Stands for: six kinds of watcher and the same six as watched, each pair coded none, some or main. Formula: agreement =
equal cells ÷ cells with a key, over the rows that are checked. A cell without a key is unknown and enters neither
number. Of the three roles (who sets the rule, who supplies the data, who punishes or gives) one party may have all.
Source of the keys: data/evidence/watchers.csv and watcher_rules.csv. Leaves out: how strong a source is, what is
watched, and what follows from it.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

PARTIES = ("state office", "employer", "neighbour", "company", "crowd", "the person")
"""Watchers and watched, in the order of the grid."""
CODES = ("none", "some", "main")

Cell = tuple[str, str]
"""Watcher and watched."""


class Agreement(NamedTuple):
    """How many cells are *equal*, of how many that have a *key*."""

    equal: int
    keyed: int


def agreement(codes: Mapping[Cell, str], key: Mapping[Cell, str]) -> Agreement:
    """The agreement of *codes* with *key*, over the cells that stand in both.

    Raises ValueError for a cell outside the grid and for a code that is not one of CODES.
    """
    for pair, code in (*codes.items(), *key.items()):
        if not set(pair) <= set(PARTIES):
            raise ValueError(f"A cell is a watcher and a watched of {', '.join(PARTIES)}; this one is {pair}.")
        if code not in CODES:
            raise ValueError(f"A code must be one of {', '.join(CODES)}; it is “{code}”.")
    both = [pair for pair in codes if pair in key]
    return Agreement(sum(codes[pair] == key[pair] for pair in both), len(both))


def one_hand(roles: Iterable[Iterable[str]]) -> list[str]:
    """The parties that have every one of *roles*, each given as the parties that share it."""
    shared = [set(parties) for parties in roles]
    return [party for party in PARTIES if shared and all(party in parties for parties in shared)]
