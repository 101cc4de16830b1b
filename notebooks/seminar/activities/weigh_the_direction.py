"""W08d: dated changes as arrows on lanes of time; two of them make a trend, a single point, or no evidence."""

from collections.abc import Sequence
from itertools import groupby

import htpy as h

from seminar.course.sources import fact_links
from seminar.data.evidence import Row, rows, rows_by
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.models import direction as model
from seminar.models.direction import NO_EVIDENCE, SINGLE_POINT, TREND, Change
from seminar.numbers import agree, capital, day, listed, plural, small, year_with_part
from seminar.screen.arrows import Arrow, Lanes, arrows, middles
from seminar.screen.controls import OneOf, evenly
from seminar.screen.drawing import WIDE, WIDTH
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.screen.spots import OnPicture, Spot, chosen
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Asked, Guess, Guessed
from seminar.workbench.panel import Panel, Setting, View, activity

CELL = "08-w08d"
prose = Words(CELL)
WORDS = prose.group("words")
OPPOSITE = {"wider": "narrower", "narrower": "wider"}
FIRST_WORD = "wider"
GUESSED = "Schufa"
"""The system of the guess, which is that of the claim."""
MOST = 2
"""Changes that are given for a word."""
YEARS = (2013, 2027)
FINDINGS = {
    TREND: prose("findings.trend"),
    SINGLE_POINT: prose("findings.point"),
    NO_EVIDENCE: prose("findings.none"),
}


def claim() -> str:
    """The claim of the essay that is tested, with its paragraph."""
    (key,) = record(CELL, Activity).covers
    (cells,) = [row.cells for row in rows("claims") if row.id == key]
    return prose("claim", paragraph=cells["paragraph"][1:], claim=cells["claim"])


def changes() -> dict[str, Row]:
    """Id → row of every dated change, system by system, the earliest first."""
    names = list(dict.fromkeys(row.cells["system"] for row in rows("property_changes")))
    ordered = sorted(rows("property_changes"), key=lambda row: (names.index(row.cells["system"]), row.cells["date"]))
    return {row.id: row for row in ordered}


def title(row: Row) -> str:
    """A change in a list: its system, its date and its property."""
    return f"{row.cells['system']}, {day(row.cells['date'])}: {small(row.cells['property'])}"


def lanes(found: Sequence[Row], seen: bool = True) -> Lanes:
    """A lane for each system in *found*; where the directions are not *seen*, its arrows point nowhere."""

    def arrow(row: Row) -> Arrow:
        return Arrow(year_with_part(row.cells["date"]), row.cells["direction"] if seen else "")

    by_system = groupby(found, lambda row: row.cells["system"])
    return [(system, list(map(arrow, some))) for system, some in by_system]


def timeline(width: float = WIDTH) -> Figure:
    """All dated changes, each as an arrow, in a picture of *width* pixels."""
    every = list(changes().values())
    said = "; ".join(f"{title(row)}, {row.cells['direction']}" for row in every)
    shown = lanes(every)
    return Figure(
        lambda ink: arrows(shown, YEARS, prose.group("short"), ink, width),
        prose("timeline-alt", changes=len(every), systems=len(shown), said=said),
        prose("timeline"),
    )


def settings() -> list[Setting]:
    """The controls: the word, and the picture on which changes are chosen."""
    where = middles(lanes(list(changes().values())), YEARS, WIDE)
    spots = [Spot(key, title(row), *at) for (key, row), at in zip(changes().items(), where, strict=True)]
    return [
        Setting("word", prose("settings.word"), OneOf(tuple(prose.group("short").items())), FIRST_WORD),
        Setting("given", prose("settings.given"), OnPicture(timeline(WIDE), spots, MOST), ""),
    ]


@forgiving
def weigh_the_direction() -> Output:
    """The direction test: what two dated changes show for a word such as “toward”."""
    still = View("Direction", [], lambda guess: _at_the_start(), guess=_guess())
    return activity(CELL, View("Direction", settings(), weighed, across=True, guess=_guess()), still=[still])


def _at_the_start() -> Panel:
    """What is seen after the guess by a reader without controls: the arrows too."""
    panel = weighed(FIRST_WORD, "")
    return Panel(panel.finding, [timeline(), *panel.parts], panel.text)


def _of_the_guess() -> list[Row]:
    return [row for row in changes().values() if row.cells["system"] == GUESSED]


def _guess() -> Guess:
    found = _of_the_guess()
    return Guess(
        prose("guess.question", count=len(found), system=GUESSED, words=WORDS[FIRST_WORD]),
        prose("guess.label"),
        evenly(0, len(found)),
        len(found) // 2,
        _unseen,
        prose("guess.before", claim=claim(), system=GUESSED, count=len(found)),
    )


