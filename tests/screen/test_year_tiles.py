"""A tile for each thing: under its year, in the lane of its group, full where it is marked."""

import re

import pytest
from seminar.screen.page import STILL_INK
from seminar.screen.year_tiles import year_tiles

LANES = [("here", [(2015, True), (2015, False), (2015, False), (2017, False)]), ("there", [(2016, True)])]
YEARS = range(2015, 2018)


@pytest.fixture
def drawing():
    return str(year_tiles(LANES, YEARS, ("marked", "others"), STILL_INK))


def tiles(drawing, look):
    """The corners of all tiles of one look, without that of the legend."""
    paths = re.findall(rf'<path d="((?:M[\d.]+ [\d.]+h12v12h-12z)+)" fill="{STILL_INK[look]}"', drawing)
    corners = [(float(x), float(y)) for path in paths for x, y in re.findall(r"M([\d.]+) ([\d.]+)h12", path)]
    return sorted(corner for corner in corners if corner[1] > 10)


def test_every_thing_is_one_tile_full_or_hollow(drawing):
    assert len(tiles(drawing, "accent")) == 2
    assert len(tiles(drawing, "card")) == 3


def test_a_tile_stands_near_its_year_and_a_fuller_year_stands_higher(drawing):
    years = {year: float(re.search(rf'<text x="([\d.]+)"[^>]*>{year}<', drawing)[1]) for year in YEARS}
    hollow = tiles(drawing, "card")
    assert [min(years, key=lambda year: abs(years[year] - x - 6)) for x, _ in hollow] == [2015, 2015, 2017]
    assert len({y for _, y in hollow[:2]}) == 2


def test_the_lanes_and_both_looks_are_named(drawing):
    assert [drawing.count(f">{words}<") for words in ("here", "there", "marked", "others")] == [1] * 4
