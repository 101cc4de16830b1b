"""From a download to what goes back, as a teacher goes it: 40 files of which 6 are bad, two markers, two platforms."""

import csv
import re
import zipfile

import made_class
import pytest
from seminar.__main__ import main
from seminar.marking.folder import Folder
from seminar.marking.marks import in_dispute, results
from seminar.marking.view import marking
from seminar.screen.controls import Entry, Reader
from support import below

EXERCISE = "06-exercise"
GOOD = 34


def moodle_list():
    rows = "".join(f"Participant {4000 + n},Submitted,,100.00,Yes,\r\n" for n in range(40))
    return f"Identifier,Status,Grade,Maximum Grade,Grade can be changed,Feedback comments\r\n{rows}"


def canvas_list():
    rows = "".join(f'"Bee, {n}",{900 + n},Main,\r\n' for n in range(40))
    return f"Student,ID,Section,A way to appeal (7)\r\n    Points Possible,,,10\r\n{rows}"


def spoilt(contents):
    """A download of which six files are bad: empty, cut, a picture, of another version, an office file, an essay."""
    made = dict(contents)
    names = list(made)[GOOD:40]
    whole = made[names[1]]
    bad = ["", whole[: len(whole) // 3], b"\x89PNG\xff", '{"format": "rumour-or-reality answer sheet", "version": 9}']
    for name, content in zip(names, [*bad, b"PK", "<p>my essay"], strict=True):
        made[name] = content
    return made


PLATFORMS = {
    "moodle": (
        made_class.moodle(40, blind=True),
        moodle_list(),
        "Participant_{}_assignsubmission_file_/feedback-06.html",
    ),
    "canvas": (made_class.canvas(40), canvas_list(), None),
}


def mark(folder, initials, digits):
    """Mark every sheet by keyboard: sheet number n gets the ticks of *digits* of n."""
    view = marking(folder.path).live()
    below(view, Entry)[0].hear({"text": initials})
    (reader,) = below(view, Reader)
    total = len(folder.numbers()[EXERCISE]) if initials != "agreed" else len(in_dispute(folder, EXERCISE))
    for _ in range(total):
        number = int(re.search(r"\d+", reader.label)[0])
        for digit in digits(number):
            reader.hear({"passage": [0, 0], "key": digit})
        reader.hear({"passage": [0, 0], "key": "n"})


@pytest.mark.parametrize("platform", PLATFORMS)
def test_from_the_download_to_the_feedback(tmp_path, capsys, platform):
    contents, grades, place = PLATFORMS[platform]
    download = made_class.packed(tmp_path / "download.zip", spoilt(contents))
    to = tmp_path / "marking"
    assert main(["collect", str(download), "--to", str(to)]) == 0
    said = capsys.readouterr().out
    assert f"{EXERCISE}: {GOOD} sheets." in said
    assert len(re.findall(r"^\d{3}: A file is left out", said, re.MULTILINE)) == 6

    folder = Folder(to)
    mark(folder, "AB", lambda number: "12" if number % 2 else "12345")
    mark(folder, "CD", lambda number: "12" if number % 3 else "12345678")
    differ = in_dispute(folder, EXERCISE)
    assert 5 < len(differ) < GOOD
    main(["agree", str(to)])
    said = capsys.readouterr().out
    assert f"AB and CD have both done {GOOD} sheets." in said
    assert f"The same level: {GOOD - len(differ)} of {GOOD}." in said
    assert "Weighted kappa: " in said
    mark(folder, "agreed", lambda number: "12345")
    assert all(one.level for one in results(folder, EXERCISE))

    (tmp_path / "grades.csv").write_text(grades, "utf-8", newline="")
    assert main(["give-back", str(to), "--list", str(tmp_path / "grades.csv")]) == 0
    assert f"grades.csv: {GOOD} marks are filled in." in capsys.readouterr().out
    with zipfile.ZipFile(to / "back" / "feedback-06.zip") as archive:
        names = archive.namelist()
    expected = [place.format(4000 + n, "feedback-06.html") for n in range(GOOD)] if place else [*contents]
    assert len(names) == GOOD
    assert set(names) <= set(expected)
    with (to / "back" / "grades.csv").open(encoding="utf-8", newline="") as file:
        filled = [row[2 if platform == "moodle" else 3] for row in csv.reader(file)][-40:]
    assert [bool(mark) for mark in filled] == [True] * GOOD + [False] * 6
    assert set(filled) <= {"", "50.00", "75.00", "100.00", "5", "7.50", "10"}
