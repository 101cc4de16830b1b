"""Piles: what is copied equally often for a session, in one PDF, so that one print job gives one pile.

A pile is put together from the handouts as they stand in the pack, whose labels say for whom their pages are
(``seminar.paper.pieces``). Each piece begins on a front: printed on both sides, or on one, none has another's words on
its back.
"""

import io
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import get_args

from pypdf import PageObject, PdfReader, PdfWriter

from seminar.commands import seminar
from seminar.data.records import Activity, Data, records
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.models.groups import FEWEST_STUDENTS, MOST_STUDENTS, group_sizes
from seminar.numbers import agree
from seminar.paper.courses import Meeting, is_done
from seminar.paper.pieces import LABEL
from seminar.workbench.declaration import Copies

prose = Words("piles")

KINDS = ("you", *(kind for kind in get_args(Copies) if kind != "screen"))
"""For whom a pile is, in the order of need; “you” is the teacher. Of what a screen shows there is none."""
GROUP = SLIPS = 4
"""Students in a group, where a class allows it, and slips on a page."""
STUDENTS = 18
"""A class where nobody says how many."""


@dataclass(frozen=True)
class Cut:
    """A piece as it stands in a PDF: for whom it is *copied*, the *cell* that it belongs to, and its *pages*."""

    copied: str
    cell: str
    pages: list[PageObject]


@dataclass(frozen=True)
class Pile:
    """One PDF (its *content*) to be printed so many times (*copies*); *pages* are those with something on them.

    *number* is its place in the *folder*, and *sheets* how much paper a copy takes that is printed on both sides.
    """

    folder: str
    number: int
    kind: str
    copies: int
    pages: int
    sheets: int
    content: bytes

    @property
    def file(self) -> str:
        """The name of its file, which says how often it is printed."""
        name = prose.group("names")[self.kind]
        return prose("file", number=self.number, name=name, copies=self.copies) + ".pdf"

    def line(self) -> str:
        """The pile in one line."""
        page = agree(self.pages, "page", "pages")
        return prose("line", folder=self.folder, file=self.file, pages=self.pages, page=page, copies=self.copies)


@dataclass(frozen=True)
class Need:
    """What is printed at once: its *folder*, the *cells* that have a part, and of which notebooks the handout is *new*.

    Of the cells done at *home* each student has what pairs and groups share in class. The teaching sheets are those of
    the notebooks that are *taught*.
    """

    folder: str
    cells: frozenset[str]
    new: tuple[str, ...]
    home: frozenset[str] = frozenset()
    taught: tuple[str, ...] = ()

    def notebooks(self) -> list[str]:
        """The numbers of its notebooks, in order."""
        return sorted({cell[:2] for cell in self.cells})

    def stems(self) -> list[str]:
        """The stems of the papers that it is made from."""
        return [
            *(f"instructor/{number}" for number in self.taught),
            *(f"student/{number}" for number in self.new),
            *(f"student/{number}-sheets" for number in self.notebooks()),
        ]


def needs(sessions: Iterable[Meeting]) -> list[Need]:
    """For each of the *sessions* what is read and done at home before it, and what is done in class.

    A handout is new once: where it is read first. For a cell or two of a notebook nobody needs its handout, nor its
    teaching sheet.
    """
    found, given = list[Need](), set[str]()

    def add(folder: str, cells: Iterable[str], home: Iterable[str], read: Iterable[str], taught: Iterable[str]) -> None:
        new = tuple(sorted({*read} - given))
        given.update(new)
        if some := frozenset(cells):
            found.append(Need(folder, some, new, frozenset(home), tuple(taught)))

    for number, meeting in enumerate(sessions, 1):
        before, lessons = meeting.before, meeting.lessons()
        add(prose("before", number=number), before, before, (key[:2] for key in before if not is_done(key)), ())
        cells = {*meeting.in_class(), *meeting.after}
        add(prose("session", number=number), cells, meeting.after, lessons, lessons)
    return found


