"""What can be asked in the room of a notebook: its votes, what moved a voter, guesses, cards to rate, the survey."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module

import htpy as h

from seminar.activities.parts.of_the_room import ONE_QUESTION
from seminar.course import survey
from seminar.course.questions import claim_words
from seminar.data.evidence import rows
from seminar.data.package import stored_sources
from seminar.data.records import (
    SURVEYS,
    Activity,
    Data,
    Described,
    Vote,
    full_vote,
    lettered,
    notebooks_with_records,
    records,
)
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.models.framing import RATINGS
from seminar.room.ballots import Chosen
from seminar.screen.controls import OneOf, Scale
from seminar.workbench.guess import Asked

prose = Words("room")
trial = Words("09-w09b")

VOTE, MOVED, GUESS, CARDS, SURVEY = "vote", "moved", "guess", "cards", "survey"
"""The kinds of what is asked."""
FRAMING = trial.owner
"""The cell whose cards are dealt."""
SHORT = "-short"
"""How the name of a survey of a short session ends."""


@dataclass(frozen=True)
class Item:
    """One thing to answer: its *name* in the form, its *legend*, and either *options* (value → words) or a *scale*.

    *context* is what one has to know before; a *label* says what the number of a scale counts. An *open* one may be
    left without an answer.
    """

    name: str
    legend: str
    options: Mapping[str, str] = field(default_factory=dict)
    scale: Scale | None = None
    context: h.Node = None
    label: str = ""
    open: bool = False

    def read(self, given: str) -> str:
        """What is kept of an answer, "" for none where that may be. Raises SeminarError for what cannot be chosen."""
        if self.open and not given:
            return ""
        if self.scale:
            number = self.scale.read(given)
            if not self.scale.takes(number):
                first, last = self.ends()
                raise SeminarError(prose("refused.range", first=first, last=last))
            return str(number)
        if given not in self.options:
            raise SeminarError(prose("refused.nothing", item=self.legend) if not given else prose("refused.option"))
        return given

    def ends(self) -> tuple[str, str]:
        """The lowest and the highest number, as they are written; of an item with a scale."""
        steps = self.scale.steps if self.scale else ()
        return self.written(str(steps[0])), self.written(str(steps[-1]))

    def written(self, kept: str) -> str:
        """An answer as it was *kept*, in words."""
        return self.scale.written(int(kept)) if self.scale else self.options[kept]


@dataclass(frozen=True)
class Form:
    """*items* to fill in under a *question*. Of *cards* (name → text), if there are any, each sees one."""

    question: str
    items: tuple[Item, ...]
    cards: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Poll:
    """One round: its *name*, the *cell* it belongs to, its *kind* and *title*, and what can *make* its form.

    *before* is the round that it repeats, "" for none. Where *dealt*, cards are dealt. Voters read *called* in the
    place of the title, if there is such.
    """

    name: str
    cell: str
    kind: str
    title: str
    make: Callable[[], Form]
    before: str = ""
    called: str = ""

    @property
    def heading(self) -> str:
        """What stands above the form."""
        return self.called or self.title

    @property
    def is_vote(self) -> bool:
        """Whether who answers it votes: a guess and a survey are sent."""
        return self.kind not in (GUESS, SURVEY)

    @property
    def dealt(self) -> bool:
        """Whether each voter gets a card."""
        return self.kind == CARDS

    @cached_property
    def form(self) -> Form:
        """What a voter fills in."""
        return self.make()

    def read(self, given: Mapping[str, str]) -> Chosen:
        """What is kept of a form (item → what it holds). Raises SeminarError where an answer is missing or unknown."""
        found = {item.name: item.read(given.get(item.name, "").strip()) for item in self.form.items}
        return {name: option for name, option in found.items() if option}


def polls(notebook: str) -> dict[str, Poll]:
    """Name → poll, for all that can be asked in *notebook*, in the order of its page.

    Raises SeminarError where there is no such notebook.
    """
    if notebook not in notebooks_with_records():
        raise SeminarError(prose("no-notebook", notebook=notebook, all=", ".join(notebooks_with_records())))
    found = [poll for key, one in records(notebook).items() for poll in _of_record(notebook, key, one)]
    return {poll.name: poll for poll in found}


def _of_record(notebook: str, key: str, found: Described) -> list[Poll]:
    if isinstance(found, Vote):
        vote = Poll(key, key, VOTE, found.title, lambda: _vote(notebook, key, found), found.revote_of or "")
        return [vote, _moved(notebook, found.revote_of, key)] if found.revote_of else [vote]
    if key == FRAMING:
        return [Poll(key, key, CARDS, found.title, _cards)]
    if key in SURVEYS:
        return [poll for cell in SURVEYS if cell.startswith(key) for poll in _surveys(cell)]
    if isinstance(found, Activity) and found.in_the_room:
        return [Poll(key, key, GUESS, prose("guess-title", title=found.title), lambda: _guess(notebook, key))]
    return []


def _vote(notebook: str, key: str, found: Vote) -> Form:
    """A vote, once or on each of its claims."""
    lines = {context.claim: context.said for context in full_vote(found).context}
    options, question = dict(lettered(found)), _words_of(notebook, key)
    items = [Item(claim, words, options, context=lines.get(claim)) for claim, words in claim_words(found).items()]
    return Form(question, tuple(items) or (Item(ONE_QUESTION, question, options),))


def _moved(notebook: str, first: str, second: str) -> Poll:
    """Which of the things between two votes moved a voter most."""
    keys = [*records(notebook)]
    between = {key: records(notebook)[key] for key in keys[keys.index(first) + 1 : keys.index(second)]}
    options = {key: found.title for key, found in between.items() if isinstance(found, Data | Activity)}
    item = Item("moved", prose("moved.question"), options | prose.group("moved-by"))
    return Poll(f"{second}-moved", second, MOVED, prose("moved.title"), lambda: Form(item.legend, (item,)))


def _cards() -> Form:
    """One card of several, which is rated."""
    ratings = {str(rating): str(rating) for rating in RATINGS}
    cards = {row.cells["card"]: row.cells["text"] for row in rows("framing_cards")}
    return Form(trial("question"), (Item("rating", trial("question"), ratings),), cards)


def _surveys(cell: str) -> list[Poll]:
    """The survey of *cell*, whole and for a short session."""
    title = prose.group("survey-titles")[cell]
    short = prose("survey-short", title=title, questions=survey.SHORT_IN_WORDS)
    every = [item.number for item in survey.items()]
    return [
        Poll(cell, cell, SURVEY, title, lambda: _survey(cell, every)),
        Poll(f"{cell}{SHORT}", cell, SURVEY, short, lambda: _survey(cell, survey.SHORT), called=title),
    ]


def _survey(cell: str, numbers: list[int] | tuple[int, ...]) -> Form:
    """The questions with these *numbers* in the form and the order of *cell*; each may be left open."""
    form = SURVEYS[cell]
    items = [
        Item(
            str(item.number),
            f"{shown}. {item.forms[form].stem}",
            dict(zip(item.shown(form).values(), item.lines(form), strict=True)),
            open=True,
        )
        for shown, item in survey.asked(form).items()
        if item.number in numbers
    ]
    return Form(prose("survey-question"), tuple(items))


def _guess(notebook: str, cell: str) -> Form:
    """The guess with which the activity of *cell* begins."""
    asked = guess_of(notebook, cell).guess
    options = dict(asked.kind.options) if isinstance(asked.kind, OneOf) else {}
    scale = asked.kind if isinstance(asked.kind, Scale) else None
    label = "" if options else asked.label
    return Form(asked.question, (Item("guess", asked.question, options, scale, asked.before, label),))


def guess_of(notebook: str, cell: str) -> Asked:
    """What the activity of *cell* declares as its guess; no other activity is loaded for that."""
    called = stored_sources(notebook)[cell].removeprefix("activities.").partition("(")[0]
    return import_module(f"seminar.activities.{called}").ACTIVITY.guess()


_MARKS = re.compile(r"\[([^\]]+)\]\([^)]*\)|<[^>]+>|[*`]")


def _words_of(notebook: str, cell: str) -> str:
    """The words of a *cell* of Markdown without its marks."""
    return _MARKS.sub(r"\1", stored_sources(notebook)[cell]).strip()
