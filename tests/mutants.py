"""Small changes of formulas, words and keys, drawn by lot, and whether the tests notice.

In a copy of the pack a sign, a comparison or a number is changed in the arithmetic or in an activity, or a word, a
number or a key in the records of a notebook. There the tests run that are about the changed module, the nearest first,
until one fails. A change that none of them sees may still change what is kept: what the activities of its notebooks say
(``test_every_state.py``), and the notebooks and papers themselves, which are built anew and compared with those in the
pack, as nbval and ``test_handouts.py`` do.

``python tests/mutants.py --formulas 100 --words 20 --seed 5`` prints a line for each change, with who noticed it.
"""

import argparse
import ast
import importlib
import json
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from heapq import nsmallest
from pathlib import Path

import paper_words
import yaml

PACK = Path(__file__).resolve().parents[1]
TESTS = PACK / "tests"
CHANGED = ("models", "activities")
"""The rooms of the package in which formulas are changed."""
ASKED = ("models", "activities", "workbench", "course", "data", "marking")
"""The folders of tests that may be about them."""
NEVER = re.compile(r"test_(descriptions|frames|checking|records|every_state|nbgrader\w*)\.py")
"""Tests of what is said of damaged files, of what is kept, and of nbgrader."""
LAST = ("activities/test_keys.py", "activities/test_tables.py")
"""Tests of every activity."""
OF_RECORDS = ("data/test_titles.py", "marking/test_apart.py", "room/test_polls.py")
"""Tests of what records say elsewhere than on their page."""
STATES = "tests/activities/test_every_state.py"
WORKERS = 2
NEAREST = 3
"""How many files of tests run first by themselves, since most changes are noticed there."""
TOO_LONG = 120
"""Seconds after which a test has failed: a change may make a loop that never ends."""
SILENT = ["-W", "ignore::pytest.PytestAssertRewriteWarning", "-W", "ignore::pytest.PytestUnraisableExceptionWarning"]
"""What a process says that was forked from one that had loaded so much."""
NOT_COPIED = (".*", "__pycache__", "*.pdf", "dist")
OTHER = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
"""What a sign of a formula becomes."""
WORD = re.compile(r"(?<![\w{-])(?:[A-Za-z]{4,}|\d+|no|yes)(?![\w}-])")
"""What is changed in records: a word, a number, a yes or no; no id, and nothing that is filled in."""
KEYS = {"true": "false", "false": "true", "yes": "no", "no": "yes"}
ESTIMATED = "does"
"""The field that counts what one does in an activity: it is printed nowhere, and ``test_minutes.py`` holds that it
needs no more time than is given."""
SAME = {
    ("models/friends.py", "count // 2", "(count * 2)"): "a step beyond half the circle leads to somebody met before",
    ("models/framing.py", "size - chosen", "(size + chosen)"): "more slips than are drawn lead to no sum that counts",
}
"""Changes after which the same is said of everything, each with its reason: they are not drawn."""


@dataclass(frozen=True)
class Mutant:
    """One change: in the file at *path* below the pack *new* stands from *start* to *end*."""

    path: Path
    start: int
    end: int
    new: str

    def after(self) -> str:
        """The text of the file with the change."""
        text = text_of(self.path)
        return text[: self.start] + self.new + text[self.end :]

    def says_the_same(self) -> bool:
        """Whether nothing that is said can differ after it."""
        file = self.path.as_posix().removeprefix("notebooks/seminar/")
        return (file, text_of(self.path)[self.start : self.end], self.new) in SAME

    def __str__(self) -> str:
        text = text_of(self.path)
        line = text.count("\n", 0, self.start) + 1
        return f"{self.path.as_posix()}:{line} ⟦{text[self.start : self.end]} → {self.new}⟧"


@cache
def text_of(path: Path) -> str:
    """The text of the file at *path* below the pack."""
    return (PACK / path).read_text("utf-8")


def formulas() -> Iterator[Mutant]:
    """Every change of a sign, a comparison or a number."""
    for room in CHANGED:
        for file in sorted((PACK / "notebooks" / "seminar" / room).rglob("*.py")):
            path = file.relative_to(PACK)
            lines = text_of(path).splitlines(keepends=True)
            starts = [sum(map(len, lines[:number])) for number in range(len(lines))]

            def place(line: int, column: int, lines: list[str] = lines, starts: list[int] = starts) -> int:
                return starts[line - 1] + len(lines[line - 1].encode()[:column].decode())

            for node in computing(ast.parse(text_of(path))):
                if new := changed(node):
                    start, end = place(node.lineno, node.col_offset), place(node.end_lineno, node.end_col_offset)
                    yield Mutant(path, start, end, new)


