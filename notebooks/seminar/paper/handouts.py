"""The handouts of each notebook, for student and instructor, and the core three in one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from seminar.data.package import chosen, notebooks
from seminar.data.words import Words
from seminar.paper.handout_page import CONTENTS, NEW_PAGE, Page, read
from seminar.paper.handout_text import FULL, LARGE, SHEETS, STUDENT, TEACHING, text
from seminar.paper.press import Manuscript

prose = Words("handouts")

CORE = ("01", "06", "10")
"""The notebooks of a short course, which also come as one PDF."""


@dataclass(frozen=True)
class Copy:
    """A kind of handout: its *folder*, the *ending* of its name, the sizes in points of *letters* and in *tables*."""

    folder: str
    ending: str = ""
    letters: int = 12
    tables: int = 12


COPIES = {
    STUDENT: Copy("student"),
    SHEETS: Copy("student", "-sheets"),
    LARGE: Copy("student", "-large", 18, 18),
    TEACHING: Copy("instructor", "", 11, 10),
    FULL: Copy("instructor", "-full", 12, 11),
}
"""Copy (``seminar.paper.handout_text``) → what is made of it."""


def called(copy: str) -> str:
    """How a *copy* is called in its title and at the head of its pages; "" for the student's handout."""
    names = {
        SHEETS: prose("sheets"),
        LARGE: prose("large-print"),
        TEACHING: prose("teaching-sheet"),
        FULL: prose("full-copy"),
    }
    return names.get(copy, "")


@dataclass(frozen=True)
class Paper:
    """A paper of the pack: the *stem* of its name below ``handouts/``, its *manuscript*, and the numbers of the
    *notebooks* that it belongs to (none: to all)."""

    stem: str
    manuscript: Callable[[], Manuscript]
    notebooks: tuple[str, ...] = ()


def papers() -> list[Paper]:
    """Every handout that the pack holds. Making a manuscript raises SeminarError for a damaged notebook or record."""
    made = [_paper(path, copy) for path in notebooks() for copy in COPIES if copy != FULL]
    return [*made, Paper(f"{STUDENT}/core-three", _core_three, CORE)]


def full_copies() -> list[Paper]:
    """Every instructor's full copy, which is made for whoever asks."""
    return [_paper(path, FULL) for path in notebooks()]


def documents() -> list[Paper]:
    """Every handout that is made as a DOCX. The student's holds what large print holds: handout and sheets in one."""
    return [*(_paper(path, STUDENT, LARGE) for path in notebooks()), *full_copies()]


def _paper(path: Path, copy: str, source: str = "") -> Paper:
    """The *copy* of the notebook at *path*; with *source* the words are those of that copy."""
    kind, number = COPIES[copy], path.name[:2]
    return Paper(f"{kind.folder}/{number}{kind.ending}", partial(manuscript, path, copy, source), (number,))


def manuscript(path: Path, copy: str, source: str = "") -> Manuscript:
    """The *copy* of the notebook at *path*; with *source* the words are those of that copy."""
    kind = COPIES[copy]
    page = read(path)
    words = text(page, source or copy)
    running = _joined(prose("notebook", number=page.number), page.title if copy != LARGE else "", called(copy))
    return Manuscript(_title(page, copy), running, words, kind.letters, kind.tables, large=copy == LARGE)


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _title(page: Page, copy: str) -> str:
    return _joined(page.title, called(copy))


def _core_three() -> Manuscript:
    """The core notebooks one after the other, and a list of what is where."""
    pages = [read(path) for path in chosen(list(CORE))]
    parts = [f"# Notebook {page.number}: {page.title}\n\n{text(page, STUDENT)}" for page in pages]
    kind = COPIES[STUDENT]
    words = f"{CONTENTS}\n\n" + f"\n\n{NEW_PAGE}\n\n".join(parts)
    running = prose("core-running", core=", ".join(CORE))
    return Manuscript(prose("core"), running, words, kind.letters, kind.tables, shift=0)
