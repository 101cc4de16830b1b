"""Chains differ by shape, not by colour alone, and a link of ours stays empty until it is open."""

import re

import pytest
from seminar.screen.chain import BROKEN, DOTTED, OPEN, WHOLE, chains
from seminar.screen.page import STILL_INK

NAMES = ("an offence", "recorded", "the list")


def drawn(mine, ours, here=0, between=None):
    rows = [("Yours", [(look, "") for look in mine]), ("Ours", [(look, "") for look in ours])]
    return str(chains(rows, NAMES, here, between or {}, STILL_INK))


def in_grey(drawing):
    """The drawing without its colours."""
    return re.sub(r"#[0-9a-f]{6}", "", drawing)


def test_each_look_has_a_shape_of_its_own():
    looks = [in_grey(drawn([look] * 3, [OPEN] * 3)) for look in (WHOLE, DOTTED, BROKEN, OPEN)]
    assert len(set(looks)) == 4


def test_our_link_has_no_name_before_it_is_open():
    assert drawn([OPEN] * 3, [OPEN] * 3).count(">recorded<") == 1
    assert drawn([OPEN] * 3, [OPEN, WHOLE, OPEN]).count(">recorded<") == 2


def test_a_joint_is_whole_only_between_whole_links():
    whole = 'stroke-width="4"'
    assert drawn([WHOLE] * 3, [OPEN] * 3).count(whole) == 3 + 2
    assert drawn([WHOLE, DOTTED, WHOLE], [OPEN] * 3).count(whole) == 2


@pytest.mark.parametrize("here", [0, 2])
def test_the_link_on_which_one_stands_has_a_ground_of_its_own(here):
    (ground,) = re.findall(rf'<rect x="([\d.]+)"[^>]*fill="{STILL_INK["tint"]}"', drawn([OPEN] * 3, [OPEN] * 3, here))
    assert float(ground) == pytest.approx(here * 880 / 3 + 2, abs=0.01)


def test_words_stand_between_two_links_that_differ():
    assert ">we differ<" in drawn([WHOLE] * 3, [DOTTED] * 3, between={1: "we differ"})
