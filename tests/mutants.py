"""Small changes of the pack, drawn at random, and who notices each: what a page shows, a rule of the data, or a test.

Four kinds of things are changed, each in one place. *Row*: a cell of a row that a notebook shows gets other digits, or
the words of another row. *Key*: another option of a self-check is right, a level needs another tick, a row names
another source or fact. *Words*: in what an activity says, a word or a gap is replaced by another one of the same
activity. *Formula*: in the arithmetic of an activity a sign, a comparison or a number is another one.

Each change is made in a process of its own, forked from one that has loaded everything, so that nothing of it stays.
Files that are made whole from the data do not count: only what was stored, written or computed apart can notice.

``python tests/mutants.py SEED EACH`` draws *EACH* of every kind, and prints a line of JSON for each.
"""

import ast
import functools
import importlib
import inspect
import json
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import pytest
import said
import seminar
from calculations import calculation_problems
from nbformat import NotebookNode
from seminar import activities
from seminar.answers.store import FOLDER_VARIABLE
from seminar.course.sources import facts_of
from seminar.data import checking, package
from seminar.data.evidence import rows
from seminar.data.package import evidence_tables
from seminar.data.records import Activity, SelfCheck, notebooks_with_records, records
from support import PATHS, forget, read, stored_text
from test_notebooks import stray_numbers

HERE = Path(__file__).resolve().parent
KINDS = ("row", "key", "words", "formula")
TOO_LONG = 120
"""Seconds after which a change counts as noticed: a test that does not end is one that fails."""
PAGES = {path.name[:2]: read(path) for path in PATHS}
CODE = {
    number: [cell for cell in page.cells if cell.get("outputs") and "import" not in cell.source]
    for number, page in PAGES.items()
}
PROSE = {number: [cell.source for cell in page.cells if cell.cell_type == "markdown"] for number, page in PAGES.items()}
STILL = {number: stored_text(page) for number, page in PAGES.items()}
"""Number → the notebook as it is stored, its cells that show something, its prose, and all that its views say."""


@dataclass(frozen=True)
class Mutant:
    """One change: how it is made, the notebooks and cells that may show it, and the tests that may fail."""

    kind: str
    what: str
    make: Callable[[], None]
    notebooks: tuple[str, ...]
    tests: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    row: str = ""


def mutants(seed: int, each: int) -> list[Mutant]:
    """*each* changes of every kind, drawn with *seed*; none is drawn twice."""
    chance = random.Random(seed)
    draw = {"row": row_mutant, "key": key_mutant, "words": words_mutant, "formula": formula_mutant}
    found: dict[str, Mutant] = {}
    for kind in KINDS:
        wanted = len(found) + each
        while len(found) < wanted:
            drawn = draw[kind](chance)
            found.setdefault(f"{kind}: {drawn.what}", drawn)
    return list(found.values())


# Rows, and the keys in them


@functools.cache
def shown_rows() -> dict[str, tuple[str, ...]]:
    """Id of a row → the notebooks that show it."""
    found: dict[str, tuple[str, ...]] = {}
    for number in notebooks_with_records():
        for row in facts_of(number):
            found[row.id] = (*found.get(row.id, ()), number)
    return found


@functools.cache
def cells(keys: bool) -> list[tuple[str, int, str]]:
    """Table, place and column of every filled cell of the shown rows: those that hold *keys* of others, or all else."""
    return [
        (name, place, column)
        for name in evidence_tables()
        for place, cells_ in enumerate(checking.read(name))
        if cells_["id"] in shown_rows()
        for column in cells_
        if column not in ("id", "also") and (column in ("source_id", "facts")) is keys
    ]


def row_mutant(chance: random.Random) -> Mutant:
    """Other digits for one number in a cell or, where it has none, what another row has there."""
    name, place, column = chance.choice(cells(keys=False))
    old = checking.read(name)[place][column]
    if numbers := list(re.finditer(r"\d+", str(old))):
        number = chance.choice(numbers)
        text = str(old)[: number.start()] + other_digits(number[0], chance) + str(old)[number.end() :]
        return cell_mutant("row", name, place, column, text if isinstance(old, str) else type(old)(text))
    others = sorted({str(row[column]) for row in checking.read(name) if column in row} - {str(old)})
    return cell_mutant("row", name, place, column, chance.choice(others)) if others else row_mutant(chance)


