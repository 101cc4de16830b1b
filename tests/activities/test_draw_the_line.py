"""W08a: every panel says what the model says; nobody approved, no weight and people without a score are told."""

import re
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from seminar import activities
from seminar.activities.draw_the_line import (
    FEATURES,
    NO_WEIGHT,
    away,
    beside,
    card_points,
    factors,
    names,
    scored,
    settings,
)
from seminar.data.evidence import frame, rows
from seminar.models import scorecard
from seminar.numbers import tenths_cut
from seminar.paper.forms import form
from seminar.screen.page import STILL_INK
from seminar.workbench.panel import markup
from support import as_read, typed

START = {setting.name: setting.default for setting in settings()}
weighting = st.fixed_dictionaries({feature: st.integers(0, 100) for feature in FEATURES})


def seen(rent):
    """The invented people by id, as a lender sees them."""
    return {row.id: scorecard.with_rent(row.cells) if rent else row.cells for row in rows("people_invented")}


def test_the_people_are_three_groups_of_twenty_and_invented():
    people = frame("people_invented")
    assert list(people["group"].value_counts()) == [20, 20, 20]
    assert set(people["invented"]) == {"yes"}
    assert people["name"].is_unique
    assert not set(people["name"]) & set(frame("friends_invented")["name"])


def test_the_weights_begin_at_the_published_shares():
    published = [row for row in rows("score_factors") if row.cells["score"] == "FICO"]
    assert [START[feature] for feature in FEATURES] == [row.cells["weight_percent"] for row in published]
    assert sum(START[feature] for feature in FEATURES) == 100
    assert list(names().values()) == [row.cells["factor"] for row in published]


def test_the_start():
    panel = scored(**START)
    assert panel.finding == "Approved at 620: 13 of 20 long residents, 6 of 20 newcomers, 9 of 20 young adults"
    assert "15 people of 60 have no score" in panel.text
    assert "(invented) misses by 2.4 points" in panel.text
    assert "5 people of 60 have no score for lack of payment or rent records" in scored(**{**START, "rent": True}).text


@given(st.integers(300, 850), st.booleans(), weighting)
@effort(deadline=None, max_examples=60)
def test_every_setting(cut_off, rent, weights):
    panel = scored(cut_off, rent, **weights)
    assert all(markup(panel))
    if not any(weights.values()):
        assert panel.finding == NO_WEIGHT
        return
    people = seen(rent)
    found = scorecard.scores(people, weights)
    _, groups, near = panel.parts
    for row in groups.rows:
        own = [score for key, score in found.items() if people[key]["group"] == row[0].removesuffix("s")]
        approved = sum(score is not None and score >= cut_off for score in own)
        without = own.count(None)
        assert row[1:5] == [str(approved), str(20 - without - approved), str(without), f"{5 * approved}%"]
        assert f"{approved} of 20 {row[0]}" in panel.finding
    assert len(near.rows) == 3
    assert 3 <= len(re.findall(r"[.?] |[.?]$", panel.text)) <= 4


def test_the_guess_is_answered_by_the_counts_of_each_group():
    counts = "Turned away: 7 long residents (1 without a score); 14 newcomers (8 without a score);"
    assert scored(**START).under.startswith(counts)
    for guess in ("newcomer", "long resident"):
        under = scored(**START, guess=guess).under
        assert under.startswith(f"You guessed {guess}s; turned away most often here: newcomers. {counts}")


def test_groups_of_which_as_many_are_turned_away_are_all_named():
    everybody = scored(**{**START, "cut_off": 850}, guess="newcomer").under
    assert "here: long residents, newcomers and young adults. " in everybody
    lowest = scored(**{**START, "cut_off": 300, "rent": True}).under
    assert lowest.startswith("Turned away: 1 long resident (1 without a score); 2 newcomers (2 without")


def test_people_without_a_score_are_crosses_and_the_others_dots():
    for rent in (False, True):
        panel = scored(**{**START, "rent": rent})
        drawn = str(panel.parts[0].draw(STILL_INK))
        without = drawn.count("l7 7m0 -7l-7 7")
        assert f"{without} people of 60 have no score" in panel.text
        assert drawn.count("<circle") == 60 - without


def test_nobody_approved_is_said_and_nothing_is_divided():
    panel = scored(**{**START, "cut_off": 850})
    assert [row[5] for row in panel.parts[1].rows] == ["not defined"] * 3
    assert "Nobody is approved in any group" in panel.text


def test_no_weight_is_a_sentence():
    panel = scored(**{**START, **dict.fromkeys(FEATURES, 0)})
    assert (panel.finding, list(panel.parts)) == (NO_WEIGHT, [])
    assert "press Back to the start" in panel.text


def test_a_score_is_cut_so_that_it_never_looks_better_than_it_is():
    assert tenths_cut(Fraction(61999, 100)) == "619.9"
    assert away(Fraction(61999, 100), 620) == "0.1 below"
    assert away(Fraction(620), 620) == "on the line"
    assert away(Fraction(62001, 100), 620) == "0.0 above"
    assert beside(Fraction(999, 1000)) == "99%"


def test_the_side_card_lists_every_criterion_with_its_fact_and_no_weight():
    shown = activities.draw_the_line()
    for row in factors("Schufa"):
        assert row.cells["factor"] in shown.html
        assert f".md#{row.id}" in shown.html
        assert "weight_percent" not in row.cells


@pytest.mark.parametrize(("text", "value"), [("900", 850), ("0", 300)])
def test_a_line_off_the_scale_is_clipped_with_a_sentence(text, value):
    control = typed(settings(), "cut_off", text)
    assert control.value == value
    assert "possible value is" in control.state["message"]


def test_the_paper_cards_give_the_same_answers_as_the_model():
    made = as_read(form("08-w08a"))
    assert "59 points reach it, 58 do not" in made
    weights = {feature: START[feature] for feature in FEATURES}
    for rent in (False, True):
        shown = {key: person for key, person in seen(rent).items() if f"[{person['name']}]" in made}
        assert list(Counter(person["group"] for person in shown.values()).values()) == [6, 6, 6]
        for key, score in scorecard.scores(shown, weights).items():
            parts = [card_points(shown[key].get(feature), weight) for feature, weight in weights.items()]
            if score is None:
                assert parts[0] is None
            else:
                assert (sum(map(int, parts)) >= 59) == (scorecard.verdict(score, 620) == scorecard.APPROVED)
