"""Firms and licences: a stroke for each firm to the first licence, a disc for each licence at its date."""

import re

from seminar.screen.licences import LEFT, RIGHT, Firm, Licence, licences
from seminar.screen.page import STILL_INK

FIRMS = [Firm("First Credit", ""), Firm("Second Credit", "went on under another name in the app of its owner")]
GIVEN = [Licence("Joint", 2018, "licence of 2018", "both firms"), Licence("Later", 2025, "licence of 2025", "a city")]


def drawn():
    return str(licences(FIRMS, 2015, GIVEN, ["told", "no licence"], (2015, 2025), STILL_INK))


def test_every_name_date_owner_and_outcome_is_written():
    said = " ".join(re.findall(r">([^<>]+)<", drawn()))
    for words in ("First Credit", "Second Credit", "Joint", "Later", "licence of 2018", "licence of 2025", "a city"):
        assert words in said
    assert "went on under another name in the app of its owner" in said
    assert "told" in said


def test_the_strokes_end_where_the_first_licence_stands():
    drawing = drawn()
    join = f"{LEFT + 0.3 * (RIGHT - LEFT):.6g}"
    strokes = re.findall(rf'd="M{LEFT:g} [\d.]+H([\d.]+)"', drawing)
    assert strokes == [join] * len(FIRMS)
    discs = re.findall(r'<circle cx="([\d.]+)" cy="[\d.]+" r="8"', drawing)
    assert discs == [join, f"{RIGHT:g}"]


def test_words_of_a_late_licence_stand_before_its_disc():
    late = re.search(r'text-anchor="(\w+)"[^>]*>licence of 2025<', drawn())
    assert late[1] == "end"
