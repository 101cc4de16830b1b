"""How long it takes to save one answer and to restore many revisions.

    python tests/benchmarks/answers.py

Prints milliseconds. The budget: 5 ms at the 95th percentile to save one answer (on the disk), 100 ms to restore 500
revisions.
"""

import os
import statistics
import tempfile
import time

TEXT = "The machine finds nine or ten people and stops about a thousand others. " * 6


def main() -> None:
    """Measure in a folder of its own and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SEMINAR_ANSWERS"] = folder
        from seminar.answers import Store

        here, saves = Store("07"), []
        for i in range(500):
            start = time.perf_counter()
            here.save(f"07-{i % 10}", f"{TEXT}{i}")
            saves.append(1_000 * (time.perf_counter() - start))
        restores = []
        for _ in range(20):
            start = time.perf_counter()
            Store("07").value("07-1")
            restores.append(1_000 * (time.perf_counter() - start))
    late = statistics.quantiles(saves, n=20)[-1]
    print(f"save one answer        median {statistics.median(saves):6.2f}   p95 {late:6.2f}")
    print(f"restore 500 revisions  median {statistics.median(restores):6.2f}   max {max(restores):6.2f}")


if __name__ == "__main__":
    main()
