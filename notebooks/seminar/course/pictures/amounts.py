"""Numbers as dots on a line: shares under the questions of their surveys, amounts of one unit each."""

import re
from collections.abc import Sequence
from itertools import groupby

from seminar.data.evidence import Row, rows_by
from seminar.data.records import Data
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.numbers import listed, people, small
from seminar.screen.dot_lanes import Dots, dot_lanes
from seminar.screen.dot_lanes import Lane as Question
from seminar.screen.page import Figure

prose = Words("pictures")


def shares_of(found: Data, rows: Sequence[Row]) -> Figure:
    """The shares of a survey, under their questions; those of the same people stand on one line."""
    lanes = [_shares_of(question, some) for question, some in rows_by(lambda row: row.cells["question"], rows).items()]
    said = " ".join(
        prose(
            "shares.one", words=dots.words, numbers=listed(words for _, words in dots.numbers), question=lane.question
        )
        for lane in lanes
        for dots in lane.lines
    )
    alt = prose("shares.alt", count=len(rows), questions=len(lanes), said=said)
    return Figure(lambda ink: dot_lanes(lanes, ink), alt, found.title)


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


def amounts_of(found: Data, rows: Sequence[Row]) -> Figure:
    """Numbers under what they count, each lane with its own unit and axis."""
    lanes = [_amounts_of(measure, some) for measure, some in rows_by(lambda row: row.cells["measure"], rows).items()]
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
