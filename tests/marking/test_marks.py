"""Marks: kept like answers, levels from today's rule, an order that nobody chose, two markers who agree or do not."""

import os
from dataclasses import replace

import made_class
import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.data import records
from seminar.errors import SeminarError
from seminar.marking import marks as module
from seminar.marking.collecting import collect
from seminar.marking.folder import Folder
from seminar.marking.marks import (
    AGREED,
    Comment,
    Mark,
    Marks,
    digest,
    for_length,
    in_dispute,
    in_order,
    markers,
    read_marker,
    results,
)

EXERCISE = "06-exercise"
RUBRIC = records.record(EXERCISE, records.Exercise).rubric
ALL = tuple(RUBRIC.ticks)


def numbers(folder):
    return folder.numbers()[EXERCISE]


def test_a_mark_is_there_after_a_crash_and_in_a_file_of_its_own_session_and_marker(folder):
    mark = Mark(("N", "S"), (Comment("Which court?", (3, 9)), Comment("信用 🙂")), "done", "x")
    Marks(folder, EXERCISE, "AB").save("111", mark)
    Marks(folder, EXERCISE, "AB").save("112", Mark())
    Marks(folder, EXERCISE, "CD").save("111", Mark(("N",)))
    assert Marks(folder, EXERCISE, "AB")["111"] == mark
    assert Marks(folder, EXERCISE, "CD")["111"] == Mark(("N",))
    assert markers(folder, EXERCISE) == ["AB", "CD"]
    assert len([*(folder.path / "marks").rglob("*.answers")]) == 2


def test_what_is_on_the_disk_is_not_written_again(folder):
    marks = Marks(folder, EXERCISE, "AB")
    marks.save("111", Mark(("N",)))
    (file,) = (folder.path / "marks").rglob("*.answers")
    size = file.stat().st_size
    marks.save("111", Mark(("N",)))
    Marks(folder, EXERCISE, "AB").save("111", Mark(("N",)))
    assert file.stat().st_size == size


