"""The files for a JupyterHub hold together: the arithmetic of a class, what the page says of it, and the settings."""

import ast
import random
import re
import runpy
import shutil
import subprocess
import sys

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support import PACK

PAGE = PACK / "handouts" / "instructor" / "hub.md"
FOLDER = PACK / "handouts" / "instructor" / "hub"
size = runpy.run_path(str(FOLDER / "size.py"))
comes = st.lists(st.floats(0, 100), min_size=1, max_size=8).map(sorted)


def slow_waits(arrivals, work, cores, step=0.001):
    """The same by small steps of time: all that is there gets its even share of each."""
    left, ends, now = dict(enumerate(work)), {}, 0.0
    while left:
        there = [one for one in left if arrivals[one] <= now]
        for one in there:
            left[one] -= step * min(1, cores / len(there))
        now += step
        for one in [one for one, rest in left.items() if rest <= 0]:
            del left[one]
            ends[one] = now
    return [ends[one] - arrivals[one] for one in range(len(work))]


@pytest.mark.parametrize("cores", [1, 2, 3])
def test_waits_are_those_of_small_steps(cores):
    rng = random.Random(cores)
    for _ in range(5):
        arrivals = sorted(rng.uniform(0, 6) for _ in range(6))
        work = [rng.uniform(0.2, 3) for _ in arrivals]
        assert size["waits"](arrivals, work, cores) == pytest.approx(slow_waits(arrivals, work, cores), abs=0.05)


@given(comes, st.floats(0.01, 10), st.integers(1, 12))
def test_nobody_waits_less_than_their_work_or_longer_than_all_work_together(arrivals, work, cores):
    for wait in size["waits"](arrivals, [work] * len(arrivals), cores):
        assert work - 1e-6 <= wait <= work * len(arrivals) + 1e-6


@given(st.integers(1, 60), st.integers(1, 8))
def test_all_at_once_the_last_is_done_when_all_work_is(students, cores):
    last = max(size["waits"]([0.0] * students, [2.0] * students, cores))
    assert last == pytest.approx(max(2.0, 2.0 * students / cores))


def test_twice_the_processors_never_let_anybody_wait_longer():
    arrivals = size["arrivals"](50, 30, random.Random(1))
    few, many = (size["waits"](arrivals, [3.0] * 50, cores) for cores in (2, 4))
    assert all(more <= less + 1e-9 for less, more in zip(few, many, strict=True))


