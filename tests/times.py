"""How long each file of tests takes, so that the slowest start first and no process waits for one at the end."""

import csv
from collections import Counter
from pathlib import Path, PurePosixPath

from seminar import files

TABLE = Path(__file__).parent / "times.csv"


def known():
    """File → seconds, as they were kept by ``bash tests/run.sh --keep-times``; a new file is not in it."""
    with TABLE.open(encoding="utf-8", newline="") as table:
        return {row["file"]: int(row["seconds"]) for row in csv.DictReader(table)}


def file_of(node_id):
    return node_id.partition("::")[0]


def slowest_first(items):
    """Put the tests of the slowest file first; within a file they stay as they are."""
    seconds = known()
    items.sort(key=lambda item: -seconds.get(file_of(item.nodeid), 0))


def by_file(reports):
    """File → seconds of all its tests with what they set up, the slowest first."""
    seconds = Counter()
    for report in reports:
        seconds[file_of(report.nodeid)] += report.duration
    return dict(seconds.most_common())


def by_folder(seconds):
    """Folder → seconds of its files, the slowest first."""
    folders = Counter()
    for file, took in seconds.items():
        folders[PurePosixPath(file).parent.as_posix()] += took
    return dict(folders.most_common())


def keep(seconds):
    """Write and return the table; a file that did not run keeps its row, one of less than a second needs none."""
    others = {
        file: took for file, took in known().items() if file not in seconds and (TABLE.parents[1] / file).exists()
    }
    rows = [f"{file},{took:.0f}" for file, took in Counter(others | seconds).most_common() if took >= 1]
    files.write(TABLE, "\n".join(["file,seconds", *rows, ""]))
    return known()
