"""W08d: a word of direction and two dated changes; a trend, a single point or no evidence."""

from collections.abc import Sequence

from seminar.course.sources import fact_links
from seminar.data.evidence import Row, rows
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.models import direction as model
from seminar.models.direction import NO_EVIDENCE, SINGLE_POINT, TREND, Change, two_dates
from seminar.numbers import agree, capital, day, listed, plural, small
from seminar.screen.controls import Listed, OneOf
from seminar.screen.page import Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity

CELL = "08-w08d"
prose = Words(CELL)
WORDS = prose.group("words")
OPPOSITE = {"wider": "narrower", "narrower": "wider"}
NOTHING = ""
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


def settings() -> list[Setting]:
    """The controls: the word, and two lists of all dated changes."""
    offered = Listed(((NOTHING, "none"), *((key, title(row)) for key, row in changes().items())))
    return [
        Setting("word", prose("settings.word"), OneOf(tuple(WORDS.items())), "wider"),
        Setting("first", prose("settings.first"), offered, "pc-schufa-2025-shared"),
        Setting("second", prose("settings.second"), offered, NOTHING),
    ]


@forgiving
def weigh_the_direction() -> Output:
    """The direction test: what two dated changes show for a word such as “toward”."""
    return activity(CELL, View("Direction", settings(), weighed))


def weighed(word: str, first: str, second: str) -> Panel:
    """The *word* (a key of WORDS) with two changes (ids, or NOTHING)."""
    chosen = [changes()[key] for key in (first, second) if key != NOTHING]
    found = model.verdict(word, [_change(row) for row in chosen])
    tables = [_given(chosen, word), *([_history(chosen[0].cells["system"], word)] if chosen else [])]
    return Panel(FINDINGS[found], tables, _text(found, chosen, word))


def _change(row: Row) -> Change:
    return Change(row.cells["system"], row.cells["date"], row.cells["direction"])


def _given(chosen: Sequence[Row], word: str) -> Table:
    body = [[f"{number}. {title(row)}", *_said(row, word)] for number, row in enumerate(chosen, 1)]
    columns = prose.all("given-columns")
    return Table(prose("given"), columns, body or [[prose("nothing-yet"), "–", "–", "–"]], wide=True)


def _history(system: str, word: str) -> Table:
    found = [row for row in changes().values() if row.cells["system"] == system]
    body = [[f"{day(row.cells['date'])}: {small(row.cells['property'])}", *_said(row, word)] for row in found]
    columns = prose.all("history-columns")
    return Table(prose("history", system=system), columns, body, wide=True)


def _said(row: Row, word: str) -> list:
    points = row.cells["direction"]
    return [row.cells["change"], f"{points} ✓" if points == word else points, fact_links(row.cells["facts"])]


def _text(found: str, chosen: Sequence[Row], word: str) -> str:
    head = prose("head", claim=claim(), words=WORDS[word])
    if not chosen:
        return prose("no-change", head=head)
    return f"{head}{_why(found, chosen, word)} {_others(chosen[0].cells['system'], word)}"


def _why(found: str, chosen: Sequence[Row], word: str) -> str:
    dates = listed(day(row.cells["date"]) for row in chosen)
    if found == TREND:
        return prose("both", dates=dates)
    if found == NO_EVIDENCE:
        points = listed(f"“{said}”" for said in dict.fromkeys(row.cells["direction"] for row in chosen))
        return prose("another", dates=dates, points=points)
    pointing = [row for row in chosen if row.cells["direction"] == word]
    if len(pointing) < 2:
        other = prose("and-elsewhere") if len(chosen) == 2 else ""
        return prose("only-one", date=day(pointing[0].cells["date"]), other=other)
    if pointing[0].id == pointing[1].id:
        return prose("twice")
    if not two_dates(*(row.cells["date"] for row in pointing)):
        return prose("may-be-one", dates=dates)
    return prose("two-systems", dates=dates)


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


def on_paper() -> dict[str, object]:
    """The claim, the words of direction, and the dated changes."""
    cells = [row.cells for row in changes().values()]
    rows = [(row["system"], day(row["date"]), row["change"], row["direction"]) for row in cells]
    return {"claim": claim(), "words": list(WORDS.values()), "changes": rows}


ACTIVITY = Declaration(CELL, weigh_the_direction, on_paper)
