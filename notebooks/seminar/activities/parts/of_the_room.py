"""The counts that a vote in the room left for the notebook, once somebody pressed for that at the desk."""

from collections.abc import Callable, Mapping

from seminar.answers.store import store
from seminar.data.records import SURVEYS
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.screen.controls import Value

prose = Words("of-the-room")
OF_THE_CLASS = "10-w10c-class"
"""Under this name the totals of the survey are saved."""
TIMES = dict(zip(SURVEYS, ("before", "after", "weeks later"), strict=True))
"""Cell of a survey → the time that it stands for."""
ONE_QUESTION = "vote"
"""The part of a vote on one question alone; else each claim is a part."""


def take() -> str:
    """What stands on the button."""
    return prose("take")


def none_left() -> str:
    """What is said where no counts were left."""
    return prose("none")


def room_name(name: str) -> str:
    """Where the counts of the room are saved for what is saved under *name*."""
    return f"{name}-room"


def left_by_the_room(name: str) -> dict[str, dict[str, Value]]:
    """Part → setting → value, for all that the room left for what is saved under *name*."""
    answers = store(name)
    answers.look(room_name(name))
    return {part: left for part, left in answers.parts(room_name(name)).items() if isinstance(left, dict) and left}


def counts_of_the_room(name: str, part: str) -> Callable[[], Mapping[str, Value]]:
    """What finds the counts that were left for *part* of *name*: setting → value.

    It raises SeminarError where none were left.
    """

    def found() -> Mapping[str, Value]:
        left = left_by_the_room(name)
        if part not in left:
            raise SeminarError(none_left())
        return left[part]

    return found
