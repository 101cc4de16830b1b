"""Pictures of tables, by the name that a record gives them: counts in time, how a number came down, limits, places."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from seminar.data.evidence import Row, rows
from seminar.data.package import fields
from seminar.data.records import Data
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.numbers import date_in_words, listed, plural, year_with_part
from seminar.screen.lanes import Lane, Mark, lanes
from seminar.screen.lineage import Count, Report, lineage
from seminar.screen.page import Figure
from seminar.screen.provinces import places, provinces
from seminar.screen.spans import Span, spans

prose = Words("pictures")
COUNTED = ("measure", "value", "unit", "kind", "date")
NEEDS: Mapping[str, Sequence[str]] = {
    "spans": COUNTED,
    "lineage": COUNTED,
    "limits": ("list",),
    "rates": ("finding", "measured", "value_percent"),
    "provinces": ("place",),
}
"""Picture → the columns that a row must fill to stand in it."""


class NothingToDraw(SeminarError):
    """The table has the columns, but a row lacks what the picture would show of it."""


def picture(cell_id: str, found: Data, rows: Sequence[Row]) -> Figure:
    """The picture that the record of *cell_id* names, of its *rows*.

    Raises SeminarError if the table has no such columns, and NothingToDraw if a row leaves one of them empty.
    """
    needed = NEEDS[str(found.picture)]
    if missing := [name for name in needed if name not in fields(found.file)]:
        raise SeminarError(
            f"The record {cell_id} asks for the picture “{found.picture}”, but the table {found.file} has no column "
            f"{listed(missing)}. Choose another table, or another picture."
        )
    if empty := [name for name in needed if any(name not in row.cells for row in rows)]:
        titles = listed(f"“{fields(found.file)[name]['title']}”" for name in empty)
        raise NothingToDraw(prose("nothing", titles=titles))
    return PICTURES[str(found.picture)](found, rows)


def _spans(found: Data, rows: Sequence[Row]) -> Figure:
    """The counts on an axis of time that begins in the year *since* of the record; those of one unit stand together."""
    by_unit = sorted(rows, key=lambda row: [one.cells["unit"] for one in rows].index(row.cells["unit"]))
    shown = [
        Span(row.cells["unit"], row.cells["measure"], year, f"{row.cells['value']:,}", row.cells["kind"])
        for row in by_unit
        for year in [_year(row.cells["date"])]
    ]
    years = found.since or 0, int(max(one.year for one in shown)) + 1
    said = "; ".join(
        prose("spans.one", words=row.cells["measure"], value=row.written("value"), date=row.written("date"))
        for row in by_unit
    )
    alt = prose("spans.alt", count=len(shown), said=said)
    return Figure(lambda ink: spans(shown, years, prose.group("kinds"), ink), alt, found.title)


def _year(date: str) -> float:
    """A date as a year with the part of it that is over; the middle of a year or a month where no more is known."""
    try:
        return year_with_part(date)
    except ValueError as error:
        raise SeminarError(f"“{date}” is no date; expected something like 2018-12-31, 2018-12 or 2018.") from error


def _lineage(found: Data, rows: Sequence[Row]) -> Figure:
    """The rows that the others name are the root; of the others each source is one report, with what it changed."""
    named = {key for row in rows for key in row.cells.get("also", "").split(";")}
    root = [row for row in rows if row.id in named]
    heirs = [list(group) for _, group in groupby((row for row in rows if row not in root), _source)]
    units = {row.cells["unit"] for row in root}
    top = Report(prose("lineage.root"), prose("lineage.by", source=_whose(root[0])), _counts(root, units))
    below = [Report(group[0].sources()[0]["publisher"], _dated(group[0]), _counts(group, units)) for group in heirs]
    said = " ".join(
        prose("lineage.one", title=report.title, counts=listed(_said(count) for count in report.counts))
        for report in below
    )
    alt = prose("lineage.alt", root=top.words, counts=listed(_said(count) for count in top.counts), said=said)
    return Figure(lambda ink: lineage(top, below, ink), alt, found.title)


def _source(row: Row) -> str:
    return row.cells["source_id"]


def _dated(row: Row) -> str:
    return date_in_words(*row.sources()[0]["issued"]["date-parts"][0])


def _whose(row: Row) -> str:
    return f"{row.sources()[0]['publisher']}, {_dated(row)}"


def _counts(rows: Sequence[Row], units: set[str]) -> list[Count]:
    """What one source says, with a tag where its unit is none of *units*."""
    return [
        Count(
            f"{row.cells['value']:,}",
            row.cells["unit"],
            prose("lineage.of", measure=row.cells["measure"], kind=prose.group("printed")[row.cells["kind"]]),
            "" if row.cells["unit"] in units else prose("lineage.changed", unit=row.cells["unit"]),
        )
        for row in rows
    ]


def _said(count: Count) -> str:
    return prose("lineage.count", value=count.value, unit=count.unit, of=count.of)


YEAR = 365
DAYS = (1, 7, 30, 365, 1825)
"""Days that stand on the axis of limits."""


def _limits(found: Data, rows: Sequence[Row]) -> Figure:
    """A lane for each list: within how many days an answer must come, and how long an entry stays at most."""
    kinds = prose.group("limit-kinds")
    shown = [Lane("", row.cells["list"], _limit(row), prose("limits.none")) for row in rows]
    ticks = list(zip(DAYS, prose.all("limit-days"), strict=True))
    said = "; ".join(f"{lane.words}: {_told(lane, kinds)}" for lane in shown)
    alt = prose("limits.alt", count=len(shown), said=said)
    return Figure(lambda ink: lanes(shown, ticks, kinds, ink), alt, prose("limits.caption", title=found.title))


def _limit(row: Row) -> list[Mark]:
    marks = []
    if "answer_days" in row.cells:
        unit = "working day" if row.cells.get("answer_counts") == "working days" else "day"
        marks.append(Mark(row.cells["answer_days"], plural(str(row.cells["answer_days"]), unit), "answer"))
    if "stays_years" in row.cells:
        years = row.cells["stays_years"]
        marks.append(Mark(years * YEAR, plural(f"{years:g}", "year"), "stays"))
    return marks


def _told(lane: Lane, kinds: Mapping[str, str]) -> str:
    return listed(f"{kinds[mark.kind]} {mark.written}" for mark in lane.marks) if lane.marks else lane.none


def _rates(found: Data, rows: Sequence[Row]) -> Figure:
    """A lane for each rate in percent; those that measure the same stand together."""
    shown = [
        Lane(row.cells["measured"], row.cells["finding"], [Mark(value, f"{value:g}%", "rate")])
        for row in rows
        for value in [float(row.cells["value_percent"])]
    ]
    ticks = [(10.0**power, f"{10.0**power:g}%") for power in range(-3, 2)]
    said = "; ".join(f"{lane.words}: {lane.marks[0].written} ({lane.group})" for lane in shown)
    alt = prose("rates.alt", count=len(shown), said=said)
    caption = prose("rates.caption", title=found.title)
    return Figure(lambda ink: lanes(shown, ticks, {"rate": ""}, ink), alt, caption)


def _provinces(found: Data, shown: Sequence[Row]) -> Figure:
    """Where in China the rows of the whole table lie: a tile for each province, with its towns and the fines there."""
    where = {row.cells["words"]: row.cells["province"] for row in rows("place_names") if "province" in row.cells}
    lying = [row for row in rows(found.file) if row.cells["place"] in where]
    told: dict[str, tuple[str, str]] = {}
    for province in dict.fromkeys(where[row.cells["place"]] for row in lying):
        here = [row for row in lying if where[row.cells["place"]] == province]
        towns = list(dict.fromkeys(row.cells["place"] for row in here))
        town = towns[0] if len(towns) == 1 else prose("provinces.towns", count=len(towns))
        told[province] = ("" if town == province else town, _fines(here))
    said = "; ".join(f"{province}{f', {town}' if town else ''}: {fine}" for province, (town, fine) in told.items())
    alt = prose("provinces.alt", count=len(told), all=len(places()), said=said)
    lines = {province: [line for line in pair if line] for province, pair in told.items()}
    return Figure(
        lambda ink: provinces(lines, ink), alt, prose("provinces.caption", count=len(told), all=len(places()))
    )


def _fines(here: Sequence[Row]) -> str:
    """The lowest and the highest fine in yuan that these rows name, or that none does."""
    named = [row.cells[end] for row in here for end in ("fine_low", "fine_high") if end in row.cells]
    if not named:
        return prose("provinces.no-fine")
    low, high = min(named), max(named)
    return prose("provinces.fine", fine=f"{low:g}" if low == high else f"{low:g}–{high:g}")


PICTURES: dict[str, Callable[[Data, Sequence[Row]], Figure]] = {
    "spans": _spans,
    "lineage": _lineage,
    "limits": _limits,
    "rates": _rates,
    "provinces": _provinces,
}
