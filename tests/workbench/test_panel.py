"""A result beside its controls: what stands there, what folds up, and settings that stay."""

import re

import pytest
from seminar.answers.store import new_session, store
from seminar.data.stored import LATER
from seminar.screen.controls import Button, OneOf, Range, evenly
from seminar.screen.page import Figure, Table
from seminar.workbench.guess import Guess
from seminar.workbench.panel import Panel, Setting, View, activity, live_view, markup, still_panel
from support import below, sent

FIGURE = Figure(lambda ink: "", "A picture", "Its caption")
TABLE = Table("A table", ["People", "Number"], [["all", "3"]])


def test_tables_and_words_fold_up_behind_a_picture():
    _, seen, folds = markup(Panel("Three", [FIGURE, TABLE], "In words", under="More exactly"))
    assert "A picture" in seen
    assert "A table" not in seen
    assert folds.count("<details>") == 2
    assert folds.index("The same as a table") < folds.index("A table") < folds.index("The same in words")


def test_without_a_picture_the_table_is_what_is_seen():
    _, seen, folds = markup(Panel("Three", [TABLE], "In words"))
    assert "A table" in seen
    assert folds.count("<details>") == 1


def test_the_still_view_has_all_of_it_open():
    shown = str(still_panel(Panel("Three", [FIGURE, TABLE], "In words", under="More exactly")))
    assert "<details" not in shown
    assert all(words in shown for words in ("Three", "More exactly", "A picture", "A table", "In words"))


def test_a_guess_of_the_first_view_comes_before_every_view():
    guess = Guess("How many?", "My guess", evenly(0, 10), 5)
    first = View("Ours", [], lambda guess: Panel("FIRST", [TABLE], ""), guess=guess)
    second = View("Theirs", [], lambda: Panel("SECOND", [TABLE], ""))
    output = activity("06-w06b", first, second)
    for secret in ("FIRST", "SECOND"):
        assert secret not in output.html + output.plain
        assert secret in output._marks[LATER]
    live = output.live()
    assert not re.search("FIRST|SECOND|Theirs", sent(live))
    press(live, "Skip the guess")
    assert all(words in sent(live) for words in ("FIRST", "SECOND", "Theirs"))


SETTINGS = [
    Setting("size", "Size", evenly(0, 10), 3),
    Setting("place", "Place", OneOf((("a", "here"), ("b", "there"))), "a"),
]
VIEW = View("One", SETTINGS, lambda size, place: Panel(f"{size} {place}", [TABLE], ""), keep=True)


def press(box, label):
    (button,) = [button for button in below(box, Button) if button.label == label]
    button.press()


def test_settings_are_kept_when_asked_and_not_before():
    box = live_view(VIEW, "06-w06b")
    below(box, Range)[0].put(8)
    new_session()
    assert "3 a" in sent(live_view(VIEW, "06-w06b"))
    below(box, Range)[0].put(8)
    press(box, "Keep these settings")
    new_session()
    again = live_view(VIEW, "06-w06b")
    assert "8 a" in sent(again)
    assert "The settings stay for your text. Saved, " in sent(again)
    press(again, "Back to the start")
    assert "3 a" in sent(again)


@pytest.mark.parametrize("edited", [None, 3, {"size": 99}, {"size": "a", "place": "c"}, {"other": 1}])
def test_settings_that_were_edited_into_something_else_are_left_out(edited):
    store("06").save("06-w06b-settings", edited)
    assert "3 a" in sent(live_view(VIEW, "06-w06b"))
