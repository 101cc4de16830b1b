"""The words of a handout: a notebook's cells, its stored still views and its records, as one pandoc Markdown text.

Nothing here runs a notebook. Divisions (``:::``) carry the roles that handouts/style/handout.lua and the Typst
template give a shape. The student's text is the base; the instructor's adds to it and never the other way round.
"""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import count, groupby

import htpy as h

from seminar.course.questions import ballot_for_slips, how_to, outside, rubric
from seminar.data.records import (
    LETTERS,
    Activity,
    Data,
    Exercise,
    Further,
    Objectives,
    OpenPrompt,
    Prompt,
    Record,
    SelfCheck,
    Steelman,
    Vote,
    shuffled,
)
from seminar.data.words import Words
from seminar.paper import teaching
from seminar.paper.forms import form
from seminar.paper.handout_page import CONTENTS, CUT, NEW_PAGE, Page, Section, division, markup, sections, spans
from seminar.paper.pieces import Piece, answers_form, at_the_end, form_parts, is_on_sheet, label, pieces
from seminar.paper.run_sheets import minute_marks, run_sheets
from seminar.workbench.declaration import Copies
from seminar.workbench.panel import facts_line

prose = Words("handouts")

STUDENT, TEACHING, FULL, SHEETS, LARGE = "student", "teaching", "full", "sheets", "large"
"""The documents of a notebook: a *copy* names one. “large” is the handout and the sheets in large print, “full” every
cell for the instructor with its notes."""
LINES = 2
"""Room to write in the handout of a class; large print and DOCX, which spare no paper, have two lines more."""


def text(page: Page, copy: str) -> str:
    """The Markdown of one *copy*, in the order of the cells."""
    made = {STUDENT: _handout, SHEETS: _sheets, LARGE: _large, FULL: _full, TEACHING: teaching.text}
    return "\n\n".join(made[copy](page)) + "\n"


def _handout(page: Page) -> Iterator[str]:
    for away, group in groupby(sections(page), lambda section: bool(section.sheet)):
        if away:
            names = [f"**{_sheet(page, section)}:** {section.title}" for section in group]
            yield division("sheet", " · ".join(names))
            continue
        for section in (one for one in group if not at_the_end(page, one)):
            yield from _timed(page, section, _student_cells(page, section, beside=True))
    yield prose("codes-there")


def _sheet(page: Page, section: Section) -> str:
    """The name of a sheet: "Sheet 07-2"."""
    return prose("sheet", number=page.number, sheet=section.sheet)


def _large(page: Page) -> Iterator[str]:
    """Handout and sheets in the order of the page."""
    for section in sections(page):
        found = _sheet_cells(page, section) if section.sheet else _student_cells(page, section)
        yield from _timed(page, section, found)
    yield prose("codes")


def _sheets(page: Page) -> Iterator[str]:
    """The sheets, in pieces that begin on pages of their own, since they are copied for different people."""
    yield CONTENTS
    yield prose("codes")
    numbers = count(1)
    for section in (one for one in sections(page) if one.sheet):
        title = f"## {_sheet(page, section)}: {section.title}"
        for place, piece in enumerate(pieces(page, section, partial(_cell, page))):
            number = next(numbers)
            name = f" {{#{label(piece, number)}}}"
            yield from [NEW_PAGE] if number > 1 else []
            words = list(filter(None, piece.words))
            if place:
                yield f"### {piece.title}{name}"
            else:
                words[:1] = [re.sub(r"^## .*\n*", "", word, count=1, flags=re.MULTILINE) for word in words[:1]]
                (head,) = _timed(page, section, [title])
                yield head + name
            yield _for_whom(piece.copied)
            yield from words
    yield from _last_pages(page, numbers)


def _last_pages(page: Page, numbers: Iterator[int]) -> Iterator[str]:
    """What stands in no handout: the exercise, twice on a page that is cut, and where to read on."""
    for section in sections(page):
        copied, said = at_the_end(page, section), "\n\n".join(filter(None, _student_cells(page, section)))
        if not (said and copied):
            continue
        name = label(Piece(copied, section.keys[-1], section.title), next(numbers))
        yield NEW_PAGE
        yield re.sub(r"^(## .*)", rf"\1 {{#{name}}}", said, count=1)
        if copied == "pair":
            yield CUT
            yield division("together", re.sub(r"^## ", "### ", said, count=1))


def _for_whom(copied: Copies) -> str:
    """A line that says for whom these pages are."""
    return markup(h.p[h.em[prose.group("copied")[copied]]])


def _labelled(key: str) -> str:
    """The whole form of an activity; what is held back in it says so."""
    copied = iter([kind for kind, _, _ in form_parts(key)])

    def headed(found: re.Match[str]) -> str:
        kind = next(copied)
        said = f"\n\n{_for_whom(kind)}" if kind in ("back", "weeks") else ""
        return f"### {found[1]}{said}"

    return re.sub(r"^# (.+)", headed, form(key), flags=re.MULTILINE)


def _sheet_cells(page: Page, section: Section) -> Iterator[str]:
    """The cells of a sheet in large print.

    A paper form lies on the wide side of the paper, where the template makes all its lengths longer. It stands before
    the view of its activity, which may answer what it asks.
    """
    for key in section.keys:
        found = page.records[key]
        viewed = answers_form(key, found) if isinstance(found, Activity) else is_on_sheet(found)
        if isinstance(found, Activity):
            yield division("landscape", _labelled(key))
            held_back = [NEW_PAGE, f"### {prose('example')}", _for_whom("screen")]
            yield from held_back if viewed else [markup(facts_line(found))]
        if viewed:
            yield _cell(page, key)


