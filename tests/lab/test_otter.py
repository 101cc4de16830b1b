"""The checks of the lab for otter-grader: what stands in them, and that otter-grader marks by them."""

import doctest
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from seminar.build import lab_page, otter_checks
from seminar.data.records import lab
from support import PACK

TASKS = lab().tasks()
FILES = {Path(target.path).stem: target for target in otter_checks.others()}
GRADER = "otter-grader>=7,<8"


def test_of_each_task_students_see_what_the_check_says_and_not_the_hidden_checks():
    assert list(FILES) == list(TASKS)
    for key, target in FILES.items():
        names = {}
        exec(target.text(), names)
        (suite,) = names["test"]["suites"]
        shown, hidden = suite["cases"]
        assert (names["OK_FORMAT"], names["test"]["points"], names["test"]["all_or_nothing"]) == (
            True,
            TASKS[key].points,
            True,
        )
        assert (shown["hidden"], hidden["hidden"]) == (False, True)
        code = [example.source for example in doctest.DocTestParser().get_examples(hidden["code"])]
        assert "".join(code) == TASKS[key].hidden
        assert f'lab.demand("{key}")' in shown["code"]
        for line in code:
            compile(line, key, "exec")


def test_they_are_made_for_whoever_asks_and_git_does_not_keep_them():
    ignored = subprocess.run(
        ["git", "check-ignore", *(target.path for target in FILES.values())], cwd=PACK, capture_output=True, text=True
    )
    assert ignored.stdout.split() == [target.path for target in FILES.values()]
    assert not [target for target in lab_page.targets() if target.path.startswith(otter_checks.FOLDER)]


@pytest.fixture(scope="module")
def otter(tmp_path_factory):
    """otter-grader beside the pack, in an environment of its own."""
    folder = tmp_path_factory.mktemp("otter") / "venv"
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "venv", "-q", folder], check=True)
    into = [*uv, "pip", "install", "-q", "--python", folder / "bin" / "python"]
    subprocess.run([*into, GRADER, "-e", f"{PACK}[lab]", "-c", PACK / "tests" / "requirements.txt"], check=True)
    return folder / "bin" / "otter"


@pytest.mark.installation
def test_otter_grader_finds_the_solutions_right_an_empty_lab_not_done_and_names_the_task_that_is_wrong(otter, tmp_path):
    checks = tmp_path / "tests"
    checks.mkdir()
    for key, target in FILES.items():
        (checks / f"{key}.py").write_text(target.text(), "utf-8")
    wrong = lab_page.notebook(solved=True)
    (answer,) = [cell for cell in wrong.cells if cell.id == "lab-grades-answer"]
    answer.source = TASKS["grades"].replies["percent"].wrong
    said = {}
    for name, page in {"right": lab_page.notebook(solved=True), "empty": lab_page.notebook(), "wrong": wrong}.items():
        nbformat.write(page, tmp_path / f"{name}.ipynb")
        command = [otter, "check", f"{name}.ipynb", "-t", checks]
        said[name] = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert "All tests passed!" in said["right"]
    assert "passed" not in said["empty"]
    failed = {key for key in TASKS if f"{key} results: All test cases passed!" not in said["wrong"]}
    assert failed == {"grades"}
    assert TASKS["grades"].replies["percent"].says in " ".join(said["wrong"].split())
