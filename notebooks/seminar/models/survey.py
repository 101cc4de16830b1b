"""What a class may see of its survey: changes of the class, and nothing that shows a person.

What it stands for: slips without names, counted twice, before and after a course. Each wave is a number of slips and,
for each question, how many had the right option. There is no row for a person anywhere.
Rules, with n slips in the smaller wave: under 5 nothing; 5 to 9 the class mean only; from 10 the questions one by one,
where a count c with c < 5 or n - c < 5 becomes a band, and if one question alone of a wave is a band, the question with
the next smallest margin is withheld too. From 10 slips on a mean is taken over the questions with exact counts both
times only, so that nothing on the page depends on where in its band a count lies. A mean is rounded to a half, and is
not given where it is 0 or the number of its questions. How sure the class was is a mean in percent that somebody else
has worked out; it is rounded to a ten.
Formula: change of a question = c_after / n_after - c_before / n_before in points, where both counts are exact.
Where it is known who answered twice, the mean of their own changes has an interval that holds the true mean in 95 of
100 such classes (Student's t); it is rounded to ``STEP`` points, its ends outwards.
Source: the usual rule for small counts (threshold 5, secondary suppression), with the pack's own thresholds.
What it leaves out: who learned what. Different people may have answered, and a small class can move by luck.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import NormalDist, mean, stdev

SMALLEST = 5
"""Slips, or people with or without the right option, below which nothing is told of them."""
FEWEST_FOR_ITEMS = 10
MOST_SLIPS = 200
CERTAIN = 100
"""How sure somebody can be at most, in percent."""

STEP = 5
"""Points to which the mean of paired changes is rounded."""


@dataclass(frozen=True)
class Wave:
    """One count of the slips of a class: their number and, by question number, how many had the right option.

    *sure* is the mean confidence in percent, None where nobody worked it out. Raises ValueError for fewer than 0 or
    more than ``MOST_SLIPS`` slips, for counts below 0 or above the slips, and for a *sure* outside 0 to ``CERTAIN``.
    """

    slips: int
    right: Mapping[int, int]
    sure: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.slips <= MOST_SLIPS:
            raise ValueError(f"the number of slips must lie between 0 and {MOST_SLIPS}, not {self.slips}")
        for item, count in self.right.items():
            if not 0 <= count <= self.slips:
                raise ValueError(
                    f"question {item}: {count} right of {self.slips} slips; a count lies between 0 and the slips"
                )
        if self.sure is not None and not 0 <= self.sure <= CERTAIN:
            raise ValueError(f"a mean confidence of {self.sure} percent; it lies between 0 and {CERTAIN}")


@dataclass(frozen=True)
class Counted:
    """What is told of one question in one wave: an exact *count* of *slips*, or None and the *band* in words."""

    slips: int
    count: int | None
    band: str = ""
    edge: int = 0
    """Where a band ends, in people: what a bar may be drawn to; 0 for an exact or a withheld count."""


@dataclass(frozen=True)
class ClassChange:
    """All that may be shown. *means* go over the questions *averaged*, and are None where they are withheld.

    *parts* (question → before, after) and *change* (question → points, between exact counts) are empty for small
    classes, and *slips* is None if nothing may be shown. *sure* is the mean confidence of each time in percent, rounded
    to a ten, or None where it was not worked out or may not be shown.
    """

    slips: tuple[int, int] | None = None
    items: tuple[int, ...] = ()
    averaged: tuple[int, ...] = ()
    means: tuple[float | None, float | None] = (None, None)
    parts: Mapping[int, tuple[Counted, Counted]] = field(default_factory=dict)
    change: Mapping[int, float] = field(default_factory=dict)
    sure: tuple[int, int] | None = None


def class_change(before: Wave, after: Wave) -> ClassChange:
    """What may be shown of both waves, over the questions that were asked in both."""
    items = tuple(sorted(set(before.right) & set(after.right)))
    fewest = min(before.slips, after.slips)
    if fewest < SMALLEST or not items:
        return ClassChange()
    slips, sure = (before.slips, after.slips), _sure(before, after)
    if fewest < FEWEST_FOR_ITEMS:
        return ClassChange(slips, items, items, _means(before, after, items), sure=sure)
    told = [_told(wave, items) for wave in (before, after)]
    parts = {item: (told[0][item], told[1][item]) for item in items}
    exact = tuple(item for item, pair in parts.items() if all(part.count is not None for part in pair))
    change = {item: 100 * (after.right[item] / after.slips - before.right[item] / before.slips) for item in exact}
    return ClassChange(slips, items, exact, _means(before, after, exact), parts, change, sure)


def _sure(before: Wave, after: Wave) -> tuple[int, int] | None:
    if before.sure is None or after.sure is None:
        return None
    return 10 * math.floor(before.sure / 10 + 0.5), 10 * math.floor(after.sure / 10 + 0.5)


def _means(before: Wave, after: Wave, items: tuple[int, ...]) -> tuple[float | None, float | None]:
    return _mean(before, items), _mean(after, items)


def _mean(wave: Wave, items: tuple[int, ...]) -> float | None:
    """The mean number of right options a slip, rounded to a half (a quarter goes up); None at either end."""
    exact = sum(wave.right[item] for item in items) / wave.slips
    rounded = math.floor(2 * exact + 0.5) / 2
    return rounded if 0 < rounded < len(items) else None


def _told(wave: Wave, items: tuple[int, ...]) -> dict[int, Counted]:
    margins = {item: min(wave.right[item], wave.slips - wave.right[item]) for item in items}
    hidden = {item for item in items if margins[item] < SMALLEST}
    if len(hidden) == 1 and len(items) > 1:
        hidden.add(min((item for item in items if item not in hidden), key=lambda item: (margins[item], item)))
    return {item: _part(wave, item, item in hidden) for item in items}


def _part(wave: Wave, item: int, hidden: bool) -> Counted:
    count, slips = wave.right[item], wave.slips
    if not hidden:
        return Counted(slips, count)
    if count < SMALLEST:
        return Counted(slips, None, f"fewer than {SMALLEST} of {slips}", SMALLEST)
    if slips - count < SMALLEST:
        return Counted(slips, None, f"more than {slips - SMALLEST} of {slips}", slips - SMALLEST)
    return Counted(slips, None, "withheld")


def may_follow(shown: tuple[Wave, Wave], new: tuple[Wave, Wave]) -> bool:
    """Whether *new* totals may be shown after *shown* ones: each wave is the same, or has at least 5 more slips.

    Otherwise the difference of two displays would tell about fewer than 5 people.
    """
    return shown != new and all(map(may_replace, shown, new))


def may_replace(shown: Wave, new: Wave) -> bool:
    """Whether totals of one time may be shown after others of that time: the same, or with at least 5 more slips."""
    return shown == new or new.slips >= shown.slips + SMALLEST


@dataclass(frozen=True)
class MeanChange:
    """The mean change of people who answered twice, in percentage points, and the ends of its 95 percent interval."""

    points: int
    low: int
    high: int


def mean_change(before: Sequence[float], after: Sequence[float]) -> MeanChange | None:
    """The mean change between two shares of each person, 0-1.

    None for fewer than ``FEWEST_FOR_ITEMS`` people, and where it would show everybody: all wrong, then all right.
    Raises ValueError for lists of unequal length.
    """
    points = [100 * (then - first) for first, then in zip(before, after, strict=True)]
    if len(points) < FEWEST_FOR_ITEMS or abs(mean(points)) == 100:
        return None
    middle, half = mean(points), t_95(len(points) - 1) * stdev(points) / math.sqrt(len(points))
    low, high = math.floor(round((middle - half) / STEP, 6)), math.ceil(round((middle + half) / STEP, 6))
    return MeanChange(STEP * math.floor(middle / STEP + 0.5), max(STEP * low, -100), min(STEP * high, 100))


def t_95(freedom: int) -> float:
    """What 95 percent of Student's t lie within, for at least 4 degrees of *freedom*, to 0.3 percent.

    The expansion in powers of 1/freedom of Abramowitz and Stegun (1964), formula 26.7.5.
    """
    z = NormalDist().inv_cdf(0.975)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, 1))
