"""Sliders, choices, switches, text boxes and buttons that a keyboard and a screen reader can use.

``controls.js`` draws each with native elements. Numbers are read here, in Python: a ``Scale``
knows the steps of a slider, how a value is written, and what a person may type into the box beside it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeGuard

import traitlets as t

from seminar.errors import SeminarError
from seminar.screen.live import Event, Part

_GROUPED = re.compile(r"\d{1,3}([.,' _\u00a0\u2009\u202f’])\d{3}(\1\d{3})*")
_LONGEST = 24


Value = int | str
"""What a control holds: a whole number, on or off (True, False), the id of an option, or a text."""


class Kind(Protocol):
    """What values a control may hold, and which control that is: a scale, a switch, one of several, a typed text."""

    def written(self, value: Value) -> str:
        """*value* in running text."""

    def takes(self, value: object) -> TypeGuard[Value]:
        """Whether *value*, which was saved earlier, is one of these."""

    def control(self, label: str, value: Value) -> "Valued":
        """A control that begins at *value*."""


@dataclass(frozen=True)
class Scale:
    """The whole numbers that a slider can take: its *steps*, in order, and how they are written.

    *pattern* has one place for the number ("1 in {}"); *unit* is a sign that stands after the box ("%"). With
    *decimals* 1 the whole numbers count tenths: 15 is written "1.5". Numbers have separators unless they are years (not
    *grouped*). Any such number between the first and the last step can be typed.
    """

    steps: tuple[int, ...]
    pattern: str = "{}"
    unit: str = ""
    decimals: int = 0
    grouped: bool = True

    def _number(self, value: int) -> str:
        if not self.grouped:
            return str(value)
        return f"{value / 10**self.decimals:,.{self.decimals}f}" if self.decimals else f"{value:,}"

    def show(self, value: int) -> str:
        """*value* as it is written on the page."""
        return self.pattern.format(self._number(value))

    def written(self, value: Value) -> str:
        """*value* with its unit, for running text."""
        return self.show(int(value)) + self.unit

    def nearest(self, value: int) -> int:
        """The position of the step nearest to *value*."""
        return min(range(len(self.steps)), key=lambda i: abs(self.steps[i] - value))

    def read(self, text: str) -> int:
        """The number in *text*, with or without separators, pattern and unit; may lie outside the range.

        Raises SeminarError where there is none, with what was expected.
        """
        digits = text.strip().removesuffix("%").strip()
        if self.pattern != "{}":
            digits = re.sub(r"^1\s*(in|:|/)\s*", "", digits, flags=re.IGNORECASE)
        if self.decimals:
            found = re.fullmatch(rf"([+-]?\d+)(?:[.,](\d{{1,{self.decimals}}}))?", digits)
            digits = found[1] + (found[2] or "").ljust(self.decimals, "0") if found else ""
        elif _GROUPED.fullmatch(digits):
            digits = re.sub(r"\D", "", digits)
        if not re.fullmatch(r"[+-]?\d+", digits) or len(digits) > _LONGEST:
            kind = "number" if self.decimals else "whole number"
            first, last = (self._number(end) for end in (self.steps[0], self.steps[-1]))
            example = self.show(self.steps[len(self.steps) // 2])
            raise SeminarError(f"Type a {kind} from {first} to {last}, for instance {example}.")
        return int(digits)

    def takes(self, value: object) -> TypeGuard[Value]:
        """Whether *value* is a whole number within the range."""
        return type(value) is int and value == self.clip(value)

    def clip(self, value: int) -> int:
        """*value*, or the end of the range that it lies beyond."""
        return max(self.steps[0], min(self.steps[-1], value))

    def control(self, label: str, value: Value) -> "Range":
        """A slider over this scale that begins at *value*."""
        return Range(label, self, int(value))


class OnOff:
    """The two values of a switch, where a slider has its ``Scale``."""

    def written(self, value: Value) -> str:
        """*value* in running text."""
        return "on" if value else "off"

    def takes(self, value: object) -> TypeGuard[Value]:
        """Whether *value* is true or false."""
        return isinstance(value, bool)

    def control(self, label: str, value: Value) -> "Switch":
        """A switch that begins at *value*."""
        return Switch(label, bool(value))


@dataclass(frozen=True)
class OneOf:
    """A few named values, where a slider has its ``Scale``: pairs of (value, words)."""

    options: tuple[tuple[str, str], ...]

    def written(self, value: Value) -> str:
        """*value* in running text."""
        return dict(self.options)[str(value)]

    def takes(self, value: object) -> TypeGuard[Value]:
        """Whether *value* is the id of an option."""
        return isinstance(value, str) and value in dict(self.options)

    def control(self, label: str, value: Value) -> "Choice":
        """Radio buttons that begin at *value*."""
        return Choice(legend=label, options=option_list(self.options), value=value, default=value)


class Listed(OneOf):
    """Many named values, which unfold as a list."""

    def control(self, label: str, value: Value) -> "Select":
        """A list that begins at *value*."""
        return Select(legend=label, options=option_list(self.options), value=value, default=value)


@dataclass(frozen=True)
class Typed:
    """A text that is typed, where a slider has its ``Scale``: *read* makes a value of it or raises SeminarError."""

    read: Callable[[str], str]

    def written(self, value: Value) -> str:
        """*value* in running text."""
        return str(value)

    def takes(self, value: object) -> TypeGuard[Value]:
        """Whether *value* can be read again to itself."""
        try:
            return isinstance(value, str) and self.read(value) == value
        except SeminarError:
            return False

    def control(self, label: str, value: Value) -> "Entry":
        """A line to type in that begins with *value*."""
        return Entry(label, self.read, str(value))


def decades(low: int, high: int, pattern: str = "{}") -> Scale:
    """A scale over decades from *low* to *high* in steps 1-2-5, both ends included."""
    inner = [lead * 10**power for power in range(len(str(high))) for lead in (1, 2, 5)]
    return Scale(tuple(sorted({low, high, *(step for step in inner if low < step < high)})), pattern)


def evenly(low: int, high: int, unit: str = "", step: int = 1) -> Scale:
    """A scale of whole numbers from *low* to *high* in steps of *step*."""
    return Scale(tuple(range(low, high + 1, step)), unit=unit)


def tenths(low: int, high: int, unit: str = "") -> Scale:
    """A scale in steps of 0.1 from *low* to *high* (whole numbers), whose values count tenths."""
    return Scale(tuple(range(10 * low, 10 * high + 1)), unit=unit, decimals=1)


def hundredths(low: int, high: int, step: int) -> Scale:
    """A scale whose values count hundredths: from *low* to *high* (60 is written "0.60") in steps of *step*."""
    return Scale(tuple(range(low, high + 1, step)), decimals=2)


def years(first: int, last: int) -> Scale:
    """A scale of every year from *first* to *last*."""
    return Scale(tuple(range(first, last + 1)), grouped=False)


def typed_text(event: Event) -> str:
    """The "text" of *event*. Raises SeminarError where there is none: it must not be taken for an empty line."""
    if not isinstance(event.get("text"), str):
        raise SeminarError("No text arrived from the page. Type it once more.")
    return event["text"]


class Control(Part):
    """What a reader operates."""


class Valued(Control):
    """A control with a ``value`` that can be put from outside and a ``default`` that it goes back to.

    It may be cleared: then it is *blank* until a reader gives it a value. What is given changes the trait *given*.
    """

    default: Any
    value: Any
    given: ClassVar[str] = "value"

    @property
    def blank(self) -> bool:
        """Whether a reader has still to give it a value."""
        return self.value == ""

    def clear(self) -> None:
        """Hold nothing yet."""
        self.value = ""

    def put(self, value: Value) -> None:
        """Take *value* as if it had been chosen."""
        self.value = value

    def reset(self) -> None:
        """Back to the value it began with."""
        self.put(self.default)


class Range(Valued):
    """A slider with a number box. ``value`` is the chosen whole number; it keeps its last good value on bad input."""

    kind = "range"
    label = t.Unicode().tag(shown=True)
    unit = t.Unicode().tag(shown=True)
    labels = t.List(t.Unicode()).tag(shown=True)
    state = t.Dict().tag(shown=True)
    value = t.Int()
    given = "state"

    def __init__(self, label: str, scale: Scale, value: int) -> None:
        self.scale, self.default = scale, value
        super().__init__(label=label, unit=scale.unit, labels=[scale.show(step) for step in scale.steps], value=value)
        self._take(value)

    def _take(self, value: int, message: str = "", wrong: bool = False) -> None:
        self.value = value
        self.state = {
            "index": self.scale.nearest(value),
            "shown": self.scale.show(value),
            "message": message,
            "wrong": wrong,
        }

    def hear(self, event: Event) -> None:
        """Take the "index" of a step of the slider, or a typed "text"."""
        index = event.get("index")
        if index is None:
            self._read(typed_text(event))
        elif isinstance(index, int) and 0 <= index < len(self.scale.steps):
            self._take(self.scale.steps[index])
        else:
            raise SeminarError(f"“{self.label}” has {len(self.scale.steps)} steps. Move the slider again.")

    @property
    def blank(self) -> bool:
        """Whether a reader has still to move it or to type a number."""
        return not self.state["shown"]

    def clear(self) -> None:
        """Leave the box beside the slider empty."""
        self.state = {**self.state, "shown": "", "message": "", "wrong": False}

    def _read(self, text: str) -> None:
        try:
            number = self.scale.read(text)
        except SeminarError as error:
            self._refuse(error)
            return
        value = self.scale.clip(number)
        end = "highest" if number > value else "lowest"
        self._take(value, "" if value == number else f"The {end} possible value is {self.scale.show(value)}.")

    def _refuse(self, error: SeminarError) -> None:
        if self.blank:
            self.state = {**self.state, "message": str(error), "wrong": True}
        else:
            self._take(self.value, f"{error} Still used: {self.scale.show(self.value)}.", wrong=True)

    def put(self, value: Value) -> None:
        """Take *value* as if it had been typed."""
        self._take(int(value))


class Entry(Valued):
    """A line to type in. ``value`` is what *read* made of the last good entry; a wrong one stays, to be mended.

    *read* gets the typed text and returns the value as it is shown; its SeminarError says what was expected. The
    browser offers the *suggestions* while one types: pairs of a text and a note on it.
    """

    kind = "entry"
    label = t.Unicode().tag(shown=True)
    suggestions = t.List(t.List(t.Unicode())).tag(shown=True)
    state = t.Dict().tag(shown=True)
    value = t.Unicode()

    def __init__(self, label: str, read: Callable[[str], str], value: str) -> None:
        self._read, self.default = read, value
        super().__init__(label=label, value=value)
        self.put(value)

    def put(self, value: Value) -> None:
        """Take *value* as if it had been typed and read; nothing of what was typed stays on the page."""
        self._take(str(value))

    @property
    def problem(self) -> str:
        """What is wrong with the text that stands in the line, "" for nothing; ``value`` is then an older one."""
        return self.state["message"]

    def _take(self, value: str, message: str = "") -> None:
        self.state = {"shown": value, "message": message}
        self.value = value  # last: who observes it may empty the line

    def hear(self, event: Event) -> None:
        """Take a typed "text"."""
        text = typed_text(event)
        try:
            self._take(self._read(text))
        except SeminarError as error:
            self._take(self.value, str(error))


LOCKED = "This is locked: it stays as it is."


class Choice(Valued):
    """One of several *options* (dicts with "id" and "text"), as radio buttons; ``value`` is the chosen id or "".

    ``look`` is "list", "row", "tabs", or "line": then an option also has a "short" name, a number, which stands in its
    place, and may stand "apart": a way that forks off. ``notes`` (id → words) stand beside options, ``verdicts`` (id →
    "mark" and "text") under them.
    """

    kind = "choice"
    legend = t.Unicode().tag(shown=True)
    options = t.List(t.Dict()).tag(shown=True)
    value = t.Unicode("").tag(shown=True)
    disabled = t.Bool(False).tag(shown=True)
    look = t.Unicode("list").tag(shown=True)
    verdicts = t.Dict().tag(shown=True)
    notes = t.Dict().tag(shown=True)
    default = t.Unicode("")

    @t.validate("value")
    def _known(self, proposal: dict) -> str:
        known = {"", *(option["id"] for option in self.options)}
        return proposal["value"] if proposal["value"] in known else self.value

    def hear(self, event: Event) -> None:
        """Take the id of an option as "value"."""
        if self.disabled:
            raise SeminarError(LOCKED)
        if event.get("value") not in [option["id"] for option in self.options]:
            raise SeminarError(f"“{self.legend}” has {len(self.options)} options. Choose one of them again.")
        self.value = event["value"]


class Select(Choice):
    """One of many options, as a list that unfolds; the legend stands before it."""

    kind = "select"


class Tiles(Choice):
    """One of several cards side by side; an option has "lines" that stand over its "text"."""

    look = t.Unicode("tiles").tag(shown=True)


class Switch(Valued):
    """On or off. *of* says what it belongs to, for a screen reader, where the eye sees it from the place."""

    kind = "toggle"
    label = t.Unicode().tag(shown=True)
    of = t.Unicode().tag(shown=True)
    value = t.Bool(False).tag(shown=True)

    def __init__(self, label: str, value: bool = False, of: str = "") -> None:
        self.default = value
        super().__init__(label=label, value=value, of=of)

    def hear(self, event: Event) -> None:
        """Take true or false as "value"."""
        if not isinstance(event.get("value"), bool):
            raise SeminarError(f"“{self.label}” is on or off. Press it again.")
        self.value = event["value"]


class Button(Control):
    """Calls *press* when pressed; while ``off`` it stays in reach but does nothing."""

    kind = "button"
    label = t.Unicode().tag(shown=True)
    off = t.Bool(False).tag(shown=True)

    def __init__(self, label: str, press: Callable[[], None]) -> None:
        self._press = press
        super().__init__(label=label)

    def press(self) -> None:
        """Do what the button is for, unless it is off."""
        if not self.off:
            self._press()

    def hear(self, event: Event) -> None:
        """It was pressed."""
        self.press()


class Top(Part):
    """Leads back to the first line of the page, without Python."""

    kind = "top"
    label = t.Unicode().tag(shown=True)


class Pane(Part):
    """A place for markup made by ``seminar.screen.page``; with *announce* a screen reader speaks what changes in it."""

    kind = "pane"
    html = t.Unicode().tag(shown=True)
    announce = t.Bool(False).tag(shown=True)


class TextArea(Control):
    """A box for an answer. *save* is called with the text and returns the line that says where it was saved.

    The line reaches the page only after *save* has returned: "Saved" on the page means on the disk. Where *save*
    raises SeminarError its sentence is shown instead, and the browser keeps the text.
    """

    kind = "text"
    label = t.Unicode().tag(shown=True)
    value = t.Unicode().tag(shown=True)
    rows = t.Int(4).tag(shown=True)
    words = t.Unicode().tag(shown=True)
    longest = t.Int(50_000).tag(shown=True)
    browser_key = t.Unicode().tag(shown=True)
    saved = t.Dict({"line": "", "failed": False}).tag(shown=True)

    def __init__(self, label: str, value: str, save: Callable[[str], str], line: str, **traits: object) -> None:
        self._save = save
        super().__init__(label=label, value=value, saved={"line": line, "failed": False}, **traits)

    def put(self, text: str) -> None:
        """Take *text* as if it had been typed: it is saved."""
        text = text[: self.longest]
        try:
            line, failed = self._save(text), False
        except SeminarError as error:
            line, failed = str(error), True
        self.saved = {"line": line, "failed": failed}
        self.value = text

    def hear(self, event: Event) -> None:
        """Take a typed "text"."""
        self.put(typed_text(event))


class Reader(Control):
    """A *text* to read, in which the *keys* are commands, each for *press*; *choose* is told which passage is selected.

    A passage is the places of its first sign and of the first one after it; where both are equal none is selected.
    """

    kind = "reader"
    label = t.Unicode().tag(shown=True)
    text = t.Unicode().tag(shown=True)
    keys = t.List(t.Unicode()).tag(shown=True)

    def __init__(
        self, keys: Sequence[str], press: Callable[[str], None], choose: Callable[[int, int], None], **traits: object
    ) -> None:
        self._press, self._choose = press, choose
        super().__init__(keys=list(keys), **traits)

    def hear(self, event: Event) -> None:
        """Take the "passage" that is selected, and the "key" that was pressed, if one was."""
        passage, key = event.get("passage"), event.get("key")
        ends = passage if isinstance(passage, list) and len(passage) == 2 else [-1, -1]
        if not all(type(end) is int for end in ends) or not 0 <= ends[0] <= ends[1] <= len(self.text):
            raise SeminarError("This passage is not in the text. Select it once more.")
        self._choose(*ends)
        if key is not None:
            if key not in self.keys:
                raise SeminarError(f"There is no such key here. The keys are: {' '.join(self.keys)}.")
            self._press(key)


class FilePicker(Control):
    """A button of the browser that opens a file: *take* is called with its name and its text.

    The browser reads the file and sends it at once. *fault* is called with the name and whether the file was larger
    than *largest* bytes; if it was not, it is no text or cannot be opened.
    """

    kind = "file"
    label = t.Unicode().tag(shown=True)
    accept = t.Unicode().tag(shown=True)
    largest = t.Int().tag(shown=True)

    def __init__(
        self, label: str, take: Callable[[str, str], None], fault: Callable[[str, bool], None], **traits: object
    ) -> None:
        self._take, self._fault = take, fault
        super().__init__(label=label, **traits)

    def hear(self, event: Event) -> None:
        """Take the "name" of a file with its "size" in bytes and its "text", which is null where it is none."""
        name, size, text = (event.get(key) for key in ("name", "size", "text"))
        if not isinstance(name, str) or not isinstance(size, int):
            raise SeminarError("No file arrived from the page. Choose it once more.")
        if isinstance(text, str) and size <= self.largest:
            self._take(name, text)
        else:
            self._fault(name, size > self.largest)


class Download(Part):
    """Links that save *files* from the browser: dicts with "name", "text" and the words of the link ("label").

    The page makes each file itself, and asks no network for it.
    """

    kind = "download"
    files = t.List(t.Dict()).tag(shown=True)


class Copied(Control):
    """A *text* that a reader may take along: a line to select, and a button that copies it in the browser."""

    kind = "copied"
    label = t.Unicode().tag(shown=True)
    text = t.Unicode().tag(shown=True)


class Browser(Part):
    """What a browser keeps of unsaved texts under names that begin with *prefix*, and its other open notebooks.

    *changed* is called when another notebook in this browser says that the answers were changed as a whole.
    """

    kind = "browser"
    prefix = t.Unicode().tag(shown=True)
    forgets = t.Int(0).tag(shown=True)
    changes = t.Int(0).tag(shown=True)

    def __init__(self, prefix: str, changed: Callable[[], None]) -> None:
        self._changed = changed
        super().__init__(prefix=prefix)

    def forget(self) -> None:
        """Remove those texts from every browser that shows this page now."""
        self.forgets += 1

    def tell_others(self) -> None:
        """Let the other notebooks that are open in this browser know that the answers were changed as a whole."""
        self.changes += 1

    def hear(self, event: Event) -> None:
        """Another notebook said so."""
        self._changed()


class Storage(Part):
    """Whether the browser promises to keep what is stored in it: *take* is called with that, now and when it changes.

    The page asks it to promise as soon as something is written, since some browsers then ask the reader.
    """

    kind = "storage"

    def __init__(self, take: Callable[[bool], None]) -> None:
        self._take = take
        super().__init__(hidden=True)

    def hear(self, event: Event) -> None:
        """Take whether it has "promised"."""
        self._take(event.get("promised") is True)


class Sources(Part):
    """Tells what stands in the open notebook: *take* is called with cell id → source, now and whenever somebody comes
    back to the page."""

    kind = "sources"

    def __init__(self, take: Callable[[Mapping[str, str]], None]) -> None:
        self._take = take
        super().__init__(hidden=True)

    def hear(self, event: Event) -> None:
        """Take the "cells"."""
        cells = event.get("cells")
        if not isinstance(cells, dict) or not all(isinstance(source, str) for source in cells.values()):
            raise SeminarError("No text of the page arrived. Open the menu Run and choose Run All Cells.")
        self._take(cells)


def option_list(texts: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    """(id, text) pairs as the options of a ``Choice``."""
    return [{"id": key, "text": text} for key, text in texts]
