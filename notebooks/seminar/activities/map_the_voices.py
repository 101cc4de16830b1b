"""W01c: who speaks in the essay, and whether a reader could find the source; then ten claims to code oneself."""

import random
from collections.abc import Sequence

import htpy as h
import pandas as pd

from seminar.answers.store import Store
from seminar.course.questions import Marks, pane
from seminar.data.evidence import frame
from seminar.data.package import fields
from seminar.models import voices
from seminar.models.agreement import equal_codes, kappa
from seminar.numbers import agree, listed, plural, rounded
from seminar.screen.controls import OneOf, evenly
from seminar.screen.figures import bars
from seminar.screen.live import Part
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.item_by_item import Item, Sorter
from seminar.workbench.panel import Below, Panel, Setting, View, activity

CELL = "01-w01c"

GRADES = {
    "A": "a source that can be found",
    "B": "a named person only",
    "C": "an unnamed source",
    "D": "no source",
}
"""The grades of attribution, as in “the claim carries …”."""

PARAGRAPHS = 32
ALL = "all"
NOTHING = "No claim is selected"

SEED = 9
DRAWN = {"A": 2, "B": 2, "C": 2, "D": 4}
"""How many claims of each grade are to be coded: with a plain draw most samples would hold hardly more than D."""
INTERVIEWED = ("G", "Z")
"""Voices that our wording of a claim does not let one hear, so that the sample names them."""


@forgiving
def map_the_voices() -> Output:
    """The voice map: claims of the essay by voice and by grade of attribution; below it ten claims to code."""
    return activity(CELL, View("Voices", settings(), mapped), below=Below(_still_sample(), _live_sample))


def speakers() -> list[str]:
    """Every voice that a claim may have."""
    return fields("claims")["voice"]["constraints"]["enum"]


def settings() -> list[Setting]:
    """The range of paragraphs, the voice and the grade."""
    grades = ((grade, f"{grade}: {words}") for grade, words in GRADES.items())
    return [
        Setting("first", "From paragraph", evenly(1, PARAGRAPHS), 1),
        Setting("last", "To paragraph", evenly(1, PARAGRAPHS), PARAGRAPHS),
        Setting("voice", "Who speaks", OneOf(((ALL, ALL), *((name, name) for name in speakers()))), ALL),
        Setting("grade", "The claim carries", OneOf(((ALL, "all of these"), *grades)), ALL),
    ]


def claims() -> pd.DataFrame:
    """The coded claims: paragraph as a number, voice, grade, and the claim in our words."""
    table = frame("claims").rename(columns={"attribution": "grade"})
    return table.assign(paragraph=table["paragraph"].str.removeprefix("¶").astype(int))


def mapped(first: int, last: int, voice: str, grade: str) -> Panel:
    """The claims of paragraphs *first* to *last* by voice and grade; *voice* and *grade* may be ALL."""
    around = voices.selected(claims(), first, last, None if voice == ALL else voice)
    shown = voices.selected(around, first, last, grade=None if grade == ALL else grade)
    span = f"paragraph {first}" if first == last else f"paragraphs {first} to {last}"
    chosen = (
        f"The choice is {span}, {'all voices' if voice == ALL else f'the voice “{voice}”'} "
        f"and {'every kind of attribution' if grade == ALL else f'claims with {GRADES[grade]}'}"
    )
    if shown.empty:
        wrong_way = "the first paragraph lies after the last" if first > last else "the essay has no such claim here"
        return Panel(NOTHING, [], f"{NOTHING}. {chosen}: {wrong_way}. Choose more paragraphs, or “all” below them.")
    table = voices.counts(shown, speakers(), list(GRADES))
    finding = carried(around, "D" if grade == ALL else grade)
    text = (
        f"{chosen}: {plural(str(len(shown)), 'claim')}. {finding}. "
        f"{most_heard(table)}. "
        "Voice and attribution are our own coding by one rule; another reader may code some claims in another way."
    )
    return Panel(finding, [_bars(table), _table(table)], text)


def carried(around: pd.DataFrame, grade: str) -> str:
    """How many of the claims *around* have that *grade*: "Of 73 claims, 6 carry an unnamed source"."""
    number = int((around["grade"] == grade).sum())
    return f"Of {plural(str(len(around)), 'claim')}, {number} {agree(number, 'carries', 'carry')} {GRADES[grade]}"


def most_heard(table: pd.DataFrame) -> str:
    """The voice with most claims, or all that share the first place."""
    heard = table.sum(axis=1)
    first = [f"“{voice}”" for voice, number in heard.items() if number == heard.max()]
    if len(first) == 1:
        return f"The voice heard most is {first[0]}, with {plural(str(heard.max()), 'claim')}"
    return f"The voices heard most are {listed(first)}, with {heard.max()} each"