def other_digits(digits: str, chance: random.Random) -> str:
    """As many digits, but others, so that a number stays a number, and a date four, two and two."""
    while int(new := "".join(chance.choice("0123456789") for _ in digits)) == int(digits):
        pass
    return new


def cell_mutant(kind: str, name: str, place: int, column: str, new: object) -> Mutant:
    """That cell holds *new*."""
    old = checking.read(name)[place]

    def make() -> None:
        tables = {name: [dict(row) for row in checking.read(name)]}
        tables[name][place][column] = new
        usual = checking.read
        checking.read = lambda wanted: tables[wanted] if wanted in tables else usual(wanted)

    return Mutant(
        kind, f"{name}, {old['id']}, {column}: {old[column]} → {new}", make, shown_rows()[old["id"]], row=old["id"]
    )


def key_mutant(chance: random.Random) -> Mutant:
    """A key of a row, a self-check or a level, each as likely."""
    return chance.choice((row_key_mutant, check_mutant, level_mutant))(chance)


def row_key_mutant(chance: random.Random) -> Mutant:
    """A row rests on another source, or on another fact, of its table."""
    name, place, column = chance.choice(cells(keys=True))
    old = checking.read(name)[place][column]
    known = {key for row in checking.read(name) for key in str(row.get(column, "")).split()}
    changed = chance.choice(str(old).split())
    others = sorted(known - set(str(old).split()))
    if not others:
        return row_key_mutant(chance)
    return cell_mutant("key", name, place, column, str(old).replace(changed, chance.choice(others)))


# What stands in data/teaching


def part_of(number: str, key: str) -> tuple[str, int, int]:
    """The text of the file of that notebook, and where the record of *key* begins and ends in it."""
    text = package.read_text(f"teaching/{number}.yaml")
    found = re.search(rf"^{key}:\n(?:(?: .*)?\n)+", text, re.MULTILINE)
    return text, found.start(), found.end()


def text_mutant(kind: str, key: str, what: str, new: str, *tests: str) -> Mutant:
    """The record of *key* reads *new*."""
    number = key[:2]
    text, start, end = part_of(number, key)
    changed = {f"teaching/{number}.yaml": text[:start] + new + text[end:]}

    def make() -> None:
        usual = package.read_text
        for module in [*sys.modules.values()]:
            if getattr(module, "read_text", None) is usual:
                module.read_text = lambda path: changed.get(path) or usual(path)

    said_of = (key,) if key in said.cells(number) else ()
    return Mutant(kind, f"{key}: {what}", make, (number,), tests, said_of)


def keys_of(wanted: Callable[[object], object]) -> list[str]:
    """The ids of all records that are *wanted*."""
    return [key for number in notebooks_with_records() for key, one in records(number).items() if wanted(one)]


def check_mutant(chance: random.Random) -> Mutant:
    """Another option of a self-check is the right one."""
    key = chance.choice(keys_of(lambda record: isinstance(record, SelfCheck)))
    text, start, end = part_of(key[:2], key)
    options = re.split(r"(?m)^(?= *- text: )", text[start:end])
    correct = re.compile(r" *correct: true\n")
    right = next(i for i, option in enumerate(options) if correct.search(option))
    other = chance.choice([i for i in range(1, len(options)) if i != right])
    line = correct.search(options[right])[0]
    options[right] = options[right].replace(line, "")
    options[other] = re.sub(r"(?m)^(?= *feedback:)", line, options[other], count=1)
    return text_mutant("key", key, f"option {other} is right", "".join(options))


def level_mutant(chance: random.Random) -> Mutant:
    """A level of an exercise needs another tick."""
    key = chance.choice(keys_of(lambda record: getattr(record, "rubric", None)))
    text, start, end = part_of(key[:2], key)
    ticks = re.findall(r"(?m)^      ([A-Z]): ", text[start:end])
    levels = list(re.finditer(r"(?m)^      \d: .*$", text[start:end]))
    level = chance.choice(levels)
    needed = chance.choice(list(re.finditer(r"\b[A-Z]\b", level[0])))
    other = chance.choice([tick for tick in ticks if tick not in level[0]])
    at = start + level.start() + needed.start()
    what = f"level {level[0].strip()[0]} needs {other} and not {needed[0]}"
    return text_mutant(
        "key", key, what, text[start:at] + other + text[at + 1 : end], "data/test_rubrics.py", "marking/test_marks.py"
    )


