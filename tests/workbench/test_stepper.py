"""One at a time: a way back and on, a list to jump, all on one page, and nothing beyond either end."""

import pytest
from seminar.screen.controls import Button, Choice, Pane, Select, Switch
from seminar.workbench.stepper import Step, Stepper, first_open
from support import below

TITLES = ("first", "second", "third")


def made(**given):
    return Stepper([Step(title, Pane(html=title)) for title in TITLES], **given)


def standing(stepper):
    """What is to be seen of the steps."""
    return [pane.html for pane in below(stepper.box, Pane) if pane.html in TITLES and not pane.hidden]


def press(stepper, label):
    (button,) = [button for button in below(stepper.box, Button) if button.label == label]
    button.press()


def place(stepper):
    return [pane.html for pane in below(stepper.box, Pane) if pane.html not in TITLES]


def test_one_step_stands_there_and_its_place_is_told():
    stepper = made()
    assert (standing(stepper), place(stepper)) == (["first"], ["1 of 3"])
    press(stepper, "Next")
    assert (standing(stepper), place(stepper)) == (["second"], ["2 of 3"])
    press(stepper, "Back")
    assert standing(stepper) == ["first"]


def test_nothing_lies_before_the_first_and_beyond_the_last():
    stepper = made()
    press(stepper, "Back")
    assert standing(stepper) == ["first"]
    for _ in range(5):
        press(stepper, "Next")
    assert (standing(stepper), place(stepper)) == (["third"], ["3 of 3"])
    stepper.go(7)
    stepper.go(-1)
    assert standing(stepper) == ["third"]


@pytest.mark.parametrize(("line", "kind"), [(False, Select), (True, Choice)])
def test_one_may_jump_by_the_list_or_the_line(line, kind):
    stepper = made(line=line)
    jump = below(stepper.box, kind)[0]
    assert [option["text"] for option in jump.options] == list(TITLES)
    jump.hear({"value": "2"})
    assert standing(stepper) == ["third"]
    press(stepper, "Back")
    assert jump.value == "1"


def test_all_may_stand_on_one_page():
    stepper = made()
    switch = below(stepper.box, Switch)[0]
    switch.hear({"value": True})
    assert standing(stepper) == list(TITLES)
    assert stepper.whole
    switch.hear({"value": False})
    assert standing(stepper) == ["first"]


def test_a_word_can_be_put_under_a_stop():
    stepper = made(line=True)
    stepper.note(1, "way out")
    assert stepper.jump.notes == {"1": "way out"}


def test_it_begins_at_the_first_that_is_open():
    assert standing(made(start=first_open([True, False, True]))) == ["second"]
    assert first_open([True, True]) == 1
    assert first_open([]) == 0
