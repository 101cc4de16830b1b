"""W06a: step by step onto a list, under it and off it again, with the rule behind each step and invented safeguards."""

from typing import Any

import htpy as h
import pandas as pd

from seminar.course.sources import fact_links
from seminar.data.evidence import frame
from seminar.data.words import Words
from seminar.models import listing
from seminar.numbers import agree, are, plural
from seminar.screen.controls import OneOf, OnOff, Scale, years
from seminar.screen.figures import lanes
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity, at_the_start

CELL = "06-w06a"
prose = Words(CELL)
FIRST, LATEST = 2013, 2026
LETTERS = "ABCDE"

Cells = dict[str, Any]
"""One row of a table: column → cell, NaN where it is empty."""

COLUMNS = {
    prose("lanes.onto"): (listing.ONTO,),
    prose("lanes.listed"): (listing.LISTED,),
    prose("lanes.off"): (listing.OUT, listing.OBJECT),
}


def settings() -> list[Setting]:
    """The controls: what they offer comes from the tables."""
    steps = frame("list_steps")
    entries = tuple((entry, entry.capitalize()) for entry in dict.fromkeys(steps["entry"]))
    most = int(steps.groupby("entry").size().max())
    safeguards = frame("what_if_steps")["safeguard"]
    return [
        Setting("entry", prose("settings.entry"), OneOf(entries), entries[0][0]),
        Setting("year", prose("settings.year"), years(FIRST, LATEST), 2018),
        Setting("shown", prose("settings.shown"), Scale(tuple(range(1, most + 1)), pattern="up to {}"), most),
        *(Setting(_name(key), prose("what-if", safeguard=words), OnOff(), False) for key, words in safeguards.items()),
    ]


def _name(key: str) -> str:
    return key.replace("-", "_")


@forgiving
def follow_the_list() -> Output:
    """The flow of joint punishment: steps in force in a year, one after the other."""
    return activity(CELL, View("Steps", settings(), steps_of))


def steps_of(entry: str, year: int, shown: int, **switched: bool) -> Panel:
    """The first *shown* steps of *entry* by the rules of *year*, with the safeguards that are *switched* on."""
    every = listing.way(frame("list_steps"), entry, year)
    invented = frame("what_if_steps")
    invented = invented[[switched.get(_name(key), False) for key in invented.index]]
    if not len(every):
        said = prose("no-step", entry=entry.capitalize(), year=year)
        text = prose("no-step-text", said=said)
        return Panel(said, [_limits(entry, year)], text)
    seen = every.head(shown)
    finding = f"{entry.capitalize()}, {year}: {plural(str(len(every)), 'step')}, {_exits(every)}"
    parts: list[Figure | Table] = [_lanes(seen, invented), _steps(seen, len(every))]
    parts += [_what_if(invented)] if len(invented) else []
    return Panel(finding, [*parts, _limits(entry, year)], _text(every, seen, invented, entry, year), _points(seen))


def _exits(every: pd.DataFrame) -> str:
    out, objections = listing.exits(every)
    ways = prose("ways-out", ways=plural(str(out), "way")) if out else prose("no-way-out")
    answers = prose("ways-to-object", ways=plural(str(objections), "way")) if objections else prose("no-objection")
    return prose("ways-and-answers", ways=ways, answers=answers)


def _text(every: pd.DataFrame, seen: pd.DataFrame, invented: pd.DataFrame, entry: str, year: int) -> str:
    local, undated = (every["local"] == "yes").sum(), every["since"].isna().sum()
    remarks = [prose("local", local=local, exist=agree(local, "exists", "exist"))] if local else []
    remarks += [prose("undated", undated=undated)] if undated else []
    hidden = prose("first-shown", count=len(seen)) if len(seen) < len(every) else ""
    added = "".join(f" {_already(row, every)}" for row in invented.to_dict("records"))
    return prose(
        "text",
        entry=entry,
        year=year,
        are=are(len(every)),
        steps=plural(str(len(every)), "step"),
        remarks=" (" + "; ".join(remarks) + ")" if remarks else "",
        exits=_exits(every),
        hidden=hidden,
        added=added,
    )


def _already(safeguard: Cells, every: pd.DataFrame) -> str:
    """What a safeguard that is switched on adds, and the real steps that do the same or a part of it."""
    real = every.loc[[key for key in str(safeguard["real_steps"]).split(";") if key in every.index], "number"]
    numbers = " and ".join(map(str, real))
    same = prose("same", steps=agree(len(real), "step", "steps"), numbers=numbers, do=agree(len(real), "does", "do"))
    return prose("invented", safeguard=safeguard["safeguard"].lower(), same=same if numbers else "")


