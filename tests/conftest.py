"""What every test stands on: an answers folder of its own and nothing remembered from the test before."""

import shutil

import pytest
from seminar import answers, package
from support import PACK, forget


def pytest_addoption(parser):
    parser.addoption("--kills", type=int, default=30, help="how often to kill a process in the middle of saving")


@pytest.fixture(autouse=True)
def answers_folder(tmp_path, monkeypatch):
    """An empty answers folder; also what a kernel started by the test will use."""
    folder = tmp_path / "answers"
    monkeypatch.setenv(answers.FOLDER_VARIABLE, str(folder))
    forget()
    yield folder
    forget()


@pytest.fixture
def pack_copy(tmp_path, monkeypatch):
    """A copy of the pack's data that a test may damage; the package reads it instead of the real one."""
    copy = tmp_path / "pack"
    shutil.copytree(PACK / "data", copy / "data")
    module = copy / "notebooks" / "seminar" / "package.py"
    module.parent.mkdir(parents=True)
    monkeypatch.setattr(package, "__file__", str(module))
    forget()
    return copy
