"""Courses of several lengths: each is walked through, its minutes are added up, and its folder holds what it needs."""

import re
import shutil
import sys
from dataclasses import replace

import pypdf
import pytest
import yaml
from seminar.__main__ import main
from seminar.course.minutes import words_in
from seminar.data.records import SURVEYS, Cells, Lesson, Vote, courses, instructor, records
from seminar.errors import SeminarError
from seminar.paper import piles, plans
from seminar.paper.courses import FILE as PLANS
from seminar.paper.courses import cells_of, planned
from seminar.paper.piles import needs
from seminar.paper.plans import chosen
from seminar.paper.walk import problems
from support import PACK, PATHS, forget

FILE = PACK / "data" / PLANS
WRITTEN = yaml.safe_load(FILE.read_text("utf-8"))
NAMES = [f"{found['sessions']}x{found['minutes']}" for found in WRITTEN]
every_plan = pytest.mark.parametrize("found", WRITTEN, ids=NAMES)


def recorded(number):
    return yaml.safe_load((PACK / "data" / "teaching" / f"{number}.yaml").read_text("utf-8"))


def minutes_by_hand(part):
    """The minutes of a part, added up from the file of its notebook."""
    if "break" in part:
        return part["break"]
    if "cells" in part:
        return sum(part["cells"].values())
    kept = {key: one for key, one in recorded(part["notebook"]).items() if key not in part.get("without", [])}
    given = {key: one.get(f"minutes{part['plan']}", 0) for key, one in kept.items()}
    return sum({**given, **part.get("also", {})}.values())


def plan_of(found):
    return next(
        plan for plan in plans.plans() if (len(plan.sessions), plan.minutes) == (found["sessions"], found["minutes"])
    )


def test_there_are_plans_for_1_3_5_and_10_sessions_of_40_80_and_90_minutes():
    assert {f"{sessions}x{minutes}" for sessions in (1, 3, 5, 10) for minutes in (40, 80, 90)} <= set(NAMES)


@every_plan
def test_every_session_leaves_five_percent_of_its_slot_free(found):
    assert len(found["plan"]) == found["sessions"]
    for session in found["plan"]:
        total = sum(map(minutes_by_hand, session["parts"]))
        assert total <= 0.95 * found["minutes"]
        assert total >= 0.85 * found["minutes"], "nothing happens for too long"


@every_plan
def test_every_row_of_its_run_sheets_has_the_minutes_that_it_needs_and_four_things_to_know(found):
    for meeting in plan_of(found).sessions:
        rows = meeting.rows()
        assert {part.key for part in meeting.parts if part.key} <= {key for row in rows for key in row.cells}
        assert all(row.needs <= row.end - row.start for row in rows)
        assert all(all(said) for said in plans.run_rows(meeting) if said[1] != "Break" and said[2])
        assert len(plans.run_rows(meeting)) >= len(rows)


@every_plan
def test_nothing_is_used_before_it_was_read_or_made(found):
    """Walked through by hand: what was met so far, in the order of home, class and home again."""
    met = []
    for meeting in plan_of(found).sessions:
        met += meeting.before
        for row in meeting.rows():
            for key in row.cells:
                one = records(key[:2])[key]
                if isinstance(one, Vote) and one.revote_of:
                    assert one.revote_of in met
                if getattr(one, "vote", None):
                    assert one.vote in met
                if key == "10-w10c":
                    assert "00-w00c" in met
                met.append(key)
            assert set(row.step.needs) <= set(met)
        met += meeting.after
        for key in meeting.after:
            assert set(getattr(records(key[:2])[key], "brings", ())) <= set(met)
    assert len(met) == len(set(met)), "nothing is done twice"


