"""Dots by score, and people without one in a box beside them."""

import pytest
from seminar.screen.page import STILL_INK
from seminar.screen.score_piles import score_piles


@pytest.mark.parametrize("without", [0, 1, 5, 8, 20])
def test_everybody_stands_there_once(without):
    dots = [(3.0, True), (3.0, False), (12.5, False)]
    drawn = str(score_piles([("a group", dots, without)], 0.5, STILL_INK, ("low", "high"), "no score"))
    assert drawn.count("<circle") == 3
    assert drawn.count("l7 7m0 -7l-7 7") == without
    assert [drawn.count(f">{word}<") for word in ("a group", "low", "high", "no score")] == [1] * 4
