"""W08d: one date never gives a trend, and every reason is the right one."""

import html
import re
from itertools import product

import pytest
from seminar import activities
from seminar.activities.find_the_likeness import properties
from seminar.activities.weigh_the_direction import FINDINGS, NOTHING, WORDS, changes, settings, title, weighed
from seminar.data.evidence import fields
from seminar.models.direction import NO_EVIDENCE, SINGLE_POINT, TREND
from seminar.paper.forms import form
from seminar.workbench.panel import markup

START = {setting.name: setting.default for setting in settings()}
CHANGES = changes()


@pytest.mark.parametrize("row", CHANGES.values(), ids=list(CHANGES))
def test_a_change_is_dated_named_and_rests_on_facts(row):
    assert row.rests_on()
    assert row.cells["property"] in properties().values()
    assert row.cells["direction"] in WORDS
    years = " ".join(str(value) for fact in row.rests_on() for value in fact.cells.values())
    assert row.cells["date"][:4] in years


def test_every_change_has_a_title_of_its_own_and_every_direction_a_word():
    assert len({title(row) for row in CHANGES.values()}) == len(CHANGES)
    assert list(WORDS) == fields("property_changes")["direction"]["constraints"]["enum"]


@pytest.mark.parametrize("word", WORDS)
def test_every_pair_of_changes(word):
    for first, second in product((NOTHING, *CHANGES), repeat=2):
        panel = weighed(word, first, second)
        pair = [CHANGES[key].cells for key in (first, second) if key]
        pointing = [cells for cells in pair if cells["direction"] == word]
        apart = (
            len(pointing) == 2
            and pointing[0]["system"] == pointing[1]["system"]
            and not pointing[0]["date"].startswith(pointing[1]["date"])
            and not pointing[1]["date"].startswith(pointing[0]["date"])
        )
        assert panel.finding == FINDINGS[TREND if apart else SINGLE_POINT if pointing else NO_EVIDENCE]
        assert 2 <= len(re.findall(r"[.?] |[.?]$", panel.text)) <= 4
        if len({cells["date"] for cells in pair}) < 2:
            assert "Trend" not in panel.finding


def test_the_start_is_a_single_point():
    panel = weighed(**START)
    assert all(markup(panel))
    assert panel.finding == FINDINGS[SINGLE_POINT]
    assert (
        "Of the changes you gave, only that of 14 October 2025 points that way: one date never gives a trend."
        in panel.text
    )
    assert "Schufa has 8 dated changes here in all, of which 2 point that way; 1 points the opposite way." in panel.text


@pytest.mark.parametrize(
    ("word", "first", "second", "said"),
    [
        ("wider", NOTHING, NOTHING, "No change is chosen"),
        ("wider", "pc-schufa-2026-rule", NOTHING, "which is another direction"),
        ("wider", "pc-schufa-2025-shared", "pc-schufa-2026-rule", "and the other one points elsewhere"),
        ("wider", "pc-schufa-2025-shared", "pc-schufa-2025-shared", "one change given twice"),
        ("narrower", "pc-rongcheng-2021-consent", "pc-rongcheng-2021-inputs", "may be one"),
        ("wider", "pc-schufa-2025-shared", "pc-court-2016-shared", "belong to two systems"),
        ("wider", "pc-court-2015-shared", "pc-court-2016-shared", "neither its speed nor its end"),
        ("more open", "pc-schufa-2014-own", "pc-schufa-2026-rule", "neither its speed nor its end"),
        ("wider", "pc-childcare-2016", NOTHING, "1 points the opposite way"),
    ],
)
def test_the_reasons(word, first, second, said):
    assert said in weighed(word, first, second).text


def test_the_still_view_and_the_paper_hold_the_changes():
    shown, made = html.unescape(activities.weigh_the_direction().html), form("08-w08d").replace("\\", "")
    assert "First dated change: Schufa, 14 October 2025: shared between fields" in shown
    for row in CHANGES.values():
        assert row.cells["change"] in made