def pointing() -> int:
    """How many of the changes of the guess point the way of the word."""
    return [row.cells["direction"] for row in _of_the_guess()].count(FIRST_WORD)


def _unseen(value: Guessed) -> Figure:
    """The changes of the guess by their dates alone."""
    shown = lanes(_of_the_guess(), seen=False)
    return Figure(
        lambda ink: arrows(shown, YEARS, {}, ink),
        prose("guess.alt", system=GUESSED, dates=listed(day(row.cells["date"]) for row in _of_the_guess())),
        prose("guess.none") if value is None else prose("guess.given", guess=value, count=len(_of_the_guess())),
    )


def weighed(word: str, given: str, guess: int | None = None) -> Panel:
    """The *word* (a key of WORDS) with the changes *given* (ids, see ``OnPicture``)."""
    picked = [changes()[key] for key in chosen(given)]
    found = model.verdict(word, [_change(row) for row in picked])
    finding = FINDINGS[found] if picked else prose("choose")
    given_changes = [_given(picked, word)] if picked else []
    return Panel(finding, given_changes, _text(found, picked, word), under=_beside_the_guess(guess))


def _beside_the_guess(guess: int | None) -> str:
    if guess is None:
        return ""
    points = [row.cells["direction"] for row in _of_the_guess()]
    return prose(
        "guess.under",
        guess=guess,
        system=GUESSED,
        count=points.count(FIRST_WORD),
        all=len(points),
        against=points.count(OPPOSITE[FIRST_WORD]),
    )


def _change(row: Row) -> Change:
    return Change(row.cells["system"], row.cells["date"], row.cells["direction"])


def _given(picked: Sequence[Row], word: str) -> Table:
    body = [[f"{number}. {title(row)}", *_said(row, word)] for number, row in enumerate(picked, 1)]
    columns = prose.all("given-columns")
    return Table(prose("given"), columns, body, wide=True)


def _said(row: Row, word: str) -> list:
    points = row.cells["direction"]
    return [row.cells["change"], f"{points} ✓" if points == word else points, fact_links(row.cells["facts"])]


def _text(found: str, picked: Sequence[Row], word: str) -> str:
    head = prose("head", claim=claim(), words=WORDS[word])
    if not picked:
        return prose("no-change", head=head)
    return f"{head}{_why(found, picked, word)} {_others(picked[0].cells['system'], word)}"


def _why(found: str, picked: Sequence[Row], word: str) -> str:
    dates = listed(day(row.cells["date"]) for row in picked)
    if found == TREND:
        return prose("both", dates=dates)
    if found == NO_EVIDENCE:
        points = listed(f"“{said}”" for said in dict.fromkeys(row.cells["direction"] for row in picked))
        return prose("another", dates=dates, points=points)
    pointing = [row for row in picked if row.cells["direction"] == word]
    if len(pointing) < 2:
        other = prose("and-elsewhere") if len(picked) == 2 else ""
        (row,) = pointing
        return prose("only-one", change=row.cells["change"], date=day(row.cells["date"]), other=other)
    if len({row.cells["system"] for row in pointing}) > 1:
        return prose("two-systems", dates=dates)
    of_these = dict.fromkeys(row.cells["date"] for row in pointing)
    return prose("no-two-dates", dates=listed(map(day, of_these)))


def _others(system: str, word: str) -> str:
    """How many of the changes that are held for *system* point that way, and how many the other way."""
    points = [row.cells["direction"] for row in changes().values() if row.cells["system"] == system]
    against = points.count(OPPOSITE.get(word, ""))
    said = prose("opposite", against=against, point=agree(against, "points", "point")) if against else ""
    return prose(
        "others",
        system=capital(system),
        changes=plural(str(len(points)), "dated change"),
        count=points.count(word),
        point=agree(points.count(word), "points", "point"),
        said=said,
    )


def keys() -> h.Renderable:
    """Trend, single point or no evidence for every system and word: for the instructor only."""
    by_system = rows_by(lambda row: row.cells["system"], changes().values())
    body = [
        [system, *(model.verdict(word, list(map(_change, some))) for word in WORDS)]
        for system, some in by_system.items()
    ]
    columns = [prose("keys-system"), *prose.group("short").values()]
    return Table(prose("keys-caption"), columns, body).markup()


def on_paper() -> dict[str, object]:
    """The claim, the words of direction, and the dated changes."""
    cells = [row.cells for row in changes().values()]
    rows = [(row["system"], day(row["date"]), row["change"], row["direction"]) for row in cells]
    return {"claim": claim(), "words": list(WORDS.values()), "changes": rows}


def for_the_room() -> Asked:
    """How many changes one thinks to point that way, and how many do."""
    return Asked(_guess(), pointing())


ACTIVITY = Declaration(CELL, weigh_the_direction, on_paper, key=keys, guess=for_the_room)
