"""How long it takes to save one answer and to restore many revisions.

    python tests/benchmarks/answers.py

Prints milliseconds. The budget: 5 ms at the 95th percentile to save one answer (on the disk, all parts of the page
told) after ten runs of all cells; 50 ms to restore 500 revisions for a whole notebook.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from contextlib import redirect_stdout
from io import StringIO

from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

TEXT = "The machine finds nine or ten people and stops about a thousand others. " * 6
RUNS = 10


def run_all(shell: InteractiveShell, number: str) -> None:
    """Run all cells of the notebook of that *number*, as a page does."""
    from seminar.data.package import notebook_cells

    for cell in notebook_cells(number):
        if cell["cell_type"] == "code":
            with redirect_stdout(StringIO()):
                shell.run_cell("".join(cell["source"]))


def milliseconds(action: object) -> float:
    """How long *action* takes."""
    start = time.perf_counter()
    action()
    return 1_000 * (time.perf_counter() - start)


def saves(number: str) -> list[float]:
    """Milliseconds of each of 200 saves in the notebook of that *number* as it stands."""
    from seminar.answers.store import store

    here = store(number)
    return [milliseconds(lambda i=i: here.save(f"{number}-1", f"{TEXT}{i}")) for i in range(200)]


def line(what: str, times: list[float]) -> None:
    """Print median and 95th percentile."""
    late = statistics.quantiles(times, n=20)[-1]
    print(f"{what:46} median {statistics.median(times):7.2f}   p95 {late:7.2f}", flush=True)


def main(numbers: list[str]) -> None:
    """Measure in a folder of its own and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SEMINAR_ANSWERS"] = folder
        from seminar.answers.store import Store
        from seminar.data.package import notebooks

        shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
        for number in numbers or [path.name[:2] for path in notebooks()]:
            run_all(shell, number)
            line(f"{number}: save one answer, one run of all cells", saves(number))
            for _ in range(RUNS - 1):
                run_all(shell, number)
            line(f"{number}: save one answer, {RUNS} runs of all cells", saves(number))
        here = Store("99")
        for i in range(500):
            here.save(f"99-{i % 40}", f"{TEXT}{i}")
        size = sum(len(json.dumps(TEXT)) for _ in range(500)) / 1e6

        def restore() -> None:
            opened = Store("99")
            for question in range(40):
                opened.look(f"99-{question}")
                opened.value(f"99-{question}")

        line(f"restore 500 revisions ({size:.1f} MB) into 40 boxes", [milliseconds(restore) for _ in range(20)])


if __name__ == "__main__":
    main(sys.argv[1:])
