"""The family tree of a number: whole words in boxes that do not meet, and a tag where the unit changes."""

import re
from itertools import pairwise

import pytest
from seminar.screen.lineage import Count, Report, lineage
from seminar.screen.page import STILL_INK

ROOT = Report("What was counted", "By an official word", [Count("17", "refusals", "air tickets; since the start")])
CHANGED = Report("A paper", "1 March 2019", [Count("23", "people", "barred from travel, " * 6, "now people")])
KEPT = Report("Another", "2 March 2019", [Count("17", "refusals", "air tickets"), Count("5", "refusals", "trains")])


def boxes(drawing):
    """Left, right, top and foot of every box, without the tags."""
    found = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" rx="6"', drawing)
    return [(x, x + wide, y, y + high) for x, y, wide, high in (map(float, one) for one in found)]


def words(drawing):
    return [(float(y), said) for y, said in re.findall(r'<text x="[\d.]+" y="([\d.]+)"[^>]*>([^<]+)<', drawing)]


@pytest.mark.parametrize("heirs", [[CHANGED], [CHANGED, KEPT], [KEPT, CHANGED, KEPT]])
def test_the_root_stands_over_its_heirs_and_no_two_boxes_meet(heirs):
    drawing = str(lineage(ROOT, heirs, STILL_INK))
    placed = boxes(drawing)
    assert len(placed) == 1 + len(heirs)
    assert all(one[3] < other[2] for one, other in pairwise(placed))
    assert all(left > placed[0][0] and right <= 580 for left, right, *_ in placed[1:])
    assert drawing.count("l7 4l-7 4") == len(heirs), "each has a branch that ends in an arrow"
    assert placed[-1][3] <= float(re.search(r'height="([\d.]+)"', drawing)[1])
    lines = [y for y, _ in words(drawing)]
    assert all(any(top < y < foot - 4 for *_, top, foot in placed) for y in lines), "each line stands in a box"


def test_only_a_changed_unit_has_a_tag_and_every_word_is_there():
    drawing = str(lineage(ROOT, [CHANGED, KEPT], STILL_INK))
    said = [one for _, one in words(drawing)]
    assert said.count("now people") == 1
    assert {"23 people", "5 refusals", "What was counted", "1 March 2019"} <= set(said)
    assert sum(one.count("barred") for one in said) == 6, "long words are broken into lines, and none is lost"
