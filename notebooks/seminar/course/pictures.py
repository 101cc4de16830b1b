"""Pictures of evidence, by the name that a record gives them: counts in time, how a number came down, shares by their
question, limits, places."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from seminar.data.evidence import GRADES, SILENT, Row
from seminar.data.evidence import rows as all_rows
from seminar.data.package import fields
from seminar.data.records import Data
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.numbers import capital, date_in_words, day, listed, people, plural, small, year_with_part
from seminar.screen.discs import discs
from seminar.screen.dot_lanes import Dots, dot_lanes
from seminar.screen.dot_lanes import Lane as Question
from seminar.screen.lanes import Lane, Mark, lanes
from seminar.screen.licences import Firm, Licence, licences
from seminar.screen.lineage import Count, Report, lineage
from seminar.screen.page import Figure
from seminar.screen.provinces import places, provinces
from seminar.screen.silence import silence
from seminar.screen.spans import Span, spans
from seminar.screen.year_tiles import year_tiles

prose = Words("pictures")
COUNTED = ("measure", "value", "unit", "kind", "date")
"""The columns that a count has."""
TOLD_TO_PREPARE, LICENSED = "e-2015-eight-firms", "bureaus"
"""The event with which the picture of licences begins, and the table of those who got one."""


class NothingToDraw(SeminarError):
    """The table has the columns, but a row lacks what the picture would show of it."""


def picture(cell_id: str, found: Data, rows: Sequence[Row]) -> Figure:
    """The picture that the record of *cell_id* names, of its *rows*.

    Raises SeminarError if the table has no columns of which it is made, and NothingToDraw if a row leaves one of them
    empty.
    """
    kind = PICTURES[str(found.picture)]
    if missing := [name for name in kind.needs if name not in fields(found.file)]:
        raise SeminarError(
            f"The record {cell_id} asks for the picture “{found.picture}”, but the table {found.file} has no column "
            f"{listed(missing)}. Choose a table of {kind.of}."
        )
    if empty := [name for name in kind.needs if any(name not in row.cells for row in rows)]:
        titles = listed(f"“{fields(found.file)[name]['title']}”" for name in empty)
        raise NothingToDraw(prose("nothing", titles=titles))
    return kind.draw(found, rows)


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


def _shares(found: Data, rows: Sequence[Row]) -> Figure:
    """The shares of a survey, under their questions; those of the same people stand on one line."""
    lanes = [_shares_of(question, some) for question, some in _by(lambda row: row.cells["question"], rows).items()]
    said = " ".join(
        prose(
            "shares.one", words=dots.words, numbers=listed(words for _, words in dots.numbers), question=lane.question
        )
        for lane in lanes
        for dots in lane.lines
    )
    alt = prose("shares.alt", count=len(rows), questions=len(lanes), said=said)
    return Figure(lambda ink: dot_lanes(lanes, ink), alt, found.title)


def _by(key: Callable[[Row], str], rows: Sequence[Row]) -> dict[str, list[Row]]:
    """What *key* makes of the rows → those of which it makes that, in the order in which they come first."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def _shares_of(question: str, rows: Sequence[Row]) -> Question:
    lines = [Dots(words, [_share(row) for row in group]) for words, group in groupby(rows, _asked)]
    return Question(question, lines, 100, "%")


def _share(row: Row) -> tuple[float, str]:
    said = f"{row.cells['how_said']} " if "how_said" in row.cells else ""
    return row.cells["result_percent"], f"{said}{row.cells['result_percent']:g}%"


def _asked(row: Row) -> str:
    """Who was asked, where, in which years and how many."""
    size = row.cells.get("sample_size")
    count = prose("shares.people", people=people(size)) if size else prose("shares.no-number")
    years = " to ".join(dict.fromkeys(re.findall(r"\d{4}", row.cells["fieldwork"])))
    return prose(
        "shares.asked", place=row.cells["place"], respondents=small(row.cells["respondents"]), years=years, count=count
    )


def _amounts(found: Data, rows: Sequence[Row]) -> Figure:
    """Numbers under what they count, each lane with its own unit and axis."""
    lanes = [_amounts_of(measure, some) for measure, some in _by(lambda row: row.cells["measure"], rows).items()]
    said = " ".join(
        prose("amounts.one", measure=lane.question, words=dots.words, number=dots.numbers[0][1], unit=lane.unit)
        for lane in lanes
        for dots in lane.lines
    )
    return Figure(lambda ink: dot_lanes(lanes, ink), prose("amounts.alt", count=len(rows), said=said), found.title)


def _amounts_of(measure: str, rows: Sequence[Row]) -> Question:
    units = {row.cells["unit"] for row in rows}
    if len(units) > 1:
        raise SeminarError(f"“{measure}” has more than one unit: {listed(sorted(units))}. Give each its own measure.")
    top = max(row.cells["value"] for row in rows)
    lines = [Dots(row.cells["said_by"], [(row.cells["value"], f"{row.cells['value']:,g}")]) for row in rows]
    return Question(measure, lines, top, f" {units.pop()}")


def _years(found: Data, rows: Sequence[Row]) -> Figure:
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


