"""How alike two systems are on the properties that are known of both, and how much of them is known.

Stands for: a comparison by a list of properties, each coded yes (1), partly (½), no (0), unknown or “does not apply”.
Over the properties known of both, L = Σ w · (1 − |a − b|) / Σ w with weights w of 0 or more. L is given only if at
least eight properties are known of both and their weights are not all 0; in words, low is below 0.4, high above 0.7,
medium all between. The formula and the bounds are the authors’. Leaves out: how much a property matters to a person it
meets, how a rule is used, and every property that is not on the list. Likeness in form is no likeness in consequence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

VALUES = {"yes": Fraction(1), "partly": Fraction(1, 2), "no": Fraction(0)}
UNKNOWN = "unknown"
IDLE = "does not apply"
"""The question has no sense for the system: a list without a number has no weights."""
FEWEST_KNOWN = 8
LOW, HIGH = Fraction(2, 5), Fraction(7, 10)

Codes = Mapping[str, str]
"""Property → yes, partly, no, unknown or does not apply."""


@dataclass(frozen=True)
class Comparison:
    """Two systems side by side: on how many properties they are alike, half alike (partly), opposite, or not to be
    compared: unknown of one, or without sense for one.

    *likeness* is L, or None where it is not given.
    """

    alike: int
    half: int
    opposite: int
    unknown: int
    likeness: Fraction | None

    @property
    def known(self) -> int:
        """The number of properties known of both."""
        return self.alike + self.half + self.opposite


def compare(one: Codes, other: Codes, weights: Mapping[str, int], properties: Sequence[str]) -> Comparison:
    """*one* and *other* compared on *properties*; *weights* are by property, each 0 or more."""
    gaps = {
        name: abs(VALUES[one[name]] - VALUES[other[name]])
        for name in properties
        if one[name] in VALUES and other[name] in VALUES
    }
    alike, half, opposite = (list(gaps.values()).count(gap) for gap in (Fraction(0), Fraction(1, 2), Fraction(1)))
    return Comparison(alike, half, opposite, len(properties) - len(gaps), _likeness(gaps, weights))


def _likeness(gaps: Mapping[str, Fraction], weights: Mapping[str, int]) -> Fraction | None:
    total = sum(weights[name] for name in gaps)
    if len(gaps) < FEWEST_KNOWN or not total:
        return None
    return sum((weights[name] * (1 - gap) for name, gap in gaps.items()), Fraction(0)) / total


def in_words(likeness: Fraction) -> str:
    """L in a word: low, medium or high."""
    return "low" if likeness < LOW else "high" if likeness > HIGH else "medium"
