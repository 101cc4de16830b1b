"""A picture of moves has a ring for what was first, a disc for what was then, and an arrow only where there is room."""

import re

import pytest
from seminar.screen.moves import DISC, LEFT, RIGHT, RING, moves
from seminar.screen.page import STILL_INK

TICKS = [(0, "0"), (0.5, "50"), (1, "100")]


def circles(drawing, size):
    return [float(x) for x, r in re.findall(r'<circle cx="([\d.]+)" cy="[\d.]+" r="([\d.]+)"', drawing) if r == size]


def drawn(*rows):
    return str(moves(rows, TICKS, STILL_INK))


def test_ring_and_disc_stand_at_their_places_and_what_is_open_is_not_drawn():
    drawing = drawn(("one", 0.0, 1.0), ("two", 0.5, None), ("three", None, None))
    assert circles(drawing, f"{RING:g}") == [LEFT, (LEFT + RIGHT) / 2]
    assert circles(drawing, f"{DISC:g}") == [RIGHT]
    assert all(f">{words}</text>" in drawing for words in ("one", "two", "three", "0", "50", "100"))


def arrows(drawing):
    return drawing.count(f'stroke="{STILL_INK["marked"]}"')


def test_an_arrow_joins_what_moved_and_nothing_that_stayed():
    assert arrows(drawn(("there", 0.2, 0.6), ("back", 0.6, 0.2))) == 2
    assert arrows(drawn(("same", 0.4, 0.4), ("too near", 0.4, 0.42), ("open", 0.4, None))) == 0


def test_a_place_beyond_the_end_of_the_line_stands_apart_from_it():
    drawing = str(moves([("one", 0.25, 1.0)], TICKS, STILL_INK, 0.6))
    (end,) = re.findall(r"H([\d.]+)M", drawing)
    assert float(end) == pytest.approx(LEFT + 0.6 * (RIGHT - LEFT), abs=0.01)
    assert drawing.count('stroke-dasharray="3 3"') == 1
    assert 'stroke-dasharray="3 3"' not in drawn(("one", 0.25, 1.0))


def test_the_arrow_points_to_where_one_was_then():
    (there,) = re.findall(r"H([\d.]+)m-7 -5", drawn(("there", 0.2, 0.6)))
    (back,) = re.findall(r"H([\d.]+)m7 -5", drawn(("back", 0.6, 0.2)))
    assert float(there) < LEFT + 0.6 * (RIGHT - LEFT)
    assert float(back) > LEFT + 0.2 * (RIGHT - LEFT)
