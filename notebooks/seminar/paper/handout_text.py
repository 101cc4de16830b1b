"""The words of a handout: a notebook's cells, its stored still views and its records, as one pandoc Markdown text.

Nothing here runs a notebook. Divisions (``:::``) carry the roles that handouts/style/handout.lua and the Typst
template give a shape. The student's text is the base; the instructor's adds to it and never the other way round.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

import htpy as h

from seminar import survey
from seminar.activities.align_the_clips import keys as clip_keys
from seminar.activities.check_the_chain import cases, reading
from seminar.activities.code_the_headlines import TICKER as HEADLINES
from seminar.activities.find_the_article import keys as article_keys
from seminar.activities.hidden_machines import keys as machine_keys
from seminar.activities.map_the_voices import SORTER as CLAIMS
from seminar.activities.mend_the_questions import TICKER as QUESTIONS
from seminar.activities.place_the_documents import SORTER as DOCUMENTS
from seminar.activities.sort_the_sentences import SORTER as SENTENCES
from seminar.activities.trace_the_quotations import TICKER as QUOTATIONS
from seminar.activities.watchers import keys as watcher_keys
from seminar.activities.who_may_ask import keys as gate_keys
from seminar.activities.xray_the_claims import keys as claim_keys
from seminar.paper.forms import form
from seminar.paper.handout_page import CONTENTS, LOOKED_UP, NEW_PAGE, Page, Section, division, markup, sections, spans
from seminar.paper.run_sheets import minute_marks, run_sheets
from seminar.questions import (
    LETTERS,
    Record,
    ballot,
    how_to,
    reply_titles,
    rubric,
    shuffled,
)

STUDENT, INSTRUCTOR, SHEETS, LARGE = "student", "instructor", "sheets", "large"
"""The documents of a notebook: a *copy* names one. “large” is the handout and the sheets without their paper forms."""
LINES = 4


def text(page: Page, copy: str) -> str:
    """The Markdown of one *copy*, in the order of the cells."""
    made = {STUDENT: _handout, SHEETS: _sheets, LARGE: _large, INSTRUCTOR: _instructor}
    return "\n\n".join(made[copy](page)) + "\n"


def _handout(page: Page) -> Iterator[str]:
    for away, group in groupby(sections(page), lambda section: bool(section.sheet)):
        if away:
            names = [f"**Sheet {page.number}-{section.sheet}:** {section.title}" for section in group]
            yield division("sheet", (" · " if len(names) > 3 else "\\\n").join(names))
            continue
        for section in group:
            yield from _timed(page, section, _student_cells(page, section, beside=True))


def _large(page: Page) -> Iterator[str]:
    """Handout and sheets in the order of the page."""
    for section in sections(page):
        yield from _student_cells(page, section, beside=False)
        if _forms(page, section):
            yield division("sheet", f"Paper form: sheet {page.number}-{section.sheet}.")


def _sheets(page: Page) -> Iterator[str]:
    yield CONTENTS
    for section in sections(page):
        if not section.sheet:
            continue
        yield from [NEW_PAGE] if section.sheet > 1 else []
        title = f"## Sheet {page.number}-{section.sheet}: {section.title}"
        cells = list(_student_cells(page, section, beside=False))
        cells[:1] = [re.sub(r"^## .*\n*", "", cell, count=1, flags=re.MULTILINE) for cell in cells[:1]]
        yield from _timed(page, section, [title, *filter(None, cells)])
        for number, paper_id in enumerate(_forms(page, section)):
            yield from [NEW_PAGE] if number or _has_view(page, section) else []
            yield re.sub(r"^# ", "### ", form(paper_id), flags=re.MULTILINE)


def _has_view(page: Page, section: Section) -> bool:
    shown = [page.records[key] for key in section.keys if page.records[key]["role"] in LOOKED_UP]
    return any(found.get("print") != "none" for found in shown)


def _forms(page: Page, section: Section) -> list[str]:
    return [page.records[key]["paper"] for key in section.keys if "paper" in page.records[key]]


def _timed(page: Page, section: Section, cells: Iterable[str]) -> list[str]:
    """*cells* with the minutes at which they start beside their first heading."""
    found = list(cells)
    plans = ((80, spans(page, "minutes80")), (40, spans(page, "minutes40")))
    starts = [(length, next((plan[key][0] for key in section.keys if key in plan), None)) for length, plan in plans]
    said = ", ".join(f"{start} of {length}" for length, start in starts if start is not None)
    if found and said:
        found[0] = re.sub(r"^(## .*)", rf"\1 [minute {said}]{{.minutes}}", found[0], count=1, flags=re.MULTILINE)
    return found


def _student_cells(page: Page, section: Section, *, beside: bool) -> Iterator[str]:
    """The cells for students; with *beside*, prompts that follow one another stand two in a row."""

    def is_printed(found: Record) -> bool:
        everywhere = section.sheet or found["role"] == "further"
        return found.get("print") in ("student", "both", *(["instructor"] if everywhere else []))

    printed = [key for key in section.keys if is_printed(page.records[key])]
    for writing, group in groupby(printed, lambda key: _is_writing(page, key)):
        cells = [_cell(page, key) for key in group]
        if not (writing and beside):
            yield from cells
            continue
        for i in range(0, len(cells), 2):
            yield division("beside", *(division("column", cell) for cell in cells[i : i + 2]))


def lines() -> str:
    """Room to write in."""
    return f"::::: {{.lines n={LINES}}}\n:::::"


def _instructor(page: Page) -> Iterator[str]:
    """The run sheets, then every cell for the instructor between its minute mark and its note."""
    yield from run_sheets(page)
    marks = minute_marks(page)
    for section in sections(page):
        for key in section.keys:
            if page.records[key].get("print") in ("instructor", "both"):
                yield _with_notes(page, key, marks.get(key, []))
        if section.sheet:
            yield division("sheet", f"The students have this as sheet {page.number}-{section.sheet}: {section.title}")


def _with_notes(page: Page, key: str, mark: list[str]) -> str:
    """A cell between its minute *mark* and its note; a question and its note stay on one page."""
    parts = [*mark, _cell(page, key), *_for_teacher(page, key)]
    return division("together", *parts) if page.records[key]["role"] in ("prompt", "selfcheck") else "\n\n".join(parts)


def _is_writing(page: Page, key: str) -> bool:
    found = page.records[key]
    return found["role"] == "prompt" and found["kind"] != "vote"


def _cell(page: Page, key: str) -> str:
    return _PRINTED.get(page.records[key]["role"], Page.words)(page, key)


def _objectives(page: Page, key: str) -> str:
    return division("box", page.words(key))


_TO_PAGES = re.compile(r"^- \[[^]]*\]\([^)]*\.ipynb[^)]*\)[^\n]*(?:\n|$)", re.MULTILINE)
"""Items of a list that lead to a page of the pack, which paper cannot open."""


def _further(page: Page, key: str) -> str:
    return _TO_PAGES.sub("", page.words(key))


def _still(page: Page, key: str) -> str:
    return f"```{{=html}}\n{page.still(key)}\n```"


def _how_to(found: Record) -> str:
    return markup(h.p[h.strong[how_to(found)]])


def _options(texts: list[str]) -> str:
    listed = h.ul[(h.li[f"{letter}) {words}"] for letter, words in zip(LETTERS, texts, strict=False))]
    return markup(h.div(".options")[listed])


def _prompt(page: Page, key: str) -> str:
    found = page.records[key]
    if found["kind"] != "vote":
        room = lines()
    elif "revote_of" in found:
        room = "Use the boxes of your first vote again, now with a cross."
    else:
        room = markup(h.div(".options")[ballot(found)])
    parts = (_how_to(found), page.words(key), room)
    return "\n\n".join(parts) if "claims" in found else division("together", *parts)


def _selfcheck(page: Page, key: str) -> str:
    options = _options([option["text"] for _, option in shuffled(key)])
    return division("together", markup(h.p[h.strong[page.records[key]["stem"]]]), options)


def _exercise(page: Page, key: str) -> str:
    found = page.records[key]
    wanted = f"{found['grouping']} · {found['words_min']} to {found['words_max']} words, on a separate sheet"
    return "\n\n".join([page.words(key), division("mark", markup(h.p[wanted])), _levels(found)])


def _levels(found: Record) -> str:
    """The four levels as a table, in which a number does not part from its name."""
    return re.sub(r"(>[1-4]) (?=\w+</th>)", "\\1\u00a0", markup(rubric(found).markup()))


_PRINTED: dict[str, Callable[[Page, str], str]] = {
    "objectives": _objectives,
    "data": _still,
    "activity": _still,
    "prompt": _prompt,
    "selfcheck": _selfcheck,
    "exercise": _exercise,
    "further": _further,
}


def _for_teacher(page: Page, key: str) -> list[str]:
    """What only the instructor reads under the cell *key*."""
    note = _NOTES.get(page.records[key]["role"])
    content = note and note(page, key)
    return [division("teacher", markup(content))] if content else []


def _look_for(page: Page, key: str) -> h.Node:
    found = page.records[key]
    return [
        h.p[h.strong["Look for: "], found["lookfor"]],
        (h.p[h.strong[f"{title}: "], found[side]] for side, title in reply_titles(found).items()),
    ]


def _key(page: Page, key: str) -> h.Node:
    """Every option with its letter as shown, a word that says which is right, and its feedback."""
    shown = zip(LETTERS, shuffled(key), strict=False)
    return h.ul[
        (
            h.li[h.strong[f"{letter}) {'Right' if option.get('correct') else 'Not this one'}. "], option["feedback"]]
            for letter, (_, option) in shown
        )
    ]


def _good_evidence(page: Page, key: str) -> h.Node:
    return h.p[h.strong["Good evidence: "], page.records[key]["evidence_model"]]


def _chain_key() -> h.Node:
    """Our reading of each link, for each place and year."""
    return [
        [h.p[h.strong[title]], h.ol[(h.li[row["statement"], " ", reading(row)] for _, row in links.iterrows())]]
        for title, links in cases().items()
    ]


_ACTIVITY_KEYS = {
    "W00b": SENTENCES.keys,
    "W01c": CLAIMS.keys,
    "W02b": DOCUMENTS.keys,
    "W02d": article_keys,
    "W03a": clip_keys,
    "W03d": QUESTIONS.keys,
    "W04b": watcher_keys,
    "W05a": machine_keys,
    "W06d": _chain_key,
    "W07c": gate_keys,
    "W07d": claim_keys,
    "W09a": HEADLINES.keys,
    "W09c": QUOTATIONS.keys,
    "W10c": survey.keys,
}


def _activity_key(page: Page, key: str) -> h.Node:
    """What belongs under an activity that has a key; nothing under any other."""
    made = _ACTIVITY_KEYS.get(page.records[key]["widget"])
    return made and made()


_NOTES: dict[str, Callable[[Page, str], h.Node]] = {
    "activity": _activity_key,
    "prompt": _look_for,
    "selfcheck": _key,
    "exercise": _good_evidence,
}
