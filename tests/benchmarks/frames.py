"""How long it takes to get a frame of a table, of every table, and of all facts.

    python tests/benchmarks/frames.py

Prints milliseconds of the processor, since others may use the machine too. The budget: 10 ms for any table, 250 ms for
all of them, once pandas is imported and has read one table. “First” is a table that nobody has read yet.
"""

import time
from collections.abc import Callable

from seminar import facts, frame
from seminar.data import evidence
from seminar.data.package import resources

ROUNDS = 10


def timed(work: Callable[[], object]) -> float:
    """How long *work* takes, in ms of the processor."""
    start = time.process_time()
    work()
    return 1_000 * (time.process_time() - start)


def forget() -> None:
    """Let every table be read anew."""
    for cached in (evidence.frame, evidence.read_rows):
        cached.cache_clear()


def first(name: str) -> float:
    """How long the table *name* takes when it is read anew, the best of a few rounds."""
    rounds = []
    for _ in range(ROUNDS):
        forget()
        evidence.read_rows("place_names")  # of which countries are taken: read with the first table that has places
        rounds.append(timed(lambda: frame(name)))
    return min(rounds)


def main() -> None:
    """Measure and print."""
    frame("list_counts")
    new = {name: first(name) for name in resources()}
    forget()
    every = timed(lambda: [frame(name) for name in resources()])
    again = {name: min(timed(lambda n=name: frame(n)) for _ in range(ROUNDS)) for name in resources()}
    for what, times in (("first", new), ("again", again)):
        slowest = max(times, key=times.get)
        print(f"a frame, {what}      slowest {times[slowest]:8.1f}  ({slowest}, of {len(times)} tables)")
    print(f"every frame, first    once   {every:8.1f}")
    print(f"every frame, again    sum    {sum(again.values()):8.1f}")
    print(f"all facts             best   {min(timed(facts) for _ in range(ROUNDS)):8.1f}")


if __name__ == "__main__":
    main()
