"""The bridge to nbgrader with the real one, in an environment of its own: from quickstart to feedback."""

import copy
import csv
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import made_class
import made_course
import pytest
from seminar.data.records import lab
from seminar.marking.nbgrader.answers import read_notebook
from seminar.marking.nbgrader.course import KNOWN, LINE
from support import PACK

pytestmark = pytest.mark.installation

WANTED = f"nbgrader>={KNOWN[0]},<{KNOWN[1]}"
"""What README says to install."""
STUDENTS = 18


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """A Python that has the pack as an instructor has it, with nbgrader."""
    folder = tmp_path_factory.mktemp("nbgrader")
    found = folder / "venv" / "bin" / "python"
    pins = folder / "pins.txt"
    pins.write_text((PACK / "requirements.txt").read_text("utf-8").replace("-e .\n", ""), "utf-8")
    subprocess.run(["uv", "venv", "--quiet", f"--python={sys.executable}", folder / "venv"], check=True)
    wanted = ["-r", pins, WANTED, "-c", PACK / "tests" / "requirements.txt", "-e", f"{PACK}[lab]"]
    subprocess.run(["uv", "pip", "install", "--quiet", f"--python={found}", *wanted], check=True)
    return found


def tried(python, *words, cwd):
    own = ("PYTHONPATH", "VIRTUAL_ENV", "COVERAGE_PROCESS_START", "SEMINAR_ANSWERS")
    environment = {name: value for name, value in os.environ.items() if name not in own}
    return subprocess.run([python, *map(str, words)], cwd=cwd, env=environment, capture_output=True, text=True)


