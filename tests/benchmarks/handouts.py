"""How long the handouts and the plain edition take: seconds of work (user and system, with pandoc), and of waiting.

The budget: all handouts within 90 s of waiting on two cores that nobody else uses; one notebook within 10 s; the plain
edition within 20 s.

python tests/benchmarks/handouts.py
"""

import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from seminar import html_edition
from seminar.package import notebooks
from seminar.paper import kit
from seminar.paper.handouts import build_into


def measured(make: Callable[[], object]) -> tuple[float, float]:
    """Seconds of work and of waiting that *make* takes."""
    before, start = os.times(), time.perf_counter()
    make()
    after, end = os.times(), time.perf_counter()
    return sum(after[:4]) - sum(before[:4]), end - start


def handouts(*numbers: str) -> None:
    """Make the handouts of those notebooks in a folder that goes again; none means all, with the kit."""
    with tempfile.TemporaryDirectory() as folder:
        build_into(Path(folder), list(numbers))
    if not numbers:
        kit.files()


def line(name: str, work: float, waited: float) -> None:
    """Print one measurement."""
    print(f"{name}: {work:.1f} s of work, {waited:.1f} s of waiting")


def main() -> None:
    """Measure all together three times, then each notebook once, and print."""
    line("all handouts", *(sorted(times)[1] for times in zip(*(measured(handouts) for _ in range(3)), strict=True)))
    for path in notebooks():
        line(path.name, *measured(partial(handouts, path.name[:2])))
    line("the plain edition", *measured(html_edition.files))


if __name__ == "__main__":
    main()
