"""The pages of sources, Markdown made from ``data/``: one for each table, and ``sources.md`` that lists them.

A page of a table has a part for each fact and for each source of these facts, named by its id, so that a link in any
notebook leads there: ``sources/face_trials.md#f-T020``. They are no notebooks: JupyterLab would start a kernel for each
and often misses a place in a notebook that it has just opened.
"""

import re
from collections import defaultdict
from pathlib import Path

from seminar.course.sources import citation, short, standing
from seminar.data.evidence import Row, facts, is_fact, rows
from seminar.data.package import Entry, evidence_tables, resource, sources
from seminar.data.words import Words
from seminar.screen.page import plain_markdown

prose = Words("sources-pages")

INDEX = "sources.md"

Parts = dict[str, str]
"""What a page holds, in order: the name of each part, and its Markdown, which begins with a heading."""


def tables() -> list[str]:
    """The tables that have facts, and so a page, in the order of the package."""
    return [name for name in evidence_tables() if any(is_fact(row) for row in rows(name))]


def _cited(entry: Entry) -> str:
    words = plain_markdown(citation(entry))
    return f"[{words}]({entry['URL']})" if "URL" in entry else prose("no-link", source=words)


def _links(shown: list[Row], page: str) -> str:
    """Links to rows, as seen from the *page* of a table."""
    return ", ".join(
        f"[{row.id}]({row.address().removeprefix('sources/').removeprefix(f'{page}.md')})" for row in shown
    )


def _about_source(entry: Entry, supported: list[Row], page: str) -> str:
    lines = [
        f"### {plain_markdown(short(entry))}",
        f"{_cited(entry)}. {plain_markdown(entry['custom']['paraphrase'])}",
        prose("of-source", facts=_links(supported, page)),
    ]
    return "\n\n".join(lines)


def _about_row(row: Row) -> str:
    lines = [f"{plain_markdown(title)}: {plain_markdown(value)}" for title, value in row.said().items()]
    if "source_id" in row.cells:
        first, *further = row.sources()
        lines += [prose("source", source=_cited(first), place=_place(first))]
        lines += [prose("further", source=_cited(entry)) for entry in further]
    else:
        lines.append(prose("rests-on", facts=_links(row.rests_on(), row.table)))
    lines += [plain_markdown(line) for line in standing(row)]
    if "also" in row.cells:
        also = [facts()[key] for key in row.cells["also"].split(";")]
        lines.append(prose("see-also", facts=_links(also, row.table)))
    return "\n".join([f"### {row.id}", "", *(f"- {line}" for line in lines)])


def _place(entry: Entry) -> str:
    return f"source-{entry['id']}"


def _by_source() -> defaultdict[str, list[Row]]:
    """Source id → the facts that rest on it."""
    found = defaultdict(list)
    for row in facts().values():
        for entry in row.sources() if "source_id" in row.cells else ():
            found[entry["id"]].append(row)
    return found


def markdown(parts: Parts) -> str:
    """The text of a page: each heading holds the name of its part, as the place to which links lead."""
    named = [re.sub(r"^(#+ )", rf'\1<a id="{name}"></a>', text) for name, text in parts.items()]
    return "\n\n".join(named) + "\n"


def parts_of(file: Path) -> Parts:
    """The parts of which ``markdown`` made the text in *file*; none where it is missing or damaged."""
    text = file.read_text("utf-8", "replace") if file.is_file() else ""
    _, *found = re.split(r'^(#+ )<a id="([^"]+)"></a>', text, flags=re.MULTILINE)
    return {name: mark + words for mark, name, words in zip(found[::3], found[1::3], found[2::3], strict=True)}


def page(name: str) -> Parts:
    """The page of the table *name*: the sources of its facts, then the facts."""
    described, shown = resource(name), rows(name)
    top = f"# {described['title']}\n\n{plain_markdown(described['description'])} "
    top += f"{plain_markdown(described['limits'])}\n\n"
    top += prose("table", count=len(shown)) + f" {prose('legend')}\n\n"
    top += f"[{prose('all')}](../{INDEX})"
    parts, supported = {"top": top}, _by_source()
    entries = {entry["id"]: entry for row in shown for entry in row.sources() if "source_id" in row.cells}
    if entries:
        parts["sources"] = f"## {prose('title')}"
    for entry in sorted(entries.values(), key=citation):
        parts[_place(entry)] = _about_source(entry, supported[entry["id"]], name)
    parts["facts"] = f"## {prose('facts')}"
    return parts | {row.id: _about_row(row) for row in shown}


def index() -> Parts:
    """``sources.md``: the tables, what we could not find, and the whole bibliography."""
    top = "\n\n".join([f"# {prose('title')}", f"{prose('index')} {prose('legend')}", prose("made")])
    listed = [
        f"- [{plain_markdown(resource(name)['title'])}](sources/{name}.md): {len(rows(name))} facts"
        for name in tables()
    ]
    questions = [
        f"- {plain_markdown(row.cells['question'])} *{prose('settle')}* {plain_markdown(row.cells['settled_by'])}"
        for row in rows("open_questions")
    ]
    books = [f"- {_cited(entry)}" for entry in sorted(sources().values(), key=citation)]
    lists = {
        "tables": [prose("tables"), listed],
        "open": [prose("open"), questions],
        "bibliography": [prose("bibliography"), books],
    }
    return {"top": top} | {key: "\n".join([f"## {name}", "", *lines]) for key, (name, lines) in lists.items()}


def pages() -> dict[str, Parts]:
    """Path below ``notebooks/`` → page, for the index and for every table that has facts."""
    return {INDEX: index(), **{f"sources/{name}.md": page(name) for name in tables()}}
