"""What every test stands on: an answers folder of its own and nothing remembered from the test before."""

import shutil
from pathlib import Path

import pytest

from seminar import answers, evidence, questions

PACK = Path(__file__).resolve().parents[1]
CACHES = (
    answers.answers_folder,
    answers.store,
    evidence.pack_folder,
    evidence.resources,
    evidence.sources,
    evidence.frame,
    evidence.facts,
    questions.records,
)


def forget() -> None:
    """Empty every cache, as a new kernel would."""
    for cache in CACHES:
        cache.cache_clear()


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
    module = copy / "notebooks" / "seminar" / "evidence.py"
    module.parent.mkdir(parents=True)
    monkeypatch.setattr(evidence, "__file__", str(module))
    forget()
    return copy