@every_plan
def test_every_vote_and_every_survey_has_its_pair(found):
    plan = plan_of(found)
    done = {key for one in plan.sessions for key in (*one.in_class(), *one.before, *one.after)}
    for key in done:
        one = records(key[:2])[key]
        if isinstance(one, Vote):
            first = one.revote_of or key
            second = next(k for k, v in records(key[:2]).items() if isinstance(v, Vote) and v.revote_of == first)
            assert {first, second} <= done
    assert {"00-w00c", "10-w10c"} <= done
    assert {"00-w00c", "10-w10c"} < set(SURVEYS)


@every_plan
def test_it_begins_with_ground_rules_and_the_folded_slip_of_the_survey_or_takes_it_then(found):
    first = plan_of(found).sessions[0]
    assert first.rows()[0].cells == ("00-rules",)
    assert first.rows()[0].end <= 10
    assert "00-w00c" in first.before
    assert "folded" in first.rows()[0].step.say


@every_plan
def test_what_is_read_between_two_sessions_has_at_most_2500_words_and_each_page_once(found):
    plan, read = plan_of(found), []
    for meeting in plan.sessions:
        assert sum(words_in(cells_of(key[:2])[key]) for key in meeting.before) <= 2500
        read += meeting.before
    assert len(read) == len(set(read))
    for number in {number for meeting in plan.sessions for number in meeting.lessons()}:
        assert set(instructor(number).before) & set(read) or not instructor(number).before


@every_plan
def test_each_course_sets_an_exercise_with_a_day_that_comes_after_its_session(found):
    plan = plan_of(found)
    exercises = 0
    for number, meeting in enumerate(plan.sessions, 1):
        assert all(number < due <= len(plan.sessions) + 1 for due in meeting.after.values())
        exercises += sum(records(key[:2])[key].role == "exercise" for key in meeting.after)
    assert exercises >= 1
    assert len(re.findall(r"due (at the start of session \d+|two weeks after)", plans.syllabus(plan))) == sum(
        len(meeting.after) for meeting in plan.sessions
    )


CORE_THREE = next(found for found in courses() if (found.sessions, found.minutes) == (3, 80))


def but(course, session, **changes):
    """The *course* with other fields of its lesson in a *session* (0: the first)."""
    one = course.plan[session]
    parts = tuple(replace(part, **changes) if isinstance(part, Lesson) else part for part in one.parts)
    return replace(course, plan=(*course.plan[:session], replace(one, parts=parts), *course.plan[session + 1 :]))


def after(course, session, **due):
    """The *course* with other homework after a *session*; _ stands for - in the name of a cell."""
    cells = {key.removeprefix("c").replace("_", "-"): day for key, day in due.items()}
    one = replace(course.plan[session], after=cells)
    return replace(course, plan=(*course.plan[:session], one, *course.plan[session + 1 :]))


def no_rules(course):
    one = course.plan[0]
    parts = tuple(part for part in one.parts if not isinstance(part, Cells))
    return replace(course, plan=(replace(one, parts=parts), *course.plan[1:]))


