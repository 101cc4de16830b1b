"""How long it takes to load a table of evidence, to check the package as a page does, and to validate it whole.

    python tests/benchmarks/evidence.py

Prints milliseconds. The budget: 50 ms for any table once pandas is imported, 200 ms for the check of the whole package,
5 s for the full validation with Frictionless.
"""

import time
from collections.abc import Callable
from datetime import date

import frictionless
import pandas as pd  # noqa: F401  the budget for a table begins after this import
from seminar.data import checking, evidence
from seminar.data.package import evidence_tables
from seminar.files import pack_folder

ROUNDS = 20


def timed(work: Callable[[], object]) -> float:
    """How long *work* takes, in ms."""
    start = time.perf_counter()
    work()
    return 1_000 * (time.perf_counter() - start)


def loaded(name: str) -> float:
    """How long it takes to load the table *name*, the best of a few rounds, in ms."""
    rounds = []
    for _ in range(ROUNDS):
        evidence.frame.cache_clear()
        rounds.append(timed(lambda: evidence.frame(name)))
    return min(rounds)


def all_rows() -> None:
    """Every row of evidence by its id, from the files."""
    evidence.read_rows.cache_clear()
    evidence.read_facts.cache_clear()
    evidence.facts()


def main() -> None:
    """Measure and print."""
    times = {name: loaded(name) for name in evidence_tables()}
    slowest = max(times, key=times.get)
    print(f"load a table           slowest {times[slowest]:8.1f}  ({slowest}, of {len(times)} tables)")
    print(f"every row by its id    best    {min(timed(all_rows) for _ in range(ROUNDS)):8.1f}")
    checks = [timed(lambda: checking.package_problems(date.today())) for _ in range(ROUNDS)]
    print(f"check the package      best    {min(checks):8.1f}")
    package = str(pack_folder() / "data" / "datapackage.json")
    print(f"validate (Frictionless) once   {timed(lambda: frictionless.validate(package)):8.1f}")


if __name__ == "__main__":
    main()
