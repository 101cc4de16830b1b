"""W01c: who speaks in the essay, and whether a reader could find the source, after a guess; and ten claims to code."""

import random
from collections.abc import Sequence

import htpy as h
import pandas as pd

from seminar.answers.store import Store
from seminar.course.questions import Marks, pane
from seminar.data.evidence import frame
from seminar.data.package import fields
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.models import voices
from seminar.models.agreement import equal_codes, kappa
from seminar.numbers import agree, listed, plural, rounded
from seminar.screen.controls import Listed, evenly
from seminar.screen.figures import bars, dots
from seminar.screen.live import Box, Part
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Asked, Guess, Guessed, later
from seminar.workbench.item_by_item import Item, Sorter
from seminar.workbench.panel import (
    Panel,
    Setting,
    View,
    heading,
    live_frame,
    live_view,
    still_frame,
    still_result,
    still_view,
    tabs,
)

CELL = "01-w01c"
prose = Words(CELL)
GRADES = prose.group("grades")
"""The grades of attribution, as in “the claim carries …”."""

NO_SOURCE = "D"
PARAGRAPHS = 32
ALL = "all"
NOTHING = prose("nothing")

SEED = 9
DRAWN = {"A": 2, "B": 2, "C": 2, "D": 4}
"""How many claims of each grade are to be coded: with a plain draw most samples would hold hardly more than D."""
INTERVIEWED = ("G", "Z")
"""Voices that our wording of a claim does not let one hear, so that the sample names them."""


@forgiving
def map_the_voices() -> Output:
    """The voice map: claims of the essay by voice and by grade of attribution; below it ten claims to code."""
    found, guess = record(CELL, Activity), _guess()
    view = View(prose("ways.map"), settings(), mapped, guess=guess)
    still = still_frame(found, still_view(view, False), _still_sample())
    plain = prose("plain", title=found.title, question=guess.question)
    return Output(still, plain, lambda: live_frame(found, *_two_ways(view)), later(still_result(view, False)))


def _two_ways(view: View) -> list[Part]:
    """A tab for the map, which stands open, and one for the claims to label."""
    ways = {view.title: live_view(view, CELL), prose("ways.label"): Box(_live_sample())}
    return [tabs(ways), *ways.values()]


def _guess() -> Guess:
    """How many claims one thinks to carry no source, as dots of all claims."""
    count = len(claims())
    question = prose("guess.question", claims=count)
    return Guess(
        question, prose("guess.label"), evenly(0, count), count // 2, picture=_marked, before=prose("guess.before")
    )


def _marked(value: Guessed) -> Figure:
    count = len(claims())
    marked = prose("guess.none") if value is None else prose("guess.marked", value=value)
    return Figure(
        lambda ink: dots(int(value or 0), False, ink, count, 25),
        prose("guess.alt", claims=count, marked=marked),
        prose("guess.caption"),
    )


def without_source() -> int:
    """How many claims carry no source in the file."""
    return int((claims()["grade"] == NO_SOURCE).sum())


def distance(guessed: Guessed) -> str:
    """How far the guess lies from the claims without a source in the file, in words; "" without a guess."""
    if guessed is None:
        return ""
    far = int(guessed) - without_source()
    if not far:
        return prose("guess.same", value=guessed)
    return prose("guess.more" if far > 0 else "guess.fewer", value=guessed, far=abs(far))


def speakers() -> list[str]:
    """Every voice that a claim may have."""
    return fields("claims")["voice"]["constraints"]["enum"]


def settings() -> list[Setting]:
    """The range of paragraphs, the voice and the grade."""
    grades = ((grade, f"{grade}: {words}") for grade, words in GRADES.items())
    return [
        Setting("first", prose("settings.first"), evenly(1, PARAGRAPHS), 1),
        Setting("last", prose("settings.last"), evenly(1, PARAGRAPHS), PARAGRAPHS),
        Setting("voice", prose("settings.voice"), Listed(((ALL, ALL), *((name, name) for name in speakers()))), ALL),
        Setting("grade", prose("settings.grade"), Listed(((ALL, prose("all-of-these")), *grades)), ALL),
    ]


def claims() -> pd.DataFrame:
    """The coded claims: paragraph as a number, voice, grade, and the claim in our words."""
    table = frame("claims").rename(columns={"attribution": "grade"})
    return table.assign(paragraph=table["paragraph"].str.removeprefix("¶").astype(int))


def mapped(first: int, last: int, voice: str, grade: str, guess: Guessed = None) -> Panel:
    """The claims of paragraphs *first* to *last* by voice and grade; *voice* and *grade* may be ALL.

    Under the finding it says how far the *guess* lies from all claims without a source.
    """
    around = voices.selected(claims(), first, last, None if voice == ALL else voice)
    shown = voices.selected(around, first, last, grade=None if grade == ALL else grade)
    span = prose("paragraph", first=first) if first == last else prose("paragraphs", first=first, last=last)
    chosen = prose(
        "chosen",
        span=span,
        voice=prose("all-voices") if voice == ALL else prose("the-voice", voice=voice),
        grades=prose("every-kind") if grade == ALL else prose("claims-with", grade=GRADES[grade]),
    )
    if shown.empty:
        wrong_way = prose("wrong-way") if first > last else prose("none-here")
        return Panel(
            NOTHING, [], prose("nothing-text", nothing=NOTHING, chosen=chosen, why=wrong_way), under=distance(guess)
        )
    table = voices.counts(shown, speakers(), list(GRADES))
    finding = carried(around, NO_SOURCE if grade == ALL else grade)
    text = prose(
        "text",
        chosen=chosen,
        claims=plural(str(len(shown)), "claim"),
        finding=finding,
        most_heard=f"{most_heard(table)}. " if voice == ALL else "",
    )
    return Panel(finding, [_bars(table), _table(table)], text, under=distance(guess))


