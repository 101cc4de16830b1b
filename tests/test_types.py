"""Every annotation of the package holds: mypy, set in pyproject.toml, finds no error, and would find one."""

import shutil
import subprocess
import sys

from support import PACK

COMMAND = [sys.executable, "-m", "mypy", "--no-error-summary", "--config-file", str(PACK / "pyproject.toml")]


def errors(folder, cache, *files):
    """What mypy says of *files* (none: of those in the settings) below *folder*."""
    command = [*COMMAND, f"--cache-dir={cache}", *files]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout.splitlines()


def test_the_types_of_the_whole_package_hold_and_a_wrong_one_is_found(tmp_path):
    cache = tmp_path / "cache"
    assert errors(PACK, cache) == []
    copy = tmp_path / "copy"
    shutil.copytree(PACK / "notebooks" / "seminar", copy / "notebooks" / "seminar")
    broken = copy / "notebooks" / "seminar" / "data" / "records.py"
    text = broken.read_text("utf-8")
    right = "def grouping(found: Record) -> str:"
    assert right in text
    broken.write_text(text.replace(right, "def grouping(found: Record) -> int:"), "utf-8")
    said = errors(copy, cache)
    assert any("records.py" in line and "[return-value]" in line for line in said)
    assert any("courses.py" in line for line in said), "those who use it are looked at too"