def words() -> Iterator[Mutant]:
    """A change of a word, a number or a key, for every one that stands in the records of a notebook."""
    for file in sorted((PACK / "data" / "teaching").glob("[0-9][0-9].yaml")):
        path = file.relative_to(PACK)
        text = text_of(path)
        every = sorted(set(WORD.findall(text)))
        before = dict(zip(every, [every[-1], *every], strict=False))
        for node in values(yaml.compose(text, yaml.CSafeLoader)):
            for found in WORD.finditer(text, node.start_mark.index, node.end_mark.index):
                new = KEYS.get(found[0]) or (str(int(found[0]) + 1) if found[0].isdigit() else before[found[0]])
                yield Mutant(path, found.start(), found.end(), new)


def values(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """All texts, numbers and keys below *node*, without the names of fields and what is ESTIMATED."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    for child in node.value if not isinstance(node, yaml.ScalarNode) else []:
        name, below = child if isinstance(child, tuple) else (None, child)
        if not (name and name.value == ESTIMATED):
            yield from values(below)


def computing(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes below *node* that compute something: no annotations, and nothing inside a text."""
    for name, child in ast.iter_fields(node):
        if name in ("annotation", "returns") or isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom):
            continue
        for one in child if isinstance(child, list) else [child]:
            if isinstance(one, ast.AST):
                yield one
                yield from computing(one)


def changed(node: ast.AST) -> str:
    """What *node* becomes, as source; "" for what is no formula."""
    match node:
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in OTHER:
            return f"({ast.unparse(ast.BinOp(left, OTHER[type(sign)](), right))})"
        case ast.BoolOp(op=sign, values=values):
            return f"({ast.unparse(ast.BoolOp(OTHER[type(sign)](), values))})"
        case ast.Compare(left=left, ops=[sign], comparators=comparators) if type(sign) in OTHER:
            return f"({ast.unparse(ast.Compare(left, [OTHER[type(sign)]()], comparators))})"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return f"({ast.unparse(operand)})"
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return repr(value + 1)
    return ""


@cache
def users(name: str) -> list[str]:
    """The modules of activities, of their parts and of the course that speak of the module or the cell *name*."""
    rooms = (PACK / "notebooks" / "seminar" / room for room in ("models", "activities", "course", "workbench"))
    spoken = re.compile(rf"\b{re.escape(name)}\b")
    return [
        path.stem for room in rooms for path in sorted(room.rglob("*.py")) if spoken.search(path.read_text("utf-8"))
    ]


def cell_of(mutant: Mutant) -> str:
    """The cell in whose record *mutant* is."""
    return re.findall(r"^(\S+):", text_of(mutant.path)[: mutant.start], re.MULTILINE)[-1]


def tests_for(mutant: Mutant) -> list[str]:
    """The files of tests that may notice *mutant*, the nearest first, as paths below the pack."""
    name = cell_of(mutant) if mutant.path.suffix == ".yaml" else mutant.path.stem
    wanted = dict.fromkeys([name, *users(name)])
    inside = [path for room in ASKED for path in sorted((TESTS / room).glob("test_*.py"))]
    near = [path for path in inside if path.stem.removeprefix("test_") in wanted]
    near += [path for path in inside if any(re.search(rf"\b{one}\b", path.read_text("utf-8")) for one in wanted)]
    last = LAST + (OF_RECORDS if mutant.path.suffix == ".yaml" else ())
    every = [*near, *(TESTS / path for path in last)]
    return [path.relative_to(PACK).as_posix() for path in dict.fromkeys(every) if not NEVER.search(path.name)]


class First:
    """A plugin of pytest that keeps the first test that fails."""

    failed = ""

    def pytest_runtest_logreport(self, report) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid

    def pytest_collectreport(self, report) -> None:
        if report.failed and not self.failed:
            self.failed = f"{report.nodeid} (cannot be read)"


