"""W04a: one invented life in six real files: what a reader sees by a year, and what the person can do about it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import htpy as h
import pandas as pd

from seminar.course.sources import fact_links
from seminar.data.evidence import frame, rows
from seminar.errors import SeminarError
from seminar.models import life_files as model
from seminar.numbers import capital, listed, plural
from seminar.screen.controls import OneOf, OnOff, years
from seminar.screen.figures import life_lanes
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity

CELL = "04-w04a"

FILES = {
    "ft-hukou": "household register",
    "ft-dangan": "personal file",
    "ft-work-unit": "work-unit papers",
    "ft-credit-record": "credit record",
    "ft-app-account": "app account",
    "ft-court-list": "court list",
}
"""File → what it is called where there is little room."""
READERS = {
    "employer": "an employer",
    "bank": "a bank",
    "court": "a court",
    "police": "a police officer",
    "neighbour": "a neighbour",
    "person": "Lin",
}
SETTINGS = [
    Setting("year", "Stand at the end of", years(model.FIRST, model.LAST), 1975),
    *(Setting(key.removeprefix("ft-").replace("-", "_"), capital(name), OnOff(), True) for key, name in FILES.items()),
    Setting("reader", "Who reads", OneOf(tuple(READERS.items())), "employer"),
]
NONE_TICKED = "No file, no view"
LEFT_OUT = "These are rules on paper: who reads in practice is another question."


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
        cells = model.cells(frame("life_events"), frame("file_types"), ticked, reader, year)
    except ValueError as error:
        raise SeminarError(str(error)) from error
    if not ticked:
        return Panel(NONE_TICKED, [], f"{NONE_TICKED}: tick at least one file. {LEFT_OUT}")
    shown = frame("file_types").loc[[key for key in FILES if key in ticked]]
    lines = _lines(cells)
    parts: list[Figure | Table] = [
        _lanes(cells, shown, reader, year),
        _files(shown, reader, year),
        _events(lines, reader, year),
    ]
    points = [_point(line, reader) for line in lines]
    return Panel(_finding(cells, reader, year), parts, _text(cells, shown, reader, year), points)


def _finding(cells: pd.DataFrame, reader: str, year: int) -> str:
    sure, perhaps = len(model.seen(cells)), len(model.only_unclear(cells))
    files = cells.loc[cells["state"] == model.SEEN, "file"].nunique()
    through = f" in {plural(str(files), 'file')}" if sure else ""
    also = f"; {perhaps} more unclear" if perhaps else ""
    return f"{year}: {READERS[reader]} sees {plural(str(sure), 'event')}{through}{also}"


def _text(cells: pd.DataFrame, shown: pd.DataFrame, reader: str, year: int) -> str:
    existing = shown[[model.is_open(file, year) for _, file in shown.iterrows()]]
    undated = [FILES[key] for key, file in existing.iterrows() if model.year_in(file["opened"]) is None]
    hides = (
        f" (no opening or closing year was found for the {listed(undated)}, so no year hides them)" if undated else ""
    )
    return (
        f"By the end of {year} the ticked files that exist, {len(existing)} of {len(shown)}, keep "
        f"{cells['event'].nunique()} of the {len(frame('life_events'))} events of this invented life{hides}. "
        f"{capital(READERS[reader])} sees {len(model.seen(cells))} of them for sure; with "
        f"{len(model.only_unclear(cells))} the rules are unclear, which is neither yes nor no. "
        f"To Lin they are {_own(existing)}. {LEFT_OUT}"
    )


CAN_READ = {"yes": "open", "partly": "partly open", "no": "closed", "unclear": "unclear"}
"""What the rules say of the person's own reading, and how it is said."""


def _own(existing: pd.DataFrame) -> str:
    """Which of the *existing* files are open to Lin, in words."""
    answers = {word: [FILES[key] for key in existing.index[existing["can_read"] == word]] for word in CAN_READ}
    said = [f"{CAN_READ[word]} ({listed(names)})" for word, names in answers.items() if names]
    return ", ".join(said) or "not there yet"


class Line(NamedTuple):
    """An event with its year, and the files that keep it: all, and by the state of their cells, each in words."""

    event: str
    kept: str
    seen: str
    unclear: str
    shut: str


def _lines(cells: pd.DataFrame) -> list[Line]:
    """A line for each event of *cells*, in order; "" where no file is in a state."""
    states: dict[str, dict[str, str]] = {}
    for cell in cells.itertuples():
        states.setdefault(cell.event, {})[FILES[cell.file]] = cell.state
    told = {row.id: f"{row.cells['year']}: {row.cells['event']}" for row in rows("life_events")}

    def words(found: Mapping[str, str], state: str) -> str:
        names = [name for name, one in found.items() if one == state]
        return listed(names) if names else ""

    return [
        Line(told[key], listed(found), *(words(found, state) for state in (model.SEEN, model.UNCLEAR, model.SHUT)))
        for key, found in states.items()
    ]


