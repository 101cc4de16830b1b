"""Writing the quizzes of notebooks as files that a platform imports."""

from collections.abc import Sequence
from pathlib import Path

from seminar.data.package import chosen
from seminar.errors import SeminarError
from seminar.files import from_home, pack_folder, write_all
from seminar.marking.platforms.moodle_xml import moodle_xml
from seminar.marking.platforms.qti import qti_archive
from seminar.marking.platforms.quiz import quiz

PARTS = ("data", "handouts", "notebooks", "tests")
"""The folders of the pack, of which a class gets what lies in them."""


def write_quizzes(numbers: Sequence[str], folder: Path) -> list[Path]:
    """Write two files for each notebook with these *numbers* ([] for all) to *folder*: QTI 1.2, and Moodle XML.

    Raises SeminarError for a number that no notebook has, for a folder of the pack itself, and where a file cannot be
    written.
    """
    if any(folder.resolve().is_relative_to(pack_folder() / part) for part in PARTS):
        raise SeminarError(
            f"The folder {from_home(folder)} belongs to the pack, and quizzes hold what students should not read. "
            "Nothing was written. Expected another folder, such as quizzes."
        )
    contents: dict[Path, str | bytes] = {}
    for path in dict.fromkeys(chosen([*numbers])):
        made = quiz(path.name[:2])
        contents[folder / f"quiz-{made.number}.qti.zip"] = qti_archive(made)
        contents[folder / f"quiz-{made.number}.moodle.xml"] = moodle_xml(made)
    write_all(contents)
    return [*contents]
