"""A pack that is moved, renamed or copied with its environment, and what ``doctor --fix`` mends; answers are safe."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from support import PACK

ASKED = "from seminar.answers.store import answers_folder; print(answers_folder().parent, answers_folder.__module__)"
ANSWER = "answers/2026/kept.answers"


def packages_of(folder):
    (found,) = folder.glob(".venv/lib/python*/site-packages") if os.name != "nt" else folder.glob(".venv/Lib/site-*")
    return found


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A pack with an environment of its own, as README has a reader make one; packages come from that of the tests."""
    folder = tmp_path_factory.mktemp("home") / "a course" / "pack"
    for part in ("notebooks", "data", ".ci"):
        shutil.copytree(PACK / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    for name in ("pyproject.toml", "requirements.txt"):
        shutil.copy(PACK / name, folder)
    venv.create(folder / ".venv", symlinks=os.name != "nt")
    (packages_of(folder) / "others.pth").write_text(sysconfig.get_path("purelib"))
    shutil.copytree(Path(sys.prefix) / "share" / "jupyter" / "kernels", folder / ".venv/share/jupyter/kernels")
    install(folder)
    (folder / ANSWER).parent.mkdir(parents=True)
    (folder / ANSWER).write_text("kept")
    return folder


def install(folder, *, beside=True):
    """Write the paths of an installation that reads the pack where it stands; without *beside* only the fixed one."""
    (packages_of(folder) / "_editable_impl_seminar.pth").write_text(str(folder / "notebooks"))
    (packages_of(folder) / "__seminar.pth").unlink(missing_ok=True)
    if beside:
        shutil.copy(folder / ".ci" / "beside.pth", packages_of(folder) / "__seminar.pth")


@pytest.fixture
def pack(installed, tmp_path):
    """A copy of it that a test may move and damage; it was installed where it stands."""
    folder = tmp_path / "home" / "a course" / "pack"
    shutil.copytree(installed, folder, symlinks=True)
    install(folder)
    return folder


def run(folder, *words, **variables):
    """What the pack's own Python says, run in *folder*, with its exit status."""
    python = folder.joinpath(".venv", *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
    environment = {name: value for name, value in os.environ.items() if name not in ("SEMINAR_ANSWERS", "PYTHONPATH")}
    run = [python, *words]
    done = subprocess.run(
        run, cwd=folder, env={**environment, **variables}, capture_output=True, text=True, encoding="utf-8"
    )
    return done.returncode, done.stdout + done.stderr


def uses_its_own(folder):
    assert run(folder, "-c", ASKED) == (0, f"{folder} seminar.answers.store\n")
    status, said = run(folder, "-m", "seminar", "doctor")
    assert status == 0, said
    assert f"ok       Pack: {folder}\n" in said
    assert f"ok       Answers: saved in {folder / 'answers'}\n" in said
    assert ", as .venv" in said
    assert (folder / ANSWER).read_text() == "kept"


def test_a_renamed_folder_reads_itself(pack):
    uses_its_own(pack.rename(pack.with_name("Kurs “2027” 社会信用")))


def test_a_folder_whose_parent_was_renamed_reads_itself(pack):
    parent = pack.parent.rename(pack.parent.with_name("another course"))
    uses_its_own(parent / pack.name)


def test_a_copy_beside_the_first_reads_itself_and_keeps_its_own_answers(pack):
    copy = pack.with_name("copy")
    shutil.copytree(pack, copy, symlinks=True)
    uses_its_own(copy)
    uses_its_own(pack)


@pytest.fixture
def copy_of_old(pack):
    """A copy whose environment knows only the folder that it was copied from, as an older pack was installed."""
    install(pack, beside=False)
    copy = pack.with_name("copy")
    shutil.copytree(pack, copy, symlinks=True)
    return copy


def test_a_copy_that_reads_the_first_says_so_and_does_nothing(copy_of_old, pack):
    status, said = run(copy_of_old, "-m", "seminar", "data")
    assert status == 1
    assert said.startswith(
        f"This was started in the pack in {copy_of_old}, but Python reads the one in {pack}. Nothing"
    )
    assert "-m seminar doctor --fix”, run here, makes Python read this one; answers stay where they are." in said
    status, said = run(copy_of_old, "-m", "seminar", "doctor")
    assert status == 1
    assert f"TO MEND  Pack: Python reads {pack}, and not {copy_of_old}, where this was started" in said


def test_a_copy_that_reads_the_first_is_mended(copy_of_old):
    status, said = run(copy_of_old, "-m", "seminar", "doctor", "--fix")
    assert status == 0, said
    assert said.startswith(f"Python now reads the pack in {copy_of_old}.\nAnswers were not touched.\n")
    uses_its_own(copy_of_old)
    moved = copy_of_old.rename(copy_of_old.with_name("moved"))
    uses_its_own(moved)


def test_what_stands_before_the_pack_all_the_same_is_left_and_named(copy_of_old, pack):
    status, said = run(copy_of_old, "-m", "seminar", "doctor", "--fix", PYTHONPATH=str(pack / "notebooks"))
    assert status == 1
    assert "Not mended: PYTHONPATH, or a package “seminar” in " in said


@pytest.mark.parametrize("spec", ["[]", '{"argv": ["/no/python"], "display_name": "Old", "language": "python"}'])
def test_a_kernel_that_is_damaged_or_starts_another_python_is_written_anew(pack, spec):
    file = pack / ".venv" / "share" / "jupyter" / "kernels" / "python3" / "kernel.json"
    file.write_text(spec)
    status, said = run(pack, "-m", "seminar", "doctor", "--fix")
    assert status == 0, said
    assert said.startswith("The kernel “python3” of this environment was ")
    assert json.loads(file.read_text())["argv"][0] == "python"
    uses_its_own(pack)


def test_a_kernel_of_somebody_else_is_left_as_it_is(pack):
    file = pack.parent / "shared" / "kernels" / "python3" / "kernel.json"
    file.parent.mkdir(parents=True)
    file.write_text('{"argv": ["/no/python"], "display_name": "Old", "language": "python"}')
    before = file.read_bytes()
    status, said = run(pack, "-m", "seminar", "doctor", "--fix", JUPYTER_PATH=str(pack.parent / "shared"))
    assert status == 1
    assert said.startswith("There was nothing to mend here.\n")
    assert "which passes over" in said
    assert file.read_bytes() == before


def test_a_package_that_is_missing_and_cannot_be_fetched_is_named(pack):
    wanted = (pack / "pyproject.toml").read_text("utf-8").replace('"htpy>=25.4.2,<27"', '"no-such-package>=1,<2"')
    (pack / "pyproject.toml").write_text(wanted, "utf-8")
    (pack / "requirements.txt").write_text("no-such-package==1.0\n")
    status, said = run(pack, "-m", "seminar", "doctor", "--fix", PIP_NO_INDEX="1")
    assert status == 1
    assert "Not mended: no-such-package. Installing needs a network; connect, then run this again." in said


def test_a_package_that_is_missing_is_installed(pack):
    """The package is a wheel made here, so that no network is needed."""
    wanted = (pack / "pyproject.toml").read_text("utf-8").replace('"htpy>=25.4.2,<27"', '"small>=1,<2"')
    (pack / "pyproject.toml").write_text(wanted, "utf-8")
    project = pack / "small"
    project.mkdir()
    described = {
        "small.py": "",
        "small-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: small\nVersion: 1.0\n",
        "small-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "small-1.0.dist-info/RECORD": "small.py,,\nsmall-1.0.dist-info/METADATA,,\nsmall-1.0.dist-info/WHEEL,,\n",
    }
    for name, content in described.items():
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(content)
    shutil.make_archive(project / "wheel", "zip", project, ".")
    (project / "wheel.zip").rename(pack / "small-1.0-py3-none-any.whl")
    (pack / "requirements.txt").write_text("./small-1.0-py3-none-any.whl\n")
    status, said = run(pack, "-m", "seminar", "doctor", "--fix", PIP_NO_INDEX="1")
    assert status == 0, said
    assert "Installed anew: small.\nAnswers were not touched.\n" in said


def test_where_all_is_well_nothing_is_mended(pack):
    status, said = run(pack, "-m", "seminar", "doctor", "--fix")
    assert status == 0, said
    assert said.startswith("There was nothing to mend here.\n")
