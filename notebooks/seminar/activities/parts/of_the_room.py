"""The counts that a vote in the room left for the notebook, once somebody pressed for that at the desk."""

from collections.abc import Callable, Mapping

from seminar.answers.store import store
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.screen.controls import Value

prose = Words("of-the-room")
TAKE = prose("take")
"""What stands on the button."""
ONE_QUESTION = "vote"
"""The part of a vote on one question alone; else each claim is a part."""


def room_name(name: str) -> str:
    """Where the counts of the room are saved for what is saved under *name*."""
    return f"{name}-room"


def counts_of_the_room(name: str, part: str) -> Callable[[], Mapping[str, Value]]:
    """What finds the counts that were left for *part* of *name*: setting → value.

    It raises SeminarError where none were left.
    """

    def found() -> Mapping[str, Value]:
        answers = store(name)
        answers.look(room_name(name))
        left = answers.parts(room_name(name)).get(part)
        if not isinstance(left, dict) or not left:
            raise SeminarError(prose("none"))
        return left

    return found
