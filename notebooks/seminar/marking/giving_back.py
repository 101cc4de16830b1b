"""Giving back: a page for each student, in an archive with the names that a platform knows, and marks in its list.

A page holds what was found in one text and what was said of it: no name, and nothing of anybody else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import htpy as h

from seminar.answers.sheets import Sheet, web_page
from seminar.course.sheet_page import STYLE
from seminar.data.records import marking
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.files import archive, write_all
from seminar.marking.folder import Folder, Row, exercises
from seminar.marking.grade_files import Given, filled
from seminar.marking.marks import Result, by_one_alone, results, text_of
from seminar.screen.page import with_chinese

prose = Words("give-back")

LOOK = f"{STYLE}caption {{ text-align: left; }}"
"""The style of a page that goes back."""

BACK = "back"
AGAIN, AGAIN_PAGE = "again.zip", "hand-in-again.html"
"""The archive of pages that ask people to hand in again, and such a page."""


@dataclass(frozen=True)
class Returned:
    """What was written, and *lines* about who gets nothing, by number."""

    written: list[Path]
    lines: list[str]


def give_back(folder: Folder, exercise: str = "", lists: Sequence[Path] = (), columns: Sequence[str] = ()) -> Returned:
    """Write what goes back for *exercise* ("" for all), and fill the *lists* of marks of a platform.

    Raises SeminarError, and writes nothing, where a list cannot be filled or is another one, and where nothing can go
    back.
    """
    held = folder.numbers()
    if exercise and exercise not in held:
        raise SeminarError(f"Nobody has handed in {exercise}. Sheets are here of: {', '.join(held)}.")
    chosen = [exercise] if exercise else [*held]
    if lists and len(chosen) > 1:
        raise SeminarError(f"A list of marks is for one exercise. Name it: {', '.join(key[:2] for key in chosen)}.")
    contents: dict[Path, str | bytes] = {}
    lines: list[str] = []
    who = folder.who()
    if unread := _unread(who, chosen):
        pages = {_name(row, AGAIN_PAGE): again() for row in unread}
        contents[folder.path / BACK / AGAIN] = archive(pages)
        lines.append(prose("unread", numbers=", ".join(row.number for row in unread), file=AGAIN))
    for key in chosen:
        found = {one.number: one for one in results(folder, key)}
        rows = [row for row in who if row.taken and row.exercise == key]
        lines += _left_out(key, rows, found)
        given = [(row, found[row.number]) for row in rows if row.number in found and _is_given(found[row.number])]
        pages = {
            _name(row, f"feedback-{key[:2]}.html"): feedback(result, folder.sheet(row.number, key))
            for row, result in given
        }
        if pages:
            contents[folder.path / BACK / f"feedback-{key[:2]}.zip"] = archive(pages)
        for file in lists if given else ():
            content, told = _filled(file, given, columns)
            contents[folder.path / BACK / file.name] = content
            lines += told
    if not contents:
        raise SeminarError(f"Nothing was written. {' '.join(lines)}")
    write_all(contents)
    return Returned([*contents], lines)


def _is_given(result: Result) -> bool:
    return result.level is not None and not result.changed


def _left_out(key: str, rows: Sequence[Row], found: dict[str, Result]) -> Iterator[str]:
    open_ = sorted(row.number for row in rows if row.number not in found)
    if open_:
        yield prose("unmarked", exercise=key, numbers=", ".join(open_))
    if disputed := sorted(row.number for row in rows if row.number in found and found[row.number].level is None):
        yield prose("disputed", exercise=key, numbers=", ".join(disputed))
    if changed := sorted(row.number for row in rows if row.number in found and found[row.number].changed):
        yield prose("changed", exercise=key, numbers=", ".join(changed))
    if alone := by_one_alone([*found.values()]):
        yield prose("alone", exercise=key, numbers=", ".join(alone))


def _unread(rows: Sequence[Row], chosen: Sequence[str]) -> list[Row]:
    """One row for each person of whom a file could not be read, and who lacks a sheet for one of the *chosen*."""
    taken = {(row.number, row.exercise) for row in rows if row.taken}
    bad = {row.number: row for row in rows if not row.exercise}
    return [row for number, row in sorted(bad.items()) if not {(number, key) for key in chosen} <= taken]


def again() -> str:
    """The page that asks somebody to hand in again, since their file could not be read."""
    title = prose("again-title")
    return web_page(
        title, STYLE, h.h1[title], h.p[prose("again")], h.ol[(h.li[step] for step in prose.all("again-steps"))]
    )


def _name(row: Row, page: str) -> str:
    """The name of a *page* for the person of *row*, as the platform of that person takes it."""
    if row.platform == "canvas":
        return f"{row.place.rpartition('.')[0]}.html"
    return f"{row.place}{page}" if row.place.endswith(("/", "_")) else f"{row.place.rpartition('.')[0]}-{page}"


def _filled(file: Path, given: Sequence[tuple[Row, Result]], columns: Sequence[str]) -> tuple[bytes, list[str]]:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise SeminarError(f"The file {file.name} cannot be opened: {error.strerror}. Nothing was written.") from error
    marks = {row.person: Given(_percent(result), in_short(result)) for row, result in given}
    done = filled(file.name, content, marks, columns)
    if not done.found:
        raise SeminarError(
            f"{file.name} is not the list of that download: none of the {len(given)} who have a mark is in it. Nothing "
            "was written. Expected the list of the same platform, course and assignment."
        )
    missing = sorted(row.number for row, _ in given if row.person not in done.found)
    locked = sorted(row.number for row, _ in given if row.person in done.locked)
    lines = [prose("filled", file=file.name, count=len(done.found) - len(done.locked))]
    lines += [prose("missing", file=file.name, numbers=", ".join(missing))] if missing else []
    lines += [prose("locked", file=file.name, numbers=", ".join(locked))] if locked else []
    return done.content, lines


def _percent(result: Result) -> int:
    return marking().marks[result.level or 1]


def in_short(result: Result) -> str:
    """What stands in the column of comments: the level, the ticks, what the length costs, and what was said."""
    ticks = " ".join(result.ticks) or "–"
    said = [prose("short", level=result.level or 1, ticks=ticks), result.length]
    return " ".join(filter(None, [*said, *(comment.text for comment in result.comments)]))


def feedback(result: Result, sheet: Sheet) -> str:
    """The page for the student whose *sheet* was given that *result*."""
    found = exercises()[sheet.exercise]
    title = prose("title", number=sheet.exercise[:2], title=found.title)
    return web_page(title, LOOK, h.h1[title], list(_feedback(result, sheet)))


def _feedback(result: Result, sheet: Sheet) -> Iterator[h.Node]:
    found = exercises()[sheet.exercise]
    yield h.p[
        h.strong[prose("level", level=result.level or 1, percent=_percent(result))],
        result.length and f" {result.length}",
    ]
    rows = [
        h.tr[h.td[prose("ticked" if key in result.ticks else "unticked")], h.th(scope="row")[key], h.td[says]]
        for key, says in found.rubric.ticks.items()
    ]
    yield h.table[h.caption[prose("ticks")], h.tbody[rows]]
    text = text_of(sheet)
    if result.comments:
        yield h.h2[prose("comments")]
    yield h.ul[
        (
            h.li[comment.passage and h.q[with_chinese(text[slice(*comment.passage)])], " ", with_chinese(comment.text)]
            for comment in result.comments
        )
    ]
    yield h.p[prose("ask")]
