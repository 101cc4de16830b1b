"""Making ready what was handed in, before nbgrader autogrades it: a notebook of the right name in every folder.

What nbgrader would pass over, stop at or score 0 is mended where it can be, and is told in every case, by the name of
its folder. Where nothing can be read, the whole folder is set aside, so that nbgrader gives it no points before
somebody has asked for it again. Nothing is removed: a file that was in the way stands beside it under another name.
"""

import re
import shlex
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from seminar.answers.sheets import LARGEST_FILE, NoSheet, read_sheet
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.files import from_home, write
from seminar.marking.csv_files import as_csv, from_csv
from seminar.marking.nbgrader.answers import Notebook, is_answer, key_of, read_notebook, taken, texts_of
from seminar.marking.nbgrader.course import CONFIG, LAB, LINE, PREFIX, as_text
from seminar.marking.nbgrader.kernel import check_apart

prose = Words("nbgrader")

REPAIRS, COLUMNS, STATE = "seminar-repairs.csv", ("student", "assignment", "what"), "now"
WAITING = "seminar-waiting"
"""The folder of a course for what nobody can mark."""
OURS = re.compile(rf"{PREFIX}(?:\d\d|{LAB})")
LARGEST = 20_000_000
"""More bytes than this no notebook of a student has that was not made to do harm."""


Where = tuple[str, str]
"""The folder of a student, and the assignment."""


@dataclass(frozen=True)
class Repaired:
    """What can be marked (*ready*) and what *waits* for another file; what is said of some, and what came *again*."""

    ready: list[Where]
    waiting: list[Where]
    told: list[tuple[str, str, str]]
    again: list[Where]

    def lines(self) -> list[str]:
        """The same in lines."""
        told = {(student, assignment) for student, assignment, _ in self.told}
        mended = len(told & {*self.ready})
        sound, waiting = len(self.ready) - mended, len(self.waiting)
        says = [
            *self.told,
            *((*where, prose("still-waits", folder=WAITING)) for where in self.waiting if where not in told),
            *((*where, prose("again", command=_again(*where))) for where in self.again),
        ]
        first = prose("looked", folders=sound + mended + waiting, sound=sound, mended=mended, waiting=waiting)
        return [first, *(f"{student}, {assignment}: {what}" for student, assignment, what in says)]


def _again(student: str, assignment: str) -> str:
    return shlex.join(["nbgrader", "autograde", assignment, "--student", student, "--force"])


def repair(course: Path) -> Repaired:
    """Make ready what lies in *course*/submitted for every assignment of the pack.

    Raises SeminarError where nothing was handed in, an assignment was not generated, the settings of the pack are not
    in use, or code of students could only run with all rights.
    """
    if not course.is_dir():
        raise SeminarError(f"There is no folder {from_home(course)}. Expected the folder of a course of nbgrader.")
    folders = _folders(course / "submitted")
    if not (folders or _folders(course / WAITING)):
        raise SeminarError(
            f"There are no submissions for assignments of the pack in {from_home(course)}. Expected the folder of a "
            f"course, in it submitted, a folder for each student, and a folder such as {PREFIX}06."
        )
    settings = course / CONFIG
    if not settings.is_file() or LINE not in settings.read_text("utf-8", errors="replace"):
        raise SeminarError(
            f"The settings of the pack are not in use. Nothing was changed. Add the line {LINE} at the end of {CONFIG} "
            f"in {from_home(course)}."
        )
    releases = {name: _release(course, name) for name in sorted({path.name for path in folders})}
    if any(has_code(release) for release in releases.values()):
        check_apart()
    told = [(*_where(path), says) for path in folders for says in _repair(path, releases[path.name])]
    left = _folders(course / "submitted")
    ready = [_where(path) for path in left]
    waiting = [where for where in map(_where, _folders(course / WAITING)) if where not in ready]
    _keep(course / REPAIRS, told, waiting)
    return Repaired(ready, waiting, told, [_where(path) for path in left if _came_again(path, releases[path.name])])


def _folders(inside: Path) -> list[Path]:
    """The folders for assignments of the pack, by student."""
    return [path for path in sorted(inside.glob(f"*/{PREFIX}*")) if path.is_dir() and OURS.fullmatch(path.name)]


def _where(folder: Path) -> Where:
    return folder.parent.name, folder.name


def _came_again(folder: Path, release: Notebook) -> bool:
    """Whether what lies in *folder* is not what nbgrader autograded, which passes over what it has done once."""
    name = f"{folder.name}.ipynb"
    graded = folder.parents[2] / "autograded" / folder.parent.name / folder.name / name
    if not graded.is_file():
        return False
    now = taken(release, read_notebook(_read(folder / name, LARGEST)), sheets_in(folder)[0])
    return now is None or _written(now.notebook) != _written(read_notebook(graded.read_text("utf-8")))


