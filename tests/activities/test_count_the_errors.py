"""W06b without a browser: a guess is kept beside what the model says, and every gain has its price."""

import re
from dataclasses import asdict
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seminar import activities
from seminar.activities.count_the_errors import (
    CARDS,
    COUNTED,
    GAINS,
    GUESS,
    LISTED,
    LOSSES,
    MORE_IS_BETTER,
    PEOPLE_A_TOKEN,
    SETTINGS,
    START,
    THOUSAND,
    TOKENS,
    counted,
    keys,
    on_paper,
    prose,
    run_of,
)
from seminar.data import records
from seminar.data.records import Activity
from seminar.models import error_and_appeal as model
from seminar.numbers import days, people
from seminar.paper.forms import form
from seminar.screen.page import STILL_INK, Figure, Table
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

values = st.fixed_dictionaries({setting.name: st.sampled_from(setting.scale.steps) for setting in SETTINGS})
guesses = st.none() | st.integers(0, THOUSAND)


def with_changes(guess=None, **changed):
    return counted(guess, **{**START, **changed})


def figures(panel):
    """The dots, the line of the guess (None without one), the bars."""
    dots, *line, bars = (part for part in panel.parts if isinstance(part, Figure))
    return dots, (line or [None])[0], bars


def tables(panel):
    return [part for part in panel.parts if isinstance(part, Table)]


def column(panel, part, place):
    return [row[place] for row in tables(panel)[part].rows]


def sentences(text):
    return re.split(r"(?<=\.) (?=[A-Z0-9])", text)


@given(values, guesses)
@settings(deadline=None, max_examples=60)
def test_every_setting_says_what_the_model_says(chosen, guess):
    panel, result = counted(guess, **chosen), asdict(model.expected(run_of(**chosen)))
    sums = {"harm_days", "creditor_days", "clerk_hours"}
    names = ["wrongly_listed", "told", "appealing", "corrected", "uncorrected", "rightly_appealing", "wrongly_freed"]
    expected = [people(result[name]) for name in names] + [days(result[name]) for name in COUNTED]
    assert set(COUNTED) == sums
    assert column(panel, 0, 2) == expected
    assert all(days(result[name]) in panel.text and days(result[name]) in figures(panel)[2].alt for name in sums)
    assert all(setting.scale.written(chosen[setting.name]) in panel.text for setting in SETTINGS[:4])
    assert len(sentences(panel.text)) == (5 if run_of(**chosen).in_time else 6)
    assert (figures(panel)[1] is None) == (guess is None)
    assert all(markup(panel))


@given(values, guesses)
@settings(deadline=None, max_examples=60)
def test_the_dots_are_a_thousand_and_fall_as_the_shares_say(chosen, guess):
    drawing = str(figures(counted(guess, **chosen))[0].draw(STILL_INK))
    paths = re.findall(r'd="([^"]*h0)" stroke="(#\w+)"', drawing)
    counts = {colour: len(re.findall("M", path)) for path, colour in paths}
    told, off = chosen["told"] / 100, THOUSAND * model.corrected_share(run_of(**chosen))
    assert abs(counts.get(STILL_INK["marked"], 0) - off) <= 0.5 + 1e-9
    assert abs(counts.get(STILL_INK["rest"], 0) - THOUSAND * (1 - told)) <= 0.5 + 1e-9
    crosses = drawing.count("l4.8 4.8m0 -4.8")
    assert crosses + sum(counts.get(STILL_INK[role], 0) for role in ("marked", "rest", "quiet")) == THOUSAND


@pytest.mark.parametrize(("review", "listing"), [(200, 180), (180, 180), (365, 30)])
def test_a_review_that_outlasts_the_listing_takes_nobody_off_and_says_why(review, listing):
    panel = with_changes(review_days=review, listing_days=listing)
    assert panel.finding == "Of 1,000, corrected: 0, since a review lasts too long"
    assert prose("late") in panel.text
    assert "; 0 corrected" in figures(panel)[0].alt or " and 0 corrected" in figures(panel)[0].alt
    assert prose.group("fates")["lost-or-late"] in figures(panel)[0].alt


def test_a_review_that_ends_a_day_earlier_says_nothing_of_it():
    panel = with_changes(review_days=179, listing_days=180)
    assert "corrected: 126," in panel.finding
    assert prose("late") not in panel.text


