"""Assignments for a course of nbgrader: an exercise as a notebook of its own, or the data lab.

The notebook of an exercise has none of the pack's boxes and no code: it holds the question, how it is marked, and a
cell to write in, whose ``grade_id`` is the id of the question. So nothing has to be run to mark it. What students do on
the page of the course stays there; they type their answer here, or lay the sheet that they made there beside it.
"""

import json
import re
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from seminar.data.package import lab_notebook
from seminar.data.records import Exercise, OpenPrompt, Steelman, lab, marking, records
from seminar.data.stored import KERNEL
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.files import from_home, pack_folder, write_all
from seminar.marking.apart import question, task
from seminar.marking.folder import exercise_of
from seminar.numbers import plural

prose = Words("nbgrader")

LAB = "lab"
PREFIX = "seminar-"
CONFIG, OWN = "nbgrader_config.py", "seminar_config.py"
LINE = f'load_subconfig("{OWN}")'
"""The line of nbgrader's own configuration that takes in that of the pack."""
SETTINGS = Path(__file__).with_name("seminar_config.txt").read_text("utf-8")
"""What the pack adds to a course's configuration; it ends nbgrader where the pack is missing."""
KNOWN = ("0.9.5", "0.10")
"""The versions of nbgrader that are known: from the first on, below the second."""
SCHEMA = 3
"""Of nbgrader's metadata."""
Cell = dict[str, Any]


def write_assignment(what: str, folder: Path, points: int = 0) -> tuple[str, list[Path]]:
    """Write the assignment for the exercise of a notebook ("06") or for the data lab ("lab") into a course of nbgrader.

    With *points* for each, the written questions of the page stand before the exercise. Returns its name and the files.
    Raises SeminarError, and writes nothing, for points below 0, and where the folder is no course, or an assignment of
    that name is there.
    """
    if points < 0:
        raise SeminarError(f"A question cannot be worth {points} points. Expected a number from 0 on, such as 2.")
    name = f"{PREFIX}{what}"
    cells = _lab() if what == LAB else [*_exercise(what, points)]
    _check(folder, name)
    contents: dict[Path, str | bytes] = {folder / "source" / name / f"{name}.ipynb": as_text(_notebook(cells))}
    settings = {folder / CONFIG: f"c = get_config()  # noqa: F821\n{LINE}  # noqa: F821\n", folder / OWN: SETTINGS}
    contents |= {path: text for path, text in settings.items() if not path.exists()}
    write_all(contents)
    return name, [*contents]


def next_step(name: str, folder: Path) -> str:
    """What is done next with the assignment *name* in the course in *folder*; also that nbgrader is not here."""
    said = [prose("written", name=name, folder=str(folder))]
    return "\n".join([*said, *([] if find_spec("nbgrader") else [prose("not-installed")])])


def _check(folder: Path, name: str) -> None:
    """Raise SeminarError where something would be overwritten, or would not be found by nbgrader."""
    where = from_home(folder)
    if folder.exists() and not folder.is_dir():
        raise SeminarError(f"{where} is a file. Nothing was written. Expected the folder of a course, or a new name.")
    if taken := [
        step for step in ("source", "release", "submitted", "autograded") if any(folder.glob(f"{step}/**/{name}"))
    ]:
        raise SeminarError(
            f"The course in {where} already has an assignment “{name}”, in {', '.join(taken)}. Nothing was written. "
            "Move it to another place first, or name another folder."
        )
    settings = folder / CONFIG
    if settings.exists():
        if LINE not in settings.read_text("utf-8", errors="replace"):
            raise SeminarError(
                f"The course in {where} has settings of its own. Nothing was written. Add the line {LINE} at the end "
                f"of {CONFIG}, and run this again."
            )
    elif folder.exists() and any(folder.iterdir()):
        raise SeminarError(
            f"The folder {where} is not empty, and no course of nbgrader: it has no {CONFIG}. Nothing was written. "
            "Expected the folder of a course, or a new name."
        )
    if (folder / OWN).exists() and (folder / OWN).read_text("utf-8", errors="replace") != SETTINGS:
        raise SeminarError(
            f"The file {OWN} in {where} is of another pack, or was changed. Nothing was written. Remove it, and run "
            "this again."
        )


