"""The two notebooks of the lab: what each holds and what it must not, and that both run."""

import ast
import json
import re

import nbformat
import plain
import pytest
import yaml
from nbformat.v4 import new_code_cell, new_notebook
from rules import AVOID, LONGEST
from seminar import facts
from seminar.build import lab_page
from seminar.build.storing import execute
from seminar.commands import install
from seminar.data.package import resources
from seminar.data.records import LabTask, lab
from seminar.data.stored import LOCK
from seminar.data.words import Words
from seminar.lab import desk
from seminar.marking import assigning
from support import PACK, PROJECT, read

TASKS = lab().tasks()
STUDENT, INSTRUCTOR = (PACK / path for path in (lab_page.STUDENT, lab_page.INSTRUCTOR))
MOST_LINES = 8
prose = Words("lab")


@pytest.fixture(scope="module")
def student():
    return read(STUDENT)


@pytest.fixture(scope="module")
def instructor():
    return read(INSTRUCTOR)


def flat(text):
    return " ".join(text.split())


def test_both_notebooks_are_what_the_file_of_the_lab_says(student, instructor):
    for stored, made in ((student, lab_page.notebook()), (instructor, lab_page.notebook(solved=True))):
        nbformat.validate(stored)
        kept = [[[cell.cell_type, cell.id, cell.source, cell.metadata] for cell in one.cells] for one in (stored, made)]
        assert kept[0] == kept[1]


def test_the_students_edition_holds_no_solution_no_hidden_check_no_reply_and_nothing_for_markers():
    text = flat(json.dumps(json.loads(STUDENT.read_text("utf-8")), ensure_ascii=False).replace("\\n", " "))
    assert "BEGIN" not in text
    for task in TASKS.values():
        for line in [*task.solution.splitlines(), *task.hidden.splitlines()]:
            secret = flat(json.dumps(line, ensure_ascii=False)[1:-1])
            assert len(secret) < 25 or secret not in text or secret in flat(task.stub), secret
        assert flat(task.looks_for) not in text
        for reply in task.replies.values():
            assert flat(reply.says) not in text


def test_without_what_nbgrader_cuts_out_the_instructors_edition_is_the_students(student, instructor):
    for mine, theirs in zip(student.cells, instructor.cells, strict=True):
        cut = re.sub(r"\n?### BEGIN (SOLUTION|HIDDEN TESTS)\n.*?### END \1", "", theirs.source, flags=re.DOTALL)
        if not mine.id.endswith("-sentence"):
            assert cut == mine.source, mine.id
        assert theirs.metadata == mine.metadata


def test_each_cell_says_to_nbgrader_what_it_is(student):
    said = {cell.id: cell.metadata.nbgrader for cell in student.cells}
    assert len({one.grade_id for one in said.values()}) == len(said)
    assert {one.schema_version for one in said.values()} == {3}
    for key, task in TASKS.items():
        roles = {part: said[f"lab-{key}-{part}"] for part in ("answer", "check", "sentence", "words")}
        kinds = {part: (one.grade, one.solution, one.locked) for part, one in roles.items()}
        assert kinds == {
            "answer": (False, True, False),
            "check": (True, False, True),
            "sentence": (False, False, True),
            "words": (True, True, False),
        }
        assert (roles["check"].points, roles["words"].points) == (task.points, task.sentence_points)
    assert all(one.locked != one.solution for one in said.values())
    assert all(("points" in one) == one.grade for one in said.values())


def test_no_key_changes_what_is_read_and_a_student_may_try_the_code(student):
    for cell in student.cells:
        locked = all(cell.metadata.get(name) is value for name, value in LOCK.items())
        assert locked == (cell.cell_type == "markdown" and not cell.id.endswith("-words")), cell.id


def test_every_cell_of_code_comes_after_prose_and_is_short(student, instructor):
    for before, cell in zip(student.cells, student.cells[1:], strict=False):
        if cell.cell_type == "code":
            assert before.cell_type == "markdown", cell.id
    for task in TASKS.values():
        for code in (task.stub, task.solution, *(reply.wrong for reply in task.replies.values())):
            assert len(code.splitlines()) <= MOST_LINES
    for cell in student.cells:
        if cell.cell_type == "code":
            assert len([line for line in cell.source.splitlines() if line.strip()]) <= MOST_LINES, cell.id
            assert max(map(len, cell.source.splitlines())) <= 120, cell.id


def test_untouched_it_runs_without_an_error_and_every_check_says_that_nothing_is_done(student):
    for cell in student.cells:
        if cell.cell_type == "code":
            assert {output.output_type for output in cell.outputs} <= {"display_data", "execute_result"}, cell.id
    for key, task in TASKS.items():
        (cell,) = [cell for cell in student.cells if cell.id == f"lab-{key}-check"]
        (output,) = cell.outputs
        assert output.data["text/plain"] == prose("not-yet", name=task.name)
        assert 'role="status"' in output.data["text/html"]


def test_every_picture_has_words_and_every_table_that_is_named_is_there(student):
    shown = " ".join(output.data.get("text/html", "") for cell in student.cells for output in cell.get("outputs", []))
    pictures = re.findall(r"<img [^>]*>", shown)
    assert len(pictures) == 2
    assert all(len(re.search(r'alt="([^"]*)"', one)[1].split()) >= 8 for one in pictures)
    code = "\n".join(cell.source for cell in student.cells if cell.cell_type == "code")
    loaded = {
        node.args[0].value
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("frame", "columns")
    }
    assert loaded <= set(resources())
    assert len(loaded) >= 5


