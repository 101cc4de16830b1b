"""What a class gets: a pack that runs by itself, without a word that only a teacher should read."""

import os
import re
import subprocess
import sys
import zipfile

import nbformat
import pytest
import yaml
from nbclient import NotebookClient
from seminar.__main__ import main
from seminar.data.citations import FACT
from seminar.data.closed import HEAD, closed, opened
from seminar.data.records import Exercise, Instructor, Prompt, SelfCheck, notebooks_with_records, records
from seminar.data.stored import LATER
from seminar.errors import SeminarError
from seminar.marking import assigning
from seminar.screen.page import FAULT, WIDGET_VIEW
from support import PACK, for_teachers


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    """The folder that the command writes, with the archive unpacked in it."""
    folder = tmp_path_factory.mktemp("given")
    assert main(["class-pack", "--assign", "6", "10", "--to", str(folder)]) == 0
    with zipfile.ZipFile(folder / "rumour-or-reality-class.zip") as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def unpacked(given):
    return given / "rumour-or-reality"


@pytest.fixture(scope="module")
def texts(unpacked):
    """Path → text, of every file that is one, its white space made one."""
    found = {}
    for path in unpacked.rglob("*"):
        if path.is_file() and path.suffix not in (".pdf", ".png"):
            found[path.relative_to(unpacked).as_posix()] = " ".join(path.read_text("utf-8").split())
    return found


EVERY = [record for number in notebooks_with_records() for record in records(number).values()]


def plain(words):
    return " ".join(words.split())


def secret(record):
    """What nobody but a teacher reads of a record."""
    if isinstance(record, Exercise):
        return [record.evidence_model, record.rubric.slip]
    if isinstance(record, Instructor):
        return for_teachers(record)
    return [record.lookfor] if isinstance(record, Prompt) else []


def test_the_command_writes_the_pack_and_a_page_for_each_task(given, unpacked):
    assert {path.name for path in given.iterdir()} == {
        "rumour-or-reality-class.zip",
        "rumour-or-reality",
        "task-06.html",
        "task-10.html",
    }
    assert {path.name for path in (unpacked / "tasks").iterdir()} == {"task-06.html", "task-10.html"}


@pytest.mark.parametrize("number", ["06", "10"])
def test_a_page_for_a_task_holds_the_task_how_it_is_marked_and_how_it_is_handed_in(given, number):
    page = re.sub(r"<[^>]+>", " ", (given / f"task-{number}.html").read_text("utf-8"))
    (found,) = [record for record in records(number).values() if isinstance(record, Exercise)]
    assert found.title in page
    assert all(words in page for words in found.rubric.ticks.values())
    assert f"{found.words_min} to {found.words_max} words" in page
    assert "“Make the file to hand in”" in page
    assert not [words for words in secret(found) if words in page]


def test_no_file_holds_a_word_for_teachers_nor_a_reply_that_can_be_read_at_a_glance(texts):
    words = {plain(found) for record in EVERY for found in (*for_teachers(record), *secret(record)) if len(found) > 30}
    assert len(words) > 500
    found = {(path, one) for path, text in texts.items() for one in words if one in text}
    assert found == set()


def test_what_is_packed_holds_replies_and_nothing_for_teachers(texts, unpacked):
    inside = " ".join(
        plain(text)
        for path in (unpacked / "data" / "teaching").iterdir()
        for text in strings(yaml.safe_load(opened(path.read_text("utf-8"))))
    )
    for record in EVERY:
        assert [words for words in secret(record) if len(words) > 30 and plain(words) in inside] == []
        if isinstance(record, SelfCheck):
            assert all(plain(option.feedback) in inside for option in record.options)
    assert all(text.startswith(HEAD.strip()) for path, text in texts.items() if path.startswith("data/teaching/"))


@pytest.mark.parametrize("number", ["06", "10"])
def test_which_facts_a_model_of_evidence_names_is_not_to_be_seen_among_all_of_the_page(number):
    text = (PACK / "data" / "teaching" / f"{number}.yaml").read_text("utf-8")
    (key,) = (key for key, record in records(number).items() if isinstance(record, Exercise))
    left = yaml.safe_load(assigning.for_students(text))[key]["evidence_model"]
    assert set(FACT.findall(left)) == set(FACT.findall(text)) > set(FACT.findall(records(number)[key].evidence_model))


