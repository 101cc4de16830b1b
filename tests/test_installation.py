"""The pack installed elsewhere: as a wheel, beside a student's pins and beside the oldest packages, and by README."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from nbformat import read
from seminar import table
from seminar.paper.forms import form
from support import PACK, PATHS

pytestmark = pytest.mark.installation

TRACKED = subprocess.run(["git", "ls-files", "-z"], cwd=PACK, capture_output=True, text=True, check=True).stdout
HELD = re.compile(r"(data/|notebooks/sources/|handouts/style/).+|notebooks/[^/]+\.ipynb")
RUN = """
import sys
import nbformat
from nbclient import NotebookClient
from seminar.data.package import notebooks
(path,) = [path for path in notebooks() if path.name.startswith("07-")]
page = nbformat.read(path, as_version=4)
NotebookClient(page, timeout=300, kernel_name="python3").execute()
nbformat.write(page, sys.argv[1])
"""


def run(*command, cwd):
    """What *command* prints, run in *cwd* as on another computer: without this environment and this checkout."""
    own = ("PYTHONPATH", "VIRTUAL_ENV", "COVERAGE_PROCESS_START")
    environment = {name: value for name, value in os.environ.items() if name not in own}
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def fresh_copy(tmp_path_factory):
    """The files that git knows, in a folder of their own."""
    folder = tmp_path_factory.mktemp("fresh copy") / "pack"
    for path in filter(None, TRACKED.split("\0")):
        if (PACK / path).is_file():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PACK / path, folder / path)
    return folder


@pytest.fixture(scope="module")
def wheel(fresh_copy, tmp_path_factory):
    """The wheel of the pack."""
    folder = tmp_path_factory.mktemp("wheel")
    run(
        "uv", "build", "--quiet", "--wheel", f"--python={sys.executable}", f"--out-dir={folder}", fresh_copy, cwd=folder
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module", params=["as a student has it", "with the oldest packages"])
def elsewhere(wheel, tmp_path_factory, request):
    """Runs Python, in a folder outside the pack, from an environment into which the wheel was installed."""
    folder = tmp_path_factory.mktemp("elsewhere")
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    pins = folder / "pins.txt"
    pins.write_text((PACK / "requirements.txt").read_text("utf-8").replace("-e .\n", ""), "utf-8")
    chosen = (
        ["--resolution=lowest-direct", "-r", PACK / "pyproject.toml"] if "oldest" in request.param else ["-r", pins]
    )
    run("uv", "venv", "--quiet", f"--python={sys.executable}", folder / "venv", cwd=folder)
    run("uv", "pip", "install", "--quiet", f"--python={python}", *chosen, wheel, cwd=folder)
    return lambda *words: run(python, *words, cwd=folder)


def test_the_wheel_holds_data_notebooks_and_style_as_they_are(elsewhere, fresh_copy):
    where = elsewhere("-c", "from seminar.files import *; print(installed()); print(pack_folder())")
    installed, folder = where.splitlines()
    assert installed == "True"
    for path in filter(HELD.fullmatch, TRACKED.split("\0")):
        with open(f"{folder}/{path}", "rb") as found:
            assert found.read() == (fresh_copy / path).read_bytes(), path


def test_a_paper_form_is_filled_as_it_is_here(elsewhere):
    said = elsewhere("-c", "from seminar.paper.forms import form; print(form('07-w07a'))")
    assert said == f"{form('07-w07a')}\n"


def test_a_table_shows_what_it_shows_here(elsewhere):
    assert elsewhere("-c", "from seminar import *; print(table('07-trials').plain)") == table("07-trials").plain + "\n"


def test_a_notebook_runs_from_the_installed_files_and_shows_what_is_stored(elsewhere, tmp_path):
    elsewhere("-c", RUN, tmp_path / "07.ipynb")
    (stored,) = [path for path in PATHS if path.name.startswith("07-")]
    assert shown(tmp_path / "07.ipynb") == shown(stored)


def shown(path):
    """Cell id → what the cell says before anybody operates it."""
    cells = [cell for cell in read(path, as_version=4).cells if cell.cell_type == "code"]
    said = {cell.id: [output["data"].get("text/plain") for output in cell.outputs] for cell in cells}
    return {cell_id: [words for words in outputs if words] for cell_id, outputs in said.items()}


def test_the_data_are_checked_and_the_doctor_is_content(elsewhere):
    assert "no problem found" in elsewhere("-m", "seminar", "data")
    assert elsewhere("-m", "seminar", "doctor").endswith("Ready.\n")


def test_the_command_of_the_readme_opens_the_pack_in_a_fresh_copy(fresh_copy):
    (line,) = re.findall(r"^\| Linux \| `(.+)` \|$", (PACK / "README.md").read_text("utf-8"), re.MULTILINE)
    install, opened, _ = line.partition("jupyter lab notebooks/00-start-here.ipynb")
    assert opened
    assert re.search(r"^\d+\.\d+", run("sh", "-ec", f"{install}jupyter lab --version", cwd=fresh_copy), re.MULTILINE)
    assert run(".venv/bin/python", "-m", "seminar", "doctor", cwd=fresh_copy).endswith("Ready.\n")