def words_mutant(chance: random.Random) -> Mutant:
    """In what an activity says, a word or a gap is another one that it says somewhere."""
    key = chance.choice(keys_of(lambda record: isinstance(record, Activity) and record.words))
    text, start, end = part_of(key[:2], key)
    spoken = start + text[start:end].index("\n  words:\n")
    found = list(re.finditer(r"\{[a-z_]+\}|(?<![\w{-])[A-Za-z]{3,}(?![\w}:-])", text[spoken:end]))
    old = chance.choice(found)
    others = sorted({one[0] for one in found if one[0][0] == "{"} if old[0][0] == "{" else {one[0] for one in found})
    others = [one for one in others if one.lower() != old[0].lower() and (one[0] == "{") is (old[0][0] == "{")]
    if not others:
        return words_mutant(chance)
    new, at = chance.choice(others), spoken + old.start()
    line = text[text.rindex("\n", 0, at) + 1 : text.index("\n", at)].strip()
    changed = text[start:at] + new + text[at + len(old[0]) : end]
    return text_mutant("words", key, f"{old[0]} → {new} in “{line}”", changed, *tests_of_cell(key))


def tests_of_cell(key: str) -> tuple[str, ...]:
    """The tests of the activity in the cell *key*."""
    name = activities.declared()[key].name
    return tests_that_say(rf"\b{name}\b", ("activities",))


@functools.cache
def tests_that_say(pattern: str, rooms: tuple[str, ...]) -> tuple[str, ...]:
    """The files of tests of these *rooms* in which *pattern* stands, in the order of the rooms."""
    files = [path for room in rooms for path in sorted((HERE / room).glob("test_*.py"))]
    return tuple(str(path.relative_to(HERE)) for path in files if re.search(pattern, path.read_text("utf-8")))


# Formulas

OTHER = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
"""What a sign of a formula becomes."""


def change(node: ast.AST) -> bool:
    """Change *node* in its place: another sign, a number one higher. Whether it is a part that can be changed."""
    match node:
        case ast.BinOp(op=sign) | ast.BoolOp(op=sign) if type(sign) in OTHER:
            node.op = OTHER[type(sign)]()
        case ast.Compare(ops=[sign]) if type(sign) in OTHER:
            node.ops = [OTHER[type(sign)]()]
        case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
            node.value += 1
        case _:
            return False
    return True


def model(name: str) -> ModuleType:
    """The module of that name in ``seminar.models``."""
    return importlib.import_module(f"seminar.models.{name}")


