"""How long W01a and W01b take to answer: showing a claim with all its evidence, and one change of a count.

    python tests/benchmarks/open_the_evidence.py

Prints medians and 95th percentiles in milliseconds. The budget: 5 ms at the 95th percentile for model and markup.
"""

import statistics
import time
from collections.abc import Callable

from seminar.activities.move_the_votes import invented, moved
from seminar.activities.open_the_evidence import CELL, cards, offered, outcome
from seminar.data.records import Activity, record
from seminar.models.judgement import VERDICTS
from seminar.workbench.panel import markup

ROUNDS = 200
OPTIONS = ["true", "partly true", "not true", "cannot say"]


def timed(name: str, work: Callable[[int], object]) -> None:
    """Print how long *work* takes; it is given the number of the round."""
    times = []
    for i in range(ROUNDS):
        start = time.perf_counter()
        work(i)
        times.append(1_000 * (time.perf_counter() - start))
    kept = times[ROUNDS // 10 :]
    print(f"{name:28} median {statistics.median(kept):6.2f}   p95 {statistics.quantiles(kept, n=20)[-1]:6.2f}")


def main() -> None:
    """Measure and print."""
    claims = list(offered(record(CELL, Activity).claims).values())
    work = {"before": 70, "after": 40, "verdict_2019": VERDICTS[0], "verdict_now": VERDICTS[3]}
    counts = invented(OPTIONS)
    timed("the evidence of a claim", lambda i: str(cards(claims[i % len(claims)])))
    timed("the outcome of a claim", lambda i: outcome(claims[i % len(claims)], work))
    timed("one change of a count", lambda i: markup(moved(OPTIONS, "", **{**counts, "after_0": i % 20})))


if __name__ == "__main__":
    main()
