"""The page for an IT desk: it names what is missing, says what to do, and its status tells."""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from seminar import doctor, files, surroundings
from seminar.__main__ import main
from seminar.answers import store as answers
from seminar.commands import install, python, seminar
from seminar.course.readiness import hindrances
from seminar.data.package import read_text
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.paper import fonts
from support import PACK, PROJECT


def without_packages(*words):
    """Runs Python as on a computer where nothing was installed besides Python."""
    environment = {**os.environ, "PYTHONPATH": str(PACK / "notebooks")}
    return subprocess.run([sys.executable, "-S", *words], capture_output=True, text=True, env=environment, cwd=PACK)


def test_here_all_is_well_and_the_page_says_which_pack_which_python_and_which_answers(capsys, answers_folder):
    assert main(["doctor"]) == 0
    page = capsys.readouterr().out
    assert page.rstrip().endswith("Ready.")
    assert "TO MEND" not in page
    assert "What to do" not in page
    assert len(page.splitlines()) <= 40, "more than one page"
    assert str(Path.home()) not in page
    for used in (PACK, answers_folder, python()):
        assert str(used) in page


def test_without_any_package_it_still_runs_and_names_each():
    done = without_packages("-m", "seminar", "doctor")
    assert done.returncode == 1
    assert done.stderr == ""
    assert "TO MEND  jupyterlab: not installed" in done.stdout
    assert "not here typst: not installed" in done.stdout
    assert done.stdout.count(f"{install()}\n") == 1
    checks, marks = done.stdout.partition("Only for “plan”")[0].splitlines(), ("  ok  ", "  TO MEND")
    wrong, all_of_them = (sum(line.startswith(one) for line in checks) for one in ("  TO MEND", marks))
    assert done.stdout.endswith(f"Not ready: {wrong} of {all_of_them} need mending.\n")


def test_a_notebook_without_a_package_gets_a_sentence():
    done = without_packages("-c", "from seminar import ask")
    assert f"is not installed in the Python that runs here, {sys.executable}. Your answers are safe." in done.stderr
    assert f"in the folder of the pack, run “{install()}”, then open the pack with “{seminar('open')}”" in done.stderr


def test_a_word_that_the_pack_lacks_is_an_ordinary_error():
    assert "cannot import name 'asks'" in without_packages("-c", "from seminar import asks").stderr


def test_an_old_python_is_the_only_thing_said(monkeypatch):
    monkeypatch.setattr(doctor, "python", lambda: old)
    old = doctor.Check("Python", False, "3.9.2", "Install a newer one.")
    page, ready = doctor.examine()
    assert not ready
    assert "TO MEND  Python: 3.9.2" in page
    assert "jupyterlab" not in page


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "root; “{open}” works, to start JupyterLab otherwise add --allow-root"), (1000, "an ordinary")],
)
def test_the_account_of_root_is_named_with_what_to_do(monkeypatch, number, said):
    monkeypatch.setattr(os, "geteuid", lambda: number, raising=False)
    assert doctor.account().well
    assert doctor.account().found.startswith(said.format(open=seminar("open")))


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
    assert "TO MEND" not in page
    assert "not here Fonts" in page
    assert "\nWhat to do (only to make handouts)\n  - " in page
    assert "\nWhat to do\n" not in page
    assert "apt-get install fonts-noto-core" in page


def test_what_is_needed_and_what_only_paper_needs_stand_under_different_titles():
    lacking = [doctor.Check(name, False, "gone", f"Bring {name}.") for name in ("jupyterlab", "typst")]
    page, ready = doctor.report(lacking[:1], lacking[1:])
    assert not ready
    assert "TO MEND  jupyterlab" in page
    assert "\nOnly for “plan” on letter paper (on A4 it needs none of these), and to make handouts" in page
    assert "What to do\n  - Bring jupyterlab.\n\nWhat to do (only to make handouts)\n  - Bring typst.\n" in page


@pytest.fixture
def whole_copy(pack_copy, monkeypatch):
    """A copy of data, pages and record that a test may damage; the doctor is started in it."""
    shutil.copytree(PACK / "notebooks" / "sources", pack_copy / "notebooks" / "sources")
    for page in (PACK / "notebooks").glob("[!.]*.*"):
        shutil.copy(page, pack_copy / "notebooks")
    (pack_copy / "handouts").mkdir()
    shutil.copy(PACK / files.RECORD, pack_copy / files.RECORD)
    shutil.copy(PACK / "pyproject.toml", pack_copy)
    monkeypatch.chdir(pack_copy)
    return pack_copy


