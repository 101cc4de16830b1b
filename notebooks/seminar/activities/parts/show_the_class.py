"""The second part of W10c: totals of slips go in, and the change of the class is shown under small-group rules."""

import re
from collections.abc import Iterable, Mapping

import htpy as h

from seminar.answers.saved import Saved
from seminar.answers.store import Store
from seminar.course import survey
from seminar.course.questions import pane
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.models.survey import (
    FEWEST_FOR_ITEMS,
    MOST_SLIPS,
    SMALLEST,
    ClassChange,
    Counted,
    Wave,
    class_change,
    may_follow,
)
from seminar.numbers import minus, part_of, plural
from seminar.screen.controls import Button, Choice, Entry, Pane, option_list
from seminar.screen.figures import paired_bars
from seminar.screen.live import Box, Part
from seminar.screen.page import Figure, Table
from seminar.workbench.panel import Panel, markup

prose = Words("10-w10c")

CELL = "10-w10c-class"
"""The name under which the totals that were shown are saved."""
WAVES = ("before", "after")
ASKED = {"all": prose("all-eight"), "short": survey.SHORT_IN_WORDS}
BAND = prose("band", smallest=SMALLEST)
LUCK = prose("luck")


def read_count(text: str) -> str:
    """A typed count as it is written, "" for nothing. Raises SeminarError for anything but 0 to ``MOST_SLIPS``."""
    found = text.strip()
    if found and not (re.fullmatch(r"[0-9]{1,4}", found) and int(found) <= MOST_SLIPS):
        raise SeminarError(f"Type a whole number from 0 to {MOST_SLIPS}.")
    return str(int(found)) if found else ""


def wave(when: str, slips: str, right: Mapping[int, str]) -> Wave:
    """The totals of one wave from what was typed. Raises SeminarError for a gap or for counts that cannot be."""
    if not slips:
        raise SeminarError(f"Type the number of slips {when}.")
    missing = [number for number, count in right.items() if not count]
    if missing:
        raise SeminarError(f"Type how many were right {when} in question {missing[0]}.")
    try:
        return Wave(int(slips), {number: int(count) for number, count in right.items()})
    except ValueError as error:
        raise SeminarError(f"The totals {when}, {error}. Count again and mend the number; the others stay.") from error


def as_saved(both: tuple[Wave, Wave]) -> dict:
    """Both waves as JSON can hold them."""
    return {
        when: {"slips": one.slips, "right": {str(item): count for item, count in one.right.items()}}
        for when, one in zip(WAVES, both, strict=True)
    }


def shown_before(answers: Store) -> tuple[Wave, Wave] | None:
    """The totals that were shown last; None if there are none, or the file was edited into something else."""
    saved = answers.value(CELL)
    try:
        before, after = (
            Wave(saved[when]["slips"], {int(item): count for item, count in saved[when]["right"].items()})
            for when in WAVES
        )
    except (TypeError, KeyError, ValueError, AttributeError):
        return None
    return before, after


def panel(change: ClassChange) -> Panel:
    """What may be shown of a class, in picture, table and words, and nothing else."""
    if change.slips is None:
        return Panel(prose("nothing"), [], prose("nothing-text", smallest=SMALLEST, why=_why_not()))
    counted = " and ".join(f"{plural(str(n), 'slip')} {when}" for n, when in zip(change.slips, WAVES, strict=True))
    mean = _means(change)
    if not change.parts:
        text = prose(
            "one-mean",
            counted=counted.capitalize(),
            count=len(change.items),
            mean=mean,
            fewest_for_items=FEWEST_FOR_ITEMS,
            luck=LUCK,
        )
        return Panel(prose("finding-mean"), [], text)
    text = f"{counted.capitalize()}, {len(change.items)} questions. {mean} {BAND if _has_bands(change) else ''}{LUCK}"
    lines = [_line(item, change) for item in change.items]
    return Panel(prose("finding"), [_bars(change), _table(change)], text, lines)


def _has_bands(change: ClassChange) -> bool:
    return any(part.count is None for pair in change.parts.values() for part in pair)


def _why_not() -> str:
    return prose("why-not")


def _means(change: ClassChange) -> str:
    said = [
        f"about {mean:.1f} {when}" if mean is not None else prose("not-shown", when=when)
        for mean, when in zip(change.means, WAVES, strict=True)
    ]
    if not change.averaged:
        return prose("no-mean")
    over = "" if change.averaged == change.items else prose("over", count=len(change.averaged))
    return prose("mean", count=len(change.averaged), over=over, said=" and ".join(said))


def _idea(item: int) -> str:
    return f"{item}. {survey.items()[item - 1].idea}"


def told(part: Counted) -> str:
    """One question of one wave as it may be written: "9 of 16, 56%", or its band."""
    return part.band if part.count is None else part_of(part.count, part.slips)


def _points(item: int, change: ClassChange) -> str:
    if item not in change.change:
        return prose("no-points")
    points = round(change.change[item])
    return minus(f"{points:+} points") if points else "0 points"


