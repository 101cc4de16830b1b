"""How long the data lab takes under nbval, which runs it and compares what it shows with what is stored.

    python tests/benchmarks/data_lab.py

Prints seconds of the processor and of the clock, the best of a few runs, each in a new process: the lab; the lab where
matplotlib has not yet listed the fonts, as on a new computer; and a notebook with one empty cell, which is what pytest,
nbval and a kernel take by themselves. The budget for the lab is 6 s of the clock on a quiet machine.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

PACK = Path(__file__).resolve().parents[2]
LAB = PACK / "notebooks" / "data-lab.ipynb"
RUNS = 3


def took(notebook: Path, **environment: str) -> tuple[float, float]:
    """Seconds of the processor, kernels among them, and of the clock, for one strict run of *notebook*."""
    command = [sys.executable, "-m", "pytest", "-q", "--nbval", "-p", "no:cacheprovider", notebook]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL)
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, clock


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        empty = Path(scratch) / "empty.ipynb"
        kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
        nbformat.write(new_notebook(cells=[new_code_cell("")], metadata={"kernelspec": kernel}), empty)
        cases = {"the lab": lambda: took(LAB)}
        cases["without a list of fonts"] = lambda: took(LAB, MPLCONFIGDIR=tempfile.mkdtemp(dir=scratch))
        cases["an empty notebook"] = lambda: took(empty)
        for name, run in cases.items():
            found = [run() for _ in range(RUNS)]
            print(
                f"{name:24} {min(cpu for cpu, _ in found):5.2f} s of the processor, {min(c for _, c in found):5.2f} s"
            )


if __name__ == "__main__":
    main()