PAGE = "06-lists-or-scores.ipynb"


def test_a_missing_page_is_named_with_the_way_to_bring_it_back(whole_copy):
    assert doctor.pages().well
    (whole_copy / "notebooks" / PAGE).unlink()
    assert doctor.pages() == doctor.Check("Pages", False, f"1 missing: {PAGE}", doctor.UNPACK_AGAIN)
    page, ready = doctor.examine()
    assert not ready
    assert f"  - {doctor.UNPACK_AGAIN}" in page
    shutil.copy(PACK / "notebooks" / PAGE, whole_copy / "notebooks" / "06-lists-or-scores-Copy1.ipynb")
    assert doctor.pages().found == f"1 missing: {PAGE}", "a copy is not the page"


def test_where_no_record_says_the_name_of_a_missing_page_its_number_does(whole_copy):
    (whole_copy / files.RECORD).unlink()
    assert doctor.pages().well
    (whole_copy / "notebooks" / PAGE).unlink()
    assert doctor.pages().found == "1 missing: 06"


def test_the_data_lab_that_is_missing_or_cannot_be_read_is_named(whole_copy):
    page = whole_copy / "notebooks" / surroundings.LAB
    page.write_text("{")
    assert doctor.pages().found == "1 cannot be read: data-lab.ipynb"
    page.unlink()
    assert doctor.pages() == doctor.Check("Pages", False, "1 missing: data-lab.ipynb", doctor.UNPACK_AGAIN)


def test_a_missing_page_of_a_table_or_of_the_glossary_is_named(whole_copy):
    (whole_copy / "notebooks" / "glossary.md").unlink()
    (whole_copy / "notebooks" / "sources" / "bureaus.md").unlink()
    assert doctor.pages().found == "2 missing: bureaus.md, glossary.md"
    (whole_copy / "notebooks" / "sources.md").unlink()
    assert doctor.pages().found == "2 missing: glossary.md, sources.md"
    assert surroundings.old_pages(whole_copy) == []


@pytest.mark.parametrize("content", ["", "{", "[]", '{"cells": 1}'])
def test_a_page_that_cannot_be_read_is_named_and_one_of_a_reader_is_not(whole_copy, content):
    (whole_copy / "notebooks" / "06-my-notes.ipynb").write_text(content)
    assert doctor.pages().well
    for name in (PAGE, "sources/bureaus.md"):
        (whole_copy / "notebooks" / name).write_text(content)
    (whole_copy / "notebooks" / "08-the-mirror.ipynb").unlink()
    assert doctor.pages().found == f"1 missing: 08-the-mirror.ipynb; 2 cannot be read: {PAGE}, bureaus.md"
    assert not doctor.pages().well


def test_a_missing_or_an_empty_table_is_named(whole_copy):
    assert doctor.data().well
    (whole_copy / "data/evidence/bureaus.csv").unlink()
    (whole_copy / "data/sources.json").write_text("")
    said = "data/evidence/bureaus.csv is missing; data/sources.json is empty"
    assert doctor.data() == doctor.Check("Data", False, said, doctor.UNPACK_AGAIN)
    assert not doctor.examine()[1]
    (whole_copy / "data/datapackage.json").write_text("{")
    assert doctor.data().found == "data/datapackage.json cannot be read"


def test_a_table_that_is_missing_is_told_in_whole_sentences(pack_copy):
    (pack_copy / "data/evidence/bureaus.csv").unlink()
    with pytest.raises(SeminarError) as told:
        read_text("evidence/bureaus.csv")
    assert str(told.value) == (
        "The file data/evidence/bureaus.csv is missing or cannot be opened. Take a fresh copy of it from the pack. "
        "Your answers are not touched."
    )


def test_where_the_folder_of_answers_cannot_be_written_the_other_one_is_named_with_why(
    whole_copy, monkeypatch, tmp_path
):
    monkeypatch.setattr(answers.platformdirs, "user_data_path", lambda name: tmp_path / "data" / name)
    monkeypatch.delenv(answers.FOLDER_VARIABLE)
    answers.answers_folder.cache_clear()
    assert doctor.answers().found == f"saved in {whole_copy / 'answers'}"
    (whole_copy / "answers").rmdir()
    (whole_copy / "answers").touch()
    answers.answers_folder.cache_clear()
    assert doctor.answers().found == (
        f"saved in {tmp_path / 'data' / 'seminar-answers'}, since {whole_copy / 'answers'} cannot be written; whoever "
        "copies the pack copies that folder too"
    )


