"""Parts that are saved: each shows what another kernel saved, and says in its own place how a save went."""

import json

import driver
import pytest
from seminar import activities, ask, check, exercise
from seminar.answers import store as answers
from seminar.answers.saved import Saved
from seminar.answers.store import Store, new_session, store
from seminar.screen.controls import Button, Choice, Control, Entry, Switch, TextArea
from support import PATHS, below

WORDS = {"activities": activities, "ask": ask, "check": check, "exercise": exercise}
KEPT_OFF = ("Back to the start", "Clear", "Remove", "Do this claim again", "Start again", "Take the room’s counts")
"""Buttons that take back what was done begin with these words."""


BEGINNINGS = ("activities.", "ask(", "check(", "exercise(")


def cells():
    """Id → source of every cell of the notebooks in which something may be answered."""
    found = [cell for path in PATHS for cell in json.loads(path.read_text("utf-8"))["cells"]]
    return {cell["id"]: "".join(cell["source"]) for cell in found if "".join(cell["source"]).startswith(BEGINNINGS)}


@pytest.fixture(autouse=True)
def no_room(monkeypatch):
    """The button that opens a room is pressed here with all the others."""
    driver.without_a_room(monkeypatch)


def live(source):
    return eval(source, dict(WORDS)).live()


def operate(view):
    """Answer in every way that the page offers: write, choose, tick, then press each button."""
    for control in below(view, Control):
        if isinstance(control, TextArea):
            control.hear({"text": f"about {control.label}"})
        elif isinstance(control, Choice) and control.options and control.look != "tabs" and not control.disabled:
            control.value = control.options[-1]["id"]
        elif isinstance(control, Switch):
            control.value = True
        elif isinstance(control, Entry):
            control.hear({"text": "20"})
    for button in below(view, Button):
        if not button.label.startswith(KEPT_OFF):
            button.press()


def state(view):
    """What a reader sees: the values of controls and the words of panes."""
    return [(type(part).__name__, getattr(part, "html", getattr(part, "value", None))) for part in below(view, Control)]


@pytest.mark.parametrize("source", [*cells().values()], ids=[*cells()])
def test_a_cell_that_runs_again_shows_what_another_kernel_saved_meanwhile(source, answers_folder):
    for path in PATHS:
        store(path.name[:2])
    this_kernel = dict(answers._stores)
    new_session()
    operate(live(source))
    new_session()
    in_a_new_kernel = state(live(source))
    answers._stores.update(this_kernel)
    assert state(live(source)) == in_a_new_kernel


def test_the_cells_above_save_something_each_but_those_that_only_show():
    nothing = []
    for cell_id, source in cells().items():
        new_session()
        operate(live(source))
        if not store(cell_id)._revisions:
            nothing.append(cell_id)
    assert all(cell_id.split("-")[1].startswith("w") for cell_id in nothing), nothing
    assert len(cells()) - len(nothing) > 100


def test_a_save_is_told_with_its_time_and_nothing_is_told_before():
    part = Saved("07-1")
    assert part.when("07-1") == ""
    assert part.save("07-1", "x")
    assert part.when("07-1").startswith("Saved, ")


def test_what_is_there_already_is_not_saved_again(answers_folder):
    part = Saved("07-1")
    assert part.save("07-1", "x")
    assert part.save("07-1", "x")
    assert len(store("07")._revisions["07-1"]) == 1


def test_a_save_that_fails_says_why_in_its_own_place(full_disk):
    part = Saved("07-1")
    full_disk()
    assert not part.save("07-1", "x")
    assert "Not saved: No space left on device." in part.status.html


def test_an_answer_from_another_window_beside_this_one_is_told():
    one, other = Store("07"), Store("07")
    one.save("07-1", "a")
    other.save("07-1", "b")
    assert "Another answer was given here in another window" in Saved("07-1").when("07-1")


def test_a_part_is_drawn_at_once_and_after_every_save():
    drawn = []
    part = Saved("07-1")
    part.follow(lambda: drawn.append(part.answers.value("07-1")))
    part.save("07-1", "x")
    store("07").save("07-2", "y")
    assert drawn == [None, "x", "x"]


def test_a_part_takes_only_its_own_names_as_known():
    opened = store("07")
    Store("07").save("07-1", "from another window")
    Store("07").save("07-2", "this too")
    Saved("07-1")
    assert (opened.value("07-1"), opened.value("07-2")) == ("from another window", None)
