"""Dots under their questions: each at its place on an axis of its own, with its words beside it."""

import re

import pytest
from seminar.screen.dot_lanes import LEFT, RIGHT, Dots, Lane, dot_lanes
from seminar.screen.page import STILL_INK

LANES = [
    Lane("one?", [Dots("here", [(41, "least 41%"), (57, "most 57%")]), Dots("there", [(19, "19%")])], 100, "%"),
    Lane("two?", [Dots("here", [(13.5, "13.5")])], 26, " million"),
]


@pytest.fixture
def drawing():
    return str(dot_lanes(LANES, STILL_INK))


def test_a_dot_stands_at_its_share_of_its_own_axis(drawing):
    places = [float(x) for x in re.findall(r'<circle cx="([\d.]+)"', drawing)]
    expected = [41 / 100, 57 / 100, 19 / 100, 13.5 / 26]
    assert places == pytest.approx([LEFT + share * (RIGHT - LEFT) for share in expected], abs=0.1)


def test_each_question_is_told_once_and_stands_over_its_lines(drawing):
    said = re.findall(r">([^<>]+)</text>", drawing)
    assert said[:8] == ["one?", "here", "least 41%", "most 57%", "there", "19%", "0", "100%"]
    assert said[8:] == ["two?", "here", "13.5", "0", "26 million"]


def test_only_numbers_of_one_line_are_joined(drawing):
    assert drawing.count('stroke-width="2"') == 1
