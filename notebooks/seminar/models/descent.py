"""Descent: what follows from the evidence that one system came from another.

Stands for: an argument that an older system lives on in a younger one. Rule: evidence counts only where a source backs
it. With a sourced rule that names both (law) or sourced records passed on (data), a cause can be argued. Without them a
sourced common purpose makes a shared purpose. Without that a common keeper or a common look, if sourced, is a likeness
only. If nothing that was offered is sourced, there is no evidence. Source of the rule: the common demand that a cause
needs a way by which it worked; the words are ours. A link that is younger than both systems cannot show where either of
them came from. Leaves out: how strong a link is, and links that nobody has looked for.
"""

from collections.abc import Collection, Mapping

KINDS = ("law", "office", "data", "purpose", "look")
WAYS = ("law", "data")
"""The kinds by which one system can act on another."""
SOURCED, CONTRADICTED, NOT_FOUND = "sourced", "contradicted", "not found"
STATES = (SOURCED, CONTRADICTED, NOT_FOUND)
CAUSE, PURPOSE, LIKENESS, NOTHING = "cause arguable", "shared purpose", "likeness only", "no evidence"
_RULES = ((set(WAYS), CAUSE), ({"purpose"}, PURPOSE), ({"office", "look"}, LIKENESS))
"""The kinds of which one must be backed, and what follows, from the strongest on."""


def backed(offered: Collection[str], states: Mapping[str, str]) -> list[str]:
    """The kinds *offered* as evidence that are sourced by *states* (kind → state); a missing kind is not found.

    Raises ValueError for an unknown kind or state.
    """
    if unknown := sorted({*offered, *states} - set(KINDS)):
        raise ValueError(f"Evidence is one of {', '.join(KINDS)}; “{unknown[0]}” is none of them.")
    if unknown := sorted(set(states.values()) - set(STATES)):
        raise ValueError(f"A state is one of {', '.join(STATES)}; “{unknown[0]}” is none of them.")
    return [kind for kind in KINDS if kind in offered and states.get(kind) == SOURCED]


def verdict(offered: Collection[str], states: Mapping[str, str]) -> str:
    """What follows from the *offered* evidence, given what is known of each kind. Raises ValueError as ``backed``."""
    found = set(backed(offered, states))
    return next((said for kinds, said in _RULES if kinds & found), NOTHING)


def too_young(since: int | None, first_years: Collection[int | None]) -> bool:
    """Whether a link that dates from the year *since* is younger than every system (*first_years*); no if unknown."""
    return since is not None and all(year is not None and since > year for year in first_years)
