"""A grid of tiles takes the places that it has, and tells what each tile shows."""

import pytest
from seminar.errors import SeminarError
from seminar.screen.tiles import Tile, Tiles


@pytest.fixture
def grid():
    return Tiles(caption="Two places", rows=["A", "B"], columns=["One?", "Two?", "Three?"])


def test_the_first_tile_is_chosen_and_another_may_be(grid):
    assert grid.value == [0, 0]
    grid.hear({"value": [1, 2]})
    assert grid.value == [1, 2]


@pytest.mark.parametrize("place", [[2, 0], [0, 3], [-1, 0], [0], "0,0", None, 1])
def test_a_place_outside_the_grid_is_a_sentence_and_changes_nothing(grid, place):
    grid.hear({"value": [1, 1]})
    with pytest.raises(SeminarError, match=r"“Two places” has 6 tiles\. Choose one of them again\."):
        grid.hear({"value": place})
    assert grid.value == [1, 1]


def test_what_a_tile_shows_reaches_the_page(grid):
    grid.put([[Tile("yes", "yes"), Tile("no", "no", "was: yes")]])
    assert grid.tiles == [
        [{"word": "yes", "looks": "yes", "was": ""}, {"word": "no", "looks": "no", "was": "was: yes"}]
    ]
    assert "tiles" in Tiles.shown()
