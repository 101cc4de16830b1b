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
    (_, _, _, foot), *below = boxes(drawing)
    assert len(below) == len(heirs)
    assert all(one[1] < other[0] for one, other in pairwise(below))
    assert all(0 <= left < right <= 880 and top > foot for left, right, top, _ in below)
    assert drawing.count("l4 7l4 -7") == len(heirs)
    height = float(re.search(r'height="([\d.]+)"', drawing)[1])
    assert max(box[3] for box in below) <= height
    lowest = max(y for y, _ in words(drawing))
    assert lowest < max(box[3] for box in below) - 4, "the last line stands in its box"


def test_only_a_changed_unit_has_a_tag_and_every_word_is_there():
    drawing = str(lineage(ROOT, [CHANGED, KEPT], STILL_INK))
    said = [one for _, one in words(drawing)]
    assert said.count("now people") == 1
    assert {"23 people", "5 refusals", "What was counted", "1 March 2019"} <= set(said)
    assert sum(one.count("barred") for one in said) == 6, "long words are broken into lines, and none is lost"
