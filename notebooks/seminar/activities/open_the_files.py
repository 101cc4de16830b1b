"""W04a: one invented life in six real files: what a reader sees by a year, and what the person can do about it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import htpy as h

from seminar.course.sources import fact_links
from seminar.data.evidence import Row, rows
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.models import life_files as model
from seminar.numbers import capital, listed, plural
from seminar.screen.controls import OneOf, OnOff, years
from seminar.screen.figures import life_lanes
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity

CELL = "04-w04a"
prose = Words(CELL)
FILES = prose.group("files")
"""File → what it is called where there is little room."""
READERS = prose.group("readers")
SETTINGS = [
    Setting("year", prose("settings.year"), years(model.FIRST, model.LAST), 1975),
    *(Setting(key.removeprefix("ft-").replace("-", "_"), capital(name), OnOff(), True) for key, name in FILES.items()),
    Setting("reader", prose("settings.reader"), OneOf(tuple(READERS.items())), "employer"),
]
NONE_TICKED = prose("none-ticked")
LEFT_OUT = prose("left-out")


def events() -> dict[str, model.Row]:
    """Id → the cells of an event of the invented life, in order."""
    return {row.id: row.cells for row in rows("life_events")}


def files() -> dict[str, model.Row]:
    """Id → the cells of a kind of file, in the order of the table."""
    return {row.id: row.cells for row in rows("file_types")}


@forgiving
def open_the_files() -> Output:
    """One life, six files: a year, a reader and a switch for each file."""
    return activity(CELL, View("One life", SETTINGS, opened))


def opened(year: int, reader: str, **switched: bool) -> Panel:
    """What *reader* (a key of READERS) sees at the end of *year* through the files that are *switched* on (by setting).

    Raises SeminarError for an unknown reader or file and for a year outside the life.
    """
    ticked = [f"ft-{name.replace('_', '-')}" for name, on in switched.items() if on]
    try:
        cells = model.cells(events(), files(), ticked, reader, year)
    except ValueError as error:
        raise SeminarError(str(error)) from error
    if not ticked:
        return Panel(NONE_TICKED, [], prose("opened-text", none_ticked=NONE_TICKED, left_out=LEFT_OUT))
    shown = {key: file for key, file in files().items() if key in ticked}
    lines = _lines(cells)
    parts: list[Figure | Table] = [
        _lanes(cells, shown, reader, year),
        _files(shown, reader, year),
        _events(lines, reader, year),
    ]
    points = [_point(line, reader) for line in lines]
    return Panel(_finding(cells, reader, year), parts, _text(cells, shown, reader, year), points)


def _finding(cells: Sequence[model.Cell], reader: str, year: int) -> str:
    sure, perhaps = len(model.seen(cells)), len(model.only_unclear(cells))
    through = {cell.file for cell in cells if cell.state == model.SEEN}
    in_files = prose("in-files", files=plural(str(len(through)), "file")) if sure else ""
    also = prose("finding-more", perhaps=perhaps) if perhaps else ""
    return f"{year}: {READERS[reader]} sees {plural(str(sure), 'event')}{in_files}{also}"


def _text(cells: Sequence[model.Cell], shown: Mapping[str, model.Row], reader: str, year: int) -> str:
    existing = {key: file for key, file in shown.items() if model.is_open(file, year)}
    undated = [FILES[key] for key, file in existing.items() if model.year_in(file["opened"]) is None]
    hides = prose("hides", undated=listed(undated)) if undated else ""
    return prose(
        "text",
        year=year,
        files=len(existing),
        ticked=len(shown),
        kept=len({cell.event for cell in cells}),
        all=len(events()),
        hides=hides,
        reader=capital(READERS[reader]),
        sure=len(model.seen(cells)),
        perhaps=len(model.only_unclear(cells)),
        own=_own(existing),
        left_out=LEFT_OUT,
    )


CAN_READ = prose.group("can_read")
"""What the rules say of the person's own reading, and how it is said."""


def _own(existing: Mapping[str, model.Row]) -> str:
    """Which of the *existing* files are open to Lin, in words."""
    answers = {word: [FILES[key] for key, file in existing.items() if file["can_read"] == word] for word in CAN_READ}
    said = [f"{CAN_READ[word]} ({listed(names)})" for word, names in answers.items() if names]
    return ", ".join(said) or prose("not-there-yet")


class Line(NamedTuple):
    """An event with its year, and the files that keep it: all, and by the state of their cells, each in words."""

    event: str
    kept: str
    seen: str
    unclear: str
    shut: str


def _lines(cells: Sequence[model.Cell]) -> list[Line]:
    """A line for each event of *cells*, in order; "" where no file is in a state."""
    states: dict[str, dict[str, str]] = {}
    for cell in cells:
        states.setdefault(cell.event, {})[FILES[cell.file]] = cell.state
    told = {key: f"{event['year']}: {event['event']}" for key, event in events().items()}

    def words(found: Mapping[str, str], state: str) -> str:
        names = [name for name, one in found.items() if one == state]
        return listed(names) if names else ""

    return [
        Line(told[key], listed(found), *(words(found, state) for state in (model.SEEN, model.UNCLEAR, model.SHUT)))
        for key, found in states.items()
    ]


