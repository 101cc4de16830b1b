"""What a student chose in votes, self-checks and the survey, given for the class report beside a sheet.

It goes only where the student turns that on, and stands in the page that is handed in as a part of its own, under a
code of its own: the letters of options by the names of their questions, and no text, code of the sheet or time. It is
never brought back. What is read counts as hostile: only letters that this pack offers are taken.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from typing import NamedTuple

from markupsafe import Markup

from seminar.answers.sheets import CODE_LETTERS, NoSheet, held_in, inert, second_code, strict_json
from seminar.answers.store import Store, answers_folder, on_disk
from seminar.course import survey
from seminar.course.questions import checked_choice
from seminar.data.records import (
    LETTERS,
    SURVEYS,
    Record,
    SelfCheck,
    Vote,
    lettered,
    notebooks_with_records,
    records,
    saved_under,
)
from seminar.data.words import Words

prose = Words("choices")

FORMAT = "rumour-or-reality class choices"
VERSION = 1
INSIDE = "class-report"
"""The id of the part of a page that holds them."""
_CODE = re.compile(f"[{CODE_LETTERS}]{{16}}")


class Choices(NamedTuple):
    """The letters of the options *made*, by the names of ``offered``, under a *code* that stands nowhere else."""

    code: str
    made: Mapping[str, str]


def asked() -> Iterator[tuple[str, Record]]:
    """Every cell of the notebooks with its record, in order."""
    for notebook in notebooks_with_records():
        yield from records(notebook).items()


@cache
def offered() -> Mapping[str, tuple[str, ...]]:
    """The name of each vote, self-check and survey question → the letters of its options in the file."""
    found: dict[str, tuple[str, ...]] = {}
    for cell, record in asked():
        if isinstance(record, Vote):
            letters = tuple(letter for letter, _ in lettered(record))
            found |= dict.fromkeys(saved_under(cell, record), letters)
        elif isinstance(record, SelfCheck):
            found[cell] = tuple(LETTERS[: len(record.options)])
    for cell, form in SURVEYS.items():
        found |= {in_survey(cell, item.number): tuple(item.forms[form].options) for item in survey.items()}
    return found


def in_survey(cell: str, number: int) -> str:
    """The name of a question of the survey that is saved under *cell*."""
    return f"{cell}-{number}"


def made_here() -> dict[str, str]:
    """Name → letter, for all that was chosen on this computer; of a self-check that is what was checked first."""
    written = (notebook for notebook in notebooks_with_records() if (answers_folder() / notebook).exists())
    return known(dict(chain.from_iterable(_saved(notebook, on_disk(notebook)) for notebook in written)))


def _saved(notebook: str, here: Store) -> Iterator[tuple[str, object]]:
    for cell, record in records(notebook).items():
        if isinstance(record, Vote):
            yield from ((name, here.text(name)) for name in saved_under(cell, record))
        elif isinstance(record, SelfCheck):
            yield cell, checked_choice(here, cell)
    for cell in SURVEYS:
        if cell.startswith(notebook):
            chosen = here.parts(cell)
            yield from ((in_survey(cell, item.number), chosen.get(str(item.number))) for item in survey.items())


def known(found: Mapping[str, object]) -> dict[str, str]:
    """Those of *found* that are a letter which this pack offers under that name."""
    return {
        name: letter
        for name, letters in offered().items()
        if isinstance(letter := found.get(name), str) and letter in letters
    }


def given() -> Choices | None:
    """What was chosen on this computer, None where that is nothing."""
    made = made_here()
    return Choices(second_code(), made) if made else None


def embedded(choices: Choices) -> Markup:
    """*choices* for the head of the page that is handed in."""
    whole = {"format": FORMAT, "version": VERSION, "code": choices.code, "choices": choices.made}
    return inert(INSIDE, json.dumps(whole, ensure_ascii=False))


def read_choices(text: str) -> Choices | None:
    """What the page *text* holds for the class report, None for nothing. Raises NoSheet where it cannot be read."""
    if not (inside := held_in(text, INSIDE)):
        return None
    try:
        found = strict_json(inside)
        code, version, chosen = found["code"], (found["format"], found["version"]), found["choices"]
    except (ValueError, KeyError, TypeError) as reason:
        raise NoSheet(prose("unreadable")) from reason
    if version != (FORMAT, VERSION) or not isinstance(chosen, dict):
        raise NoSheet(prose("unreadable"))
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        raise NoSheet(prose("unreadable"))
    made = known(chosen)
    return Choices(code, made) if made else None
