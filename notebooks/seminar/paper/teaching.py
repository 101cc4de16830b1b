"""The teaching sheet of a notebook: two pages for the hour, then the short plan and the long keys.

It repeats no page of the student's. What to copy comes first, then the run sheet, the keys in short and what to take
care of. Whoever wants every cell with its notes makes the full copy (``seminar.paper.handout_text``).
"""

from collections.abc import Iterable, Iterator

import htpy as h

from seminar.activities import declared
from seminar.course.questions import replies, rubric
from seminar.data.records import LETTERS, Activity, Exercise, Prompt, Record, SelfCheck, shuffled
from seminar.data.words import Words
from seminar.numbers import listed
from seminar.paper.handout_page import NEW_PAGE, Page, markup, sections
from seminar.paper.marking_note import marking_note
from seminar.paper.pieces import Piece, at_the_end, pieces
from seminar.paper.run_sheets import care, long_plan, materials, short_plan, with_phones
from seminar.workbench.declaration import Copies

prose = Words("teaching")


def text(page: Page) -> Iterator[str]:
    """The Markdown of the teaching sheet of *page*, block by block."""
    yield f"## {prose('copies')}"
    yield markup(h.ul[(h.li[line] for line in copy_list(page))])
    yield f"## {prose('run')}"
    yield long_plan(page)
    yield f"## {prose('short-keys')}"
    yield markup(h.ul[(h.li[line] for line in short_keys(page))])
    yield f"## {prose('take-care')}"
    yield care(page)
    yield f"## {prose('bring')}"
    yield materials(page)
    yield from with_phones(page)
    yield NEW_PAGE
    yield f"## {prose('short-plan')}"
    yield short_plan(page)
    yield f"## {prose('long-keys')}"
    for key in page.cells:
        yield from _long(page, key)


def copy_list(page: Page) -> list[h.Node]:
    """What is copied for each student, pair, group and the room, and what is held back, a line each."""
    found: dict[Copies, list[str]] = {"student": [prose("handout")]}
    for sheet, piece in _pieces(page):
        found.setdefault(piece.copied, []).append(prose("piece", sheet=sheet, title=piece.title))
    for section in sections(page):
        if copied := at_the_end(page, section):
            found.setdefault(copied, []).append(prose.group("at-the-end")[copied])
    return [
        [h.strong[words], " ", "; ".join(dict.fromkeys(found[kind]))]
        for kind, words in prose.group("for-whom").items()
        if kind in found
    ]


def _pieces(page: Page) -> Iterable[tuple[str, Piece]]:
    """The number of its sheet and each piece, in order."""
    for section in sections(page):
        if section.sheet:
            for piece in pieces(page, section, lambda key: ""):
                yield f"{page.number}-{section.sheet}", piece


def short_keys(page: Page) -> list[h.Node]:
    """The letters of the self-checks, and what an activity comes to in a line, or that its long key stands below."""
    lines: list[h.Node] = []
    checks = [key for key in page.cells if isinstance(page.records.get(key), SelfCheck)]
    if checks:
        lines.append([h.strong[prose("checks")], " ", "; ".join(f"{key[3:]}: {_right(key)}" for key in checks), "."])
    later = []
    for key in page.cells:
        found = declared().get(key)
        if found and found.brief:
            lines.append([h.strong[f"{page.records[key].title}."], " ", found.brief()])
        elif found and found.key:
            later.append(page.records[key].title)
    return [*lines, *([prose("below", titles=listed(later))] if later else [])]


def _right(key: str) -> str:
    """The letter, as shown, of the right option."""
    shown = zip(LETTERS, shuffled(key), strict=False)
    return next(letter for letter, (_, option) in shown if option.correct)


def _long(page: Page, key: str) -> Iterator[str]:
    """What only the instructor reads of a cell, under its title; nothing where there is nothing."""
    if key in page.records and (said := note(key, found := page.records[key])):
        yield f"### {_name(page, key)}"
        yield markup([rubric(found).markup() if isinstance(found, Exercise) else None, said])


def _name(page: Page, key: str) -> str:
    found = page.records[key]
    return prose("named", key=key[3:], title=found.title) if isinstance(found, Prompt | SelfCheck) else found.title


def note(key: str, found: Record) -> h.Node:
    """What only the instructor reads of the cell *key*, whose record is *found*; nothing where there is nothing."""
    match found:
        case Activity():
            made = declared()[key].key
            return made and made()
        case Prompt():
            said = (h.p[h.strong[f"{title}: "], words] for title, words in replies(found).items())
            return [h.p[h.strong[prose("look-for")], " ", found.lookfor], said]
        case SelfCheck():
            shown = zip(LETTERS, shuffled(key), strict=False)
            return h.ul[
                (
                    h.li[
                        h.strong[f"{letter}) {prose('right') if option.correct else prose('not-this-one')}."],
                        " ",
                        option.feedback,
                    ]
                    for letter, (_, option) in shown
                )
            ]
        case Exercise():
            return marking_note(key[:2], found)
        case _:
            return None
