"""Sheets from the home folders of a hub: only what somebody let be collected, and no file of anybody else."""

import os

import made_class
import pytest
from seminar.__main__ import main
from seminar.answers.sheets import HANDED_IN
from seminar.errors import SeminarError
from seminar.marking import downloads
from seminar.marking.collecting import collect
from seminar.marking.folder import Folder

EXERCISE = "06-exercise"


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "marking")


@pytest.fixture
def homes(tmp_path):
    """Lays files into home folders: name → what lies there; the folder that holds them."""

    def laid(**contents):
        for name, files in contents.items():
            for path, content in files.items():
                file = tmp_path / "home" / name / ".local" / "share" / "seminar-answers" / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(content, "utf-8")
        return tmp_path / "home"

    return laid


def sheet(number):
    name, content = made_class.page(number)
    return {f"{HANDED_IN}/{name}": content if isinstance(content, str) else content.decode()}


def ready(home):
    return home / ".local" / "share" / "seminar-answers" / HANDED_IN


def test_what_lies_ready_is_collected_by_account_and_nothing_else(homes, folder):
    other = {path.replace(HANDED_IN, place): text for place in ("export", "import") for path, text in sheet(3).items()}
    found = homes(mei=sheet(0), omar=sheet(1), lena=other)
    (found / "guest").mkdir()
    done = collect([], folder, found)
    assert (dict(done.sheets), done.problems) == ({EXERCISE: 2}, [])
    assert {(row.platform, row.person, row.place) for row in folder.who()} == {
        ("files", "mei", "mei/"),
        ("files", "omar", "omar/"),
    }


def test_collected_once_more_a_person_keeps_the_number(homes, folder):
    collect([], folder, homes(mei=sheet(0)))
    (before,) = {row.number for row in folder.who()}
    collect([], folder, homes(omar=sheet(1)))
    assert {row.person: row.number for row in folder.who()}["mei"] == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such links and pipes for everybody")
def test_a_link_or_a_pipe_is_named_and_not_read(homes, folder, tmp_path):
    found = homes(mei=sheet(0), omar={f"{HANDED_IN}/x.txt": "x"})
    secret = tmp_path / "secret.html"
    secret.write_text(next(iter(sheet(2).values())), "utf-8")
    (ready(found / "omar") / "sheet-06-LINKED.html").symlink_to(secret)
    os.mkfifo(ready(found / "omar") / "sheet-06-PIPED.html")
    done = collect([], folder, found)
    assert dict(done.sheets) == {EXERCISE: 1}
    assert len(done.problems) == 3


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such links for everybody")
def test_what_became_a_link_after_the_look_is_not_followed(homes, folder, tmp_path, monkeypatch):
    found = homes(mei=sheet(0), omar=sheet(1))
    secret = tmp_path / "secret.html"
    secret.write_text(next(iter(sheet(2).values())), "utf-8")
    real = downloads.handed_in_below

    def changed(where):
        handed = real(where)
        (file,) = ready(found / "omar").iterdir()
        file.unlink()
        file.symlink_to(secret)
        return handed

    monkeypatch.setattr("seminar.marking.collecting.handed_in_below", changed)
    done = collect([], folder, found)
    assert dict(done.sheets) == {EXERCISE: 1}
    assert len(done.problems) == 1


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file to somebody else"
)
def test_a_file_of_another_account_does_not_count(homes, folder):
    """A folder on the way may be a link that leads to somebody else’s files."""
    found = homes(mei=sheet(0), omar=sheet(1))
    for path in (found / "omar", *(found / "omar").rglob("*")):
        os.chown(path, 61_001, 61_001)
    (found / "curious").mkdir()
    os.chown(found / "curious", 61_002, 61_002)
    (found / "curious" / ".local").symlink_to(found / "omar" / ".local")
    done = collect([], folder, found)
    assert dict(done.sheets) == {EXERCISE: 2}
    (number,) = {row.number for row in folder.who() if row.person == "curious"}
    assert [said for said, _ in done.problems] == [number]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such links for everybody")
def test_a_home_that_is_a_link_is_passed_over(homes, folder):
    found = homes(mei=sheet(0))
    (found / "other-name").symlink_to(found / "mei")
    assert dict(collect([], folder, found).sheets) == {EXERCISE: 1}
    assert {row.person for row in folder.who()} == {"mei"}


def test_where_nothing_lies_ready_the_sentence_says_who_makes_it(homes, folder):
    with pytest.raises(SeminarError, match="holds a file that may be collected"):
        collect([], folder, homes(mei={"export/sheet-06-A.html": "x"}))
    with pytest.raises(SeminarError, match="Expected the folder that holds the home folders"):
        collect([], folder, homes(mei={}) / "nowhere")


def test_with_nothing_named_the_command_says_what_it_expects(capsys):
    assert main(["collect"]) == 1
    assert "Expected the download of your platform, or --homes /home." in capsys.readouterr().err


def test_the_command_takes_homes(homes, tmp_path, capsys):
    assert main(["collect", "--homes", str(homes(mei=sheet(0))), "--to", str(tmp_path / "m")]) == 0
    assert "06-exercise" in capsys.readouterr().out