def turned(course):
    """The course with its sessions in the opposite order."""
    return replace(course, plan=course.plan[::-1])


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (but(CORE_THREE, 1, also={"06-w06c": 15}), "session 2 takes 79 minutes; expected at most 76 of 80: take 3 out"),
        (but(CORE_THREE, 1, also={"06-w06c": 9}), "session 2 gives 06-cross, 06-w06c 9 minutes; they need 12.0"),
        (but(CORE_THREE, 1, also={"06-2": 3}, without=("06-share",)), "session 2 has 06-2, of which no run sheet says"),
        (but(CORE_THREE, 1, without=("06-vote",)), "session 2 uses 06-vote in 06-revote before it was read or made"),
        (but(CORE_THREE, 1, without=("06-revote",)), "06-vote is never voted on again"),
        (but(CORE_THREE, 0, without=("01-revote",)), "session 1 uses 01-revote in 01-w01b before it was read or made"),
        (but(CORE_THREE, 1, without=("06-errors",)), "session 2 uses 06-errors in 06-w06b before it was read or made"),
        (but(CORE_THREE, 2, without=("10-w10a",)), "session 3 uses 10-w10a in 10-1 before it was read or made"),
        (but(CORE_THREE, 1, without=("06-3",)), "06-4 has no opposite: 06-3 is missing"),
        (but(CORE_THREE, 2, without=("10-w10c",)), "one survey has no pair: 00-w00c and 10-w10c belong together"),
        (replace(CORE_THREE, homework=("00-rules",)), "session 3 uses 00-w00c in 10-w10c before it was read or made"),
        (
            replace(CORE_THREE, homework=("00", "02", "03")),
            "session 1 asks for 3,",
        ),
        (after(CORE_THREE, 0, c10_exercise=2), "session 1 asks for 10-exercise at home without 10-w10b"),
        (after(CORE_THREE, 1, c06_exercise=2), "session 2: 06-exercise is due at session 2; expected 3 to 4"),
        (after(after(after(CORE_THREE, 0), 1), 2), "no exercise is set"),
        (no_rules(CORE_THREE), "session 1 does not agree on the ground rules (00-rules) in its first 10 minutes"),
        (turned(CORE_THREE), "session 1 does not agree on the ground rules (00-rules)"),
    ],
)
def test_what_does_not_hold_together_is_told(broken, said):
    assert any(one.startswith(said) for one in problems(planned(broken))), list(problems(planned(broken)))


@every_plan
def test_a_plan_of_the_pack_has_none_of_these(found):
    course = next(one for one in courses() if (one.sessions, one.minutes) == (found["sessions"], found["minutes"]))
    assert list(problems(planned(course))) == []


@every_plan
def test_the_printed_minutes_are_those_of_the_records(found, capsys, tmp_path):
    words = ["plan", "--sessions", str(found["sessions"]), "--minutes", str(found["minutes"])]
    assert main([*words, "--to", str(tmp_path / "course")]) == 0
    printed = capsys.readouterr().out
    sessions = re.split(r"^## Session \d+$", printed, flags=re.MULTILINE)[1:]
    assert len(sessions) == found["sessions"]
    for session, written in zip(sessions, found["plan"], strict=True):
        spans = [tuple(map(int, span)) for span in re.findall(r"^\| (\d+)–(\d+) \|", session, re.MULTILINE)]
        total = sum(map(minutes_by_hand, written["parts"]))
        assert [start for start, _ in spans] == [0, *(end for _, end in spans[:-1])]
        assert spans[-1][1] == total
        assert f"{total} of {found['minutes']} minutes are planned; {found['minutes'] - total} stay free" in session


@every_plan
def test_who_has_no_computer_finds_the_sheet_of_every_activity_and_the_slip_of_every_vote(found):
    plan = plan_of(found)
    said = plans.syllabus(plan)
    for meeting in plan.sessions:
        for part in meeting.parts:
            cell = records(part.notebook)[part.key] if part.key else None
            last = "Slip" if isinstance(cell, Vote) else rf"Sheet {part.notebook}-\d+"
            if cell and (cell.role == "activity" or isinstance(cell, Vote)):
                assert re.search(rf"\| {re.escape(part.title)} \|.*\| {last} \|", said), part.key


def test_what_a_session_leaves_out_is_named():
    said = plans.syllabus(plans.chosen(3, 80))
    left = re.findall(r"\*\*Left out.*", said)
    assert "Who speaks? (12 min)" in left[0]
    assert "Decide: is this social credit?" in left[1]


