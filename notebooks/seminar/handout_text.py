"""The words of a handout: a notebook's cells, its stored still views and its records, as one pandoc Markdown text.

Nothing here runs a notebook. Divisions (``:::``) carry the roles that handouts/style/handout.lua and the Typst
template give a shape. The student's text is the base; the instructor's adds to it and never the other way round.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import htpy as h
import nbformat
from nbformat import NotebookNode

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
from seminar.errors import SeminarError
from seminar.page import Table
from seminar.questions import (
    LETTERS,
    Record,
    ballot,
    how_to,
    records,
    reply_titles,
    rubric,
    running_minutes,
    shuffled,
)

STUDENT, INSTRUCTOR = "student", "instructor"
LINES = 5
REQUIRED = ("objectives", "keypoints")
_SCREEN_ONLY = re.compile(r"\n\n[^\n]*\*\*Run(?: All Cells)?\*\*[^\n]*")
"""A paragraph that tells how to run the page: of no use on paper."""


@dataclass(frozen=True)
class Page:
    """What a handout is made from: the *cells* of a notebook by id, its *records*, its number and its title."""

    number: str
    title: str
    cells: dict[str, NotebookNode]
    records: dict[str, Record]

    def words(self, cell_id: str) -> str:
        """The Markdown of a cell, without its first heading if that is the title and without what is for screens."""
        text = self.cells[cell_id].source.replace(f"# {self.title}\n", "", 1) if cell_id in self.cells else ""
        return re.sub(r"<sup>(\S+?)</sup>", r"^\1^", _SCREEN_ONLY.sub("", text)).strip()

    def still(self, cell_id: str) -> str:
        """The stored still view of a code cell. Raises SeminarError for a notebook stored without outputs."""
        for output in self.cells[cell_id].get("outputs", []):
            if "text/html" in output.get("data", {}):
                return output.data["text/html"]
        raise SeminarError(f"The cell {cell_id} has no stored view. Run “python -m seminar store {self.number}” first.")


def read(path: Path) -> Page:
    """The notebook at *path* with its records. Raises SeminarError if it is damaged or lacks a required cell."""
    try:
        notebook = nbformat.read(path, as_version=4)
    except (OSError, ValueError, nbformat.ValidationError) as error:
        raise SeminarError(f"The file notebooks/{path.name} cannot be read as a notebook ({error}).") from error
    number = path.name[:2]
    cells = {cell.id: cell for cell in notebook.cells}
    described = records(number)
    for role in REQUIRED:
        if not any(described.get(key, {}).get("role") == role for key in cells):
            raise SeminarError(
                f"The file notebooks/{path.name} has no {role} cell with a record in data/teaching/{number}.yaml."
            )
    opening = next(key for key in cells if described.get(key, {}).get("role") == "objectives")
    heading = re.match(r"# (.+)\n", cells[opening].source)
    if not heading:
        raise SeminarError(f"The file notebooks/{path.name}, cell {opening}: expected “# Title” on its first line.")
    return Page(number, heading[1], cells, described)


def text(page: Page, copy: str) -> str:
    """The Markdown of one *copy* ("student" or "instructor"), in the order of the cells."""
    parts = [*(_running(page) if copy == INSTRUCTOR else []), *_body(page, copy)]
    return "\n\n".join(parts) + "\n"


def paper_ids(page: Page) -> list[str]:
    """The ids of the paper forms of the notebook's activities, in the order of the cells."""
    return [page.records[key]["paper"] for key in page.cells if "paper" in page.records.get(key, {})]


def division(name: str, *parts: str) -> str:
    """*parts* in a division of class *name*."""
    return "\n\n".join([f"::::: {{.{name}}}", *parts, ":::::"])


def markup(content: h.Node) -> str:
    """*content* (htpy) as a block of HTML inside Markdown."""
    return f"```{{=html}}\n{h.fragment[content]}\n```"


def lines() -> str:
    """Room to write in."""
    return f"::::: {{.lines n={LINES}}}\n:::::"


def _body(page: Page, copy: str) -> Iterator[str]:
    """Every printed cell. Prompts for writing that follow one another stand side by side, two in a row."""
    printed = [key for key in page.cells if page.records.get(key, {}).get("print") in (copy, "both")]
    marks = _minute_marks(page) if copy == INSTRUCTOR else {}
    for writing, group in groupby(printed, lambda key: _is_writing(page, key)):
        done = [_with_notes(page, key, copy, marks.get(key, [])) for key in group]
        if not writing or copy == INSTRUCTOR:
            yield from done
            continue
        for i in range(0, len(done), 2):
            yield division("beside", *(division("column", part) for part in done[i : i + 2]))


