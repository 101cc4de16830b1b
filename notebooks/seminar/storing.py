"""Stored outputs: run a notebook and keep what it shows, so that a page reads well before anyone has run it."""

import os
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from seminar.answers import FOLDER_VARIABLE
from seminar.errors import SeminarError
from seminar.package import notebooks
from seminar.page import WIDGET_VIEW


def chosen(numbers: list[str]) -> list[Path]:
    """The notebooks of those *numbers* ("07"), or all. Raises SeminarError for a number that none has."""
    by_number = {path.name[:2]: path for path in notebooks()}
    unknown = [number for number in numbers if number not in by_number]
    if unknown:
        raise SeminarError(f"There is no notebook {', '.join(unknown)}. There are: {', '.join(by_number)}.")
    return [by_number[number] for number in numbers or by_number]


def store(path: Path) -> None:
    """Run the notebook at *path* with an empty answers folder and write its outputs back into the file.

    Live views are left out (they need a kernel), and so is everything that differs from run to run.
    """
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, FOLDER_VARIABLE: folder}
        NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute(
            env=environment
        )
    for number, cell in enumerate((cell for cell in notebook.cells if cell.cell_type == "code"), 1):
        cell.outputs = [output for output in cell.outputs if WIDGET_VIEW not in output.get("data", {})]
        cell.execution_count = number
        cell.metadata.pop("execution", None)
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}
    path.write_text(nbformat.writes(notebook) + "\n", "utf-8", newline="\n")
