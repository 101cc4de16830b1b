"""The table of the kinds of tests in README.md and CONTRIBUTING.md: what each proves, how many there are, how long."""

import csv
import re
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path

import yaml
from seminar import files
from seminar.data.package import notebooks

HERE = Path(__file__).parent
KINDS = yaml.safe_load((HERE / "kinds.yaml").read_text("utf-8"))
TABLE = HERE / "kinds.csv"
PAGES = [HERE.parent / name for name in ("README.md", "CONTRIBUTING.md")]
_PLACE = re.compile(r"(?<=<!-- made: kinds of tests -->\n).*?(?=<!-- until here -->)", re.DOTALL)


def kind_of(file):
    """The kind of a *file* of tests ("tests/models/test_votes.py", "notebooks/07-….ipynb"); None for none."""
    return next((one["kind"] for one in KINDS if any(fits(file, pattern) for pattern in one["files"])), None)


def fits(file, pattern):
    """Whether that file has a name of that *pattern*, which begins in ``tests/``, or with "../" above it."""
    return fnmatch(file, pattern.removeprefix("../") if pattern.startswith("../") else f"tests/{pattern}")


def counted(node_ids):
    """Kind → how many of these tests belong to it."""
    return Counter(kind_of(node_id.partition("::")[0]) for node_id in node_ids)


def about(count):
    """*count* to two figures, so that the table does not change with every new test."""
    return round(count, 2 - len(str(count)))


def known():
    """Kind → how many tests, about, and how many seconds they took when a whole run was kept last."""
    with TABLE.open(encoding="utf-8", newline="") as table:
        return {row["kind"]: (int(row["tests"]), int(row["seconds"])) for row in csv.DictReader(table)}


def table():
    """The table in Markdown, with the longest first."""
    rows = sorted(((*known()[one["kind"]], one) for one in KINDS), key=lambda row: (-row[1], -row[0]))
    lines = [f"| {one['kind']} | {one['proves']} | {tests:,} | {_time(seconds)} |\n" for tests, seconds, one in rows]
    return "".join(["| kind | what it proves | tests, about | time |\n|---|---|---|---|\n", *lines])


def _time(seconds):
    return "–" if not seconds else f"{seconds} s" if seconds < 100 else f"{round(seconds / 60)} min"


def with_table(page):
    """The text of *page* with the table in its place."""
    return _PLACE.sub(lambda _: table(), page.read_text("utf-8"))


def files_of_tests():
    """Every file with tests of the pack, as pytest names it."""
    found = [*HERE.rglob("test_*.py"), *notebooks()]
    names = {path.relative_to(HERE.parent).as_posix() for path in found}
    return {name for name in names if not name.startswith("tests/new_activity/")}


def keep(counts, ran, seconds):
    """Write anew how many tests there are (kind → number) and how long they take (file → seconds), and both pages.

    A kind of which not every file *ran* keeps its number.
    """
    took, before, passed_over = Counter(), known(), {kind_of(file) for file in files_of_tests() - {*ran}}
    for file, time in seconds.items():
        took[kind_of(file)] += time
    numbers = {kind: tests if kind in passed_over else about(counts[kind]) for kind, (tests, _) in before.items()}
    rows = [f"{kind},{number},{took[kind]:.0f}" for kind, number in numbers.items()]
    files.write(TABLE, "\n".join(["kind,tests,seconds", *rows, ""]))
    for page in PAGES:
        files.write(page, with_table(page))
