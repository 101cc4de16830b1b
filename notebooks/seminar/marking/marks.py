"""Marks: what each marker found in each text, kept like an answer, and the level that follows from it today.

Kept are ticks and comments, never a level: whoever changes a rule of a rubric changes every level that was given by it.
Each session of each marker writes a file of its own below ``marks/``, a line for every change.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from seminar.answers.sheets import TEXT, Sheet
from seminar.answers.store import Store
from seminar.data.records import Exercise
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.marking.folder import Folder, exercises

prose = Words("marks")

AGREED = "agreed"
"""The name under which two markers put what they agree on."""
MARKS = "marks"
_NAME = re.compile(r"[A-Za-z0-9]{1,8}")
State = Literal["open", "done", "skipped", "handed"]


@dataclass(frozen=True)
class Comment:
    """What a marker says, of the whole *text* or of the *passage* from one sign of it to another."""

    text: str
    passage: tuple[int, int] | None = None


@dataclass(frozen=True)
class Mark:
    """What a marker found: the *ticks* that are true, *comments*, and whether it is *done*, put off or handed on.

    *of* tells which text it was; where another one was collected since, it differs from ``digest`` of that.
    """

    ticks: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    state: State = "open"
    of: str = ""

    @classmethod
    def of_saved(cls, saved: Any) -> "Mark":
        """What was saved; an empty mark where somebody edited it into something else."""
        try:
            comments = tuple(_comment(one) for one in saved["comments"])
            mark = cls(tuple(map(str, saved["ticks"])), comments, saved["state"], str(saved["of"]))
        except (TypeError, KeyError, ValueError):
            return cls()
        return mark if mark.state in get_args(State) else cls()


def _comment(saved: Mapping[str, Any]) -> Comment:
    passage = saved["passage"]
    return Comment(str(saved["text"]), None if passage is None else (int(passage[0]), int(passage[1])))


def text_of(sheet: Sheet) -> str:
    """The text of the exercise in *sheet*, "" where only what goes with it was handed in."""
    value = sheet.answers.get(sheet.exercise, "")
    return value if isinstance(value, str) else str(value.get(TEXT, ""))


def digest(sheet: Sheet) -> str:
    """What tells this sheet from another with other words."""
    return hashlib.sha256(repr(sorted(sheet.answers.items())).encode()).hexdigest()[:16]


def words_in(text: str) -> int:
    """How many words a text has, as its box counts them."""
    return len(text.split())


def for_length(mark: Mark, found: Exercise, words: int) -> str:
    """What is said where *mark* stands one level lower for the number of *words*, "" where it does not."""
    if found.level(mark.ticks, words) == found.level(mark.ticks, found.words_min):
        return ""
    return prose("length", words=words, fewest=found.words_min, most=found.words_max)


def in_order(numbers: Iterable[str], exercise: str, marker: str) -> list[str]:
    """*numbers* shuffled, always alike for one exercise and marker, and otherwise for another.

    Neither a time nor a name has a part in it, so nobody is always marked last.
    """
    return sorted(numbers, key=lambda number: hashlib.sha256(f"{exercise}/{marker}/{number}".encode()).digest())


def markers(folder: Folder, exercise: str) -> list[str]:
    """Who has marked *exercise*, in the order of their names; the agreed marks are nobody's."""
    found = (folder.path / MARKS).glob(f"{exercise}-*") if (folder.path / MARKS).is_dir() else []
    names = (path.name.removeprefix(f"{exercise}-") for path in found if path.is_dir())
    return sorted(name for name in names if _NAME.fullmatch(name) and name != AGREED)


def read_marker(typed: str) -> str:
    """The name of a marker. Raises SeminarError for what is none."""
    name = typed.strip()
    if not _NAME.fullmatch(name):
        raise SeminarError("Type your initials: 1 to 8 letters or digits, for instance AB.")
    return AGREED if name.lower() == AGREED else name.upper()


