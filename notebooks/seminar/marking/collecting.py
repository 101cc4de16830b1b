"""Collecting: from the downloads of a platform to sheets by number, with a line for whatever cannot be marked.

A number is drawn at random for each person, and stays theirs when more is collected into the same folder. What is said
names numbers only, since the name of a file in a download often is that of a student.
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from seminar.answers.sheets import NoSheet, Parts, Sheet, read_sheet, record_of
from seminar.course.choices import Choices, read_choices
from seminar.data.records import Activity, may_leave
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.files import from_home
from seminar.marking.downloads import Handed, files_in, handed_in_below
from seminar.marking.folder import PROBLEMS, WHO, Folder, Row, exercises
from seminar.numbers import listed, plural

prose = Words("collect")

NAMED = 12
"""So many numbers are named in one line."""


@dataclass
class Collected:
    """What came of collecting: how many sheets of each exercise, and the *problems*, a number and a sentence each."""

    sheets: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[str, str]] = field(default_factory=list)

    def said(self, folder: Path) -> list[str]:
        """The same in lines, for who collected into *folder*."""
        held = [prose("sheets", exercise=key, count=count) for key, count in sorted(self.sheets.items())]
        count = plural(str(len(self.problems)), "problem")
        problems = [prose("problems", problems=count, file=PROBLEMS)] if self.problems else []
        where = prose("where", folder=from_home(folder), file=WHO)
        return [*held, where, *problems, *self._in_short()]

    def _in_short(self) -> list[str]:
        """A line for each kind of problem, with the numbers that have it."""
        kinds: dict[str, dict[str, None]] = {}
        for number, what in self.problems:
            kinds.setdefault(what, {})[number] = None
        return [f"{_some([*numbers])}: {what}" for what, numbers in kinds.items()]


class _Read(NamedTuple):
    """A sheet that was handed in, and the row that says by whom."""

    row: Row
    sheet: Sheet


def collect(downloads: Sequence[Path], folder: Folder, homes: Path | None = None) -> Collected:
    """Put the sheets of *downloads* into *folder*, by number; with *homes* also those that lie ready on a hub.

    A bad file stops no other. Raises SeminarError where a download cannot be opened, where no sheet is in any, or where
    nothing can be written.
    """
    ready = handed_in_below(homes) if homes else []
    return _Collecting([*ready, *(one for download in downloads for one in files_in(download))], folder).done


class _Collecting:
    """Takes what was *handed* in into *folder*; what came of it is ``done``."""

    def __init__(self, handed: Sequence[Handed], folder: Folder) -> None:
        self._folder, self.done = folder, Collected()
        before = folder.who()
        numbers = _numbered(handed, {(row.platform, row.person): row.number for row in before})
        self._files: dict[str, list[Handed]] = {}
        for one in handed:
            self._files.setdefault(numbers[one.platform, one.person], []).append(one)
        self._chosen_by: dict[str, tuple[str, Choices]] = {}
        chosen = folder.chosen()
        new = [_row(number, one) for number, files in self._files.items() for one in files]
        self._rows = {_key(row): row for row in (*new, *before)}
        self._taken = {(row.number, row.exercise): row for row in before if row.taken}
        sheets = self._sheets()
        first = [*islice(sheets, 1)]
        if not self.done.sheets:
            raise self._none(len(handed))
        self._keep_who()  # first, so that no number is drawn twice where this is interrupted
        folder.keep_sheets(chain(first, sheets))
        self._keep_who()
        self._keep_chosen(chosen)
        self._compare_codes()
        self.done.problems.sort()
        folder.keep_problems(self.done.problems)

    def _keep_who(self) -> None:
        self._folder.keep_who(row for _, row in sorted(self._rows.items()))

    def _none(self, files: int) -> SeminarError:
        kinds = Counter(what for _, what in self.done.problems)
        told = (f" {what} ({plural(str(count), 'file')})" for what, count in kinds.most_common())
        return SeminarError(prose("none", files=plural(str(files), "file")) + "".join(told))

    def _keep_chosen(self, before: Mapping[str, Mapping[str, str]]) -> None:
        """Keep what students chose apart from their numbers: what somebody gave earlier, and what is new in it."""
        new = {_name_of(choices.code): choices.made for _, choices in self._chosen_by.values()}
        if new or before:
            self._folder.keep_chosen(
                {**before, **{name: {**before.get(name, {}), **made} for name, made in new.items()}}
            )

    def _tell(self, number: str, what: str) -> None:
        self.done.problems.append((number, what))

    def _sheets(self) -> Iterator[tuple[str, Sheet]]:
        """Each sheet that is to be written, after its number, in the order of the numbers."""
        for number, files in sorted(self._files.items()):
            found: dict[str, list[_Read]] = {}
            for one in files:
                if read := self._read(number, one):
                    found.setdefault(read.row.exercise, []).append(read)
            for exercise, several in sorted(found.items()):
                self.done.sheets[exercise] += 1
                if sheet := self._chosen(number, exercise, several):
                    yield number, replace(sheet, code="", day="")

    def _read(self, number: str, one: Handed) -> _Read | None:
        """The sheet in a file, without what this pack does not ask; None where it is none."""
        try:
            text = one.text()
            whole = _sheet_in(text)
        except ValueError as reason:
            self._tell(number, prose("no-sheet", what=str(reason)))
            return None
        sheet = replace(whole, answers={key: value for key, value in whole.answers.items() if _is_asked(key, value)})
        if left := len(whole.answers) - len(sheet.answers):
            self._tell(number, prose("left-out", answers=plural(str(left), "answer")))
        row = replace(_row(number, one), exercise=sheet.exercise, code=sheet.code, day=sheet.day)
        self._rows[_key(row)] = row
        self._take_choices(row, text)
        return _Read(row, sheet)

    def _take_choices(self, row: Row, text: str) -> None:
        """Take what a page holds for the class report; of several pages of one person, that of the last day."""
        try:
            found = read_choices(text)
        except NoSheet as reason:
            self._tell(row.number, prose("no-choices", exercise=row.exercise, what=str(reason)))
            return
        if found and row.day >= self._chosen_by.get(row.number, ("",))[0]:
            self._chosen_by[row.number] = row.day, found

    def _chosen(self, number: str, exercise: str, several: Sequence[_Read]) -> Sheet | None:
        """The sheet of *number* for *exercise* of the last day; None where the one that was collected before is it."""
        row, sheet = max(several, key=lambda read: read.row.day)
        if any(other.answers != sheet.answers for _, other in several):
            self._tell(number, prose("several", exercise=exercise, count=len(several), day=row.day))
        if before := self._taken.get((number, exercise)):
            if before.day > row.day:
                self._tell(number, prose("older", exercise=exercise))
                self._rows[_key(before)] = before
                return None
            if self._differs(number, sheet):
                self._tell(number, prose("newer", exercise=exercise))
            self._rows[_key(before)] = replace(before, taken="")
        self._rows[_key(row)] = replace(row, taken="yes")
        return sheet

    def _differs(self, number: str, sheet: Sheet) -> bool:
        """Whether *sheet* is not the one that was collected before; where that was damaged, this one mends it."""
        try:
            return self._folder.sheet(number, sheet.exercise).answers != sheet.answers
        except SeminarError:
            return False

    def _compare_codes(self) -> None:
        """Tell which sheets for one exercise have one code though two persons handed them in."""
        by_code: dict[tuple[str, str], set[str]] = {}
        for row in self._rows.values():
            if row.taken and row.code:
                by_code.setdefault((row.exercise, row.code), set()).add(row.number)
        for (exercise, _), numbers in by_code.items():
            if len(numbers) == 1:
                continue
            same = self._one_text(exercise, numbers)
            for number in numbers:
                others = listed(sorted(numbers - {number}))
                told = prose("one-sheet", exercise=exercise, others=others, file=WHO)
                self._tell(number, told if same else prose("one-code", exercise=exercise, others=others))

    def _one_text(self, exercise: str, numbers: Iterable[str]) -> bool:
        first, *others = (self._folder.sheet(number, exercise).answers for number in sorted(numbers))
        return all(other == first for other in others)


def _numbered(handed: Iterable[Handed], known: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """Platform and person → number: the one *known*, else one drawn at random."""
    people = dict.fromkeys((one.platform, one.person) for one in handed)
    new = [person for person in people if person not in known]
    width = max(3, len(str(3 * (len(known) + len(new)))))
    free = set(range(10 ** (width - 1), 10**width)) - {int(number) for number in known.values()}
    drawn = secrets.SystemRandom().sample(sorted(free), len(new))
    return {**known, **dict(zip(new, map(str, drawn), strict=True))}


def _some(numbers: Sequence[str]) -> str:
    """*numbers* in words, of many only the first and how many more there are."""
    more = len(numbers) - NAMED
    return listed(numbers) if more <= 1 else prose("more", numbers=", ".join(numbers[:NAMED]), count=more)


def _row(number: str, one: Handed) -> Row:
    return Row(number, one.platform, one.person, one.place, one.path, "", "", "", "")


def _key(row: Row) -> tuple[str, str]:
    return row.number, row.path


def _name_of(code: str) -> str:
    """The name under which choices are kept: random as their *code* is, and never a word that somebody put there."""
    return hashlib.sha256(code.encode()).hexdigest()[:16]


def _sheet_in(text: str) -> Sheet:
    """The sheet in *text*, with the one exercise that it hands in. Raises ValueError: why it cannot be marked."""
    try:
        sheet = read_sheet(text)
    except NoSheet as reason:
        raise ValueError(str(reason)) from reason
    known = exercises()
    held = [sheet.exercise] if sheet.exercise else [key for key in sheet.answers if key in known]
    if len(held) != 1:
        raise ValueError(prose("faults.exercise"))
    if held[0] not in known:
        raise ValueError(prose("faults.unknown"))
    wanted = {key: value for key, value in sheet.answers.items() if key in (held[0], *known[held[0]].brings)}
    if not any(_is_asked(key, value) for key, value in wanted.items()):
        raise ValueError(prose("faults.nothing"))
    return replace(sheet, exercise=held[0])


def _is_asked(question: str, value: str | Parts) -> bool:
    """Whether an answer is one that a sheet of this pack may hold."""
    found = record_of(question)
    return bool(value) and (may_leave(found) or (isinstance(found, Activity) and not isinstance(value, str)))
