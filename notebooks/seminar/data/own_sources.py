"""On what the facts of the pack rest: how many of each kind of source there are, and at which grade."""

from collections import Counter

from seminar.data.evidence import GRADES, read_rows
from seminar.data.package import graded_tables, sources
from seminar.errors import SeminarError
from seminar.files import csv_text

TABLE = "own_sources"
COLUMNS = ("id", "kind", *(f"grade_{grade.lower()}" for grade in GRADES), "facts_in_all")


def text() -> str:
    """The text of ``data/evidence/own_sources.csv``: the kinds by how many facts they have, each with its grades.

    Raises SeminarError where a table cannot be read, or names a source that there is not.
    """
    counts = _counts()
    totals = Counter({kind: sum(counts[kind, grade] for grade in GRADES) for kind in {kind for kind, _ in counts}})
    lines = (
        [f"kind-{kind.lower()}", kind, *(counts[kind, grade] for grade in GRADES), total]
        for kind, total in sorted(totals.items(), key=lambda found: (-found[1], found[0]))
    )
    return csv_text(COLUMNS, lines)


def _counts() -> Counter[tuple[str, str]]:
    """Kind of source and grade → how many facts. Raises SeminarError for a fact whose source there is not."""
    graded_rows = [row for name in graded_tables() for row in read_rows(name)]
    if unknown := [row for row in graded_rows if row.cells["source_id"] not in sources()]:
        raise SeminarError(f"There is no source “{unknown[0].cells['source_id']}”, which {unknown[0].id} names.")
    return Counter((sources()[row.cells["source_id"]]["custom"]["kind"], row.cells["grade"]) for row in graded_rows)