def strings(found):
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict | list):
        for one in found.values() if isinstance(found, dict) else found:
            yield from strings(one)


def test_nothing_that_is_made_for_teachers_is_in_it(unpacked):
    paths = [path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()]
    wrong = "handouts/(instructor|kit)|teaching/(plans|scholars|scripts|kit)|^(answers|tests|marking)|__pycache__"
    assert [path for path in paths if re.search(wrong, path)] == []
    assert {path for path in paths if path.endswith(".pdf")} == {
        path.relative_to(PACK).as_posix() for path in (PACK / "handouts" / "student").glob("*-a4.pdf")
    }


def test_its_readme_keeps_only_what_concerns_who_takes_the_course(texts):
    assert all(f"## {section}" in texts["README.md"] for section in assigning.SECTIONS)
    assert texts["README.md"].count("## ") == len(assigning.SECTIONS)
    assert "instructor/" not in texts["README.md"]


def in_the_pack(unpacked, tmp_path):
    return {**os.environ, "PYTHONPATH": str(unpacked / "notebooks"), "SEMINAR_ANSWERS": str(tmp_path / "own")}


@pytest.mark.parametrize("number", ["06", "10"])
def test_a_notebook_of_it_runs_as_in_the_whole_pack(unpacked, tmp_path, number, monkeypatch):
    for name, value in in_the_pack(unpacked, tmp_path).items():
        monkeypatch.setenv(name, value)
    (path,) = (unpacked / "notebooks").glob(f"{number}-*.ipynb")
    stored = nbformat.read(path, 4)
    run = NotebookClient(stored.copy(), kernel_name="python3", resources={"metadata": {"path": path.parent}}).execute()
    outputs = [output for cell in run.cells for output in cell.get("outputs", [])]
    assert not [output for output in outputs if output.get("metadata", {}).get(FAULT)]
    shown = [output["data"].get("text/html") for output in outputs]
    for cell in nbformat.read(path, 4).cells:
        for output in cell.get("outputs", []):
            assert output["data"].get("text/html") in shown, cell.id


def test_its_commands_for_everybody_work(unpacked, tmp_path):
    for words in (["sources"], ["doctor"]):
        run = [sys.executable, "-m", "seminar", *words]
        done = subprocess.run(run, cwd=unpacked, env=in_the_pack(unpacked, tmp_path), capture_output=True, text=True)
        assert "Traceback" not in done.stderr
        assert done.stdout


def test_what_a_teachers_own_run_left_in_a_notebook_does_not_go_along():
    output = {"output_type": "display_data", "data": {WIDGET_VIEW: {"model_id": "x"}}, "metadata": {}}
    still = {"output_type": "display_data", "data": {"text/html": "still"}, "metadata": {LATER: "later"}}
    cells = [{"cell_type": "code", "outputs": [still, output]}, {"cell_type": "markdown", "source": "x"}]
    saved = {"cells": cells, "metadata": {"widgets": {"state": "MY OWN ANSWER"}, "kernelspec": {}}}
    kept = assigning.json.loads(assigning.as_stored(assigning.json.dumps(saved)))
    assert kept["cells"] == [{"cell_type": "code", "outputs": [still]}, {"cell_type": "markdown", "source": "x"}]
    assert kept["metadata"] == {"kernelspec": {}}


def test_a_notebook_as_it_came_goes_along_byte_for_byte(unpacked):
    for path in (PACK / "notebooks").glob("[0-9][0-9]-*.ipynb"):
        assert (unpacked / "notebooks" / path.name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("text", ["", "a: b\n", "信用: 🙂\n" * 500])
def test_what_is_packed_comes_back(text):
    assert opened(closed(text)) == text
    assert opened(text) == text


def test_a_packed_file_that_was_damaged_is_told(pack_copy):
    path = pack_copy / "data" / "teaching" / "06.yaml"
    path.write_text(closed(path.read_text("utf-8"))[:-300], "utf-8")
    with pytest.raises(SeminarError, match=r"06\.yaml, line 1: it is packed, and damaged"):
        records("06")


def test_a_notebook_without_an_exercise_is_one_sentence(tmp_path, capsys):
    assert main(["class-pack", "--assign", "06", "77", "--to", str(tmp_path / "x")]) == 1
    assert "There is no exercise in notebook 77. Those with one are: 00, 01" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()
