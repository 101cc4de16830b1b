"""Drawings that hold what they are given."""

import re
from itertools import pairwise

from seminar.screen.figures import tree
from seminar.screen.page import STILL_INK


def boxes(drawing):
    """Left edge, right edge and top of every box, in the order drawn."""
    found = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"', str(drawing))
    return [(float(x), float(x) + float(wide), float(y)) for x, y, wide in found]


def test_a_tree_is_as_deep_as_its_branches_and_no_two_boxes_meet():
    drawing = tree("a", [("b", [("c", [("d", True), ("e", False)]), ("f", False)]), ("g", False)], STILL_INK)
    placed = boxes(drawing)
    assert len(placed) == 7
    tops = sorted({top for *_, top in placed})
    assert [sum(top == level for *_, top in placed) for level in tops] == [1, 2, 2, 2]
    for level in tops:
        row = sorted(box for box in placed if box[2] == level)
        assert all(one[1] < other[0] for one, other in pairwise(row))
    assert all(0 <= left < right <= 580 for left, right, _ in placed)
    assert float(re.search(r'height="([\d.]+)"', str(drawing))[1]) > tops[-1] + 46
    assert str(drawing).count('stroke-width="3"') == 1
