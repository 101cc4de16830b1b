"""The folder in which a teacher marks: sheets by number, who is who in a file of its own, marks, and what goes back.

``sheets/417-06.json`` is what number 417 wrote for exercise 06, without a code, a day or a name. ``who-is-who.csv``
alone says whose number that is; collecting and giving back open it, marking and reporting never do.
``report/chosen.json`` holds what students chose, for the report: under names that have nothing to do with the numbers,
in another order, in one file that is written anew each time, so that no date of a file tells them apart either.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from seminar.answers.sheets import NoSheet, Sheet, as_json, read_sheet
from seminar.course.choices import known
from seminar.data.records import Exercise, notebooks_with_records, records
from seminar.errors import SeminarError
from seminar.files import from_home, write, write_all
from seminar.marking.csv_files import as_csv, from_csv

WHO = "who-is-who.csv"
PROBLEMS = "problems.csv"
REPORT, CHOSEN = "report", "chosen.json"
_SHEET = re.compile(r"(\d{3,7})-(\d\d)\.json")
AT_ONCE = 200
"""How many sheets are written together: all of them find room on the disk, or none is there."""


@dataclass(frozen=True)
class Row:
    """A file that was handed in, as *who-is-who* keeps it: whose *number*, and what its platform calls it."""

    number: str
    platform: str
    person: str
    place: str
    path: str
    exercise: str
    code: str
    day: str
    taken: str


class Folder:
    """The marking folder at *path*."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def who(self) -> list[Row]:
        """Who is who, [] before something was collected. Raises SeminarError where the file was damaged."""
        file = self.path / WHO
        if not file.exists():
            return []
        try:
            return [Row(**row) for row in from_csv(file.read_bytes())]
        except (OSError, ValueError, TypeError) as error:
            names = ", ".join(field.name for field in fields(Row))
            raise SeminarError(
                f"The file {WHO} in {from_home(self.path)} cannot be read. Expected the columns {names}, as it was "
                "written. Nothing was changed. Put the file back as it was, or collect into a new folder."
            ) from error

    def keep_who(self, rows: Iterable[Row]) -> None:
        """Write who is who."""
        columns = [field.name for field in fields(Row)]
        kept_out = {self.path / ".gitignore": "*\n"}  # wherever the folder lies, names get into no repository
        write_all({**kept_out, self.path / WHO: as_csv(columns, map(asdict, rows))})

    def keep_problems(self, problems: Iterable[tuple[str, str]]) -> None:
        """Write what is wrong, by number, beside what was wrong earlier, unless somebody damaged the file."""
        file = self.path / PROBLEMS
        try:
            before = [(row["number"], row["what"]) for row in from_csv(file.read_bytes())] if file.exists() else []
        except (OSError, ValueError, KeyError):
            before = []
        rows = [{"number": number, "what": what} for number, what in sorted({*before, *problems})]
        write(self.path / PROBLEMS, as_csv(("number", "what"), rows))

    def chosen(self) -> dict[str, dict[str, str]]:
        """A random name → what one student chose, {} before anybody gave that.

        Raises SeminarError where the file was damaged.
        """
        file = self.path / REPORT / CHOSEN
        if not file.exists():
            return {}
        try:
            return {name: known(made) for name, made in json.loads(file.read_text("utf-8")).items()}
        except (OSError, ValueError, AttributeError) as error:
            raise SeminarError(
                f"The file {CHOSEN} in {from_home(file.parent)} cannot be read. Expected it as “collect” wrote it. "
                "Nothing was changed. Remove it, and collect all your downloads again; numbers and marks are kept."
            ) from error

    def keep_chosen(self, chosen: Mapping[str, Mapping[str, str]]) -> None:
        """Write what students chose, in the order of the random names."""
        write(self.path / REPORT / CHOSEN, json.dumps(dict(sorted(chosen.items()))))

    def keep_sheets(self, sheets: Iterable[tuple[str, Sheet]]) -> None:
        """Write each sheet under its number."""
        waiting: dict[Path, str | bytes] = {}
        for number, sheet in sheets:
            waiting[self.path / "sheets" / f"{number}-{sheet.exercise[:2]}.json"] = as_json(sheet)
            if len(waiting) >= AT_ONCE:
                write_all(waiting)
                waiting = {}
        if waiting:
            write_all(waiting)

    def numbers(self) -> dict[str, list[str]]:
        """Exercise → the numbers of its sheets, in order. Raises SeminarError where nothing was collected here."""
        found: dict[str, list[str]] = {}
        folder = self.path / "sheets"
        names = sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []
        known = {key[:2]: key for key in exercises()}
        for match in filter(None, map(_SHEET.fullmatch, names)):
            if match[2] in known:
                found.setdefault(known[match[2]], []).append(match[1])
        if not found:
            raise SeminarError(
                f"There are no sheets in {from_home(self.path)}. Expected a folder into which “collect” has put some."
            )
        return dict(sorted(found.items()))

    def sheet(self, number: str, exercise: str) -> Sheet:
        """The sheet of *number* for *exercise*. Raises SeminarError where it is missing or was changed by hand."""
        file = self.path / "sheets" / f"{number}-{exercise[:2]}.json"
        try:
            return read_sheet(file.read_text("utf-8"))
        except (OSError, ValueError, NoSheet) as error:
            raise SeminarError(
                f"The sheet {file.name} in {from_home(self.path)} cannot be read. Collect it again; marks are kept."
            ) from error

    def sheets(self, exercise: str) -> Iterator[tuple[str, Sheet]]:
        """Each number with its sheet for *exercise*, one after the other."""
        for number in self.numbers().get(exercise, []):
            yield number, self.sheet(number, exercise)


def exercises() -> Mapping[str, Exercise]:
    """Every exercise of the pack by its id, in order."""
    return {
        key: found
        for number in notebooks_with_records()
        for key, found in records(number).items()
        if isinstance(found, Exercise)
    }


def exercise_of(number: str) -> tuple[str, Exercise]:
    """The exercise of the notebook of that number, after its id. Raises SeminarError where it has none."""
    found = {key[:2]: (key, one) for key, one in exercises().items()}
    if number not in found:
        raise SeminarError(f"There is no exercise in notebook {number}. Those with one are: {', '.join(found)}.")
    return found[number]
