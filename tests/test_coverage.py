"""Every way through the code that keeps answers is taken by its own tests."""

import subprocess
import sys

from support import PACK


def test_the_tests_of_answers_and_of_files_take_every_branch(tmp_path):
    here = {"cwd": PACK, "capture_output": True, "text": True}
    coverage = [sys.executable, "-m", "coverage"]
    data = f"--data-file={tmp_path / 'coverage'}"
    modules = "--include=*/seminar/answers/store.py,*/seminar/files.py"
    tests = ["tests/answers/test_store.py", "tests/answers/test_keeping.py", "tests/test_files.py"]
    pytest = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "not threads", *tests]
    ran = subprocess.run([*coverage, "run", "--branch", data, *pytest], **here)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    report = subprocess.run([*coverage, "report", data, modules, "--show-missing", "--fail-under=100"], **here)
    assert report.returncode == 0, report.stdout + report.stderr
