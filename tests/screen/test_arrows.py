"""Arrows on lanes of time: each has its shape, stands at its date, and none lies on another."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.screen.arrows import PATHS, Arrow, arrows, middles
from seminar.screen.page import STILL_INK

YEARS = (2013, 2027)
DIRECTIONS = [name for name in PATHS if name]
years = st.lists(st.floats(2013, 2027), max_size=8).map(sorted)


def lane(found):
    return [Arrow(year, "wider") for year in found]


@given(st.lists(years, min_size=1, max_size=4))
def test_no_arrow_lies_on_another_and_later_ones_stand_further_right(dates):
    lanes = [(f"lane {number}", lane(found)) for number, found in enumerate(dates)]
    places = middles(lanes, YEARS)
    assert len(places) == sum(map(len, dates))
    assert all(0 <= value <= 100 for place in places for value in place)
    drawn = str(arrows(lanes, YEARS, {}, STILL_INK))
    high = float(drawn.split('height="')[1].split('"')[0])
    for (x1, y1), (x2, y2) in combinations([(5.8 * x, high * y / 100) for x, y in places], 2):
        assert abs(x1 - x2) > 25 or abs(y1 - y2) > 25
    start = 0
    for found in dates:
        across = [x for x, _ in places[start : start + len(found)]]
        assert across == sorted(across)
        start += len(found)


@pytest.mark.parametrize("points", DIRECTIONS)
def test_each_direction_has_a_shape_of_its_own(points):
    drawn = str(arrows([("one", [Arrow(2020.5, points)])], YEARS, {}, STILL_INK))
    assert [name for name in DIRECTIONS if PATHS[name] in drawn] == [points]


def test_where_nothing_is_shown_there_is_no_direction_in_the_drawing():
    drawn = str(arrows([("one", [Arrow(2020.5, "")])], YEARS, {}, STILL_INK))
    assert not any(PATHS[name] in drawn for name in DIRECTIONS)


def test_words_for_the_shapes_stand_below():
    drawn = str(arrows([("one", [Arrow(2020.5, "wider")])], YEARS, {"wider": "more reach"}, STILL_INK))
    assert "more reach" in drawn
