"""A newer pack on a laptop, by the three steps of README and, instead, unpacked over the older one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from seminar.answers.store import OLD_ENDING, store
from support import PACK, tracked

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


RENAMED, GONE = Path("notebooks/06-the-old-title.ipynb"), Path("notebooks/sources/old_table.md")
OF_THE_READER = ("06-lists-or-scores-Copy1.ipynb", "06-my-notes.ipynb", "11-a-page-of-my-own.ipynb")


@pytest.fixture
def unpacked_over(older, tmp_path):
    """A newer pack over an older one, in which a page had another name and one more table had a page."""
    (older / PAGE).rename(older / RENAMED)
    shutil.copy(older / "notebooks" / "sources" / "cameras.md", older / GONE)
    newer = pack(tmp_path / "newer", "# The newer page")
    for part in ("handouts/made.json", "pyproject.toml", "requirements.txt"):
        (newer / part).parent.mkdir(exist_ok=True)
        shutil.copy(PACK / part, newer / part)
    shutil.copytree(newer, older, dirs_exist_ok=True)
    shutil.copy(older / PAGE, older / "notebooks" / OF_THE_READER[0])
    nbformat.write(
        nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell()]), older / "notebooks" / OF_THE_READER[1]
    )
    shutil.copy(older / PAGE, older / "notebooks" / OF_THE_READER[2])
    return older


def doctor(folder, *words):
    """What the doctor of the pack in *folder* says."""
    environment = {**os.environ, "PYTHONPATH": str(folder / "notebooks")}
    run = [sys.executable, "-m", "seminar", "doctor", *words]
    return subprocess.run(run, cwd=folder, env=environment, capture_output=True, encoding="utf-8").stdout


def test_old_pages_that_stayed_are_named_and_set_aside_with_all_that_was_written_in_them(unpacked_over):
    before = {path.name: (unpacked_over / path).read_bytes() for path in (RENAMED, GONE)}
    kept = {path: path.read_bytes() for path in (unpacked_over / "answers").rglob("*") if path.is_file()}
    said = "2 of an older pack: 06-the-old-title.ipynb, old_table.md"
    assert f"TO MEND  Pages: {said}" in doctor(unpacked_over)
    fixed = doctor(unpacked_over, "--fix")
    assert "Set aside in the folder “older-pages”: 06-the-old-title.ipynb, old_table.md." in fixed
    assert "ok       Pages: those of this pack" in fixed
    assert {path.name: path.read_bytes() for path in (unpacked_over / "older-pages").iterdir()} == before
    assert kept
    assert {path: path.read_bytes() for path in kept} == kept
    assert all((unpacked_over / "notebooks" / name).exists() for name in (*OF_THE_READER, PAGE.name))
    assert seen(unpacked_over)[:2] == [WRITTEN, "# The newer page"]


def test_a_page_that_was_set_aside_before_is_not_replaced(unpacked_over):
    (unpacked_over / "older-pages").mkdir()
    (unpacked_over / "older-pages" / RENAMED.name).write_text("an even older one")
    doctor(unpacked_over, "--fix")
    assert (unpacked_over / "older-pages" / RENAMED.name).read_text() == "an even older one"
    assert (unpacked_over / "older-pages" / "06-the-old-title-2.ipynb").exists()


def test_a_page_that_an_author_renamed_or_wrote_and_did_not_build_yet_is_no_old_page(unpacked_over):
    doctor(unpacked_over, "--fix")
    (unpacked_over / PAGE).rename(unpacked_over / "notebooks" / "06-a-better-title.ipynb")
    assert "ok       Pages: those of this pack" in doctor(unpacked_over)


def test_answers_with_the_ending_of_an_older_pack_are_read(older, tmp_path):
    (file,) = [path for path in (older / "answers").rglob("*") if path.is_file()]
    file.rename(file.with_suffix(OLD_ENDING))
    assert seen(older)[0] == WRITTEN


def test_no_archive_of_the_pack_holds_answers_that_would_come_over_those_of_a_reader():
    assert [path for path in tracked() if path.startswith("answers/")] == []


def test_the_readme_has_three_steps_and_says_which_button_keeps_what():
    (words,) = [
        line for line in (PACK / "README.md").read_text("utf-8").split("\n\n") if line.startswith("**A newer pack**")
    ]
    assert all(f"({step})" in words for step in (1, 2, 3))
    assert "*Revert* shows the new page, *Overwrite* brings the old one back" in " ".join(words.split())
