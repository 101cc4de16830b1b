"""A guess before a result: nothing of the result is there before it, and the guess stays."""

import pytest
from seminar.answers import sheets
from seminar.answers.store import new_session, store
from seminar.data import stored
from seminar.screen.controls import Button, Choice, OneOf, Pane, Range, evenly
from seminar.screen.page import Figure, Table
from seminar.screen.widget import Live
from seminar.workbench import panel
from seminar.workbench.guess import Guess, guess_first
from seminar.workbench.panel import Panel, Setting, View
from support import below, sent

CELL = "06-w06b"
NAME = f"{CELL}-guess"


def picture(value):
    return Figure(lambda ink: "", f"A line with a marker at {value}.", "Where you are")


def shown(size, guess):
    table = Table("Table of the result", ["People", "Number"], [["corrected", str(size)]])
    figure = Figure(lambda ink: "", f"The result is {size}.", "Picture of the result")
    return Panel(f"{size} of 1,000", [figure, table], "Words of the result", under=f"You guessed {guess}.")


NUMBER = Guess("How many of 1,000?", "My guess", evenly(0, 1_000, " people"), 500, picture, "Everybody is listed.")
ONE_OF = Guess("Which?", "My guess", OneOf((("a", "the first"), ("b", "the second"))), "")
VIEW = View("One", [Setting("size", "Size", evenly(0, 10), 7)], shown, guess=NUMBER)


def asking(guess=NUMBER):
    """The guess with a way to see what is revealed, and the list of that."""
    seen = []

    def reveal(value):
        seen.append(value)
        return [Pane(html="RESULT")]

    return guess_first(NAME, guess, reveal), seen


def press(box, label):
    (button,) = [button for button in below(box, Button) if button.label == label]
    button.press()


def test_before_the_guess_the_page_holds_nothing_of_the_result():
    box = panel.live_view(VIEW, CELL)
    state = str(Live(box).get_state())
    for secret in ("7 of 1,000", "Words of the result", "Table of the result", "The result is"):
        assert secret not in state
    assert "How many of 1,000?" in sent(box)
    assert "Everybody is listed." in sent(box)


def test_the_picture_follows_the_guess():
    box, _ = asking()
    assert "marker at None" in sent(box)
    below(box, Range)[0].hear({"text": "400"})
    assert "marker at 400" in sent(box)


def test_an_empty_guess_is_asked_for_and_nothing_is_kept():
    box, seen = asking()
    press(box, "See the result")
    assert "Give your guess first, or skip it." in sent(box)
    assert (seen, store("06").value(NAME)) == ([], None)


@pytest.mark.parametrize("typed", ["a few", "4.5.6", "30 days"])
def test_a_guess_in_another_unit_is_no_guess(typed):
    box, seen = asking()
    box.children[0].children[0].children[1].hear({"text": typed})
    press(box, "See the result")
    assert below(box, Range)[0].state["message"].startswith("Type a whole number from 0 to 1,000")
    assert "Still used" not in below(box, Range)[0].state["message"]
    assert seen == []


def test_the_guess_is_kept_and_leads_to_the_result():
    box, seen = asking()
    below(box, Range)[0].hear({"index": 400})
    press(box, "See the result")
    assert (seen, store("06").value(NAME)) == ([400], {"guess": 400})
    assert [pane.html for pane in below(box, Pane)] == ["RESULT"]
    new_session()
    again, seen = asking()
    assert seen == [400]
    assert [pane.html for pane in below(again, Pane)] == ["RESULT"]


def test_a_skipped_guess_is_none():
    box, seen = asking()
    press(box, "Skip the guess")
    assert seen == [None]
    assert asking()[1] == [None]


def test_a_guess_may_be_one_of_several():
    box, seen = asking(ONE_OF)
    press(box, "See the result")
    assert seen == []
    below(box, Choice)[0].hear({"value": "b"})
    press(box, "See the result")
    assert seen == ["b"]


@pytest.mark.parametrize("edited", [2_000, "b", -1, [4], True])
def test_a_guess_that_was_edited_into_something_else_is_asked_anew(edited):
    store("06").save(NAME, {"guess": edited})
    box, seen = asking()
    assert seen == []
    assert "How many of 1,000?" in sent(box)


def test_clearing_asks_anew_and_the_next_guess_counts():
    box, seen = asking()
    press(box, "Skip the guess")
    sheets.clear()
    assert "How many of 1,000?" in sent(box)
    below(box, Range)[0].hear({"text": "3"})
    press(box, "See the result")
    assert seen == [None, 3]


def test_the_guess_reaches_what_is_shown_and_the_settings_stay_movable():
    box = panel.live_view(VIEW, CELL)
    below(box, Range)[0].hear({"text": "400"})
    press(box, "See the result")
    assert "You guessed 400." in sent(box)
    below(box, Range)[0].put(9)
    assert "9 of 1,000" in sent(box)
    assert "You guessed 400." in sent(box)


def test_a_page_that_was_not_run_holds_the_result_only_for_paper_and_the_plain_edition():
    output = panel.activity(CELL, VIEW)
    for secret in ("7 of 1,000", "Words of the result", "The result is"):
        assert secret not in output.html + output.plain
        assert secret in output._marks[stored.LATER]
    assert "How many of 1,000?" in output.html
    assert "My guess: ____" in output.html


def test_options_to_guess_from_stand_on_paper():
    assert "<li>the second</li>" in str(ONE_OF.still())