def as_text(notebook: dict[str, Any]) -> str:
    """*notebook* as its file holds it."""
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _notebook(cells: Sequence[Cell]) -> dict[str, Any]:
    return {"cells": [*cells], "metadata": {"kernelspec": KERNEL}, "nbformat": 4, "nbformat_minor": 5}


def _exercise(number: str, points: int) -> Iterator[Cell]:
    key, found = exercise_of(number)
    title = records(number)[f"{number}-objectives"].title
    yield _read(f"{number}-title", prose("title", number=number, title=title))
    if points:
        yield from _questions(number, points)
    yield _read(f"{key}-asked", f"## {found.title}\n\n{task(key, found)}")
    brings = (prose("brings", title=records(number)[other].title) for other in found.brings)
    yield _read(f"{key}-rubric", "\n\n".join([_rubric(found), *brings]))
    labels = [f"**{label}:**" for label in found.asks.values()]
    yield _answer(key, max(marking().marks.values()), f"{found.rubric.slip}\n\n{found.evidence_model}", labels)


def _questions(number: str, points: int) -> Iterator[Cell]:
    """What earns the *points* of a question, and every question that is not asked without names."""
    yield _read(f"{number}-questions", prose("questions", points=plural(str(points), "point")))
    for prompt, asked in records(number).items():
        if isinstance(asked, OpenPrompt | Steelman) and not asked.anonymous:
            yield _read(f"{prompt}-asked", question(prompt))
            yield _answer(prompt, points, asked.lookfor)


def _rubric(found: Exercise) -> str:
    """The ticks of an exercise by level, and what a level is worth, as Markdown."""
    worth = marking().marks
    lines = [prose("lowest", marks=worth[1])]
    for level, asked in enumerate(found.rubric.asked(), 2):
        ticks = " ".join(f"**{need}** {words}".strip() for need, words in asked)
        lines.append(prose("level", level=level, marks=worth[level], ticks=ticks))
    return "\n".join([prose("rubric"), "", *(f"- {line}" for line in lines)])


def _answer(key: str, points: int, for_markers: str, labels: Sequence[str] = ()) -> Cell:
    """A cell to write in. What markers look for stands where nbgrader cuts a solution out, so students never get it."""
    solution = f"### BEGIN SOLUTION\n{for_markers.strip()}\n### END SOLUTION"
    return _cell("\n\n".join([solution, *labels]), key, points, solution=True)


def _read(key: str, words: str) -> Cell:
    return _cell(words, key)


def _cell(source: str, key: str, points: int = 0, solution: bool = False) -> Cell:
    said: dict[str, Any] = {"grade": points > 0, "solution": solution, "locked": not solution, "task": False}
    said |= {"grade_id": key, "schema_version": SCHEMA} | ({"points": points} if points else {})
    return {
        "cell_type": "markdown",
        "id": re.sub(r"[^\w-]", "-", key),
        "metadata": {"nbgrader": said},
        "source": source,
    }


def _lab() -> list[Cell]:
    """The cells of the data lab with solutions and hidden checks, prose as students have it.

    What a marker looks for in a sentence moves into the cell of the answer, since nbgrader hands out any other prose.
    """
    edition = pack_folder() / "handouts" / "instructor" / lab_notebook().name
    if not edition.exists():
        raise SeminarError(
            f"The file {edition.name} with the solutions is missing. Expected the pack of an instructor."
        )
    solved = json.loads(edition.read_text("utf-8"))["cells"]
    prose_of = {cell["id"]: cell["source"] for cell in json.loads(lab_notebook().read_text("utf-8"))["cells"]}
    looks_for = {f"lab-{key}-words": one.looks_for for key, one in lab().tasks().items()}
    made = []
    for cell in solved:
        key = cell["id"]
        metadata = {"nbgrader": cell["metadata"]["nbgrader"]}
        if key in looks_for:
            made.append(_answer(key, metadata["nbgrader"]["points"], looks_for[key]))
        elif cell["cell_type"] == "markdown":
            made.append(_read(key, "".join(prose_of[key])))
        else:
            made.append({**cell, "metadata": metadata})
    return made