def _timed(page: Page, section: Section, cells: Iterable[str]) -> list[str]:
    """*cells* with the minutes at which they start beside their first heading."""
    found = list(cells)
    plans = ((80, spans(page, "minutes80")), (40, spans(page, "minutes40")))
    starts = [(length, next((plan[key][0] for key in section.keys if key in plan), None)) for length, plan in plans]
    said = ", ".join(f"{start} of {length}" for length, start in starts if start is not None)
    if found and said:
        found[0] = re.sub(r"^(## .*)", rf"\1 [minute {said}]{{.minutes}}", found[0], count=1, flags=re.MULTILINE)
    return found


def _is_printed(section: Section, found: Record) -> bool:
    """Whether a cell of that record is printed for students in the *section*."""
    return is_on_sheet(found) if section.sheet or isinstance(found, Further) else found.print in ("student", "both")


def _student_cells(page: Page, section: Section, *, beside: bool = False) -> Iterator[str]:
    """The cells for students; with *beside*, prompts and self-checks that follow one another stand two in a row."""
    printed = [key for key in section.keys if _is_printed(section, page.records[key])]
    for short, group in groupby(printed, lambda key: _is_short(page, key)):
        cells = [_cell(page, key) for key in group]
        if not (short and beside):
            yield from cells
            continue
        for i in range(0, len(cells), 2):
            yield division("beside", *(division("column", cell) for cell in cells[i : i + 2]))


def lines() -> str:
    """Room to write in."""
    return f"::::: {{.lines n={LINES}}}\n:::::"


def _full(page: Page) -> Iterator[str]:
    """The run sheets, then every cell for the instructor between its minute mark and its note."""
    yield from run_sheets(page)
    marks = minute_marks(page)
    for section in sections(page):
        for key in section.keys:
            if page.records[key].print in ("instructor", "both"):
                yield _with_notes(page, key, marks.get(key, []), _cell(page, key))
            elif key in marks:
                yield _with_notes(page, key, marks[key], f"**{page.records[key].title}**")
        if section.sheet:
            yield division(
                "sheet", prose("students-sheet", number=page.number, sheet=section.sheet, title=section.title)
            )


def _with_notes(page: Page, key: str, mark: list[str], said: str) -> str:
    """What is *said* of a cell between its minute *mark* and its note; a question and its note stay on one page."""
    parts = [*mark, said, *_for_teacher(page, key)]
    together = isinstance(page.records[key], Prompt | SelfCheck)
    return division("together", *parts) if together else "\n\n".join(parts)


def _is_short(page: Page, key: str) -> bool:
    """Whether half the width of a page is enough for a cell."""
    return isinstance(page.records[key], OpenPrompt | Steelman | SelfCheck)


def _cell(page: Page, key: str) -> str:
    """What is printed of a cell, which is its words where its record asks for nothing else."""
    words = page.words(key)
    match page.records[key]:
        case Objectives():
            return division("box", words)
        case Data() | Activity():
            shown = [f"```{{=html}}\n{view}\n```" for view in (page.still(key), page.later(key)) if view]
            return f"\n\n{NEW_PAGE}\n\n".join(shown)
        case Vote() | OpenPrompt() | Steelman() as found:
            return _prompt(words, found)
        case SelfCheck() as found:
            return _selfcheck(key, found)
        case Exercise() as found:
            return _exercise(words, found)
        case Further():
            return _TO_PAGES.sub("", words)
        case _:
            return words


_TO_PAGES = re.compile(r"^- \[[^]]*\]\([^)]*\.(?:ipynb|md)[^)]*\)[^\n]*(?:\n|$)", re.MULTILINE)
"""Items of a list that lead to a page of the pack, which paper cannot open."""


def _how_to(found: Prompt) -> str:
    return markup(h.p[h.strong[how_to(found)]])


def _options(texts: list[str]) -> str:
    listed = h.ul[(h.li[f"{letter}) {words}"] for letter, words in zip(LETTERS, texts, strict=False))]
    return markup(h.div(".options")[listed])


def _prompt(words: str, found: Prompt) -> str:
    if not isinstance(found, Vote):
        in_class = found.minutes("minutes80") or found.minutes("minutes40")
        written = isinstance(found, OpenPrompt) and found.kind == "write"
        room = [lines()] if in_class or written else []
        return division("together", _how_to(found), words, *room)
    said = prose("vote-again") if found.revote_of else f"{markup(ballot_for_slips(found))}\n\n{prose('vote-slip')}"
    parts = (_how_to(found), words, said)
    return "\n\n".join(parts) if found.claims else division("together", *parts)


def _selfcheck(key: str, found: SelfCheck) -> str:
    options = _options([option.text for _, option in shuffled(key)])
    return division("together", markup(h.p[h.strong[found.stem]]), options)


def _exercise(words: str, found: Exercise) -> str:
    wanted = prose("exercise", grouping=found.grouping, fewest=found.words_min, most=found.words_max)
    return "\n\n".join([words, division("mark", markup(h.p[f"{wanted} · {outside()}"])), _levels(found)])


def _levels(found: Exercise) -> str:
    """The four levels as a table, in which a number does not part from its name."""
    return re.sub(r"(>[1-4]) (?=\w+</th>)", "\\1\u00a0", markup(rubric(found).markup()))


def _for_teacher(page: Page, key: str) -> list[str]:
    """What only the instructor reads under the cell *key*."""
    content = teaching.note(key, page.records[key])
    return [division("teacher", markup(content))] if content else []
