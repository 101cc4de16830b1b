"""W02c: stand at the end of a year and see what existed, what was promised, and what came later."""

from collections.abc import Mapping
from functools import cache, partial

import htpy as h
import pandas as pd

from seminar.course.sources import fact_link
from seminar.data.evidence import SILENT, Row, fact, rows
from seminar.data.words import Words
from seminar.models import standing
from seminar.numbers import agree, are, day, plural
from seminar.screen.controls import Value, evenly, years
from seminar.screen.drawing import WIDE, WIDTH
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.screen.timeline import Mark, Said, Track, timeline
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Asked, Guess, distance
from seminar.workbench.panel import Panel, Setting, View, activity

CELL = "02-w02c"
prose = Words(CELL)
FIRST, LATEST = 2013, 2026
ESSAY = 2019
"""The year of the essay."""
TRACKS = prose.group("tracks")
KINDS = {
    "plan": "plans",
    "normative document": "plans",
    "Party document": "plans",
    "judicial interpretation": "court",
    **dict.fromkeys(("law", "administrative regulation", "departmental rule", "local regulation"), "law"),
    "standard": "law",
    "draft": "law",
}
"""Kind of a document → its track; kinds that are not listed, as foreign laws, are on no track."""


@cache
def things() -> pd.DataFrame:
    """Documents, promises and company events by fact: title, track, dates as written, and the years of both dates."""
    found = [*_documents(), *_promises(), *_company_events()]
    return pd.DataFrame(found).set_index("fact").sort_values("date", kind="stable")


def _thing(key: str, title: str, track: str, date: str, effect: str | None, ended: str = "") -> Mapping[str, object]:
    years_of = {"announced": int(date[:4]), "effect": int(effect[:4]) if effect else None}
    return {"fact": key, "title": title, "track": track, "date": date, "since": effect, "ended": ended, **years_of}


def _documents() -> list[Mapping[str, object]]:
    """Every document on a track. One without a day of effect counts from its own date, a draft never."""
    found: list[Mapping[str, object]] = []
    for row in rows("documents"):
        cells = row.cells
        if cells["kind"] not in KINDS:
            continue
        track = "court" if cells["issuer"].endswith("Court") else KINDS[cells["kind"]]
        start = None if cells["kind"] == "draft" else cells.get("in_force", cells["date"])
        thing = _thing(row.id, cells["title"], track, cells["date"], start, cells.get("ended", ""))
        found.append({**thing, "since": cells.get("in_force")})
    return found


def _promises() -> list[Mapping[str, object]]:
    """What a plan promises for a year; the promise itself is never in effect."""
    promised = [row for row in rows("provisions") if "promised_for" in row.cells]
    return [_thing(row.id, _promised(row.cells), "plans", row.cells["date"], None) for row in promised]


def _promised(cells: Mapping[str, object]) -> str:
    return prose("promised", document=str(cells["document"]), aims=str(cells["promised_for"]))


def _company_events() -> list[Mapping[str, object]]:
    events = [row for row in rows("events") if row.cells["topic"] == "company" and "facts" in row.cells]
    return [_company_event(row) for row in events]


def _company_event(row: Row) -> Mapping[str, object]:
    date = row.cells["date"]
    return _thing(row.cells["facts"].split(";")[0], row.cells["event"], "company", date, date)


SETTINGS = [Setting("year", prose("settings.year"), years(FIRST, LATEST), ESSAY)]


def guess() -> Guess:
    """How much of all that the course names a writer of the essay's year could not know."""
    every = evenly(0, len(things()))
    return Guess(
        prose("guess.question", year=ESSAY, all=len(things())), prose("guess.label"), every, every.steps[-1] // 2
    )


@forgiving
def stand_in_a_year() -> Output:
    """The timeline with a line to stand at: what existed, what was promised, what nobody could know yet."""
    still = View("A year", SETTINGS, standing_in, guess=guess())
    return activity(
        CELL, View("A year", SETTINGS, partial(standing_in, width=WIDE), across=True, guess=guess()), still=[still]
    )


@cache
def standing_in(year: int, guess: Value | None = None, width: float = WIDTH) -> Panel:
    """What somebody at the end of *year* could see; *guess* is how many were thought to come after the essay's year.

    *width* is that of the picture, in pixels.
    """
    every = things()
    states = standing.at_year_end(every, year)
    count = _count(states)
    finding = prose(
        "finding",
        when=prose("so-far", year=year) if year == LATEST else prose("at-the-end", year=year),
        existed=count[standing.EXISTED],
        promised=count[standing.PROMISED],
        later=count[standing.LATER],
    )
    parts: list[Figure | Table] = [
        _picture(every, states, year, finding, width),
        *(_list(every[states == name], name, year) for name in standing.STATES),
    ]
    under = f"{_guessed(guess)} {_under(every[states == standing.PROMISED])}".strip()
    return Panel(finding, parts, _text(every[states == standing.EXISTED], count, year), under=under)


def _count(states: pd.Series) -> dict[str, int]:
    """State → how many of *states* are that, in the order of the states."""
    return {name: int((states == name).sum()) for name in standing.STATES}


def _guessed(guess: Value | None) -> str:
    return distance(guess, came_later(), about=prose("guess.at-start", year=ESSAY))


