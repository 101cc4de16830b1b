"""Numbers of a class that show nobody: none below ``FEWEST``, all rounded, and none that moves by a few people.

Groups side by side are put together until each is large enough, and where nearly all or hardly anybody has something no
number is given. What was counted is kept, and counted anew only when so many are others: so the difference between two
reports, or between a report and its parts, shows nobody either.
"""

from collections.abc import Mapping
from typing import TypeVar

from seminar.data.words import Words

prose = Words("class-report")

FEWEST = 5
Counts = Mapping[str, int]
"""A group → how many."""
T = TypeVar("T")


def held(now: Mapping[str, T], before: Mapping[str, T]) -> Mapping[str, T]:
    """What is counted: *before*, as in the last report, unless at least ``FEWEST`` are others *now*."""
    others = [key for key in {*now, *before} if now.get(key) != before.get(key)]
    return now if len(others) >= FEWEST or not before else before


def together(counts: Counts) -> dict[str, int]:
    """*counts*, rounded, with groups side by side put together until none is too small; {} where all are too few.

    A group without anybody is left out.
    """
    groups: list[tuple[list[str], int]] = []
    for name, count in counts.items():
        if not count:
            continue
        if groups and groups[-1][1] < FEWEST:
            names, before = groups.pop()
            groups.append(([*names, name], before + count))
        else:
            groups.append(([name], count))
    if len(groups) > 1 and groups[-1][1] < FEWEST:
        names, count = groups.pop()
        before_names, before = groups.pop()
        groups.append(([*before_names, *names], before + count))
    named = {names[0] if len(names) == 1 else f"{names[0]} … {names[-1]}": count for names, count in groups}
    few = any(count < FEWEST for count in named.values())
    return {} if few else {name: rounded(count) for name, count in named.items()}


def rounded(count: int) -> int:
    """*count* to the nearest multiple of ``FEWEST``."""
    return FEWEST * round(count / FEWEST)


def share(count: int, total: int) -> int | str:
    """*count* of *total*, rounded; words where it or the rest is smaller than ``FEWEST``."""
    if count < FEWEST:
        return prose("hardly")
    return rounded(count) if total - count >= FEWEST else prose("nearly")