def _bars(table: pd.DataFrame) -> Figure:
    total, sums = int(table.to_numpy().sum()), table.sum()
    rows = [(f"{grade}: {words}", int(sums[grade]), grade == "D") for grade, words in GRADES.items()]
    said = ", ".join(f"{words} {number}" for words, number, _ in rows)
    return Figure(
        lambda ink: bars(rows, total, ink, above=True),
        f"Four bars on a scale from 0 to {total}, the claims shown. {said}. The last bar is hollow.",
        "Claims shown, by what they carry; the bar for no source is hollow",
    )


def _table(table: pd.DataFrame) -> Table:
    rows = [[voice, *map(str, cells), str(cells.sum())] for voice, cells in table.iterrows()]
    sums, shares = table.sum(), voices.shares(table)
    rows.append(["Claims shown", *map(str, sums), str(sums.sum())])
    rows.append(["Share of them in %, rounded", *(f"{100 * share:.0f}" for share in shares), "100"])
    return Table("The same claims by who speaks", ["Who speaks", *GRADES, "All"], rows)


def sample() -> list[Item]:
    """Ten claims to code, drawn with ``SEED``, in an order that does not change."""
    draw, coded = random.Random(SEED), claims()
    drawn = [
        key for grade, size in DRAWN.items() for key in draw.sample(list(coded.index[coded["grade"] == grade]), size)
    ]
    draw.shuffle(drawn)
    return [_item(coded.loc[key]) for key in drawn]


def _item(claim: pd.Series) -> Item:
    heard = f", {claim['voice']} says" if claim["voice"] in INTERVIEWED else ""
    reason = f"Code {claim['grade']} in the file, where the voice is “{claim['voice']}”."
    if heard:
        reason += " The file counts both interviewees as named persons, although their names are hidden."
    return Item(f"¶{claim['paragraph']}{heard}: {claim['claim']}", claim["grade"], reason)


SORTER = Sorter(
    CELL,
    GRADES,
    sample,
    "Not coded.",
    Marks("✔ So in the file.", "✕ Not so in the file.", "You and the file agree.", "You and the file differ."),
)


def task() -> str:
    """What to do with the sample, and the rule."""
    return (
        f"Give each of these {sum(DRAWN.values())} claims one letter. What does the claim carry? "
        f"{'; '.join(f'{grade}: {words}' for grade, words in GRADES.items())}. "
        "The number after ¶ is the paragraph of the essay."
    )


def agreement(answers: Store) -> list[str]:
    """On how many of the coded claims student and file agree; then Cohen's kappa, or why it is not shown."""
    pairs, whole = SORTER.pairs(answers), sum(DRAWN.values())
    if not pairs:
        return ["No claim is coded yet"]
    mine, ours = zip(*pairs, strict=True)
    return [f"You and the file agree on {equal_codes(mine, ours)} of {len(pairs)}", _kappa_line(mine, ours, whole)]


def _kappa_line(mine: Sequence[str], ours: Sequence[str], whole: int) -> str:
    if len(mine) < whole:
        return f"Cohen’s kappa waits until all {whole} are coded: with fewer it says too little."
    value = kappa(mine, ours)
    if value is None:
        return "Cohen’s kappa means nothing here: both coders used one and the same code for every claim."
    written = rounded(value, 2)
    return (
        f"Cohen’s kappa is {written}, where 1 is full agreement and 0 is what chance would give. It is a rough figure: "
        f"{whole} claims are few, and they were drawn so that every code occurs."
    )


def _still_sample() -> h.Node:
    return [_heading(), SORTER.listed(), h.p["Run this cell to code them, or code on paper."]]


def _heading() -> h.Node:
    return [h.p[h.strong["Code ten claims yourself"]], h.p[task()]]


def _live_sample() -> list[Part]:
    parts = SORTER.live(agreement, "All ten claims in words")
    return [pane(_heading()), *parts]


STROKES = ("", "/", "\\", "-", "|", "+", "x", "o", "/-")
"""Hatches that can be drawn by hand and differ without colour: the strokes of each voice, the first one without."""


def on_paper() -> dict[str, object]:
    """The voices with their hatches, and the claims of the sample without our codes."""
    named = {voice: "interviewee" if voice in INTERVIEWED else voice for voice in speakers()}
    voices = [
        {"letter": voice[0], "name": name, "strokes": strokes}
        for (voice, name), strokes in zip(named.items(), STROKES, strict=True)
    ]
    claims = [item.text for item in sample()]
    return {"voices": voices, "paragraphs": PARAGRAPHS, "grades": GRADES, "claims": claims}


ACTIVITY = Declaration(CELL, map_the_voices, on_paper, key=SORTER.keys)
