"""Bars over the outline of the start: lengths are in proportion, and a change shows in more than its colour."""

import re

import pytest
from seminar.screen.outlined import Measured, outlined
from seminar.screen.page import STILL_INK


def boxes(drawing):
    """Width and fill of every box."""
    return [
        (float(re.search(r' width="([\d.]+)"', box)[1]), re.search(r'fill="([^"]+)"', box)[1])
        for box in re.findall(r"<rect[^>]*>", str(drawing))
    ]


@pytest.mark.parametrize("value", [5, 10, 18, 40])
def test_the_bar_and_its_outline_are_in_proportion_to_their_values(value):
    (bar, _), (start, fill) = boxes(outlined([Measured("m", value, 10, "said")], STILL_INK))
    assert bar / start == pytest.approx(value / 10)
    assert fill == "none"
    assert max(bar, start) <= 150 + 1e-9


def test_a_scale_of_its_own_is_kept():
    ((bar, _),) = [box for box in boxes(outlined([Measured("m", 0.25, 0.25, "25%", 1)], STILL_INK)) if box[1] != "none"]
    assert bar == pytest.approx(150 / 4)


def test_a_changed_bar_has_bold_words_and_an_unchanged_one_has_not():
    same, moved = (str(outlined([Measured("m", value, 10, "said")], STILL_INK)) for value in (10, 11))
    assert same.count('font-weight="600"') == 0
    assert moved.count('font-weight="600"') == 2


def test_worse_shows_by_its_stripes_and_better_by_a_full_bar():
    better, worse = (str(outlined([Measured("m", 11, 10, "said", 0, worse)], STILL_INK)) for worse in (False, True))
    assert "<path" not in better
    assert re.search(r'<path d="(M[\d. ]+v13)+"', worse)


def test_nothing_is_drawn_for_nothing():
    assert boxes(outlined([Measured("m", 0, 0, "0")], STILL_INK)) == []