@given(values)
@settings(deadline=None, max_examples=100)
def test_no_gain_is_named_without_a_price(chosen):
    under = counted(**chosen).under
    assert ("Better: " in under) <= ("The price: " in under)


MOVES = [(name, step) for name in START for step in (-5, 5) if (name, step) != ("listing_days", 5)]
"""Each control by itself, a little down and up; no listing is longer than the one at the start."""


@pytest.mark.parametrize(("name", "step"), MOVES)
def test_each_control_by_itself_makes_something_better_and_names_all_of_it(name, step):
    before, now = (asdict(model.expected(run_of(**chosen))) for chosen in (START, {**START, name: START[name] + step}))
    gains, losses = with_changes(**{name: START[name] + step}).under.split("The price: ")
    for key, more in MORE_IS_BETTER.items():
        change = now[key] - before[key]
        assert (GAINS[key] in gains) == (change > 1e-6 if more else change < -1e-6)
        assert (LOSSES[key] in losses) == (change < -1e-6 if more else change > 1e-6)


def test_the_start_says_the_numbers_of_the_plan():
    panel = counted(**START)
    assert panel.finding == "Of 1,000 listed by mistake, corrected: 126"
    assert panel.under == "Most are lost before anybody looks at their case."
    rows = ["1,000", "600", "180", "126", "874", "2,970", "59", "641,800", "41,580", "6,300"]
    assert column(panel, 0, 1) == column(panel, 0, 2) == rows
    assert figures(panel)[0].alt == (
        "A thousand dots in four groups: 400 not told in time, 420 told, do not appeal, 54 lose and 126 corrected."
    )
    assert "outline" not in str(figures(panel)[0].draw(STILL_INK))


def test_an_easier_appeal_is_easier_for_the_rightly_listed_too():
    panel = with_changes(ease=45)
    assert panel.finding == "Of 1,000, corrected: 189, 63 more than at the start"
    assert panel.under == (
        "Better: more mistakes corrected and fewer days on the list by mistake. "
        "The price: more days that creditors wait and more clerk hours."
    )
    assert column(panel, 0, 2)[-5:] == ["4,460", "89", "597,700", "62,370", "9,450"]
    assert "7.5% of the rightly listed appeal" in panel.text
    assert figures(panel)[2].alt == (
        "Three bars: Days on the list by mistake 597,700, −7%; Days that creditors wait 62,370, +50%; "
        "Clerk hours for appeals 9,450, +50%."
    )
    assert "corrected (start: 126)" in str(figures(panel)[0].draw(STILL_INK))
    assert figures(panel)[0].alt.endswith("An outline shows the start: 126 corrected.")


def test_a_review_twice_as_fast_helps_little_and_costs_half_the_hours_again():
    panel = with_changes(review_days=15)
    assert panel.finding == "Of 1,000, corrected: 126, as at the start"
    assert "641,800" not in figures(panel)[2].alt
    assert "−0.3%" in figures(panel)[2].alt
    assert "9,450, +50%" in figures(panel)[2].alt


def test_no_ease_is_no_way_to_appeal():
    panel = with_changes(ease=0)
    assert panel.finding == "Of 1,000, corrected: 0, 126 fewer than at the start"
    assert column(panel, 0, 2)[-4:] == ["0", "730,000", "0", "0"]
    assert panel.under.endswith("The price: fewer mistakes corrected and more days on the list by mistake.")


def test_a_shorter_listing_says_why_creditors_wait_so_much_longer():
    told = with_changes(listing_days=365)
    assert told.under.endswith(" All 99,000 rightly listed people leave sooner too, so creditors wait.")
    assert "rightly listed" not in with_changes(ease=60).under


def test_what_grows_many_times_is_not_said_in_percent():
    assert "times as many" in figures(with_changes(listing_days=365))[2].alt


@pytest.mark.parametrize(
    ("guess", "words"),
    [
        (400, "You guessed 400: that is 274 too many. "),
        (0, "You guessed 0: that is 126 too few. "),
        (126, "You guessed 126, and it is 126. "),
        (None, ""),
    ],
)
def test_the_guess_stands_beside_the_result_with_the_distance_in_words(guess, words):
    panel = with_changes(guess)
    assert panel.under == f"{words}Most are lost before anybody looks at their case."
    line = figures(panel)[1]
    assert line is None if guess is None else f"my guess: {guess}; come off: 126;" in line.alt


