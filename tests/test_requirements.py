"""What is installed is what pyproject.toml and the pinned files say."""

import re
from importlib.metadata import version

import pytest
from compile_requirements import PROJECT, name
from packaging.requirements import Requirement
from support import PACK

RUN = (PACK / "requirements.txt").read_text("utf-8")
TESTS = (PACK / "tests" / "requirements.txt").read_text("utf-8")


def lines(text):
    return [line for line in text.splitlines() if line and not line.startswith(("#", "-e"))]


@pytest.mark.parametrize("line", lines(RUN) + lines(TESTS))
def test_every_package_is_pinned_and_installed_as_pinned(line):
    requirement = Requirement(line)
    assert re.fullmatch(r"==[\w.]+", str(requirement.specifier))
    if requirement.marker is None or requirement.marker.evaluate():
        assert f"=={version(requirement.name)}" == str(requirement.specifier)


def test_direct_packages_stand_first_as_in_the_project():
    block = RUN.split("# direct\n")[1].split("\n\n")[0]
    assert {name(line) for line in block.splitlines()} == {name(line) for line in PROJECT["dependencies"]}
    assert len(PROJECT["dependencies"]) <= 10


def test_every_test_package_is_pinned_somewhere():
    wanted = {name(line) for extra in PROJECT["optional-dependencies"].values() for line in extra}
    assert wanted <= {name(line) for line in lines(RUN) + lines(TESTS)}


def test_the_last_line_is_the_pack_itself():
    assert RUN.rstrip().endswith("\n-e .")


def test_test_packages_are_not_asked_of_students():
    assert not {"playwright", "frictionless", "hypothesis", "matplotlib"} & {name(line) for line in lines(RUN)}
