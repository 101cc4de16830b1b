"""The evidence for whoever computes: a fresh data frame of any table, of all facts, and of what each column holds.

``evidence.frame`` is the table as it stands in its file, read once and shared by the activities. These frames are a
reader's own: days are days, numbers have their unit beside them, and what is changed in one is in no other.
"""

import math
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from seminar.data import balance, evidence
from seminar.data.evidence import ISO_DATE
from seminar.data.hedges import says_about
from seminar.data.package import fields, graded_tables, resource, resources, sources
from seminar.data.words import Words
from seminar.errors import SeminarError

if TYPE_CHECKING:
    import pandas as pd

prose = Words("frames")

NUMBERS = ("integer", "number")
YES_NO = {"yes": True, "no": False}


class Added(NamedTuple):
    """A column that a frame has beside those of the file: its *values*, *after* which column, and its *type*.

    *words* names the text that explains it.
    """

    name: str
    after: str
    type: str
    values: "Callable[[pd.DataFrame], Any]"
    words: str

    def said(self) -> tuple[str, str, str, str]:
        """What stands in it, as ``described`` says it; its words are read only for whoever asks."""
        return "", self.type, "", prose.group("added")[self.words]


def frame(name: str) -> "pd.DataFrame":
    """The table *name* as a new data frame, indexed by its ``id`` where it has one; ``columns(name)`` explains it.

    Raises SeminarError for a name that is not in the package, with the nearest ones, or a damaged file.
    """
    import pandas as pd

    found = evidence.frame(_known(name)).copy()
    for column, field in fields(name).items():
        if field["type"] == "date":
            found[column] = _day(column, 0)(found)
        elif field.get("constraints", {}).get("enum") == [*YES_NO]:
            found[column] = pd.array([YES_NO.get(text) for text in _texts(found[column])], "boolean")
    for added in _added(name):
        place = found.columns.get_loc(added.after) + 1 if added.after else len(found.columns)
        found.insert(place, added.name, added.values(found))
    return found


def _known(name: str) -> str:
    if name in resources():
        return name
    near = get_close_matches(str(name), resources(), 3, 0.4)
    raise SeminarError(
        prose("no-table-near", name=name, near=", ".join(near)) if near else prose("no-table", name=name)
    )


def _added(name: str) -> Iterator[Added]:
    """What the frame of the table *name* has beside the columns of its file."""
    described = fields(name)
    units = {field.get("unit_of") for field in described.values()}
    for column, field in described.items():
        if field["type"] in NUMBERS and "unit" in field and column not in units and field["unit"][:4] != "see ":
            yield Added(f"{column}_unit", column, "string", _always(field["unit"]), "unit")
        if field.get("constraints", {}).get("pattern") == ISO_DATE:
            for end, part in (("to", 1), ("from", 0)):  # each goes right after its column, so the last comes first
                yield Added(f"{column}_{end}", column, "date", _day(column, part), f"day-{end}")
    place = resource(name).get("compares", "place")
    if place in described and "country" not in described:
        yield Added("country", place, "string", _countries(place), "country")
    if _is_of_facts(described) and any(field["type"] in NUMBERS for field in described.values()):
        yield Added("approximate", "", "boolean", _approximate(described), "approximate")


def _is_of_facts(described: Mapping[str, Any]) -> bool:
    """Whether a row of the table so *described* is a fact, as its ids say, and no coding of facts."""
    return described.get("id", {}).get("constraints", {}).get("pattern", "").startswith("f-")


def _countries(column: str) -> "Callable[[pd.DataFrame], Any]":
    def found_in(found: "pd.DataFrame") -> Any:
        import pandas as pd

        return pd.array([country(place) if place else None for place in _texts(found[column])], "str")

    return found_in


def _texts(column: "pd.Series") -> list[str]:
    """The cells of a *column* of texts, empty ones as "": going through pandas' own is slow."""
    return column.to_numpy(object, na_value="").tolist()


