"""How large a server must be for a class: memory, processors, and how long the last of those waits who come at once.

    python3 handouts/instructor/hub/size.py --students 25 --cores 2

It needs nothing but Python. Megabytes were measured with five students on two processors, JupyterHub 5.5, and
``tests/test_hub.py`` compares them with what a real hub takes; seconds are estimates. The model: each start and each
Run is a piece of work for one processor, and all work that is there shares the processors evenly (egalitarian processor
sharing). What it leaves out: disks, networks, several nodes, and processors that a neighbour on a rented machine takes.
"""

import argparse
import heapq
import math
import random
from collections.abc import Sequence

HUB = 160
"""Megabytes of JupyterHub and its proxy, measured."""
SERVER = 126
"""Megabytes of one student’s server with JupyterLab, as the share in the memory of the machine (PSS), measured."""
KERNEL, PAGE = 36, 96
"""Megabytes of a kernel: before anything ran, and after all cells of notebook 06 ran, measured."""
FREE = 0.25
"""This share of the memory should stay free, for files that the system keeps in it and for a second page."""
START, RUN = 4.5, 3.0
"""Seconds of one processor, estimated: from the login to a server that answers, and for Run All of notebook 06."""
FIRST = 0.9
"""Seconds of one processor, estimated, from Run All to the first live box; a part of RUN."""
ROUNDS = 20
"""So many classes are simulated."""


def memory(students: int, pages: int = 1) -> float:
    """Megabytes that *students* take who have so many *pages* open, all of them run."""
    return HUB + students * (SERVER + pages * PAGE)


def machine(students: int, pages: int = 1) -> int:
    """Gigabytes (10⁹ bytes) that a machine for them should have, rounded up."""
    return math.ceil(memory(students, pages) / (1 - FREE) / 1_000)


def waits(comes: Sequence[float], work: Sequence[float], cores: int) -> list[float]:
    """How long each waits, in seconds: who *comes* at these seconds, in order, each with so much *work*.

    All work that is there shares the *cores* evenly, and no piece of it gets more than one core: so all of it has had
    the same amount since it came, and what came with the least above that amount is done first.
    """
    had, now, coming = 0.0, 0.0, 0
    ends = [0.0] * len(comes)
    there: list[tuple[float, int]] = []  # how much everybody has had when this one is done, and who it is
    while there or coming < len(comes):
        rate = min(1.0, cores / max(1, len(there)))
        to_end = (there[0][0] - had) / rate if there else math.inf
        to_next = comes[coming] - now if coming < len(comes) else math.inf
        step = min(to_end, to_next)
        now, had = now + step, had + step * rate
        if to_end <= to_next:
            had, one = heapq.heappop(there)
            ends[one] = now
        else:
            heapq.heappush(there, (had + work[coming], coming))
            coming += 1
    return [end - came for end, came in zip(ends, comes, strict=True)]


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of *values* that at least that *share* of them do not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def arrivals(students: int, seconds: float, rng: random.Random) -> list[float]:
    """When *students* come who all come within so many *seconds*."""
    return sorted(rng.uniform(0, seconds) for _ in range(students))


def slow_wait(students: int, cores: int, work: float, seconds: float, share: float = 0.95) -> float:
    """The wait that this *share* of *students* do not exceed, each with so much *work*, who come within *seconds*."""
    rng = random.Random(7)
    found = [wait for _ in range(ROUNDS) for wait in waits(arrivals(students, seconds, rng), [work] * students, cores)]
    return percentile(found, share)


def to_first(students: int, cores: int, seconds: float = 60) -> float:
    """The 95th percentile of the seconds from Run to the first live box, where all press Run within *seconds*.

    Work goes in order within a kernel, so the first box waits for its share of the work alone, but beside all others.
    """
    share = FIRST / RUN
    return share * slow_wait(students, cores, RUN, seconds)


def main() -> None:
    """Print what a class needs."""
    asked = argparse.ArgumentParser(description="How large a server must be for a class.")
    asked.add_argument("--students", type=int, default=25, help="how many use it at the same time (default: 25)")
    asked.add_argument("--cores", type=int, default=2, help="how many processors it has (default: 2)")
    asked.add_argument("--pages", type=int, default=1, help="how many pages each keeps open (default: 1)")
    given = asked.parse_args()
    if not (1 <= given.students <= 5_000 and 1 <= given.cores <= 1_000 and 1 <= given.pages <= 11):
        asked.error("expected 1 to 5,000 students, 1 to 1,000 processors, and 1 to 11 pages")
    students, cores = given.students, given.cores
    once = percentile(waits([0.0] * students, [START] * students, cores), 1)
    spread = slow_wait(students, cores, START, 300)
    print(f"{students:,} students with {given.pages} of the pages open, on {cores:,} processors")
    print(f"  memory taken           {memory(students, given.pages) / 1_000:8.1f} GB")
    print(f"  memory to have         {machine(students, given.pages):8,} GB")
    print(f"  all log in at once     {once:8.1f} s until the last has a page")
    print(f"  within five minutes    {spread:8.1f} s for 95 of 100")
    print(
        f"  Run to the first box   {to_first(students, cores):8.1f} s for 95 of 100 who all press Run within a minute"
    )


if __name__ == "__main__":
    main()
