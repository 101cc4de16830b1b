"""A checkout on Windows: text keeps its bytes, so that bash reads the script of the tests and digests hold."""

import subprocess

import pytest
from scratch import commit
from support import NO_CHECKOUT, PACK

TEXT = ("tests/run.sh", "data/evidence/claims.csv", "notebooks/seminar/files.py", "handouts/made.json", "README.md")


def git(*words, cwd):
    subprocess.run(["git", *words], cwd=cwd, check=True, capture_output=True)


@pytest.fixture(scope="module")
def cloned(tmp_path_factory):
    """A clone as Git for Windows makes it by default, of some files of the pack."""
    folder = tmp_path_factory.mktemp("checkout")
    for path in (".gitattributes", "handouts/notebook-07.png", *TEXT):
        (folder / "pack" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "pack" / path).write_bytes((PACK / path).read_bytes())
    commit(folder / "pack")
    git("-c", "core.autocrlf=true", "clone", "pack", "windows", cwd=folder)
    return folder / "windows"


@pytest.mark.parametrize("path", [*TEXT, "handouts/notebook-07.png"])
def test_a_file_has_the_bytes_that_it_has_here(cloned, path):
    assert (cloned / path).read_bytes() == (PACK / path).read_bytes()


def test_bash_reads_the_script_of_the_tests(cloned):
    subprocess.run(["bash", "-n", "tests/run.sh"], cwd=cloned, check=True)


def test_an_archive_without_git_is_told_how_to_become_a_checkout(tmp_path):
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "run.sh").write_bytes((PACK / "tests" / "run.sh").read_bytes())
    done = subprocess.run(["bash", "tests/run.sh"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert NO_CHECKOUT in done.stderr


def test_nothing_that_git_holds_as_text_has_other_line_ends():
    listed = subprocess.run(["git", "ls-files", "--eol"], cwd=PACK, capture_output=True, text=True, check=True).stdout
    assert [line for line in listed.splitlines() if line.startswith(("i/crlf", "i/mixed"))] == []
