"""The page of the essay, claim by claim: ``notebooks/sources/claims.ipynb``, Markdown only, made from ``data/``.

A claim has a cell named by its id, so that a link in any notebook leads there: ``sources/claims.ipynb#cell-id=C05``.
"""

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from seminar.build.sources_page import markdown_page
from seminar.course.claims import PAGE, entry, opening, paragraphs, rest, rest_title, title
from seminar.data.evidence import Row
from seminar.screen.page import plain_markdown

__all__ = ["PAGE", "page"]


def _linked(row: Row) -> str:
    """How a fact bears on a claim, as a link to the fact."""
    (fact,) = row.rests_on()
    return f"[{plain_markdown(row.cells['bearing'])}]({fact.address().removeprefix('sources/')})"


def page() -> NotebookNode:
    """For JupyterLab and the plain edition: a cell for each paragraph, for each claim, and for what is not treated."""
    cells = [new_markdown_cell(f"# {title()}\n\n{opening()}", id="top")]
    for heading, claims in paragraphs().items():
        cells.append(new_markdown_cell(f"## {heading}", id=heading.lower().replace(" ", "-")))
        cells += [new_markdown_cell(entry(claim, _linked), id=claim.id) for claim in claims]
    if words := rest():
        cells.append(new_markdown_cell(f"## {rest_title()}\n\n{words}", id="not-treated"))
    return markdown_page(cells)
