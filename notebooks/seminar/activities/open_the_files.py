"""W04a: one invented life in six real files: on which file a moment turns, and who can read what is kept of it."""

from collections.abc import Iterator, Sequence
from functools import partial

import htpy as h

from seminar.answers.saved import Saved
from seminar.answers.store import Store
from seminar.course.questions import Marks, check_box, checked_choice
from seminar.course.sources import fact_links, says
from seminar.data.evidence import Row, fact, rows
from seminar.data.records import Activity, Option, record
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.models import life_files as model
from seminar.numbers import capital, listed, plural
from seminar.screen.controls import Listed, Pane, evenly, years
from seminar.screen.drawing import WIDTH
from seminar.screen.figures import dots
from seminar.screen.life import FIRST, SEEN, SHUT, UNCLEAR, WIDE, Lane, Mark, life_lanes
from seminar.screen.live import Box, Part
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Asked, Guess, Guessed, distance, later
from seminar.workbench.panel import (
    Panel,
    Setting,
    View,
    live_frame,
    live_view,
    still_frame,
    still_result,
    still_view,
    tabs,
)
from seminar.workbench.stepper import Step, Stepper, first_open

CELL = "04-w04a"
prose = Words(CELL)
FILES = prose.group("files")
"""File → what it is called where there is little room."""
READERS = prose.group("readers")
PERSON = "person"
SETTINGS = [
    Setting("year", prose("settings.year"), years(model.FIRST, model.LAST), model.LAST),
    Setting("reader", prose("settings.reader"), Listed(tuple(READERS.items())), PERSON),
]
SPAN = (model.FIRST, model.LAST)
"""The years of the picture."""


def events() -> dict[str, model.Row]:
    """Id → the cells of a moment of the invented life, in order."""
    return {row.id: row.cells for row in rows("life_events")}


def files() -> dict[str, model.Row]:
    """Id → the cells of a kind of file, in the order of the table."""
    return {row.id: row.cells for row in rows("file_types")}


@forgiving
def open_the_files() -> Output:
    """One life, six files: a choice for each moment; then a reader and a year, after a guess."""
    found, view = record(CELL, Activity), reading()
    still = still_frame(
        found,
        h.p(".seminar-finding")[prose("question")],
        picture(dict.fromkeys(events(), ""), 0, WIDTH).still(),
        h.ol[(h.li[_dated(event)] for event in events().values())],
        still_view(view, False),
        h.p[prose("run-here")],
    )
    return Output(
        still, prose("plain", title=found.title), lambda: _live(found), later(still_result(reading(WIDTH), True))
    )


def _live(found: Activity) -> Part:
    view = reading()
    panels = {prose("tabs.moments"): _moments(), view.title: live_view(view, CELL)}
    return live_frame(found, tabs(panels), *panels.values())


def question(key: str) -> str:
    """The name under which the choice for a moment (by id) is saved."""
    return f"{CELL}-{key}"


def chosen(answers: Store) -> dict[str, str]:
    """Moment → the file that was chosen and checked first, or ""."""
    found = {key: checked_choice(answers, question(key)) for key in events()}
    return {key: file if file in FILES else "" for key, file in found.items()}


def finding(choices: dict[str, str]) -> str:
    """What is asked, or how many moments are checked, and how many turned on the file that was chosen first."""
    done = [key for key, file in choices.items() if file]
    if not done:
        return prose("question")
    same = sum(choices[key] == events()[key]["turns_on"] for key in done)
    return prose("done", done=len(done), all=len(choices), same=same)


def picture(choices: dict[str, str], here: int, width: float = WIDE) -> Figure:
    """The six files with the moments that were checked, and a line at moment number *here* (from 0)."""
    told = list(events().items())
    lanes = []
    for name, file in files().items():
        looks = [_look(event["turns_on"], choices[key], name) for key, event in told]
        marks = [Mark(i + 1, told[i][1]["year"], look) for i, look in enumerate(looks) if look]
        lanes.append(Lane(capital(FILES[name]), file["content"], model.year_in(file["opened"]), marks))
    return _drawn(lanes, told[here][1]["year"], prose("caption"), width)


def _look(ours: str, first: str, file: str) -> str:
    """How a moment stands in the lane of a *file*: "" where it is not there, or not yet."""
    if first and file == ours:
        return SEEN
    return FIRST if first == file else ""


def _drawn(lanes: Sequence[Lane], year: int, caption: str, width: float) -> Figure:
    alt = prose("lanes-alt", first=SPAN[0], last=SPAN[1], year=year, lanes="; ".join(map(_in_words, lanes)))
    return Figure(lambda ink: life_lanes(lanes, SPAN, year, ink, width), alt, caption)


def _in_words(lane: Lane) -> str:
    """A lane as words: what it may hold, and its moments by how they look."""
    looks = prose.group("looks")
    marks = [prose("lane-mark", number=mark.number, look=looks[mark.look]) for mark in lane.marks]
    return prose("lane-alt", name=lane.name, holds=lane.holds, marks=listed(marks) if marks else prose("no-mark"))


