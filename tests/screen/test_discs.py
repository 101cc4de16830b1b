"""A grid of counts: areas go with the counts, and nothing stands where nothing was counted."""

import re

import pytest
from seminar.screen.discs import discs
from seminar.screen.page import STILL_INK


def test_areas_go_with_the_counts_and_each_count_is_written():
    drawing = str(discs(["press", "law"], ["A", "B"], {("press", "B"): 8, ("law", "A"): 2}, STILL_INK))
    large, small = map(float, re.findall(r' r="([\d.]+)"', drawing))
    assert (large / small) ** 2 == pytest.approx(4, rel=1e-4)
    assert all(f">{words}</text>" in drawing for words in ("press", "law", "A", "B", "8", "2"))
    assert drawing.count(">–</text>") == 2


def test_a_grid_without_counts_draws_no_disc():
    assert "<circle" not in str(discs(["press"], ["A"], {}, STILL_INK))
