"""Ticks of a reader compared with a key: four faults of a survey question, or any other kinds.

Stands for: a reader who looks at one thing and ticks each kind that it is of. For each kind a tick is the same as the
key, missed (the key has it, the reader has not) or extra (the other way round). Units: kinds. Leaves out,
for questions: how much a fault moves the answers, its place in the questionnaire, and the voice of the one who asks.
"""

from collections.abc import Collection
from typing import NamedTuple

KINDS = ("two", "loaded", "sided", "option")
"""Kinds of fault: two questions in one, a loaded word, a one-sided frame, a missing option."""


class Compared(NamedTuple):
    """The kinds that reader and key share, those that only the key has, and those that only the reader has."""

    same: list[str]
    missed: list[str]
    extra: list[str]


def compared(ticks: Collection[str], key: Collection[str], kinds: Collection[str] = KINDS) -> Compared:
    """*ticks* against *key*, each a collection of *kinds*. Raises ValueError for a kind that is not one of them."""
    if unknown := (set(ticks) | set(key)) - set(kinds):
        raise ValueError(f"expected kinds from {', '.join(kinds)}, not {', '.join(sorted(unknown))}")
    return Compared(
        [kind for kind in kinds if kind in ticks and kind in key],
        [kind for kind in kinds if kind in key and kind not in ticks],
        [kind for kind in kinds if kind in ticks and kind not in key],
    )
