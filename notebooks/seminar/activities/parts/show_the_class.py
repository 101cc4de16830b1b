"""The second part of W10c: totals of slips go in, and the change of the class is shown under small-group rules."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import htpy as h

from seminar.activities.parts.of_the_room import OF_THE_CLASS, TIMES, left_by_the_room, none_left, take
from seminar.activities.parts.survey_boxes import read_percent
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
    may_replace,
)
from seminar.numbers import capital, minus, part_of, plural
from seminar.screen.controls import Button, Choice, Entry, Pane, option_list
from seminar.screen.figures import paired_bars
from seminar.screen.live import Box, Part
from seminar.screen.page import Figure, Table
from seminar.workbench.panel import Panel, markup

prose = Words("10-w10c")


class Compared(NamedTuple):
    """Two times of the survey as the page calls them, and the *name* under which the totals shown are saved."""

    name: str
    waves: tuple[str, str]


_BEFORE, _AFTER, _LATER = TIMES.values()
WAVES = (_BEFORE, _AFTER)
AT_ONCE, LASTING = Compared(OF_THE_CLASS, WAVES), Compared(f"{OF_THE_CLASS}-later", (_BEFORE, _LATER))
"""What moved by the end of the course, and what of it was there some weeks later."""
ASKED = {"all": prose("all-ten"), "short": survey.SHORT_IN_WORDS}
BAND = prose("band", smallest=SMALLEST)
LUCK = prose("luck")


def read_count(text: str) -> str:
    """A typed count as it is written, "" for nothing. Raises SeminarError for anything but 0 to ``MOST_SLIPS``."""
    found = text.strip()
    if found and not (re.fullmatch(r"[0-9]{1,4}", found) and int(found) <= MOST_SLIPS):
        raise SeminarError(f"Type a whole number from 0 to {MOST_SLIPS}.")
    return str(int(found)) if found else ""


def wave(when: str, slips: str, right: Mapping[int, str], sure: str = "") -> Wave:
    """The totals of one wave from what was typed. Raises SeminarError for a gap or for counts that cannot be."""
    if not slips:
        raise SeminarError(f"Type the number of slips {when}.")
    missing = [number for number, count in right.items() if not count]
    if missing:
        raise SeminarError(f"Type how many were right {when} in question {missing[0]}.")
    try:
        return Wave(int(slips), {number: int(count) for number, count in right.items()}, int(sure) if sure else None)
    except ValueError as error:
        raise SeminarError(f"The totals {when}, {error}. Count again and mend the number; the others stay.") from error


def as_saved(both: tuple[Wave, Wave], waves: tuple[str, str] = WAVES) -> dict:
    """Both waves as JSON can hold them."""
    return {
        when: {
            "slips": one.slips,
            "right": {str(item): count for item, count in one.right.items()},
            "sure": one.sure,
        }
        for when, one in zip(waves, both, strict=True)
    }


def shown_before(answers: Store, compared: Compared = AT_ONCE) -> tuple[Wave, Wave] | None:
    """The totals that were shown last; None if there are none, or the file was edited into something else."""
    saved = answers.value(compared.name)
    try:
        before, after = (
            Wave(
                saved[when]["slips"],
                {int(item): count for item, count in saved[when]["right"].items()},
                saved[when].get("sure"),
            )
            for when in compared.waves
        )
    except (TypeError, KeyError, ValueError, AttributeError):
        return None
    return before, after


def panel(change: ClassChange, waves: tuple[str, str] = WAVES) -> Panel:
    """What may be shown of a class at two times, in picture, table and words, and nothing else."""
    if change.slips is None:
        return Panel(prose("nothing"), [], prose("nothing-text", smallest=SMALLEST, why=_why_not()))
    counted = " and ".join(f"{plural(str(n), 'slip')} {when}" for n, when in zip(change.slips, waves, strict=True))
    mean = _means(change, waves) + _sure(change, waves)
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
    lines = [_line(item, change, waves) for item in change.items]
    finding = prose("finding", first=waves[0], second=waves[1])
    return Panel(finding, [_bars(change, waves), _table(change, waves)], text, lines)


def _sure(change: ClassChange, waves: tuple[str, str]) -> str:
    if change.sure is None:
        return ""
    said = " and ".join(f"about {sure}% {when}" for sure, when in zip(change.sure, waves, strict=True))
    return prose("sure", said=said)


def _has_bands(change: ClassChange) -> bool:
    return any(part.count is None for pair in change.parts.values() for part in pair)


def _why_not() -> str:
    return prose("why-not")


def _means(change: ClassChange, waves: tuple[str, str]) -> str:
    said = [
        f"about {mean:.1f} {when}" if mean is not None else prose("not-shown", when=when)
        for mean, when in zip(change.means, waves, strict=True)
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


def _line(item: int, change: ClassChange, waves: tuple[str, str]) -> str:
    before, after = change.parts[item]
    said = f"{told(before)} {waves[0]} and {told(after)} {waves[1]}"
    claim = survey.items()[item - 1].claim
    apart = prose.group("claims").get(claim, "")
    if item in change.change:
        return prose("question", idea=_idea(item), said=said, points=_points(item, change)) + apart
    moved = prose("same-band") if before.band and before.band == after.band else prose("band-no-number")
    return prose("question-band", idea=_idea(item), said=said, moved=moved) + apart


def _bar(part: Counted) -> tuple[float, str]:
    return (part.edge if part.count is None else part.count) / part.slips, told(part)


def _bars(change: ClassChange, waves: tuple[str, str]) -> Figure:
    rows = [(_idea(item), _bar(before), _bar(after)) for item, (before, after) in change.parts.items()]
    first, second = waves
    said = "; ".join(f"{words}, {first} {before[1]}, {second} {after[1]}" for words, before, after in rows)
    return Figure(
        lambda ink: paired_bars(rows, 1, ink),
        prose("bars-alt", said=said),
        prose("bars-caption", first=first, second=second),
    )


def _table(change: ClassChange, waves: tuple[str, str]) -> Table:
    columns = [prose("column-question"), *map(capital, waves), prose("column-change")]
    rows = [[_idea(item), *map(told, change.parts[item]), _points(item, change)] for item in change.items]
    return Table(prose("table"), columns, rows, frozenset({1, 2, 3}))


class ClassPart:
    """The boxes for the totals, and what may be shown of them; shown totals are locked and leave the screen."""

    def __init__(self, compared: Compared = AT_ONCE) -> None:
        self.compared, waves = compared, compared.waves
        self._part = Saved(compared.name)
        self.answers = self._part.answers
        self.asked = Choice(legend=prose("asked"), options=option_list(list(ASKED.items())), value="all")
        self.slips = {when: Entry(prose("slips", when=when), read_count, "") for when in waves}
        self.sure = {when: Entry(prose("sure-box", when=when), read_percent, "") for when in waves}
        self.right = {
            item.number: {when: Entry(f"{_idea(item.number)}: right {when}", read_count, "") for when in waves}
            for item in survey.items()
        }
        self.pairs = {number: _pair(boxes) for number, boxes in self.right.items()}
        self.finding, self.body, self.words = Pane(announce=True), Pane(), Pane()
        self.entries = Box(
            [
                self.asked,
                Button(take(), self._take),
                _pair(self.slips),
                *self.pairs.values(),
                _pair(self.sure),
                Button(prose("show"), self._show),
                self._part.status,
            ],
            "seminar-step",
            "seminar-counts",
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
        """The boxes for the slips, for the right answers to those questions, and for what may be left empty."""
        right = [box for number in numbers for box in self.right[number].values()]
        return [*self.slips.values(), *right, *self.sure.values()]

    def _turn(self) -> None:
        for number, pair in self.pairs.items():
            pair.hidden = number not in self.numbers

    def _open(self, opened: bool) -> None:
        self.entries.hidden = not opened
        self.again.hidden = bool(opened)

    def _start_again(self) -> None:
        self._open(True)
        self.slips[self.compared.waves[0]].take_focus()

    def _take(self) -> None:
        """Put the totals of the room into the boxes, for as many of the two times as it was asked at."""
        left = left_by_the_room(OF_THE_CLASS)
        found = {when: left[when] for when in self.compared.waves if when in left}
        for when, values in found.items():
            boxes = {"slips": self.slips[when]} | {str(number): pair[when] for number, pair in self.right.items()}
            for name in boxes.keys() & values:
                boxes[name].put(read_count(str(values[name])))
        if any(len(values) <= len(self.right) for values in found.values()):
            self.asked.put("short")
        self._part.say("" if found else none_left())

    def _typed(self) -> tuple[Wave, Wave]:
        for entry in self._boxes(self.numbers):
            if entry.problem:
                raise SeminarError(f"{entry.label}: {entry.problem}")
        before, after = (
            wave(
                when,
                self.slips[when].value,
                {number: self.right[number][when].value for number in self.numbers},
                self.sure[when].value,
            )
            for when in self.compared.waves
        )
        return before, after

    def _show(self) -> None:
        try:
            both = self._typed()
            if not self._may_be_shown(both):
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
        if self._part.save(self.compared.name, as_saved(both, self.compared.waves)):
            self.again.take_focus()

    def _may_be_shown(self, both: tuple[Wave, Wave]) -> bool:
        """Whether no difference to what was shown, here or in the other comparison, tells of persons."""
        last = shown_before(self.answers, self.compared)
        (other,) = {AT_ONCE, LASTING} - {self.compared}
        beside = shown_before(self.answers, other)
        return (last is None or may_follow(last, both)) and (beside is None or may_replace(beside[0], both[0]))

    def redraw(self) -> None:
        """Show the locked totals, if there are any, as far as they may be shown; their boxes are emptied."""
        last = shown_before(self.answers, self.compared)
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
        self.finding.html, self.body.html, self.words.html = markup(panel(change, self.compared.waves))


def _pair(boxes: Mapping[str, Entry]) -> Part:
    return Box(list(boxes.values()), "seminar-pair")


def class_part(compared: Compared) -> list[Part]:
    """For the one who counts the slips: boxes for the totals of two times, and the change of the class."""
    part = ClassPart(compared)
    intro = pane(h.p[prose("intro")])
    return [intro, part.entries, part.finding, part.body, part.words, part.again]