def _dated(event: model.Row) -> str:
    return f"{event['year']}: {event['event']}"


def _moments() -> Box:
    """The moments one at a time, under the picture of what was checked so far."""
    part, told = Saved(CELL), events()
    line, drawn, words = Pane(announce=True), Pane(), Pane()
    steps = [
        Step(prose("step", number=number, year=event["year"]), _ask(number, key, event))
        for number, (key, event) in enumerate(told.items(), 1)
    ]
    stepper = Stepper(steps, start=first_open(bool(file) for file in chosen(part.answers).values()))

    def draw(change: dict | None = None) -> None:
        choices = chosen(part.answers)
        line.html = str(h.p(".seminar-finding")[finding(choices)])
        drawn.html = str(picture(choices, stepper.place).live())
        words.html = str(h.details[h.summary[prose("in-words")], h.ol[(h.li[one] for one in told_so_far(choices))]])

    stepper.observe(draw, "place")
    part.follow(draw)
    return Box([line, drawn, stepper.box, words], "seminar-result")


def told_so_far(choices: dict[str, str]) -> Iterator[str]:
    """Every moment in a sentence or two: on which file it turns, once it is checked."""
    for key, event in events().items():
        if choices[key]:
            yield prose("told", event=_dated(event), file=FILES[event["turns_on"]], why=event["why"])
        else:
            yield prose("waiting", event=_dated(event))


def _ask(number: int, key: str, event: model.Row) -> Box:
    """The choice for one moment; the reason comes once the right file is found, or asked for."""
    ours = event["turns_on"]
    options = [
        (file, Option(text=words, feedback=event["why"] if file == ours else "", correct=file == ours))
        for file, words in FILES.items()
    ]
    after = [prose("facts"), fact_links(event["facts"])]
    stem = prose("stem", number=number, event=_dated(event))
    return check_box(question(key), stem, options, Marks(**prose.group("marks")), after=after, row=True)


def reading(width: float = WIDE) -> View:
    """A reader and a year, after a guess of how much Lin can read of all moments."""
    return View(prose("tabs.readers"), SETTINGS, partial(opened, width=width), across=True, guess=_guess())


def _guess() -> Guess:
    count = len(events())
    return Guess(
        prose("guess.question", count=count),
        prose("guess.label"),
        evenly(0, count),
        count // 2,
        picture=_dots,
        before=prose("guess.before"),
    )


def _dots(value: Guessed) -> Figure:
    count = len(events())
    marked = prose("guess.none") if value is None else prose("guess.marked", value=value)
    return Figure(
        lambda ink: dots(int(value or 0), False, ink, count, count),
        prose("guess.alt", count=count, marked=marked),
        prose("guess.caption"),
    )


def opened(year: int, reader: str, guess: Guessed = None, width: float = WIDE) -> Panel:
    """What *reader* (a key of READERS) can read at the end of *year*; under it how far the *guess* lay from Lin's.

    Raises SeminarError for an unknown reader and for a year outside the life.
    """
    try:
        cells = model.cells(events(), files(), FILES, reader, year)
    except ValueError as error:
        raise SeminarError(str(error)) from error
    sure, perhaps = model.seen(cells), model.only_unclear(cells)
    said = prose("finding", year=year, reader=READERS[reader], moments=plural(str(len(sure)), "moment"))
    more = prose("finding-more", perhaps=len(perhaps)) if perhaps else ""
    return Panel(
        said + more,
        [_lanes(cells, reader, year, width), _rules(reader, year)],
        _text(cells, reader, year),
        [_point(key, cells) for key in dict.fromkeys(cell.event for cell in cells)],
        under=_under(guess),
    )


def own() -> int:
    """How many of all moments Lin can read in the end."""
    return len(model.seen(model.cells(events(), files(), FILES, PERSON, model.LAST)))


def _under(guess: Guessed) -> str:
    return prose("of-lin", distance=distance(guess, own()), own=own()) if isinstance(guess, int) else ""


LOOKS = {model.SEEN: SEEN, model.UNCLEAR: UNCLEAR, model.SHUT: SHUT}
"""The state of a cell → how it is drawn."""


def _lanes(cells: Sequence[model.Cell], reader: str, year: int, width: float) -> Figure:
    order = list(events())
    lanes = []
    for name, file in files().items():
        found = [cell for cell in cells if cell.file == name]
        marks = [Mark(order.index(one.event) + 1, events()[one.event]["year"], LOOKS[one.state]) for one in found]
        lanes.append(Lane(capital(FILES[name]), file["content"], model.year_in(file["opened"]), marks))
    return _drawn(lanes, year, prose("readers-caption", reader=READERS[reader]), width)


RIGHTS = prose.group("rights")
"""What a person may do with the file about them, by the column that says whether."""


