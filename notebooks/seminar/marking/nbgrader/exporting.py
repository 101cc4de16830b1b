"""The table of marks that ``nbgrader export`` writes, in which nothing is 0 that nobody has marked.

This module needs nbgrader.
"""

from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import CsvExportPlugin

from seminar.marking.nbgrader.repairing import OURS

TABLE = "grades.csv"
"""Where nbgrader writes it unless it is told another place."""


class MarkedExport(CsvExportPlugin):
    """Nbgrader's own table; for assignments of the pack, whoever waits for a mark has empty cells for the points."""

    def export(self, gradebook: Gradebook) -> None:
        """As nbgrader asks."""
        super().export(gradebook)
        table = Path(self.to or TABLE)
        head, *lines = table.read_text().splitlines()
        table.write_text("\n".join([head, *(_marked(line, gradebook) for line in lines)]) + "\n")


def _marked(line: str, gradebook: Gradebook) -> str:
    """The *line* of a submission. Nbgrader quotes nothing, so a name may hold commas: what is read stands at the ends.

    Its columns begin with assignment, due date, time and student, and end with three for points, and the highest.
    """
    assignment, _, _, student, _ = line.split(",", 4)
    if not OURS.fullmatch(assignment) or not _waits(gradebook, assignment, student):
        return line
    *before, _, _, _, highest = line.rsplit(",", 4)
    return ",".join([*before, "", "", "", highest])


def _waits(gradebook: Gradebook, assignment: str, student: str) -> bool:
    """Whether a cell has no points yet, by machine or by a person, or nothing came that could be marked."""
    try:
        found = gradebook.find_submission(assignment, student)
    except MissingEntry:
        return True
    grades = [grade for page in found.notebooks for grade in page.grades]
    return any(one.needs_manual_grade or (one.auto_score is None and one.manual_score is None) for one in grades)
