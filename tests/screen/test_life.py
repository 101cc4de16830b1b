"""Lanes of a life: each file from its year on, each moment at its year, and each look told by its shape."""

import re

from seminar.screen.life import FIRST, SEEN, SHUT, UNCLEAR, WIDE, Lane, Mark, life_lanes
from seminar.screen.page import STILL_INK

SPAN = (1950, 2000)
LEFT, RIGHT = 0.534 * WIDE, WIDE - 16


def drawn(*lanes, here=1975):
    return str(life_lanes(lanes, SPAN, here, STILL_INK))


def lane(*marks, since=1950):
    return Lane("Register", "names", since, marks)


def across(year):
    return LEFT + (year - SPAN[0]) / (SPAN[1] - SPAN[0]) * (RIGHT - LEFT)


def test_each_look_has_a_shape_of_its_own_without_its_colours():
    def in_grey(look):
        found = drawn(lane(Mark(1, 1960, look)))
        for colour in STILL_INK.values():
            found = found if colour == STILL_INK["card"] else found.replace(colour, "ink")
        return found

    assert len({in_grey(look) for look in (SEEN, UNCLEAR, SHUT, FIRST)}) == 4


def test_a_moment_stands_at_its_year_with_its_number():
    drawing = drawn(lane(Mark(7, 1990, SEEN)))
    (x,) = re.findall(r'<circle cx="([\d.]+)"', drawing)
    assert float(x) == round(across(1990), 3)
    assert ">7</text>" in drawing


def test_moments_that_would_touch_stand_on_two_levels_and_others_on_one():
    def heights(*years):
        return re.findall(r'<circle cx="[\d.]+" cy="([\d.]+)"', drawn(lane(*(Mark(1, year, SEEN) for year in years))))

    assert len(set(heights(1980, 1981))) == 2
    assert len(set(heights(1980, 1990))) == 1


def test_a_lane_begins_with_its_file_and_is_dotted_where_no_year_was_found():
    assert f"M{across(1970):g} " in drawn(lane(since=1970))
    assert "stroke-dasharray" not in drawn(lane(since=1970))
    assert "stroke-dasharray" in drawn(lane(since=None))
    assert f"M{LEFT:g} " in drawn(lane(since=None))


def test_the_line_stands_at_the_year_and_says_it():
    drawing = drawn(lane(), here=1983)
    assert f"M{across(1983):g} " in drawing
    assert ">1983</text>" in drawing
