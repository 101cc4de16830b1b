"""What facts rest on: kinds of sources by grade, and of what the sources say nothing."""

from collections.abc import Mapping, Sequence

from seminar.data.evidence import GRADES, SILENT, Row
from seminar.data.package import fields
from seminar.data.records import Data
from seminar.data.words import Words
from seminar.numbers import listed, small
from seminar.screen.discs import discs
from seminar.screen.page import Figure
from seminar.screen.silence import silence

prose = Words("pictures")


def grades_of(found: Data, rows: Sequence[Row]) -> Figure:
    """How many facts rest on each kind of source, grade by grade, where a row is a kind."""
    counts = {(row.cells["kind"], grade): row.cells[f"grade_{grade.lower()}"] for row in rows for grade in GRADES}
    return by_grade(counts, found.title)


def by_grade(counts: Mapping[tuple[str, str], int], caption: str) -> Figure:
    """*counts* of facts (kind of source and grade → how many) as discs; the kinds stand in their order."""
    kinds = list(dict.fromkeys(kind for kind, _ in counts))
    heads = {grade: prose("grades.grade", grade=grade, words=prose.group("in-short")[grade]) for grade in GRADES}
    said = "; ".join(
        prose("grades.one", kind=kind, counts=", ".join(f"{grade} {counts[kind, grade]}" for grade in GRADES))
        for kind in kinds
    )
    alt = prose("grades.alt", count=f"{sum(counts.values()):,}", said=said)
    named = {(kind, heads[grade]): count for (kind, grade), count in counts.items()}
    return Figure(lambda ink: discs(kinds, list(heads.values()), named, ink), alt, caption)


def silence_of(found: Data, rows: Sequence[Row]) -> Figure:
    """Of which outlet the sources say what, and of which year each row is."""
    columns = found.columns_shown[1:]
    heads = [fields(found.file)[column]["title"] for column in columns]
    shown = [
        (
            prose("silence.of-year", name=row.cells[found.columns_shown[0]], year=row.cells["as_of"][:4]),
            [row.cells.get(column, SILENT).lower() != SILENT for column in columns],
        )
        for row in rows
    ]
    said = "; ".join(
        prose("silence.one", name=name, silent=listed(without)) if without else prose("silence.all", name=name)
        for name, filled in shown
        for without in [[small(head) for head, one in zip(heads, filled, strict=True) if not one]]
    )
    words = prose("silence.says"), prose("silence.silent")
    alt = prose("silence.alt", count=len(shown), columns=listed(map(small, heads)), said=said)
    return Figure(lambda ink: silence(heads, shown, words, ink), alt, found.title)
