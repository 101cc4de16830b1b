"""W01c: who speaks in the essay, and whether a reader could find the source of what is said."""

import pandas as pd

from seminar.activities.workbench import Panel, Setting, View, activity
from seminar.controls import OneOf, evenly
from seminar.evidence import frame
from seminar.figures import bars
from seminar.models import voices
from seminar.numbers import plural
from seminar.package import fields
from seminar.page import Figure, Output, Table, forgiving

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


@forgiving
def map_the_voices() -> Output:
    """The voice map: claims of the essay by voice and by grade of attribution."""
    return activity("01-w01c", View("Voices", settings(), mapped))


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
    shown = around if grade == ALL else around[around["grade"] == grade]
    chosen = (
        f"Chosen are paragraphs {first} to {last}, {'all voices' if voice == ALL else f'the voice “{voice}”'} "
        f"and {'every kind of attribution' if grade == ALL else f'claims with {GRADES[grade]}'}"
    )
    if shown.empty:
        wrong_way = "the first paragraph lies after the last" if first > last else "the essay has no such claim here"
        return Panel(NOTHING, [], f"{NOTHING}. {chosen}: {wrong_way}. Choose more paragraphs, or “all” below them.")
    table = voices.counts(shown, speakers(), list(GRADES))
    finding = carried(around, "D" if grade == ALL else grade)
    loudest = table.sum(axis=1)
    text = (
        f"{chosen}: {plural(str(len(shown)), 'claim')}. {finding}. "
        f"The voice with most of the claims shown is “{loudest.idxmax()}”, with {loudest.max()}. "
        "Voice and attribution are our own coding by one rule; another reader may code some claims in another way."
    )
    return Panel(finding, [_bars(table), _table(table)], text)


def carried(around: pd.DataFrame, grade: str) -> str:
    """How many of the claims *around* have that *grade*: "Of 73 claims, 6 carry an unnamed source"."""
    number = int((around["grade"] == grade).sum())
    return f"Of {plural(str(len(around)), 'claim')}, {number} {'carries' if number == 1 else 'carry'} {GRADES[grade]}"


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
    rows.append(["Share of them, rounded", *(f"{share:.0%}" for share in shares), "100%"])
    return Table(
        "The same claims by who speaks",
        ["Who speaks", *GRADES, "All"],
        rows,
        numbers=frozenset(range(1, len(GRADES) + 2)),
    )
