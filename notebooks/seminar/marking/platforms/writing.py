"""Writing the quizzes of notebooks as files that a platform imports."""

from collections.abc import Sequence
from pathlib import Path

from seminar.data.package import chosen
from seminar.files import write_all
from seminar.marking.platforms.moodle_xml import moodle_xml
from seminar.marking.platforms.qti import qti_archive
from seminar.marking.platforms.quiz import quiz


def write_quizzes(numbers: Sequence[str], folder: Path) -> list[Path]:
    """Write two files for each notebook with these *numbers* ([] for all) to *folder*: QTI 1.2, and Moodle XML.

    Raises SeminarError for a number that no notebook has, and where a file cannot be written.
    """
    contents: dict[Path, str | bytes] = {}
    for path in dict.fromkeys(chosen([*numbers])):
        made = quiz(path.name[:2])
        contents[folder / f"quiz-{made.number}.qti.zip"] = qti_archive(made)
        contents[folder / f"quiz-{made.number}.moodle.xml"] = moodle_xml(made)
    write_all(contents)
    return [*contents]
