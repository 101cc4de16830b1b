"""The page of the glossary: ``notebooks/glossary.md``, made from ``data/``."""

from seminar.build.sources_page import Parts
from seminar.course.glossary import PAGE, avoided, renderings_of
from seminar.data.evidence import Row, rows
from seminar.data.words import Words
from seminar.screen.page import plain_markdown

prose = Words("glossary")

__all__ = ["PAGE", "page"]


def _entry(row: Row) -> str:
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


def page() -> Parts:
    """The page of the glossary: terms in the order of the alphabet, a part each."""
    top = f"# {prose('title')}\n\n{prose('about')}"
    entries = sorted(rows("glossary"), key=lambda row: row.cells["term"].lower())
    return {"glossary-top": top} | {row.id: _entry(row) for row in entries}