def test_a_missing_kernel_is_named(monkeypatch, tmp_path):
    manager = "jupyter_client.kernelspec.KernelSpecManager"
    monkeypatch.setattr(f"{manager}.get_kernel_spec", lambda self, name: _raise(name))
    assert not doctor.kernel().well
    assert "doctor --fix" in doctor.kernel().mend


@pytest.fixture
def in_the_way(monkeypatch, tmp_path):
    """Puts files (path → content) where Jupyter looks before it looks into this environment."""
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "shared"))

    def put(path, content):
        file = tmp_path / "shared" / path
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(content), "utf-8")
        return file.parent

    return put


def kernel_of(program):
    return {"argv": [program, "-m", "ipykernel_launcher"], "display_name": "Old course", "language": "python"}


def test_a_kernel_of_the_same_name_that_starts_another_python_is_named_with_a_way_past_it(in_the_way):
    folder = in_the_way("kernels/python3/kernel.json", kernel_of("/usr/bin/python3.9"))
    found = doctor.kernel()
    assert not found.well
    assert found.found == f"“Old course” of {folder} starts another Python, /usr/bin/python3.9"
    assert f"Open the pack with {seminar('open')}, which passes over {folder}." in found.mend


@pytest.mark.parametrize("program", ["python", "python3", sys.executable])
def test_a_kernel_elsewhere_that_starts_this_python_is_well(in_the_way, program):
    in_the_way("kernels/python3/kernel.json", kernel_of(program))
    assert doctor.kernel().well


@pytest.mark.parametrize("name", ["@jupyter-widgets/jupyterlab-manager", "anywidget"])
def test_an_older_extension_in_front_of_ours_is_named(in_the_way, name):
    assert doctor.widgets().well
    folder = in_the_way(f"labextensions/{name}/package.json", {"version": "1.0.0"})
    found = doctor.widgets()
    assert not found.well
    assert str(folder) in found.found


@pytest.fixture
def old_widgets(tmp_path, monkeypatch):
    """A folder on the path of Python in which ipywidgets has an older version."""
    described = tmp_path / "old" / "ipywidgets-7.8.5.dist-info" / "METADATA"
    described.parent.mkdir(parents=True)
    described.write_text("Metadata-Version: 2.1\nName: ipywidgets\nVersion: 7.8.5\n")
    monkeypatch.syspath_prepend(tmp_path / "old")
    return tmp_path / "old"


def test_an_older_ipywidgets_in_front_of_ours_is_named_by_the_doctor_and_by_the_first_cell(old_widgets):
    assert hindrances() == [Words("readiness")("in-front", package="ipywidgets 7.8.5", folder=old_widgets)]
    found = doctor.package("ipywidgets>=8,<9", "Install it.")
    assert not found.well
    assert f"7.8.5 from {old_widgets}, which stands before this environment" in found.found
    assert "PYTHONPATH" in found.mend


def test_a_pack_that_is_not_the_one_of_this_folder_is_named_by_the_doctor_and_by_the_first_cell(pack_copy, monkeypatch):
    found = doctor.pack()
    assert not found.well
    assert found.found == f"Python reads {pack_copy}, and not {PACK}, where this was started"
    command = seminar("doctor --fix")
    assert found.mend.endswith(command)
    assert hindrances() == [Words("readiness")("another-pack", here=PACK, read=pack_copy, command=command)]
    monkeypatch.chdir(pack_copy.parent)
    assert doctor.pack().well
    assert hindrances() == []


@pytest.mark.parametrize("name", ["__init__", "__main__", "doctor", "commands", "files", "surroundings", "errors"])
def test_an_old_python_can_read_what_says_that_it_is_too_old(name):
    source = (PACK / "notebooks" / "seminar" / f"{name}.py").read_text("utf-8")
    ast.parse(source, feature_version=(3, 9))
    annotated = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.BinOp | ast.arg)]
    assert not annotated or name in ("__init__", "errors") or "from __future__ import annotations" in source


def _raise(name):
    from jupyter_client.kernelspec import NoSuchKernel

    raise NoSuchKernel(name)


def test_in_a_wheel_the_folders_of_notebooks_and_answers_are_named_from_home(monkeypatch, answers_folder):
    monkeypatch.setattr(doctor, "installed", lambda: True)
    monkeypatch.setattr(doctor.Path, "home", lambda: answers_folder.parent)
    assert doctor.answers().found == "saved in ~/answers"
    assert doctor.pack().found == str(PACK / "notebooks")
    assert doctor.for_paper() == []
