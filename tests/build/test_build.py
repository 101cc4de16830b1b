"""The build: it names and makes what is stale and nothing else, and stops at the first thing that is no result."""

import json
import re
import shutil
import tempfile
from datetime import date

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from scratch import change_fact, contents, costly, settle
from seminar.__main__ import main
from seminar.build import printing, steps, storing
from seminar.build.targets import RECORD, read_record
from seminar.course.sources import FACT
from seminar.data.evidence import fact
from seminar.errors import SeminarError
from support import PATHS, forget, read

TODAY = date.today()
SEVEN = next(path.name for path in PATHS if path.name.startswith("07"))
PAPERS_OF_07 = [f"handouts/student/07{ending}-a4.pdf" for ending in ("", "-sheets", "-large")]
PAPERS_OF_07.append("handouts/instructor/07-a4.pdf")


def quiet(line):
    pass


def change_cell(folder, cell_id, source):
    """Write *source* into a cell of notebook 07."""
    path = folder / "notebooks" / SEVEN
    notebook = nbformat.read(path, as_version=4)
    next(cell for cell in notebook.cells if cell.id == cell_id).source = source
    nbformat.write(notebook, path)


def test_the_record_holds_no_date_and_no_path_of_a_machine(workshop):
    text = (workshop / RECORD).read_text("utf-8")
    assert str(workshop) not in text
    assert not re.search(r"20\d\d-\d\d|/home|/tmp|/root|\\\\", text)
    assert set(json.loads(text)) == {target.path for target in costly()}


def test_where_nothing_is_stale_nothing_is_written(workshop, capsys):
    before = contents(workshop)
    assert main(["build", "--check"]) == main(["build"]) == 0
    assert capsys.readouterr().out == "Everything is up to date.\n" * 2
    assert contents(workshop) == before


def test_what_is_stale_is_named_with_its_reason_and_nothing_is_written(workshop, capsys):
    change_cell(workshop, "07-briefing", "## Briefing\n\nOther words.")
    (workshop / PAPERS_OF_07[0]).unlink()
    poster = workshop / "handouts" / "kit" / "five-habits-a4.pdf"
    poster.write_bytes(poster.read_bytes() + b"\n")
    (workshop / "notebooks" / "sources" / "old.md").write_text("")
    before = contents(workshop)
    assert main(["build", "--check"]) == 1
    said = dict(line.split(": ", 1) for line in capsys.readouterr().out.splitlines())
    assert said["notebooks/sources/old.md"] == "nothing makes it any more"
    assert said[f"notebooks/{SEVEN}"] == "new: cells"
    assert said[f"handouts/html/{SEVEN.removesuffix('.ipynb')}.html"] == f"notebooks/{SEVEN} comes first"
    assert said[PAPERS_OF_07[0]] == f"notebooks/{SEVEN} comes first"
    assert said["handouts/kit/five-habits-a4.pdf"] == "it was changed by hand"
    assert not [path for path in said if "08" in path]
    assert contents(workshop) == before


@pytest.mark.parametrize("content", [None, b"", b"\xff no page"])
def test_a_page_beside_the_course_that_is_missing_or_damaged_is_named_and_made_again(workshop, capsys, content):
    file = workshop / "notebooks" / "glossary.md"
    before = file.read_bytes()
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    assert main(["build", "--check"]) == 1
    said = dict(line.split(": ", 1) for line in capsys.readouterr().out.splitlines())
    assert said["notebooks/glossary.md"] == ("it is missing" if content is None else "it is not what would be made now")
    assert said["handouts/html/glossary.html"] == "notebooks/glossary.md comes first"
    steps.build([], TODAY, quiet)
    assert file.read_bytes() == before
    assert steps.stale(TODAY) == {}


def test_a_record_that_is_damaged_says_nothing_of_any_file(workshop):
    (workshop / RECORD).write_text("<<<<<<< ours\n", "utf-8")
    stale = steps.stale(TODAY)
    assert stale[f"notebooks/{SEVEN}"] == "nobody knows what it was made from"
    assert {target.path for target in costly()} <= set(stale)


