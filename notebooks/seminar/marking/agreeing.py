"""How far two markers agree, exercise by exercise, and on which sheets they have to talk."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from seminar.data.words import Words
from seminar.marking.folder import Folder
from seminar.marking.marks import Result, markers, results
from seminar.models.agreement import FEWEST, equal_codes, weighted_kappa
from seminar.numbers import listed

prose = Words("agree")

FAR = 2
"""So many levels apart are far apart."""


def agreement(folder: Folder) -> list[str]:
    """Lines on every two markers of every exercise. Raises SeminarError where nothing was collected."""
    lines = [line for exercise in folder.numbers() for line in _of_exercise(folder, exercise)]
    return lines or [prose("nobody")]


def _of_exercise(folder: Folder, exercise: str) -> Iterator[str]:
    found = results(folder, exercise)
    for one, other in combinations(markers(folder, exercise), 2):
        both = [result for result in found if {one, other} <= set(result.levels)]
        yield prose("pair", exercise=exercise, one=one, other=other, count=len(both))
        if both:
            yield from _of_pair(both, one, other)


def _of_pair(both: Sequence[Result], one: str, other: str) -> Iterator[str]:
    ours, theirs = ([result.levels[name] for result in both] for name in (one, other))
    yield prose("same", same=equal_codes([*map(str, ours)], [*map(str, theirs)]), count=len(both))
    kappa = weighted_kappa(ours, theirs)
    yield prose("unsaid", fewest=FEWEST) if kappa is None else prose("kappa", kappa=f"{kappa:.2f}")
    apart = {result.number: abs(result.levels[one] - result.levels[other]) for result in both}
    if far := [number for number, levels in apart.items() if levels >= FAR]:
        yield prose("far", numbers=listed(far))
    if still := [result.number for result in both if result.level is None]:
        yield prose("open", numbers=listed(still))
