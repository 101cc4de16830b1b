"""Pictures of years, of words and of people: each holds what it is given, and nothing runs over its edge."""

import re

import pytest
from seminar.screen.before_after import before_after
from seminar.screen.drawing import WIDE, WIDTH
from seminar.screen.joined import Above, Piece, joined, pieces
from seminar.screen.ladder import Card, Ladder
from seminar.screen.page import STILL_INK
from seminar.screen.reached import Group, reached_people
from seminar.screen.timeline import EXISTED, LATER, MARGIN, PROMISED, Mark, Said, Track, timeline

SAID = Said("known", "unknown", "{} before".format, [(EXISTED, "existed"), (PROMISED, "promised"), (LATER, "later")])
WORDS = [Above("大", "big", "dà", ""), Above("人", "people", "rén", "people")]


def lane(year):
    marks = [Mark(2014.5, EXISTED, "the first text of all"), Mark(2018.2, LATER if year < 2018 else EXISTED, "another")]
    return str(
        timeline([Track("Texts", "1, 1", [Mark(2010.0, EXISTED, "old"), *marks])], year, (2013, 2020), SAID, STILL_INK)
    )


def test_the_line_moves_with_the_year_and_what_lies_before_the_axis_is_counted():
    places = [float(re.search(r'd="M([\d.]+) 38V', lane(year))[1]) for year in (2013, 2016, 2020)]
    assert places == sorted(set(places))
    assert places[-1] == WIDTH - MARGIN
    assert "← 1 before" in lane(2016)


def test_each_state_has_a_shape_of_its_own():
    legend = str(timeline([], 2016, (2013, 2020), SAID, STILL_INK))
    assert (legend.count("<circle"), legend.count("l6 6l-6 6l-6 -6z"), legend.count('width="7"')) == (1, 1, 1)


def test_words_without_a_partner_are_framed_on_both_sides():
    assert pieces("(all) people", WORDS) == [Piece("(all)", False), Piece("people", True)]
    drawn = str(joined(WORDS, "(all) people", "none", STILL_INK))
    assert drawn.count('<rect fill="#ffffff" stroke="#b3470b"') == 2
    assert len(re.findall(r'd="M[^"]*C', drawn)) == 1


def test_where_nothing_stands_it_is_said_and_before_the_check_nothing_is_framed():
    assert "none" in str(joined(WORDS[:1], "", "none", STILL_INK))
    assert "#b3470b" not in str(joined(WORDS, None, "none", STILL_INK))


def test_one_figure_for_each_person_and_the_reached_are_full():
    drawn = str(reached_people([Group("A", 70, 21), Group("B", 30, 18)], STILL_INK))
    assert drawn.count("<circle") == 100
    assert drawn.count('r="9"') == 39


@pytest.mark.parametrize("guessed", [None, (53, "my guess: 53%")])
def test_before_and_after_stand_on_one_line_with_a_guess_only_where_there_is_one(guessed):
    drawn = str(before_after((53, "before"), (29, "after"), guessed, STILL_INK))
    assert "53% before" in drawn
    assert "29% after" in drawn
    assert ("my guess" in drawn) == bool(guessed)


def test_a_ladder_shows_its_cards_and_takes_only_its_own_rungs():
    ladder = Ladder(legend="Rungs", options=[{"id": "law", "text": "Law", "side": False}])
    ladder.stand({"law": [Card("A law", ["Somebody"], "again")]})
    assert ladder.cards == {"law": [{"title": "A law", "lines": ["Somebody"], "note": "again"}]}
    ladder.value = "moon"
    assert ladder.value == ""


def test_on_a_narrow_picture_every_second_year_has_its_number_and_so_has_the_year_of_the_line():
    numbers = [
        set(re.findall(r">(20\d\d)<", str(timeline([], year, (2013, 2026), SAID, STILL_INK)))) for year in (2018, 2019)
    ]
    assert "2018" in numbers[0]
    assert "2019" in numbers[1]
    assert not numbers[0] & numbers[1]
    wide = str(timeline([], 2018, (2013, 2026), SAID, STILL_INK, WIDE))
    assert set(re.findall(r">(20\d\d)<", wide)) == numbers[0] | numbers[1]
