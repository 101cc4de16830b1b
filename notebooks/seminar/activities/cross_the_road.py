"""W06c: one person crosses the road on foot; four rulebooks say what it is, who decides, and what follows."""

import htpy as h
import pandas as pd

from seminar.course.sources import fact_links
from seminar.data.evidence import frame
from seminar.data.package import fields
from seminar.data.words import Words
from seminar.models import crossing
from seminar.numbers import capital, plural
from seminar.screen.controls import OneOf, OnOff, evenly
from seminar.screen.page import Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity

CELL = "06-w06c"
prose = Words(CELL)
LIGHTS = prose.group("lights")
WATCHERS = prose.group("watchers")
PERSONS = prose.group("persons")

SETTINGS = [
    Setting("metres", prose("settings.metres"), evenly(0, crossing.FARTHEST), 1),
    Setting("light", prose("settings.light"), OneOf(tuple(LIGHTS.items())), "none"),
    Setting("seen_by", prose("settings.seen_by"), OneOf(tuple(WATCHERS.items())), "officer"),
    Setting("person", prose("settings.person"), OneOf(tuple(PERSONS.items())), "visitor"),
    Setting("identity_taken", prose("settings.identity_taken"), OnOff(), True),
]


@forgiving
def cross_the_road() -> Output:
    """The crossing: one scene under four rulebooks."""
    return activity(CELL, View("One crossing", SETTINGS, crossed))


def crossed(metres: int, light: str, seen_by: str, person: str, identity_taken: bool) -> Panel:
    """What the rulebooks say of one crossing; the values are those of the table, *identity_taken* is a switch."""
    situation = crossing.Situation(metres, light, seen_by, person, "yes" if identity_taken else "no")
    table = crossing.rulings(frame("crossing_cases"), situation)
    missing, untried, idle = crossing.silences(table).values()
    offences, partly, asked = (table["offence"] == "yes").sum(), _partly(table), table[list(crossing.ANSWERS)].size
    finding = prose(
        "finding",
        offences=offences,
        rulebooks=len(table),
        partly=partly,
        asked=asked,
        not_found=missing,
        not_searched=untried,
    )
    text = prose(
        "text",
        scene=_scene(situation),
        offences=offences,
        rulebooks=len(table),
        partly=partly,
        sanctions=table["sanction"].str.startswith("yes").sum(),
        asked=asked,
        not_found=missing,
        not_searched=untried,
        idle=idle,
    )
    return Panel(
        finding, [_table(table), *_notes(table)], text, [_sentence(book, row) for book, row in table.iterrows()]
    )


def _partly(table: pd.DataFrame) -> str:
    """In how many rulebooks more the act is an offence in some places only; "" for none."""
    number = table["offence"].str.startswith("only").sum()
    return prose("partly", number=number) if number else ""


def _scene(situation: crossing.Situation) -> str:
    place = (
        prose("from-the-lines", metres=plural(str(situation.metres), "metre"))
        if situation.metres
        else prose("on-the-crossing")
    )
    light = LIGHTS[situation.light] if situation.light == "none" else prose("with-light", light=situation.light)
    seen = WATCHERS[situation.seen_by]
    taken = situation.identity_taken == "yes"
    odd = prose("odd") if situation.seen_by == "nobody" else ""
    papers = prose("identity-taken", odd=odd) if taken else prose("identity-not-taken")
    return prose("scene", person=situation.person, place=place, light=light, seen=seen, papers=papers)


def _cell(answer: str) -> h.Node:
    return h.span(".quiet")[capital(answer)] if crossing.silence(answer) else capital(answer)


def _table(table: pd.DataFrame) -> Table:
    described = fields("crossing_cases")
    rows = [
        [described[answer]["title"], *(_cell(row[answer]) for _, row in table.iterrows())]
        for answer in crossing.ANSWERS
    ]
    rows.append([prose("rests-on"), *(fact_links(row["facts"]) for _, row in table.iterrows())])
    return Table(prose("caption"), [prose("question"), *table.index], rows, wide=True)


def _notes(table: pd.DataFrame) -> list[Table]:
    noted = [[book, row["note"]] for book, row in table.iterrows() if row["note"]]
    return [Table(prose("notes"), prose.all("note-columns"), noted)] if noted else []


def _sentence(book: str, row: pd.Series) -> str:
    """One rulebook read as one sentence."""
    described = fields("crossing_cases")
    names = {answer: described[answer]["title"].rstrip("?").lower() for answer in crossing.ANSWERS}
    return f"{book}: {'; '.join(f'{names[answer]}: {row[answer]}' for answer in crossing.ANSWERS)}."


def on_paper() -> dict[str, object]:
    """Each rulebook with all its rows, under the questions that a row answers."""
    titles = {name: field["title"].rstrip("?") for name, field in fields("crossing_cases").items()}
    books = {
        book: [
            (when, *map(_answer_on_paper, answers), facts.replace(";", " ")) for when, *answers, facts in merged(found)
        ]
        for book, found in frame("crossing_cases").groupby("rulebook", sort=False)
    }
    return {"answers": [titles[answer] for answer in crossing.ANSWERS], "books": books}


def merged(rows: pd.DataFrame) -> list[tuple[str, ...]]:
    """The rows of a rulebook: when, the answers, the facts. Rows that differ only in place and light are one."""
    places: dict[tuple[str, ...], list[str]] = {}
    for _, row in rows.iterrows():
        key = (_conditions(row), *(row[name] for name in crossing.ANSWERS), row["facts"])
        places.setdefault(key, []).append(_place(row))
    return [("; ".join(filter(None, [", or ".join(found), key[0]])), *key[1:]) for key, found in places.items()]


def _place(row: pd.Series) -> str:
    """Where a row of the crossing holds, with the light if that matters: "on the lines, light: red"."""
    low, high = row["metres_from"], row["metres_to"]
    place = (
        prose("rows.on-the-lines")
        if high == 0
        else prose("rows.any")
        if low == 0
        else prose("rows.away", low=low, high=high)
    )
    return place if row["light"] == "any" else prose("rows.light", place=place, light=_either(row["light"]))


def _conditions(row: pd.Series) -> str:
    """The other conditions of a row in words; those that do not matter are left out."""
    said = [
        row["seen_by"] != "any" and prose("rows.seen-by", who=_either(row["seen_by"])),
        row["person"] != "any" and _either(row["person"]),
        row["identity_taken"] != "any" and prose("rows.papers-taken", taken=_either(row["identity_taken"])),
    ]
    return "; ".join(filter(None, said))


def _either(cell: str) -> str:
    return cell.replace(";", " or ")


def _answer_on_paper(answer: str) -> str:
    return answer.removeprefix("yes: ")


ACTIVITY = Declaration(CELL, cross_the_road, on_paper)
