"""Commands as they are printed: one form for each system, right where they are read, and no output that breaks."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from seminar import commands
from seminar.__main__ import parser
from seminar.data.package import sources
from support import PACK, tracked

POSIX, WINDOWS = PurePosixPath("/home/ann/pack"), PureWindowsPath("C:/Users/Ann/pack")
COMMAND = re.compile(
    r"(?<![\w./\\-])[\w./\\-]*\bpython3? -m (?:seminar|pip)\b|(?<![\w./\\-])(?<!uv )(?:pip|jupyter) (?:install|lab)\b"
)
FORMS = re.compile(
    r"(?:\.venv(?:-tests)?(?:/bin/python|\\Scripts\\python)|/opt/tljh/user/bin/python) -m (?:seminar|pip)"
)
"""How a command begins in the folder of the pack, and on a server with The Littlest JupyterHub."""
NO_COMMAND = {"notebooks/seminar/commands.py", "notebooks/seminar/__main__.py"}
"""Where the form is made, and where a program is told its own name."""


@pytest.mark.parametrize(
    ("executable", "folder", "written"),
    [
        (POSIX / ".venv/bin/python", POSIX, ".venv/bin/python"),
        (WINDOWS / ".venv/Scripts/python.exe", WINDOWS, r".venv\Scripts\python"),
        (PurePosixPath("/usr/bin/python3"), POSIX, "/usr/bin/python3"),
        (PurePosixPath("/opt/my tools/python"), POSIX, "'/opt/my tools/python'"),
        (Path.home() / "envs/bin/python", POSIX, "~/envs/bin/python"),
    ],
)
def test_a_python_is_written_as_a_terminal_in_the_folder_of_the_pack_takes_it(executable, folder, written):
    assert commands.written(executable, folder) == written


def test_a_python_elsewhere_names_the_one_of_the_pack_if_there_is_one(monkeypatch, tmp_path):
    monkeypatch.setattr(commands, "own_folder", lambda: tmp_path)
    monkeypatch.setattr(sys, "executable", "/usr/bin/python3")
    assert commands.seminar("doctor") == "/usr/bin/python3 -m seminar doctor"
    own = tmp_path.joinpath(*commands.OF_THE_PACK)
    own.parent.mkdir(parents=True)
    own.touch()
    assert commands.seminar("doctor") == f"{commands.written(own, tmp_path)} -m seminar doctor"


def shown(path):
    """What of the file *path* somebody may read outside it: all of it, or of code its texts that are no docstrings."""
    text = (PACK / path).read_text("utf-8")
    if not path.endswith(".py"):
        return [text]
    tree = ast.parse(text)
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in documents]
    return [node.value for node in found if isinstance(node.value, str)]


def test_every_command_that_is_printed_has_the_one_form():
    read = (".md", ".yaml", ".json", ".py", ".html", ".ipynb", ".toml")
    paths = [path for path in tracked() if path.endswith(read) and not path.startswith("tests/")]
    found = {path: [text for texts in shown(path) for text in COMMAND.findall(texts)] for path in paths}
    wrong = {
        path: [text for text in texts if not FORMS.fullmatch(text.replace("\\\\", "\\"))]
        for path, texts in found.items()
    }
    assert found["README.md"]
    assert {path: texts for path, texts in wrong.items() if texts and path not in NO_COMMAND} == {}


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_no_command_takes_a_python_that_happens_to_come_first(name):
    assert re.findall(r"`(?:pytest|python)\s[^`]*`", (PACK / name).read_text("utf-8")) == []


OUTPUTS = {
    "open": ["open", "99"],
    "unlock": ["unlock", "99"],
    "lock": ["lock", "99"],
    "room": ["room", "99"],
    "sources": ["sources"],
    "data": ["data"],
    "build": ["build", "--check"],
    "release": ["release"],
    "plan": ["plan", "--sessions", "3", "--minutes", "80"],
    "class-pack": ["class-pack", "--assign", "99"],
    "mark": ["mark", "no-such-folder"],
    "agree": ["agree", "no-such-folder"],
    "give-back": ["give-back", "no-such-folder"],
    "report": ["report", "no-such-folder"],
    "collect": ["collect", "no-such.zip"],
    "quiz": ["quiz", "99"],
    "assignment": ["assignment", "99", "--nbgrader", "no-such-course"],
    "repair": ["repair", "no-such-course"],
    "doctor": ["doctor"],
    "browser": ["browser", "--to", "data"],
}
"""Command → words with which it ends soon."""
SPEAKING = ("sources", "data", "plan", "doctor")
"""Those that say with such words what they were asked for, and no error."""


def test_every_command_is_tried_into_a_file():
    (choices,) = [action.choices for action in parser()._actions if action.dest == "command"]
    assert set(OUTPUTS) == set(choices)


@pytest.mark.parametrize("words", OUTPUTS.values(), ids=OUTPUTS)
@pytest.mark.parametrize("setting", [{"PYTHONIOENCODING": "cp1252"}, {"PYTHONUTF8": "0", "LC_ALL": "C"}])
def test_what_a_command_says_goes_whole_into_a_file_whatever_the_code_page(settled, tmp_path, words, setting):
    environment = {**os.environ, "PYTHONPATH": str(settled / "notebooks"), "PYTHONCOERCECLOCALE": "0", **setting}
    run = [sys.executable, "-X", "warn_default_encoding", "-m", "seminar", *words]
    run += ["--to", str(tmp_path / "course")] if words[0] == "plan" else []
    with (tmp_path / "said.txt").open("wb") as file:
        subprocess.run(run, cwd=settled, env=environment, stdout=file, stderr=subprocess.STDOUT)
    said = (tmp_path / "said.txt").read_text("utf-8")
    assert said.strip()
    assert "Traceback" not in said
    own = [line for line in said.splitlines() if "EncodingWarning" in line and "seminar" in line]
    assert own == []
    if words == ["sources"]:
        assert all(entry["title"] in said for entry in sources().values())


@pytest.fixture
def started(settled, tmp_path):
    """Starts a command in a copy of the pack; stdout and stderr go where they are sent."""

    def start(command, stdout, stderr=subprocess.PIPE):
        run = [sys.executable, "-m", "seminar", *OUTPUTS[command]]
        run += ["--to", tmp_path / "course"] if command == "plan" else []
        environment = {**os.environ, "PYTHONPATH": str(settled / "notebooks"), "PYTHONUNBUFFERED": "1"}
        return subprocess.Popen(run, cwd=settled, env=environment, stdout=stdout, stderr=stderr, encoding="utf-8")

    return start


@pytest.mark.parametrize("command", SPEAKING)
def test_a_reader_that_has_read_enough_ends_a_command_in_silence(started, command):
    run = started(command, subprocess.PIPE)
    run.stdout.close()
    assert run.stderr.read() == ""
    run.stderr.close()
    run.wait()


def test_a_plan_is_whole_where_nobody_reads_what_is_said_of_it(started, tmp_path):
    run = started("plan", subprocess.PIPE)
    run.stdout.close()
    run.stderr.read()
    run.stderr.close()
    run.wait()
    folders = {f"{when}session {number}" for number in (1, 2, 3) for when in ("", "before ")}
    assert {path.name for path in (tmp_path / "course").iterdir()} == {*folders, "run-sheets.html", "syllabus.html"}


full_device = pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")


@full_device
@pytest.mark.parametrize("command", SPEAKING)
def test_a_full_disk_for_what_a_command_says_is_told_in_one_sentence(started, command):
    with open("/dev/full", "w") as full:
        _, said = started(command, full).communicate()
    assert said == "Not all could be printed: No space left on device. Print it to another place.\n"


@full_device
def test_a_full_disk_for_the_help_is_told_too():
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with open("/dev/full", "w") as full:
        run = [sys.executable, "-m", "seminar", "--help"]
        done = subprocess.run(run, cwd=PACK, env=environment, stdout=full, stderr=subprocess.PIPE, encoding="utf-8")
    assert done.stderr == "Not all could be printed: No space left on device. Print it to another place.\n"
    assert done.returncode == 1


@full_device
@pytest.mark.parametrize("command", ["data", "open"])
def test_where_no_error_can_be_told_either_a_command_ends_all_the_same(started, command):
    with open("/dev/full", "w") as full:
        run = started(command, full, stderr=full)
    assert run.wait() == 1


def test_a_word_that_no_command_knows_is_told_and_only_jupyterlab_gets_some(capsys):
    from seminar.__main__ import main

    with pytest.raises(SystemExit):
        main(["doctor", "--fixx"])
    assert "unknown words: --fixx" in capsys.readouterr().err
    assert main(["open", "99", "--no-browser"]) == 1
    assert "There is no notebook 99. There are: 00, 01, 02," in capsys.readouterr().err


def test_a_port_for_jupyterlab_is_not_taken_for_a_notebook(monkeypatch):
    from seminar import opening
    from seminar.__main__ import main

    asked = []
    monkeypatch.setattr(opening, "open_notebook", lambda *how: asked.append(how))
    for words in (["--port", "9628"], ["6", "--port", "9628"], ["--no-browser", "6", "--port=9628"]):
        assert main(["open", *words]) == 0
    assert asked == [("00", ["--port=9628"]), ("06", ["--port=9628"]), ("06", ["--no-browser", "--port=9628"])]
