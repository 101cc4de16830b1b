"""A day of tasks for several people: a sign for each, all different in shape, in the row and column of its own."""

import re

from seminar.screen.day_grid import GONE, NEVER, PERSON, SAME, SLOWER, Sign, day_grid
from seminar.screen.page import STILL_INK

LOOKS = [(SAME, "as before"), (SLOWER, "slower"), (PERSON, "with help"), (GONE, "gone"), (NEVER, "never")]


def drawn(people, tasks):
    return str(day_grid(people, tasks, LOOKS, STILL_INK))


def test_every_person_and_task_is_named_and_every_sign_explained():
    drawing = drawn(["student", "office worker"], [("Eat out", [Sign(SAME), Sign(GONE)])])
    for words in ("student", "office", "worker", "Eat out", *(words for _, words in LOOKS)):
        assert f">{words}<" in drawing


def test_each_sign_has_a_shape_of_its_own():
    last = [drawn(["a"], [("task", [Sign(look, "+9")])]).split(">task<")[1] for look, _ in LOOKS]
    assert len({re.sub(r"[\d.]+", "", shape) for shape in last}) == len(LOOKS)


def test_the_minutes_stand_in_the_box_under_their_person():
    drawing = drawn(["one", "two"], [("task", [Sign(SAME), Sign(SLOWER, "+14")])])
    (head,) = re.findall(r'x="([\d.]+)"[^>]*>two<', drawing)
    (minutes,) = re.findall(r'x="([\d.]+)"[^>]*>\+14<', drawing)
    assert head == minutes
