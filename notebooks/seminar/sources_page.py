"""The page of sources: ``notebooks/sources.ipynb``, Markdown only, made from ``data/``.

It has one cell for each source and each fact, named by its id, so that a link in any notebook leads there without a
kernel: ``sources.ipynb#cell-id=f-T020``, in JupyterLab as in an exported page.
"""

from collections import defaultdict

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook

from seminar.evidence import Row, facts, is_fact, rows
from seminar.package import Entry, evidence_tables, resource, sources
from seminar.page import plain_markdown
from seminar.sources import citation, short, standing

PAGE = "sources.ipynb"
KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}


def _cited(entry: Entry) -> str:
    words = plain_markdown(citation(entry))
    return f"[{words}]({entry['URL']})" if "URL" in entry else f"{words} (no link: read in a copy, or in print)"


def _links(supported: list[Row]) -> str:
    return ", ".join(f"[{row.id}](#cell-id={row.id})" for row in supported)


def _source_cell(entry: Entry, supported: list[Row]) -> str:
    lines = [
        f"### {plain_markdown(short(entry))}",
        "",
        f"{_cited(entry)}. {plain_markdown(entry['custom']['paraphrase'])}",
    ]
    return "\n".join([*lines, *(["", f"Facts: {_links(supported)}."] if supported else [])])


def _row_cell(row: Row) -> str:
    lines = [f"{plain_markdown(title)}: {plain_markdown(value)}" for title, value in row.said().items()]
    if "source_id" in row.cells:
        first, *further = row.sources()
        lines += [f"Source: {_cited(first)}. [All facts of this source](#cell-id={_cell_id(first)})"]
        lines += [f"Further source: {_cited(entry)}." for entry in further]
    else:
        lines.append(f"Rests on: {_links(row.rests_on()) or 'no source found'}.")
    lines += [plain_markdown(line) for line in standing(row)]
    if "also" in row.cells:
        lines.append(f"See also: {', '.join(f'[{key}](#cell-id={key})' for key in row.cells['also'].split(';'))}.")
    return "\n".join([f"### {row.id}", "", *(f"- {line}" for line in lines)])


def _cell_id(entry: Entry) -> str:
    return f"source-{entry['id']}"


def _by_source() -> defaultdict[str, list[Row]]:
    """Source id → the facts that rest on it."""
    found = defaultdict(list)
    for row in facts().values():
        for entry in row.sources() if is_fact(row) else ():
            found[entry["id"]].append(row)
    return found


def markdown_page(cells: list[NotebookNode]) -> NotebookNode:
    """A notebook of Markdown *cells* that nobody needs to run."""
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


def page() -> NotebookNode:
    """The page of sources, one cell for each source, then one for each fact, then the open questions.

    Codings have no cell: where they are shown, they link to the facts that they rest on.

    JupyterLab scrolls to cells, and only to those that do not stand on the first screen of a page it has just opened:
    so facts, which other notebooks link to, come after the sources.
    """
    top = (
        "# Sources\n\nFirst every source, then every fact with its date, grade and caveat; at the end what we could "
        "not find. Grade A is a primary source, B an independent secondary source, C a "
        "single, interested or copied one. A link leads to the publisher; where only a copy could be read there is no "
        "link. A title in square brackets is our description.\n\nThis page is made from the folder `data`; nothing on "
        "it needs to be run."
    )
    cells = [new_markdown_cell(top, id="sources-top"), new_markdown_cell("## Publications", id="sources-publications")]
    supported = _by_source()
    for entry in sorted(sources().values(), key=citation):
        cells.append(new_markdown_cell(_source_cell(entry, supported[entry["id"]]), id=_cell_id(entry)))
    with_facts = [name for name in evidence_tables() if any(is_fact(row) for row in rows(name))]
    for name in [*with_facts, "open_questions"]:
        words = f"## {resource(name)['title']}\n\n{plain_markdown(resource(name)['description'])}"
        cells.append(new_markdown_cell(words, id=f"sources-{name.replace('_', '-')}"))
        cells += [new_markdown_cell(_row_cell(row), id=row.id) for row in rows(name)]
    return markdown_page(cells)
