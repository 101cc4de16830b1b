"""A teacher's own worksheet (Moodle) or gradebook (Canvas), with marks filled in and every other cell as it was.

Such a file differs from school to school: in language, columns, separator, decimal sign and encoding. So none is made
here: the one that was downloaded is filled, and what is not filled keeps its very signs.
"""

import codecs
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from seminar.errors import SeminarError
from seminar.marking.csv_files import disarmed

LARGEST = 20_000_000
_SEPARATORS = ",;\t:"
_BEGINNINGS = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
_NO = ("no", "nein", "non")
MARKS = ("Grade", "Bewertung", "Note")
MOST = ("Maximum Grade", "Maximum grade", "Bestwertung", "Note maximale")
COMMENTS = ("Feedback comments", "Feedback als Kommentar", "Feedback par commentaires")
CHANGEABLE = ("Grade can be changed", "Bewertung kann geändert werden", "La note peut être modifiée")
"""What Moodle calls a column in English, German and French; a teacher names those of other languages."""
_ASSIGNMENT = re.compile(r".+ \(\d+\)")
_POINTS = "Points Possible"


@dataclass(frozen=True)
class Given:
    """What one person is given: *percent* of the marks, and *words* for the column of comments."""

    percent: int
    words: str


@dataclass
class Grid:
    """The cells of a file as they are written, quotes and all: *rows*, each with its end of line."""

    rows: list[list[str]]
    ends: list[str]
    separator: str

    @classmethod
    def of(cls, text: str) -> "Grid":
        """The cells in *text*, which its first line shows how to part."""
        head = re.sub(r'"(?:[^"]|"")*"', "", re.split(r"[\r\n]", text, maxsplit=1)[0])
        separator = max(_SEPARATORS, key=head.count)
        plain = rf"[^{separator}\r\n]*"
        cell = re.compile(rf'("(?:[^"]|"")*"{plain}|{plain})({separator}|\r\n|\r|\n|\Z)')
        grid, at = cls([[]], [], separator), 0
        while found := cell.match(text, at):
            grid.rows[-1].append(found[1])
            at = found.end()
            if found[2] == separator:
                continue
            grid.ends.append(found[2])
            if at >= len(text):
                break
            grid.rows.append([])
        return grid

    def text(self) -> str:
        """The whole file."""
        return "".join(self.separator.join(row) + end for row, end in zip(self.rows, self.ends, strict=True))

    def value(self, row: int, column: int) -> str:
        """What a cell says, "" where the row is shorter."""
        raw = self.rows[row][column] if column < len(self.rows[row]) else ""
        return raw[1:-1].replace('""', '"') if len(raw) > 1 and raw[0] == raw[-1] == '"' else raw

    def put(self, row: int, column: int, value: str) -> None:
        """Let a cell say *value*, in quotes where it has to be or was before."""
        cells = self.rows[row]
        cells += [""] * (column + 1 - len(cells))
        quoted = re.search(rf'[{self.separator}"\s]', value) or cells[column].startswith('"')
        cells[column] = '"{}"'.format(value.replace('"', '""')) if quoted else value


@dataclass(frozen=True)
class Layout:
    """Where things stand in a file: the columns of person, marks, comments, and whether a mark may be changed (None for
    a column that is not there); and where the *most* that can be given stands: a row, or None for each its own, and a
    column."""

    person: int
    marks: int
    comments: int | None
    changeable: int | None
    most: tuple[int | None, int | None]


@dataclass(frozen=True)
class Filled:
    """A filled file: its *content*, the persons who were *found* in it, and those whose mark is *locked* there."""

    content: bytes
    found: frozenset[str]
    locked: frozenset[str]