def test_the_long_courses_hold_every_notebook():
    whole = [plan for plan in plans.plans() if len(plan.sessions) == 10]
    assert len(whole) == 3
    assert all(plan.notebooks() == [path.name[:2] for path in PATHS] for plan in whole)


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_the_folder_holds_exactly_what_the_course_needs(paper, size, tmp_path):
    """Letter paper is printed on the spot, and is what a release holds."""
    folder = tmp_path / "course"
    plan = plans.chosen(3, 80)
    plans.write(plan, size, folder)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    made = {path for path in there if not path.endswith(".html")}
    assert there - made == {"syllabus.html", "run-sheets.html"}
    assert made == {f"{pile.folder}/{pile.file}" for pile in plans.piles_of(plan, size)}
    assert {path.split("/")[0] for path in made} == {
        f"{when}session {number}" for number in (1, 2, 3) for when in ("", "before ")
    }
    assert all(re.search(r", print \d+\.pdf$", path) for path in made)
    handed = [path for path in made if path.endswith(", print 18.pdf")]
    pages = sum(len(pypdf.PdfReader(folder / path).pages) for path in handed)
    alone = [len(pypdf.PdfReader(paper(f"student/{number}-{size}.pdf")).pages) for number in plan.notebooks()]
    assert pages > sum(alone)
    syllabus = (folder / "syllabus.html").read_text("utf-8")
    assert f"<h1>{plan.title}</h1>" in syllabus
    assert f"size: {size}" in syllabus.lower()
    assert syllabus.count("<h2>Session") == 3
    sheets = (folder / "run-sheets.html").read_text("utf-8")
    assert sheets.count("<tr>") == sum(len(meeting.rows()) + 1 for meeting in plan.sessions)
    assert f"size: {size};" in sheets.lower()
    again = plans.write(plan, size, folder)
    assert len(again) == len(there)


def test_without_pandoc_and_typst_the_folder_is_written_all_the_same(monkeypatch, tmp_path):
    for name in ("typst", "pypandoc"):
        monkeypatch.setitem(sys.modules, name, None)
    written = plans.write(plans.chosen(3, 80), "a4", tmp_path / "course")
    assert len(written) > 20
    assert all(path.is_file() for path in written)


def test_letter_paper_that_the_pack_holds_is_used(monkeypatch, tmp_path):
    plan = plans.chosen(3, 80)
    stems = sorted({stem for need in piles.needs(plan.sessions) for stem in need.stems()})
    monkeypatch.setattr(plans, "papers", lambda: [plans.Paper(stem, None) for stem in stems])
    monkeypatch.setattr(plans, "pack_folder", lambda: tmp_path / "pack")
    monkeypatch.setitem(sys.modules, "typst", None)
    for stem in stems:
        file = tmp_path / "pack" / "handouts" / f"{stem}-letter.pdf"
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PACK / "handouts" / f"{stem}-a4.pdf", file)
    written = plans.write(plan, "letter", tmp_path / "course")
    assert "before session 1/1 for each student, print 18.pdf" in {
        path.relative_to(tmp_path / "course").as_posix() for path in written
    }
    assert plans.lacking(plan, "letter") == ""


def test_the_number_of_students_says_how_often_each_pile_is_printed(capsys, tmp_path):
    words = ["plan", "--sessions", "3", "--minutes", "80", "--students", "7", "--to", str(tmp_path / "course")]
    assert main(words) == 0
    names = {path.name for path in (tmp_path / "course").rglob("*.pdf")}
    assert "1 for each student, print 7.pdf" in names
    assert "2 for each pair, print 4.pdf" in names
    assert "3 for each group, print 2.pdf" in names
    assert "2 slips, four to a page, print 2.pdf" in names
    assert re.search(
        r"^For 7 students: \d+ printed pages, of which \d+ are yours; printed on both sides, \d+ sheets of paper\.",
        capsys.readouterr().out,
        re.MULTILINE,
    )


@pytest.mark.parametrize("students", ["2", "201"])
def test_a_class_without_groups_is_a_sentence_and_nothing_is_written(students, capsys, tmp_path):
    words = ["plan", "--sessions", "3", "--minutes", "80", "--students", students, "--to", str(tmp_path / "course")]
    assert main(words) == 1
    assert f"Piles are made for 3 to 200 students, not for {students}." in capsys.readouterr().err
    assert not (tmp_path / "course").exists()


