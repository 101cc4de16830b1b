"""The page for an IT desk: it names what is missing, says what to do, and its status tells."""

import os
import subprocess
import sys

import pytest
from seminar import answers, doctor
from seminar.__main__ import main
from seminar.paper import fonts
from support import PACK


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


def test_another_version_of_a_package_is_named_with_the_one_wanted():
    found = doctor.package("htpy", "0.0.1", "Install it.")
    assert not found.well
    assert found.found.endswith("; the pack needs 0.0.1")


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