def filled(name: str, content: bytes, given: Mapping[str, Given], columns: Sequence[str] = ()) -> Filled:
    """The file called *name* with what is *given* to each person, by the number that the platform has for them.

    *columns* name that of the marks, and that of the comments, where they cannot be found otherwise. Raises
    SeminarError where that is so, and for what is no such file.
    """
    encoding, beginning, text = _decoded(name, content)
    grid = Grid.of(text)
    head = [grid.value(0, column).strip() for column in range(len(grid.rows[0]))]
    layout = (_canvas if {"ID", "Student"} <= set(head) else _moodle)(name, grid, head, columns)
    found, locked = set(), set()
    for row in range(1, len(grid.rows)):
        ends_in = re.search(r"(\d+)\s*$", grid.value(row, layout.person))
        person = ends_in[1] if ends_in else ""
        if person not in given:
            continue
        found.add(person)
        if layout.changeable is not None and grid.value(row, layout.changeable).strip().lower() in _NO:
            locked.add(person)
        else:
            _fill(grid, row, layout, given[person])
    _disarm(grid)
    return Filled(beginning + grid.text().encode(encoding), frozenset(found), frozenset(locked))


def _decoded(name: str, content: bytes) -> tuple[str, bytes, str]:
    """Encoding, what marks it at the beginning, and text. Raises SeminarError for what is no text, or is too large."""
    marked = [(encoding, mark) for encoding, mark in _BEGINNINGS.items() if content.startswith(mark)]
    for encoding, mark in (marked or [("utf-8", b""), ("cp1252", b"")]) if len(content) <= LARGEST else ():
        try:
            text = content[len(mark) :].decode(encoding)
        except UnicodeDecodeError:
            continue
        if text and "\0" not in text:
            return encoding, mark, text
    raise SeminarError(f"{name} is no list of marks. Expected the CSV file that your platform lets you download.")


def _column(head: Sequence[str], names: Sequence[str]) -> int | None:
    """Where one of *names* stands in *head*."""
    return next((head.index(name) for name in names if name in head), None)


def _unknown(name: str, head: Sequence[str]) -> SeminarError:
    return SeminarError(
        f"{name}: it is not clear which column takes the marks. Name it, and for comments a second one, with "
        f"--columns. The columns are: {'; '.join(filter(None, head))[:600]}."
    )


def _moodle(name: str, grid: Grid, head: Sequence[str], columns: Sequence[str]) -> Layout:
    marks = _column(head, columns[:1] or MARKS)
    if marks is None:
        raise _unknown(name, head)
    comments = _column(head, columns[1:] or COMMENTS)
    return Layout(0, marks, comments, _column(head, CHANGEABLE), (None, _column(head, MOST)))


def _canvas(name: str, grid: Grid, head: Sequence[str], columns: Sequence[str]) -> Layout:
    known = [column for column in head if _ASSIGNMENT.fullmatch(column)]
    marks = _column(head, columns[:1] or known) if columns or len(known) == 1 else None
    if marks is None:
        raise _unknown(name, known)
    points = [row for row in range(1, min(4, len(grid.rows))) if grid.value(row, 0).strip() == _POINTS]
    return Layout(head.index("ID"), marks, None, None, (points[0], marks) if points else (None, None))


def _fill(grid: Grid, row: int, layout: Layout, given: Given) -> None:
    at, column = layout.most
    most = "" if column is None else grid.value(row if at is None else at, column)
    grid.put(row, layout.marks, _mark(given.percent, most.strip(), grid.separator))
    if layout.comments is not None:
        grid.put(row, layout.comments, given.words)


def _mark(percent: int, most: str, separator: str) -> str:
    """*percent* of *most*, with the decimal sign and as many places as that; percent, where that is no number."""
    found = re.fullmatch(r"(\d+)(?:([.,])(\d+))?", most)
    if not found:
        return str(percent)
    whole, sign, places = found[1], found[2] or ("," if separator == ";" else "."), found[3] or ""
    value = percent * float(f"{whole}.{places or 0}") / 100
    written = f"{value:.{max(len(places), 0 if value == int(value) else 2)}f}"
    return written.replace(".", sign)


def _disarm(grid: Grid) -> None:
    """Take the sting out of every cell that a spreadsheet would compute."""
    for row in range(len(grid.rows)):
        for column in range(len(grid.rows[row])):
            value = grid.value(row, column)
            if disarmed(value) != value:
                grid.put(row, column, disarmed(value))
