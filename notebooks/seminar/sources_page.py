"""The page of sources and whatever else is made from ``data/``.

``notebooks/sources.ipynb`` is Markdown only: one cell for each fact, named by its id, so that a link in any notebook leads
to it without a kernel: ``sources.ipynb#cell-id=f-T020``, in JupyterLab as in an exported page.
"""

import nbformat
from nbformat.v4 import new_markdown_cell, new_notebook

from seminar.evidence import Row, evidence_tables, pack_folder, resources, rows, sources
from seminar.sources import citation, standing

PAGE = "sources.ipynb"


def _markdown(text: str) -> str:
    """*text* with everything that Markdown or HTML could read as markup made plain."""
    return "".join(f"\\{sign}" if sign in r"\`*_[]<>#|~$&" else sign for sign in text)


def _entry(row: Row) -> str:
    source = row.source()
    words = _markdown(citation(source))
    cited = f"[{words}]({source['URL']})" if "URL" in source else f"{words} (no address of the publisher is known)"
    said = [f"- {_markdown(title)}: {_markdown(value)}" for title, value in row.said().items()]
    others = [f"- Also rests on: {_markdown(row.cells['also'])}."] if "also" in row.cells else []
    return "\n".join(
        [
            f"### {row.id}",
            "",
            *said,
            f"- Source: {cited}.",
            *(f"- {_markdown(line)}" for line in standing(row)),
            *others,
        ]
    )


def page() -> nbformat.NotebookNode:
    """The page of sources as a notebook of Markdown cells: one for each fact, since JupyterLab scrolls to cells."""
    top = (
        "# Sources\n\nEvery fact that a notebook of this pack links to, with its source, date, grade and caveat. "
        "Grade A is a primary source, B an independent secondary source, C a single, interested or copied one. "
        "A link leads to the publisher; where only a copy could be read there is no link.\n\n"
        "This page is made from the folder `data`; nothing on it needs to be run."
    )
    cells = [new_markdown_cell(top, id="sources-top")]
    for name in evidence_tables():
        words = f"## {resources()[name]['title']}\n\n{_markdown(resources()[name]['description'])}"
        cells.append(new_markdown_cell(words, id=f"sources-{name.replace('_', '-')}"))
        cells += [new_markdown_cell(_entry(row), id=row.id) for row in rows(name)]
    return new_notebook(
        cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    )


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
