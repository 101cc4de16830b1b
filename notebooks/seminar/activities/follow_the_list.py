"""W06a: step by step onto a list, under it and off it again, with the rule behind each step and invented safeguards."""

from typing import Any

import htpy as h
import pandas as pd

from seminar.course.sources import fact_links
from seminar.data.evidence import frame
from seminar.models import listing
from seminar.numbers import agree, are, plural
from seminar.screen.controls import OneOf, OnOff, Scale, years
from seminar.screen.figures import lanes
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity, at_the_start

CELL = "06-w06a"

FIRST, LATEST = 2013, 2026
LETTERS = "ABCDE"

Cells = dict[str, Any]
"""One row of a table: column → cell, NaN where it is empty."""

COLUMNS = {
    "Onto the list": (listing.ONTO,),
    "While listed": (listing.LISTED,),
    "Off it, or against it": (listing.OUT, listing.OBJECT),
}


def settings() -> list[Setting]:
    """The controls: what they offer comes from the tables."""
    steps = frame("list_steps")
    entries = tuple((entry, entry.capitalize()) for entry in dict.fromkeys(steps["entry"]))
    most = int(steps.groupby("entry").size().max())
    safeguards = frame("what_if_steps")["safeguard"]
    return [
        Setting("entry", "Way onto the list", OneOf(entries), entries[0][0]),
        Setting("year", "Rules of the year", years(FIRST, LATEST), 2018),
        Setting("shown", "Steps to show", Scale(tuple(range(1, most + 1)), pattern="up to {}"), most),
        *(Setting(_name(key), f"What if: {words}", OnOff(), False) for key, words in safeguards.items()),
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
        said = f"{entry.capitalize()}, {year}: no step found in force"
        text = f"{said}. For this way the first rules that we found came later. Choose a later year."
        return Panel(said, [_limits(entry, year)], text)
    seen = every.head(shown)
    finding = f"{entry.capitalize()}, {year}: {plural(str(len(every)), 'step')}, {_exits(every)}"
    parts: list[Figure | Table] = [_lanes(seen, invented), _steps(seen, len(every))]
    parts += [_what_if(invented)] if len(invented) else []
    return Panel(finding, [*parts, _limits(entry, year)], _text(every, seen, invented, entry, year), _points(seen))


def _exits(every: pd.DataFrame) -> str:
    out, objections = listing.exits(every)
    ways = f"{plural(str(out), 'way')} out" if out else "no way out found"
    answers = f"{plural(str(objections), 'way')} to object" if objections else "no way to object found"
    return f"{ways} and {answers}"


def _text(every: pd.DataFrame, seen: pd.DataFrame, invented: pd.DataFrame, entry: str, year: int) -> str:
    local, undated = (every["local"] == "yes").sum(), every["since"].isna().sum()
    remarks = [f"{local} of them {agree(local, 'exists', 'exist')} in some places only"] if local else []
    remarks += [f"the start of {undated} was not found"] if undated else []
    hidden = f" The first {len(seen)} are shown." if len(seen) < len(every) else ""
    added = "".join(f" {_already(row, every)}" for row in invented.to_dict("records"))
    return (
        f"Way onto the list: {entry}, by the rules in force at the end of {year}. "
        f"There {are(len(every))} {plural(str(len(every)), 'step')}"
        f"{' (' + '; '.join(remarks) + ')' if remarks else ''}: {_exits(every)}.{hidden}{added} "
        "These are rules on paper and some local practice; not every person goes through every step."
    )


def _already(safeguard: Cells, every: pd.DataFrame) -> str:
    """What a safeguard that is switched on adds, and the real steps that do the same or a part of it."""
    real = every.loc[[key for key in str(safeguard["real_steps"]).split(";") if key in every.index], "number"]
    numbers = " and ".join(map(str, real))
    same = f" Real {agree(len(real), 'step', 'steps')} {numbers} already {agree(len(real), 'does', 'do')} a part of it."
    return f"Invented: {safeguard['safeguard'].lower()}.{same if numbers else ''}"


def _lanes(seen: pd.DataFrame, invented: pd.DataFrame) -> Figure:
    def boxes(kinds: tuple[str, ...]) -> list[tuple[str, str, bool]]:
        rows = [row for row in seen.to_dict("records") if row["kind"] in kinds]
        real = [
            (
                f"{row['number']} · {row['actor']}",
                f"{'Local: ' if row['local'] == 'yes' else ''}{row['what_happens']}",
                False,
            )
            for row in rows
        ]
        what_if = [
            (f"{sign} · invented", row["safeguard"], True) for sign, row in _lettered(invented) if row["kind"] in kinds
        ]
        return real + what_if

    columns = [(title, boxes(kinds)) for title, kinds in COLUMNS.items()]
    again = listing.arrows(seen)["again"].any()
    said = ". ".join(
        f"{title}: {', '.join(f'{name} ({words})' if striped else name for name, words, striped in inside) or 'none'}"
        for title, inside in columns
    )
    back = " A dashed arrow leads from the ways out back to step 1: a new breach begins again." if again else ""
    return Figure(
        lambda ink: lanes(columns, "a new breach begins again at step 1" if again else "", ink),
        f"Boxes in three columns with arrows from left to right, each with its step and who acts. {said}.{back}",
        "Who acts at which step; invented safeguards are striped",
    )


def _lettered(invented: pd.DataFrame) -> list[tuple[str, Cells]]:
    return list(zip(LETTERS, invented.to_dict("records"), strict=False))


def _facts(row: Cells) -> h.Node:
    return fact_links(_said(row["facts"], "")) or "not found"


def _steps(seen: pd.DataFrame, total: int) -> Table:
    rows = [
        [
            [f"{row['number']}. {row['what_happens']}", h.br, h.span(".quiet")[_actor(row)]],
            [row["effect"], h.br, h.span(".quiet")["Way out or answer: ", _said(row["way_out"], "–")]],
            [row["legal_text"], "; since ", _said(row["since"]), h.br, _facts(row)],
        ]
        for row in seen.to_dict("records")
    ]
    caption = f"The steps, {len(seen)} of {total}" if len(seen) < total else "The steps"
    return Table(caption, ["Step, and who acts", "Effect, and way out", "Legal text, and the facts"], rows, wide=True)


def _actor(row: Cells) -> str:
    return f"{'In some places only. ' if row['local'] == 'yes' else ''}Who acts: {row['actor']}"


def _said(value: object, otherwise: str = "not found") -> str:
    return value if isinstance(value, str) else otherwise


def _what_if(invented: pd.DataFrame) -> Table:
    rows = [
        [f"{sign}. {row['safeguard']}", row["what_happens"], row["actor"], row["effect"]]
        for sign, row in _lettered(invented)
    ]
    return Table(
        "Invented: safeguards that you switched on. No source stands behind them",
        ["Safeguard", "What would happen", "Who would act", "What it would change"],
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
        f"What the listing bars by the end of {year}. “Not found” is not the same as “not there”",
        ["Field", "Limit", "Since", "Imposed by", "Rests on"],
        rows,
        wide=True,
    )


def _points(seen: pd.DataFrame) -> list[h.Node]:
    return [
        [
            f"{row['what_happens']} {_actor(row)}. Rule: {row['legal_text']}. Effect: {row['effect']} ",
            f"Way out or answer: {row['way_out']}" if isinstance(row["way_out"], str) else "",
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
    local = "(In some places only) " if row["local"] == "yes" else ""
    return [
        f"{row['number']}. {local}{row['what_happens']}",
        f"{row['actor']}; {row['legal_text']}",
        row["effect"],
        row["way_out"],
        row["facts"].replace(";", " "),
    ]


ACTIVITY = Declaration(CELL, follow_the_list, on_paper)