def _always(unit: str) -> "Callable[[pd.DataFrame], Any]":
    return lambda found: unit


def _day(column: str, part: int) -> "Callable[[pd.DataFrame], Any]":
    def days(found: "pd.DataFrame") -> Any:
        import numpy as np

        return np.array([span(text)[part] if text else "NaT" for text in _texts(found[column])], "datetime64[s]")

    return days


@cache
def span(text: str) -> tuple[str, str]:
    """The first and the last day of a date as far as it is known: "2019-02" → "2019-02-01", "2019-02-28"."""
    year, month, day = (*text.split("-"), "", "")[:3]
    last = day or f"{monthrange(int(year), int(month or 12))[1]}"
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{last}"


def _approximate(described: Mapping[str, Any]) -> "Callable[[pd.DataFrame], Any]":
    numbers = [column for column, field in described.items() if field["type"] in NUMBERS]
    texts = [column for column, field in described.items() if field["type"] == "string" and column != "id"]

    def flags(found: "pd.DataFrame") -> Any:
        words = zip(*(_texts(found[column]) for column in texts), strict=True)
        counted = zip(*(found[column].to_numpy("float64", na_value=math.nan) for column in numbers), strict=True)
        return [says_about(*row) for row in zip(words, counted, strict=True)]

    return flags


@cache
def country(place: str) -> str | None:
    """The country of a *place*, by the table of names; none where it has no such name in it, as “the essay”."""
    found = balance.country(place)
    return found if found in balance.countries() else None


def facts() -> "pd.DataFrame":
    """Every fact that has a source of its own, a row each and indexed by its id: what it is about, its grade, its first
    source with publisher, kind and language, its days and its country.

    Raises SeminarError for a damaged file.
    """
    import pandas as pd

    found = [_fact(row) for name in graded_tables() for row in evidence.rows(name)]
    table = pd.DataFrame.from_records(found, index="id")
    return table.astype({"as_of": "datetime64[s]", "recheck_by": "datetime64[s]"})


def _fact(row: evidence.Row) -> dict[str, Any]:
    cells, source = row.cells, sources()[row.cells["source_id"]]
    place = cells.get(resource(row.table).get("compares", "place"))
    return {
        "id": row.id,
        "table": row.table,
        "topic": cells.get("topic", resource(row.table)["title"]),
        "grade": cells["grade"],
        "source_id": cells["source_id"],
        "publisher": source["publisher"],
        "source_kind": source["custom"]["kind"],
        "language": source["language"],
        "as_of": cells["as_of"],
        "recheck_by": cells["recheck_by"],
        "country": place and country(place),
    }


def columns(name: str) -> "pd.DataFrame":
    """What each column of ``frame(name)`` holds: its title, type, unit and a sentence. "facts" explains ``facts()``.

    Raises SeminarError as ``frame`` does.
    """
    import pandas as pd

    found = [(column, *said) for column, said in described(name).items()]
    return pd.DataFrame(found, columns=["column", *prose.all("about-columns")]).set_index("column")


def described(name: str) -> dict[str, tuple[str, str, str, str]]:
    """Column of ``frame(name)`` → title, type, unit and what stands in it. Raises SeminarError as ``frame`` does."""
    if name == "facts":
        return {column: ("", "string", "", words) for column, words in prose.group("of-facts").items()}
    added = [*_added(_known(name))]
    found: dict[str, tuple[str, str, str, str]] = {}
    for column, field in fields(name).items():
        rules = field.get("constraints", {})
        values = prose("one-of", values="; ".join(rules["enum"])) if "enum" in rules else ""
        words = ". ".join(filter(None, [field.get("description", ""), values]))
        kind = "boolean" if rules.get("enum") == [*YES_NO] else field["type"]
        found[column] = (field["title"], kind, field.get("unit", ""), words)
        mine = [one for one in added if one.after == column]
        found |= {one.name: one.said() for one in reversed(mine)}
    return found | {one.name: one.said() for one in added if not one.after}
