"""The bridge to nbgrader without nbgrader: what is written into a course, and what is made of what comes back."""

import copy
import json
import re

import made_class
import made_course
import pytest
from seminar.__main__ import main
from seminar.answers.sheets import as_json
from seminar.data.records import Exercise, OpenPrompt, lab, marking, notebooks_with_records, record, records
from seminar.errors import SeminarError
from seminar.marking.csv_files import from_csv
from seminar.marking.nbgrader import course, repairing
from seminar.marking.nbgrader.answers import inert, read_notebook, taken, texts_of
from seminar.marking.nbgrader.course import write_assignment
from support import PACK, for_teachers

ALL = [number for number in notebooks_with_records() if any(isinstance(r, Exercise) for r in records(number).values())]


def handed_out(folder, name):
    """The notebook of an assignment as nbgrader hands it out: without what stands between its marks."""
    made = json.loads((folder / "source" / name / f"{name}.ipynb").read_text("utf-8"))
    for cell in made["cells"]:
        words = "".join(cell["source"])
        cell["source"] = re.sub(r"### BEGIN SOLUTION.*### END SOLUTION", made_course.STUB, words, flags=re.S)
        cell["source"] = re.sub(r"\n### BEGIN HIDDEN.*### END HIDDEN TESTS", "", cell["source"], flags=re.S)
    return made


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course") / "new"
    write_assignment("06", folder)
    return handed_out(folder, made_course.NAME)


@pytest.fixture
def given(release, tmp_path):
    """A course whose assignment was handed out."""
    write_assignment("06", tmp_path)
    (tmp_path / "release" / made_course.NAME).mkdir(parents=True)
    (tmp_path / "release" / made_course.NAME / made_course.FILE).write_text(course.as_text(release), "utf-8")
    return tmp_path


@pytest.mark.parametrize("number", ALL)
def test_an_exercise_is_handed_out_with_its_rubric_and_no_word_for_markers(tmp_path, number):
    name, _ = write_assignment(number, tmp_path / "new", points=2)
    made = handed_out(tmp_path / "new", name)
    found, words = record(f"{number}-exercise", Exercise), " ".join(cell["source"] for cell in made["cells"])
    assert {cell["cell_type"] for cell in made["cells"]} == {"markdown"}
    assert all(says in words for says in found.rubric.ticks.values())
    assert all(label in words for label in found.asks.values())
    hidden = [text for one in records(number).values() for text in for_teachers(one) if len(text) > 30]
    assert [text for text in hidden if text.strip() in words] == []
    keys = [cell["metadata"]["nbgrader"]["grade_id"] for cell in made["cells"]]
    assert len(set(keys)) == len(keys)
    assert keys[-1] == f"{number}-exercise"
    assert made["cells"][-1]["metadata"]["nbgrader"]["points"] == max(marking().marks.values())
    assert "](" not in words.replace("](http", "")
    assert "<span" not in words
    assert ("The sheet from the page holds it" in words) == bool(found.brings)
    leaning = [one.apart for one in records(number).values() if isinstance(one, OpenPrompt | Exercise) and one.apart]
    assert all(says in words for says in leaning)
    source = (tmp_path / "new" / "source" / name / f"{name}.ipynb").read_text("utf-8")
    assert json.dumps(found.rubric.slip, ensure_ascii=False)[1:-1] in source


def test_questions_are_handed_out_only_where_points_are_named_and_anonymous_ones_never(tmp_path):
    asked = {}
    for points in (0, 2):
        name, _ = write_assignment("06", tmp_path / str(points), points)
        cells = handed_out(tmp_path / str(points), name)["cells"]
        asked[points] = {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in cells}
    assert [key for key in asked[0] if re.fullmatch(r"06-\d", key)] == []
    graded = [key for key in asked[2] if re.fullmatch(r"06-\d", key)]
    assert graded
    assert "06-questions" not in asked[0]
    assert asked[2]["06-questions"]["source"].startswith("Each question is worth 2 points. All of it: ")
    assert [key for key, cell in asked[2].items() if re.search(r"Talk |Class: ", cell["source"])] == []
    assert all(asked[2][key]["metadata"]["nbgrader"]["points"] == 2 for key in graded)
    assert not any(records("06")[key].anonymous for key in graded)


