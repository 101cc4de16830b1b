"""A vote in the room, seen from a notebook: a button that opens it, and the counts that its desk left here."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextvars import copy_context
from pathlib import Path
from threading import Thread

import htpy as h

from seminar.answers.store import store
from seminar.course.questions import pane
from seminar.data.records import SURVEYS
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.screen.controls import Button, Value
from seminar.screen.live import Part
from seminar.surroundings import in_browser, on_a_hub

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
    return prose("none") if within_reach() else prose("none-reach")


def within_reach() -> bool:
    """Whether a room can be opened from where this page runs."""
    return not (on_a_hub() or in_browser())


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


_opened: list[subprocess.Popen[str]] = []
"""The rooms that were opened from here, for the system to know that somebody still asks after them."""


def opening(notebook: str) -> list[Part]:
    """For the one who teaches: a button that opens the room of *notebook*, and where its desk is then."""
    if not within_reach():
        return [pane(h.p[prose("not-here")])]
    said, begins = pane(announce=True), str(h.p[prose("opening")])

    def tell() -> None:
        said.html = str(h.p[_with_its_address(open_the_room(notebook))])

    def press() -> None:
        if said.html != begins:  # a second press while it opens is no second room
            said.html = begins
            Thread(target=copy_context().run, args=(tell,), daemon=True).start()  # the page gets its answer before

    return [pane(h.p[prose("for-teachers")]), Button(prose("open"), press), said]


def open_the_room(notebook: str, *words: str) -> str:
    """Open the room of *notebook* in a process that outlives this one; further *words* go to its command.

    Returns the first that it says: where its desk is, or why it is not open.
    """
    room = subprocess.Popen(
        [sys.executable, "-m", "seminar", "room", notebook, *words],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    _opened.append(room)
    assert room.stderr
    with room.stderr as said:
        return said.readline().strip()


def _with_its_address(sentence: str) -> h.Node:
    """*sentence* with the address in it as a link."""
    words, begins, rest = sentence.partition("http://")
    return [words, begins and h.a(href=begins + rest, target="_blank")[begins + rest]]