def parts_of(tree: ast.Module) -> list[ast.AST]:
    """All that stands inside the functions of a module, in an order that is always the same."""
    bodies = (node.body for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return list({id(part): part for body in bodies for line in body for part in ast.walk(line)}.values())


@functools.cache
def formulas() -> list[tuple[str, int]]:
    """Model and place of everything that can be changed in the arithmetic of the pack."""
    names = sorted(path.stem for path in Path(seminar.__file__).with_name("models").glob("[a-z]*.py"))
    trees = {name: ast.parse(inspect.getsource(model(name))) for name in names}
    return [(name, place) for name, tree in trees.items() for place, part in enumerate(parts_of(tree)) if change(part)]


def formula_mutant(chance: random.Random) -> Mutant:
    """A sign, a comparison or a number of a formula is another one."""
    name, place = chance.choice(formulas())
    tree = ast.parse(inspect.getsource(model(name)))
    part = parts_of(tree)[place]
    old = ast.unparse(part)
    change(part)

    def make() -> None:
        put_code(model(name), compile(ast.fix_missing_locations(tree), str(model(name).__file__), "exec"))

    rooms = ("models", "activities", "workbench", "course", "marking")
    tests = tests_that_say(rf"models(\.|\.?\w* import .*\b){name}\b", rooms)
    what = f"{name}, line {part.lineno}: {old} → {ast.unparse(part)}"
    return Mutant("formula", what, make, (), (f"models/test_{name}.py", *tests), cells_of_model(name))


@functools.cache
def cells_of_model(name: str) -> tuple[str, ...]:
    """The cells of the activities whose module uses that model."""
    found = {
        activities.declared()[key].name: key
        for number in PAGES
        for key in said.cells(number)
        if key in activities.declared()
    }
    folder = Path(activities.__file__).parent
    return tuple(
        key
        for module, key in found.items()
        if re.search(rf"models(\.| import .*\b){name}\b", (folder / f"{module}.py").read_text("utf-8"))
    )


def put_code(changed: ModuleType, code: CodeType) -> None:
    """Give every function of the module *changed* the code that it has in *code*, wherever it is known by now."""
    other = ModuleType(changed.__name__)
    exec(code, vars(other))
    new = dict(functions_of(other, code.co_filename))
    for name, function in functions_of(changed, code.co_filename):
        function.__code__ = new[name].__code__


def functions_of(owner: object, file: str) -> Iterator[tuple[str, FunctionType]]:
    """Name → function, of all that a module or a class defines itself in *file*."""
    for name, found in vars(owner).items():
        if isinstance(found, type) and not isinstance(owner, type):
            yield from ((f"{name}.{inner}", function) for inner, function in functions_of(found, file))
        function = next((getattr(found, way) for way in ("func", "fget", "__func__") if hasattr(found, way)), found)
        function = inspect.unwrap(function) if callable(function) else None
        if isinstance(function, FunctionType) and function.__code__.co_filename == file:
            yield name, function


# Who notices


def noticed(mutant: Mutant) -> str:
    """Who notices *mutant*; "" for nobody. It is made in a process of its own."""
    result, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(result)
        signal.alarm(TOO_LONG)
        os.write(told, (look(mutant) or "nobody").encode())
        os._exit(0)
    os.close(told)
    with open(result, "rb") as pipe:
        by = pipe.read().decode()
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended not in (0, -signal.SIGALRM) or by == "broken":
        raise RuntimeError(f"This change could not be tried: {mutant.kind}, {mutant.what}.")
    return {"": "too long", "nobody": ""}.get(by, by)


def look(mutant: Mutant) -> str:
    """Make *mutant* here, and look who notices."""
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    try:
        mutant.make()
        forget()
    except Exception:
        return "broken"  # the change could not be made: no proof of anything
    try:
        return page(mutant) or kept(mutant) or test(mutant)
    except Exception as error:
        return f"error: {error!r}"


def kept(mutant: Mutant) -> str:
    """An activity or a self-check that says, operated, what is not kept of it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[FOLDER_VARIABLE] = f"{folder}/answers"
        for key in mutant.cells:
            if said.said(key, said.cells(key[:2])[key]) != said.kept(key[:2])[key]:
                return f"said {key}"
    return ""


def page(mutant: Mutant) -> str:
    """A calculation that does not come out, a cell that shows what is not stored for it, a number that no row says."""
    if mutant.kind in ("row", "key") and any(map(calculation_problems, rows("calculations"))):
        return "calculation"
    words = {word: getattr(seminar, word) for word in seminar.__all__}
    for number in mutant.notebooks:
        for cell in sorted(CODE[number], key=lambda cell: mutant.row not in stored(cell)):
            if eval(cell.source, words).html != stored(cell):
                return f"page {cell.id}"
        for source in PROSE[number] if mutant.row else ():
            if stray_numbers(source, STILL[number]):
                return f"prose of {number}"
    return ""


def stored(cell: NotebookNode) -> str:
    """The still view that is stored of a cell."""
    return cell.outputs[0].data["text/html"]


def test(mutant: Mutant) -> str:
    """The first file of tests in which one fails."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = folder
        for file in dict.fromkeys(mutant.tests):
            if pytest.main(
                ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:nbval", "--hypothesis-seed=0", str(HERE / file)]
            ):
                return f"test {file}"
    return ""


if __name__ == "__main__":
    for one in mutants(int(sys.argv[1]), int(sys.argv[2])):
        started = time.monotonic()
        by = noticed(one)
        print(
            json.dumps(
                {"kind": one.kind, "what": one.what, "by": by, "took": round(time.monotonic() - started, 2)},
                ensure_ascii=False,
            ),
            flush=True,
        )
