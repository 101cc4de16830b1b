"""A newer pack on a laptop, by the three steps of README and, instead, unpacked over the older one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from seminar.answers.store import OLD_ENDING, store
from support import PACK

ASKED = """
from seminar.answers.store import store
from seminar.data.package import notebook_cells
from seminar.files import pack_folder
print(store("06-1").text("06-1"))
print(next("".join(cell["source"]) for cell in notebook_cells("06") if cell["id"] == "06-objectives")[:30])
print(pack_folder())
"""
PAGE = Path("notebooks") / "06-lists-or-scores.ipynb"
WRITTEN = "What I wrote: 社会信用."


def pack(folder, title=None):
    """A pack in *folder*; with *title* its page 06 begins so."""
    for part in ("notebooks", "data"):
        shutil.copytree(PACK / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    if title:
        page = nbformat.read(folder / PAGE, as_version=4)
        page.cells[0].source = title
        nbformat.write(page, folder / PAGE)
    return folder


def seen(folder):
    """The answer to 06-1, the first words of page 06 and the folder, from a kernel that starts there."""
    environment = {name: value for name, value in os.environ.items() if name not in ("SEMINAR_ANSWERS", "PYTHONPATH")}
    run = [sys.executable, "-c", f"import sys; sys.path.insert(0, '')\n{ASKED}"]
    done = subprocess.run(
        run, cwd=folder / "notebooks", env={**environment, "PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture
def older(tmp_path, answers_folder):
    """An older pack whose reader wrote an answer, and changed a page."""
    folder = pack(tmp_path / "older", "# What the reader changed")
    store("06-1").save("06-1", WRITTEN)
    shutil.copytree(answers_folder, folder / "answers")
    return folder


def test_in_a_folder_of_its_own_it_has_the_answers_and_the_new_page_and_the_old_folder_stays(older, tmp_path):
    before = {path: path.read_bytes() for path in older.rglob("*") if path.is_file()}
    newer = pack(tmp_path / "newer", "# The newer page")
    shutil.copytree(older / "answers", newer / "answers")
    assert seen(newer) == [WRITTEN, "# The newer page", str(newer)]
    assert {path: path.read_bytes() for path in before} == before


def test_unpacked_over_the_older_one_it_leaves_the_answers_and_brings_its_pages(older, tmp_path):
    newer = pack(tmp_path / "newer", "# The newer page")
    shutil.copytree(newer, older, dirs_exist_ok=True)
    assert seen(older) == [WRITTEN, "# The newer page", str(older)]


def test_answers_with_the_ending_of_an_older_pack_are_read(older, tmp_path):
    (file,) = [path for path in (older / "answers").rglob("*") if path.is_file()]
    file.rename(file.with_suffix(OLD_ENDING))
    assert seen(older)[0] == WRITTEN


def test_no_archive_of_the_pack_holds_answers_that_would_come_over_those_of_a_reader():
    listed = subprocess.run(["git", "ls-files"], cwd=PACK, capture_output=True, text=True, check=True).stdout
    assert [path for path in listed.splitlines() if path.startswith("answers/")] == []


def test_the_readme_has_three_steps_and_says_which_button_keeps_what():
    (words,) = [
        line for line in (PACK / "README.md").read_text("utf-8").split("\n\n") if line.startswith("**A newer pack**")
    ]
    assert all(f"({step})" in words for step in (1, 2, 3))
    assert "*Revert* shows the new page, *Overwrite* brings the old one back" in " ".join(words.split())
