"""Stored outputs: run a notebook and keep what it shows, so that a page reads well before anyone has run it."""

import asyncio
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from seminar import files
from seminar.answers.store import FOLDER_VARIABLE
from seminar.build.targets import Costly, Made, digest
from seminar.data import stored
from seminar.data.evidence import read_facts, read_rows
from seminar.data.package import chosen, notebooks, read_text, resource, resources
from seminar.errors import SeminarError
from seminar.files import pack_folder
from seminar.screen.page import FAULT, WIDGET_VIEW

LIBRARIES = ("htpy", "numpy", "pandas", "rapidfuzz")
"""The packages that decide what a cell shows: markup, draws, tables, likeness of names."""
LONGEST_RUN = 120
"""Seconds that one cell may take."""
WHAT_IT_ASKED = (
    "import json\nfrom seminar.data.package import asked\nprint(json.dumps({k: sorted(asked[k]) for k in asked}))"
)
"""Run after the last cell: prints what the notebook asked of the data."""


def targets() -> list[Costly]:
    """Every notebook of the course as a file that is made: with the outputs that its cells show when run."""
    return [_target(path) for path in notebooks()]


def _target(path: Path) -> Costly:
    return Costly(
        f"notebooks/{path.name}",
        lambda known: made_from(stored.read(path), known),
        lambda: run(path),
        (path.name[:2],),
    )


def made_from(notebook: NotebookNode, known: dict[str, str], libraries: Iterable[str] = LIBRARIES) -> dict[str, str]:
    """What the outputs of *notebook* come from → its digest; *known* is what the record keeps of the file."""
    return {
        "cells": _cells(notebook),
        "data": _data({name: known.get(name, "").split() for name in ("files", "tables", "facts")}),
        "code": _code(),
        "libraries": digest(*map(version, libraries)),
    }


def _cells(notebook: NotebookNode) -> str:
    """Digest of what an author writes: the cells without their outputs, locked or not."""
    stored.unlock(notebook)
    kept = [[cell.cell_type, cell.id, cell.source, cell.metadata] for cell in notebook.cells]
    return digest(json.dumps(kept, sort_keys=True))


def _data(asked: dict[str, Iterable[str]]) -> str:
    """Digest of all that stands in the data now under the names in *asked* (``seminar.data.package.asked``)."""
    rows = [row for name in asked["tables"] if name in resources() for row in read_rows(name)]
    rows += [read_facts()[key] for key in asked["facts"] if key in read_facts()]
    tables = sorted({row.table for row in rows} | (set(asked["tables"]) & set(resources())))
    parts: list[object] = [(row.id, row.table, row.cells, row.sources()) for row in rows]
    parts += [resource(name) for name in tables]
    parts += [(name, read_text(name)) for name in asked["files"] if (pack_folder() / "data" / name).is_file()]
    parts += [sorted(path.name for path in (pack_folder() / "data" / "teaching").iterdir())]
    return digest(json.dumps(parts, sort_keys=True, default=str))


@cache
def _code() -> str:
    """Digest of the package as a notebook imports it: without what only a build uses."""
    folder = Path(files.__file__).parent
    found = [path for ending in ("py", "js", "css") for path in folder.rglob(f"*.{ending}")]
    kept = [path for path in sorted(found) if path.relative_to(folder).parts[0] not in ("build", "paper")]
    return digest(*(part for path in kept for part in (path.relative_to(folder).as_posix(), path.read_bytes())))


def run(path: Path) -> Made:
    """Run the notebook at *path* with an empty answers folder: its text with outputs, and what it asked of the data.

    Live views are left out (they need a kernel), and so is everything that differs from run to run. Raises
    SeminarError, with the cell, for whatever is no result: a sentence of error, an error, a warning, a printed line.
    """
    return ran(stored.read(path), path)


def ran(notebook: NotebookNode, path: Path, bare: bool = False) -> Made:
    """The same for a *notebook* that belongs at *path*; *bare*: the value of a last line is a result too."""
    last = new_code_cell(WHAT_IT_ASKED)
    notebook.cells.append(last)
    execute(notebook, path)
    notebook.cells.remove(last)
    for number, cell in enumerate((cell for cell in notebook.cells if cell.cell_type == "code"), 1):
        refuse_faults(path, cell, bare)
        cell.outputs = [output for output in cell.outputs if WIDGET_VIEW not in output.data]
        cell.execution_count = number
        cell.metadata.pop("execution", None)
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = stored.LANGUAGE
    stored.lock(notebook)
    return Made(nbformat.writes(notebook) + "\n", _asked(last))


def unlock(numbers: list[str]) -> list[Path]:
    """Let every cell of the notebooks of these *numbers* be edited; returns them. ``lock`` or a build locks them."""
    return _rewritten(numbers, stored.unlock)


def lock(numbers: list[str]) -> list[Path]:
    """Lock the cells of the notebooks of these *numbers* that are there to be read; returns them."""
    return _rewritten(numbers, stored.lock)


def _rewritten(numbers: list[str], change: Callable[[NotebookNode], None]) -> list[Path]:
    """The notebooks of these *numbers*, after *change*: all of them or, where one cannot be read or written, none."""
    notebooks = {path: stored.read(path) for path in chosen(numbers)}
    for notebook in notebooks.values():
        change(notebook)
    files.write_all({path: nbformat.writes(notebook) + "\n" for path, notebook in notebooks.items()})
    return list(notebooks)


def execute(notebook: NotebookNode, path: Path) -> None:
    """Run every cell; an error in one is put into its outputs."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, FOLDER_VARIABLE: folder}
        resources = {"metadata": {"path": str(path.parent)}}
        client = NotebookClient(notebook, timeout=LONGEST_RUN, resources=resources, allow_errors=True)
        client.extra_arguments = ["--log-level=ERROR"]  # that a kernel talks in the clear on this computer is no news
        try:
            with ThreadPoolExecutor(1) as own_thread:  # whoever builds may have an event loop running
                own_thread.submit(asyncio.run, client.async_execute(env=environment)).result()
        except (CellControlSignal, DeadKernelError, NoSuchKernel, RuntimeError) as error:
            lines = str(error).strip().splitlines() or [type(error).__name__]
            raise SeminarError(
                f"The notebook {path.name} did not run to its end: {lines[0]} Run it in JupyterLab to see where."
            ) from error


def _asked(cell: NotebookNode) -> dict[str, str]:
    """The names that the last cell printed, as the record keeps them; what is read through tables is no file."""
    asked = json.loads("".join(output.text for output in cell.outputs))
    of_tables = {described["path"] for described in resources().values()} | {"datapackage.json", "sources.json"}
    asked["files"] = [name for name in asked["files"] if name not in of_tables]
    return {kind: " ".join(names) for kind, names in asked.items()}


def refuse_faults(path: Path, cell: NotebookNode, bare: bool = False) -> None:
    """Raise SeminarError if *cell* shows anything but a result; *bare*: the value of a last line is one."""
    for output in cell.outputs:
        said = "" if bare and output.output_type == "execute_result" else _fault(output)
        if said:
            raise SeminarError(f"The notebook {path.name}, cell {cell.id}, shows no result: {said}")


def _fault(output: NotebookNode) -> str:
    """What is wrong with an output; "" for a result."""
    if output.output_type == "error":
        return f"{output.ename}: {output.evalue}"
    if output.output_type == "stream":
        return f"it writes to {output.name}: {output.text.strip()}"
    if output.output_type != "display_data":
        return f"its last line is a bare value ({output.data.get('text/plain', '')})"
    return output.data["text/plain"] if FAULT in output.metadata else ""
