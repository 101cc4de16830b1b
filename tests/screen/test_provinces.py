"""The tiles of the provinces: one for each, no two in one place, and only what is told of stands out."""

import re

import pytest
from seminar.errors import SeminarError
from seminar.screen.page import STILL_INK
from seminar.screen.provinces import ACROSS, places, provinces


def test_there_are_31_tiles_and_no_two_lie_on_each_other():
    every = places()
    assert len(every) == 31
    assert len(set(every.values())) == 31
    assert all(0 <= column < ACROSS for column, _ in every.values())


def test_neighbours_lie_on_the_right_side_of_each_other():
    every = places()
    assert every["Shanghai"][0] > every["Hubei"][0] > every["Sichuan"][0] > every["Tibet"][0]
    assert every["Heilongjiang"][1] < every["Beijing"][1] < every["Shandong"][1] < every["Guangdong"][1]


def test_a_tile_that_is_told_of_has_its_lines_and_a_thick_edge():
    drawing = str(provinces({"Fujian": ["Xiamen", "100 yuan"]}, STILL_INK))
    assert all(f">{words}</text>" in drawing for words in ("Fujian", "Xiamen", "100 yuan", "Hainan"))
    assert len(re.findall(r'stroke-width="2"', drawing)) == 1


def test_a_province_without_a_tile_is_named():
    with pytest.raises(SeminarError, match="“Atlantis” has no tile"):
        provinces({"Atlantis": []}, STILL_INK)
