"""The page of sources and whatever else is made from ``data/``.

``notebooks/sources.ipynb`` is Markdown only: one cell for each fact, named by its id, so that a link in any notebook
leads to it without a kernel: ``sources.ipynb#cell-id=f-T020``, in JupyterLab as in an exported page.
"""

import nbformat
from nbformat.v4 import new_markdown_cell, new_notebook

from seminar.evidence import Row, evidence_tables, facts, pack_folder, resources, rows, sources
from seminar.page import plain_markdown
from seminar.sources import citation, short, standing

PAGE = "sources.ipynb"


def _cited(entry: dict) -> str:
    words = plain_markdown(citation(entry))
    return f"[{words}]({entry['URL']})" if "URL" in entry else f"{words} (read in a copy, so there is no link)"


def _source_cell(entry: dict, supported: list[Row]) -> str:
    facts = ", ".join(f"[{row.id}](#cell-id={row.id})" for row in supported)
    lines = [
        f"### {plain_markdown(short(entry))}",
        "",
        f"{_cited(entry)}. {plain_markdown(entry['custom']['paraphrase'])}",
    ]
    return "\n".join([*lines, *(["", f"Facts: {facts}."] if facts else [])])


def _fact_cell(row: Row) -> str:
    first, *further = row.sources()
    lines = [f"{plain_markdown(title)}: {plain_markdown(value)}" for title, value in row.said().items()]
    lines += [f"Source: {_cited(first)}. [All facts of this source](#cell-id={_cell_id(first)})"]
    lines += [f"Further source: {_cited(entry)}." for entry in further]
    lines += [plain_markdown(line) for line in standing(row)]
    if "also" in row.cells:
        lines.append(f"Also rests on: {plain_markdown(row.cells['also'])}.")
    return "\n".join([f"### {row.id}", "", *(f"- {line}" for line in lines)])


def _cell_id(entry: dict) -> str:
    return f"source-{entry['id']}"


def page() -> nbformat.NotebookNode:
    """The page of sources as a notebook of Markdown cells, one for each source and then one for each fact.

    JupyterLab scrolls to cells, and only to those that do not stand on the first screen of a page it has just opened:
    so facts, which other notebooks link to, come after the sources.
    """
    top = (
        "# Sources\n\nFirst every source, then every fact that a notebook of this pack links to, with its date, grade "
        "and caveat. Grade A is a primary source, B an independent secondary source, C a single, interested or copied "
        "one. A link leads to the publisher; where only a copy could be read there is no link. A title in square "
        "brackets is our description.\n\nThis page is made from the folder `data`; nothing on it needs to be run."
    )
    cells = [new_markdown_cell(top, id="sources-top"), new_markdown_cell("## Publications", id="sources-publications")]
    for entry in sorted(sources().values(), key=citation):
        supported = [row for row in facts().values() if entry in row.sources()]
        cells.append(new_markdown_cell(_source_cell(entry, supported), id=_cell_id(entry)))
    for name in evidence_tables():
        words = f"## {resources()[name]['title']}\n\n{plain_markdown(resources()[name]['description'])}"
        cells.append(new_markdown_cell(words, id=f"sources-{name.replace('_', '-')}"))
        cells += [new_markdown_cell(_fact_cell(row), id=row.id) for row in rows(name)]
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


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
