"""Two readers, paper trails and two means: each look is told by its shape, and each thing stands at its place."""

import re

import pytest
from seminar.screen.apart import LEFT, RIGHT, apart
from seminar.screen.page import STILL_INK
from seminar.screen.trails import FOUND, LOST, OPEN, SECOND_HAND, Trail, trails
from seminar.screen.two_readers import BOTH, FIRST, NEITHER, SECOND, two_readers
from seminar.screen.two_readers import OPEN as NOT_CHECKED

LOOKS = (BOTH, FIRST, SECOND, NEITHER, NOT_CHECKED)
ENDS = (FOUND, SECOND_HAND, LOST, OPEN)


def in_grey(drawing):
    """A drawing in which all colours but that of the ground are one."""
    for role, colour in STILL_INK.items():
        if role != "card":
            drawing = drawing.replace(colour, "ink")
    return drawing


def test_each_pair_of_ticks_looks_different_without_colour():
    assert len({in_grey(str(two_readers([("code", [look], "")], {}, STILL_INK))) for look in LOOKS}) == len(LOOKS)


def test_two_readers_have_a_line_for_each_code_and_a_number_for_each_thing():
    drawing = str(two_readers([("one", LOOKS, "3 of 5"), ("two", LOOKS, "")], {BOTH: "you and we"}, STILL_INK))
    said = re.findall(r">([^<>]+)</text>", drawing)
    assert said == ["1", "2", "3", "4", "5", "one", "3 of 5", "two", "you and we"]


def test_each_end_of_a_trail_looks_different_without_colour():
    assert len({in_grey(str(trails([Trail(1, "p", end, "y")], {}, STILL_INK))) for end in ENDS}) == len(ENDS)


def test_a_trail_that_is_open_does_not_tell_its_year():
    drawing = str(trails([Trail(1, "p. 1", OPEN, "1927"), Trail(2, "p. 2", SECOND_HAND, "2009")], {}, STILL_INK))
    assert ">1927<" not in drawing
    assert ">?<" in drawing
    assert ">2009<" in drawing


@pytest.mark.parametrize("gap", [0, 0.8, 6])
def test_two_means_stand_as_far_apart_as_is_guessed(gap):
    drawing = str(apart(gap, range(1, 8), ("A", "B"), STILL_INK))
    high, low = (float(x) for x in re.findall(r'd="M([\d.]+) [\d.]+l9 9', drawing))
    assert high - low == pytest.approx(gap / 6 * (RIGHT - LEFT), abs=0.1)


def test_without_a_guess_the_line_is_bare():
    drawing = str(apart(None, range(1, 8), ("A", "B"), STILL_INK))
    assert ">A<" not in drawing
    assert ">7<" in drawing