def _lanes(cells: Sequence[model.Cell], shown: Mapping[str, model.Row], reader: str, year: int) -> Figure:
    drawn, told = [], events()
    for key, file in shown.items():
        marks = [(told[cell.event]["year"], cell.state) for cell in cells if cell.file == key]
        drawn.append((capital(FILES[key]), model.year_in(file["opened"]), marks))
    return Figure(
        lambda ink: life_lanes(drawn, (model.FIRST, model.LAST), year, ink),
        prose("lanes-alt", first=model.FIRST, last=model.LAST, year=year, lanes=_lanes_in_words(drawn)),
        prose("lanes-caption", reader=READERS[reader]),
    )


def _lanes_in_words(drawn: Sequence[tuple[str, int | None, Sequence[tuple[int, str]]]]) -> str:
    """How many marks of each kind stand in each lane."""
    said = []
    for name, _, marks in drawn:
        sure, perhaps, shut = (
            sum(state == one for _, state in marks) for one in (model.SEEN, model.UNCLEAR, model.SHUT)
        )
        counted = prose("counted", sure=sure, perhaps=perhaps, shut=shut)
        said.append(f"{name}: {counted if marks else prose('no-event')}")
    return "; ".join(said)


def _events(lines: Sequence[Line], reader: str, year: int) -> Table:
    body = [[line.event, *(words or "–" for words in (line.seen, line.unclear, line.shut))] for line in lines]
    columns = [
        prose("columns.event"),
        prose("columns.reads", reader=capital(READERS[reader])),
        prose("columns.unclear"),
        prose("columns.closed"),
    ]
    return Table(prose("events-caption", year=year), columns, body or [[prose("none-yet"), "–", "–", "–"]])


RIGHTS = prose.group("rights")
"""What a person may do with the file about them, by the column that says whether."""
NOT_YET = prose("not-yet")
"""What stands for every rule of a file that does not exist yet."""


def _files(shown: Mapping[str, model.Row], reader: str, year: int) -> Table:
    body: list[list[h.Node]] = []
    for key, file in shown.items():
        rights = "; ".join(f"{words}: {file[column]}" for column, words in RIGHTS.items())
        rules = [file["opened"], file[reader], rights]
        if not model.is_open(file, year):
            rules = [f"{file['opened']}; {NOT_YET} by {year}", NOT_YET, NOT_YET]
        body.append([capital(FILES[key]), *rules, fact_links(file["facts"])])
    caption = prose("files-caption")
    columns = [
        prose("columns.file"),
        prose("columns.opened"),
        prose("columns.may-read", reader=capital(READERS[reader])),
        prose("columns.lin-can"),
        prose("columns.rests-on"),
    ]
    return Table(caption, columns, body)


def _point(line: Line, reader: str) -> str:
    """One event as a sentence or three."""
    unclear = prose("unclear-in", unclear=line.unclear) if line.unclear else ""
    read = prose("reads-in", reader=capital(READERS[reader]), seen=line.seen or prose("nowhere"))
    return prose("point", event=line.event, kept=line.kept, read=read, unclear=unclear)


KEY_YEARS = (1975, 2000, 2024)
"""Years for which the instructor has the counts."""


def keys() -> h.Renderable:
    """How many events each reader sees through all six files in some years: for the instructor only."""

    def count(reader: str, year: int) -> str:
        cells = model.cells(events(), files(), list(FILES), reader, year)
        return prose("sure", sure=len(model.seen(cells)), perhaps=len(model.only_unclear(cells)))

    body = [[capital(words), *(count(reader, year) for year in KEY_YEARS)] for reader, words in READERS.items()]
    caption = prose("keys-caption", total=len(events()))
    return Table(caption, [prose("reader"), *(prose("end-of", year=year) for year in KEY_YEARS)], body).markup()


SHORT = ("ft-hukou", "ft-dangan", "ft-court-list")
"""The files of a short session on paper, as the notebook names them."""


def stacks() -> dict[str, list[Row]]:
    """File → the events on the cards of its expert; every event has one card, with one stamp."""
    return {key: [row for row in rows("life_events") if row.cells["stamp"] == key] for key in FILES}


def on_paper() -> dict[str, object]:
    """The rules of each file, the cards of its expert, and who may read it."""
    cards = [
        {"year": row.cells["year"], "event": row.cells["event"], "stamp": FILES[key]}
        for key, stack in stacks().items()
        for row in stack
    ]
    return {
        "files": list(map(_passport, FILES)),
        "cards": cards,
        "readers": list(map(capital, READERS.values())),
        "short": listed(FILES[key] for key in SHORT),
        "cards_in_short": sum(len(stacks()[key]) for key in SHORT),
    }


def _passport(key: str) -> dict[str, object]:
    file = files()[key]
    readers = [(words, file[reader]) for reader, words in READERS.items()]
    counted = {"cards": len(stacks()[key]), "facts": file["facts"].split(";")}
    return {**file, **counted, "name": capital(FILES[key]), "readers": readers}


ACTIVITY = Declaration(CELL, open_the_files, on_paper, key=keys)
