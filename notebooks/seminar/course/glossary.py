"""The words of the course: what a term means, how it is written, who renders it how, and what to say instead.

``glossary("诚信")`` shows one term in a notebook; ``notebooks/glossary.md``, made from the same tables, has a part
for each, to which the first mention of a term leads.
"""

from difflib import get_close_matches

import htpy as h

from seminar.data.evidence import Row, rows
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.screen.page import Output, Table, forgiving, link

prose = Words("glossary")

PAGE = "glossary.md"


def _characters(row: Row) -> h.Node:
    """The term in characters and pinyin, where it has any: 诚信 (chéngxìn)."""
    return "term_zh" in row.cells and [h.span(lang="zh")[row.cells["term_zh"]], f" ({row.cells['pinyin']})"]


def avoided(row: Row) -> str:
    """What to say instead of a rendering, or nothing."""
    if "avoid" not in row.cells:
        return ""
    return prose("better-not", avoid=row.cells["avoid"], why=row.cells.get("why_avoid", "")).strip()


def renderings_of(row: Row) -> list[Row]:
    """How the term is put into English, and by whom."""
    written = row.cells.get("term_zh")
    return [other for other in rows("terms") if written and other.cells["term_zh"] == written]


def find(term: str) -> Row:
    """The entry for *term*: its English name, its characters or its id. Raises SeminarError that names near ones."""
    names: dict[str, Row] = {}
    for row in rows("glossary"):
        for name in (row.id, row.cells["term"].lower(), row.cells.get("term_zh"), row.cells.get("pinyin", "").lower()):
            if name:
                names.setdefault(name, row)
    wanted = term.strip().lower()
    if wanted not in names:
        near = ", ".join(f"“{name}”" for name in get_close_matches(wanted, names, 3)) or "“base rate”, “诚信”"
        raise SeminarError(f"The glossary has no term “{term}”. Try {near}, or glossary() for all.")
    return names[wanted]


@forgiving
def glossary(term: str | None = None) -> Output:
    """One term ("诚信", "base rate") with its renderings and what to avoid; without a term, all of them."""
    if term is None:
        body = [[_name(row), _characters(row) or "–", row.cells["explanation"]] for row in rows("glossary")]
        caption = prose("caption", count=len(body))
        columns = prose.all("columns")
        markup = Table(caption, columns, body).markup()
        return Output(h.div(".seminar-wide")[markup], prose("plain", caption=caption, columns=", ".join(columns)))
    row = find(term)
    renderings = [
        h.li[f"{other.cells['rendering']} ({other.cells['used_by']}): {other.cells['reader_infers']}."]
        for other in renderings_of(row)
    ]
    characters = _characters(row)
    return Output(
        [
            h.p[h.strong[_name(row)], characters and [", ", characters], f". {row.cells['explanation']}"],
            renderings and [h.p[prose("renderings")], h.ul[renderings]],
            avoided(row) and h.p[avoided(row)],
        ],
        f"{row.cells['term']}: {row.cells['explanation']}",
    )


def _name(row: Row) -> h.Node:
    return link(row.cells["term"], f"{PAGE}#{row.id}")
