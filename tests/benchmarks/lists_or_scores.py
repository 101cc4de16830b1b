"""How fast W06a and W06c answer in the kernel: model, panel and all markup, over their settings.

    python tests/benchmarks/lists_or_scores.py

Prints medians and 95th percentiles in milliseconds. The budget is 50 ms at the 95th percentile: a slider that is moved
then still feels at once. W06d has no model worth timing; its cost is its fourteen boxes.
"""

import random
import statistics
import time
from collections.abc import Callable, Sequence

from seminar.activities.cross_the_road import SETTINGS, crossed
from seminar.activities.follow_the_list import settings, steps_of
from seminar.activities.workbench import Panel, Setting, markup
from seminar.controls import OneOf, OnOff

RUNS = 200


def any_value(setting: Setting, draw: random.Random) -> int | str | bool:
    """One of the values that a setting can take."""
    if isinstance(setting.scale, OnOff):
        return draw.random() < 0.5
    if isinstance(setting.scale, OneOf):
        return draw.choice(setting.scale.options)[0]
    return draw.choice(setting.scale.steps)


def times(show: Callable[..., Panel], choices: Sequence[Setting]) -> list[float]:
    """Milliseconds of one answer, at settings drawn with a fixed seed."""
    draw, found = random.Random(6), []
    for _ in range(RUNS):
        values = {setting.name: any_value(setting, draw) for setting in choices}
        start = time.perf_counter()
        markup(show(**values))
        found.append(1_000 * (time.perf_counter() - start))
    return found[20:]


def main() -> None:
    """Measure and print."""
    for name, show, choices in (("W06a", steps_of, settings()), ("W06c", crossed, SETTINGS)):
        found = times(show, choices)
        print(f"{name}   median {statistics.median(found):6.2f}   p95 {statistics.quantiles(found, n=20)[-1]:6.2f}")


if __name__ == "__main__":
    main()
