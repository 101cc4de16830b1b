"""The steps of the pack within nbgrader, for its own assignments; all others go on as nbgrader has them.

This module needs nbgrader. The configuration that the pack writes into the folder of a course calls ``configure``.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import nbformat
import nbgrader
from nbformat import NotebookNode
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute, NbGraderPreprocessor
from packaging.version import Version
from traitlets.config import Config

from seminar.marking.nbgrader.answers import Notebook, read_notebook, taken
from seminar.marking.nbgrader.course import KNOWN
from seminar.marking.nbgrader.exporting import MarkedExport
from seminar.marking.nbgrader.kernel import ApartKernelManager
from seminar.marking.nbgrader.repairing import OURS, has_code, sheets_in

SHOWN = ("text/plain", "image/png")
"""What an output may be on the page of a marker: nothing in which a script could stand."""


def configure(config: Config) -> None:
    """Put the steps of the pack among those of nbgrader. Ends the program for a version that is not known."""
    if not Version(KNOWN[0]) <= Version(nbgrader.__version__) < Version(KNOWN[1]):
        raise SystemExit(
            f"This is nbgrader {nbgrader.__version__}. Nothing was done. The pack knows version {KNOWN[0]} up to, and "
            f"not with, {KNOWN[1]}: install one of these, or a newer pack."
        )
    own = Path(sys.executable).parent  # nbgrader calls its helper “alembic” by name
    os.environ["PATH"] = f"{own}{os.pathsep}{os.environ.get('PATH', '')}"
    config.Autograde.sanitize_preprocessors = [FillFromSheet, *Autograde.sanitize_preprocessors.default()]
    steps = Autograde.autograde_preprocessors.default()
    config.Autograde.autograde_preprocessors = [ExecuteApart if step is Execute else step for step in steps]
    config.ExportApp.plugin_class = MarkedExport


def _release(preprocessor: NbGraderPreprocessor, assignment: str) -> Notebook:
    """The notebook that was handed out for an *assignment* of the pack."""
    course = CourseDirectory(parent=preprocessor)
    folder = Path(course.format_path(course.release_directory, ".", assignment))
    return read_notebook((folder / f"{assignment}.ipynb").read_text("utf-8"))


class FillFromSheet(NbGraderPreprocessor):
    """Puts what somebody typed, and what stands in a sheet beside the notebook, into the notebook handed out."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """As nbgrader asks. Raises ValueError for a notebook of another assignment."""
        assignment = resources["nbgrader"]["assignment"]
        if not OURS.fullmatch(assignment):
            return nb, resources
        sheets, faults = sheets_in(Path(resources["metadata"]["path"]))
        for fault in faults:
            self.log.warning(fault)
        done = taken(_release(self, assignment), read_notebook(json.dumps(nb)), sheets)
        if done is None:
            raise ValueError("This notebook belongs to another assignment. Run “seminar repair” first.")
        return nbformat.from_dict(done.notebook), resources


class ExecuteApart(Execute):
    """Runs what students wrote for the data lab in a room of its own, and nothing of an exercise, which has no code."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any], **more: Any
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """As nbgrader asks."""
        assignment = resources["nbgrader"]["assignment"]
        if not OURS.fullmatch(assignment):
            return super().preprocess(nb, resources, **more)
        if not has_code(_release(self, assignment)):
            return nb, resources
        self.kernel_manager_class = ApartKernelManager
        nb, resources = super().preprocess(nb, resources, **more)
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs = [_plain(output) for output in cell.outputs]
        return nb, resources


def _plain(output: NotebookNode) -> NotebookNode:
    if "data" in output:
        output.data = NotebookNode({kind: output.data[kind] for kind in SHOWN if kind in output.data})
    return output