def words():
    """Place and words of all that the lab says."""
    for key, cell in lab().cells.items():
        if not isinstance(cell, LabTask):
            yield key, cell.prose
            continue
        said = [cell.look, cell.task or "", cell.hint, cell.sentence, cell.looks_for]
        yield from ((key, text) for text in [*said, *(reply.says for reply in cell.replies.values())])


def test_the_lab_speaks_in_short_plain_sentences():
    for key, text in words():
        plainly = re.sub(r"\]\([^)]*\)|[*#]", "", re.sub(r"`[^`]*`", "Name", text))
        for sentence in plain.sentences(plainly):
            assert plain.length(sentence) <= LONGEST, f"{key}: {sentence}"
        assert not re.search(rf"\b(?:{AVOID})\b", plainly, re.IGNORECASE), key
        assert not re.search("[\u4e00-\u9fff]", plainly), key


def test_every_sentence_to_write_is_one_question_and_every_trap_of_the_course_comes_back():
    for key, task in TASKS.items():
        assert task.sentence.count("?") <= 1, key
    said = " ".join(text for _, text in words())
    assert all(trap in said for trap in ("a stock", "missing is not zero", "shares alone", "people"))


@pytest.mark.filterwarnings("ignore")
def test_the_instructors_edition_runs_to_its_end_with_every_hidden_check(instructor):
    notebook = nbformat.from_dict(json.loads(json.dumps(instructor)))
    execute(notebook, STUDENT)
    for cell in (cell for cell in notebook.cells if cell.cell_type == "code"):
        assert [output.get("evalue") for output in cell.outputs if output.output_type == "error"] == [], cell.id


ERRORS = {
    'frame("list_count")': "There is no table “list_count”.",
    'frame("list_counts")["valeu"]': "There is no column or row “valeu” here.",
    'columns("xyzzy")': "There is no table “xyzzy”.",
    "refusals.diff()": "`refusals` is not there.",
    'lab.chek("units")': "`seminar.lab` has nothing called “chek”. Did you mean “check”",
    "raise KeyboardInterrupt": "You stopped the cell.",
    "lab.one_unit(counts)": "These rows count different things",
    "lab.show(counts['value'].plot(), '', '')": "A picture needs a caption",
    'lab.demand("units")': "Not yet: there is no `units`.",
}
"""What a student may run → how the one sentence begins."""


@pytest.mark.filterwarnings("ignore")
def test_a_mistake_in_a_notebook_shows_one_sentence_and_no_traceback():
    setup = "from seminar import columns, facts, frame, lab\ncounts = frame('list_counts')\nlab.ready()"
    notebook = new_notebook(cells=[new_code_cell(code) for code in (setup, *ERRORS, "1 / 0", 'lab.check("units")')])
    execute(notebook, STUDENT)
    _, *shown, other, check = notebook.cells
    for cell, (code, begins) in zip(shown, ERRORS.items(), strict=True):
        (error,) = [output for output in cell.outputs if output.output_type == "error"]
        assert " ".join(error.traceback).startswith(begins) or code.startswith("lab.demand"), error.traceback
        assert begins in " ".join(error.traceback)
        assert len(error.traceback) == 1 or code.startswith("lab.demand")
    assert "ZeroDivisionError" in " ".join(other.outputs[0].traceback)
    assert check.outputs[0].data["text/plain"] == prose("no-name", name="units")


def test_readme_says_what_the_lab_holds_and_installs_its_library_pinned_by_one_line():
    readme = (PACK / "README.md").read_text("utf-8")
    line = install("lab").partition(" -m ")[2]
    assert f".venv/bin/python -m {line}" in readme
    points = [sum(getattr(task, name) for task in TASKS.values()) for name in ("points", "sentence_points")]
    assert f"({points[0]} by machine, {points[1]} by hand)" in readme
    every = facts()
    assert f"{len(every):,} graded facts in {every['table'].nunique()} tables" in readme
    (wanted,) = PROJECT["optional-dependencies"]["lab"]
    assert wanted.startswith("matplotlib>=")
    pinned = re.findall(r"^matplotlib==", (PACK / "tests" / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    assert len(pinned) == 1
    assert "matplotlib==" not in (PACK / "requirements.txt").read_text("utf-8")


def test_without_the_library_the_lab_says_in_one_sentence_how_to_get_it(monkeypatch):
    monkeypatch.setattr(desk, "find_spec", lambda name: None)
    assert desk.ready().plain == prose("no-library", command=install("lab"))
    monkeypatch.setattr(desk, "in_browser", lambda: True)
    assert desk.ready().plain == prose("no-pictures-here")


def test_the_copy_for_a_class_has_the_lab_without_what_only_a_teacher_reads():
    packed = assigning.for_students((PACK / "data" / "teaching" / "lab.yaml").read_text("utf-8"))
    for task in TASKS.values():
        for secret in (task.hidden, task.solution, task.looks_for):
            longest = max(secret.splitlines(), key=len).strip()
            assert flat(longest) not in flat(packed)
        assert all(flat(reply.says) in flat(packed) for reply in task.replies.values())
    assert "pass\n" in yaml.safe_load(packed)["cells"]["units"]["solution"]
