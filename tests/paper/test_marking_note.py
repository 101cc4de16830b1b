"""What a marker reads under an exercise: slips, length, marks, agreement of two readers, and our three scripts."""

import re

import pytest
from seminar.data import records
from seminar.data.records import Exercise, Marking, ReadApart, record, scripts
from seminar.paper import marking_note
from seminar.paper.handout_page import markup

MARKS = {1: 10, 2: 30, 3: 60, 4: 90}


def said_of(number):
    note = markup(marking_note.marking_note(number, record(f"{number}-exercise", Exercise)))
    return " ".join(re.sub(r"<[^>]+>", "", note).split())


def test_a_note_says_what_a_slip_does_what_a_level_is_worth_and_where_a_tick_is_earned():
    said = said_of("06")
    assert record("06-exercise", Exercise).rubric.slip in said
    assert "level 1 is 25%, level 2 is 50%, level 3 is 75% and level 4 is 100%" in said
    assert "more than 10% shorter or longer" in said
    assert "written by the makers of this pack, until real ones replace them" in said
    for level, script in scripts("06").items():
        assert f"Level {level}: {script.conclusion}. {script.why}" in said
        assert all(f"[{tick}] {words}" in said for tick, words in script.ticks.items())


@pytest.fixture
def marked(monkeypatch):
    """A call that gives the course other marks and levels of two readers."""

    def mark(**apart):
        found = Marking(marks=MARKS, spare=20, read_apart={key: ReadApart(**both) for key, both in apart.items()})
        monkeypatch.setattr(marking_note, "marking", lambda: found)

    return mark


def test_the_marks_are_those_of_the_file(marked):
    marked()
    said = said_of("06")
    assert "level 4 is 90%" in said
    assert "more than 20% shorter" in said
    assert "two readers" not in said


def test_the_note_says_how_well_two_readers_agreed(marked):
    """Ten levels, the first one apart by one: by hand, 1 − 1 ÷ 43 = 0.98."""
    marked(**{"06": {"first": "111114", "second": "211114"}, "07": {"first": "4444", "second": "4444"}})
    assert "weighted kappa is 0.98; on this one they gave the same level to 5 of 6." in said_of("06")
    assert "weighted kappa is 0.98; on this one they gave the same level to 4 of 4." in said_of("07")
    assert "two readers" not in said_of("08")


def test_too_few_texts_say_nothing_of_agreement(marked):
    marked(**{"06": {"first": "1234", "second": "1234"}})
    assert "two readers" not in said_of("06")


def test_two_readers_read_the_same_texts():
    with pytest.raises(ValueError, match="levels of 2 and of 1 texts; expected as many of each"):
        ReadApart(first="12", second="1")


def test_the_levels_of_readers_stand_for_notebooks():
    assert set(records.marking().read_apart) <= set(records.notebooks_with_records())
