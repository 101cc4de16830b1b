"""How long the handouts of each notebook take, in seconds. The budget: 10 s a notebook.

python tests/benchmarks/handouts.py
"""

import tempfile
import time
from pathlib import Path

from seminar.handouts import build_into
from seminar.package import notebooks


def main() -> None:
    """Measure each notebook three times and print the median."""
    for path in notebooks():
        times = []
        for _ in range(3):
            with tempfile.TemporaryDirectory() as folder:
                start = time.perf_counter()
                build_into(Path(folder), [path.name[:2]])
                times.append(time.perf_counter() - start)
        print(f"{path.name}: {sorted(times)[1]:.1f} s")


if __name__ == "__main__":
    main()