def _lanes(cells: pd.DataFrame, shown: pd.DataFrame, reader: str, year: int) -> Figure:
    when = frame("life_events")["year"]
    drawn = []
    for key, file in shown.iterrows():
        own = cells[cells["file"] == key]
        marks = [(int(when[event]), state) for event, state in zip(own["event"], own["state"], strict=True)]
        drawn.append((capital(FILES[key]), model.year_in(file["opened"]), marks))
    return Figure(
        lambda ink: life_lanes(drawn, (model.FIRST, model.LAST), year, ink),
        f"A lane of years from {model.FIRST} to {model.LAST} for each file, up to {year}. {_lanes_in_words(drawn)}.",
        f"Disc: {READERS[reader]} sees it. Ring with ?: unclear. Cross: kept there, closed to {READERS[reader]}. "
        "Dashed lane: opening year not found",
    )


def _lanes_in_words(drawn: Sequence[tuple[str, int | None, Sequence[tuple[int, str]]]]) -> str:
    """How many marks of each kind stand in each lane."""
    said = []
    for name, _, marks in drawn:
        sure, perhaps, shut = (
            sum(state == one for _, state in marks) for one in (model.SEEN, model.UNCLEAR, model.SHUT)
        )
        counted = f"{sure} seen, {perhaps} unclear, {shut} closed to the reader"
        said.append(f"{name}: {counted if marks else 'no event yet'}")
    return "; ".join(said)


def _events(lines: Sequence[Line], reader: str, year: int) -> Table:
    body = [[line.event, *(words or "–" for words in (line.seen, line.unclear, line.shut))] for line in lines]
    columns = ["Event (invented)", f"{capital(READERS[reader])} reads it in", "Unclear in", "Closed in"]
    return Table(f"Events in the ticked files, to the end of {year}", columns, body or [["None yet", "–", "–", "–"]])


RIGHTS = {"can_read": "read it", "can_correct": "correct it", "can_leave": "leave it"}
"""What a person may do with the file about them, by the column that says whether."""
NOT_YET = "not yet"
"""What stands for every rule of a file that does not exist yet."""


def _files(shown: pd.DataFrame, reader: str, year: int) -> Table:
    body: list[list[h.Node]] = []
    for key, file in shown.iterrows():
        rights = "; ".join(f"{words}: {file[column]}" for column, words in RIGHTS.items())
        rules = [file["opened"], file[reader], rights]
        if not model.is_open(file, year):
            rules = [f"{file['opened']}; {NOT_YET} by {year}", NOT_YET, NOT_YET]
        body.append([capital(FILES[key]), *rules, fact_links(file["facts"])])
    caption = "The ticked files and their rules, as far as they were found"
    columns = ["File", "Opened", f"{capital(READERS[reader])} may read it", "Lin can", "Rests on"]
    return Table(caption, columns, body)


def _point(line: Line, reader: str) -> str:
    """One event as a sentence or three."""
    unclear = f" Unclear: {line.unclear}." if line.unclear else ""
    read = f"{capital(READERS[reader])} reads it in: {line.seen or 'nowhere for sure'}."
    return f"{line.event} Kept in: {line.kept}. {read}{unclear}"


KEY_YEARS = (1975, 2000, 2024)
"""Years for which the instructor has the counts."""


def keys() -> h.Renderable:
    """How many events each reader sees through all six files in some years: for the instructor only."""

    def count(reader: str, year: int) -> str:
        cells = model.cells(frame("life_events"), frame("file_types"), list(FILES), reader, year)
        return f"{len(model.seen(cells))} sure, {len(model.only_unclear(cells))} more unclear"

    rows = [[capital(words), *(count(reader, year) for year in KEY_YEARS)] for reader, words in READERS.items()]
    total = len(frame("life_events"))
    caption = f"Events seen through all six files, of {total}; on paper a card has one stamp, so some counts are lower"
    return Table(caption, ["Reader", *(f"End of {year}" for year in KEY_YEARS)], rows).markup()


SHORT = ("ft-hukou", "ft-dangan", "ft-court-list")
"""The files of a short session on paper, as the notebook names them."""


def stacks() -> dict[str, pd.DataFrame]:
    """File → the events on the cards of its expert; every event has one card, with one stamp."""
    events = frame("life_events")
    return {key: events[events["stamp"] == key] for key in FILES}


def on_paper() -> dict[str, object]:
    """The rules of each file, the cards of its expert, and who may read it."""
    cards = [
        {"year": event["year"], "event": event["event"], "stamp": FILES[key]}
        for key, stack in stacks().items()
        for _, event in stack.iterrows()
    ]
    return {
        "files": list(map(_passport, FILES)),
        "cards": cards,
        "readers": list(map(capital, READERS.values())),
        "short": listed(FILES[key] for key in SHORT),
        "cards_in_short": sum(len(stacks()[key]) for key in SHORT),
    }


def _passport(key: str) -> dict[str, object]:
    file = frame("file_types").loc[key]
    readers = [(words, file[reader]) for reader, words in READERS.items()]
    counted = {"cards": len(stacks()[key]), "facts": file["facts"].split(";")}
    return {**file, **counted, "name": capital(FILES[key]), "readers": readers}


ACTIVITY = Declaration(CELL, open_the_files, on_paper, key=keys)
