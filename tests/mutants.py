"""Small changes of the pack, drawn by lot, and whether its tests notice them.

Four kinds of things are changed, each in one place of one file. *Formula*: a sign, a comparison or a number in the
arithmetic and in the activities. *Row*: a number, a date, a grade or a code in a table. *Key*: the right option of a
self-check, what a level of an exercise needs, an id that names a row or a cell. *Words*: a number, a “not” or a gap in
what stands in ``data/teaching/``.

A change is made in a copy of the pack, in which the tables that are made from others are made again; then the tests
that are about the changed thing run there, the nearest first. Whether a file is up to date is no test of its content,
and is not asked.

``python tests/mutants.py --mutants 300 --seed 7`` prints a line for each change, and how many were noticed.
"""

import argparse
import ast
import csv
import importlib
import io
import json
import multiprocessing
import os
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path

import yaml

PACK = Path(__file__).resolve().parents[1]
PACKAGE = Path("notebooks", "seminar")
TEACHING = Path("data", "teaching")
WORKERS = 2
NEAREST = 3
"""How many files of tests run first by themselves, since most changes are noticed there."""
TOO_LONG = 120
"""Seconds after which a test has failed: a change may make a loop that never ends."""
SILENT = ["-W", "ignore::pytest.PytestAssertRewriteWarning", "-W", "ignore::pytest.PytestUnraisableExceptionWarning"]
"""What a process says that was forked from one that had loaded so much."""
NOT_COPIED = (".*", "__pycache__", "*.pdf", "dist")


New = Callable[[random.Random], str]
"""Draws what is put in the place of something."""


@dataclass(frozen=True)
class Place:
    """A place that can be changed, *start* to *end* in the file at *path*; *about* names what stands there."""

    kind: str
    path: Path
    start: int
    end: int
    new: New
    about: tuple[str, ...]


@dataclass(frozen=True)
class Mutant:
    """One change: at *place* stands *new*."""

    place: Place
    new: str

    def before(self) -> str:
        """The text of the file as it is."""
        return text_of(self.place.path)

    def after(self) -> str:
        """The text of the file with the change."""
        return self.before()[: self.place.start] + self.new + self.before()[self.place.end :]

    def __str__(self) -> str:
        text, place = self.before(), self.place
        line = text.count("\n", 0, place.start) + 1
        near = text[max(text.rfind("\n", 0, place.start) + 1, place.start - 50) : place.start]
        return f"{place.kind} {place.path}:{line} …{near}⟦{text[place.start : place.end]} → {self.new}⟧"


@cache
def text_of(path: Path) -> str:
    """The text of the file at *path* below the pack."""
    return (PACK / path).read_text("utf-8")


def files(*folders: Path, ends: str) -> list[Path]:
    """The files below these folders whose name ends so, as paths below the pack."""
    return sorted(path.relative_to(PACK) for folder in folders for path in (PACK / folder).rglob(f"*.{ends}"))


def one_of(*choices: str) -> New:
    """Draws one of *choices*."""
    return partial(random.Random.choice, seq=choices)


# Formulas

OTHER = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Lt: (ast.GtE,),
    ast.LtE: (ast.Gt,),
    ast.Gt: (ast.LtE,),
    ast.GtE: (ast.Lt,),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}
"""What a sign of a formula may become."""


def formulas() -> Iterator[Place]:
    """Every sign, comparison and number that can be changed in the arithmetic and in the activities."""
    for path in files(PACKAGE / "models", PACKAGE / "activities", ends="py"):
        text = text_of(path)
        starts = [0]
        for line in text.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        lines = text.splitlines()

        def place(line: int, column: int, starts: list[int] = starts, lines: list[str] = lines) -> int:
            return starts[line - 1] + len(lines[line - 1].encode()[:column].decode())

        for node in parts(ast.parse(text)):
            for new in changed(node):
                start, end = place(node.lineno, node.col_offset), place(node.end_lineno, node.end_col_offset)
                yield Place("formula", path, start, end, one_of(new), (path.stem,))


