"""Two markers: how far they agree, where they are far apart, and when nothing can be said."""

import made_class
import pytest
from seminar.__main__ import main
from seminar.errors import SeminarError
from seminar.marking.agreeing import agreement
from seminar.marking.folder import Folder
from seminar.marking.giving_back import give_back
from seminar.marking.marks import AGREED, Mark, Marks

EXERCISE = "06-exercise"


def mark(folder, marker, levels):
    marks = Marks(folder, EXERCISE, marker)
    for number, level in zip(folder.numbers()[EXERCISE], levels, strict=False):
        marks.save(number, Mark(made_class.TICKS[level], (), "done"))


def test_two_markers_are_compared(folder):
    mark(folder, "AB", [1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4])
    mark(folder, "CD", [1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 1, 3])
    numbers = folder.numbers()[EXERCISE]
    lines = agreement(folder)
    assert lines[0] == "06-exercise: AB and CD have both done 12 sheets."
    assert lines[1] == "The same level: 10 of 12."
    assert lines[2].startswith("Weighted kappa: 0.83.")
    assert lines[3] == f"Two levels apart or more: {numbers[10]}."
    assert lines[4] == f"To be agreed on, as the marker “agreed”: {numbers[10]} and {numbers[11]}."


def test_what_was_agreed_is_no_longer_open(folder):
    mark(folder, "AB", [1])
    mark(folder, "CD", [3])
    mark(folder, AGREED, [2])
    assert not [line for line in agreement(folder) if line.startswith("To be agreed")]


@pytest.mark.parametrize("levels", [[1, 2, 3], [2] * 12])
def test_kappa_is_not_said_where_it_says_nothing(folder, levels):
    mark(folder, "AB", levels)
    mark(folder, "CD", levels)
    assert any(line.startswith("Weighted kappa cannot be said") for line in agreement(folder))


def test_one_marker_alone_agrees_with_nobody(folder):
    mark(folder, "AB", [1, 2])
    assert agreement(folder) == ["No exercise has been marked by two. Each marker types other initials."]


def test_two_who_share_the_sheets_have_done_none_both(folder):
    numbers = folder.numbers()[EXERCISE]
    Marks(folder, EXERCISE, "AB").save(numbers[0], Mark((), (), "done"))
    Marks(folder, EXERCISE, "CD").save(numbers[1], Mark((), (), "done"))
    assert agreement(folder) == ["06-exercise: AB and CD have both done 0 sheets."]


def test_what_one_marker_alone_has_done_is_named_also_where_the_other_put_it_off(folder):
    mark(folder, "AB", [1, 2, 3])
    mark(folder, "CD", [1])
    numbers = folder.numbers()[EXERCISE]
    Marks(folder, EXERCISE, "CD").save(numbers[1], Mark((), (), "skipped"))
    said = "06-exercise: one marker alone has done these, so that mark counts: "
    assert agreement(folder)[-1] == f"{said}{numbers[1]} and {numbers[2]}."
    assert f"{said}{numbers[1]}, {numbers[2]}." in give_back(folder).lines


def test_the_command_says_the_same_and_a_folder_without_sheets_is_one_sentence(folder, tmp_path, capsys):
    mark(folder, "AB", [1])
    assert main(["agree", str(folder.path)]) == 0
    assert capsys.readouterr().out.strip() == agreement(folder)[0]
    with pytest.raises(SeminarError, match="There are no sheets"):
        agreement(Folder(tmp_path))
