"""Strands between two systems: whole, cut, dotted and thin can be told apart in grey."""

from seminar.screen.page import STILL_INK
from seminar.screen.strands import BROKEN, HELD, IDLE, MISSING, End, Strand, strands

ENDS = End("Personal file", "since 1956"), End("A plan", "since 2014")


def drawn(*links):
    return str(strands(*ENDS, links, STILL_INK))


def test_each_look_has_a_strand_of_its_own_without_its_colours():
    def in_grey(look):
        found = drawn(Strand("a rule", look))
        for colour in STILL_INK.values():
            found = found.replace(colour, "ink")
        return found

    assert len({in_grey(look) for look in (HELD, BROKEN, MISSING, IDLE)}) == 4


def test_both_ends_with_their_years_and_all_words_stand_there():
    drawing = drawn(Strand("a rule", HELD, "sourced, since 2021"), Strand("a look", IDLE))
    for words in ("Personal file", "since 1956", "A plan", "since 2014", "a rule", "sourced, since 2021", "a look"):
        assert f">{words}</text>" in drawing


def test_the_older_words_stand_on_the_left():
    drawing = drawn(Strand("a rule", HELD))
    assert drawing.index("Personal file") < drawing.index("A plan")
