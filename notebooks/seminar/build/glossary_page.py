"""The page of the glossary: ``notebooks/glossary.ipynb``, Markdown only, made from ``data/``."""

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from seminar.build.sources_page import markdown_page
from seminar.course.glossary import PAGE, avoided, renderings_of
from seminar.data.evidence import Row, rows
from seminar.data.words import Words
from seminar.screen.page import plain_markdown

prose = Words("glossary")

__all__ = ["PAGE", "page"]


def _cell(row: Row) -> str:
    said = plain_markdown
    written = f"{said(row.cells['term_zh'])} ({said(row.cells['pinyin'])})" if "term_zh" in row.cells else ""
    lines = [f"## {said(row.cells['term'])}", "", " ".join(filter(None, [written, said(row.cells["explanation"])]))]
    renderings = [
        f"- {said(other.cells['rendering'])} ({said(other.cells['used_by'])}): {said(other.cells['reader_infers'])}"
        for other in renderings_of(row)
    ]
    if renderings:
        lines += ["", prose("renderings"), "", *renderings]
    return "\n".join([*lines, *(["", said(avoided(row))] if avoided(row) else [])])


def page() -> NotebookNode:
    """The page of the glossary: terms in the order of the alphabet, a cell each."""
    top = f"# {prose('title')}\n\n{prose('about')}"
    entries = sorted(rows("glossary"), key=lambda row: row.cells["term"].lower())
    cells = [new_markdown_cell(top, id="glossary-top")]
    return markdown_page([*cells, *(new_markdown_cell(_cell(row), id=row.id) for row in entries)])