def parts(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes below *node* that compute something: no annotations, and nothing inside a text."""
    for name, child in ast.iter_fields(node):
        if name in ("annotation", "returns") or isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom):
            continue
        for one in child if isinstance(child, list) else [child]:
            if isinstance(one, ast.AST):
                yield one
                yield from parts(one)


def changed(node: ast.AST) -> Iterator[str]:
    """What *node* may become, as source."""
    match node:
        case ast.BinOp(left=left, op=sign, right=right):
            for other in OTHER.get(type(sign), ()):
                yield f"({ast.unparse(ast.BinOp(left, other(), right))})"
        case ast.BoolOp(op=sign, values=values):
            yield f"({ast.unparse(ast.BoolOp(OTHER[type(sign)][0](), values))})"
        case ast.Compare(left=left, ops=[sign], comparators=comparators):
            for other in OTHER.get(type(sign), ()):
                yield f"({ast.unparse(ast.Compare(left, [other()], comparators))})"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield f"({ast.unparse(operand)})"
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            yield repr(value + 1)


# Rows, and the ids in them


@cache
def tables() -> dict[str, dict]:
    """Name → description of each table that people write; the others are made from these."""
    described = {
        path.stem: yaml.load(text_of(path), yaml.CSafeLoader) for path in files(Path("data", "tables"), ends="yaml")
    }
    return {
        name: found for name, found in described.items() if not str(found.get("collected", "")).startswith("Made from")
    }


def cells() -> Iterator[tuple[Path, str, str, int, str]]:
    """Path, column, whole row, place and text of every filled cell of the tables that people write."""
    for path in files(Path("data", "evidence"), Path("data", "invented"), ends="csv"):
        if path.stem in tables():
            yield from _cells(path)


_CELL = re.compile(r'"(?:[^"]|"")*"|[^,\n]*')


def _cells(path: Path) -> Iterator[tuple[Path, str, str, int, str]]:
    text, at = text_of(path), 0
    head = next(csv.reader(io.StringIO(text)))
    rows = 0
    while at < len(text):
        first = ""
        for column in head:
            found = _CELL.match(text, at)
            first = first or found[0]
            if rows and found[0]:
                yield path, column, first, found.start(), found[0]
            at = found.end() + 1
        rows += 1


DIGITS = re.compile(r"\d+")
IDS = re.compile(r"[a-z]+(?:-[A-Za-z0-9]+)+|C\d\d|\d\d-\w+")


@cache
def few(path: Path, column: str) -> list[str]:
    """The codes in that column, if it holds codes: few words, and each more than once; nothing otherwise."""
    count = Counter(cell for _, name, _, _, cell in _cells(path) if name == column)
    return (
        sorted(count)
        if 1 < len(count) <= 12 and min(count.values()) > 1 and not any(map(str.isdigit, "".join(count)))
        else []
    )


def rows() -> Iterator[Place]:
    """Other digits for a number or a date, another grade or code, in what the tables say of the world.

    What is made up can be made up in another way, so nothing in the tables of invented people is wrong.
    """
    for path, column, row, start, cell in cells():
        about = (path.stem, row)
        if path.parent.name == "invented" or column == "id" or any(ids_in(path, column, cell)):
            continue
        if codes := [code for code in few(path, column) if code != cell]:
            yield Place("row", path, start, start + len(cell), one_of(*codes), about)
        else:
            for number in DIGITS.finditer(cell):
                at = start + number.start()
                yield Place("row", path, at, at + len(number[0]), other_digits(number[0]), about)


def other_digits(digits: str) -> New:
    """Draws as many digits, but others, so that a number stays a number, and a date four, two and two."""
    return partial(_digits_but, digits)


def _digits_but(digits: str, chance: random.Random) -> str:
    while int(new := "".join(chance.choice("0123456789") for _ in digits)) == int(digits):
        pass
    return new


@cache
def known() -> dict[str, list[str]]:
    """Table, or “cells” → the ids in it."""
    found = {
        path.stem: [cell for _, column, _, _, cell in _cells(path) if column == "id"]
        for path in files(Path("data", "evidence"), Path("data", "invented"), ends="csv")
        if path.stem in tables()
    }
    found["sources"] = [entry["id"] for entry in json.loads(text_of(Path("data", "sources.json")))]
    found["cells"] = [key for path in teaching() for key in yaml.load(text_of(path), yaml.CSafeLoader)]
    return found


@cache
def families() -> dict[str, str]:
    """Id → the table in which it stands."""
    return {key: name for name, keys in known().items() for key in keys}


def ids_in(path: Path, column: str, cell: str) -> Iterator[re.Match[str]]:
    """Every id of something else that stands in a cell."""
    if column not in ("id", "url", "address"):
        yield from (found for found in IDS.finditer(cell) if found[0] in families())


def another(key: str) -> New:
    """Draws another id of the table in which *key* stands."""
    return one_of(*(one for one in known()[families()[key]] if one != key))


# Keys


def teaching() -> list[Path]:
    """The files with the records of the notebooks."""
    return [path for path in files(TEACHING, ends="yaml") if path.parent == TEACHING and path.stem.isdigit()]


@cache
def composed(path: Path) -> yaml.MappingNode:
    """The file at *path*, with the place of everything in it."""
    return yaml.compose(text_of(path), yaml.CSafeLoader)


Scalar = tuple[Path, tuple[str, ...], yaml.ScalarNode]
"""Path, names of the fields from the record inwards, and one value of a record."""


@cache
def scalars() -> list[Scalar]:
    """Every value in the records, and in the words that several activities share."""
    paths = [*teaching(), TEACHING / "parts.yaml"]
    return [(path, way, node) for path in paths for way, node in _scalars(composed(path), ())]


def _scalars(node: yaml.Node, way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], yaml.ScalarNode]]:
    match node:
        case yaml.MappingNode():
            for key, value in node.value:
                yield from _scalars(value, (*way, key.value))
        case yaml.SequenceNode():
            for place, value in enumerate(node.value):
                yield from _scalars(value, (*way, str(place)))
        case _:
            yield way, node


def keys() -> Iterator[Place]:
    """Another right option, another tick for a level, another row or cell that is named."""
    for path, column, row, start, cell in cells():
        for found in ids_in(path, column, cell):
            at = start + found.start()
            yield Place("key", path, at, at + len(found[0]), another(found[0]), (path.stem, row))
    for path in teaching():
        for key, record in composed(path).value:
            fields = {name.value: node for name, node in record.value}
            if fields["role"].value == "selfcheck":
                yield right_option(path, key.value, fields["options"])
            elif "rubric" in fields:
                yield from needs(path, key.value, fields["rubric"])
    for path, way, node in scalars():
        if node.value in families() and len(way) > 1:
            yield Place("key", path, node.start_mark.index, node.end_mark.index, another(node.value), way[:1])


def right_option(path: Path, key: str, options: yaml.Node) -> Place:
    """Another option of the self-check *key* is the right one."""
    start = options.start_mark.index
    text = text_of(path)[start : options.end_mark.index].rstrip()
    written = yaml.load(" " * options.start_mark.column + text, yaml.CSafeLoader)

    def turned(right: int) -> str:
        said = [{name: one[name] for name in one if name != "correct"} for one in written]
        said[right]["correct"] = True
        return "  " + json.dumps(said, ensure_ascii=False)  # a list in brackets stands further in than its name

    wrong = [turned(place) for place, one in enumerate(written) if "correct" not in one]
    return Place("key", path, start, start + len(text), one_of(*wrong), (key,))


def needs(path: Path, key: str, rubric: yaml.Node) -> Iterator[Place]:
    """A level of the exercise *key* needs another tick."""
    fields = {name.value: node.value for name, node in rubric.value}
    ticks = [name.value for name, _ in fields["ticks"]]
    for _, level in fields["levels"]:
        start, end = level.start_mark.index, level.end_mark.index
        needed = list(re.finditer(r"\b[A-Z]\b", text_of(path)[start:end]))
        others = [tick for tick in ticks if tick not in {found[0] for found in needed}]
        for found in needed if others else ():
            yield Place("key", path, start + found.start(), start + found.end(), one_of(*others), (key,))


# Words

NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
MEANING = re.compile(rf"\d+|\{{[a-z_]+\}}|\b(?:{'|'.join(NUMBERS)}|not|no|never|nobody)\b")
OPPOSITE = {"not": "surely", "no": "some", "never": "always", "nobody": "everybody"}
GAP = re.compile(r"\{[a-z_]+\}")


def words() -> Iterator[Place]:
    """Another number, no “not”, another gap, wherever these stand in a record."""
    for path, way, node in scalars():
        if len(way) < 2 or node.value in families() or not node.tag.endswith(":str"):
            continue
        text = text_of(path)[node.start_mark.index : node.end_mark.index]
        for found in MEANING.finditer(text):
            start = node.start_mark.index + found.start()
            if new := other_word(found[0], text):
                yield Place("words", path, start, start + len(found[0]), new, way[:1])


def other_word(word: str, text: str) -> New | None:
    """What *word* may become in *text*; None for the only gap of a text."""
    if word[0] == "{":
        gaps = sorted(set(GAP.findall(text)) - {word})
        return one_of(*gaps) if gaps else None
    if word.isdigit():
        return other_digits(word)
    return one_of(*(other for other in NUMBERS if other != word)) if word in NUMBERS else one_of(OPPOSITE[word])


# Which tests can notice a change

ROOMS = ("models", "data", "activities", "workbench", "course", "marking")
"""The folders of tests that ask for content."""
ALWAYS = {
    "models": (),
    "activities": ("activities/test_keys.py", "activities/test_tables.py", "data/test_rubrics.py"),
    "data": (
        "data/test_readings.py",
        "data/test_links.py",
        "data/test_evidence.py",
        "data/test_citations.py",
        "test_notebooks.py",
    ),
    "teaching": (
        "course/test_self_checks.py",
        "data/test_words.py",
        "data/test_rubrics.py",
        "test_minutes.py",
        "test_notebooks.py",
        "test_rules.py",
    ),
}
"""Where the changed thing stands → what is asked of every such thing."""
NEVER = re.compile(r"test_(descriptions|frames|nbgrader|the_whole_way|giving_back|checking|records)\.py")
"""Tests of files that are made, of a whole server, and of what is said of files that are damaged."""


@cache
def modules() -> dict[str, str]:
    """Name of a module of activities, of the course or of arithmetic → its source."""
    rooms = ("models", "activities", "course", "workbench")
    return {path.stem: text_of(path) for path in files(*(PACKAGE / room for room in rooms), ends="py")}


@cache
def users(name: str) -> tuple[str, ...]:
    """The modules that speak of *name*: a model, a table, the id of a cell."""
    return tuple(stem for stem, source in modules().items() if re.search(rf"\b{re.escape(name)}\b", source))


def tests_for(mutant: Mutant) -> list[str]:
    """The files of tests that can notice *mutant*, the nearest first, as paths below ``tests/``."""
    room = next(room for room in ("models", "activities", "teaching", "data") if room in mutant.place.path.parts)
    wanted = dict.fromkeys([*mutant.place.about, *(user for name in mutant.place.about[:1] for user in users(name))])
    inside = [path for room in ROOMS for path in sorted((PACK / "tests" / room).glob("test_*.py"))]
    whole = sorted((PACK / "tests").glob("test_*.py"))
    near = [path for path in [*inside, *whole] if path.stem.removeprefix("test_") in wanted]
    near += [path for path in inside if any(re.search(rf"\b{re.escape(name)}\b", _read(path)) for name in wanted)]
    near = [path.relative_to(PACK / "tests").as_posix() for path in near]
    ordered = [*ALWAYS[room], *near] if room == "data" else [*near, *ALWAYS[room]]
    return [path for path in dict.fromkeys(ordered) if not NEVER.search(path)]


@cache
def _read(path: Path) -> str:
    return path.read_text("utf-8")


# A change is tried


class First:
    """A plugin of pytest that keeps the first test that fails."""

    failed = ""

    def pytest_runtest_logreport(self, report) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid

    def pytest_collectreport(self, report) -> None:
        if report.failed and not self.failed:
            self.failed = f"{report.nodeid} (cannot be read)"


def try_one(folders, mutant: Mutant) -> dict:
    """Make *mutant* in one of the *folders*, in this process, which is used for nothing else: who noticed it."""
    started = time.monotonic()
    folder = folders.get()
    os.chdir(folder)
    log = os.open(folder / "log.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(log, stream)
    old = {mutant.place.path: (folder / mutant.place.path).read_bytes()}
    sys.path[:0] = [str(folder / "notebooks")]
    try:
        (folder / mutant.place.path).write_text(mutant.after(), "utf-8")
        by = look(folder, mutant, old)
    finally:
        for path, content in old.items():
            (folder / path).write_bytes(content)
        for compiled in (folder / mutant.place.path).parent.glob(f"__pycache__/{mutant.place.path.stem}.*.pyc"):
            compiled.unlink()
        folders.put(folder)
    return {"kind": mutant.place.kind, "what": str(mutant), "by": by, "seconds": round(time.monotonic() - started, 1)}


def look(folder: Path, mutant: Mutant, old: dict[Path, bytes]) -> str:
    """The first test that notices *mutant*, which is made in *folder*; "" for none.

    What is made again is first kept in *old*.
    """
    import pytest

    if mutant.place.path.parts[0] == "data":
        from seminar.build import generated
        from seminar.errors import SeminarError

        try:
            for target in generated.tables():
                old[Path(target.path)] = (folder / target.path).read_bytes()
                (folder / target.path).write_text(target.text(), "utf-8")
            generated.check(date.today())
        except SeminarError as error:
            return f"check of the data: {str(error)[:120]}"
    first = First()
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:nbval", "-p", "no:xdist", "--hypothesis-seed=0"]
    options += [f"--timeout={TOO_LONG}", *SILENT]
    wanted = [f"tests/{path}" for path in tests_for(mutant)]
    for some in filter(None, (wanted[:NEAREST], wanted[NEAREST:])):
        code = pytest.main([*options, *some], plugins=[first])
        if code not in (0, 1, 2):
            raise RuntimeError(f"These tests could not run ({code}): {some}, {mutant}")
        if code:
            return first.failed or "cannot be read"
    return ""


def load_packages_of_others() -> None:
    """Load what the tests use and is no part of the pack, so that no process needs to after it was forked."""

    def scout(found) -> None:
        sys.path[:0] = [str(PACK / "notebooks"), str(PACK / "tests")]
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


def drawn(seed: int, count: int) -> list[Mutant]:
    """*count* changes, of each kind as many, drawn with *seed*."""
    chance = random.Random(seed)
    kinds = [list(places()) for places in (formulas, rows, keys, words)]
    return [Mutant(place, place.new(chance)) for kind in kinds for place in chance.sample(kind, count // len(kinds))]


def tried(mutants: list[Mutant]) -> Iterator[dict]:
    """What became of each of them, as they end, in two copies of the pack."""
    load_packages_of_others()
    with tempfile.TemporaryDirectory() as scratch, multiprocessing.Manager() as manager:
        folders = manager.Queue()
        for number in range(WORKERS):
            shutil.copytree(PACK, Path(scratch, str(number)), ignore=shutil.ignore_patterns(*NOT_COPIED))
            folders.put(Path(scratch, str(number)))
        with multiprocessing.get_context("fork").Pool(WORKERS, maxtasksperchild=1) as pool:
            yield from pool.imap_unordered(partial(try_one, folders), mutants)


def main() -> None:
    """Draw, try, and print a line for each change and a sum for each kind."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--mutants", type=int, default=300)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--kinds", default="formula|row|key|words", help="for instance row|key")
    parser.add_argument("--unchanged", action="store_true", help="put the same again, which nobody should notice")
    wanted = parser.parse_args()
    mutants = [one for one in drawn(wanted.seed, wanted.mutants) if one.place.kind in wanted.kinds.split("|")]
    if wanted.unchanged:
        mutants = [Mutant(one.place, one.before()[one.place.start : one.place.end]) for one in mutants]
    for one in tried(mutants):
        print(json.dumps(one, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