def test_the_guess_was_about_the_start_and_stays_beside_it_while_a_setting_moves():
    assert figures(counted(400, **START))[1].alt == figures(with_changes(400, ease=45))[1].alt
    assert "my guess: 400; come off: 126; 274 too many" in figures(with_changes(400, ease=45))[1].alt


def test_at_the_start_alone_most_are_called_lost_before_a_review_and_they_are():
    assert START["told"] / 100 * START["ease"] / 100 < 0.5
    assert "Most are lost before" in counted(**START).under
    assert "lost before" not in with_changes(told=100, ease=100).under


def test_before_the_guess_nothing_says_the_result():
    shown = activities.count_the_errors()
    assert GUESS.question in shown.html
    before = re.sub(r'"data:image[^"]*"', "", shown.html)
    assert not re.search(r"\b(126|874|59|641,800|41,580|6,300)\b", before + shown.plain)
    drawing = str(GUESS.picture(None).draw(STILL_INK))
    assert drawing == str(GUESS.picture(0).draw(STILL_INK)), "no dot is ringed before somebody has guessed"
    assert "400" in GUESS.picture(400).alt


def test_the_range_by_chance_holds_the_expected_people_and_its_words_are_those_of_the_table():
    panel = counted(**START)
    for row, expected in zip(tables(panel)[1].rows, (126, 874, 59.4), strict=True):
        assert int(row[1]) < expected < int(row[2])
    low, high = tables(panel)[1].rows[0][1:]
    assert f"in 9 of 10 runs {low} to {high} of them are corrected" in panel.text


def test_the_same_settings_give_the_same_panel():
    assert counted(**START).text == counted(**START).text
    assert column(counted(**START), 1, 1) == column(counted(**START), 1, 1)


@pytest.fixture
def record(monkeypatch):
    monkeypatch.setattr(records, "records", lambda notebook: {"06-w06b": RECORD})


def test_the_view_after_the_guess_holds_settings_result_and_the_fixed_line(record):
    shown = activities.count_the_errors()
    assert "<strong>Left out:</strong> debts paid because the list exists" in shown.html
    assert shown.plain == f"Count the errors. {GUESS.question} Choose Run, then Run All Cells, to change the numbers."


def test_the_paper_form_plays_the_settings_of_the_start():
    words = form("06-w06b")
    # A card in ten is ten points: a gate can be drawn with cards, and one more passing card is ten points more.
    assert all(START[gate] % (100 // CARDS) == 0 for gate in model.GATES)
    for gate in model.GATES:
        assert f"cards 1 to {START[gate] // (100 // CARDS)} pass" in words
        assert f"times {START[gate]}%" in words
    assert f"corrected: {START['review_days']} days each" in words
    assert f"not corrected: {START['listing_days']} days each" in words
    assert TOKENS * PEOPLE_A_TOKEN == THOUSAND
    result = model.expected(run_of(**START))
    assert f"{LISTED - result.wrongly_listed:,.0f} people who are on it rightly" in words
    assert "5% of these appeal, and 2% of these win" in words
    assert not re.search(r"\b(126|874|641,800|41,580|6,300)\b", words), "the result is for the players to find"


def test_on_paper_one_card_more_at_the_second_gate_gives_the_counts_of_the_key():
    """With a share that is rounded first, 6.7%, the hand would come to other days and hours."""
    paper = on_paper()
    shares = (paper["said"]["told"], paper["easier"], paper["wrongly_freed"])
    told, ease, freed = (Fraction(share.removesuffix("%")) / 100 for share in shares)
    others = int(paper["rightly"].replace(",", "")) * told * ease / paper["rarer"]
    waiting, hours = others * freed * 700, (1_000 * told * ease + others) * paper["hours"]
    assert f">{round(waiting):,}<" in str(keys())
    assert f">{round(hours):,}<" in str(keys())


@given(values)
@settings(deadline=None, max_examples=60)
def test_the_four_numbers_of_the_picture_add_up_to_the_thousand(chosen):
    said = figures(counted(**chosen))[0].alt.partition(" An outline")[0].replace(",000", "000")
    numbers = [int(number) for number in re.findall(r"(?:: |, | and )(\d+) (?:not|told|lose|corrected)", said)]
    few = said.count("fewer than 1 ")
    assert len(numbers) + few == 4
    assert sum(numbers) == THOUSAND or (few and THOUSAND - few <= sum(numbers) <= THOUSAND)
