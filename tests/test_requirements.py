"""What is installed is what the pinned files say, and they say what pyproject.toml allows."""

import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support import PACK, PROJECT

EXTRAS = PROJECT["optional-dependencies"]
FILES = ("requirements.txt", "tests/requirements.txt")


def pins(path):
    """Name → requirements of that name in a pinned file; most have one, some one for each system."""
    lines = [line.partition("#")[0].strip() for line in (PACK / path).read_text("utf-8").splitlines()]
    found = [Requirement(line) for line in lines if line and line != "-e ."]
    return {pin.name: [other for other in found if other.name == pin.name] for pin in found}


ALL = [pin for path in FILES for same in pins(path).values() for pin in same]


@pytest.mark.parametrize("pin", dict.fromkeys(ALL), ids=str)
def test_every_package_is_pinned_and_installed_as_pinned(pin):
    assert re.fullmatch(r"==[\w.]+", str(pin.specifier))
    if pin.marker is None or pin.marker.evaluate():
        assert f"=={version(pin.name)}" == str(pin.specifier)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("requirements.txt", [*PROJECT["dependencies"], *EXTRAS["check"]]),
        ("tests/requirements.txt", [line for extra in EXTRAS.values() for line in extra]),
    ],
)
def test_the_pins_are_in_the_ranges_of_the_project(path, wanted):
    for range_ in map(Requirement, wanted):
        assert len(range_.specifier) == 2, f"{range_}: expected a lower and an upper bound"
        for pin in pins(path)[canonicalize_name(range_.name)]:
            (exact,) = pin.specifier
            assert exact.version in range_.specifier, f"{range_}: {path} is out of date, see CONTRIBUTING.md"


def test_the_tests_run_with_what_a_student_has():
    students, tests = (pins(path) for path in FILES)
    assert all(tests[name] == same for name, same in students.items())


def test_the_packages_that_the_course_names_stand_in_the_students_file():
    assert {"jupyterlab", "ipywidgets", "pandas", "nbval"} <= pins("requirements.txt").keys()


def test_what_only_tests_need_is_not_asked_of_students_or_of_a_school():
    assert not {"playwright", "frictionless", "hypothesis", "matplotlib"} & pins("requirements.txt").keys()
    assert not {"nbval", "pytest", "coverage"} & {Requirement(line).name for line in PROJECT["dependencies"]}


def test_the_last_line_is_the_pack_itself():
    assert (PACK / "requirements.txt").read_text("utf-8").endswith("\n-e .\n")


@pytest.mark.parametrize("path", FILES)
def test_no_pinned_file_names_a_place_to_fetch_from(path):
    assert not re.search(r"https?:|--index|--find-links|[\\/]{2}", (PACK / path).read_text("utf-8"))


@pytest.mark.installation
def test_the_command_in_contributing_changes_nothing(tmp_path):
    (command,) = re.findall(
        r"```\n(\.venv/bin/uv pip compile.*?)```", (PACK / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL
    )
    (tmp_path / "tests").mkdir()
    for path in ("pyproject.toml", *FILES):
        shutil.copy(PACK / path, tmp_path / path)
    subprocess.run(
        ["bash", "-ec", command.replace(".venv/bin/uv", str(Path(sys.executable).with_name("uv")))],
        cwd=tmp_path,
        check=True,
    )
    for path in FILES:
        assert (tmp_path / path).read_text("utf-8") == (PACK / path).read_text("utf-8")