@pytest.mark.parametrize(
    ("asked", "plan", "spare"),
    [
        ((3, 75), 40, 35),
        ((3, 80), 80, 0),
        ((3, 76), 80, -4),
        ((3, 84), 80, 4),
        ((3, 85), 90, -5),
        ((3, 120), 90, 30),
        ((10, 50), 40, 10),
        ((1, 200), 180, 20),
    ],
)
def test_a_slot_between_two_plans_has_the_longer_one_if_its_minutes_fit_and_says_what_is_to_spare(
    asked, plan, spare, capsys, tmp_path
):
    found = plans.chosen(*asked)
    assert (found.minutes, found.spare) == (plan, spare)
    held = re.findall(
        r"(\d+) of (\d+) minutes are planned; (\d+) stay free", re.sub(r"<.*?>", "", plans.run_sheets(found, "a4"))
    )
    assert [slot for _, slot, _ in held] == [str(asked[1])] * len(found.sessions)
    assert all(int(planned) + int(free) == int(slot) for planned, slot, free in held)
    assert main(["plan", "--sessions", str(asked[0]), "--minutes", str(asked[1]), "--to", str(tmp_path / "c")]) == 0
    said = capsys.readouterr().out
    assert (f"A slot of {asked[1]} has {spare} minutes more" in said) == (spare > 0)
    assert (f"so that a slot of {asked[1]} holds them" in said) == (spare < 0)
    assert f"{asked[0]} × {asked[1]} minutes." in said
    assert ("Or take the longer plan (--sessions 3 --minutes 80), and leave out about 5 minutes" in said) == (
        asked == (3, 75)
    )


def test_a_paper_that_cannot_be_had_is_named_and_the_rest_is_written(monkeypatch, tmp_path, capsys):
    for name in ("typst", "pypandoc"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setattr(plans, "tools", lambda: (_ for _ in ()).throw(SeminarError("Paper needs pandoc and Typst.")))
    monkeypatch.setattr(plans, "pack_folder", lambda: tmp_path)
    words = ["plan", "--sessions", "3", "--minutes", "80", "--to", str(tmp_path / "course")]
    assert main([*words, "--paper", "letter"]) == 0
    shown = capsys.readouterr()
    assert {path.name for path in (tmp_path / "course").iterdir()} == {"syllabus.html", "run-sheets.html"}
    stems = {stem for need in needs(chosen(3, 80).sessions) for stem in need.stems()}
    lacking = f"{len(stems)} papers are not in the folder, among them student/00-letter.pdf. Paper needs pandoc"
    assert lacking in shown.err
    assert main(words) == 0
    assert "-m seminar build” makes them" in capsys.readouterr().err


LISTED = [f"  --sessions {found['sessions']} --minutes {found['minutes']} ({found['title']})" for found in WRITTEN]


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [((3, 30), (3, 40)), ((4, 80), (3, 80)), ((12, 100), (10, 90)), ((2, 45), (1, 40)), ((6, 80), (5, 80))],
)
def test_a_course_that_nobody_planned_names_the_nearest_and_then_each_on_a_line(capsys, asked, nearest):
    assert main(["plan", "--sessions", str(asked[0]), "--minutes", str(asked[1])]) == 1
    first, *rest = capsys.readouterr().err.splitlines()
    assert f"Nearest: --sessions {nearest[0]} --minutes {nearest[1]};" in first
    assert rest == LISTED


def test_asked_for_no_course_it_lists_those_there_are(capsys):
    assert main(["plan"]) == 0
    assert capsys.readouterr().out.splitlines() == ["There are:", *LISTED]


@pytest.mark.parametrize("half", [["--sessions", "3"], ["--minutes", "80"]])
def test_half_of_what_a_course_needs_is_a_sentence_and_the_list(capsys, half):
    assert main(["plan", *half]) == 1
    first, *rest = capsys.readouterr().err.splitlines()
    assert first == "A course needs both --sessions and --minutes. There are:"
    assert rest == LISTED


