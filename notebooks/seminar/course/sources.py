"""Evidence as a reader meets it in a notebook: tables with a source column, single facts, and the facts of a page."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import htpy as h

from seminar.course import balance
from seminar.course.pictures.kinds import NothingToDraw, picture
from seminar.course.pictures.sources import by_grade
from seminar.data.citations import FACT
from seminar.data.evidence import GRADES, Row, fact, facts, one_unit, plain_numbers, rows
from seminar.data.package import Entry, fields, notebook_cells, resource, resources
from seminar.data.records import Data, record, records
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.numbers import closed, date_in_words, day, listed
from seminar.screen.figures import bars
from seminar.screen.page import Figure, Output, Table, forgiving, link, with_chinese

prose = Words("sources")

MOST_NAMES = 3
"""Authors that are named one by one."""


def no_source() -> str:
    """What stands where a source would, if there is none."""
    return prose("no-source")


def issued(entry: Entry) -> list[int]:
    """The date of a source as far as it is known: year, month, day; empty for none."""
    return entry["issued"].get("date-parts", [[]])[0]


def _authors(entry: Entry) -> str:
    """Who wrote a work of scholars, by family name: "Chen, Lin and Liu"; "" for others and where nobody is named."""
    if entry["custom"]["kind"] != "scholar":
        return ""
    names = [author.get("literal") or author["family"] for author in entry.get("author", [])]
    return prose("and-others", first=names[0]) if len(names) > MOST_NAMES else listed(names) if names else ""


def short(entry: Entry) -> str:
    """A source in a few words, for a table: "Metro, 2018", "Chen, Lin and Liu, 2018"."""
    return f"{_authors(entry) or entry['publisher']}, {date_in_words(*issued(entry)[:1])}"


def citation(entry: Entry) -> str:
    """A source in full, without its address: scholars, issuer, title, number, date; a title in [brackets] is ours."""
    title = entry["title"]
    parts = [title if title.startswith("[") else f"“{title}”", entry.get("number"), date_in_words(*issued(entry))]
    by = ", ".join(filter(None, [_authors(entry), entry["publisher"]]))
    return f"{by}: {', '.join(filter(None, parts))}"


def bibliography(entries: list[Entry]) -> list[str]:
    """The formatted references of *entries* in alphabetical order, a line each, with the address if there is one."""
    return sorted(f"{citation(entry)}. {entry.get('URL', prose('copy'))}" for entry in entries)


@forgiving
def table(name: str) -> Output:
    """A table of evidence with its caption, units and sources.

    *name* is the id of a data cell ("07-trials": its record says which rows and columns) or the name of a table
    ("face_trials": every row, the first columns).
    """
    if name in resources():
        shown = rows(name)
        columns = [column for column in fields(name) if column != "id" and "unit_of" not in fields(name)[column]]
        return _table(Shown(name, resource(name)["title"], columns[:5]), shown)
    if "-" not in name:
        resource(name)
    found = record(name, Data)
    shown = rows_of(name, found)
    notes = [note for note in (found.grade_note, found.as_of) if note]
    try:
        figure = _figure(name, found, shown)
    except NothingToDraw as error:
        instead = h.p(".seminar-note", role="note")[str(error)]
        return _table(Shown(found.file, found.title, found.columns_shown, notes, instead), shown)
    folded = found.folded or bool(found.picture)
    above = figure.still() if figure else None
    return _table(Shown(found.file, found.title, found.columns_shown, notes, above, folded, found.covered), shown)


def rows_of(name: str, found: Data) -> list[Row]:
    """The rows that the record *name* shows, in its order. Raises SeminarError for one that its table does not have."""
    by_id = {row.id: row for row in rows(found.file)}
    unknown = [key for key in found.rows_shown if key not in by_id]
    if unknown:
        raise SeminarError(f"The record {name} names {', '.join(unknown)}; the table {found.file} has no such row.")
    return [by_id[key] for key in found.rows_shown]


def _figure(name: str, found: Data, shown: list[Row]) -> Figure | None:
    if found.picture:
        return picture(name, found, shown)
    return _bars(found, found.bars, shown) if found.bars else None


class Shown(NamedTuple):
    """What a table on a page shows: the evidence table *name*, *columns* (one may join several: "trial + place +
    year"), *notes* under it, and over it a *figure*, or why there is none. A *folded* one opens from its title, and of
    each row what stands from the column *covered* on."""

    name: str
    title: str
    columns: Sequence[str]
    notes: Sequence[str] = ()
    figure: h.Node = None
    folded: bool = False
    covered: str | None = None


def _table(chosen: Shown, shown: list[Row]) -> Output:
    """The markup of *shown* rows."""
    name = chosen.name
    columns = [spec.split(" + ") for spec in chosen.columns]
    titles = [fields(name)[joined[0]]["title"] for joined in columns]
    body = [[with_chinese(", ".join(map(row.written, joined))) for joined in columns] for row in shown]
    if {"grade", "facts"} & set(fields(name)):
        titles.append(prose("source"))
        body = [[*cells, source_cell(row)] for cells, row in zip(body, shown, strict=True)]
    numbers = frozenset(i for i, joined in enumerate(columns) if joined[0] in plain_numbers(name))
    caption = prose("caption", title=chosen.title, count=len(shown), all=len(rows(name)))
    if chosen.covered:
        titles, body = _under_covers(titles, body, list(chosen.columns).index(chosen.covered))
    markup = h.div(".seminar-wide")[Table(caption, titles, body, numbers, frozenset({len(columns)})).markup()]
    notes = [balance.line(name), chosen.notes and h.p(".seminar-quiet")[" ".join(chosen.notes)]]
    return Output(
        [
            chosen.figure,
            h.details(".seminar-folded")[h.summary[_opens(chosen)], markup, notes]
            if chosen.folded
            else [markup, notes],
        ],
        prose("plain", caption=caption, titles=", ".join(titles)),
    )


def _opens(chosen: Shown) -> str:
    """What a folded table opens from: its title, unless that stands over its picture."""
    return prose("folded-picture") if chosen.figure else prose("folded", title=chosen.title)


def _under_covers(titles: list[str], body: list[list[h.Node]], seen: int) -> tuple[list[str], list[list[h.Node]]]:
    """The same table, of which *seen* columns are open; the others stand together in one cell of each row."""

    def cover(cells: list[h.Node]) -> h.Node:
        lines = [[h.strong[f"{title}: "], cell, h.br] for title, cell in zip(titles[seen:], cells, strict=True)]
        return h.details(".seminar-covered")[h.summary[prose("uncover")], lines]

    return [*titles[:seen], prose("covered")], [[*cells[:seen], cover(cells[seen:])] for cells in body]


def _bars(found: Data, places: Sequence[str], shown: list[Row]) -> Figure:
    """The numbers of one column as bars, if all rows have one unit; each bar's words from another column."""
    words, column = places
    unit = one_unit(shown, column)
    sign = "%" if unit == "percent" else f" {unit}"
    bars_shown = [(row.written(words), float(row.cells[column]), False) for row in shown]
    said = "; ".join(f"{text}, {value:,}{sign}" for text, value, _ in bars_shown)
    title = fields(found.file)[column]["title"]
    return Figure(
        lambda ink: bars(bars_shown, max(value for _, value, _ in bars_shown), ink, sign, above=True),
        prose("bars-alt", count=len(bars_shown), said=said),
        f"{found.title}: {title}",
    )


def fact_link(row: Row, text: h.Node = None) -> h.Renderable:
    """A link to the row on its page of sources; shows *text*, or else its id."""
    return link(text or row.id, row.address())


def fact_links(facts: str) -> list[h.Node]:
    """Links to the facts whose ids stand in *facts*, separated by ";"; nothing where there is none."""
    parts: list[h.Node] = []
    for key in filter(None, facts.split(";")):
        parts += [" ", fact_link(fact(key))] if parts else [fact_link(fact(key))]
    return parts


def source_cell(row: Row) -> h.Node:
    """Where a row comes from: its source, grade and date, or the facts that it rests on."""
    if "source_id" in row.cells:
        return [fact_link(row), " ", with_chinese(in_brief(row))]
    resting: list[h.Node] = [[fact_link(other), f" ({_weight(other)}) "] for other in row.rests_on()]
    return resting or no_source()


def says(row: Row) -> str:
    """What a fact says in one sentence where its table has a column for that, else all of it."""
    for column in ("finding", "says", "result", "gist"):
        if column in row.cells:
            return row.cells[column]
    return " ".join(f"{title}: {closed(value)}" for title, value in row.said().items()).removesuffix(".")


def kind_of(row: Row) -> str:
    """The kind of source that a fact rests on most: official, court, press …"""
    return row.sources()[0]["custom"]["kind"] if "source_id" in row.cells else "calculation"


def in_brief(row: Row) -> str:
    """Source, grade and date of a fact in a few words, or that it is calculated."""
    if "source_id" not in row.cells:
        return "calculated"
    return prose("brief", source=short(row.sources()[0]), grade=row.cells["grade"], as_of=day(row.cells["as_of"]))


def _weight(row: Row) -> str:
    return f"grade {row.cells['grade']}" if "grade" in row.cells else "calculated"


@forgiving
def cite(fact_id: str) -> Output:
    """One fact with what it says, its source, date, grade and caveat."""
    row = fact(fact_id)
    said = h.ul[(h.li[f"{title}: ", with_chinese(value)] for title, value in row.said().items())]
    return Output([h.p[fact_link(row)], said, h.p[_standing(row)]], f"{fact_id}: {_cited(row)}.")


def _cited(row: Row) -> str:
    entries = row.sources()
    return citation(entries[0]) if entries else no_source()


def _standing(row: Row) -> h.Node:
    entries = row.sources()
    address = entries[0].get("URL") if entries else None
    cited = with_chinese(_cited(row))
    return [prose("cited"), link(cited, address) if address else cited, ". ", " ".join(standing(row))]


def standing(row: Row) -> list[str]:
    """Grade, dates and caveat of a fact, or what a coding rests on, a sentence each."""
    lines = []
    if "grade" in row.cells:
        grade = row.cells["grade"]
        lines = [
            prose("grade", grade=grade, words=GRADES[grade]),
            prose("dates", as_of=day(row.cells["as_of"]), again=day(row.cells["recheck_by"])),
        ]
    return [
        *lines,
        *(prose("caveat", caveat=row.cells[key].rstrip(".")) for key in ("caveat", "note") if key in row.cells),
    ]


def facts_of(number: str) -> list[Row]:
    """The facts that the notebook of that number names in its words or its records, in the order of their ids."""
    words = ["".join(cell["source"]) for cell in notebook_cells(number) if cell["cell_type"] == "markdown"]
    named = set(FACT.findall(" ".join([*words, str(records(number))])))
    return [fact(key) for key in sorted(named)]


@forgiving
def facts_used(number: str) -> Output:
    """Every fact of the notebook of that number ("07") with all that its row says, folded up under one line."""
    used = facts_of(number)
    body = [
        [
            fact_link(row),
            [[f"{title}: ", with_chinese(closed(value)), " "] for title, value in row.said().items()],
            _standing(row),
        ]
        for row in used
    ]
    line = prose("facts", count=len(used))
    markup = Table(line, prose.all("facts-columns"), body, quiet=frozenset({2})).markup()
    return Output(h.details[h.summary[line], _weighed(used).still(), h.div(".seminar-wide")[markup]], f"{line}.")


def _weighed(used: Sequence[Row]) -> Figure:
    """How many of the facts *used* rest on each kind of source, by grade."""
    graded = [row for row in used if "grade" in row.cells]
    counts = Counter((kind_of(row), row.cells["grade"]) for row in graded)
    kinds = [kind for kind, _ in Counter(map(kind_of, graded)).most_common()]
    left = len(used) - len(graded)
    caption = prose("weighed-caption", count=len(graded), rest=prose("weighed-rest", count=left) if left else "")
    return by_grade({(kind, grade): counts[kind, grade] for kind in kinds for grade in GRADES}, caption)


def overdue(today: str) -> list[Row]:
    """The facts whose day for a new check lies before *today* (ISO)."""
    return [row for row in facts().values() if row.cells.get("recheck_by", today) < today]
