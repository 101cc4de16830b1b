"""Pictures with an axis of years: counts, headlines, licences; and how a number came down from one source to others."""

from collections.abc import Sequence
from itertools import groupby

from seminar.data.evidence import Row
from seminar.data.evidence import rows as all_rows
from seminar.data.package import fields
from seminar.data.records import Data
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.numbers import capital, date_in_words, day, listed, year_with_part
from seminar.screen.licences import Firm, Licence, licences
from seminar.screen.lineage import Count, Report, lineage
from seminar.screen.page import Figure
from seminar.screen.spans import Span, spans
from seminar.screen.year_tiles import year_tiles

prose = Words("pictures")

TOLD_TO_PREPARE, LICENSED = "e-2015-eight-firms", "bureaus"
"""The event with which the picture of licences begins, and the table of those who got one."""


def spans_of(found: Data, rows: Sequence[Row]) -> Figure:
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


def lineage_of(found: Data, rows: Sequence[Row]) -> Figure:
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


def years_of(found: Data, rows: Sequence[Row]) -> Figure:
    """Every row of the table as a tile, by its year and group; full are the *rows* that are shown."""
    every, chosen = all_rows(found.file), {row.id for row in rows}
    groups = fields(found.file)["group"]["constraints"]["enum"]
    lanes = [
        (group, [(int(row.cells["date"][:4]), row.id in chosen) for row in every if row.cells["group"] == group])
        for group in groups
    ]
    dates = [year for _, things in lanes for year, _ in things]
    years = range(min(dates), max(dates) + 1)
    said = "; ".join(
        prose("years.one", group=group, count=len(things), years=_by_year([year for year, _ in things]))
        for group, things in lanes
    )
    words = prose("years.shown", count=len(rows)), prose("years.other")
    alt = prose("years.alt", count=len(every), first=years[0], last=years[-1], said=said)
    return Figure(lambda ink: year_tiles(lanes, years, words, ink), alt, prose("years.caption", count=len(every)))


def _by_year(years: Sequence[int]) -> str:
    return ", ".join(prose("years.in-year", year=year, count=years.count(year)) for year in sorted(set(years)))


def licences_of(found: Data, rows: Sequence[Row]) -> Figure:
    """The firms of *rows* from the day on which they were told to prepare, and every licence that came later.

    What became of a firm is said in parts; those that are the same for all are said once.
    """
    (start,) = (row.cells["date"] for row in all_rows("events") if row.id == TOLD_TO_PREPARE)
    outcomes = [row.cells["outcome"].split("; ") for row in rows]
    common = [part for part in outcomes[0] if all(part in parts for parts in outcomes)]
    firms = [
        Firm(row.cells["company"], "; ".join(part for part in parts if part not in common))
        for row, parts in zip(rows, outcomes, strict=True)
    ]
    given = [
        Licence(
            row.cells["company"],
            _year(row.cells["licence_date"]),
            prose("licences.given", date=day(row.cells["licence_date"])),
            prose("licences.owners", owners=row.cells["owners"]),
        )
        for row in all_rows(LICENSED)
    ]
    legend = prose("licences.start", date=day(start)), "; ".join(common)
    said = prose(
        "licences.alt",
        firms=listed(firm.name for firm in firms),
        start=legend[0],
        common=legend[1],
        then="".join(prose("licences.then", name=firm.name, then=firm.then) for firm in firms if firm.then),
        given=" ".join(prose("licences.one", name=one.name, date=one.date, owners=one.owners) for one in given),
    )
    span = int(start[:4]), int(max(one.at for one in given)) + 1
    return Figure(
        lambda ink: licences(firms, _year(start), given, [capital(words) for words in legend], span, ink),
        said,
        found.title,
    )


def _year(date: str) -> float:
    """A date as a year with the part of it that is over; the middle of a year or a month where no more is known."""
    try:
        return year_with_part(date)
    except ValueError as error:
        raise SeminarError(f"“{date}” is no date; expected something like 2018-12-31, 2018-12 or 2018.") from error
