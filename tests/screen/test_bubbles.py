"""Numbers as discs: the area of each is in proportion, and nothing is drawn for nothing."""

import re

import pytest
from seminar.screen.bubbles import bubbles
from seminar.screen.page import STILL_INK

DRAWING = str(bubbles([("A", "first"), ("B", "second")], [("one", [40, 10]), ("two", [0, 5])], STILL_INK))


def test_the_area_of_a_disc_is_in_proportion_to_its_number():
    areas = [float(radius) ** 2 for radius in re.findall(r' r="([\d.]+)"', DRAWING)]
    assert [area / areas[0] for area in areas] == pytest.approx([1, 1 / 4, 1 / 8], rel=1e-3)


def test_each_number_and_each_name_stands_there_once_and_no_zero():
    said = re.findall(r">([^<>]+)</text>", DRAWING)
    assert sorted(said) == sorted(["A", "first", "B", "second", "one", "40", "10", "two", "5"])


def test_the_discs_of_a_column_stand_under_one_another():
    places = re.findall(r'<circle cx="([\d.]+)"', DRAWING)
    assert places[1] == places[2] != places[0]
