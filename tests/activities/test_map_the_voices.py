"""W01c without a browser: the map says what the claims say; the sample keeps its keys until they are asked for."""

import io
import re
from collections import Counter
from dataclasses import replace
from importlib import import_module

import pypdf
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_output
from seminar import activities
from seminar.activities.map_the_voices import (
    ALL,
    DRAWN,
    GRADES,
    NOTHING,
    SORTER,
    STROKES,
    mapped,
    sample,
    settings,
    speakers,
)
from seminar.answers.store import store
from seminar.data import records
from seminar.data.evidence import rows
from seminar.data.package import fields
from seminar.data.records import Activity, Instructor
from seminar.data.stored import LATER
from seminar.paper.forms import form
from seminar.paper.handout_page import Page
from seminar.paper.handout_text import text
from seminar.paper.press import Manuscript, pdfs
from seminar.screen.controls import Button, Choice
from seminar.screen.live import Box
from seminar.screen.page import STILL_INK
from seminar.workbench.item_by_item import Item
from seminar.workbench.panel import markup
from support import below, checks, sent

mapper = import_module("seminar.activities.map_the_voices")
START = {setting.name: setting.default for setting in settings()}
CLAIMS = [row.cells for row in rows("claims")]
RECORD = Activity(
    words=records.record("01-w01c", Activity).words,
    title="Map the voices",
    minutes80=0,
    minutes40=0,
    self_=0,
    paragraphs=(),
    print="both",
    real="73 claims of the essay in our words, with voice and attribution",
    invented="",
    assumed="each claim has one voice and one kind of attribution",
    limit="our coding by one rule; how often a claim is repeated; whether it is true",
)
INSTRUCTOR = Instructor(title="Run sheet", run=(), materials=(), sensitive=())


@pytest.fixture
def recorded(monkeypatch):
    """A record for the activity, whatever notebook 01 says of it."""
    activities.declared()  # every module reads its own records when it is imported
    monkeypatch.setattr(records, "records", lambda notebook: {"01-w01c": RECORD, "01-i": INSTRUCTOR})


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
    shares = [100 * number / len(expected) for number in sums]
    assert [float(cell) for cell in table.rows[-1][1:5]] == pytest.approx(shares, abs=0.500001)
    assert all(f"{g}: {words} {number}" in figure.alt for (g, words), number in zip(GRADES.items(), sums, strict=True))


def test_the_finding_at_the_start_is_about_claims_without_a_source():
    without = sum(cells["attribution"] == "D" for cells in CLAIMS)
    assert mapped(**START).finding == f"Of {len(CLAIMS)} claims, {without} carry no source"


@given(st.integers(1, 32), st.integers(0, 8))
@effort(deadline=None, max_examples=40)
def test_the_voices_heard_most_are_all_named(first, further):
    expected = Counter(cells["voice"] for cells in found(first, first + further, ALL, ALL))
    said = mapped(first, min(first + further, 32), ALL, ALL).text
    if expected:
        sentence = re.search(r"The voices? heard most (is|are) .*?\.", said)[0]
        most = {voice for voice, number in expected.items() if number == max(expected.values())}
        assert set(re.findall("“(.*?)”", sentence)) == most
        assert numbers(sentence) == [max(expected.values())]
        assert ("voices" in sentence) == (len(most) > 1)


def test_an_empty_choice_says_why_and_what_to_do():
    assert "lies after the last" in mapped(**{**START, "first": 9, "last": 3}).text
    empty = mapped(**{**START, "voice": "G", "grade": "A"}).text
    assert "“G”" in empty
    assert "Choose more paragraphs" in empty


@pytest.mark.usefixtures("recorded")
def test_the_still_view_asks_for_a_guess_and_keeps_the_result_for_later():
    shown = activities.map_the_voices()
    panel, question = mapped(**START), f"Of the {len(CLAIMS)} claims, how many carry no source?"
    assert question in shown.html
    assert panel.finding not in shown.html
    assert panel.finding in shown._marks[LATER]
    assert "From paragraph: 1; To paragraph: 32; Who speaks: all; The claim carries: all" in shown._marks[LATER]
    assert shown.plain == f"Map the voices. {question} Choose Run, then Run All Cells, to begin."


