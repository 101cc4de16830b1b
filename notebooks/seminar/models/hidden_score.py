"""A score from five areas whose weights nobody sees, and what a few probes of it tell.

What it stands for: a company that shows people a number and the names of five areas, and keeps the weights to itself.
Formulas: score = 350 + 600·Σ wi·xi/100 with levels xi from 0 to 100 and weights wi that sum to 1 (here whole percents
that sum to 100, so that score = 350 + 0.06·Σ wi·xi); with friends 0.8·score + 0.2·(350 + 600·f/100), where f is the
mean of the friends from 0 to 100; noise adds a whole number from −10 to 10, drawn evenly, and the shown score is
clipped to 350 to 950. Guess error = ½·Σ|wi − ŵi|: 0 for the weights themselves, 1 for a guess that shares nothing.
Source: the pack's own model; the range 350 to 950 is that of Sesame Credit (fact f-L002), the straight line, the
weights, the noise and the friends are invented.
What it leaves out: areas that act together, data that change by themselves, missing data, and any real weight.
"""

import random
from collections.abc import Sequence
from typing import NamedTuple

AREAS = 5
FLOOR, CEILING = 350, 950
LARGEST_NOISE = 10
OWN_SHARE = 0.8
"""How much of the score stays a person's own where friends count."""


def checked(weights: Sequence[int]) -> tuple[int, ...]:
    """*weights* in whole percents. Raises ValueError unless there are five, none below 0, that sum to 100."""
    if len(weights) != AREAS or min(weights) < 0:
        raise ValueError(f"expected {AREAS} weights of 0 or more, not {list(weights)}")
    if not any(weights):
        raise ValueError("all weights are 0, so nothing counts; they must sum to 100")
    if sum(weights) != 100:
        raise ValueError(f"the weights sum to {sum(weights)}; they must sum to 100")
    return tuple(weights)


def score(weights: Sequence[int], levels: Sequence[int], friends: int | None = None) -> float:
    """The score (350 to 950) for *levels* (five, 0 to 100) with *weights* in percent; *friends*, if they count, 0-100.

    Raises ValueError for weights that ``checked`` refuses and for levels or friends outside their range.
    """
    if len(levels) != AREAS or not all(0 <= level <= 100 for level in (*levels, friends or 0)):
        raise ValueError(f"levels must be {AREAS} numbers from 0 to 100, not {list(levels)}, with friends {friends}")
    own = sum(weight * level for weight, level in zip(checked(weights), levels, strict=True))
    if friends is None:
        return (100 * FLOOR + 6 * own) / 100
    return (1_000 * FLOOR + 48 * own + 1_200 * friends) / 1_000


def noise(seed: int, number: int) -> int:
    """The noise of probe *number*: a whole number from −10 to 10, the same whenever it is asked for."""
    return random.Random(f"{seed}/{number}").randint(-LARGEST_NOISE, LARGEST_NOISE)


def clipped(value: float) -> float:
    """*value*, or the end of the range 350 to 950 that it lies beyond."""
    return min(float(CEILING), max(float(FLOOR), value))


def guess_error(weights: Sequence[int], guess: Sequence[int]) -> float:
    """½·Σ|wi − ŵi| of two sets of weights in percent, 0 to 1. Raises ValueError as ``checked`` does."""
    return sum(abs(one - other) for one, other in zip(checked(weights), checked(guess), strict=True)) / 200


class Probe(NamedTuple):
    """A setting that was tried: its *levels*, the *score* that was shown, and which switches were on."""

    levels: tuple[int, ...]
    score: float
    noisy: bool = False
    friends: bool = False


class Reading(NamedTuple):
    """The weight of *area* (its place) in percent, between *low* and *high*; *other* is the probe compared with.

    Without noise *low* and *high* are equal. Where *other* is None the probe was compared with the floor of the range.
    """

    area: int
    low: float
    high: float
    other: int | None


def reading(probes: Sequence[Probe], place: int) -> Reading | None:
    """What the probe at *place* tells of one weight, with an earlier probe from which it differs in one area only.

    A probe with one area above 0 can also be read alone, since all at 0 gives 350, unless friends count.
    """
    probe = probes[place]
    found = [
        (abs(probe.levels[area] - probes[i].levels[area]), area, i)
        for i in range(place)
        if probes[i][2:] == probe[2:] and len(areas := _differing(probe.levels, probes[i].levels)) == 1
        for area in areas
    ]
    if found:
        _, area, i = max(found)
        return _read(probe, probes[i], area, i)
    raised = _differing(probe.levels, (0,) * AREAS)
    if len(raised) == 1 and not probe.friends:
        return _read(probe, Probe((0,) * AREAS, FLOOR), raised[0], None)
    return None


def _differing(one: Sequence[int], other: Sequence[int]) -> list[int]:
    return [area for area in range(AREAS) if one[area] != other[area]]


def _read(probe: Probe, other: Probe, area: int, place: int | None) -> Reading:
    """The rise of the score over the rise of the level; each noisy probe may be 10 points off."""
    share = OWN_SHARE if probe.friends else 1
    per_percent = (CEILING - FLOOR) / 10_000 * share * (probe.levels[area] - other.levels[area])
    middle = (probe.score - other.score) / per_percent
    off = LARGEST_NOISE * (probe.noisy + other.noisy) / abs(per_percent)
    low, high = (min(100.0, max(0.0, middle + sign * off)) for sign in (-1, 1))
    return Reading(area, low, high, place)


def repeats(probes: Sequence[Probe], place: int) -> tuple[int, float]:
    """How many probes up to *place* have its levels and switches, and the mean of their scores."""
    same = [probe.score for probe in probes[: place + 1] if probe._replace(score=0) == probes[place]._replace(score=0)]
    return len(same), sum(same) / len(same)
