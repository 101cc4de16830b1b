"""A guess before a result: it is kept, and only then the result appears; skipping it is always possible."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import htpy as h

from seminar.answers.saved import Saved
from seminar.data.stored import LATER
from seminar.data.words import Words
from seminar.screen.controls import Button, Kind, OneOf, Pane, Value, Valued
from seminar.screen.live import Box, Part
from seminar.screen.page import Figure

prose = Words("guess")

Guessed = Value | None
"""What was guessed; None where nothing was."""


@dataclass(frozen=True)
class Guess:
    """What a reader guesses: the *question*, a control with its *label* and *kind*, at *default* before it is moved.

    *before* is what one needs to know; *picture* is drawn anew for each value, and for None while there is none. It
    shows nothing of the result.
    """

    question: str
    label: str
    kind: Kind
    default: Value
    picture: Callable[[Guessed], Figure] | None = None
    before: h.Node = None

    def still(self) -> h.Renderable:
        """What stands there before anybody has guessed, with a line to write the guess on."""
        options = [words for _, words in self.kind.options] if isinstance(self.kind, OneOf) else []
        return h.div[
            h.p[self.before] if isinstance(self.before, str) else self.before,
            h.p(".seminar-finding", style="font-size:21px;font-weight:600;margin:12px 0")[self.question],
            self.picture and self.picture(None).still(),
            h.ul[(h.li[words] for words in options)] if options else None,
            h.p[prose("line", label=self.label)],
        ]


class Asked(NamedTuple):
    """A *guess* that a whole room can give, and the *result* in the unit of the guess; None where that is no number."""

    guess: Guess
    result: float | None


def later(result: h.Node) -> dict[str, object]:
    """The marks of an output that asks for a guess: its *result*, which the plain edition and paper show after it."""
    return {LATER: str(h.div(".seminar")[result])}


def distance(guessed: Guessed, result: float, unit: str = "", about: str = "") -> str:
    """How far a *guessed* number lay from the *result*, in a sentence, both with their *unit*; "" without a guess.

    After it stands what the guess was *about*, where the page can be brought to something else.
    """
    if not isinstance(guessed, int):
        return ""
    return f"{_far(guessed, result, unit)} {about}".strip()


def _far(guessed: int, result: float, unit: str) -> str:
    said, gap = f"{guessed:,}{unit}", round(abs(guessed - result), 1)
    if not gap:
        return prose("distance.exactly", guess=said)
    shown, far = f"{round(result, 1):,g}{unit}", f"{gap:,g}"
    if unit == "%":
        return prose("distance.too-high" if guessed > result else "distance.too-low", guess=said, result=shown, gap=far)
    return prose("distance.too-many" if guessed > result else "distance.too-few", guess=said, result=shown, gap=far)


def guess_first(name: str, guess: Guess, reveal: Callable[[Guessed], Sequence[Part]]) -> Box:
    """The question of *guess*, saved under *name*, and in its place what *reveal* makes of the answer.

    *reveal* is called once there is an answer, and not before: until then the page holds nothing of the result.
    """
    return _GuessFirst(name, guess, reveal).box


class _GuessFirst:
    def __init__(self, name: str, guess: Guess, reveal: Callable[[Guessed], Sequence[Part]]) -> None:
        self._name, self._guess, self._reveal = name, guess, reveal
        self._part = Saved(name)
        self._control: Valued = guess.kind.control(guess.label, guess.default)
        self._control.clear()
        self._picture = Pane()
        self._asking = self._question()
        self._shown: Guessed | object = _NOT_YET
        self.box = Box([], "seminar-part")
        self._control.observe(self._draw_picture, self._control.given)
        self._draw_picture()
        self._part.follow(self._draw)

    def _question(self) -> Box:
        see = Button(prose("see"), self._see)
        skip = Button(prose("skip"), lambda: self._keep(None))
        before = self._guess.before
        left = [
            Pane(html=str(h.p[before] if isinstance(before, str) else h.fragment[before])),
            self._control,
            Box([see, skip], "seminar-buttons"),
            self._part.status,
            Pane(html=str(h.p(".quiet")[prose("kept")])),
        ]
        question = Pane(html=str(h.p(".seminar-finding")[self._guess.question]))
        return Box(
            [Box(left, "seminar-controls"), Box([question, self._picture], "seminar-result")],
            "seminar-view",
            "seminar-guess",
        )

    def _draw_picture(self, change: dict | None = None) -> None:
        if self._guess.picture:
            given = None if self._control.blank else self._control.value
            self._picture.html = str(self._guess.picture(given).live())

    def _see(self) -> None:
        if self._control.blank:
            self._part.say(prose("first"))
        else:
            self._keep(self._control.value)

    def _keep(self, value: Guessed) -> None:
        if self._part.save(self._name, {"guess": value}):
            self.box.take_focus()

    def _draw(self) -> None:
        kept = self._part.answers.parts(self._name).get("guess", _NOT_YET)
        if kept is None or self._guess.kind.takes(kept):
            if kept != self._shown:
                self._shown, self.box.children = kept, list(self._reveal(kept))
        else:
            self._shown, self.box.children = _NOT_YET, [self._asking]


_NOT_YET = object()
