"""How much processor time the first line of a notebook takes, ``from seminar import *``.

    python tests/benchmarks/import_the_pack.py

Prints seconds, each in a new Python. The budget is 0.35 s.
"""

import statistics
import subprocess
import sys

RUNS = 10
TIMED = "import time; start = time.process_time(); from seminar import *; print(time.process_time() - start)"


def main() -> None:
    """Measure and print."""
    command = [sys.executable, "-c", TIMED]
    times = [float(subprocess.run(command, capture_output=True, check=True, text=True).stdout) for _ in range(RUNS)]
    print(f"import the pack   median {statistics.median(times):.2f}   max {max(times):.2f}")


if __name__ == "__main__":
    main()