def run(python, *words, cwd):
    done = tried(python, *words, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


GRADES = """
import json, sys
from nbgrader.api import Gradebook
with Gradebook(f"sqlite:///{sys.argv[1]}/gradebook.db") as book:
    for text in book.assignment_submissions(sys.argv[2]):
        grades = [grade for page in text.notebooks for grade in page.grades]
        said = {grade.name: [grade.auto_score, grade.needs_manual_grade] for grade in grades}
        print(json.dumps([text.student.id, said]))
        for grade in grades if len(sys.argv) > 3 else ():
            grade.manual_score, grade.needs_manual_grade = 75, False
    book.db.commit()
"""


def grades(python, course, assignment, *marked):
    """Student → cell → score by machine and whether it waits for a person; with a word more, all get 75 then."""
    lines = run(python, "-W", "ignore", "-c", GRADES, course, assignment, *marked, cwd=course).splitlines()
    return dict(json.loads(line) for line in lines if line.startswith("["))


@pytest.fixture(scope="module")
def course(python, tmp_path_factory):
    """A course of nbgrader's own making, with an assignment of its own, two of ours, and what was handed in."""
    folder = tmp_path_factory.mktemp("school")
    run(python, "-m", "nbgrader", "quickstart", "course", cwd=folder)
    made = folder / "course"
    refused = tried(python, "-m", "seminar", "assignment", "06", "--nbgrader", made, cwd=PACK)
    assert refused.returncode == 1
    assert LINE in refused.stderr
    with (made / "nbgrader_config.py").open("a", encoding="utf-8") as settings:
        settings.write(f"\n{LINE}\n")
    for what in ("06", "lab"):
        run(python, "-m", "seminar", "assignment", what, "--nbgrader", made, cwd=PACK)
    for name in ("ps1", made_course.NAME, "seminar-lab"):
        run(python, "-m", "nbgrader", "generate_assignment", name, cwd=made)
    return made


def released(course, name):
    return read_notebook((course / "release" / name / f"{name}.ipynb").read_text("utf-8"))


@pytest.fixture(scope="module")
def autograded(python, course):
    """The course after thirty notebooks were repaired and autograded; what the repair said."""
    release = released(course, made_course.NAME)
    made_course.submitted(course, {**made_course.sound(release, STUDENTS), **made_course.broken(release)})
    said = run(python, "-m", "seminar", "repair", course, cwd=PACK)
    run(python, "-m", "nbgrader", "autograde", made_course.NAME, cwd=course)
    return said


def test_what_is_handed_out_holds_nothing_for_markers(course):
    for name in (made_course.NAME, "seminar-lab"):
        words = (course / "release" / name / f"{name}.ipynb").read_text("utf-8")
        source = (course / "source" / name / f"{name}.ipynb").read_text("utf-8")
        assert "BEGIN SOLUTION" in source
        assert not re.search("BEGIN|lab.demand|For whoever marks", words)
    looks_for = [task.looks_for.strip() for task in lab().tasks().values()]
    assert not [one for one in looks_for if one in words]


def test_every_submission_waits_for_a_person_with_what_was_written_and_each_broken_one_is_named(
    python, course, autograded
):
    found = grades(python, course, made_course.NAME)
    assert not {*found} & {*made_course.WAITING}
    assert len(found) == STUDENTS + len(made_course.TOLD) - len(made_course.WAITING) == 27
    assert [student for student, cells in found.items() if cells != {made_course.KEY: [None, True]}] == []
    for student, says in made_course.TOLD.items():
        assert re.search(rf"^{student}, seminar-06: .*{re.escape(says)}", autograded, re.M), student
    assert not re.search(r"^sound", autograded, re.M)
    for student in found:
        answer = made_course.cell_of(read_notebook(graded(course, student).read_text("utf-8")))["source"]
        if student.startswith("sound") and student != "sound01":
            assert answer == made_class.text(wrote(student)), student
        elif student in ("renamed", "code", "lost", "loose", "sheet"):
            assert answer in (made_class.text(student), made_class.text("sheet 06-exercise")), student
        else:
            assert answer.strip() != made_course.STUB


def wrote(student):
    """The seed of the text of that sound student: what was typed, or what is on the sheet."""
    number = int(student.removeprefix("sound"))
    return f"sound {number}" if number % 3 else f"{number} {made_course.KEY}"


def graded(course, student):
    return course / "autograded" / student / made_course.NAME / made_course.FILE


class Page(HTMLParser):
    """The attributes and the scripts of a page."""

    def __init__(self, text):
        super().__init__()
        self.found, self.scripts, self._inside = [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found += attributes
        self._inside = tag == "script"

    def handle_data(self, words):
        if self._inside:
            self.scripts.append(words)

    def handle_endtag(self, tag):
        self._inside = False


def test_whoever_waits_for_a_mark_or_for_another_file_has_no_points_in_the_table(python, course, autograded):
    found = exported(python, course, made_course.NAME)
    assert set(found.values()) == {""}
    assert not {*found} & {*made_course.WAITING}


def test_feedback_tells_the_marks_and_runs_nothing_that_a_student_wrote(python, course, autograded):
    grades(python, course, made_course.NAME, "marked")
    run(python, "-m", "nbgrader", "generate_feedback", made_course.NAME, cwd=course)
    pages = {path.parts[-3]: path.read_text("utf-8") for path in course.glob(f"feedback/*/*/{made_course.NAME}.html")}
    assert len(pages) == 27
    assert all("Score: 75.0 / 100.0" in page for page in pages.values())
    assert made_class.text("lost") in pages["lost"]
    hostile = Page(pages["sound01"])
    assert "alert(1)" in pages["sound01"]
    assert [words for words in hostile.scripts if "alert(" in words] == []
    assert [name for name, _ in hostile.found if name.startswith("on")] == []
    assert [value for _, value in hostile.found if re.match(r"\s*(javascript|data:image/svg)", value or "", re.I)] == []
    assert "\\href" not in pages["sound01"]
    assert exported(python, course, made_course.NAME) == dict.fromkeys(pages, "75.0")


def exported(python, course, assignment):
    """Student → score in the table that nbgrader writes."""
    run(python, "-m", "nbgrader", "export", cwd=course)
    with (course / "grades.csv").open(encoding="utf-8") as table:
        return {row["student_id"]: row["score"] for row in csv.DictReader(table) if row["assignment"] == assignment}


SPY = """
import os, socket
from IPython.display import HTML, display
for path in ({course!r} + "/gradebook.db", {course!r} + "/submitted/solved/seminar-lab/seminar-lab.ipynb", {home!r}):
    print("SEEN" if os.path.exists(path) else "NOT SEEN", path)
for path in ({course!r} + "/gradebook.db", {pack!r} + "/notebooks/spy", "/usr/spy"):
    try:
        open(path, "a")
        print("WRITTEN", path)
    except OSError:
        print("NOT WRITTEN", path)
try:
    socket.create_connection(("127.0.0.1", {port}), 2)
    print("REACHED")
except OSError:
    print("NOT REACHED")
print("SECRET" if "SPIED_TOKEN" in os.environ else "NO TOKEN")
display(HTML("<script>alert(9)</script>"))
"""


def filled(release):
    made = copy.deepcopy(release)
    for key, task in lab().tasks().items():
        made_course.cell_of(made, f"lab-{key}-answer")["source"] = task.solution
        made_course.cell_of(made, f"lab-{key}-words")["source"] = "A sentence."
    return made


def test_code_of_students_is_marked_where_it_can_neither_see_nor_change_anything(
    python, course, monkeypatch, tmp_path, server
):
    secret = tmp_path / "key"
    secret.write_text("x", "utf-8")
    monkeypatch.setenv("SPIED_TOKEN", "x")
    release = released(course, "seminar-lab")
    spy, dying = filled(release), filled(release)
    code = SPY.format(course=str(course), home=str(secret), pack=str(PACK), port=server)
    made_course.cell_of(spy, "lab-units-answer")["source"] += code
    made_course.cell_of(dying, "lab-units-answer")["source"] = "import os\nos._exit(1)"
    students = {"solved": filled(release), "untouched": release, "spy": spy, "dying": dying}
    files = {student: {"seminar-lab.ipynb": json.dumps(made)} for student, made in students.items()}
    made_course.submitted(course, {**files, "cut": {"seminar-lab.ipynb": json.dumps(release)[:900]}}, "seminar-lab")
    run(python, "-m", "seminar", "repair", course, cwd=PACK)
    ended = tried(python, "-m", "nbgrader", "autograde", "seminar-lab", cwd=course)
    assert "error processing assignment 'seminar-lab' for student 'dying'" in ended.stderr
    found = grades(python, course, "seminar-lab")
    by_machine = sum(task.points for task in lab().tasks().values())
    scores = {student: sum(score or 0 for score, _ in cells.values()) for student, cells in found.items()}
    assert {student: scores[student] for student in ("solved", "spy", "untouched")} == {
        "solved": by_machine,
        "spy": by_machine,
        "untouched": 0,
    }
    assert "cut" not in found
    waiting = dict.fromkeys(("solved", "spy", "dying"), "")
    marked = exported(python, course, "seminar-lab")
    assert {student: marked[student] for student in students} == {**waiting, "untouched": "0.0"}
    page = (course / "autograded" / "spy" / "seminar-lab" / "seminar-lab.ipynb").read_text("utf-8")
    assert not re.search(
        r"\bSEEN|\bWRITTEN|\bREACHED|SECRET", re.sub(r"NOT (SEEN|WRITTEN|REACHED)", "", only_outputs(page))
    )
    assert only_outputs(page).count("NOT SEEN") == 3
    assert only_outputs(page).count("NOT WRITTEN") == 3
    assert "text/html" not in page
    assert not (PACK / "notebooks" / "spy").exists()


def only_outputs(page):
    cells = [cell for cell in json.loads(page)["cells"] if cell["cell_type"] == "code"]
    return json.dumps([cell["outputs"] for cell in cells])


@pytest.fixture
def server():
    """The port of a server on this computer."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def test_an_assignment_of_the_course_itself_is_autograded_as_before(python, course):
    (course / "submitted" / "ann").mkdir()
    copied = {path.name: path.read_text("utf-8") for path in (course / "release" / "ps1").glob("*.ipynb")}
    made_course.submitted(course, {"ann": copied}, "ps1")
    run(python, "-m", "nbgrader", "autograde", "ps1", cwd=course)
    (pages,) = [page.read_text("utf-8") for page in course.glob("autograded/ann/ps1/problem1.ipynb")]
    assert "NotImplementedError" in only_outputs(pages)


@pytest.mark.parametrize("version", ["0.8.5", "0.10.0"])
def test_an_nbgrader_of_another_version_does_nothing_and_says_so(python, course, version):
    code = f"""
import runpy, sys, nbgrader
nbgrader.__version__ = {version!r}
sys.argv = ["nbgrader", "autograde", "seminar-06", "--force"]
runpy.run_module("nbgrader", run_name="__main__")
"""
    before = (course / "gradebook.db").read_bytes()
    ended = tried(python, "-c", code, cwd=course)
    assert ended.returncode != 0
    assert f"This is nbgrader {version}. Nothing was done." in ended.stderr
    assert (course / "gradebook.db").read_bytes() == before


def test_without_the_pack_nbgrader_does_nothing_rather_than_run_code_with_all_rights(python, course):
    code = """
import runpy, sys
sys.modules["seminar.marking.nbgrader.steps"] = None
sys.argv = ["nbgrader", "autograde", "seminar-lab", "--force"]
runpy.run_module("nbgrader", run_name="__main__")
"""
    ended = tried(python, "-c", code, cwd=course)
    assert ended.returncode != 0
    assert "Install the pack where nbgrader is, as its README says. Nothing was done." in ended.stderr
