"""W06c: one person crosses the road on foot; four rulebooks say what it is, who decides, and what follows."""

from functools import cache, partial
from typing import NamedTuple

import htpy as h
import pandas as pd

from seminar.course.sources import fact_links
from seminar.data.evidence import frame
from seminar.data.package import fields
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.models import crossing
from seminar.numbers import agree, capital, listed
from seminar.screen.controls import Button, OneOf, OnOff, Pane
from seminar.screen.live import Box, Part
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.screen.street import street
from seminar.screen.tiles import Tile, Tiles
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, live_frame, still_frame, still_view

CELL = "06-w06c"
prose = Words(CELL)
PLACES = {"away": (1, "none"), "on": (0, "none"), "red": (0, "red"), "green": (0, "flashing green")}
"""Where one crosses, and at what light: metres from the lines, and the light in the words of the table."""
LOOKS = {
    crossing.YES: "yes",
    crossing.NO: "no",
    crossing.ONLY: "only",
    crossing.NOT_FOUND: "not-found",
    crossing.NOT_SEARCHED: "not-searched",
    crossing.IDLE: "idle",
}
"""What an answer comes to → how its tile looks."""


class Scene(NamedTuple):
    """One crossing: where, who sees it, who crosses, and whether papers are taken."""

    place: str
    seen_by: str
    person: str
    papers: bool


START = Scene("away", "officer", "visitor", True)
"""The scene of the essay."""
SETTINGS = [
    Setting("place", prose("settings.place"), OneOf(tuple(prose.group("places").items())), START.place),
    Setting("seen_by", prose("settings.seen_by"), OneOf(tuple(prose.group("watchers").items())), START.seen_by),
    Setting("person", prose("settings.person"), OneOf(tuple(prose.group("persons").items())), START.person),
    Setting("papers", prose("settings.papers"), OnOff(), START.papers),
]


@forgiving
def cross_the_road() -> Output:
    """The crossing: one scene under four rulebooks."""
    found, at_first = record(CELL, Activity), View(CELL, SETTINGS, crossed)
    plain = prose("plain", title=found.title, finding=finding(answers(START)))
    return Output(still_frame(found, still_view(at_first, False)), plain, lambda: _live(found))


def crossed(place: str, seen_by: str, person: str, papers: bool) -> Panel:
    """What the rulebooks say of one crossing: a value for each of ``SETTINGS``."""
    scene = Scene(place, seen_by, person, papers)
    now = answers(scene)
    missing, untried, idle = crossing.silences(now).values()
    text = prose(
        "text",
        scene=_scene(scene),
        offences=(now["offence"] == crossing.YES).sum(),
        rulebooks=len(now),
        partly=_partly(now),
        sanctions=now["sanction"].str.startswith(crossing.YES).sum(),
        asked=now[list(crossing.ANSWERS)].size,
        not_found=missing,
        not_searched=untried,
        idle=idle,
    )
    return Panel(finding(now), [sketch(scene), _table(now), *_notes(now)], text)


@cache
def answers(scene: Scene) -> pd.DataFrame:
    """The answers of each rulebook for one scene."""
    metres, light = PLACES[scene.place]
    papers = "yes" if scene.papers else "no"
    situation = crossing.Situation(metres, light, scene.seen_by, scene.person, papers)
    return crossing.rulings(frame("crossing_cases"), situation).astype(object)


def finding(now: pd.DataFrame) -> str:
    """How many answers differ from the scene of the start, or what they are there."""
    changed = int(crossing.changes(answers(START), now).to_numpy().sum())
    if changed:
        asked = now[list(crossing.ANSWERS)].size
        return prose("changed", changed=changed, asked=asked, change=agree(changed, "changes", "change"))
    offences = (now["offence"] == crossing.YES).sum()
    return prose("start", offences=offences, rulebooks=len(now), partly=_partly(now))