def test_one_changed_fact_makes_the_files_that_show_it_and_no_others(workshop):
    before = contents(workshop)
    change_fact("f-T020", wrong="2298")
    shown = {path.name for path in PATHS if "f-T020" in json.dumps(read(path))}
    stale = {path.removeprefix("notebooks/") for path, why in steps.stale(TODAY).items() if why == "new: data"}
    assert shown <= stale - {"data-lab.ipynb"} < {path.name for path in PATHS}
    written = steps.build([], TODAY, quiet)
    assert steps.stale(TODAY) == {}
    after = contents(workshop)
    changed = {path.relative_to(workshop).as_posix() for path in after if after[path] != before.get(path)}
    assert changed - {RECORD, "data/evidence/face_trials.csv"} <= set(written)
    assert {"notebooks/sources/face_trials.md", "handouts/html/sources/face_trials.html"} <= changed
    assert {f"notebooks/{name}" for name in shown} <= changed
    assert "2,298" in (workshop / "notebooks" / SEVEN).read_text("utf-8")
    assert "handouts/student/07-sheets-a4.pdf" in changed
    assert not [path for path in changed if re.search(r"/0[01234589]-.*pdf", path)]


def test_a_row_that_names_one_fact_more_is_counted_in_the_same_build(workshop):
    table = workshop / "data" / "evidence" / "crossing_cases.csv"
    text = table.read_text("utf-8")
    assert "f-L072;" in text
    table.write_text(text.replace("f-L072;", "f-L072;f-T020;", 1), "utf-8")
    forget()
    steps.build([], TODAY, quiet)
    assert steps.stale(TODAY) == {}


def test_the_files_of_one_notebook_can_be_made_alone(workshop):
    for number in ("07", "08"):
        (workshop / "handouts" / "student" / f"{number}-a4.pdf").unlink()
    assert steps.build(["07"], TODAY, quiet) == ["handouts/student/07-a4.pdf"]
    assert list(steps.stale(TODAY)) == ["handouts/student/08-a4.pdf"]


def test_what_a_stored_output_names_stands_in_the_record_of_what_it_asked():
    """If the record missed a fact that a notebook shows, a change of it would not make the notebook stale."""
    record = read_record()
    for path in PATHS:
        known = record[f"notebooks/{path.name}"]
        shown = {key for cell in read(path).cells for key in FACT.findall(json.dumps(cell.get("outputs", [])))}
        tables = set(known["tables"].split())
        missing = {key for key in shown - set(known["facts"].split()) if fact(key).table not in tables}
        assert missing == set(), path.name


def test_an_unknown_number_is_a_sentence(capsys):
    assert main(["build", "99"]) == 1
    assert "There is no notebook 99" in capsys.readouterr().err


# What is no result stops the build.

FAULTS = {
    "from seminar import *\ntable('no_such_table')": "There is no table “no_such_table”",
    "from seminar.screen.page import Output\nfrom seminar.errors import SeminarError\n"
    "def live():\n    raise SeminarError('No live view.')\nOutput('still', 'still', live)": "No live view.",
    "import warnings\nwarnings.warn('old', FutureWarning)": "it writes to stderr: .*FutureWarning: old",
    "print('by mistake')": "it writes to stdout: by mistake",
    "1 / 0": "ZeroDivisionError: division by zero",
    "6 * 7": r"its last line is a bare value \(42\)",
}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    """A notebook whose cells show no result, after it ran; the last cell does."""
    path = tmp_path_factory.mktemp("faulty") / "99-faulty.ipynb"
    notebook = new_notebook(cells=[new_code_cell(source) for source in (*FAULTS, "style_block()")])
    storing.execute(notebook, path)
    return path, notebook.cells


@pytest.mark.parametrize(("place", "said"), list(enumerate(FAULTS.values())))
def test_what_is_no_result_is_refused_with_notebook_and_cell(faulty, place, said):
    path, cells = faulty
    place_of_it = f"notebook 99-faulty.ipynb, cell {cells[place].id}, shows no result: "
    with pytest.raises(SeminarError, match=f"{place_of_it}(?s:{said})"):
        storing.refuse_faults(path, cells[place])


def test_a_result_is_not_refused(faulty):
    path, cells = faulty
    storing.refuse_faults(path, cells[-1])


def test_a_build_stops_at_a_notebook_that_shows_no_result_and_writes_nothing_of_it(workshop, capsys):
    change_cell(workshop, "07-trials", "table('no_such_table')")
    before = contents(workshop)
    assert main(["build", "07"]) == 1
    assert f"The notebook {SEVEN}, cell 07-trials, shows no result: " in capsys.readouterr().err
    assert contents(workshop) == before


