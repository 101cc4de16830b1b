"""A release: one archive with all that Git tracks and every paper, whole or not at all, the same bytes each time."""

import subprocess
import zipfile

import pytest
from scratch import commit, contents
from seminar import files
from seminar.__main__ import main
from seminar.build import printing, release
from seminar.errors import SeminarError
from seminar.files import pack_folder
from support import NAMES


@pytest.fixture(scope="session")
def archive(fresh):
    (path,) = (fresh / "dist").iterdir()
    return path


@pytest.fixture(scope="session")
def entries(archive):
    """Every entry of the archive: path below the pack → what the archive says of it."""
    with zipfile.ZipFile(archive) as whole:
        return {entry.filename.removeprefix(f"{archive.stem}/"): entry for entry in whole.infolist()}


def test_it_is_named_after_the_pack_and_its_version(archive):
    assert archive.name == f"rumour-or-reality-{release.version()}.zip"


def test_it_holds_what_git_tracks_and_every_paper(fresh, entries):
    tracked = set(subprocess.run(["git", "ls-files"], cwd=fresh, capture_output=True, text=True).stdout.splitlines())
    besides = {target.path for target in printing.others(letter=True, docx=True, full=True)}
    assert set(entries) == tracked | besides
    a4 = {path for path in tracked if path.endswith("-a4.pdf")}
    assert {path.replace("-a4.pdf", "-letter.pdf") for path in a4} <= besides
    assert len([path for path in besides if path.endswith(".docx")]) == 2 * len(NAMES)
    assert len([path for path in besides if path.endswith("-full-a4.pdf")]) == len(NAMES)
    assert {"README.md", "LICENSE.md", "requirements.txt", "data/datapackage.json", "handouts/made.json"} <= tracked
    assert {
        "handouts/student/07-letter.pdf",
        "handouts/student/07.docx",
        "handouts/kit/five-habits-letter.pdf",
    } <= besides


def test_it_holds_no_answers_caches_or_archives(entries):
    parts = {part for path in entries for part in path.split("/")}
    assert not [path for path in entries if path.startswith("answers/")]
    assert not parts & {"__pycache__", ".ipynb_checkpoints", ".git", "dist", "said.txt", ".venv-tests"}


def test_its_entries_stand_in_order_with_one_time_and_the_same_rights(entries):
    assert list(entries) == sorted(entries)
    assert {entry.date_time for entry in entries.values()} == {files.FIRST_DAY}
    assert {entry.external_attr >> 16 for entry in entries.values()} == {0o100644}


def test_the_same_contents_give_the_same_bytes(fresh, archive, entries):
    again = {path: (fresh / "released" / path).read_bytes() for path in reversed(entries)}
    assert files.archive({f"{archive.stem}/{path}": content for path, content in again.items()}) == archive.read_bytes()


def test_it_is_not_made_while_something_is_stale(workshop, capsys):
    (workshop / "handouts" / "student" / "07-a4.pdf").unlink()
    before = contents(workshop)
    assert main(["release"]) == 1
    assert "not all is up to date (handouts/student/07-a4.pdf: it is missing)" in capsys.readouterr().err
    assert contents(workshop) == before
    assert not (workshop / "dist").exists()


def test_it_is_made_in_a_checkout_only(workshop, capsys):
    assert main(["release"]) == 1
    assert "A release is made in a checkout of the pack; Git says: " in capsys.readouterr().err
    assert not (pack_folder() / "dist").exists()


def test_it_is_not_made_of_what_is_not_committed(workshop, capsys):
    commit(workshop)
    (workshop / "LICENSE.md").write_text("Another licence", "utf-8")
    assert main(["release"]) == 1
    assert "Not released: LICENSE.md is not committed" in capsys.readouterr().err
    assert not (pack_folder() / "dist").exists()


def test_a_computer_without_git_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SeminarError, match="A release needs Git, which is not installed"):
        release.tracked(tmp_path)