def _partly(now: pd.DataFrame) -> str:
    """In how many rulebooks more the act is an offence in some places only; "" for none."""
    number = now["offence"].map(crossing.sense).eq(crossing.ONLY).sum()
    return prose("partly", number=number) if number else ""


def _scene(scene: Scene) -> str:
    odd = prose("odd") if scene.seen_by == "nobody" else ""
    return prose(
        "scene",
        person=capital(prose.group("persons")[scene.person]),
        place=prose.group("places")[scene.place],
        seen=prose.group("watchers")[scene.seen_by],
        papers=prose("papers-taken", odd=odd) if scene.papers else prose("papers-not-taken"),
    )


def sketch(scene: Scene) -> Figure:
    """The street as the scene has it."""
    metres, light = PLACES[scene.place]
    lamp = "" if light == "none" else light.split()[-1]
    watcher = "" if scene.seen_by == "nobody" else prose.group("signs")[scene.seen_by]
    draw = partial(street, metres > 0, lamp, prose.group("persons")[scene.person], watcher)
    return Figure(draw, _scene(scene), prose("sketch"))


def tiles(now: pd.DataFrame) -> list[list[Tile]]:
    """A tile for each rulebook and question, with what it was at the start where that was something else."""
    asked = list(crossing.ANSWERS)

    def tile(said: str, was: str) -> Tile:
        short, old = crossing.in_short(said), crossing.in_short(was)
        changed = "" if said == was else prose("reworded") if short == old else prose("was", word=old)
        return Tile(short, LOOKS[crossing.sense(said)], changed)

    both = zip(now[asked].to_numpy(), answers(START)[asked].to_numpy(), strict=True)
    return [[tile(*pair) for pair in zip(row, before, strict=True)] for row, before in both]


def told(now: pd.DataFrame, row: int, column: int) -> h.Node:
    """All that one tile stands for: place and question, the answer now and at the start, the facts, the note."""
    book, answer = now.index[row], crossing.ANSWERS[column]
    said, was = now.at[book, answer], answers(START).at[book, answer]
    return [
        h.p[h.strong[f"{book}: {prose.all('questions')[column]}"]],
        h.p[capital(said), "."],
        said != was and h.p[prose("before", was=was)],
        now.at[book, "note"] and h.p(".seminar-quiet")[now.at[book, "note"]],
        h.p[fact_links(now.at[book, "facts"])],
    ]


def _live(found: Activity) -> Part:
    controls = [one.scale.control(one.label, one.default) for one in SETTINGS]
    place, seen_by, person, papers = controls
    picture, line, beside, fold = Pane(), Pane(announce=True), Pane(announce=True), Pane()
    books, questions = list(answers(START).index), list(prose.all("questions"))
    grid = Tiles(caption=prose("caption"), rows=books, columns=questions, value=[0, 3])

    def draw(change: dict | None = None) -> None:
        scene = Scene(str(place.value), str(seen_by.value), str(person.value), bool(papers.value))
        panel, now = crossed(*scene), answers(scene)
        grid.put(tiles(now))
        picture.html = str(sketch(scene).live())
        line.html = str(h.p(".seminar-finding")[panel.finding])
        beside.html = str(h.fragment[told(now, *grid.value)])
        tables = (table.markup() for table in panel.folded)
        fold.html = str(h.details[h.summary[prose("fold")], tables, h.p(".seminar-words")[panel.text]])

    def reset() -> None:
        for control in controls:
            control.reset()

    for part in (*controls, grid):
        part.observe(draw, "value")
    draw()
    last = Box([person, papers, Button(prose("reset"), reset)], "seminar-part")
    strip = Box([picture, place, seen_by, last], "seminar-strip")
    return live_frame(found, strip, line, Box([grid, beside], "seminar-beside"), _key(), fold)


def _key() -> Pane:
    """Every way in which a tile may look, with its word."""
    looks = [h.span(class_=f"tile {looks}")[word] for word, looks in LOOKS.items()]
    return Pane(html=str(h.p(".seminar-key")[prose("key"), looks, h.span(".tile.changed")[prose("framed")]]))


