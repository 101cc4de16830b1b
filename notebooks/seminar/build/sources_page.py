"""The pages of sources, Markdown only, made from ``data/``: one for each table, and ``sources.ipynb`` that lists them.

A page of a table has a cell for each fact and for each source of these facts, named by its id, so that a link in any
notebook leads there without a kernel: ``sources/face_trials.ipynb#cell-id=f-T020``, in JupyterLab as in an exported
page. The pages are many and small because JupyterLab takes long to find one cell among thousands.
"""

from collections import defaultdict

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook

from seminar.course.sources import citation, short, standing
from seminar.data import stored
from seminar.data.evidence import Row, facts, is_fact, rows
from seminar.data.package import Entry, evidence_tables, resource, sources
from seminar.data.words import Words
from seminar.screen.page import plain_markdown

prose = Words("sources-pages")

INDEX = "sources.ipynb"
KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}


def tables() -> list[str]:
    """The tables that have facts, and so a page, in the order of the package."""
    return [name for name in evidence_tables() if any(is_fact(row) for row in rows(name))]


def _cited(entry: Entry) -> str:
    words = plain_markdown(citation(entry))
    return f"[{words}]({entry['URL']})" if "URL" in entry else prose("no-link", source=words)


def _links(shown: list[Row], page: str) -> str:
    """Links to rows, as seen from the *page* of a table."""
    return ", ".join(
        f"[{row.id}]({row.address().removeprefix('sources/').removeprefix(f'{page}.ipynb')})" for row in shown
    )


def _source_cell(entry: Entry, supported: list[Row], page: str) -> NotebookNode:
    lines = [
        f"### {plain_markdown(short(entry))}",
        f"{_cited(entry)}. {plain_markdown(entry['custom']['paraphrase'])}",
        prose("of-source", facts=_links(supported, page)),
    ]
    return new_markdown_cell("\n\n".join(lines), id=_cell_id(entry))


def _row_cell(row: Row) -> NotebookNode:
    lines = [f"{plain_markdown(title)}: {plain_markdown(value)}" for title, value in row.said().items()]
    if "source_id" in row.cells:
        first, *further = row.sources()
        lines += [prose("source", source=_cited(first), cell=_cell_id(first))]
        lines += [prose("further", source=_cited(entry)) for entry in further]
    else:
        lines.append(prose("rests-on", facts=_links(row.rests_on(), row.table)))
    lines += [plain_markdown(line) for line in standing(row)]
    if "also" in row.cells:
        also = [facts()[key] for key in row.cells["also"].split(";")]
        lines.append(prose("see-also", facts=_links(also, row.table)))
    return new_markdown_cell("\n".join([f"### {row.id}", "", *(f"- {line}" for line in lines)]), id=row.id)


def _cell_id(entry: Entry) -> str:
    return f"source-{entry['id']}"


def _by_source() -> defaultdict[str, list[Row]]:
    """Source id → the facts that rest on it."""
    found = defaultdict(list)
    for row in facts().values():
        for entry in row.sources() if "source_id" in row.cells else ():
            found[entry["id"]].append(row)
    return found


def markdown_page(cells: list[NotebookNode]) -> NotebookNode:
    """A notebook of Markdown *cells* that nobody needs to run."""
    page = new_notebook(cells=cells, metadata={"kernelspec": KERNEL, "language_info": stored.LANGUAGE})
    stored.lock(page)
    return page


def page(name: str) -> NotebookNode:
    """The page of the table *name*: the sources of its facts, then the facts.

    JupyterLab scrolls to cells, and only to those that do not stand on the first screen of a page it has just opened:
    so facts, which other notebooks link to, come after the sources.
    """
    described, shown = resource(name), rows(name)
    top = f"# {described['title']}\n\n{plain_markdown(described['description'])} "
    top += f"{plain_markdown(described['limits'])}\n\n"
    top += prose("table", count=len(shown)) + f" {prose('legend')}\n\n"
    top += f"[{prose('all')}](../sources.ipynb)"
    cells, supported = [new_markdown_cell(top, id="top")], _by_source()
    entries = {entry["id"]: entry for row in shown for entry in row.sources() if "source_id" in row.cells}
    if entries:
        cells.append(new_markdown_cell(f"## {prose('title')}", id="sources"))
    ordered = sorted(entries.values(), key=citation)
    cells += [_source_cell(entry, supported[entry["id"]], name) for entry in ordered]
    cells.append(new_markdown_cell(f"## {prose('facts')}", id="facts"))
    return markdown_page([*cells, *(_row_cell(row) for row in shown)])


def index() -> NotebookNode:
    """``sources.ipynb``: the tables, what we could not find, and the whole bibliography."""
    top = "\n\n".join([f"# {prose('title')}", f"{prose('index')} {prose('legend')}", prose("made")])
    listed = [
        f"- [{plain_markdown(resource(name)['title'])}](sources/{name}.ipynb): {len(rows(name))} facts"
        for name in tables()
    ]
    questions = [
        f"- {plain_markdown(row.cells['question'])} *{prose('settle')}* {plain_markdown(row.cells['settled_by'])}"
        for row in rows("open_questions")
    ]
    books = [f"- {_cited(entry)}" for entry in sorted(sources().values(), key=citation)]
    parts = {"top": [top], "tables": [f"## {prose('tables')}", *listed], "open": [f"## {prose('open')}", *questions]}
    cells = [new_markdown_cell("\n".join([lines[0], "", *lines[1:]]), id=key) for key, lines in parts.items()]
    cells.append(new_markdown_cell("\n".join([f"## {prose('bibliography')}", "", *books]), id="bibliography"))
    return markdown_page(cells)


def pages() -> dict[str, NotebookNode]:
    """Path below ``notebooks/`` → page, for the index and for every table that has facts."""
    return {INDEX: index(), **{f"sources/{name}.ipynb": page(name) for name in tables()}}
