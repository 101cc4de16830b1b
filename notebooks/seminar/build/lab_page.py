"""The data lab as notebooks, both made from ``data/teaching/lab.yaml``: one for students and one for whoever marks.

The student's has questions, hints, cells to fill and checks, as they look when all is run and nothing is filled. The
other has solutions and hidden checks too, between the marks at which nbgrader cuts. Cells carry nbgrader's metadata.
"""

from collections.abc import Iterator
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from seminar.build import storing
from seminar.build.targets import Costly, Made, Text
from seminar.data import stored
from seminar.data.package import LAB, lab_notebook
from seminar.data.records import LabTask, lab
from seminar.data.words import Words
from seminar.numbers import plural

prose = Words("lab-page")

STUDENT, INSTRUCTOR = f"notebooks/{LAB}", f"handouts/instructor/{LAB}"
LIBRARIES = (*storing.LIBRARIES, "matplotlib")
SOLUTION = "### BEGIN SOLUTION\n{}### END SOLUTION"
HIDDEN = "### BEGIN HIDDEN TESTS\n{}### END HIDDEN TESTS"
SCHEMA = 3
"""Of nbgrader's metadata."""


def targets() -> list[Costly | Text]:
    """Both notebooks. The student's must run, so it is made only when something that it shows has changed."""

    def making() -> Made:
        return storing.ran(notebook(), lab_notebook(), bare=True)

    return [
        Costly(STUDENT, lambda known: storing.made_from(notebook(), known, LIBRARIES), making),
        Text(INSTRUCTOR, lambda: nbformat.writes(notebook(solved=True)) + "\n"),
    ]


def notebook(solved: bool = False) -> NotebookNode:
    """The lab without outputs; *solved* with solutions and hidden checks."""
    made = new_notebook(cells=[*_cells(solved)])
    said = {"kernelspec": stored.KERNEL, "language_info": stored.LANGUAGE, "title": lab().title}
    made.metadata = nbformat.from_dict(said)
    stored.lock(made)
    return made


def _cells(solved: bool) -> Iterator[NotebookNode]:
    """The cells of the lab, in order."""
    numbers = {key: number for number, key in enumerate(lab().tasks(), 1)}
    for key, part in lab().cells.items():
        if isinstance(part, LabTask):
            yield from _task(key, f"## {prose('heading', number=numbers[key], title=part.title)}", part, solved)
            continue
        yield _read(key, part.prose)
        if part.code:
            yield _code(f"{key}-code", part.code)


def _task(key: str, heading: str, task: LabTask, solved: bool) -> Iterator[NotebookNode]:
    """A task: what to look at, the cell to fill with its hint, the check, and the sentence to write."""
    asked = "\n\n".join(filter(None, [task.task, prose("hint", words=task.hint.strip())]))
    if task.given:
        yield _read(key, f"{heading}\n\n{task.look}")
        yield _code(f"{key}-given", task.given)
        yield _read(f"{key}-task", asked)
    else:
        yield _read(key, f"{heading}\n\n{task.look}\n\n{asked}")
    solution = [SOLUTION.format(task.solution)] if solved else []
    yield _code(f"{key}-answer", "\n".join([task.stub.strip(), *solution]), solution=True)
    yield _read(f"{key}-now", prose("check", points=_points(task.points), sentence=_points(task.sentence_points)))
    hidden = [HIDDEN.format(f'lab.demand("{key}")\n{task.hidden}')] if solved else []
    yield _code(f"{key}-check", "\n".join([f'lab.check("{key}")', *hidden]), points=task.points)
    looks_for = prose("looks-for", words=task.looks_for) if solved else ""
    yield _read(f"{key}-sentence", f"{task.sentence.strip()}\n\n{looks_for}".strip())
    words = new_markdown_cell(prose("write"), id=f"lab-{key}-words", metadata={"tags": [stored.OPEN]})
    yield _marked(words, points=task.sentence_points, solution=True)


def _points(number: int) -> str:
    return plural(str(number), prose("point"))


def _read(key: str, words: str) -> NotebookNode:
    return _marked(new_markdown_cell(words.strip(), id=f"lab-{key}"))


def _code(key: str, source: str, points: int = 0, solution: bool = False) -> NotebookNode:
    tags = {"tags": [stored.OPEN]} if solution else {}
    return _marked(new_code_cell(source.strip(), id=f"lab-{key}", metadata=tags), points, solution)


def _marked(cell: NotebookNode, points: int = 0, solution: bool = False) -> NotebookNode:
    """*cell* with the metadata by which nbgrader knows what is filled, what is marked and what stays as it is."""
    said: dict[str, Any] = {"grade": points > 0, "solution": solution, "locked": not solution, "task": False}
    said |= {"grade_id": cell.id, "schema_version": SCHEMA} | ({"points": points} if points else {})
    cell.metadata["nbgrader"] = said
    return cell