def _with_notes(page: Page, key: str, copy: str, mark: list[str]) -> str:
    """A cell between its minute mark and its note; a question and its note stay on one page."""
    parts = [*mark, _cell(page, key), *_for_teacher(page, key, copy)]
    return division("together", *parts) if page.records[key]["role"] in ("prompt", "selfcheck") else "\n\n".join(parts)


def _is_writing(page: Page, key: str) -> bool:
    found = page.records[key]
    return found["role"] == "prompt" and found["kind"] != "vote"


def _cell(page: Page, key: str) -> str:
    return _PRINTED.get(page.records[key]["role"], Page.words)(page, key)


def _objectives(page: Page, key: str) -> str:
    return division("box", page.words(key))


def _further(page: Page, key: str) -> str:
    return division("further", page.words(key))


def _still(page: Page, key: str) -> str:
    return f"```{{=html}}\n{page.still(key)}\n```"


def _how_to(found: Record) -> str:
    return markup(h.p[h.strong[how_to(found)]])


def _options(texts: list[str]) -> str:
    listed = h.ul[(h.li[f"{letter}) {words}"] for letter, words in zip(LETTERS, texts, strict=False))]
    return markup(h.div(".options")[listed])


def _prompt(page: Page, key: str) -> str:
    found = page.records[key]
    room = markup(h.div(".options")[ballot(found)]) if found["kind"] == "vote" else lines()
    return division("together", _how_to(found), page.words(key), room)


def _selfcheck(page: Page, key: str) -> str:
    options = _options([option["text"] for _, option in shuffled(key)])
    return division("together", markup(h.p[h.strong[page.records[key]["stem"]]]), options)


def _exercise(page: Page, key: str) -> str:
    found = page.records[key]
    wanted = f"{found['grouping']} · {found['words_min']} to {found['words_max']} words, on a separate sheet"
    return "\n\n".join([page.words(key), division("mark", markup(h.p[wanted])), markup(rubric(found).markup())])


_PRINTED: dict[str, Callable[[Page, str], str]] = {
    "objectives": _objectives,
    "data": _still,
    "activity": _still,
    "prompt": _prompt,
    "selfcheck": _selfcheck,
    "exercise": _exercise,
    "further": _further,
}


def _for_teacher(page: Page, key: str, copy: str) -> list[str]:
    """What only the instructor reads under the cell *key*."""
    note = _NOTES.get(page.records[key]["role"]) if copy == INSTRUCTOR else None
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


def spans(page: Page, plan: str) -> dict[str, tuple[int, int]]:
    """Cell id → first and last minute in the *plan* ("minutes80", "minutes40"), of the cells that have a part."""
    return running_minutes({key: page.records[key] for key in page.cells if key in page.records}, plan)


def _minute_marks(page: Page) -> dict[str, list[str]]:
    """Cell id → its minutes in both plans, in the order of the page."""
    long, short = spans(page, "minutes80"), spans(page, "minutes40")

    def mark(key: str) -> str:
        plans = [(80, long.get(key)), (40, short.get(key))]
        said = [f"minutes {span[0]}–{span[1]} of {length}" for length, span in plans if span]
        return division("mark", markup(h.p["; ".join(said).capitalize()]))

    return {key: [mark(key)] for key in page.cells if key in long or key in short}


def _running(page: Page) -> list[str]:
    """The run sheets for 80 and 40 minutes, materials and sensitive points, from the instructor's record."""
    key = next((key for key, found in page.records.items() if found.get("role") == "instructor"), None)
    if key is None:
        raise SeminarError(f"The file data/teaching/{page.number}.yaml has no instructor record.")
    found = page.records[key]
    columns = {"minute": "Minute", "say": "I say", "do": "They do", "look": "Look for", "fix": "If it goes wrong"}
    rows = [
        [row[name].replace("-", "–") if name == "minute" else row[name] for name in columns] for row in found["run"]
    ]
    return [
        "## Run sheet",
        markup(Table("80 minutes", list(columns.values()), rows).markup()),
        markup(Table("40 minutes: what stays", ["Minute", "Part", "How"], _short_plan(page)).markup()),
        "## Bring",
        markup(h.ul[(h.li[item] for item in found["materials"])]),
        "## Take care",
        markup(h.ul[(h.li[item] for item in found["sensitive"])]),
        "```{=typst}\n#pagebreak()\n```",
        "## The student’s pages, with notes",
    ]


def _short_plan(page: Page) -> list[list[str]]:
    plan = spans(page, "minutes40").items()
    return [
        [f"{start}–{end}", page.records[key]["title"], page.records[key].get("grouping", "")]
        for key, (start, end) in plan
    ]