@pytest.mark.parametrize("guessed", [0, 30, 73])
def test_under_the_finding_stands_how_far_the_guess_lies(guessed):
    without = sum(cells["attribution"] == "D" for cells in CLAIMS)
    under = mapped(**START, guess=guessed).under
    assert numbers(under) == [guessed, abs(guessed - without)]
    assert ("too few" in under) == (guessed < without)
    assert mapped(**START, guess=without).under == f"Of all claims you guessed {without}, as in the file."
    assert mapped(**START, guess=None).under == ""


@pytest.mark.usefixtures("recorded")
def test_nothing_is_counted_on_the_page_before_the_guess_or_the_skip():
    live = activities.map_the_voices().live()
    finding = mapped(**START).finding
    assert finding not in sent(live)
    (skip,) = (button for button in below(live, Button) if button.label == "Skip the guess")
    skip.press()
    assert finding in sent(live)


def test_the_picture_of_the_guess_marks_as_many_dots_and_says_so():
    picture = mapper._guess().picture
    assert "None of them is marked yet" in picture(None).alt
    assert "Marked, as your guess: 30." in picture(30).alt


@pytest.mark.usefixtures("recorded")
def test_a_missing_file_is_named(pack_copy):
    (pack_copy / "data" / "evidence" / "claims.csv").unlink()
    assert "The file data/evidence/claims.csv is missing" in activities.map_the_voices().plain


REASONS = [item.reason for item in sample()]


def by_claim():
    """Claim in our words → its row, for the items of the sample."""
    return {cells["claim"]: cells for cells in CLAIMS}


def test_ten_different_claims_in_one_order_with_every_code():
    assert sample() == sample()
    assert len({item.text for item in sample()}) == sum(DRAWN.values()) == 10
    assert Counter(item.key for item in sample()) == DRAWN
    assert [item.key for item in sample()] != sorted(item.key for item in sample())


def test_an_item_is_a_claim_of_the_file_with_its_code():
    for item in sample():
        place, claim = item.text.split(": ", 1)
        cells = by_claim()[claim]
        assert (place.split(",")[0], item.key) == (cells["paragraph"], cells["attribution"])
        assert f"“{cells['voice']}”" in item.reason
        assert ("says" in place) == (cells["voice"] in ("G", "Z"))


def boxes(live):
    return checks(live)


@pytest.mark.usefixtures("recorded")
def test_no_key_stands_in_the_still_view():
    shown = activities.map_the_voices()
    items = [item.text for item in sample()]
    listed = [re.sub(r"&#39;", "’", item) for item in re.findall(r"<li>(.*?)</li>", shown.html)]
    assert listed == items
    assert [reason for reason in REASONS if reason in shown.html + shown.plain] == []
    assert all(f"{grade}: {words}" in shown.html for grade, words in GRADES.items())


@pytest.mark.usefixtures("recorded")
def test_a_key_appears_with_its_own_check_only():
    live = activities.map_the_voices().live()
    assert isinstance(live, Box)
    assert [reason for reason in REASONS if reason in sent(live)] == []
    first = boxes(live)[0]
    below(first, Choice)[0].value = "A"
    assert REASONS[0] not in sent(live)
    below(first, Button)[0].press()
    assert REASONS[0] in sent(first)
    assert [reason for reason in set(REASONS) - {REASONS[0]} if reason in sent(live)] == []
    assert store("01").value("01-w01c-01")["tried"] == ["A"]
    assert f"{sample()[0].text} You chose: {GRADES['A']}. Ours: {GRADES['D']}. {REASONS[0]}" in sent(live)


def code(codes, checked=True):
    """Answers in which the first claims have *codes*."""
    answers = store("01")
    for number, letter in enumerate(codes, 1):
        answers.save(SORTER.question(number), {"choice": letter, "checked": checked})
    return answers


KEYS = "".join(item.key for item in sample())


def test_agreement_counts_only_what_is_checked():
    assert mapper.agreement(store("01")) == ["No claim is coded yet"]
    assert mapper.agreement(code(KEYS[:3], checked=False)) == ["No claim is coded yet"]
    other = "A" if KEYS[2] != "A" else "B"
    said, why_no_kappa = mapper.agreement(code(KEYS[:2] + other))
    assert said == "You and the file agree on 2 of 3"
    assert "waits until all 10 are coded" in why_no_kappa


