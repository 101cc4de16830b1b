"""How long a build takes: seconds of work (user and system, with kernels and pandoc), and of waiting.

The budget, on two cores that nobody else uses: after one changed fact 30 s of waiting; every paper 90 s; all papers of
one notebook 10 s; the plain edition 20 s; to find that nothing is stale 10 s.

python tests/benchmarks/build.py
"""

import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PACK = Path(__file__).resolve().parents[2]
FACTS = {"face_trials": ("f-T020", "wrong", "2298"), "list_counts": ("f-L101", "caveat", "A trial of the build")}
"""Table → a fact of it, a column, and what is written there."""


def measured(do: Callable[[], object]) -> tuple[float, float]:
    """Seconds of work and of waiting that *do* takes."""
    before, start = os.times(), time.perf_counter()
    do()
    after, end = os.times(), time.perf_counter()
    return sum(after[:4]) - sum(before[:4]), end - start


def build(pack: Path, *words: str) -> None:
    """Build in the copy at *pack*, with its own package."""
    environment = {**os.environ, "PYTHONPATH": str(pack / "notebooks")}
    run = [sys.executable, "-m", "seminar", "build", *words]
    subprocess.run(run, cwd=pack, env=environment, check=True, capture_output=True)


def change(pack: Path, table: str) -> None:
    """Write one cell of the table."""
    fact_id, column, text = FACTS[table]
    path = pack / "data" / "evidence" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    (row,) = [row for row in rows if row[head.index("id")] == fact_id]
    row[head.index(column)] = text
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])


def remove(pack: Path, pattern: str) -> None:
    """Remove the papers whose names fit *pattern*, so that they are made again."""
    for path in (pack / "handouts").rglob(pattern):
        path.unlink()


def line(name: str, work: float, waited: float) -> None:
    """Print one measurement."""
    print(f"{name}: {work:.1f} s of work, {waited:.1f} s of waiting", flush=True)


def main() -> None:
    """Copy the pack, bring it up to date, then measure each case and print."""
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder) / "pack"
        shutil.copytree(PACK, pack, ignore=shutil.ignore_patterns(".*", "__pycache__", "dist"))
        build(pack)
        line("nothing is stale", *measured(lambda: build(pack, "--check")))
        for table, (fact_id, _, _) in FACTS.items():
            change(pack, table)
            line(f"after a change of {fact_id}", *measured(lambda: build(pack)))
        shutil.rmtree(pack / "handouts" / "html")
        line("the plain edition", *measured(lambda: build(pack)))
        remove(pack, "07-*a4.pdf")
        line("the papers of notebook 07", *measured(lambda: build(pack, "07")))
        remove(pack, "*-a4.pdf")
        line("every A4 paper", *measured(lambda: build(pack)))


if __name__ == "__main__":
    main()
