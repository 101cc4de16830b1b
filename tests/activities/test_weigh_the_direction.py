"""W08d: one date never gives a trend, and every reason is the right one."""

import html
import re
from itertools import product

import pytest
from seminar import activities
from seminar.activities.find_the_likeness import properties
from seminar.activities.weigh_the_direction import FINDINGS, WORDS, changes, settings, timeline, title, weighed
from seminar.data.evidence import fields
from seminar.data.stored import LATER
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
    for first, second in product(("", *CHANGES), repeat=2):
        if first == second:
            continue
        panel = weighed(word, ";".join(filter(None, (first, second))))
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


def test_at_the_start_nothing_is_given_and_the_guess_is_answered():
    panel = weighed(**START, guess=5)
    assert all(markup(panel))
    assert panel.finding == "Which two changes show it? Choose them on the line"
    said = "You guessed 5; of 10 changes of Schufa, 2 point toward wider reach and 2 toward narrower."
    assert panel.under == said
    assert weighed(**START).under == ""


def test_one_change_is_a_single_point():
    panel = weighed("wider", "pc-schufa-2025-shared")
    assert panel.finding == FINDINGS[SINGLE_POINT]
    assert (
        f"only “{changes()['pc-schufa-2025-shared'].cells['change']}” of 14 October 2025 points that way: one date "
        "never gives a trend." in panel.text
    )
    assert "Schufa has 10 dated changes here in all, of which 2 point that way; 2 point the opposite way." in panel.text


@pytest.mark.parametrize(
    ("word", "first", "second", "said"),
    [
        ("wider", "", "", "No change is chosen"),
        ("wider", "pc-schufa-2026-rule", "", "points elsewhere: “more open”."),
        ("wider", "pc-schufa-2025-shared", "pc-schufa-2026-rule", "and the other one points elsewhere"),
        ("narrower", "pc-rongcheng-2021-consent", "pc-rongcheng-2021-inputs", "surely differ (18 June 2021)"),
        ("wider", "pc-schufa-2025-shared", "pc-court-2016-shared", "belong to two systems"),
        ("wider", "pc-court-2016-shared", "pc-childcare-2016", "belong to two systems"),
        ("wider", "pc-court-2015-shared", "pc-court-2016-shared", "neither its speed nor its end"),
        ("more open", "pc-schufa-2014-own", "pc-schufa-2026-rule", "neither its speed nor its end"),
        ("wider", "pc-childcare-2016", "", "1 points the opposite way"),
    ],
)
def test_the_reasons(word, first, second, said):
    assert said in weighed(word, ";".join(filter(None, (first, second)))).text


def test_every_change_is_an_arrow_on_the_line_and_can_be_chosen():
    offered = settings()[1].scale
    assert [spot.id for spot in offered.spots] == list(CHANGES)
    assert all(0 < spot.across < 100 and 0 < spot.down < 100 for spot in offered.spots)
    assert len({(round(spot.across, 2), round(spot.down, 2)) for spot in offered.spots}) == len(CHANGES)
    for row in CHANGES.values():
        assert f"{title(row)}, {row.cells['direction']}" in timeline().alt


def test_before_the_guess_no_direction_is_told():
    output = activities.weigh_the_direction()
    shown, later = html.unescape(output.html), html.unescape(str(output._marks[LATER]))
    assert "How many of these 10 changes of Schufa point toward wider reach" in shown
    assert "Where they point is covered" in shown
    assert ", wider" not in shown
    assert "Schufa, 14 October 2025: shared between fields, wider" in later


def test_the_paper_holds_the_changes():
    made = form("08-w08d").replace("\\", "")
    for row in CHANGES.values():
        assert row.cells["change"] in made
