"""A new activity, made in a copy of the pack by the recipe in CONTRIBUTING.md, is found everywhere from its own files.

``new_activity/`` beside this file holds one whole: what an author writes, in the folders where it belongs, and what is
added to the record and to the notebook.
"""

import json
import os
import shutil
import subprocess
import sys

import nbformat
import pypdf
import pytest
from scratch import command, commit, copy_of_the_pack
from support import PACK

RECIPE = PACK / "tests" / "new_activity"
FOLDERS = ("notebooks", "tests")
NOTEBOOK = "notebooks/07-can-the-machine-see-you.ipynb"
RECORD = "data/teaching/07.yaml"
CELL, BEFORE = "07-w07e", "07-again"
STATES = "tests/activities/test_every_state.py::test_every_state_says_what_it_said[07]"
NEW = {path.relative_to(RECIPE).as_posix() for name in FOLDERS for path in (RECIPE / name).rglob("*.*")}


def add_the_activity(pack):
    """Do in *pack* what the recipe says."""
    for name in FOLDERS:
        shutil.copytree(RECIPE / name, pack / name, dirs_exist_ok=True)
    record = pack / RECORD
    record.write_text(record.read_text("utf-8") + (RECIPE / "record.yaml").read_text("utf-8"), "utf-8")
    notebook = nbformat.read(pack / NOTEBOOK, as_version=4)
    (place,) = [place for place, cell in enumerate(notebook.cells) if cell.id == BEFORE]
    cells = json.loads((RECIPE / "cells.json").read_text("utf-8"))
    notebook.cells[place:place] = map(nbformat.from_dict, cells)
    nbformat.write(notebook, pack / NOTEBOOK)


def run(pack, *words):
    """What Python says with those *words*, in the folder of *pack* and with its package."""
    environment = {**os.environ, "PYTHONPATH": str(pack / "notebooks")}
    done = subprocess.run([sys.executable, *words], cwd=pack, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    """A copy of the pack, committed, to which the activity was added, and in which its notebook was built."""
    copy = tmp_path_factory.mktemp("new") / "pack"
    copy_of_the_pack(copy)
    commit(copy)
    add_the_activity(copy)
    command(copy, "build", "07")
    return copy


def words_of(pack, name):
    pages = pypdf.PdfReader(pack / "handouts" / name).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_notebook_calls_it_by_its_name(pack):
    said = run(pack, "-c", "from seminar import activities; print(activities.stand_in_line().plain, dir(activities))")
    assert "The last person waits 58 minutes" in said
    assert "'stand_in_line'" in said


def test_the_build_stores_its_view(pack):
    (cell,) = [cell for cell in nbformat.read(pack / NOTEBOOK, as_version=4).cells if cell.id == CELL]
    assert "The last person waits 58 minutes" in cell.outputs[0].data["text/html"]


@pytest.mark.parametrize("name", ["student/07-sheets-a4.pdf", "student/07-large-a4.pdf"])
def test_its_form_is_on_the_sheets(pack, name):
    assert "30 people stand in a line, and one check takes 2 minutes." in words_of(pack, name)


def test_its_key_is_in_the_papers_of_the_instructor_alone(pack):
    key = "waits 58 minutes, and 87 with the slower check"
    assert key in words_of(pack, "instructor/07-a4.pdf")
    assert not [name for name in ("07", "07-large", "07-sheets") if key in words_of(pack, f"student/{name}-a4.pdf")]


def test_the_data_are_sound(pack):
    assert "no problem found" in command(pack, "data")


def test_an_author_touches_no_other_file(pack):
    status = ["git", "status", "--porcelain", "--untracked-files=all", "-z"]
    said = subprocess.run(status, cwd=pack, capture_output=True, text=True, check=True).stdout
    touched = {line[3:] for line in said.split("\0") if line}
    assert {path for path in touched if not path.startswith("handouts/")} == NEW | {RECORD, NOTEBOOK}


def test_its_own_tests_hold_and_so_do_those_of_the_whole_pack(pack):
    whole = [
        "tests/data/test_words.py",
        "tests/paper/test_handouts.py::test_a_form_works_by_hand",
        *(f"tests/test_{name}.py" for name in ("facts_in_code", "house", "import", "minutes", "notebooks", "rules")),
        *(f"tests/activities/test_{name}.py" for name in ("declarations", "keys", "every_word")),
        STATES,
    ]
    run(pack, "-m", "pytest", "-q", STATES, "--keep-said")
    own = sorted(path for path in NEW if path.startswith("tests/"))
    assert " passed" in run(pack, "-m", "pytest", "-q", "-p", "no:cacheprovider", *own, *whole)