def came_later() -> int:
    """How much of what the course names came after the essay's year."""
    return int((standing.at_year_end(things(), ESSAY) == standing.LATER).sum())


def _under(promised: pd.DataFrame) -> str:
    """What was only promised, by name."""
    return prose("only-promised", titles="; ".join(promised["title"])) if len(promised) else prose("none-promised")


def _text(existed: pd.DataFrame, count: Mapping[str, int], year: int) -> str:
    over = sum(bool(end) and int(end[:4]) <= year for end in existed["ended"])
    promised, later = count[standing.PROMISED], count[standing.LATER]
    return prose(
        "text",
        year=year,
        entries=plural(str(len(existed)), "entry", "entries"),
        ended=over,
        promised=_text_promised(promised),
        later=_later(later, year),
    )


def _text_promised(promised: int) -> str:
    if not promised:
        return prose("text-none-promised")
    return prose("text-promised", promised=promised, are=are(promised))


def _later(later: int, year: int) -> str:
    if not later:
        return prose("text-none-later")
    return prose("text-later", later=later, come=agree(later, "comes", "come"), year=year)


def _picture(every: pd.DataFrame, states: pd.Series, year: int, finding: str, width: float) -> Figure:
    tracks = [_track(words, every[every["track"] == track], states) for track, words in TRACKS.items()]
    said = Said(prose("known"), prose("unknown"), _earlier, list(prose.group("states").items()))
    return Figure(
        lambda ink: timeline(tracks, year, (FIRST, LATEST), said, ink, width),
        prose("alt", finding=finding, tracks="; ".join(f"{track.name}: {track.counts}" for track in tracks)),
        prose("caption"),
    )


def _track(words: str, found: pd.DataFrame, states: pd.Series) -> Track:
    own = states[found.index]
    count = _count(own)
    marks = [Mark(_part_of(row["date"]), own[key], row["title"]) for key, row in found.iterrows()]
    promised = prose("counts-promised", promised=count[standing.PROMISED]) if count[standing.PROMISED] else ""
    return Track(
        words, f"{prose('counts', existed=count[standing.EXISTED], later=count[standing.LATER])}{promised}", marks
    )


def _earlier(count: int) -> str:
    return prose("before", count=count)


def _part_of(date: str) -> float:
    """A day, a month or a year as a place on the axis, in years: "2014-07" is 2014.5."""
    year, month, day = (*map(int, date.split("-")), 1, 1)[:3]
    return year + (month - 1) / 12 + (day - 1) / 366


def _list(found: pd.DataFrame, name: str, year: int) -> Table:
    captions = {
        standing.EXISTED: prose("captions.existed", year=year),
        standing.PROMISED: prose("captions.promised", year=year),
        standing.LATER: prose("captions.later", year=year),
    }
    body = [_line(key, row, year) for key, row in found.iterrows()] or [[prose("nothing"), "–", "–", "–"]]
    later = frozenset(range(4)) if name == standing.LATER else frozenset()
    return Table(captions[name], prose.all("columns"), body, quiet=later, wide=True)


def _line(key: str, row: pd.Series, year: int) -> list[h.Node]:
    if isinstance(row["since"], str):
        effect = prose("since", since=day(row["since"]))
    elif pd.notna(row["effect"]):
        effect = SILENT
    else:
        effect = prose("no-day")
    ended = prose("ended", ended=day(row["ended"])) if row["ended"] and int(row["ended"][:4]) <= year else ""
    return [row["title"], day(row["date"]), effect + ended, fact_link(fact(key))]


NO_DAY, NEVER = "day announced", "not in effect"
"""What stands for the day of effect where a document has none, and where a thing is only promised."""


def in_effect(row: pd.Series) -> str:
    """From when an entry counts as being in effect: a day, NO_DAY or NEVER."""
    if pd.isna(row["effect"]):
        return NEVER
    return day(row["since"]) if isinstance(row["since"], str) else NO_DAY


def keys() -> h.Renderable:
    """How many entries of each track existed, were promised or came later, year by year: for the instructor only."""
    every = things()

    def cell(track: str, year: int) -> str:
        states = standing.at_year_end(every[every["track"] == track], year)
        existed, promised, later = _count(states).values()
        return prose("keys-cell", existed=existed, promised=promised, later=later)

    body = [[str(year), *(cell(track, year) for track in TRACKS)] for year in range(FIRST, LATEST + 1)]
    table = Table(prose("keys-caption"), [prose("keys-year"), *TRACKS.values()], body)
    return h.fragment[table.markup(), h.p[prose("keys-never")]]


def on_paper() -> dict[str, object]:
    """The years, and the entries with both dates."""
    entries = [
        [row["title"], TRACKS[row["track"]], day(row["date"]), in_effect(row), " "] for _, row in things().iterrows()
    ]
    years = range(FIRST, LATEST + 1)
    return {"years": years, "entries": entries, "no_day": NO_DAY, "never": NEVER}


def for_the_room() -> Asked:
    """How much one thinks came after the essay, and how much did."""
    return Asked(guess(), came_later())


ACTIVITY = Declaration(CELL, stand_in_a_year, on_paper, key=keys, guess=for_the_room)