def together(done: Sequence[Mark], found: Exercise) -> tuple[tuple[str, ...], tuple[Comment, ...]]:
    """The ticks that all of *done* have, in the order of the rubric, and the comments of all of them, each once."""
    ticks = tuple(tick for tick in found.rubric.ticks if all(tick in mark.ticks for mark in done))
    return ticks, tuple(dict.fromkeys(comment for mark in done for comment in mark.comments))


class Marks:
    """The marks of one *exercise* by one *marker*. Raises SeminarError for an exercise that the pack does not have."""

    def __init__(self, folder: Folder, exercise: str, marker: str) -> None:
        if exercise not in exercises():
            raise SeminarError(f"There is no exercise “{exercise}”. There are: {', '.join(exercises())}.")
        self.exercise, self.marker, self.found = exercise, marker, exercises()[exercise]
        self._store = Store(f"{exercise}-{marker}", folder.path / MARKS)

    def __getitem__(self, number: str) -> Mark:
        return Mark.of_saved(self._store.value(number))

    def save(self, number: str, mark: Mark) -> None:
        """Put *mark* on the disk, unless it is there already. Raises SeminarError where it cannot be written."""
        if mark != self[number]:
            self._store.save(number, asdict(mark))

    def in_state(self, numbers: Iterable[str], *states: State) -> list[str]:
        """Those of *numbers* whose mark is in one of *states*."""
        return [number for number in numbers if self[number].state in states]

    def comments(self, numbers: Iterable[str]) -> Counter[str]:
        """How often each comment was used."""
        return Counter(comment.text for number in numbers for comment in self[number].comments)


@dataclass(frozen=True)
class Result:
    """What a text is given: *level*, *ticks* and *comments*, and the *levels* by whom; level None where two differ.

    *length* says so where the level is one lower for the length of the text, and is "" otherwise. *changed* tells that
    another text was collected since.
    """

    number: str
    levels: Mapping[str, int]
    level: int | None
    ticks: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    length: str = ""
    changed: bool = False


def results(folder: Folder, exercise: str) -> list[Result]:
    """What each sheet of *exercise* is given, by number; those that nobody has marked are left out."""
    names = markers(folder, exercise)
    own, agreed = [Marks(folder, exercise, name) for name in names], Marks(folder, exercise, AGREED)
    found = (_result(number, sheet, own, agreed) for number, sheet in folder.sheets(exercise))
    return [one for one in found if one]


def _result(number: str, sheet: Sheet, own: Sequence[Marks], agreed: Marks) -> Result | None:
    words, now = words_in(text_of(sheet)), digest(sheet)
    done = {one.marker: one[number] for one in own if one[number].state == "done"}
    levels = {name: agreed.found.level(mark.ticks, words) for name, mark in done.items()}
    mark = agreed[number]
    if mark.state == "done" and mark.of in ("", now):
        length = for_length(mark, agreed.found, words)
        reached = agreed.found.level(mark.ticks, words)
        return Result(number, levels, reached, mark.ticks, mark.comments, length)
    if not done:
        return None
    if len(set(levels.values())) > 1:
        return Result(number, levels, None)
    (reached,) = set(levels.values())
    length = next(filter(None, (for_length(mark, agreed.found, words) for mark in done.values())), "")
    changed = any(mark.of not in ("", now) for mark in done.values())
    return Result(number, levels, reached, *together([*done.values()], agreed.found), length, changed)


def by_one_alone(found: Sequence[Result]) -> list[str]:
    """The numbers that one marker alone has done, where two did others; [] where nobody has done the same."""
    if not any(len(one.levels) > 1 for one in found):
        return []
    return [one.number for one in found if len(one.levels) == 1]


def in_dispute(folder: Folder, exercise: str) -> list[str]:
    """The numbers on whose level two markers differ, agreed since or not."""
    return [one.number for one in results(folder, exercise) if len(set(one.levels.values())) > 1]
