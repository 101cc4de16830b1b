"""How long W01c's map takes to answer one change of a setting, and how its model grows with the claims.

    python tests/benchmarks/map_the_voices.py

Prints medians and 95th percentiles in milliseconds; judge by the growth, for machines differ. The budget: 5 ms at the
95th percentile for model and markup with the claims of the essay.
"""

import random
import statistics
import time

import pandas as pd
from seminar.activities.map_the_voices import ALL, GRADES, PARAGRAPHS, mapped, speakers
from seminar.models import voices
from seminar.workbench.panel import markup

SIZES = (73, 730, 7_300, 73_000)
ROUNDS = 200


def percentiles(times: list[float]) -> str:
    """Median and 95th percentile of *times* (ms), without the first tenth of them."""
    kept = times[len(times) // 10 :]
    return f"median {statistics.median(kept):7.2f}   p95 {statistics.quantiles(kept, n=20)[-1]:7.2f}"


def on_the_page() -> list[float]:
    """Times (ms) of the map and all its markup, with another range of paragraphs each time."""
    times = []
    for i in range(ROUNDS):
        start = time.perf_counter()
        markup(mapped(1 + i % 8, PARAGRAPHS, ALL, ALL))
        times.append(1_000 * (time.perf_counter() - start))
    return times


def counted(size: int) -> list[float]:
    """Times (ms) of the model alone over *size* invented claims."""
    draw, names = random.Random(size), speakers()
    rows = [(draw.randint(1, PARAGRAPHS), draw.choice(names), draw.choice(list(GRADES))) for _ in range(size)]
    claims, times = pd.DataFrame(rows, columns=["paragraph", "voice", "grade"]), []
    for i in range(ROUNDS // 4):
        start = time.perf_counter()
        voices.counts(voices.selected(claims, 1 + i % 8, PARAGRAPHS), names, list(GRADES))
        times.append(1_000 * (time.perf_counter() - start))
    return times


def main() -> None:
    """Measure and print."""
    print(f"model and markup, the essay   {percentiles(on_the_page())}")
    for size in SIZES:
        print(f"model alone, {size:7,} claims    {percentiles(counted(size))}")


if __name__ == "__main__":
    main()
