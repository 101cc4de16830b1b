"""Lanes on an axis of powers: equal steps for equal ratios, a shape for each kind, and a dashed lane for silence."""

import re

import pytest
from seminar.screen.lanes import Lane, Mark, lanes
from seminar.screen.page import STILL_INK

TICKS = [(1, "1 day"), (10, "10 days"), (100, "100 days")]
KINDS = {"answer": "answer within", "stays": "stays at most"}


def drawn(*rows, kinds=KINDS):
    return str(lanes(rows, TICKS, kinds, STILL_INK))


def test_equal_ratios_are_equal_steps():
    drawing = drawn(*(Lane("", "a", [Mark(value, str(value), "rate")]) for value in (1, 10, 100)), kinds={"rate": ""})
    first, second, third = map(float, re.findall(r'<circle cx="([\d.]+)"', drawing))
    assert second - first == pytest.approx(third - second)


def test_each_kind_has_its_shape_and_its_word():
    drawing = drawn(Lane("", "list", [Mark(15, "15 days", "answer"), Mark(100, "100 days", "stays")]))
    assert drawing.count("<circle") == 2
    assert drawing.count('width="13"') == 2
    assert all(words in drawing for words in KINDS.values())


def test_a_lane_without_a_mark_is_dashed_and_says_why():
    drawing = drawn(Lane("", "list", [], "none was found"))
    assert 'stroke-dasharray="4 6"' in drawing
    assert ">none was found<" in drawing


def test_words_near_the_edge_stay_in_the_picture():
    drawing = drawn(Lane("", "list", [Mark(100, "a hundred days or so, by one source", "stays")]))
    left = float(re.search(r'<text x="([\d.]+)"[^>]*>a hundred', drawing)[1])
    assert left + 6 * len("a hundred days or so, by one source") < 580


def test_a_group_has_one_head():
    drawing = drawn(Lane("first", "a", []), Lane("first", "b", []), Lane("second", "c", []))
    assert drawing.count(">first<") == 1
    assert drawing.count(">second<") == 1