def _grades(found: Data, rows: Sequence[Row]) -> Figure:
    """How many facts rest on each kind of source, grade by grade."""
    columns = {grade: f"grade_{grade.lower()}" for grade in GRADES}
    shown = [(row.cells["kind"], [row.cells[column] for column in columns.values()]) for row in rows]
    heads = {grade: prose("grades.grade", grade=grade, words=prose.group("in-short")[grade]) for grade in GRADES}
    counted = {(kind, heads[grade]): n for kind, counts in shown for grade, n in zip(GRADES, counts, strict=True)}
    said = "; ".join(
        prose(
            "grades.one", kind=kind, counts=", ".join(f"{grade} {n}" for grade, n in zip(GRADES, counts, strict=True))
        )
        for kind, counts in shown
    )
    alt = prose("grades.alt", count=people(sum(sum(counts) for _, counts in shown)), said=said)
    kinds = [kind for kind, _ in shown]
    return Figure(lambda ink: discs(kinds, list(heads.values()), counted, ink), alt, found.title)


def _silence(found: Data, rows: Sequence[Row]) -> Figure:
    """Of which outlet the sources say what, and of which year each row is."""
    columns = found.columns_shown[1:]
    heads = [fields(found.file)[column]["title"] for column in columns]
    shown = [
        (
            prose("silence.of-year", name=row.cells[found.columns_shown[0]], year=row.cells["as_of"][:4]),
            [row.cells.get(column, SILENT).lower() != SILENT for column in columns],
        )
        for row in rows
    ]
    said = "; ".join(
        prose("silence.one", name=name, silent=listed(without)) if without else prose("silence.all", name=name)
        for name, filled in shown
        for without in [[small(head) for head, one in zip(heads, filled, strict=True) if not one]]
    )
    words = prose("silence.says"), prose("silence.silent")
    alt = prose("silence.alt", count=len(shown), columns=listed(map(small, heads)), said=said)
    return Figure(lambda ink: silence(heads, shown, words, ink), alt, found.title)


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


def _fines_by_province(found: Data, rows: Sequence[Row]) -> Figure:
    """Where in China the rows of the whole table lie, with the fines there."""
    where = {row.cells["words"]: row.cells["province"] for row in all_rows("place_names") if "province" in row.cells}
    lying = [row for row in all_rows(found.file) if row.cells["place"] in where]
    told = _tiles(_by(lambda row: where[row.cells["place"]], lying), _fines)
    alt = prose("provinces.fines-alt", count=len(told), all=len(places()), said=_in_words(told))
    return _map(told, alt, prose("provinces.fines-caption", count=len(told), all=len(places())))


def _schemes_by_province(found: Data, rows: Sequence[Row]) -> Figure:
    """Where in China the schemes of the whole table were, with the first year in which one began there."""
    told = _tiles(_by(lambda row: row.cells["province"], all_rows(found.file)), _first_year)
    alt = prose("provinces.schemes-alt", count=len(told), all=len(places()), said=_in_words(told))
    return _map(told, alt, prose("provinces.schemes-caption", count=len(told), all=len(places())))


def _tiles(lying: Mapping[str, Sequence[Row]], line: Callable[[Sequence[Row]], str]) -> dict[str, list[str]]:
    """What stands on the tile of each province: its town, or how many it has, and a *line* of them."""
    told = {}
    for province, here in lying.items():
        towns = list(dict.fromkeys(row.cells["place"] for row in here))
        town = towns[0].partition(" (")[0] if len(towns) == 1 else prose("provinces.towns", count=len(towns))
        told[province] = [words for words in (town if town != province else "", line(here)) if words]
    return told


def _in_words(told: Mapping[str, Sequence[str]]) -> str:
    return "; ".join(f"{', '.join((province, *lines[:-1]))}: {lines[-1]}" for province, lines in told.items())


def _map(told: Mapping[str, Sequence[str]], alt: str, caption: str) -> Figure:
    return Figure(lambda ink: provinces(told, ink), alt, caption)


def _first_year(here: Sequence[Row]) -> str:
    """The first year in which one of these rows says that a scheme began."""
    starts = [str(row.cells["start"])[:4] for row in here if "start" in row.cells]
    return prose("provinces.since", year=min(starts)) if starts else prose("provinces.no-start")


def _fines(here: Sequence[Row]) -> str:
    """The lowest and the highest fine in yuan that these rows name, or that none does."""
    named = [row.cells[end] for row in here for end in ("fine_low", "fine_high") if end in row.cells]
    if not named:
        return prose("provinces.no-fine")
    low, high = min(named), max(named)
    return prose("provinces.fine", fine=f"{low:g}" if low == high else f"{low:g}–{high:g}")


def _licences(found: Data, rows: Sequence[Row]) -> Figure:
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


class Picture(NamedTuple):
    """What a picture is made *of*, the columns that it *needs*, and what draws it."""

    of: str
    needs: Sequence[str]
    draw: Callable[[Data, Sequence[Row]], Figure]


PICTURES = {
    "spans": Picture("counts", COUNTED, _spans),
    "lineage": Picture("counts", COUNTED, _lineage),
    "shares": Picture("surveys", ("question", "result_percent", "place", "respondents", "fieldwork"), _shares),
    "amounts": Picture("amounts", ("measure", "value", "unit", "said_by"), _amounts),
    "grades": Picture("kinds of sources", ("kind", "grade_a", "grade_b", "grade_c"), _grades),
    "silence": Picture("facts", ("as_of",), _silence),
    "years": Picture("headlines", ("date", "group"), _years),
    "limits": Picture("remedies", ("list",), _limits),
    "rates": Picture("rates", ("finding", "measured", "value_percent"), _rates),
    "fines": Picture("rules of places", ("place",), _fines_by_province),
    "schemes": Picture("schemes", ("place", "province", "start"), _schemes_by_province),
    "licences": Picture("firms", ("company", "outcome"), _licences),
}
