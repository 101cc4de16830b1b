"""What a class costs a server with JupyterHub: memory, processors, and how long the last waits who come at once.

    python tests/benchmarks/hub.py [25] [--version 5.5]

As root. It installs a hub as an administrator does, and so many students log in at the same moment, press Run within a
minute, move a control and write. Budget: 200 MB a student before Run and 240 MB after it, 6 GB for 25, and on two quiet
processors five seconds from Run to the first live box for 95 of 100. What the model says stands beside it.
"""

import argparse
import random
import runpy
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import hub
from hub import HUB_FILES, Hub, Site, Student

MINUTE = 60


def one(school: Hub, name: str, after: float, all_there: Barrier) -> dict[str, float]:
    """What it costs student *name*, who presses Run so many seconds *after* the last has arrived."""
    start = time.perf_counter()
    student = Student(school, name).log_in().load_lab().open()
    student.ask("'the kernel is there'")
    found = {"login": time.perf_counter() - start, "before": sum(school.memory(name).values())}
    found["start work"] = school.worked(name)
    all_there.wait()
    time.sleep(after)
    pressed = time.perf_counter()

    def first() -> None:
        found["first"] = time.perf_counter() - pressed
        found["first work"] = school.worked(name) - found["start work"]

    found["errors"] = len(student.run_all(first))
    found["run work"] = school.worked(name) - found["start work"]
    student.do("06-w06b", student.parts("06-w06b", "range")[0], {"index": 0})
    found["saved"] = "Saved, " in student.write(f"This is what {name} wrote.")
    found["after"] = sum(school.memory(name).values())
    student.leave()
    return found


def main() -> None:
    """Run a class; print what came of it beside what the model says."""
    asked = argparse.ArgumentParser()
    asked.add_argument("students", nargs="?", type=int, default=25)
    asked.add_argument("--version", default="5.5", help="of JupyterHub (default: 5.5)")
    given = asked.parse_args()
    if not hub.can_run():
        sys.exit(f"Not run: {hub.NEEDS}.")
    names = [f"s{number}" for number in range(1, given.students + 1)]
    folder = Path(tempfile.mkdtemp(prefix="hub-"))
    site = Site(folder, names)
    site.take(given.version)
    school = Hub(site)
    rng, all_there = random.Random(7), Barrier(len(names))
    try:
        with ThreadPoolExecutor(len(names)) as at_once:
            found = list(at_once.map(lambda name: one(school, name, rng.uniform(0, MINUTE), all_there), names))
        own = school.memory()
    finally:
        school.stop()
        shutil.rmtree(folder)
    size = runpy.run_path(str(HUB_FILES / "size.py"))
    cores, count = psutil.cpu_count() or 1, len(names)
    p95 = size["percentile"]
    gigabytes = (sum(one["after"] for one in found) + sum(own.values())) / 1_000
    print(f"{count} students, JupyterHub {given.version}, {cores} processors")
    print(f"  without an error, and saved   {sum(not one['errors'] and one['saved'] for one in found)}")
    print(f"  MB a student, before Run      {max(one['before'] for one in found):.0f} at most")
    print(f"  MB a student, after Run       {max(one['after'] for one in found):.0f} at most")
    print(f"  MB of hub and proxy           {sum(own.values()):.0f}")
    print(f"  GB together                   {gigabytes:.1f}; the model says {size['memory'](count) / 1_000:.1f}")
    last = p95(size["waits"]([0.0] * count, [size["START"]] * count, cores), 1)
    print(f"  s until the last has a page   {max(one['login'] for one in found):.0f}; the model says {last:.0f}")
    print(f"  s from Run to the first box   {p95([one['first'] for one in found], 0.95):.1f} for 95 of 100;", end=" ")
    print(f"the model says {size['to_first'](count, cores):.1f}")
    for work, said in (("start work", "START"), ("first work", "FIRST"), ("run work", "RUN")):
        mean = sum(one[work] for one in found) / count
        print(f"  s of a processor, {work:<11} {mean:.1f}; the model takes {size[said]}")


if __name__ == "__main__":
    main()