def test_a_folder_that_cannot_be_made_is_named_and_no_disk_is_blamed(capsys, tmp_path):
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "course"
    assert main(["plan", "--sessions", "3", "--minutes", "80", "--to", str(folder)]) == 1
    said = capsys.readouterr().err
    assert f"Its folder {folder} takes no such file: choose another folder" in said
    assert "disk space" not in said


def test_an_unknown_paper_is_a_sentence_and_nothing_is_written(tmp_path, capsys):
    words = ["plan", "--sessions", "3", "--minutes", "80", "--paper", "a3", "--to", str(tmp_path / "course")]
    assert main(words) == 1
    assert "There is no paper “a3”. There are: a4, letter." in capsys.readouterr().err
    assert not (tmp_path / "course").exists()


def test_a_folder_with_something_else_stays_as_it_is(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(SeminarError, match=r"holds something else \(notes.txt\)"):
        plans.write(plans.chosen(3, 80), "a4", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_folder_made_for_another_number_of_students_says_so(tmp_path):
    plans.write(plans.chosen(1, 40), "a4", tmp_path / "course", 17)
    with pytest.raises(SeminarError, match=r"The folder course was made for 17 students, not for 18\."):
        plans.write(plans.chosen(1, 40), "a4", tmp_path / "course", 18)


def test_the_syllabus_says_what_to_send_what_to_bring_and_where_a_notebook_begins():
    said = plans.syllabus(plans.chosen(1, 80))
    assert "send the link of the essay, https://" in said
    assert "to be read at home (15 minutes)" in said
    (brought,) = re.findall(r"^\*\*Bring, since it is in no pile:\*\* (.*)$", said, re.MULTILINE)
    assert ["poster" in brought, "box" in brought, "draw sides" in brought, "exit slip" in brought] == [True] * 3 + [
        False
    ]
    assert ": 01 begins here at minute 4; 06 begins here at minute 38." in said
    assert "exit slip" in plans.syllabus(plans.chosen(3, 80))
    assert "weeks after the course" in said


def rewritten(pack_copy, changed):
    (pack_copy / "data" / plans.FILE).write_text(yaml.safe_dump(changed), "utf-8")
    forget()


CORE = next(found for found in WRITTEN if (found["sessions"], found["minutes"]) == (3, 80))
TASTER = next(found for found in WRITTEN if (found["sessions"], found["minutes"]) == (1, 80))


def test_a_plan_that_does_not_add_up_is_named(pack_copy):
    shutil.copytree(
        PACK / "notebooks", pack_copy / "notebooks", ignore=shutil.ignore_patterns("seminar"), dirs_exist_ok=True
    )
    rewritten(pack_copy, [{**CORE, "minutes": 60}])
    with pytest.raises(
        SeminarError, match="plan 3 × 60: session 1 takes 76 minutes; expected at most 57 of 60: take 19"
    ):
        plans.plans()


def test_a_plan_with_a_session_missing_is_named(pack_copy):
    rewritten(pack_copy, [{**CORE, "plan": CORE["plan"][:2]}])
    with pytest.raises(SeminarError, match="plan 3 × 80: it has 2 sessions; expected 3"):
        plans.plans()


def test_a_cell_that_nobody_has_written_is_named(pack_copy):
    rewritten(pack_copy, [{**TASTER, "plan": [{"parts": [{"cells": {"01-nothing": 80}}]}]}])
    with pytest.raises(SeminarError, match=r"names the cell 01-nothing; data/teaching/01\.yaml has none"):
        plans.plans()


def test_a_broken_file_is_named_with_its_line(pack_copy):
    (pack_copy / "data" / plans.FILE).write_text("- sessions: 1\n  title: [\n", "utf-8")
    forget()
    with pytest.raises(SeminarError, match=r"data/teaching/plans\.yaml, line"):
        plans.plans()
