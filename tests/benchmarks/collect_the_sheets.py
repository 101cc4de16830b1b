"""How long it takes to collect and report a course, to open the marking of 300 sheets, and to go to the next one.

    python tests/benchmarks/collect_the_sheets.py [SHEETS…]

Prints seconds of processor time and the most memory, by number of sheets (default: 300 students with 11 exercises, and
a tenth of that), each with all that a student can choose for the class report. The budget: 5 s for both together of
3,300 sheets and in proportion up to 30,000; 300 MB; 1 s to open the marking of
300 sheets, and 200 ms until the next one stands on the screen, of which Python may take 50.
"""

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import made_class

EXERCISES = [f"{n:02}-exercise" for n in range(11)]


def seconds(action: Callable[[], object]) -> float:
    """Processor time of *action*."""
    start = time.process_time()
    action()
    return time.process_time() - start


def a_download(path: Path, sheets: int) -> Path:
    """An archive of so many sheets, 11 of each student, as Canvas packs them."""
    students = -(-sheets // len(EXERCISES))
    files = {}
    for exercise in EXERCISES:
        for n in range(students):
            name, content = made_class.page(n, exercise, made_class.choices(n))
            files[f"student{n}_{900 + n}_{70000 + len(files)}_{name}"] = content
    return made_class.packed(path, dict(list(files.items())[:sheets]))


def collecting(base: Path, sheets: int) -> None:
    """Collect so many, write the report on them, and print."""
    from seminar.marking.collecting import collect
    from seminar.marking.folder import Folder
    from seminar.marking.reporting import write_report

    download, folder = a_download(base / f"{sheets}.zip", sheets), Folder(base / str(sheets))
    collected, reported = seconds(lambda: collect([download], folder)), seconds(lambda: write_report(folder))
    most, both = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000, collected + reported
    print(
        f"{sheets:6} sheets   collect {collected:6.2f} s   report {reported:6.2f} s   both {both:6.2f} s"
        f"   {1_000 * both / sheets:5.2f} ms each   {most:4.0f} MB",
        flush=True,
    )


def marking(folder: Path) -> None:
    """Open the marking of 300 sheets, mark them all, and print."""
    from seminar.marking.collecting import collect
    from seminar.marking.folder import Folder
    from seminar.marking.view import _Place

    collect([made_class.packed(folder / "300.zip", made_class.canvas(300))], Folder(folder / "class"))
    places: list[_Place] = []
    took = seconds(lambda: places.append(_Place(Folder(folder / "class"), "06-exercise", "AB")))
    print(f"open 300 sheets   {took:6.2f} s")
    reader = places[0]._reader
    times = []
    for _ in range(300):
        start = time.perf_counter()
        for key in "12n":
            reader.hear({"passage": [0, 0], "key": key})
        times.append(1_000 * (time.perf_counter() - start))
    print(f"two ticks and next   median {statistics.median(times):5.1f} ms   most {max(times):5.1f} ms")
    again = seconds(lambda: _Place(Folder(folder / "class"), "06-exercise", "AB"))
    print(f"open again with 300 marks   {again:6.2f} s")


def main(counts: list[int]) -> None:
    """Measure in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        collecting(Path(folder), 50)  # imports, and the records of the exercises
        for count in counts:
            collecting(Path(folder), count)
        marking(Path(folder))


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [330, 3_300])
