"""Evidence as a reader meets it: tables with a source column, single facts, and the page of sources.

The page of sources, ``notebooks/sources.ipynb``, is Markdown only and made from ``data/``: one heading for each fact,
so that a link in any notebook leads to its line without a kernel.
"""

import htpy as h
import nbformat
from nbformat.v4 import new_markdown_cell, new_notebook

from seminar.errors import SeminarError
from seminar.evidence import GRADES, Row, evidence_tables, fact, fields, pack_folder, plain_numbers, resources, rows, sources
from seminar.page import Output, Table, fact_link, forgiving, link
from seminar.questions import record

PAGE = "sources.ipynb"


def _issued(entry: dict) -> str:
    parts = entry.get("issued", {}).get("date-parts", [[]])[0]
    months = ["", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
    year, month, day = (*parts, None, None, None)[:3]
    if not year:
        return "no date"
    return " ".join(str(part) for part in (day, months[month] if month else None, year) if part)


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
    body = [[*(", ".join(row.written(column) for column in joined) for joined in columns), _source_cell(row)] for row in shown]
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
    where = h.p["Source: ", link(citation(entry), address) if address else citation(entry), ". ", " ".join(_standing(row))]
    return Output([h.p[fact_link(fact_id)], said, where], f"{fact_id}: {citation(entry)}.")


def _standing(row: Row) -> list[str]:
    """Grade, dates and caveat of a row, a sentence each."""
    grade = row.cells["grade"]
    lines = [f"Grade {grade}: {GRADES[grade]}.", f"As of {row.cells['as_of']}; to be checked again by {row.cells['recheck_by']}."]
    return [*lines, *([f"Caveat: {row.cells['caveat']}."] if "caveat" in row.cells else [])]


def _markdown(text: str) -> str:
    """*text* with everything that Markdown or HTML could read as markup made plain."""
    return "".join(f"\\{sign}" if sign in r"\`*_[]<>#|~$&" else sign for sign in text)


def _entry(row: Row) -> str:
    source = row.source()
    words = _markdown(citation(source))
    cited = f"[{words}]({source['URL']})" if "URL" in source else f"{words} (no address of the publisher is known)"
    said = [f"- {_markdown(title)}: {_markdown(value)}" for title, value in row.said().items()]
    others = [f"- Also rests on: {_markdown(row.cells['also'])}."] if "also" in row.cells else []
    return "\n".join([f"### {row.id}", "", *said, f"- Source: {cited}.", *(f"- {_markdown(line)}" for line in _standing(row)), *others])


def page() -> nbformat.NotebookNode:
    """The page of sources as a notebook of Markdown cells, a cell for each table."""
    top = (
        "# Sources\n\nEvery fact that a notebook of this pack links to, with its source, date, grade and caveat. "
        "Grade A is a primary source, B an independent secondary source, C a single, interested or copied one. "
        "A link leads to the publisher; where only a copy could be read there is no link.\n\n"
        "This page is made from the folder `data`; nothing on it needs to be run."
    )
    cells = [new_markdown_cell(top, id="sources-top")]
    for name in evidence_tables():
        entries = "\n\n".join(_entry(row) for row in rows(name))
        described = _markdown(resources()[name]["description"])
        cells.append(new_markdown_cell(f"## {resources()[name]['title']}\n\n{described}\n\n{entries}", id=f"sources-{name.replace('_', '-')}"))
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}})


def source_list() -> str:
    """The text of ``data/evidence/sources.csv``: id and title of each source, for foreign keys."""
    lines = ["id,title"]
    lines += [f'{key},"{entry["title"].replace(chr(34), chr(34) * 2)}"' for key, entry in sorted(sources().items())]
    return "\n".join(lines) + "\n"


def written_files() -> dict[str, str]:
    """Path below the pack → text, for every file that is made from ``data/``."""
    return {
        f"notebooks/{PAGE}": nbformat.writes(page()) + "\n",
        "data/evidence/sources.csv": source_list(),
    }


def write() -> None:
    """Write every file that is made from ``data/``."""
    for path, text in written_files().items():
        (pack_folder() / path).write_text(text, "utf-8", newline="\n")