def _lanes(seen: pd.DataFrame, invented: pd.DataFrame) -> Figure:
    def boxes(kinds: tuple[str, ...]) -> list[tuple[str, str, bool]]:
        rows = [row for row in seen.to_dict("records") if row["kind"] in kinds]
        real = [
            (
                f"{row['number']} · {row['actor']}",
                f"{prose('local-mark') if row['local'] == 'yes' else ''}{row['what_happens']}",
                False,
            )
            for row in rows
        ]
        what_if = [
            (prose("invented-sign", sign=sign), row["safeguard"], True)
            for sign, row in _lettered(invented)
            if row["kind"] in kinds
        ]
        return real + what_if

    columns = [(title, boxes(kinds)) for title, kinds in COLUMNS.items()]
    again = listing.arrows(seen)["again"].any()
    said = ". ".join(
        f"{title}: {', '.join(f'{name} ({words})' if striped else name for name, words, striped in inside) or 'none'}"
        for title, inside in columns
    )
    back = prose("back") if again else ""
    return Figure(
        lambda ink: lanes(columns, prose("begins-again") if again else "", ink),
        prose("alt", said=said, back=back),
        prose("caption"),
    )


def _lettered(invented: pd.DataFrame) -> list[tuple[str, Cells]]:
    return list(zip(LETTERS, invented.to_dict("records"), strict=False))


def _facts(row: Cells) -> h.Node:
    return fact_links(_said(row["facts"], "")) or prose("not-found")


def _steps(seen: pd.DataFrame, total: int) -> Table:
    rows = [
        [
            [f"{row['number']}. {row['what_happens']}", h.br, h.span(".quiet")[_actor(row)]],
            [row["effect"], _way_out(row)],
            [row["legal_text"], "; since ", _said(row["since"]), h.br, _facts(row)],
        ]
        for row in seen.to_dict("records")
    ]
    caption = prose("steps-part", shown=len(seen), total=total) if len(seen) < total else prose("steps")
    return Table(caption, prose.all("columns"), rows, wide=True)


def _way_out(row: Cells) -> h.Node:
    """What a person can do at a step; nothing where the step is itself the way out."""
    return [h.br, h.span(".quiet")[prose("way-out"), row["way_out"]]] if isinstance(row["way_out"], str) else None


def _actor(row: Cells) -> str:
    return prose("actor", where=prose("in-some-places") if row["local"] == "yes" else "", actor=row["actor"])


def _said(value: object, otherwise: str = prose("not-found")) -> str:
    return value if isinstance(value, str) else otherwise


def _what_if(invented: pd.DataFrame) -> Table:
    rows = [
        [f"{sign}. {row['safeguard']}", row["what_happens"], row["actor"], row["effect"]]
        for sign, row in _lettered(invented)
    ]
    return Table(
        prose("what-if-caption"),
        prose.all("what-if-columns"),
        rows,
    )


def _limits(entry: str, year: int) -> Table:
    rows = [
        [
            row["field"].capitalize(),
            _said(row["measure"]),
            _said(row["since"]) if isinstance(row["measure"], str) else "–",
            _said(row["imposed_by"], "–"),
            _facts(row),
        ]
        for row in listing.limits(frame("restrictions"), entry, year).to_dict("records")
    ]
    return Table(
        prose("limits", year=year),
        prose.all("limit-columns"),
        rows,
        wide=True,
    )


def _points(seen: pd.DataFrame) -> list[h.Node]:
    return [
        [
            prose("point", step=row["what_happens"], actor=_actor(row), rule=row["legal_text"], effect=row["effect"]),
            prose("point-out", way_out=row["way_out"]) if isinstance(row["way_out"], str) else "",
        ]
        for row in seen.to_dict("records")
    ]


def on_paper() -> dict[str, object]:
    """The steps of each way onto a list, by the rules of the year of the start, and safeguards to add."""
    steps, year = frame("list_steps"), at_the_start(settings())["year"]
    ways = {
        entry.capitalize(): [_step_on_paper(row) for _, row in listing.way(steps, entry, year).iterrows()]
        for entry in dict.fromkeys(steps["entry"])
    }
    return {"year": year, "ways": ways, "safeguards": [words.lower() for words in frame("what_if_steps")["safeguard"]]}


def _step_on_paper(row: pd.Series) -> list[str]:
    local = prose("in-some-places-on-paper") if row["local"] == "yes" else ""
    return [
        f"{row['number']}. {local}{row['what_happens']}",
        f"{row['actor']}; {row['legal_text']}",
        row["effect"],
        _said(row["way_out"], ""),
        row["facts"].replace(";", " "),
    ]


ACTIVITY = Declaration(CELL, follow_the_list, on_paper)