def carried(around: pd.DataFrame, grade: str) -> str:
    """How many of the claims *around* have that *grade*: "Of 73 claims, 6 carry an unnamed source"."""
    number = int((around["grade"] == grade).sum())
    return prose(
        "finding",
        claims=plural(str(len(around)), "claim"),
        number=number,
        carry=agree(number, "carries", "carry"),
        grade=GRADES[grade],
    )


def most_heard(table: pd.DataFrame) -> str:
    """The voice with most claims, or all that share the first place."""
    heard = table.sum(axis=1)
    first = [f"“{voice}”" for voice, number in heard.items() if number == heard.max()]
    if len(first) == 1:
        return prose("most-heard", voice=first[0], claims=plural(str(heard.max()), "claim"))
    return prose("most-heard-equal", voices=listed(first), claims=heard.max())


def _bars(table: pd.DataFrame) -> Figure:
    total, sums = int(table.to_numpy().sum()), table.sum()
    rows = [(f"{grade}: {words}", int(sums[grade]), grade == NO_SOURCE) for grade, words in GRADES.items()]
    said = ", ".join(f"{words} {number}" for words, number, _ in rows)
    return Figure(
        lambda ink: bars(rows, total, ink, above=True),
        prose("bars-alt", total=total, said=said),
        prose("bars-caption"),
    )


def _table(table: pd.DataFrame) -> Table:
    rows = [[voice, *map(str, cells), str(cells.sum())] for voice, cells in table.iterrows()]
    sums, shares = table.sum(), voices.shares(table)
    rows.append([prose("column-claims"), *map(str, sums), str(sums.sum())])
    rows.append([prose("column-share"), *(f"{100 * share:.0f}" for share in shares), "100"])
    return Table(prose("table-caption"), [prose("column-voice"), *GRADES, prose("all")], rows)


def sample() -> list[Item]:
    """Ten claims to code, drawn with ``SEED``, in an order that does not change."""
    draw, coded = random.Random(SEED), claims()
    drawn = [
        key for grade, size in DRAWN.items() for key in draw.sample(list(coded.index[coded["grade"] == grade]), size)
    ]
    draw.shuffle(drawn)
    return [_item(coded.loc[key]) for key in drawn]


def _item(claim: pd.Series) -> Item:
    heard = prose("says", voice=claim["voice"]) if claim["voice"] in INTERVIEWED else ""
    reason = prose("reason", grade=claim["grade"], voice=claim["voice"])
    if heard:
        reason += prose("both-named")
    return Item(f"¶{claim['paragraph']}{heard}: {claim['claim']}", claim["grade"], reason)


SORTER = Sorter(
    CELL,
    GRADES,
    sample,
    prose("waiting"),
    Marks(prose("mark-key"), prose("agree"), prose("differ")),
)


def task() -> str:
    """What to do with the sample, and the rule."""
    return prose(
        "task", claims=sum(DRAWN.values()), grades="; ".join(f"{grade}: {words}" for grade, words in GRADES.items())
    )


def agreement(answers: Store) -> list[str]:
    """On how many of the coded claims student and file agree; then Cohen's kappa, or why it is not shown."""
    pairs, whole = SORTER.pairs(answers), sum(DRAWN.values())
    if not pairs:
        return [prose("no-claim")]
    mine, ours = zip(*pairs, strict=True)
    return [prose("agreement", equal=equal_codes(mine, ours), count=len(pairs)), _kappa_line(mine, ours, whole)]


def _kappa_line(mine: Sequence[str], ours: Sequence[str], whole: int) -> str:
    if len(mine) < whole:
        return prose("kappa-waits", whole=whole)
    value = kappa(mine, ours)
    if value is None:
        return prose("kappa-means-nothing")
    written = rounded(value, 2)
    return prose("kappa", kappa=written, whole=whole)


def _still_sample() -> h.Node:
    return [_heading(), SORTER.listed(), h.p[prose("run-here")]]


def _heading() -> h.Node:
    return [heading(prose("heading")), h.p[task()]]


def _live_sample() -> list[Part]:
    parts = SORTER.live(agreement, prose("in-words"))
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


def for_the_room() -> Asked:
    """How many claims one thinks to carry no source, and how many do."""
    return Asked(_guess(), without_source())


ACTIVITY = Declaration(
    CELL, map_the_voices, on_paper, key=SORTER.keys, brief=SORTER.brief, copies=("group",), guess=for_the_room
)
