"""Counts on an axis of time: never two units on one line, and the kind of each by its shape."""

import re

import pytest
from seminar.screen.page import STILL_INK
from seminar.screen.spans import Span, spans

KINDS = {"stock": "at that time", "cumulative": "since the start", "in the period": "of a year"}
COUNTS = [
    Span("entries", "listings", 2019.0, "13", "cumulative"),
    Span("entries", "duty performed", 2019.0, "3", "cumulative"),
    Span("people", "listed", 2020.5, "5", "stock"),
    Span("refusals", "tickets", 2026.0, "2", "in the period"),
]


def words(drawing):
    found = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)<', drawing)
    return {said: (float(x), float(y)) for x, y, said in found}


@pytest.fixture
def drawing():
    return str(spans(COUNTS, (2013, 2027), KINDS, STILL_INK))


def test_each_unit_is_named_once_over_its_counts_and_each_count_has_a_line_of_its_own(drawing):
    said = words(drawing)
    heights = [
        said[name][1] for name in ("entries", "listings", "duty performed", "people", "listed", "refusals", "tickets")
    ]
    assert heights == sorted(set(heights))
    assert drawing.count(">entries<") == 1


def test_a_count_stands_at_its_year(drawing):
    said, rows = words(drawing), drawing.split(">entries<")[1]
    year = (said["2019"][0] - said["2013"][0]) / 6
    marks = re.findall(r'<circle cx="([\d.]+)"|d="M([\d.]+) [\d.]+l8 8', rows)
    places = [float(disc or diamond) for disc, diamond in marks]
    expected = [said["2013"][0] + (count.year - 2013) * year for count in COUNTS]
    assert places == pytest.approx(expected, abs=0.1)


def test_the_kind_is_a_shape(drawing):
    rows = drawing.split(">entries<")[1]
    strokes = [
        (float(x), float(end))
        for x, end in re.findall(r'd="M([\d.]+) [\d.]+H([\d.]+)" stroke="[^"]+" stroke-width="3"', rows)
    ]
    since, since_too, year = (end - x for x, end in strokes)
    assert since == since_too == pytest.approx(6 * year, rel=1e-3)
    assert rows.count("l8 8l-8 8l-8 -8z") == 1
    assert all(f">{words}<" in drawing for words in KINDS.values())
