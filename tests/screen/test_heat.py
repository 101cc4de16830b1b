"""A grid of answers tells each by its shape, so that it also reads in grey."""

import pytest
from seminar.screen.heat import BLANK, IDLE, NO, OPEN, PARTLY, YES, Tile, heat_grid, triangle
from seminar.screen.page import STILL_INK

LOOKS = (YES, PARTLY, NO, OPEN, IDLE, BLANK)


def drawn(*tiles, signs=()):
    heads = [(f"question {number}", number == 1) for number in range(len(tiles))]
    return str(heat_grid(heads, [("one", tiles)], STILL_INK, signs))


def test_each_look_has_a_drawing_of_its_own_without_its_colours():
    def in_grey(look):
        found = drawn(Tile(look))
        for colour in STILL_INK.values():
            if colour != STILL_INK["card"]:
                found = found.replace(colour, "ink")
        return found

    assert len({in_grey(look) for look in LOOKS}) == len(LOOKS)


@pytest.mark.parametrize("look", LOOKS)
def test_a_weak_answer_has_a_corner(look):
    assert drawn(Tile(look, True)) != drawn(Tile(look))


def test_names_heads_and_signs_stand_there_once():
    found = drawn(Tile(YES), Tile(NO), signs=("=", "×"))
    assert [found.count(f">{word}<") for word in ("one", "question 0", "question 1", "=", "×")] == [1] * 5


def test_the_triangle_has_a_cell_for_each_pair():
    found = str(triangle(["A x", "B y", "C z"], [[(NO, "p")], [(YES, "q"), (OPEN, "r")]], STILL_INK))
    assert [found.count(f">{word}<") for word in "pqrAB"] == [1] * 5
    assert ">C<" not in found
