"""W02c: stand at the end of a year and see what existed, what was promised, and what came later."""

from collections.abc import Mapping
from functools import cache

import htpy as h
import pandas as pd

from seminar.course.sources import fact_link
from seminar.data.evidence import SILENT, Row, fact, rows
from seminar.data.words import Words
from seminar.models import standing
from seminar.numbers import agree, are, day, plural
from seminar.screen.controls import OneOf, years
from seminar.screen.figures import bars
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity

CELL = "02-w02c"
prose = Words(CELL)
FIRST, LATEST = 2013, 2026
ALL = "all"
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


SETTINGS = [
    Setting("year", prose("settings.year"), years(FIRST, LATEST), 2019),
    Setting("track", prose("settings.track"), OneOf(tuple(TRACKS.items())), "plans"),
]


@forgiving
def stand_in_a_year() -> Output:
    """The two-date timeline: a year and a track, and three lists."""
    return activity(CELL, View("A year", SETTINGS, standing_in))


def standing_in(year: int, track: str) -> Panel:
    """What somebody at the end of *year* could see of a *track* (a key of TRACKS)."""
    every = things()
    shown = every if track == ALL else every[every["track"] == track]
    states = standing.at_year_end(shown, year)
    count = {name: int((states == name).sum()) for name in standing.STATES}
    finding = prose(
        "finding",
        year=year,
        track=TRACKS[track],
        existed=count[standing.EXISTED],
        promised=count[standing.PROMISED],
        later=count[standing.LATER],
    )
    parts: list[Figure | Table] = [
        _bars(count, year),
        *(_list(shown[states == name], name, year) for name in standing.STATES),
    ]
    return Panel(finding, parts, _text(shown[states == standing.EXISTED], count, year, track))


def _text(existed: pd.DataFrame, count: Mapping[str, int], year: int, track: str) -> str:
    over = sum(bool(end) and int(end[:4]) <= year for end in existed["ended"])
    promised, later = count[standing.PROMISED], count[standing.LATER]
    return prose(
        "text",
        year=year,
        entries=plural(str(len(existed)), "entry", "entries"),
        track=TRACKS[track],
        ended=over,
        promised=promised,
        are=are(promised),
        they_are=agree(promised, prose("it-is"), prose("they-are")),
        later=later,
        come=agree(later, "comes", "come"),
    )


def _bars(count: Mapping[str, int], year: int) -> Figure:
    words = {
        standing.EXISTED: prose("existed", year=year),
        standing.PROMISED: prose("announced"),
        standing.LATER: prose("came-after", year=year),
    }
    shown = [(words[name], count[name], name == standing.LATER) for name in standing.STATES]
    return Figure(
        lambda ink: bars(shown, max(1, *count.values()), ink, above=True),
        prose("bars-alt", said="; ".join(f"{said}, {number}" for said, number, _ in shown)),
        prose("bars-caption"),
    )


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


def on_paper() -> dict[str, object]:
    """The years, and the entries with both dates."""
    entries = [
        [row["title"], TRACKS[row["track"]], day(row["date"]), in_effect(row), " "] for _, row in things().iterrows()
    ]
    years = range(FIRST, LATEST + 1)
    return {"years": years, "entries": entries, "no_day": NO_DAY, "never": NEVER}


ACTIVITY = Declaration(CELL, stand_in_a_year, on_paper)