def _line(item: int, change: ClassChange) -> str:
    before, after = change.parts[item]
    if item in change.change:
        return prose("question", idea=_idea(item), before=told(before), after=told(after), points=_points(item, change))
    moved = prose("same-band") if before.band and before.band == after.band else prose("band-no-number")
    return prose("question-band", idea=_idea(item), before=told(before), after=told(after), moved=moved)


def _bar(part: Counted) -> tuple[float, str]:
    return (part.edge if part.count is None else part.count) / part.slips, told(part)


def _bars(change: ClassChange) -> Figure:
    rows = [(_idea(item), _bar(before), _bar(after)) for item, (before, after) in change.parts.items()]
    said = "; ".join(prose("bar", idea=words, before=before[1], after=after[1]) for words, before, after in rows)
    return Figure(
        lambda ink: paired_bars(rows, 1, ink),
        prose("bars-alt", said=said),
        prose("bars-caption"),
    )


def _table(change: ClassChange) -> Table:
    rows = [[_idea(item), *map(told, change.parts[item]), _points(item, change)] for item in change.items]
    return Table(prose("table"), prose.all("columns"), rows, frozenset({1, 2, 3}))


class ClassPart:
    """The boxes for the totals, and what may be shown of them; shown totals are locked and leave the screen."""

    def __init__(self) -> None:
        self._part = Saved(CELL)
        self.answers = self._part.answers
        self.asked = Choice(legend=prose("asked"), options=option_list(list(ASKED.items())), value="all")
        self.slips = {when: Entry(prose("slips", when=when), read_count, "") for when in WAVES}
        self.right = {
            item.number: {when: Entry(f"{_idea(item.number)}: right {when}", read_count, "") for when in WAVES}
            for item in survey.items()
        }
        self.pairs = {number: _pair(boxes) for number, boxes in self.right.items()}
        self.finding, self.body, self.words = Pane(announce=True), Pane(), Pane()
        self.entries = Box(
            [
                self.asked,
                _pair(self.slips),
                *self.pairs.values(),
                Button(prose("show"), self._show),
                self._part.status,
            ],
            "seminar-step",
        )
        self.again = Button(prose("start-again"), self._start_again)
        self.asked.observe(lambda change: self._turn(), "value")
        self._drawn: tuple[Wave, Wave] | None = None
        self._turn()
        self._open(True)
        self._part.follow(self.redraw)

    @property
    def numbers(self) -> list[int]:
        """The questions that were asked both times."""
        return [number for number in self.right if self.asked.value == "all" or number in survey.SHORT]

    def _boxes(self, numbers: Iterable[int]) -> list[Entry]:
        """The boxes for the slips and for the right answers to those questions."""
        return [*self.slips.values(), *(box for number in numbers for box in self.right[number].values())]

    def _turn(self) -> None:
        for number, pair in self.pairs.items():
            pair.hidden = number not in self.numbers

    def _open(self, opened: bool) -> None:
        self.entries.hidden = not opened
        self.again.hidden = bool(opened)

    def _start_again(self) -> None:
        self._open(True)
        self.slips["before"].take_focus()

    def _typed(self) -> tuple[Wave, Wave]:
        for entry in self._boxes(self.numbers):
            if entry.problem:
                raise SeminarError(f"{entry.label}: {entry.problem}")
        before, after = (
            wave(when, self.slips[when].value, {number: self.right[number][when].value for number in self.numbers})
            for when in WAVES
        )
        return before, after

    def _show(self) -> None:
        try:
            both, last = self._typed(), shown_before(self.answers)
            if last and not may_follow(last, both):
                raise SeminarError(
                    "These totals may not follow the ones that were shown: each wave must be as it was or have at "
                    f"least {SMALLEST} more slips, or the difference would show persons. What you typed stays here."
                )
            change = class_change(*both)
            if change.slips is None:
                self._draw(change)
                self._part.say("")
                return
        except SeminarError as error:
            self._part.say(str(error))
            return
        if self._part.save(CELL, as_saved(both)):
            self.again.take_focus()

    def redraw(self) -> None:
        """Show the locked totals, if there are any, as far as they may be shown; their boxes are emptied."""
        last = shown_before(self.answers)
        if last == self._drawn:
            return  # another answer was saved: what is being typed here stays
        self._drawn = last
        self._open(last is None)
        if last is None:
            self.finding.html = self.body.html = self.words.html = ""
            return
        for entry in self._boxes(self.right):
            entry.reset()
        self._part.say("")
        self._draw(class_change(*last))

    def _draw(self, change: ClassChange) -> None:
        self.finding.html, self.body.html, self.words.html = markup(panel(change))


def _pair(boxes: Mapping[str, Entry]) -> Part:
    return Box(list(boxes.values()), "seminar-pair")


def class_part() -> list[Part]:
    """For the one who counts the slips: boxes for the totals, and the change of the class."""
    part = ClassPart()
    intro = pane(h.p[prose("intro")])
    return [intro, part.entries, part.finding, part.body, part.words, part.again]
