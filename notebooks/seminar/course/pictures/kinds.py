"""Pictures of evidence, by the name that a record gives them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from seminar.course.pictures.amounts import amounts_of, shares_of
from seminar.course.pictures.in_time import licences_of, lineage_of, spans_of, years_of
from seminar.course.pictures.lanes import limits_of, rates_of
from seminar.course.pictures.places import fines_by_province, schemes_by_province
from seminar.course.pictures.sources import grades_of, silence_of
from seminar.data.evidence import Row
from seminar.data.package import fields
from seminar.data.records import Data
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.numbers import listed
from seminar.screen.page import Figure

prose = Words("pictures")

COUNTED = ("measure", "value", "unit", "kind", "date")
"""The columns that a count has."""


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


class Picture(NamedTuple):
    """What a picture is made *of*, the columns that it *needs*, and what draws it."""

    of: str
    needs: Sequence[str]
    draw: Callable[[Data, Sequence[Row]], Figure]


PICTURES = {
    "spans": Picture("counts", COUNTED, spans_of),
    "lineage": Picture("counts", COUNTED, lineage_of),
    "shares": Picture("surveys", ("question", "result_percent", "place", "respondents", "fieldwork"), shares_of),
    "amounts": Picture("amounts", ("measure", "value", "unit", "said_by"), amounts_of),
    "grades": Picture("kinds of sources", ("kind", "grade_a", "grade_b", "grade_c"), grades_of),
    "silence": Picture("facts", ("as_of",), silence_of),
    "years": Picture("headlines", ("date", "group"), years_of),
    "limits": Picture("remedies", ("list",), limits_of),
    "rates": Picture("rates", ("finding", "measured", "value_percent"), rates_of),
    "fines": Picture("rules of places", ("place",), fines_by_province),
    "schemes": Picture("schemes", ("place", "province", "start"), schemes_by_province),
    "licences": Picture("firms", ("company", "outcome"), licences_of),
}