def test_the_lab_is_handed_out_without_solutions_checks_or_what_markers_look_for(tmp_path):
    name, _ = write_assignment("lab", tmp_path / "new")
    made = handed_out(tmp_path / "new", name)
    words = " ".join("".join(cell["source"]) for cell in made["cells"])
    for task in lab().tasks().values():
        assert task.looks_for.strip() not in words
        assert task.hidden.strip() not in words
        assert task.solution.strip() not in words
    source = (tmp_path / "new" / "source" / name / f"{name}.ipynb").read_text("utf-8")
    assert source.count("### BEGIN SOLUTION") == 2 * len(lab().tasks())


def files_of(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def refused(folder, what="06"):
    before = files_of(folder)
    with pytest.raises(SeminarError) as told:
        write_assignment(what, folder)
    assert files_of(folder) == before
    return str(told.value)


@pytest.mark.parametrize("step", ["source", "release", "submitted/ann", "autograded/ann"])
def test_an_assignment_of_that_name_is_never_written_over(tmp_path, step):
    write_assignment("10", tmp_path)
    (tmp_path / step / "seminar-06").mkdir(parents=True)
    assert f"already has an assignment “seminar-06”, in {step.partition('/')[0]}. Nothing was written." in refused(
        tmp_path
    )


def test_a_course_with_settings_of_its_own_is_told_which_line_to_add_and_keeps_the_rest(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'x'\n", "utf-8")
    assert 'Add the line load_subconfig("seminar_config.py") at the end of nbgrader_config.py' in refused(tmp_path)
    with (tmp_path / "nbgrader_config.py").open("a") as settings:
        settings.write('load_subconfig("seminar_config.py")\n')
    before = (tmp_path / "nbgrader_config.py").read_bytes()
    write_assignment("06", tmp_path)
    write_assignment("10", tmp_path)
    assert (tmp_path / "nbgrader_config.py").read_bytes() == before
    assert {path.name for path in (tmp_path / "source").iterdir()} == {"seminar-06", "seminar-10"}


def test_a_folder_that_is_no_course_and_settings_that_were_changed_are_told(tmp_path):
    (tmp_path / "holiday.txt").write_text("x", "utf-8")
    assert "is not empty, and no course of nbgrader" in refused(tmp_path)
    write_assignment("06", tmp_path / "course")
    (tmp_path / "course" / "seminar_config.py").write_text("# mine\n", "utf-8")
    assert "is of another pack, or was changed" in refused(tmp_path / "course", "10")
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(SeminarError, match="is a file"):
        write_assignment("06", tmp_path / "file")


@pytest.mark.parametrize("what", ["77", "labs"])
def test_what_is_no_assignment_is_one_sentence(tmp_path, capsys, what):
    assert main(["assignment", what, "--nbgrader", str(tmp_path / "new")]) == 1
    assert capsys.readouterr().err.startswith(f"There is no exercise in notebook {what}. Those with one are: 00, ")
    assert not (tmp_path / "new").exists()


def text_in(done, key=made_course.KEY):
    return made_course.cell_of(done.notebook, key)["source"]


@pytest.mark.parametrize("student", ["copied", "code", "lost", "loose", "split"])
def test_what_somebody_wrote_is_found_whatever_became_of_its_cell(release, student):
    handed = read_notebook(made_course.broken(release)[student][made_course.FILE])
    done = taken(release, handed, {})
    assert made_class.text(student) in text_in(done)
    assert [cell.get("id") for cell in done.notebook["cells"]] == [cell.get("id") for cell in release["cells"]]
    assert len(done.found) == 1


def test_both_texts_of_a_copied_cell_are_shown_and_equal_ones_once(release):
    handed = read_notebook(made_course.broken(release)["copied"][made_course.FILE])
    assert text_in(taken(release, handed, {})).count("Also handed in") == 1
    handed["cells"][-1]["source"] = handed["cells"][-2]["source"]
    assert text_in(taken(release, handed, {})) == made_class.text("copied")


def test_a_sheet_fills_its_cell_and_stands_below_what_was_typed(release):
    sheet = {made_course.KEY: "From the sheet."}
    assert text_in(taken(release, release, sheet)) == "From the sheet."
    assert taken(release, release, sheet).found == ()
    both = taken(release, made_course.answered(release, "Typed."), sheet)
    assert re.fullmatch(r"Typed\.\n\n\(.+\)\n\nFrom the sheet\.", text_in(both))
    assert both.found == ("two-answers",)
    assert taken(release, made_course.answered(release, "From the sheet."), sheet).found == ()


def test_lines_beside_a_text_and_what_an_activity_keeps_stand_below_it():
    said = texts_of({"03-exercise": {"text": "A note.", "clip-g": "clip 2", "clip-z": "clip 5"}})["03-exercise"]
    assert said.startswith("A note.\n\nYour clip of G")
    assert said.endswith(": clip 5")
    brought = texts_of(
        {"10-exercise": "An essay.", "10-w10b": {next(iter(records("10")["10-w10b"].kept)): "It was lists."}}
    )
    assert brought["10-exercise"].startswith("An essay.\n\n")
    assert "It was lists." in brought["10-exercise"]


def test_an_answer_that_is_missing_or_empty_waits_for_a_person(release):
    deleted = read_notebook(made_course.broken(release)["deleted"][made_course.FILE])
    for handed, name in ((deleted, "deleted"), (release, "no-answer")):
        done = taken(release, handed, {})
        assert name in done.found
        assert text_in(done) not in ("", made_course.STUB)


def test_nothing_of_a_notebook_is_used_but_what_was_written(release):
    handed = made_course.answered(release, "Mine.")
    handed["metadata"]["widgets"] = {"state": "</script><script>alert(1)</script>"}
    made_course.cell_of(handed)["attachments"] = {"x.svg": {"image/svg+xml": "<svg onload=alert(1)>"}}
    handed["cells"][0]["source"] = "# Everybody gets full marks"
    done = taken(release, read_notebook(json.dumps(handed)), {})
    assert done.notebook == made_course.answered(release, "Mine.")


def test_words_that_are_added_to_a_question_are_part_of_the_answer(release):
    handed = copy.deepcopy(release)
    handed["cells"][1]["source"] += "\n\nMy answer stands here."
    assert text_in(taken(release, handed, {})) == "My answer stands here."


def test_a_notebook_of_another_assignment_is_none(release):
    assert taken(release, {"cells": [made_course.markdown("# Mine")]}, {}) is None


@pytest.mark.parametrize(
    "text", ["", "[", "[" * 100_000, "{}", "[]", '{"nbformat": 3, "cells": []}', '{"nbformat": 4}']
)
def test_what_is_no_notebook_is_told_as_such(text):
    with pytest.raises(ValueError):  # noqa: PT011
        read_notebook(text)


@pytest.mark.parametrize("cell", [1, {}, {"source": 5}, {"source": [1]}, {"cell_type": "markdown", "source": None}])
def test_a_cell_without_words_makes_a_notebook_unreadable(cell):
    with pytest.raises(ValueError):  # noqa: PT011
        read_notebook(json.dumps({"nbformat": 4, "cells": [cell]}))


def test_a_cell_for_code_that_was_deleted_is_told_as_giving_no_points(tmp_path):
    write_assignment("lab", tmp_path / "new")
    made = read_notebook(course.as_text(handed_out(tmp_path / "new", "seminar-lab")))
    handed = copy.deepcopy(made)
    handed["cells"].remove(made_course.cell_of(handed, "lab-units-answer"))
    assert "deleted-code" in taken(made, handed, {}).found
    assert "deleted-code" not in taken(made, made, {}).found


def test_code_of_the_lab_stays_code_where_it_stood(tmp_path):
    write_assignment("lab", tmp_path / "new")
    made = read_notebook(course.as_text(handed_out(tmp_path / "new", "seminar-lab")))
    handed = copy.deepcopy(made)
    made_course.cell_of(handed, "lab-units-answer")["source"] = "units = [1] < [2]"
    at = handed["cells"].index(made_course.cell_of(handed, "lab-units-answer"))
    handed["cells"].insert(at, {"cell_type": "code", "metadata": {}, "source": "helper = 1", "outputs": [{"x": 1}]})
    made_course.cell_of(handed, "lab-units-words")["source"] = "<b>One</b>"
    done = taken(made, handed, {})
    assert text_in(done, "lab-units-answer") == "units = [1] < [2]"
    assert text_in(done, "lab-units-words") == "&lt;b>One&lt;/b>"
    (helper,) = [cell for cell in done.notebook["cells"] if cell["source"] == "helper = 1"]
    assert helper["outputs"] == []
    assert done.notebook["cells"].index(helper) == at
    assert len(done.notebook["cells"]) == len(made["cells"]) + 1


def test_a_backslash_before_a_letter_begins_no_command():
    assert "\\h" not in inert("$\\href{javascript:alert(1)}{x}$")
    assert inert("plain words, 3 > 2") == "plain words, 3 > 2"


def test_each_of_twelve_broken_folders_is_told_by_name_and_none_of_the_sound(given, release):
    students = {**made_course.sound(release, 18), **made_course.broken(release)}
    made_course.submitted(given, students)
    before = files_of(given / "submitted")
    done = repairing.repair(given)
    told = {student: says for student, _, says in done.told}
    assert set(told) == set(made_course.TOLD)
    for student, says in made_course.TOLD.items():
        assert any(says in one for name, _, one in done.told if name == student), student
    assert done.lines()[0] == ("Handed in: 30. Sound: 18. Mended, or to be looked at: 9. To be asked for again: 3.")
    for student in students:
        file = given / "submitted" / student / made_course.NAME / made_course.FILE
        if student in made_course.WAITING:
            assert not file.parent.exists()
        else:
            assert taken(release, read_notebook(file.read_text("utf-8")), {}) is not None
    assert set(before.values()) <= set(files_of(given).values())


def states(given):
    return {row["student"]: row["now"] for row in from_csv((given / repairing.REPAIRS).read_bytes())}


def test_a_second_repair_forgets_nothing_and_still_names_whoever_waits(given, release):
    made_course.submitted(given, made_course.broken(release))
    repairing.repair(given)
    kept = (given / repairing.REPAIRS).read_text("utf-8-sig")
    again = repairing.repair(given)
    assert {student for student, _, _ in again.told} <= set(made_course.TOLD)
    assert not [says for _, _, says in again.told if "second one" in says]
    assert (given / repairing.REPAIRS).read_text("utf-8-sig") == kept
    lines = "\n".join(again.lines())
    assert "To be asked for again: 3." in lines
    assert {
        student for student in made_course.TOLD if f"{student}, {made_course.NAME}: Nothing that can be" in lines
    } == {*made_course.WAITING}
    assert {student for student, now in states(given).items() if now == "waits for another file"} == {
        *made_course.WAITING
    }


def test_whoever_hands_in_a_sound_file_then_waits_no_more(given, release):
    made_course.submitted(given, {"ann": {made_course.FILE: "{ truncated"}, "bob": {made_course.FILE: "{ truncated"}})
    repairing.repair(given)
    made_course.submitted(given, {"ann": {made_course.FILE: json.dumps(made_course.answered(release, "Mine."))}})
    done = repairing.repair(given)
    assert done.lines()[0] == "Handed in: 2. Sound: 1. Mended, or to be looked at: 0. To be asked for again: 1."
    assert "ann" not in "\n".join(done.lines())
    assert states(given) == {"ann": "can be marked", "bob": "waits for another file"}


def test_a_text_that_is_not_what_was_autograded_is_told_with_the_command_for_it(given, release):
    first, second = (json.dumps(made_course.answered(release, text)) for text in ("First.", "Second."))
    made_course.submitted(given, {"ann lee": {made_course.FILE: first}})
    graded = given / "autograded" / "ann lee" / made_course.NAME
    graded.mkdir(parents=True)
    (graded / made_course.FILE).write_text(first, "utf-8")
    assert repairing.repair(given).again == []
    (given / "submitted" / "ann lee" / made_course.NAME / made_course.FILE).write_text(second, "utf-8")
    last = repairing.repair(given).lines()[-1]
    assert last.startswith("ann lee, seminar-06: ")
    assert last.endswith("nbgrader autograde seminar-06 --student 'ann lee' --force")


def test_two_sheets_that_differ_are_both_shown(given, release):
    first, second = made_class.page(1), made_class.page(2)
    files = {made_course.FILE: json.dumps(release), first[0]: first[1], second[0]: second[1]}
    made_course.submitted(given, {"ann": files})
    texts, faults = repairing.sheets_in(given / "submitted" / "ann" / made_course.NAME)
    assert faults == []
    assert all(made_class.text(f"{n} {made_course.KEY}") in texts[made_course.KEY] for n in (1, 2))
    assert "Also handed in" in texts[made_course.KEY]


def test_a_second_notebook_and_a_sheet_for_another_exercise_are_told(given, release):
    files = {
        made_course.FILE: json.dumps(made_course.answered(release, "One.")),
        "old.ipynb": json.dumps(made_course.answered(release, "Two.")),
        "sheet-10-ABCD2345.json": as_json(made_class.sheet(1, "10-exercise")),
    }
    made_course.submitted(given, {"ann": files})
    said = " ".join(says for _, _, says in repairing.repair(given).told)
    assert "old.ipynb is a second one" in said
    assert "The sheet is for another exercise" in said


def test_what_is_in_the_way_keeps_a_name_of_its_own_each_time(given, release):
    folder = given / "submitted" / "ann" / made_course.NAME
    (folder / made_course.FILE).mkdir(parents=True)
    (folder / "mine.ipynb").write_text(json.dumps(made_course.answered(release, "Mine.")), "utf-8")
    repairing.repair(given)
    (folder / made_course.FILE).write_text("{ truncated", "utf-8")
    repairing.repair(given)
    assert {path.name: path.is_dir() for path in folder.iterdir()} == {
        made_course.FILE: False,
        "mine.ipynb": False,
        f"{made_course.FILE}.as-handed-in-1": True,
        f"{made_course.FILE}.as-handed-in-2": False,
    }
    for path in folder.glob("*.ipynb"):
        path.write_text("{ truncated", "utf-8")
    repairing.repair(given)
    made_course.submitted(given, {"ann": {"notes.txt": "Sorry."}})
    repairing.repair(given)
    assert {path.name: len([*path.iterdir()]) for path in (given / repairing.WAITING / "ann").iterdir()} == {
        made_course.NAME: 4,
        f"{made_course.NAME}-1": 1,
    }


def test_points_below_nought_are_refused(tmp_path):
    with pytest.raises(SeminarError, match=r"Expected a number from 0 on"):
        write_assignment("06", tmp_path / "new", -1)


def test_a_link_is_not_followed(given, release, tmp_path):
    secret = tmp_path / "secret.ipynb"
    secret.write_text(json.dumps(made_course.answered(release, "SECRET")), "utf-8")
    folder = given / "submitted" / "ann" / made_course.NAME
    folder.mkdir(parents=True)
    (folder / made_course.FILE).symlink_to(secret)
    repairing.repair(given)
    assert not folder.exists()
    assert "SECRET" in secret.read_text("utf-8")


def test_a_repair_without_a_course_a_release_or_settings_is_one_sentence(given, release, tmp_path, capsys):
    assert main(["repair", str(tmp_path / "none")]) == 1
    assert capsys.readouterr().err.startswith("There is no folder ")
    assert main(["repair", str(given)]) == 1
    assert capsys.readouterr().err.startswith("There are no submissions for assignments of the pack in ")
    made_course.submitted(given, made_course.sound(release, 2))
    (given / "nbgrader_config.py").write_text("c = get_config()\n", "utf-8")
    assert main(["repair", str(given)]) == 1
    assert capsys.readouterr().err.startswith("The settings of the pack are not in use. Nothing was changed.")
    write = given / "nbgrader_config.py"
    write.write_text(course.LINE, "utf-8")
    (given / "release" / made_course.NAME / made_course.FILE).write_text("{", "utf-8")
    assert main(["repair", str(given)]) == 1
    assert "Expected what “nbgrader generate_assignment seminar-06” writes there." in capsys.readouterr().err


def test_code_of_students_is_refused_where_no_room_can_be_made_for_it(tmp_path, monkeypatch, capsys):
    write_assignment("lab", tmp_path)
    made = handed_out(tmp_path, "seminar-lab")
    (tmp_path / "release" / "seminar-lab").mkdir(parents=True)
    (tmp_path / "release" / "seminar-lab" / "seminar-lab.ipynb").write_text(course.as_text(made), "utf-8")
    made_course.submitted(tmp_path, {"ann": {"seminar-lab.ipynb": course.as_text(made)}}, "seminar-lab")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["repair", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("What students wrote is not run, since it could read and change the gradebook here")
    assert not (tmp_path / repairing.REPAIRS).exists()


@pytest.mark.parametrize("installed", [None, "a module"])
def test_where_nbgrader_is_not_installed_the_next_step_says_so(tmp_path, capsys, monkeypatch, installed):
    monkeypatch.setattr("seminar.marking.nbgrader.course.find_spec", lambda name: installed)
    assert main(["assignment", "06", "--nbgrader", str(tmp_path / "new")]) == 0
    assert ("nbgrader is not installed" in capsys.readouterr().out) == (installed is None)


def test_the_readme_installs_an_nbgrader_that_the_pack_knows():
    assert f'"nbgrader>={course.KNOWN[0]},<{course.KNOWN[1]}"' in (PACK / "README.md").read_text("utf-8")
