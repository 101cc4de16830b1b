"""W02a: one Chinese term, several English renderings, and what a reader may infer from each."""

from collections.abc import Sequence
from functools import partial

import htpy as h
import pandas as pd

from seminar.course.sources import fact_links, no_source
from seminar.data.evidence import frame
from seminar.data.records import terms
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.models import renderings
from seminar.models.renderings import MARKS
from seminar.numbers import small
from seminar.screen.controls import OneOf
from seminar.screen.page import Figure, Output, Table, forgiving, with_chinese
from seminar.screen.renderings import Offered, renderings_of_a_term
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Below, Panel, Setting, View, activity

CELL = "02-w02a"
prose = Words(CELL)


def sentences() -> dict[str, str]:
    """Term in Chinese → a sentence of the course with a place for the rendering, in the order shown."""
    return {one.term: one.sentence for one in terms()}


def renderings_of(term: str) -> pd.DataFrame:
    """The renderings of *term*. Raises SeminarError if the table has too few of them to compare."""
    try:
        return renderings.of_term(frame("terms"), term)
    except ValueError as error:
        raise SeminarError(f"The table of terms lacks something: {error}") from error


@forgiving
def explore_the_terms() -> Output:
    """The translation explorer: a tab for each term, and in it a choice of its renderings."""
    views = [view(term) for term in sentences()]
    return activity(CELL, *views, below=Below(_overview(), lambda: []), still=views[:1])


def view(term: str) -> View:
    """The tab of one *term*, under its pinyin."""
    found = renderings_of(term)
    options = tuple(found["rendering"].items())
    setting = Setting("rendering", prose("settings.rendering"), OneOf(options), options[0][0])
    return View(found["pinyin"].iloc[0], [setting], partial(explored, term))


def explored(term: str, rendering: str) -> Panel:
    """One *rendering* (its id in the table) of *term*, beside the others."""
    found = renderings_of(term)
    chosen = found.loc[rendering]
    return Panel(
        f"{chosen['pinyin']} as “{_plain(chosen)}”: {small(chosen['reader_infers'])}",
        [_picture(term, found, rendering), _term_table(term, chosen), _comparison(found, rendering)],
        _text(chosen, len(found)),
        under=prose("under", sentence=_in_a_sentence(chosen)),
    )


def _picture(term: str, found: pd.DataFrame, rendering: str) -> Figure:
    """The term over its renderings, the chosen one joined to it, each with the marks that we give it."""
    chosen = found.loc[rendering]
    offered = [Offered(_plain(row), _signs(row), key == rendering) for key, row in found.iterrows()]
    said = "; ".join(f"{one.words}: {_sounds(row)}" for one, (_, row) in zip(offered, found.iterrows(), strict=True))
    return Figure(
        lambda ink: renderings_of_a_term(term, chosen["pinyin"], chosen["literal"], offered, ink),
        prose("alt", pinyin=chosen["pinyin"], literal=chosen["literal"], renderings=said, chosen=_plain(chosen)),
        prose("caption"),
    )


def _sounds(row: pd.Series) -> str:
    has = renderings.marks(row)
    return prose("sounds", so=" and ".join(has)) if has else prose("sounds-neutral")


def _in_a_sentence(chosen: pd.Series) -> str:
    return sentences()[chosen["term_zh"]].format(_plain(chosen))


def _plain(chosen: pd.Series) -> str:
    """The rendering without a remark in brackets."""
    return chosen["rendering"].partition(" (")[0]


def _written(term: str) -> str:
    """The characters in words, for a page without a font for them."""
    return prose("characters", count=len(term))


def _term_table(term: str, chosen: pd.Series) -> Table:
    rows = [
        [prose("signs"), h.span(lang="zh")[term]],
        [prose("pinyin"), chosen["pinyin"]],
        [prose("word-for-word"), f"{chosen['literal']} ({_written(term)})"],
        [prose("our-sentence"), _in_a_sentence(chosen)],
    ]
    if isinstance(chosen["note"], str):
        rows.append([prose("note"), with_chinese(chosen["note"])])
    return Table(prose("term-table-caption"), prose.all("term-table-columns"), rows)


def _signs(row: pd.Series) -> str:
    """The three marks with their names, each told apart by its shape."""
    has = renderings.marks(row)
    return ", ".join(f"{'●' if name in has else '○'}\u00a0{name}" for name in MARKS)


def _comparison(found: pd.DataFrame, rendering: str) -> Table:
    rows = [
        [
            h.strong[prose("chosen", rendering=row["rendering"])] if key == rendering else row["rendering"],
            row["used_by"],
            row["reader_infers"],
            _signs(row),
            fact_links(row["facts"]) if isinstance(row["facts"], str) else no_source(),
        ]
        for key, row in found.iterrows()
    ]
    return Table(
        prose("comparison-caption"),
        prose.all("comparison-columns"),
        rows,
        wide=True,
    )


def _text(chosen: pd.Series, count: int) -> str:
    inferred = small(chosen["reader_infers"]).rstrip("?.")
    return prose(
        "text",
        pinyin=chosen["pinyin"].capitalize(),
        literal=chosen["literal"],
        count=count,
        rendering=_plain(chosen),
        used_by=chosen["used_by"],
        inferred=inferred,
        sounds=_sounds(chosen),
        sentence=_in_a_sentence(chosen),
    )


def _overview() -> h.Node:
    """All terms with their renderings in one table, for the still view."""

    def row(term: str) -> Sequence[h.Node]:
        found = renderings_of(term)
        first = [h.span(lang="zh")[term], f" {found['pinyin'].iloc[0]}"]
        return [first, found["literal"].iloc[0], "; ".join(found["rendering"])]

    rows = [row(term) for term in sentences()]
    return Table(prose("overview-caption", count=len(rows)), prose.all("overview-columns"), rows).markup()


def keys() -> h.Renderable:
    """The marks of every rendering: for the instructor only."""
    rows = [
        [found["pinyin"].iloc[0] if not place else "", _plain(row), _sounds(row)]
        for term in sentences()
        for found in [renderings_of(term)]
        for place, (_, row) in enumerate(found.iterrows())
    ]
    return Table(prose("keys-caption"), prose.all("keys-columns"), rows).markup()


def on_paper() -> dict[str, object]:
    """Each term with its sentence, cut where its English goes, and its renderings."""
    terms = []
    for term, sentence in sentences().items():
        found = renderings_of(term).to_dict("records")
        before, after = sentence.split("{}")
        terms.append({**found[0], "term": term, "before": before, "after": after, "renderings": found})
    return {"terms": terms}


ACTIVITY = Declaration(CELL, explore_the_terms, on_paper, key=keys)
