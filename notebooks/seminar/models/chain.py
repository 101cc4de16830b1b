"""Chain: a claim that needs several links, each of which was sourced, contradicted or not found.

What it stands for: "this act can close the trains to this person" is true only if every link from the act to the closed
train holds. Rule: the chain stands if and only if every link is sourced; it is broken if any link is contradicted, at
the first such link; in all other cases it is unproved, and the links that are missing are counted. A link that nobody
has looked at yet is missing.
What it leaves out: how strong each source is, and other chains that could lead to the same end.
"""

from collections.abc import Sequence
from typing import NamedTuple

SOURCED, CONTRADICTED, NOT_FOUND = "sourced", "contradicted", "not found"
STATES = (SOURCED, CONTRADICTED, NOT_FOUND)
STANDS, BROKEN, UNPROVED = "stands", "broken", "unproved"


class Verdict(NamedTuple):
    """What becomes of the chain: its *kind*, and the *links* (numbers from 1) that are contradicted or missing."""

    kind: str
    links: tuple[int, ...] = ()

    def in_words(self) -> str:
        """The verdict as it is said: "chain stands", "broken at link 4", "unproved: 2 links missing"."""
        if self.kind == BROKEN:
            return f"broken at link {self.links[0]}"
        if self.kind == UNPROVED:
            return f"unproved: {len(self.links)} link{'' if len(self.links) == 1 else 's'} missing"
        return "chain stands"


def verdict(states: Sequence[str]) -> Verdict:
    """The verdict on a chain whose links have these *states*, in order; "" is a link that is not answered yet.

    Raises ValueError for a chain without links and for any other word.
    """
    unknown = set(states) - {*STATES, ""}
    if unknown or not states:
        raise ValueError(
            f"links must be some of {', '.join(STATES)}, not {', '.join(sorted(unknown)) or 'none at all'}."
        )
    numbered = list(enumerate(states, 1))
    contradicted = tuple(number for number, state in numbered if state == CONTRADICTED)
    missing = tuple(number for number, state in numbered if state in (NOT_FOUND, ""))
    if contradicted:
        return Verdict(BROKEN, contradicted)
    return Verdict(UNPROVED, missing) if missing else Verdict(STANDS)
