"""Whether W06b costs the same for a village and for a country, beside the usual way: one row a person.

    python tests/benchmarks/count_the_errors.py

Needs the test requirements. Prints medians and 95th percentiles in milliseconds, and the ratio to the smallest list;
judge by the ratios, for machines differ. The budget: a ratio under 1.2 from 1,000 to 1.4 billion people; model and
markup 8 ms at the 95th percentile.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from seminar.activities.count_the_errors import LISTED, RUNS, START, counted, run_of
from seminar.models import error_and_appeal as model
from seminar.workbench.panel import markup

SIZES = (1_000, 100_000, 10_000_000, 1_400_000_000)
PEOPLE_AT_MOST = 10_000_000
"""More rows than this would fill the memory of a small machine."""


def one_row_a_person(run: model.Run, seed: int) -> int:
    """One draw of one run, with a number for each person at each gate."""
    draw = np.random.default_rng(seed).random
    chances = (run.wrong, run.told, run.ease, run.won)
    return int(np.logical_and.reduce([draw(run.listed) < chance for chance in chances]).sum())


def show(title: str, work: Callable[[model.Run, int], object], times: int, sizes: tuple[int, ...] = SIZES) -> None:
    """Print a line for each size of the list. The sizes take turns, so that a busy moment meets them all."""
    print(title)
    runs = {listed: replace(run_of(**START), listed=listed) for listed in sizes}
    took = {listed: [] for listed in sizes}
    for i in range(times):
        for listed, run in runs.items():
            start = time.perf_counter()
            work(run, i)
            took[listed].append(1_000 * (time.perf_counter() - start))
    smallest = statistics.median(took[sizes[0]])
    for listed, all_times in took.items():
        median, p95 = statistics.median(all_times), statistics.quantiles(all_times, n=20)[-1]
        print(f"  {listed:13,} people   median {median:9.3f}   p95 {p95:9.3f}   {median / smallest:9.2f} times")


def main() -> None:
    """Measure and print."""
    show("Expected people, days and hours", lambda run, i: model.expected(run), 500)
    show(
        f"{RUNS:,} runs by chance and their range",
        lambda run, i: [*map(model.central_range, model.by_chance(run, i).values())],
        300,
    )
    show("Everything, with markup", lambda run, i: markup(counted(i, **{**START, "told": 50 + i % 51})), 300, (LISTED,))
    small = tuple(size for size in SIZES if size <= PEOPLE_AT_MOST)
    show("The usual way: one run by chance, one row a person", one_row_a_person, 20, small)


if __name__ == "__main__":
    main()
