"""The page for an IT desk: it names what is missing, says what to do, and its status tells."""

import os
import subprocess
import sys

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from seminar import doctor
from seminar.__main__ import main
from seminar.answers import store as answers
from seminar.paper import fonts
from support import PACK, PROJECT


def without_packages(*words):
    """Runs Python as on a computer where nothing was installed besides Python."""
    environment = {**os.environ, "PYTHONPATH": str(PACK / "notebooks")}
    return subprocess.run([sys.executable, "-S", *words], capture_output=True, text=True, env=environment, cwd=PACK)


def test_here_all_is_well(capsys):
    assert main(["doctor"]) == 0
    page = capsys.readouterr().out
    assert page.rstrip().endswith("Ready.")
    assert "MISSING" not in page
    assert "What to do" not in page
    assert len(page.splitlines()) <= 40, "more than one page"
    assert str(PACK) not in page


def test_without_any_package_it_still_runs_and_names_each():
    done = without_packages("-m", "seminar", "doctor")
    assert done.returncode == 1
    assert done.stderr == ""
    assert "MISSING  jupyterlab: not installed" in done.stdout
    assert "MISSING  typst: not installed" in done.stdout
    assert done.stdout.count("pip install -r requirements.txt\n") == 1
    assert "Not ready: 13 of 15 need mending." in done.stdout


def test_a_notebook_without_a_package_gets_a_sentence():
    done = without_packages("-c", "from seminar import ask")
    assert "is not installed. In a terminal, in the folder of the pack, run “pip install" in done.stderr


def test_a_word_that_the_pack_lacks_is_an_ordinary_error():
    assert "cannot import name 'asks'" in without_packages("-c", "from seminar import asks").stderr


def test_an_old_python_is_the_only_thing_said(monkeypatch):
    monkeypatch.setattr(doctor, "python", lambda: old)
    old = doctor.Check("Python", False, "3.9.2", "Install a newer one.")
    page, ready = doctor.examine()
    assert not ready
    assert "MISSING  Python: 3.9.2" in page
    assert "jupyterlab" not in page


@pytest.mark.parametrize(("found", "well"), [((3, 11, 0), True), ((3, 14, 1), True), ((3, 10, 9), False)])
def test_python_must_be_new_enough(found, well):
    assert doctor.python(found).well is well


@pytest.mark.parametrize(
    ("range_", "well"), [(">=1,<1000", True), (">=1000,<1001", False), (">=0.1,<0.2", False), ("", True)]
)
def test_a_package_must_be_in_its_range_and_else_that_is_named(range_, well):
    found = doctor.package(f"htpy{range_}", "Install it.")
    assert found.well is well
    assert found.found.endswith(f"; the pack needs {range_}") is not well


def test_without_the_package_that_compares_versions_none_is_taken_for_right(monkeypatch):
    monkeypatch.setitem(sys.modules, "packaging.specifiers", None)
    assert not doctor.package("htpy>=1", "Install it.").well


def test_a_pack_from_a_wheel_is_asked_for_what_was_installed_with_it(monkeypatch):
    monkeypatch.setattr(doctor, "installed", lambda: True)
    assert set(map(Requirement, doctor.requirements())) == set(map(Requirement, PROJECT["dependencies"]))
    paper = PROJECT["optional-dependencies"]["paper"]
    assert {Requirement(line).name for line in doctor.requirements("paper")} == {
        canonicalize_name(Requirement(line).name) for line in paper
    }
    assert doctor.package("seminar-paper>=1", doctor.how_to_install("paper")).mend == doctor.INSTALL_WHEEL


def test_a_folder_that_cannot_be_written_is_named(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv(answers.FOLDER_VARIABLE, str(tmp_path / "file" / "answers"))
    answers.answers_folder.cache_clear()
    assert not doctor.answers().well
    assert not doctor.disk().well


def test_a_full_disk_is_named_with_what_is_free_and_wanted(monkeypatch):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda folder: doctor.shutil._ntuple_diskusage(10, 5, 5 * 10**6))
    assert not doctor.disk().well
    assert doctor.disk().found == "5 MB free; the pack needs 100 MB"


def test_no_browser_is_named(monkeypatch):
    def none():
        raise doctor.webbrowser.Error

    monkeypatch.setattr(doctor.webbrowser, "get", none)
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)
    assert not doctor.browser().well


def test_missing_fonts_are_named_and_do_not_decide(monkeypatch):
    monkeypatch.setattr(fonts, "FONT_FOLDERS", ())
    found = doctor.fonts()
    assert not found.well
    assert "NotoSans-Regular.ttf" in found.found
    page, ready = doctor.report([doctor.Check("Python", True, "new")], [found])
    assert ready
    assert "apt-get install fonts-noto-core" in page


def test_a_missing_kernel_is_named(monkeypatch, tmp_path):
    manager = "jupyter_client.kernelspec.KernelSpecManager"
    monkeypatch.setattr(f"{manager}.get_kernel_spec", lambda self, name: _raise(name))
    assert not doctor.kernel().well


def _raise(name):
    from jupyter_client.kernelspec import NoSuchKernel

    raise NoSuchKernel(name)


def test_in_a_wheel_the_folders_of_notebooks_and_answers_are_named_from_home(monkeypatch, answers_folder):
    monkeypatch.setattr(doctor, "installed", lambda: True)
    monkeypatch.setattr(doctor.Path, "home", lambda: answers_folder.parent)
    assert doctor.answers().found == "saved in ~/answers"
    assert doctor.pages().found == str(PACK / "notebooks")
    assert doctor.for_paper() == []