def _cell(answer: str) -> h.Node:
    return h.span(".quiet")[capital(answer)] if crossing.silence(answer) else capital(answer)


def _table(now: pd.DataFrame) -> Table:
    described = fields("crossing_cases")
    rows = [[described[answer]["title"], *map(_cell, now[answer])] for answer in crossing.ANSWERS]
    rows.append([prose("rests-on"), *map(fact_links, now["facts"])])
    return Table(prose("caption"), [prose("question"), *now.index], rows, wide=True)


def _notes(now: pd.DataFrame) -> list[Table]:
    noted = [[book, note] for book, note in now["note"].items() if note]
    return [Table(prose("notes"), prose.all("note-columns"), noted)] if noted else []


SITUATIONS = {
    "a": crossing.Situation(1, "none", "officer", "visitor", "yes"),
    "b": crossing.Situation(1, "none", "officer", "resident", "yes"),
    "c": crossing.Situation(0, "red", "nobody", "visitor", "no"),
    "d": crossing.Situation(0, "red", "camera", "visitor", "no"),
    "e": crossing.Situation(0, "flashing green", "officer", "visitor", "no"),
    "f": crossing.Situation(20, "none", "crowd", "visitor", "no"),
}
"""The scenes that are read aloud on paper, as the model takes them."""


def keys() -> h.Renderable:
    """What every rulebook says of every scene on paper, and how often it is silent: for the instructor only."""
    rows, silent = list[list[str]](), list[str]()
    for letter, situation in SITUATIONS.items():
        now = crossing.rulings(frame("crossing_cases"), situation).astype(object)
        for book, row in now.iterrows():
            whole = (capital(row[name]) for name in ("offence", "decided_by", "sanction"))
            short = (capital(crossing.in_short(row[name])) for name in ("record_kept", "appeal"))
            rows.append([letter, book, *whole, *short])
        missing, untried, idle = crossing.silences(now).values()
        asked = now[list(crossing.ANSWERS)].size
        silent.append(prose("keys-silent", scene=letter, not_found=missing, not_searched=untried, idle=idle, all=asked))
    table = Table(prose("keys-caption"), prose.all("keys-columns"), rows)
    return h.fragment[h.ul[map(h.li.__getitem__, silent)], table.markup()]


def brief() -> str:
    """Offence or not in each rulebook, scenes with the same answers together, in a line: for the instructor only."""
    found: dict[str, list[str]] = {}
    for letter, situation in SITUATIONS.items():
        now = crossing.rulings(frame("crossing_cases"), situation)
        said = ", ".join(f"{book} {crossing.in_short(offence)}" for book, offence in now["offence"].items())
        found.setdefault(said, []).append(letter)
    return "; ".join(prose("brief", scenes=listed(letters), offences=said) for said, letters in found.items())


def on_paper() -> dict[str, object]:
    """The scenes, and each rulebook with every row that one of them meets, under the questions that it answers."""
    titles = {name: field["title"].rstrip("?") for name, field in fields("crossing_cases").items()}
    books = {
        book: [
            (when, *map(_answer_on_paper, answers), facts.replace(";", " ")) for when, *answers, facts in merged(found)
        ]
        for book, found in met().groupby("rulebook", sort=False)
    }
    return {"scenes": prose.group("scenes"), "answers": [titles[answer] for answer in crossing.ANSWERS], "books": books}


def met() -> pd.DataFrame:
    """The rows of all rulebooks that fit a scene on paper, in the order of the table."""
    cases = frame("crossing_cases")
    used = {key for situation in SITUATIONS.values() for key in crossing.fits(cases, situation).index}
    return cases[cases.index.isin(used)]


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


ACTIVITY = Declaration(CELL, cross_the_road, on_paper, key=keys, brief=brief, copies=("group", "lot"))