def said(students, cores):
    command = [sys.executable, FOLDER / "size.py", "--students", str(students), "--cores", str(cores)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def rows():
    """The rows of the table of sizes on the page, as lists of cells."""
    table = PAGE.read_text("utf-8").partition("| students | processors |")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def test_the_table_of_the_page_is_what_the_arithmetic_says():
    assert [row[0] for row in rows()] == ["25", "250", "2,500"]
    for students, cores, *cells in rows():
        found = re.findall(r"([\d.,]+) (GB|s)\b", said(students.replace(",", ""), cores))
        assert [f"{number} {unit}" for number, unit in found] == cells


def test_the_figures_of_the_page_are_those_of_the_arithmetic():
    text = PAGE.read_text("utf-8")
    for name in ("SERVER", "KERNEL", "PAGE", "HUB"):
        assert f" | {size[name]} |" in text


@pytest.mark.parametrize("words", [["--students", "0"], ["--cores", "-1"], ["--pages", "12"], ["--students", "many"]])
def test_a_class_that_cannot_be_is_told(words):
    done = subprocess.run([sys.executable, FOLDER / "size.py", *words], capture_output=True, text=True)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_class_of_25_fits_into_six_gigabytes():
    assert size["memory"](25) <= 6_000


def test_the_page_names_every_file_beside_it_and_none_that_is_not_there():
    text = PAGE.read_text("utf-8")
    named = set(re.findall(r"`(?:[\w/~.-]*/)?(\w[\w-]*\.(?:py|sh|yaml)|Dockerfile)`", text))
    there = {path.name for path in FOLDER.iterdir() if path.is_file()}
    assert there - named - {"size.py"} == set()
    assert named - there <= {"my-course.py", "00-rumour-or-reality.py"}


def test_limits_of_kubernetes_are_those_of_one_machine_and_leave_room_for_a_page():
    values = yaml.safe_load((FOLDER / "values.yaml").read_text("utf-8"))
    memory = values["singleuser"]["memory"]
    script = (FOLDER / "install.sh").read_text("utf-8")
    assert f"suggest limits.memory {memory['limit']}" in script
    assert f"suggest services.cull.timeout {values['cull']['timeout']}" in script
    assert int(memory["guarantee"].removesuffix("M")) >= size["SERVER"] + size["PAGE"]
    first = values["singleuser"]["defaultUrl"]
    assert f'"{first}"' in (FOLDER / "jupyterhub_config.py").read_text("utf-8")
    assert (PACK / "notebooks" / first.rpartition("/")[2]).is_file()


def test_what_kubernetes_sets_aside_is_there_on_each_machine_of_the_table():
    values = yaml.safe_load((FOLDER / "values.yaml").read_text("utf-8"))
    one, limit = values["singleuser"], values["hub"]["concurrentSpawnLimit"]
    for row in rows():
        students, cores = (int(cell.replace(",", "")) for cell in row[:2])
        assert students * int(one["memory"]["guarantee"].removesuffix("M")) <= 1_000 * size["machine"](students)
        assert students * one["cpu"]["guarantee"] <= cores
        assert limit >= cores  # else processors have nothing to do while students wait


def test_whoever_comes_by_the_platform_is_let_in_over_https():
    values = yaml.safe_load((FOLDER / "values.yaml").read_text("utf-8"))
    assert values["hub"]["config"]["Authenticator"]["allow_all"] is True
    assert values["ingress"]["tls"][0]["hosts"] == values["ingress"]["hosts"]


def test_what_the_image_copies_is_there():
    for path in re.findall(r"handouts/instructor/hub/[\w.]+", (FOLDER / "Dockerfile").read_text("utf-8")):
        assert (PACK / path).is_file()


@pytest.mark.parametrize("name", ["jupyterhub_config.py", "jupyter_server_config.py", "room_service.py", "size.py"])
def test_a_file_of_settings_is_python_of_the_oldest_version(name):
    ast.parse((FOLDER / name).read_text("utf-8"), feature_version=(3, 11))


class Server:
    """A folder laid out as a server, with a pack that holds just what the script looks at. What would need root, or the
    network, is only written down in *told*; rights are set in earnest."""

    def __init__(self, folder, place="srv/pack/handouts/instructor/hub"):
        self.tljh, self.pack, self.told = folder / "tljh", folder / "srv" / "pack", folder / "told"
        self.script = folder / place / "install.sh"
        shutil.copytree(FOLDER, self.script.parent)
        self.programs = folder / "programs"
        self.program(self.programs / "id", "echo 0")
        for name in ("chown", "runuser"):
            self.program(self.programs / name, f'echo {name} "$@" >> {self.told}')

    def program(self, path, line):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{line}\n")
        path.chmod(0o755)

    def with_pack(self):
        for name, text in (
            ("notebooks/seminar/__init__.py", ""),
            ("pyproject.toml", '[project]\nname = "seminar"\n'),
            ("handouts/instructor/data-lab.ipynb", "solutions"),
            (".git/config", "a token"),
        ):
            path = self.pack / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            path.chmod(0o666)
        return self

    def with_tljh(self, settings="users: {}", python_is_new=True):
        self.program(
            self.tljh / "hub/bin/tljh-config", f"[ $1 = show ] && echo '{settings}' || echo set \"$@\" >> {self.told}"
        )
        only_told = (
            f'case "$*" in *version_info*) exit {0 if python_is_new else 1};; *yaml*) exec {sys.executable} "$@";; esac'
        )
        self.program(self.tljh / "user/bin/python", f'{only_told}\necho python "$@" >> {self.told}')
        return self

    def install(self, **functions):
        """Run the script, where shell *functions* take the place of commands of the shell."""
        environment = {"PATH": f"{self.programs}:/usr/bin:/bin", "TLJH_INSTALL_PREFIX": str(self.tljh)}
        environment |= {f"BASH_FUNC_{name}%%": f"() {{ {line}; }}" for name, line in functions.items()}
        return subprocess.run(["bash", self.script], capture_output=True, text=True, env=environment)

    def steps(self):
        return self.told.read_text() if self.told.exists() else ""


def test_the_script_does_nothing_where_there_is_no_littlest_jupyterhub(tmp_path):
    server = Server(tmp_path).with_pack()
    done = server.install()
    assert done.returncode == 1
    assert done.stderr.startswith("The Littlest JupyterHub was not found")
    assert server.steps() == ""
    assert not server.tljh.exists()


def test_the_script_does_nothing_where_it_was_copied_without_the_pack(tmp_path):
    server = Server(tmp_path / "a" / "b", "root/hub")
    done = server.install()
    assert done.returncode == 1
    assert done.stderr.startswith("This is no pack: ")
    assert server.steps() == ""


@pytest.mark.parametrize("place", ["/", "/root", "/root/pack", "/home/ms/pack", "/home", "/tmp"])
def test_the_script_does_nothing_in_a_folder_that_is_not_for_all(tmp_path, place):
    server = Server(tmp_path).with_pack()
    done = server.install(cd=":", pwd=f"echo {place}")
    assert done.returncode == 1
    assert done.stderr.startswith(f"The pack lies in {place}, which is no folder for all.")
    assert server.steps() == ""


def test_students_can_read_the_pages_and_neither_keys_nor_what_git_keeps(tmp_path):
    server = Server(tmp_path).with_pack().with_tljh()
    server.pack.joinpath("link").symlink_to(tmp_path / "elsewhere")
    done = server.install()
    assert (done.returncode, done.stderr) == (0, "")
    for name, rights in (
        ("notebooks/seminar/__init__.py", 0o644),
        ("handouts/instructor/data-lab.ipynb", 0o600),
        (".git/config", 0o600),
    ):
        assert (server.pack / name).stat().st_mode & 0o777 == rights
    for folder in (".git", "handouts/instructor"):
        assert (server.pack / folder).stat().st_mode & 0o077 == 0
    for copied in ("user/share/rumour-or-reality/room_service.py", "user/etc/jupyter/jupyter_server_config.py"):
        assert (server.tljh / copied).stat().st_mode & 0o777 == 0o644
    assert "runuser -u nobody -- " in server.steps().splitlines()[-2]
    assert server.steps().splitlines()[-1] == "set reload"


@pytest.mark.parametrize("own", ["answers", "marking", "class-pack", "quizzes"])
def test_the_script_does_nothing_in_a_pack_in_which_somebody_worked(tmp_path, own):
    server = Server(tmp_path).with_pack().with_tljh()
    (server.pack / own).mkdir()
    done = server.install()
    assert done.returncode == 1
    assert f"students could read the folder “{own}”" in done.stderr
    assert "chown" not in server.steps()


def test_the_script_does_nothing_where_python_is_too_old(tmp_path):
    server = Server(tmp_path).with_pack().with_tljh(python_is_new=False)
    done = server.install()
    assert done.returncode == 1
    assert "older than 3.11" in done.stderr
    assert server.steps() == ""


def test_what_was_set_on_the_server_stays_and_a_changed_file_is_kept(tmp_path):
    server = Server(tmp_path).with_pack().with_tljh("limits: {memory: 2G}")
    configs = server.tljh / "config" / "jupyterhub_config.d"
    assert server.install().returncode == 0
    ours = configs / "00-rumour-or-reality.py"
    assert sorted([ours.name, "my-course.py", "a.py"])[0] == ours.name
    assert [path.name for path in configs.iterdir()] == [ours.name]
    ours.write_text("# changed by hand")
    (configs / "rumour-or-reality.py").symlink_to(ours)
    done = server.install()
    assert "limits.memory is 2G" in done.stdout
    assert "set limits.memory" not in server.steps()
    assert "set set services.cull.timeout 7200" in server.steps()
    assert sorted(path.name for path in configs.iterdir()) == [ours.name, f"{ours.name}.before"]
    assert (configs / f"{ours.name}.before").read_text() == "# changed by hand"
    assert ours.read_text() == (FOLDER / "jupyterhub_config.py").read_text()
    server.install()
    assert (configs / f"{ours.name}.before").read_text() == "# changed by hand"


def test_a_script_that_stops_half_way_says_that_answers_are_untouched(tmp_path):
    server = Server(tmp_path).with_pack().with_tljh()
    server.program(server.tljh / "user/bin/python", 'case "$*" in *pip*) exit 1;; esac')
    done = server.install()
    assert done.returncode == 1
    assert "Not finished. Answers of students are untouched." in done.stderr
