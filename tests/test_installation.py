"""The pack installed elsewhere: as a wheel, beside a student's pins and beside the oldest packages, and by README."""

import os
import re
import shutil
import signal
import subprocess
import sys

import pytest
from lab import fetched, serving
from nbformat import read
from seminar import table
from seminar.paper.forms import form
from support import PACK, PATHS, free_ports, tracked

pytestmark = pytest.mark.installation

HELD = re.compile(r"(data/|notebooks/sources/|handouts/style/).+|notebooks/[^/]+\.(ipynb|md)")
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
    done = try_to(*command, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def try_to(*command, cwd):
    """How that ends."""
    return subprocess.run(list(map(str, command)), cwd=cwd, env=elsewhere_environment(), capture_output=True, text=True)


def elsewhere_environment():
    own = ("PYTHONPATH", "VIRTUAL_ENV", "COVERAGE_PROCESS_START", "SEMINAR_ANSWERS")
    return {name: value for name, value in os.environ.items() if name not in own}


@pytest.fixture(scope="module")
def fresh_copy(tmp_path_factory):
    """The files that git knows, in a folder of their own."""
    folder = tmp_path_factory.mktemp("fresh copy") / "pack"
    for path in tracked():
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
    for path in filter(HELD.fullmatch, tracked()):
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


@pytest.fixture(scope="module")
def student(fresh_copy):
    """The fresh copy, installed as README says."""
    (once,) = re.findall(r"^\| Linux \| (.+?) \| `.+` \|$", (PACK / "README.md").read_text("utf-8"), re.MULTILINE)
    for command in re.findall("`(.+?)`", once):
        run("sh", "-ec", command, cwd=fresh_copy)
    return fresh_copy


NEEDS_MORE = re.compile(r"\.venv/bin/python -m pip install -r requirements\.txt -r tests/requirements\.txt")
"""What a command for authors ends with where their packages are missing."""


def printed_commands():
    """Every command on a page for a reader or author, and in sentences of the code, as a student is shown it."""
    pages = [PACK / name for name in ("README.md", "CONTRIBUTING.md", "data/README.md")]
    pages += sorted((PACK / "data" / "teaching" / "kit").glob("*.md"))
    found = [text for page in pages for text in re.findall(r"\.venv/bin/python -m [^`\n]+", page.read_text("utf-8"))]
    code = [path.read_text("utf-8") for path in (PACK / "notebooks" / "seminar").rglob("*.py")]
    said = [words for text in code for words in re.findall(r"\{seminar\(f?['\"](.+?)['\"]\)", text)]
    words = [re.sub(r"NN$|\{.+\}$", "07", one) for one in dict.fromkeys(said)]
    return sorted(
        {
            re.sub(r"NN$", "07", one).strip()
            for one in (*found, *(f".venv/bin/python -m seminar {one}" for one in words))
        }
    )


def test_the_sentences_of_the_code_are_among_the_commands():
    for words in ("open", "doctor", "doctor --fix", "build", "build 07", "lock 07", "data", "sources", "release"):
        assert f".venv/bin/python -m seminar {words}" in printed_commands()


def for_a_student(command):
    """Whether to try it: the line that installs ran already, and in what the tests need these tests themselves run."""
    return " -m pip install" not in command and " -m pytest" not in command


@pytest.mark.parametrize("command", list(filter(for_a_student, printed_commands())))
def test_every_command_that_is_printed_works_as_printed_where_a_student_installed_the_pack(student, command):
    if command.partition(" -m seminar ")[2].startswith("open"):
        return opens(student, command)
    if command.partition(" -m seminar ")[2].startswith("room"):
        return holds_a_room(student, command)
    done = try_to("sh", "-ec", command, cwd=student)
    if command.partition(" -m seminar ")[2].startswith(NEEDS_A_CLASS):
        assert (done.returncode, done.stdout) == (1, "")
        assert re.fullmatch(r"There (are no (sheets|submissions)|is no file)[^\n]+ Expected [^\n]+\n", done.stderr)
        return None
    if done.returncode and "doctor" not in command:
        assert done.stdout == ""
        assert re.fullmatch(
            rf"(The package “\w+” is not installed|Paper needs pandoc and Typst)\. [^\n]+{NEEDS_MORE.pattern}”\.\n",
            done.stderr,
        )
    else:
        assert done.returncode == 0, done.stderr


NEEDS_A_CLASS = ("agree", "collect", "give-back", "mark", "repair", "report")
"""Commands for what students handed in: a pack that was just installed has none, and they say so."""


def holds_a_room(student, command):
    """Run *command* until the room is open, and end it as Ctrl+C does."""
    words = ["sh", "-ec", f"exec {command} --no-browser --port {free_ports()}"]
    room = subprocess.Popen(words, cwd=student, env=elsewhere_environment(), stderr=subprocess.PIPE, text=True)
    assert "is open" in room.stderr.readline()
    room.send_signal(signal.SIGINT)
    room.communicate(timeout=60)


def opens(student, command):
    """Run *command* until JupyterLab says where it is, and look there for the notebook."""
    words = "--no-browser --ServerApp.port_retries=50"
    with serving(["sh", "-ec", f"exec {command} {words}"], cwd=student, env=elsewhere_environment()) as address:
        page = "data-lab" if command.endswith(" lab") else "00-start-here"
        assert f'"treePath": "notebooks/{page}.ipynb"' in fetched(address)


def test_the_plan_of_a_student_lies_ready_to_print(student):
    run("sh", "-ec", ".venv/bin/python -m seminar plan --sessions 3 --minutes 80", cwd=student)
    files = {path.relative_to(student / "course-3x80").as_posix() for path in (student / "course-3x80").rglob("*.*")}
    piles = {"session 2/1 for you, print 1.pdf", "session 2/4 for each group, print 5.pdf"}
    assert {"syllabus.html", "run-sheets.html", *piles} <= files


def test_after_it_is_copied_or_moved_the_line_of_the_readme_opens_it(student, tmp_path):
    """A true installation: its own package, its own answers, and no script with a path in it."""
    copy, moved = tmp_path / "a copy", tmp_path / "moved"
    shutil.copytree(student, copy, symlinks=True)
    copy.rename(moved)
    said = run(".venv/bin/python", "-m", "seminar", "doctor", cwd=moved)
    assert f"Pack: {moved}\n" in said
    assert f"saved in {moved / 'answers'}\n" in said
    opens(moved, ".venv/bin/python -m seminar open")
