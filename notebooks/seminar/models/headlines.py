"""Chosen headlines and the codes that they carry: which of them are shown, how many carry a code, and a small sample.

Stands for: a table of headlines, each coded yes or no by one written rule. Units: headlines. Leaves out: the articles
under the headlines, all headlines that are not in the table, and with them every share of all reports.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

FEWEST = 5
"""A group of fewer headlines is shown in counts only: a share of it would say more than it knows."""

Codes = Mapping[str, frozenset[str]]
"""Id of a headline → the codes that it carries."""


class Printed(NamedTuple):
    """Where a headline stands: the *year*, the *group* of its outlet, and whether it is *marked*."""

    year: int
    group: str
    marked: bool


class Carrying(NamedTuple):
    """How many headlines *carry* a code, of *all* that there are."""

    carry: int
    all: int


def carrying(headlines: Iterable[Printed], groups: Sequence[str]) -> dict[str, Carrying]:
    """How many of the *headlines* of each of *groups* are marked, in the order of the groups."""
    found = list(headlines)
    by_group = {group: [one.marked for one in found if one.group == group] for group in groups}
    return {group: Carrying(sum(marked), len(marked)) for group, marked in by_group.items()}


def sample(codes: Codes, kinds: Sequence[str], size: int, seed: int) -> list[str]:
    """*size* ids of *codes* in which every one of *kinds* occurs that the table has, drawn with *seed* and shuffled.

    One headline is drawn for each kind of code, then the rest from all others. Raises ValueError for a size smaller
    than that or larger than the table.
    """
    draw, drawn = random.Random(seed), list[str]()
    for kind in kinds:
        if not any(kind in codes[key] for key in drawn):
            having = [key for key, carried in codes.items() if kind in carried]
            drawn += draw.sample(having, min(1, len(having)))
    if not len(drawn) <= size <= len(codes):
        raise ValueError(f"expected a size from {len(drawn)} to {len(codes)}, not {size}")
    drawn += draw.sample([key for key in codes if key not in drawn], size - len(drawn))
    draw.shuffle(drawn)
    return drawn
