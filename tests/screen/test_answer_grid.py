"""A grid of answers: every cell has its sign, and each sign a shape of its own."""

import pytest
from seminar.screen.answer_grid import LOOKS, answer_grid
from seminar.screen.page import STILL_INK


def test_every_answer_is_drawn_under_its_question():
    drawing = str(answer_grid(["1", "2", "3"], [("Before", LOOKS), ("Now", LOOKS[::-1])], STILL_INK))
    assert drawing.count("<circle") == 4
    assert drawing.count("h12") == 2
    for words in ("Before", "Now", ">1<", ">2<", ">3<"):
        assert words in drawing


def test_the_looks_differ_in_shape():
    shapes = [str(answer_grid(["1"], [("", [look])], dict.fromkeys(STILL_INK, "x"))) for look in LOOKS]
    assert len(set(shapes)) == len(LOOKS)


def test_a_row_that_is_too_short_is_no_grid():
    with pytest.raises(ValueError, match="zip"):
        answer_grid(["1", "2"], [("Now", ["right"])], STILL_INK)
