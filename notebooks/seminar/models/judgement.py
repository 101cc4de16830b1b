"""How a student's judgements of claims compare with those of the file.

Stands for: beliefs in percent before any evidence, and verdicts on the scale of the pack. The Brier score is the mean
of (p − o)² with p the belief, 0-1, and o 1 or 0 (Brier 1950, Monthly Weather Review 78): 0 is perfect, 0.25 is what 50
percent everywhere gives. Hits and false alarms are counted apart, as in signal detection theory: whoever calls every
claim false has all the hits, and all the false alarms. Leaves out: claims without a clear key, and how good the reasons
were.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SUPPORTED, PARTLY, NOT_ENOUGH, CONTRADICTED = (
    "Supported",
    "Partly supported",
    "Not enough evidence",
    "Contradicted",
)
CHANGED, NOT_CHECKABLE, NOT_SEARCHED = "Changed since", "Not checkable", "Not searched"
VERDICTS = (SUPPORTED, PARTLY, NOT_ENOUGH, CONTRADICTED, CHANGED, NOT_CHECKABLE, NOT_SEARCHED)
"""The scale; its first four steps are in order, the last three stand apart."""
_ORDERED = VERDICTS[:4]
FEWEST_CLAIMS = 5
"""With fewer finished claims no Brier score is shown."""


def match(given: str, key: str) -> str:
    """How near a verdict is to the key: "equal", "next step" or "far". The last three match only themselves."""
    if given == key:
        return "equal"
    if given in _ORDERED and key in _ORDERED and abs(_ORDERED.index(given) - _ORDERED.index(key)) == 1:
        return "next step"
    return "far"


def outcome(verdict: str) -> int | None:
    """1 for a supported claim, 0 for a contradicted one, None for any other: a belief cannot be scored on it."""
    return {SUPPORTED: 1, CONTRADICTED: 0}.get(verdict)


@dataclass(frozen=True)
class Calls:
    """How often "Contradicted" was said of claims that fail (*hits* of *failing*) and of claims that hold
    (*false_alarms* of *holding*)."""

    failing: int
    hits: int
    holding: int
    false_alarms: int


def calls(judged: Iterable[tuple[str, str]]) -> Calls:
    """Hits and false alarms in *judged*, pairs of the verdict given and the key.

    A claim fails if its key is "Contradicted" and holds if it is "Supported"; claims with another key do not count.
    """
    pairs = list(judged)
    failing = [given for given, key in pairs if outcome(key) == 0]
    holding = [given for given, key in pairs if outcome(key) == 1]
    return Calls(len(failing), failing.count(CONTRADICTED), len(holding), holding.count(CONTRADICTED))


def brier(beliefs: Sequence[float], outcomes: Sequence[int]) -> float:
    """The Brier score of *beliefs* (0-1) in *outcomes* (0 or 1). Raises ValueError for none or one outside 0-1."""
    if not beliefs or any(not 0 <= belief <= 1 for belief in beliefs):
        raise ValueError(f"expected at least one belief, each from 0 to 1, not {list(beliefs)}")
    return sum((p - o) ** 2 for p, o in zip(beliefs, outcomes, strict=True)) / len(beliefs)
