"""A picture on which one chooses: pressed is chosen, pressed again is not, and one too many drops the first."""

import pytest
from seminar.errors import SeminarError
from seminar.screen.drawing import svg
from seminar.screen.page import Figure
from seminar.screen.spots import OnPicture, Spot

OFFERED = OnPicture(
    Figure(lambda ink: svg(10), "nothing", "nothing"), [Spot(key, f"spot {key}", 50, 50) for key in "abc"], 2
)


def pressed(*keys):
    control = OFFERED.control("Choose two", "")
    for key in keys:
        control.hear({"value": key})
    return control.value


@pytest.mark.parametrize(
    ("keys", "value"), [("", ""), ("a", "a"), ("ab", "a;b"), ("aa", ""), ("aba", "b"), ("abc", "b;c"), ("abcb", "c")]
)
def test_what_is_pressed(keys, value):
    assert pressed(*keys) == value
    assert OFFERED.takes(value)


@pytest.mark.parametrize("value", [None, 7, "d", "a;b;c", "a;d"])
def test_what_it_does_not_take(value):
    assert not OFFERED.takes(value)


def test_a_place_that_is_not_there_is_a_sentence_and_changes_nothing():
    control = OFFERED.control("Choose two", "a")
    with pytest.raises(SeminarError, match="“Choose two” has 3 places to choose"):
        control.hear({"value": "z"})
    assert control.value == "a"
    control.put("b;c")
    control.reset()
    assert control.value == "a"


def test_it_is_written_in_words():
    assert OFFERED.written("a;c") == "spot a; spot c"
    assert OFFERED.written("") == "nothing"