def kappa_by_hand(codes):
    """Cohen's kappa from the two counts of each letter."""
    same = sum(mine == ours for mine, ours in zip(codes, KEYS, strict=True)) / 10
    chance = sum(codes.count(letter) * KEYS.count(letter) for letter in "ABCD") / 100
    return (same - chance) / (1 - chance)


@pytest.mark.parametrize(
    "codes", [KEYS, KEYS[:7] + "".join("A" if key != "A" else "B" for key in KEYS[7:]), "D" * 10, KEYS[::-1]]
)
def test_all_ten_coded_give_agreement_and_kappa(codes):
    said, line = mapper.agreement(code(codes))
    same = sum(mine == ours for mine, ours in zip(codes, KEYS, strict=True))
    assert said == f"You and the file agree on {same} of 10"
    written = re.search(r"kappa is (−?\d\.\d\d),", line)[1]
    assert float(written.replace("−", "-")) == pytest.approx(kappa_by_hand(codes), abs=0.005)
    assert "rough figure" in line


def test_less_than_chance_has_a_minus_sign():
    worst = "".join({"A": "D", "B": "D", "C": "D", "D": "A"}[key] for key in KEYS)
    said, line = mapper.agreement(code(worst))
    assert said.endswith("agree on 0 of 10")
    assert line.startswith("Cohen’s kappa is −0.")


def test_kappa_is_hidden_where_it_means_nothing(monkeypatch):
    alike = [Item(f"Claim {number}", "D", "") for number in range(10)]
    monkeypatch.setattr(mapper, "SORTER", replace(SORTER, items=lambda: alike))
    said, line = mapper.agreement(code("D" * 10))
    assert said == "You and the file agree on 10 of 10"
    assert line == "Cohen’s kappa means nothing here: both coders used one and the same code for every claim."


def handout(copy):
    """The words of a handout that holds this activity alone."""
    output = new_output("display_data", {"text/html": activities.map_the_voices().html})
    cell = new_code_cell("activities.map_the_voices()", id="01-w01c", outputs=[output])
    return text(Page("01", "Rumour or reality?", {"01-w01c": cell}, {"01-w01c": RECORD, "01-i": INSTRUCTOR}), copy)


@pytest.mark.usefixtures("recorded")
def test_the_keys_stand_in_the_instructors_copy_only():
    student, instructor = handout("student"), handout("full")
    assert all(item.text in student for item in sample())
    assert [reason for reason in REASONS if reason in student] == []
    (note,) = re.findall(r"\{\.teacher\}(.*?):::::", instructor, re.DOTALL)
    expected = [(f"{GRADES[item.key]}. ", item.reason) for item in sample()]
    assert re.findall(r"<li><strong>(.*?)</strong>(.*?)</li>", note) == expected


def test_the_paper_form_is_one_page_with_every_paragraph_voice_and_claim_and_no_key():
    (made,) = pdfs(Manuscript("Paper forms", "Notebook 01", form("01-w01c"), shift=0), ("a4",))
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    words = " ".join(pages[0].extract_text().split())
    assert len(pages) == 1
    assert all(f"¶{number}" in words for number in range(1, 33))
    assert all(f"{voice[0]} {voice if len(voice) > 1 else 'interviewee'}" in words for voice in speakers())
    assert all(item.text in words for item in sample())
    assert words.count("A B C D") == len(sample())
    assert "in the file" not in words


def test_every_voice_has_a_letter_and_a_hatch_of_its_own():
    assert len({voice[0] for voice in speakers()}) == len(speakers()) == len(set(STROKES))


def test_of_all_bars_only_that_of_the_claims_without_a_source_is_hollow():
    (figure,) = [part for part in mapped(**START).parts if hasattr(part, "draw")]
    fills = re.findall(r'<rect[^>]*fill="([^"]+)"', str(figure.draw(STILL_INK)))
    assert fills == [STILL_INK["card"] if grade == "D" else STILL_INK["accent"] for grade in GRADES]
