"""Evidence as a reader meets it in a notebook: tables with a source column, and single facts."""

from calendar import month_name

import htpy as h

from seminar.errors import SeminarError
from seminar.evidence import GRADES, Row, fact, fields, plain_numbers, resources, rows
from seminar.page import Output, Table, fact_link, forgiving, link
from seminar.questions import record


def _issued(entry: dict) -> str:
    parts = entry.get("issued", {}).get("date-parts", [[]])[0]
    year, month, day = (*parts, None, None, None)[:3]
    if not year:
        return "no date"
    return " ".join(str(part) for part in (day, month_name[month] if month else None, year) if part)


def short(entry: dict) -> str:
    """A source in a few words, for a table: "Metro, 2018"."""
    year = entry.get("issued", {}).get("date-parts", [["no date"]])[0][0]
    return f"{entry['publisher']}, {year}"


def citation(entry: dict) -> str:
    """A source in full, without its address: issuer, title, date. A title in square brackets is our description."""
    title = entry["title"]
    return f"{entry['publisher']}: {title if title.startswith('[') else f'“{title}”'}, {_issued(entry)}"


@forgiving
def table(name: str) -> Output:
    """A table of evidence with its caption, units and sources.

    *name* is the id of a data cell ("07-trials": its record says which rows and columns) or the name of a table
    ("face_trials": every row, the first columns).
    """
    if name in resources():
        chosen = {"file": name, "columns_shown": list(fields(name))[1:6], "title": resources()[name]["title"]}
        shown = rows(name)
    else:
        if "-" not in name:
            raise SeminarError(f"There is no table “{name}”. The tables are: {', '.join(sorted(resources()))}.")
        chosen = record(name, "data")
        by_id = {row.id: row for row in rows(chosen["file"])}
        shown = [by_id[key] for key in chosen["rows_shown"]]
    return _table(chosen, shown)


def _table(chosen: dict, shown: list[Row]) -> Output:
    """The markup of *shown* rows; a column of *chosen* may join several: "trial + place + year"."""
    name = chosen["file"]
    columns = [spec.split(" + ") for spec in chosen["columns_shown"]]
    titles = [fields(name)[joined[0]]["title"] for joined in columns]
    body = [
        [*(", ".join(row.written(column) for column in joined) for joined in columns), _source_cell(row)]
        for row in shown
    ]
    numbers = frozenset(i for i, joined in enumerate(columns) if joined[0] in plain_numbers(name))
    caption = f"{chosen['title']} ({len(shown)} of {len(rows(name))} rows)"
    notes = [chosen[key] for key in ("grade_note", "as_of") if key in chosen]
    markup = Table(caption, [*titles, "Source"], body, numbers, frozenset({len(columns)})).markup()
    return Output(
        [h.div(".seminar-wide")[markup], notes and h.p(".seminar-quiet")[" ".join(notes)]],
        f"Table: {caption}. Columns: {', '.join(titles)}, Source.",
    )


def _source_cell(row: Row) -> h.Node:
    return [fact_link(row.id), f" {short(row.source())}, grade {row.cells['grade']}"]


@forgiving
def cite(fact_id: str) -> Output:
    """One fact with what it says, its source, date, grade and caveat."""
    row = fact(fact_id)
    entry = row.source()
    address = entry.get("URL")
    said = h.ul[(h.li[f"{title}: {value}"] for title, value in row.said().items())]
    where = h.p[
        "Source: ", link(citation(entry), address) if address else citation(entry), ". ", " ".join(standing(row))
    ]
    return Output([h.p[fact_link(fact_id)], said, where], f"{fact_id}: {citation(entry)}.")


def standing(row: Row) -> list[str]:
    """Grade, dates and caveat of a row, a sentence each."""
    grade = row.cells["grade"]
    lines = [
        f"Grade {grade}: {GRADES[grade]}.",
        f"As of {row.cells['as_of']}; to be checked again by {row.cells['recheck_by']}.",
    ]
    return [*lines, *([f"Caveat: {row.cells['caveat']}."] if "caveat" in row.cells else [])]
