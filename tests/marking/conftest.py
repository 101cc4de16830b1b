"""A class whose sheets are collected once for a file of tests, and a copy of it for each test."""

import shutil

import made_class
import pytest
from seminar.marking.collecting import collect
from seminar.marking.folder import Folder


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The folder of a class of twelve."""
    base = tmp_path_factory.mktemp("class")
    collect([made_class.packed(base / "d.zip", made_class.moodle(12))], Folder(base / "marking"))
    return base / "marking"


@pytest.fixture
def folder(collected, tmp_path):
    """A copy of it that a test may change."""
    return Folder(shutil.copytree(collected, tmp_path / "marking"))
