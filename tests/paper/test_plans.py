"""Courses of several lengths: they add up, they name cells that exist, and their folder holds what they need."""

import re
import sys

import pytest
import yaml
from seminar.__main__ import main
from seminar.errors import SeminarError
from seminar.paper import plans
from support import PACK, PATHS, forget

FILE = PACK / "data" / plans.FILE
WRITTEN = yaml.safe_load(FILE.read_text("utf-8"))
NAMES = [f"{found['sessions']}x{found['minutes']}" for found in WRITTEN]


def minutes_by_hand(part):
    """The minutes of a part, added up from the file of its notebook."""
    if "break" in part:
        return part["break"]
    if "cells" in part:
        return sum(part["cells"].values())
    records = yaml.safe_load((PACK / "data" / "teaching" / f"{part['notebook']}.yaml").read_text("utf-8"))
    kept = [record for key, record in records.items() if key not in part.get("without", [])]
    return sum(record.get(f"minutes{part['plan']}", 0) for record in kept)


@pytest.mark.parametrize("found", WRITTEN, ids=NAMES)
def test_every_session_fills_its_slot_within_five_percent(found):
    assert len(found["plan"]) == found["sessions"]
    for session in found["plan"]:
        assert abs(sum(map(minutes_by_hand, session)) - found["minutes"]) <= 0.05 * found["minutes"]


@pytest.mark.parametrize("found", WRITTEN, ids=NAMES)
def test_the_printed_minutes_are_those_of_the_records(found, capsys, tmp_path):
    words = ["plan", "--sessions", str(found["sessions"]), "--minutes", str(found["minutes"])]
    assert main([*words, "--to", str(tmp_path / "course")]) == 0
    printed = capsys.readouterr().out
    sessions = re.split(r"^## Session \d+$", printed, flags=re.MULTILINE)[1:]
    assert len(sessions) == found["sessions"]
    for session, parts in zip(sessions, found["plan"], strict=True):
        spans = [tuple(map(int, span)) for span in re.findall(r"^\| (\d+)–(\d+) \|", session, re.MULTILINE)]
        assert [start for start, _ in spans] == [0, *(end for _, end in spans[:-1])]
        assert spans[-1][1] == sum(map(minutes_by_hand, parts))


def test_the_long_courses_hold_every_notebook():
    whole = [plan for plan in plans.plans() if len(plan.sessions) == 10]
    assert len(whole) == 2
    assert all(plan.notebooks() == [path.name[:2] for path in PATHS] for plan in whole)


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_the_folder_holds_exactly_what_the_course_needs(paper, size, tmp_path):
    """Letter paper is printed on the spot, and is what a release holds."""
    folder = tmp_path / "course"
    plan = plans.chosen(3, 80)
    plans.write(plan, size, folder)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    copies = {path for path in there if path != "syllabus.html"}
    assert {re.match(r"\w+/(\d\d)-", path)[1] for path in copies} == {"00", "01", "06", "10"}
    for number in plan.notebooks():
        assert {f"student/{number}-{size}.pdf", f"instructor/{number}-{size}.pdf"} <= copies
    for path in copies:
        assert (folder / path).read_bytes() == paper(path).read_bytes()
    syllabus = (folder / "syllabus.html").read_text("utf-8")
    assert f"<h1>{plan.title}</h1>" in syllabus
    assert f"size: {size}" in syllabus.lower()
    assert syllabus.count("<tr>") == sum(len(parts) + 1 for parts in plan.sessions)
    again = plans.write(plan, size, folder)
    assert len(again) == len(there)


def test_without_pandoc_and_typst_the_folder_is_written_all_the_same(monkeypatch, tmp_path):
    for name in ("typst", "pypandoc"):
        monkeypatch.setitem(sys.modules, name, None)
    written = plans.write(plans.chosen(3, 80), "a4", tmp_path / "course")
    assert len(written) == 13
    assert all(path.is_file() for path in written)


def test_letter_paper_that_the_pack_holds_is_copied(pack_copy, monkeypatch, tmp_path):
    plan = plans.chosen(3, 80)
    held = pack_copy / "handouts"
    monkeypatch.setattr(plans, "papers", lambda: [plans.Paper("student/00", None), plans.Paper("instructor/00", None)])
    for stem in ("student/00", "instructor/00"):
        (held / stem).parent.mkdir(parents=True)
        (held / f"{stem}-letter.pdf").write_bytes(stem.encode())
    plans.write(plan, "letter", tmp_path / "course")
    assert (tmp_path / "course" / "student" / "00-letter.pdf").read_bytes() == b"student/00"


def test_a_slot_a_little_longer_or_shorter_fits_and_one_far_off_does_not():
    assert plans.chosen(3, 82).title == plans.chosen(3, 78).title == "The core three"
    with pytest.raises(SeminarError, match="No plan fits 3 sessions of 90 minutes"):
        plans.chosen(3, 90)


LISTED = [f"  --sessions {found['sessions']} --minutes {found['minutes']} ({found['title']})" for found in WRITTEN]


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [((3, 90), (3, 80)), ((4, 80), (3, 80)), ((12, 100), (10, 80)), ((2, 45), (3, 40)), ((1, 170), (1, 80))],
)
def test_a_slot_that_no_plan_fits_names_the_nearest_and_then_each_on_a_line(capsys, asked, nearest):
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


def rewritten(pack_copy, changed):
    (pack_copy / "data" / plans.FILE).write_text(yaml.safe_dump(changed), "utf-8")
    forget()


CORE = next(found for found in WRITTEN if (found["sessions"], found["minutes"]) == (3, 80))
TASTER = next(found for found in WRITTEN if (found["sessions"], found["minutes"]) == (1, 80))


def test_a_plan_that_does_not_add_up_is_named(pack_copy):
    rewritten(pack_copy, [{**CORE, "minutes": 60}])
    with pytest.raises(SeminarError, match="plan 3 × 60: session 1 takes 80 minutes; expected 60 within 5 %"):
        plans.plans()


def test_a_plan_with_a_session_missing_is_named(pack_copy):
    rewritten(pack_copy, [{**CORE, "plan": CORE["plan"][:2]}])
    with pytest.raises(SeminarError, match="plan 3 × 80: it has 2 sessions; expected 3"):
        plans.plans()


def test_a_cell_that_nobody_has_written_is_named(pack_copy):
    rewritten(pack_copy, [{**TASTER, "plan": [[{"cells": {"01-nothing": 80}}]]}])
    with pytest.raises(SeminarError, match=r"names the cell 01-nothing; data/teaching/01\.yaml has none"):
        plans.plans()


def test_a_broken_file_is_named_with_its_line(pack_copy):
    (pack_copy / "data" / plans.FILE).write_text("- sessions: 1\n  title: [\n", "utf-8")
    forget()
    with pytest.raises(SeminarError, match=r"data/teaching/plans\.yaml, line"):
        plans.plans()
