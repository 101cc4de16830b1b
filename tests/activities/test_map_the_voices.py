"""W01c without a browser: every setting of the voice map says what the claims say."""

import re

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from seminar import activities, questions
from seminar.activities.map_the_voices import ALL, GRADES, NOTHING, mapped, settings, speakers
from seminar.activities.workbench import markup
from seminar.evidence import rows
from seminar.package import fields

START = {setting.name: setting.default for setting in settings()}
CLAIMS = [row.cells for row in rows("claims")]
RECORD = {
    "role": "activity",
    "title": "Map the voices",
    "widget": "W01c",
    "real": "73 claims of the essay in our words, with voice and attribution",
    "invented": "",
    "assumed": "each claim has one voice and one kind of attribution",
    "limit": "our coding by one rule; how often a claim is repeated; whether it is true",
    "paper": "01-paper-w01c",
}


@pytest.fixture
def recorded(monkeypatch):
    """A record for the activity, whatever notebook 01 says of it."""
    monkeypatch.setattr(questions, "records", lambda notebook: {"01-w01c": RECORD})


def numbers(text):
    return [int(number) for number in re.findall(r"\d+", text)]


def found(first, last, voice, grade):
    """The claims that fit, one by one, from the file."""
    return [
        cells
        for cells in CLAIMS
        if first <= int(cells["paragraph"][1:]) <= last
        and voice in (ALL, cells["voice"])
        and grade in (ALL, cells["attribution"])
    ]


def test_the_grades_are_those_of_the_file():
    assert list(GRADES) == fields("claims")["attribution"]["constraints"]["enum"]


@given(st.integers(1, 32), st.integers(1, 32), st.sampled_from([ALL, *speakers()]), st.sampled_from([ALL, *GRADES]))
@effort(deadline=None, max_examples=80)
def test_every_setting_says_what_the_file_says(first, last, voice, grade):
    panel, expected = mapped(first, last, voice, grade), found(first, last, voice, grade)
    assert all(markup(panel))
    assert 2 <= len(re.findall(r"[.?] |[.?]$", panel.text)) <= 4
    if not expected:
        assert (panel.finding, panel.parts) == (NOTHING, [])
        return
    focus = "D" if grade == ALL else grade
    around = found(first, last, voice, ALL)
    assert numbers(panel.finding) == [len(around), len(found(first, last, voice, focus))]
    figure, table = panel.parts
    cells = [[int(cell) for cell in row[1:5]] for row in table.rows[:-2]]
    assert [row[0] for row in table.rows[:-2]] == speakers()
    assert sum(map(sum, cells)) == len(expected) == int(table.rows[-2][5])
    for name, row in zip(speakers(), cells, strict=True):
        assert row == [len([c for c in expected if (c["voice"], c["attribution"]) == (name, g)]) for g in GRADES]
    sums = [sum(column) for column in zip(*cells, strict=True)]
    assert numbers(figure.alt) == [0, len(expected), *sums]
    assert all(f"{g}: {words} {number}" in figure.alt for (g, words), number in zip(GRADES.items(), sums, strict=True))


def test_the_finding_at_the_start_is_about_claims_without_a_source():
    without = sum(cells["attribution"] == "D" for cells in CLAIMS)
    assert mapped(**START).finding == f"Of {len(CLAIMS)} claims, {without} carry no source"


def test_an_empty_choice_says_why_and_what_to_do():
    assert "lies after the last" in mapped(**{**START, "first": 9, "last": 3}).text
    empty = mapped(**{**START, "voice": "G", "grade": "A"}).text
    assert "“G”" in empty
    assert "Choose more paragraphs" in empty


@pytest.mark.usefixtures("recorded")
def test_the_still_view_holds_the_settings_and_the_result():
    shown = activities.map_the_voices()
    panel = mapped(**START)
    assert panel.finding in shown.html
    assert "From paragraph: 1; To paragraph: 32; Who speaks: all; The claim carries: all of these." in shown.html
    assert shown.plain == f"Map the voices. {panel.finding}. Run this cell to change the numbers."


@pytest.mark.usefixtures("recorded")
def test_a_missing_file_is_named(pack_copy):
    (pack_copy / "data" / "evidence" / "claims.csv").unlink()
    assert "The file data/evidence/claims.csv is missing" in activities.map_the_voices().plain