def _rules(reader: str, year: int) -> Table:
    """The rules of each file on reading, correcting and leaving, as far as they were found.

    What Lin can read has a column of its own in any case, so that Lin as the *reader* needs no further one.
    """
    others = [] if reader == PERSON else [reader]
    asked = [*others, *RIGHTS]
    body: list[list[h.Node]] = []
    for key, file in files().items():
        rules = [file["opened"], *(file[column] for column in asked)]
        if not model.is_open(file, year):
            rules = [prose("opens-later", opened=file["opened"], year=year), *(["–"] * len(asked))]
        body.append([capital(FILES[key]), *rules, fact_links(file["facts"])])
    may_read = [prose("columns.may-read", reader=capital(READERS[one])) for one in others]
    columns = [prose("columns.file"), prose("columns.opened"), *may_read, *RIGHTS.values(), prose("columns.rests-on")]
    return Table(prose("files-caption"), columns, body, quiet=frozenset({len(columns) - 1}))


def _text(cells: Sequence[model.Cell], reader: str, year: int) -> str:
    perhaps = len(model.only_unclear(cells))
    existing = [file for file in files().values() if model.is_open(file, year)]
    return prose(
        "text",
        year=year,
        files=len(existing),
        kept=len({cell.event for cell in cells}),
        all=len(events()),
        reader=capital(READERS[reader]),
        sure=len(model.seen(cells)),
        more=prose("text-more", perhaps=perhaps) if perhaps else "",
    )


def _point(key: str, cells: Sequence[model.Cell]) -> str:
    """One moment: the files that keep it, each with what the rule says of the reader."""
    states = prose.group("states")
    kept = [f"{FILES[cell.file]} ({states[cell.state]})" for cell in cells if cell.event == key]
    return prose("point", event=_dated(events()[key]), kept=listed(kept))


KEY_YEARS = (1975, 2000, 2024)
"""Years for which the instructor has the counts."""


def keys() -> h.Renderable:
    """The file of each moment with its reason, and how much each reader can read: for the instructor only."""

    def count(reader: str, year: int) -> str:
        cells = model.cells(events(), files(), FILES, reader, year)
        return prose("sure", sure=len(model.seen(cells)), perhaps=len(model.only_unclear(cells)))

    turns = (
        h.li[_dated(one), " ", h.strong[f"{capital(FILES[one['turns_on']])}. "], one["why"], " ", _decided(key)]
        for key, one in events().items()
    )
    body = [[capital(words), *(count(reader, year) for year in KEY_YEARS)] for reader, words in READERS.items()]
    caption = prose("keys-caption", total=len(events()))
    table = Table(caption, [prose("reader"), *(prose("end-of", year=year) for year in KEY_YEARS)], body)
    return h.fragment[h.ol[turns], h.p[prose("key-rest")], table.markup()]


def _decided(key: str) -> str:
    """Who decides at a moment, and whether Lin can read of it, if need be in another file than the one it turns on."""
    found = model.cells({key: events()[key]}, files(), FILES, PERSON, model.LAST)
    can = [cell.file for cell in found if cell.state == model.SEEN]
    lin = prose("key-no") if not can else prose("key-yes")
    if can and events()[key]["turns_on"] not in can:
        lin = prose("key-other", files=listed(FILES[file] for file in can))
    return prose("key-line", decides=prose.group("decides")[key], lin=lin)


def _all() -> list[model.Row]:
    return list(events().values())


SHORT = ("ft-hukou", "ft-dangan", "ft-court-list")
"""The files of a short session on paper, as the notebook names them."""


def extracts(key: str) -> list[Row]:
    """What rules and reports say of a file, as far as a moment of the life follows it."""
    named = ";".join(event["facts"] for event in _all() if event["turns_on"] == key)
    return [fact(one) for one in dict.fromkeys(named.split(";"))]


def on_paper() -> dict[str, object]:
    """The moments to cut out, and for each file its expert's sheet: who keeps it and what rules and reports say."""
    short = [event for event in _all() if event["turns_on"] in SHORT]
    return {
        "moments": [{"number": i, "year": one["year"], "event": one["event"]} for i, one in enumerate(_all(), 1)],
        "files": list(map(_sheet, FILES)),
        "readers": listed(READERS.values()),
        "short": listed(FILES[key] for key in SHORT),
        "in_short": listed(str(_all().index(one) + 1) for one in short),
    }


def _sheet(key: str) -> dict[str, object]:
    file = files()[key]
    told = [{"id": row.id, "says": says(row), "caveat": row.cells.get("caveat", "")} for row in extracts(key)]
    return {
        **{name: file[name] for name in ("opened", "kept_by", "content")},
        "name": capital(FILES[key]),
        "told": told,
    }


def for_the_room() -> Asked:
    """How many moments one thinks that Lin can read, and how many Lin can."""
    return Asked(_guess(), own())


ACTIVITY = Declaration(CELL, open_the_files, on_paper, key=keys, guess=for_the_room)