def test_a_fault_in_a_live_view_stops_the_build_too(workshop, capsys):
    module = workshop / "notebooks" / "seminar" / "course" / "my_answers.py"
    words, start = module.read_text("utf-8"), "    def __init__(self, notebook: str) -> None:\n"
    assert start in words
    broken = f'{start}        raise SeminarError("The answers cannot be shown.")\n'
    module.write_text(words.replace(start, broken), "utf-8")
    change_cell(workshop, "07-briefing", "## Briefing\n\nOther words.")
    before = contents(workshop)
    assert main(["build", "07"]) == 1
    assert "cell 07-mine, shows no result: The answers cannot be shown." in capsys.readouterr().err
    assert contents(workshop) == before


def test_a_row_with_one_comma_too_many_stops_the_build_before_it_starts(workshop, capsys):
    file = workshop / "data" / "evidence" / "face_trials.csv"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join([*lines[:3], lines[3].replace(",", ",,", 1), *lines[4:]]), "utf-8")
    forget()
    before = contents(workshop)
    assert main(["build"]) == 1
    assert "data/evidence/face_trials.csv, row 4: " in capsys.readouterr().err
    assert contents(workshop) == before


def test_a_table_that_is_missing_stops_the_build_before_it_starts(workshop, capsys):
    (workshop / "data" / "evidence" / "face_trials.csv").unlink()
    forget()
    before = contents(workshop)
    assert main(["build"]) == 1
    assert "data/evidence/face_trials.csv is missing" in capsys.readouterr().err
    assert contents(workshop) == before


def test_a_record_without_a_field_stops_the_build(workshop, capsys):
    file = workshop / "data" / "teaching" / "07.yaml"
    file.write_text(re.sub(r"(\n07-1:(?:\n  .*)*?)\n  grouping: .*", r"\1", file.read_text("utf-8")), "utf-8")
    forget()
    before = contents(workshop)
    assert main(["build", "07"]) == 1
    said = capsys.readouterr().err
    assert "grouping" in said
    assert "07-1" in said
    assert contents(workshop) == before


def test_a_full_disk_in_the_middle_of_a_build_is_a_sentence_and_old_files_stay(workshop, capsys, full_disk):
    (workshop / "data" / "README.md").write_text("old", "utf-8")
    (workshop / PAPERS_OF_07[0]).write_bytes(b"old")
    before = contents(workshop)
    full_disk()
    assert main(["build", "07"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("The file README.md cannot be written: No space left on device. Nothing was changed.")
    assert contents(workshop) == before


def test_a_disk_that_is_full_while_a_paper_is_made_is_a_sentence_and_old_files_stay(workshop, capsys, monkeypatch):
    (workshop / PAPERS_OF_07[0]).write_bytes(b"old")
    before = contents(workshop)

    def no_space(*arguments, **more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkdtemp", no_space)
    assert main(["build", "07"]) == 1
    assert "The build stopped: No space left on device. What was there before is as it was." in capsys.readouterr().err
    assert contents(workshop) == before


def test_the_full_copy_is_made_for_whoever_asks_and_is_no_part_of_the_record(workshop, capsys):
    before = (workshop / RECORD).read_bytes()
    assert main(["build", "07", "--full"]) == 0
    assert capsys.readouterr().out.splitlines() == ["Written: handouts/instructor/07-full-a4.pdf"]
    assert (workshop / RECORD).read_bytes() == before
    assert steps.stale(TODAY) == {}


def test_letter_paper_and_docx_are_made_when_asked_for_and_are_no_part_of_the_record(workshop, capsys):
    before = (workshop / RECORD).read_bytes()
    assert main(["build", "07", "--letter", "--docx"]) == 0
    written = {line.removeprefix("Written: ") for line in capsys.readouterr().out.splitlines()}
    letter = {path.replace("-a4", "-letter") for path in PAPERS_OF_07}
    assert written == {*letter, "handouts/student/07.docx", "handouts/instructor/07-full.docx", *KIT_LETTER}
    assert all((workshop / path).stat().st_size > 10_000 for path in written)
    assert (workshop / RECORD).read_bytes() == before
    assert steps.stale(TODAY) == {}


KIT_LETTER = {target.path for target in printing.others(letter=True, docx=False, full=False) if not target.notebooks}


def test_the_workshop_of_these_tests_finds_what_is_stale(workshop):
    """A settled copy is up to date; without its record it is not."""
    assert steps.stale(TODAY) == {}
    shutil.copy(workshop / "data" / "README.md", workshop / RECORD)
    assert steps.stale(TODAY)
    settle()
    assert f"notebooks/{SEVEN}" not in steps.stale(TODAY)