def test_where_a_mark_cannot_be_written_the_old_one_stays(folder, monkeypatch):
    marks = Marks(folder, EXERCISE, "AB")
    marks.save("111", Mark(("N",)))
    monkeypatch.setattr(os, "write", lambda handle, data: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(SeminarError, match="Not saved: No space left"):
        marks.save("111", Mark(("N", "S")))
    assert marks["111"] == Mark(("N",))


NOT_MARKS = [
    3,
    None,
    "x",
    [],
    {"ticks": 3},
    {"ticks": [], "comments": [{"text": 1}], "state": "open"},
    {"ticks": [], "comments": [], "state": "great", "of": ""},
]


@pytest.mark.parametrize("saved", NOT_MARKS)
def test_a_mark_that_somebody_edited_counts_as_none(saved):
    assert Mark.of_saved(saved) == Mark()


def test_a_changed_rule_changes_every_level_that_was_given(folder, monkeypatch):
    number = numbers(folder)[0]
    Marks(folder, EXERCISE, "AB").save(number, Mark(("N", "S"), (), "done"))
    assert [one.level for one in results(folder, EXERCISE)] == [2]
    found = module.exercises()[EXERCISE]
    levels = {**found.rubric.levels, 2: ("N", "S", "G"), 3: ("P", "A")}
    harder = replace(found, rubric=replace(found.rubric, levels=levels))
    monkeypatch.setattr(module, "exercises", lambda: {EXERCISE: harder})
    assert [one.level for one in results(folder, EXERCISE)] == [1]


@pytest.mark.parametrize(("words", "expected"), [(220, 4), (179, 3), (180, 4), (308, 4), (309, 3)])
def test_a_text_of_another_length_stands_one_level_lower(words, expected):
    assert records.record(EXERCISE, records.Exercise).level(ALL, words) == expected


@pytest.mark.parametrize(("ticks", "words", "said"), [(ALL, 309, True), (ALL, 308, False), ((), 309, False)])
def test_that_the_length_cost_a_level_is_said_only_where_it_did(ticks, words, said):
    assert bool(for_length(Mark(ticks), records.record(EXERCISE, records.Exercise), words)) == said


def test_an_agreed_mark_says_what_the_length_cost_too(tmp_path):
    page = made_class.page(1, answers={EXERCISE: made_class.text("long", 331)})[1]
    own = Folder(tmp_path / "own")
    collect([made_class.packed(tmp_path / "x.zip", {"a/s.html": page})], own)
    (number,) = own.numbers()[EXERCISE]
    Marks(own, EXERCISE, AGREED).save(number, Mark(("N", "S"), (), "done"))
    (found,) = results(own, EXERCISE)
    assert (found.level, "it has 331 words" in found.length) == (1, True)


def test_a_tick_that_the_rubric_no_longer_has_counts_for_nothing():
    assert records.record(EXERCISE, records.Exercise).level(("Z", "N", "S"), 220) == 2


NUMBERS = [str(n) for n in range(100, 140)]


def test_the_order_is_another_for_each_exercise_and_marker_and_stays():
    both = [(exercise, marker) for exercise in (EXERCISE, "10-exercise") for marker in ("AB", "CD")]
    orders = [tuple(in_order(NUMBERS, *one)) for one in both]
    assert len(set(orders)) == 4
    assert tuple(in_order(reversed(NUMBERS), EXERCISE, "AB")) == orders[0]
    assert all(sorted(order) == NUMBERS != list(order) for order in orders)


@given(st.sets(st.integers(100, 999), min_size=2), st.integers(100, 999))
def test_the_order_of_the_others_does_not_change_when_one_more_comes(found, more):
    before = in_order(map(str, found), EXERCISE, "AB")
    after = in_order(map(str, found | {more}), EXERCISE, "AB")
    assert [number for number in after if number in before] == before


@pytest.mark.parametrize(("typed", "name"), [(" ab ", "AB"), ("Agreed", AGREED), ("m1", "M1")])
def test_initials_are_a_marker(typed, name):
    assert read_marker(typed) == name


@pytest.mark.parametrize("typed", ["", "..", "a/b", "a b", "x" * 9, "é"])
def test_what_is_no_marker_is_one_sentence(typed):
    with pytest.raises(SeminarError, match="Type your initials"):
        read_marker(typed)


def test_one_marker_gives_the_mark(folder):
    first, second, *_ = numbers(folder)
    mark = Mark(("N", "S"), (Comment("Good."),), "done")
    Marks(folder, EXERCISE, "AB").save(first, mark)
    Marks(folder, EXERCISE, "AB").save(second, Mark(("N",), (), "open"))
    (found,) = results(folder, EXERCISE)
    assert (found.number, found.level, found.ticks, found.comments) == (first, 2, mark.ticks, mark.comments)


def test_where_two_markers_differ_there_is_no_level_until_they_agree(folder):
    number = numbers(folder)[0]
    Marks(folder, EXERCISE, "AB").save(number, Mark(("N", "S"), (), "done"))
    Marks(folder, EXERCISE, "CD").save(number, Mark(("N",), (), "done"))
    (found,) = results(folder, EXERCISE)
    assert (found.level, found.levels) == (None, {"AB": 2, "CD": 1})
    assert in_dispute(folder, EXERCISE) == [number]
    Marks(folder, EXERCISE, AGREED).save(number, Mark(("N", "S"), (Comment("Agreed."),), "done"))
    (found,) = results(folder, EXERCISE)
    assert (found.level, found.comments) == (2, (Comment("Agreed."),))
    assert markers(folder, EXERCISE) == ["AB", "CD"]


def test_what_was_agreed_on_another_text_counts_no_more(folder):
    number = numbers(folder)[0]
    for name in ("AB", "CD", AGREED):
        Marks(folder, EXERCISE, name).save(number, Mark(("N", "S"), (), "done", of="another"))
    assert [(one.level, one.changed) for one in results(folder, EXERCISE)] == [(2, True)]
    for name in ("AB", "CD"):
        now = digest(folder.sheet(number, EXERCISE))
        Marks(folder, EXERCISE, name).save(number, Mark((), (), "done", of=now))
    assert [(one.level, one.changed) for one in results(folder, EXERCISE)] == [(1, False)]


def test_where_two_markers_have_one_level_that_counts_with_the_comments_of_both(folder):
    number = numbers(folder)[0]
    Marks(folder, EXERCISE, "AB").save(number, Mark(("N", "S", "G"), (Comment("One."),), "done"))
    Marks(folder, EXERCISE, "CD").save(number, Mark(("N", "S", "P"), (Comment("Two."), Comment("One.")), "done"))
    (found,) = results(folder, EXERCISE)
    assert (found.level, found.ticks, [comment.text for comment in found.comments]) == (2, ("N", "S"), ["One.", "Two."])


def test_how_often_a_comment_was_used_is_counted(folder):
    marks = Marks(folder, EXERCISE, "AB")
    for number in numbers(folder)[:3]:
        marks.save(number, Mark((), (Comment("Which court?"), Comment(number))))
    assert marks.comments(numbers(folder))["Which court?"] == 3


def test_an_exercise_that_is_none_is_one_sentence(folder):
    with pytest.raises(SeminarError, match="There is no exercise “06-1”"):
        Marks(folder, "06-1", "AB")
