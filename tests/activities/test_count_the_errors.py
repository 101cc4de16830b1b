"""W06b without a browser: every setting gives a panel that says what the model says."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seminar import activities
from seminar.activities.count_the_errors import (
    CARDS,
    LINKS,
    NO_ERROR,
    PEOPLE_A_TOKEN,
    SETTINGS,
    START,
    TOKENS,
    counted,
    run_of,
)
from seminar.data import records
from seminar.data.records import Activity
from seminar.models import error_and_appeal as model
from seminar.numbers import days, people
from seminar.paper.forms import form
from seminar.screen.page import STILL_INK
from seminar.workbench.panel import markup

RECORD = Activity(
    words=records.record("06-w06b", Activity).words,
    title="Count the errors",
    minutes80=0,
    minutes40=0,
    self_=0,
    paragraphs=(),
    print="both",
    real="nothing",
    invented="all settings",
    assumed="independent people",
    limit="debts paid because the list exists",
)
FIGURE, GRID, BESIDE, CHANCE = range(4)


def value_of(setting):
    return st.sampled_from(setting.scale.steps) if hasattr(setting.scale, "steps") else st.booleans()


values = st.fixed_dictionaries({setting.name: value_of(setting) for setting in SETTINGS})


def with_changes(**changed):
    return counted(**{**START, **changed})


def column(panel, part, place):
    return [row[place] for row in panel.parts[part].rows]


def sentences(text):
    return re.split(r"(?<=\.) (?=[A-Z0-9])", text)


@given(values)
@settings(deadline=None, max_examples=60)
def test_every_setting_says_what_the_model_says(chosen):
    panel, run = counted(**chosen), run_of(**chosen)
    result, grid = model.expected(run), model.two_by_two(run)
    names = ("wrongly_listed", "corrected", "uncorrected", "wrongly_freed")
    assert column(panel, BESIDE, 2) == [*(people(getattr(result, name)) for name in names), days(result.harm_days)]
    assert [row[1:] for row in panel.parts[GRID].rows] == [[people(n) for n in row] for row in grid.to_numpy()]
    assert days(result.harm_days) in panel.text
    assert f"R, the rightly listed who are taken off, is {people(result.wrongly_freed)};" in panel.text
    for setting in SETTINGS[:3]:
        assert setting.scale.written(chosen[setting.name]) in panel.text
    assert 2 <= len(sentences(panel.text)) <= 4
    assert all(markup(panel))


def test_the_start_says_the_numbers_of_the_plan():
    panel = counted(**START)
    assert panel.finding == "126 of 1,000 mistakes are corrected"
    assert column(panel, BESIDE, 1) == column(panel, BESIDE, 2) == ["1,000", "126", "874", "59", "641,800"]
    assert (
        "Of 1,000 people listed by mistake 126 are corrected. "
        "The weakest link is making an appeal: +10 points there corrects 42 more. " in panel.text
    )
    assert "real mistakes can come many at a time" in activities.count_the_errors().html


def test_no_way_to_appeal_beside_the_base_run():
    panel = with_changes(no_appeal=True)
    assert column(panel, BESIDE, 1) == ["1,000", "126", "874", "59", "641,800"]
    assert column(panel, BESIDE, 2) == ["1,000", "0", "1,000", "0", "730,000"]
    assert "nobody can appeal" in panel.text
    assert "no link to mend" in panel.text
    assert "weakest" not in panel.text
    assert "30%" not in panel.text, "a share that plays no part is not named"


@pytest.mark.parametrize("listed", [1_000, 1_400_000_000])
def test_the_tree_starts_from_a_thousand_and_the_words_do_too(listed):
    panel = with_changes(listed=listed)
    drawing = str(panel.parts[FIGURE].draw(STILL_INK))
    assert re.findall(r">([\d,]+)</text>", drawing) == ["126", "54", "180", "420", "600", "400", "1,000"]
    numbers = re.findall(r"\d[\d,]*", panel.parts[FIGURE].alt)
    assert [number.rstrip(",") for number in numbers] == ["1,000", "600", "400", "180", "420", "126", "54"]
    assert panel.finding == "126 of 1,000 mistakes are corrected"


def test_without_a_wrong_listing_one_is_sent_to_the_wrongly_freed():
    panel = with_changes(wrong=0)
    assert panel.finding == NO_ERROR == "No wrong listing in this run; look at R"
    assert "No wrong listing in this run; look at R. " in panel.text
    assert "is 60;" in panel.text
    assert "weakest" not in panel.text
    assert column(panel, BESIDE, 2) == ["0", "0", "0", "60", "0"]
    assert set(re.findall(r">([\d,]+)</text>", str(panel.parts[FIGURE].draw(STILL_INK)))) == {"0"}


def test_a_small_list_has_no_half_people():
    panel = with_changes(listed=1_000, wrong=1)
    assert column(panel, BESIDE, 2) == ["1", "fewer than 1", "fewer than 1", "fewer than 1", "642"]
    assert "0 to 1 are corrected" in panel.text


@pytest.mark.parametrize(("review", "late"), [(99, False), (100, True), (365, True)])
def test_a_review_that_outlasts_the_listing_saves_no_day(review, late):
    panel = with_changes(review_days=review, listing_days=100)
    assert ("so no day is saved" in panel.text) == late
    assert (column(panel, BESIDE, 2)[-1] == "100,000") == late


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        ((40, 90, 90), "The weakest link is being told in time: +10 points there corrects 81 more."),
        ((90, 90, 40), "The weakest link is winning the appeal: +10 points there corrects 81 more."),
        (
            (50, 50, 90),
            "The weakest links are being told in time and making an appeal: "
            "+10 points at one of them corrects 45 more.",
        ),
        ((100, 95, 100), "The weakest link is making an appeal: +5 points there corrects 50 more."),
        ((100, 100, 100), "All three links are at 100%."),
        ((0, 0, 70), "There is no single weakest link: at least two are at 0%, so mending one alone corrects nobody."),
    ],
)
def test_the_weakest_link_in_words(shares, words):
    assert words in with_changes(**dict(zip(LINKS, shares, strict=True))).text


def test_three_equal_links_are_all_named():
    assert f"The weakest links are {' and '.join(LINKS.values())}" in with_changes(told=50, appeal=50, won=50).text


def test_the_range_by_chance_holds_the_expected_people_and_its_words_are_those_of_the_table():
    panel = counted(**START)
    for row, expected in zip(panel.parts[CHANCE].rows, (126, 874, 59.4), strict=True):
        assert int(row[1]) < expected < int(row[2])
    low, high = panel.parts[CHANCE].rows[0][1:]
    assert f"in 9 of 10 runs by chance {low} to {high} are corrected" in panel.text


def test_chance_alone_moves_a_large_list_by_less_of_itself():
    def width(listed):
        run = run_of(**{**START, "listed": listed})
        low, high = model.central_range(model.by_chance(run, 6)).loc["corrected"]
        return (high - low) / model.expected(run).corrected

    assert width(10_000) > 5 * width(1_000_000) > 25 * width(1_400_000_000)


def test_the_same_settings_give_the_same_panel():
    assert counted(**START).text == counted(**START).text
    assert column(counted(**START), CHANCE, 1) == column(counted(**START), CHANCE, 1)


@pytest.fixture
def record(monkeypatch):
    monkeypatch.setattr(records, "records", lambda notebook: {"06-w06b": RECORD})


def test_the_still_view_holds_settings_result_and_the_fixed_line(record):
    shown = activities.count_the_errors()
    panel = counted(**START)
    assert panel.finding in shown.html
    assert "People on the list: 100,000; Listed by mistake: 1.0%; Told in time: 60%;" in shown.html
    assert "Days of a review: 30; Days of a listing: 730;" in shown.html
    assert "No way to appeal: off." in shown.html
    assert "<strong>Left out:</strong> debts paid because the list exists" in shown.html
    assert shown.plain == f"Count the errors. {panel.finding}. Choose Run, then Run All Cells, to change the numbers."


def test_the_paper_form_plays_the_settings_of_the_start():
    words = form("06-w06b")
    # A card in ten is ten points: a gate can be drawn with cards, and "one passing card more" is the weakest link.
    assert all(START[gate] % (100 // CARDS) == 0 for gate in LINKS)
    for gate in LINKS:
        assert f"cards 1 to {START[gate] // (100 // CARDS)} pass" in words
        assert f"times {START[gate]}%" in words
    assert f"corrected: {START['review_days']} days each" in words
    assert f"not corrected: {START['listing_days']} days each" in words
    assert TOKENS * PEOPLE_A_TOKEN == 1_000
    result = model.expected(run_of(**START))
    assert f"{START['listed'] - result.wrongly_listed:,.0f} people who are on it rightly" in words
    assert not re.search(r"\b(126|874|641,800)\b", words), "the result is for the players to find"