def cuts(sheets: bytes) -> list[Cut]:
    """The pieces of the sheets of a notebook, in order. Raises SeminarError for those of an older pack."""
    reader = PdfReader(io.BytesIO(sheets))
    found = [(LABEL.fullmatch(name), place) for name, place in reader.named_destinations.items()]
    starts = sorted(
        (reader.get_destination_page_number(place) or 0, label[1], label[2]) for label, place in found if label
    )
    if not starts:
        raise SeminarError(f"These sheets do not say who gets which page. Run “{seminar('build')}” first.")
    ends = [*starts[1:], (len(reader.pages), "", "")]
    return [
        Cut(copied, cell, [reader.pages[number] for number in range(start, end)])
        for (start, copied, cell), (end, _, _) in zip(starts, ends, strict=True)
    ]


def copies(kind: str, students: int, alternatives: int = 1) -> int:
    """How often a pile of that *kind* is printed for so many *students*; of *alternatives* each group draws one.

    Raises SeminarError for fewer students than a group, or more than 200.
    """
    try:
        groups = len(group_sizes(students, GROUP))
    except ValueError as error:
        raise SeminarError(
            f"Piles are made for {FEWEST_STUDENTS} to {MOST_STUDENTS} students, not for {students}."
        ) from error
    each = {"student": students, "pair": -(-students // 2), "group": groups, "lot": -(-groups // alternatives)}
    each |= dict.fromkeys(("slip", "weeks"), -(-students // SLIPS))
    return each.get(kind, 1)


def piles(need: Need, students: int, paper: Callable[[str], bytes | None]) -> list[Pile]:
    """The piles of a *need*, in order; *paper* gives a handout (“student/06-sheets”) as PDF, None if it has none."""
    found: dict[str, list[list[PageObject]]] = {kind: [] for kind in KINDS}
    alternatives: list[int] = []
    for stem in need.stems():
        content = paper(stem)
        if content is None:
            continue
        if not stem.endswith("-sheets"):
            found["you" if stem.startswith("instructor") else "student"].append(_whole(content))
            continue
        kept = [cut for cut in cuts(content) if _is_needed(cut.cell, need.cells)]
        for cut in kept:
            if (kind := _for_whom(cut, need)) in found:
                found[kind].append(cut.pages)
        alternatives += Counter(cut.cell for cut in kept if cut.copied == "lot").values()
    filled = ((kind, pieces) for kind, pieces in found.items() if pieces)
    return [
        Pile(need.folder, number, kind, copies(kind, students, min(alternatives, default=1)), *joined(pieces))
        for number, (kind, pieces) in enumerate(filled, 1)
    ]


def _for_whom(cut: Cut, need: Need) -> str:
    """The kind of its pile: what is filled in or looked up at home is for each student."""
    found = records(cut.cell[:2])[cut.cell]
    shared = (isinstance(found, Activity) and cut.copied in ("pair", "group")) or isinstance(found, Data)
    return "student" if shared and cut.cell in need.home else cut.copied


def _is_needed(cell: str, cells: Collection[str]) -> bool:
    """Whether *cell* has a part among *cells*, or counts a vote among them."""
    found = records(cell[:2])[cell]
    return cell in cells or (isinstance(found, Activity) and (found.vote or "") in cells)


def _whole(paper: bytes) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(paper)).pages)


def joined(pieces: Iterable[list[PageObject]]) -> tuple[int, int, bytes]:
    """The number of pages of *pieces*, of sheets of paper printed on both sides, and these as one PDF in which each
    piece begins on a front."""
    writer, pages = PdfWriter(), 0
    for piece in pieces:
        if len(writer.pages) % 2:
            writer.add_blank_page()
        for page in piece:
            writer.add_page(page)
        pages += len(piece)
    made = io.BytesIO()
    writer.write(made)
    return pages, -(-len(writer.pages) // 2), made.getvalue()


def students_of(file: str) -> int:
    """For how many students the pile of that name was made, if it is one for each student; else 0."""
    name = prose.group("names")["student"]
    found = re.fullmatch(prose("file", number=r"\d+", name=name, copies=r"(\d+)") + r"\.pdf", file)
    return int(found[1]) if found else 0


def summary(made: Iterable[Pile], students: int) -> list[str]:
    """Each pile in a line, and how many pages are printed in all."""
    every = list(made)
    total, yours = (
        sum(one.pages * one.copies for one in some) for some in (every, [p for p in every if p.kind == "you"])
    )
    sheets = sum(one.sheets * one.copies for one in every)
    said = prose("total", students=students, pages=total, yours=yours, sheets=sheets)
    return [*(one.line() for one in every), said]
