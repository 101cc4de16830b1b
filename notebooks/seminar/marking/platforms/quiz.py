"""What of a notebook a platform can ask: its self-checks with a reply to every option, and its exercise to be marked.

A quiz stands far from the page, so nothing in it may need the page to be understood: what a question looks back at
stands before it (``apart`` and ``clip`` in its record), a link leads to a publisher or is only words, and there is no
picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import htpy as h
import mistune
from markupsafe import Markup

from seminar.course.questions import rubric
from seminar.course.sources import in_brief, says
from seminar.data.evidence import GRADES, fact, rows
from seminar.data.records import Exercise, SelfCheck, marking, records, shuffled
from seminar.data.words import Words
from seminar.marking.apart import address_of, task
from seminar.screen.page import link, with_chinese

prose = Words("quiz")

CLIP_COLUMNS = ("word_by_word", "essay_english")
REASONING = "reasoning"
"""The source of a self-check that rests on no fact."""


@dataclass(frozen=True)
class Choice:
    """An option of a question and the *reply* to it, both as HTML."""

    text: str
    reply: str
    right: bool


@dataclass(frozen=True)
class Question:
    """A self-check: its *stem* and what is said *after* any choice ("" for nothing) are HTML."""

    key: str
    title: str
    stem: str
    choices: Sequence[Choice]
    after: str


@dataclass(frozen=True)
class Essay:
    """An exercise as HTML: the *task* and its *rubric*, which students read too, and what only *teachers* read.

    It is worth so many *points*. With *file*, something that was made on the page goes with the text.
    """

    key: str
    title: str
    task: str
    rubric: str
    teachers: str
    points: int
    file: bool


@dataclass(frozen=True)
class Quiz:
    """What a platform asks of a notebook: its *number* and *title*, a few words *about* it as HTML, its questions."""

    number: str
    title: str
    about: str
    questions: Sequence[Question]
    essays: Sequence[Essay]


def quiz(number: str) -> Quiz:
    """The quiz of the notebook of that number. Raises SeminarError where there is none, and for a damaged file."""
    found = records(number)
    title = found[f"{number}-objectives"].title
    about = _html(h.p[prose("about", number=number, title=title)])
    questions = [_question(key, one) for key, one in found.items() if isinstance(one, SelfCheck)]
    essays = [_essay(key, one, about) for key, one in found.items() if isinstance(one, Exercise)]
    return Quiz(number, f"{number} {title}", about, questions, essays)


def _html(*content: h.Node) -> str:
    return str(h.fragment[content])


def _question(key: str, found: SelfCheck) -> Question:
    before = h.fragment[found.apart and h.p[with_chinese(found.apart)], found.clip and _clip(found.clip)]
    choices = [
        Choice(_html(h.p[with_chinese(one.text)]), _html(h.p[with_chinese(one.feedback)]), one.correct)
        for _, one in shuffled(key)
    ]
    after = "" if found.source == REASONING else _html(_rests_on(found.source))
    return Question(key, found.title, _html(before, h.p[with_chinese(found.stem)]), choices, after)


def _clip(name: str) -> h.Node:
    """A clip of the essay in both languages, as the page shows it before anybody marks it."""
    (cells,) = [row.cells for row in rows("clips") if row.id == name]
    said = {"chinese": f"{cells['chinese']} ({cells['pinyin']})", **{key: cells[key] for key in CLIP_COLUMNS}}
    return h.ul[(h.li[f"{label}: ", with_chinese(said[key])] for key, label in prose.group("clip").items())]


def _rests_on(fact_id: str) -> h.Node:
    """What the fact under a self-check says, with a link to its publisher."""
    row = fact(fact_id)
    source, address = with_chinese(in_brief(row)), address_of(fact_id)
    grade = row.cells.get("grade")
    return h.fragment[
        h.p[prose("rests-on"), " ", with_chinese(says(row)), " ", link(source, address) if address else source],
        grade and h.p[prose("grade", grade=grade, words=GRADES[grade])],
    ]


def _essay(key: str, found: Exercise, about: str) -> Essay:
    number = key[:2]
    asked = [h.p[prose("asks")], h.ul[(h.li[with_chinese(label)] for label in found.asks.values())]]
    words = [Markup(about), Markup(mistune.html(task(key, found)))]
    brought = [h.p[prose("brings", title=records(number)[other].title, number=number)] for other in found.brings]
    marked = _html(h.p[prose("marked")], rubric(found).markup(), h.p[_worth()])
    teachers = [h.p[with_chinese(found.rubric.slip)], h.p[with_chinese(found.evidence_model)]]
    return Essay(
        key,
        found.title,
        _html(words, asked if found.asks else None, brought, Markup(marked)),
        marked,
        _html(teachers),
        points=max(marking().marks.values()),
        file=bool(found.brings),
    )


def _worth() -> str:
    """What each level is worth."""
    return " ".join(prose("worth", level=level, marks=marks) for level, marks in marking().marks.items())
