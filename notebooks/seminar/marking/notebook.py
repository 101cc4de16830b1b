"""The notebook in which a folder is marked: it is written into that folder, so no copy for a class holds it."""

import json
from pathlib import Path

from seminar.data.stored import KERNEL, LOCK
from seminar.data.words import Words
from seminar.files import write
from seminar.marking.folder import Folder
from seminar.marking.view import marking

prose = Words("marking-notebook")

NAME = "marking.ipynb"
CODE = "from seminar.marking.view import marking\n\nmarking()"


def write_notebook(folder: Path) -> Path:
    """Write the notebook for marking into *folder*, if it is not as it should be; returns it.

    Raises SeminarError where nothing was collected there.
    """
    Folder(folder).numbers()
    path, text = folder / NAME, _text()
    if not path.exists() or path.read_text("utf-8") != text:
        write(path, text)
    return path


def _text() -> str:
    hidden = {**LOCK, "jupyter": {"source_hidden": True}}
    words = {"cell_type": "markdown", "id": "mark-title", "metadata": LOCK, "source": prose("title")}
    still = marking()  # JupyterLab guards a page only where something of the pack stands in it
    shown = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"text/html": still.html, "text/plain": still.plain},
    }
    code = {"cell_type": "code", "id": "mark-all", "metadata": hidden, "outputs": [shown], "source": CODE}
    found = {
        "cells": [words, {**code, "execution_count": None}],
        "metadata": {"kernelspec": KERNEL},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