def _written(notebook: Notebook) -> list[str]:
    """What a student wrote in the *notebook*, cell by cell."""
    return [cell["source"] for cell in notebook["cells"] if not key_of(cell) or is_answer(cell)]


def _keep(file: Path, told: list[tuple[str, str, str]], waiting: Collection[Where]) -> None:
    """Write what was told, below what was told earlier, and beside each whether it *waits* now for another file."""
    try:
        before = [tuple(row[column] for column in COLUMNS) for row in from_csv(file.read_bytes())]
    except (OSError, ValueError, KeyError):
        before = []
    rows = [
        {**dict(zip(COLUMNS, row, strict=True)), STATE: prose("now.waits" if row[:2] in waiting else "now.ready")}
        for row in dict.fromkeys([*before, *told])
    ]
    write(file, as_csv([*COLUMNS, STATE], rows))


def _release(course: Path, name: str) -> Notebook:
    path = course / "release" / name / f"{name}.ipynb"
    try:
        return read_notebook(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SeminarError(
            f"The notebook {name}.ipynb that was handed out is not in {from_home(path.parent)}, or is damaged. Nothing "
            f"was changed. Expected what “nbgrader generate_assignment {name}” writes there."
        ) from error


def has_code(release: Notebook) -> bool:
    """Whether students fill cells of code in it."""
    return any(is_answer(cell) and cell["cell_type"] == "code" for cell in release["cells"])


def sheets_in(folder: Path) -> tuple[dict[str, str], list[str]]:
    """Question → text, of the sheets in *folder*; and what is wrong with files that look like sheets but are none."""
    texts: dict[str, str] = {}
    faults = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in (".html", ".htm", ".json"):
            continue
        try:
            read = texts_of(read_sheet(_read(path, LARGEST_FILE)).answers)
        except NoSheet as error:
            faults.append(prose("bad-sheet", file=path.name, what=str(error)))
        except (OSError, ValueError):
            faults.append(prose("bad-sheet", file=path.name, what=prose("no-text")))
        else:
            both = {
                key: f"{texts[key]}\n\n{prose('and')}\n\n{text}"
                for key, text in read.items()
                if texts.get(key, text) != text
            }
            texts |= read | both
    return texts, faults


def _read(path: Path, most: int) -> str:
    """The text of a file. Raises ValueError for one that is no plain file, is too large or no text; OSError."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > most:
        raise ValueError("not read")
    return path.read_text("utf-8-sig")


def _repair(folder: Path, release: Notebook) -> Iterator[str]:
    """Make one *folder* ready; what there is to say of it, sentence by sentence."""
    right = folder / f"{folder.name}.ipynb"
    sheets, faults = sheets_in(folder)
    yield from faults
    if sheets and not {key_of(cell) for cell in release["cells"]} & sheets.keys():
        yield prose("other-sheet")
        sheets = {}
    read, faults = _notebooks_in(folder, right, release)
    yield from faults
    if not read and not sheets:
        _set_aside(folder)
        yield prose("nothing", folder=WAITING)
        return
    if not read:
        yield prose("sheet-alone")
        _lay(right, release)
        return
    chosen = next(iter(read))
    if chosen != right:
        yield prose("renamed", file=chosen.name)
        _lay(right, read[chosen])
    for path, other in read.items():
        if other != read[chosen]:  # a copy that was renamed earlier is the same
            yield prose("second", file=path.name)
    if done := taken(release, read[chosen], sheets):
        yield from (prose(f"found.{name}") for name in done.found)


def _notebooks_in(folder: Path, right: Path, release: Notebook) -> tuple[dict[Path, Notebook], list[str]]:
    """The notebooks for that *release*, the one of the *right* name first; and what is wrong with the others."""
    read: dict[Path, Notebook] = {}
    faults = []
    for path in sorted(folder.glob("*.ipynb"), key=lambda one: (one != right, one.name)):
        try:
            found = read_notebook(_read(path, LARGEST))
        except (OSError, ValueError):
            faults.append(prose("unreadable", file=path.name))
            continue
        if taken(release, found, {}):
            read[path] = found
        else:
            faults.append(prose("foreign", file=path.name))
    return read, faults


def _lay(right: Path, notebook: Notebook) -> None:
    """Put *notebook* where nbgrader looks for it; what stood there gets another name beside it."""
    if right.exists() or right.is_symlink():
        right.rename(_free(right.with_name(f"{right.name}.as-handed-in")))
    write(right, as_text(notebook))


def _set_aside(folder: Path) -> None:
    """Move a *folder* in which nothing can be marked out of what nbgrader looks at."""
    place = folder.parents[2] / WAITING / folder.parent.name / folder.name
    place.parent.mkdir(parents=True, exist_ok=True)
    folder.rename(_free(place) if place.exists() else place)


def _free(path: Path) -> Path:
    """*path* with the first number behind it that nothing has yet."""
    names = (path.with_name(f"{path.name}-{number}") for number in count(1))
    return next(name for name in names if not name.exists())