def try_one(folders, unchanged: bool, mutant: Mutant) -> dict[str, str]:
    """Make *mutant* in one of the *folders*, in this process, which is used for nothing else: who noticed it."""
    folder = folders.get()
    os.chdir(folder)
    log = os.open(folder / "log.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(log, stream)
    sys.path[:0] = [str(folder / "notebooks")]
    begun = time.monotonic()
    try:
        if not unchanged:
            (folder / mutant.path).write_text(mutant.after(), "utf-8")
        by = first_to_notice(mutant)
    finally:
        (folder / mutant.path).write_text(text_of(mutant.path), "utf-8")
        folders.put(folder)
    return {"what": str(mutant), "by": by, "seconds": f"{time.monotonic() - begun:.1f}"}


def first_to_notice(mutant: Mutant) -> str:
    """The first test that fails; "" for none."""
    import pytest

    sys.dont_write_bytecode = True
    first = First()
    numbers = [mutant.path.stem] if mutant.path.suffix == ".yaml" else notebooks_with(mutant.path.stem)
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:nbval", "-p", "no:xdist", "--hypothesis-seed=0"]
    options += [f"--timeout={TOO_LONG}", *SILENT]
    wanted, of_words = tests_for(mutant), mutant.path.suffix == ".yaml"
    states = [f"{STATES}::test_every_state_says_what_it_said[{number}]" for number in numbers]
    runs = [wanted[:NEAREST], wanted[NEAREST:]]
    for some in filter(None, [states, *runs] if of_words else [*runs, states]):
        code = pytest.main([*options, *some], plugins=[first])
        if first.failed:
            return first.failed
        if code:
            raise RuntimeError(f"These tests could not run ({code}): {some}, {mutant}")
    return another_page(Path.cwd(), numbers) if numbers else ""


def another_page(folder: Path, numbers: list[str]) -> str:
    """The first notebook or paper of those *numbers* that says something else once the pack at *folder* is built."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch, "pack")
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(*NOT_COPIED))
        environment = {**os.environ, "PYTHONPATH": str(copy / "notebooks")}
        built = [sys.executable, "-m", "seminar", "build", *numbers]
        done = subprocess.run(built, cwd=copy, env=environment, capture_output=True, text=True, timeout=TOO_LONG)
        if done.returncode:
            return "cannot be built"
        pages = [path for number in numbers for path in sorted((copy / "notebooks").glob(f"{number}-*.ipynb"))]
        papers = [path for number in numbers for path in sorted((copy / "handouts").glob(f"*/{number}*-a4.pdf"))]
        return next((path.name for path in [*pages, *papers] if said(path) != said(PACK / path.relative_to(copy))), "")


def said(path: Path) -> object:
    """What somebody finds in the notebook or the paper at *path*."""
    if path.suffix == ".pdf":
        return paper_words.pages(path)
    return [(cell["id"], cell.get("outputs")) for cell in json.loads(path.read_text("utf-8"))["cells"]]


@cache
def notebooks_with(name: str) -> list[str]:
    """The numbers of the notebooks that show something of the module *name*."""
    used = re.compile(rf"\b({'|'.join([name, *users(name)])})\(")
    return [path.name[:2] for path in sorted((PACK / "notebooks").glob("[01]*.ipynb")) if used.search(cells_of(path))]


def cells_of(path: Path) -> str:
    """The code of the notebook at *path*."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def load_packages_of_others() -> None:
    """Load what the tests use and is no part of the pack, so that no process needs to after it was forked."""

    def scout(found) -> None:
        sys.path[:0] = [str(PACK / "notebooks"), str(TESTS)]
        for name in ("conftest", "rules", "seminar.build.generated"):
            importlib.import_module(name)
        own = [str(PACK / room) for room in ("notebooks", "tests")]
        files = {name: str(getattr(module, "__file__", "")) for name, module in sys.modules.items()}
        found.send([name for name, file in files.items() if not file.startswith(tuple(own))])

    fork = multiprocessing.get_context("fork")
    found, told = fork.Pipe()
    fork.Process(target=scout, args=(told,)).start()
    for name in found.recv():
        with suppress(ImportError):
            importlib.import_module(name)


def tried(mutants: list[Mutant], unchanged: bool) -> Iterator[dict[str, str]]:
    """What became of each of them, as they end, in copies of the pack; *unchanged* ones are not made at all."""
    load_packages_of_others()
    with tempfile.TemporaryDirectory() as scratch, multiprocessing.Manager() as manager:
        folders = manager.Queue()
        for number in range(WORKERS):
            shutil.copytree(PACK, Path(scratch, str(number)), ignore=shutil.ignore_patterns(*NOT_COPIED))
            folders.put(Path(scratch, str(number)))
        with multiprocessing.get_context("fork").Pool(WORKERS, maxtasksperchild=1) as pool:
            yield from pool.imap_unordered(partial(try_one, folders, unchanged), mutants)


def drawn(formulas_wanted: int, words_wanted: int, seed: int) -> list[Mutant]:
    """So many of each, by lot. The lot of a change hangs on the words before it, so that an edit elsewhere in the pack
    draws nothing anew."""

    def lot(one: Mutant) -> bytes:
        return sha256(
            f"{seed} {one.path} {text_of(one.path)[max(one.start - 80, 0) : one.end]} {one.new}".encode()
        ).digest()

    every = (one for one in formulas() if not one.says_the_same())
    return [*nsmallest(formulas_wanted, every, lot), *nsmallest(words_wanted, words(), lot)]


def main() -> None:
    """Draw, try, and print a line for each change."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--formulas", type=int, default=100)
    parser.add_argument("--words", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--unchanged", action="store_true", help="change nothing, which nobody should notice")
    wanted = parser.parse_args()
    print(f"Drawn with the seed {wanted.seed}.", file=sys.stderr)
    for one in tried(drawn(wanted.formulas, wanted.words, wanted.seed), wanted.unchanged):
        print(json.dumps(one, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
