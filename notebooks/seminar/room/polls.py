"""What can be asked in the room of a notebook: its votes, what moved a voter, guesses, cards to rate, the survey."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from seminar.activities.parts.of_the_room import ONE_QUESTION
from seminar.course.questions import claim_words
from seminar.data.package import notebook_cells
from seminar.data.records import (
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
from seminar.room.ballots import Chosen
from seminar.screen.controls import Scale

prose = Words("room")

VOTE, MOVED, GUESS, CARDS, SURVEY = "vote", "moved", "guess", "cards", "survey"
"""The kinds of what is asked."""
FRAMING = "09-w09b"
"""The cell whose cards are dealt."""


@dataclass(frozen=True)
class Item:
    """One thing to answer: its *name* in the form, its *legend*, and either *options* (value → words) or a *scale*.

    *context* is a line that one has to know before. An *open* one may be left without an answer.
    """

    name: str
    legend: str
    options: Mapping[str, str] = field(default_factory=dict)
    scale: Scale | None = None
    context: str = ""
    open: bool = False

    def read(self, given: str) -> str:
        """What is kept of an answer, "" for none where that may be. Raises SeminarError for what cannot be chosen."""
        if self.open and not given:
            return ""
        if self.scale:
            number = self.scale.read(given)
            if not self.scale.takes(number):
                first, last = (self.scale.show(end) for end in (self.scale.steps[0], self.scale.steps[-1]))
                raise SeminarError(prose("refused.range", first=first, last=last))
            return str(number)
        if given not in self.options:
            raise SeminarError(prose("refused.nothing", item=self.legend) if not given else prose("refused.option"))
        return given

    def written(self, kept: str) -> str:
        """An answer as it was *kept*, in words."""
        return self.scale.written(int(kept)) if self.scale else self.options[kept]


@dataclass(frozen=True)
class Poll:
    """One round: the *cell* it belongs to, its *title*, its *question* and the items of its form.

    Its *name* is that of the round. *before* is the round that it repeats, "" for none. Where *cards* (name → text) are
    dealt, each voter sees one of them.
    """

    name: str
    cell: str
    kind: str
    title: str
    question: str
    items: tuple[Item, ...]
    before: str = ""
    cards: Mapping[str, str] = field(default_factory=dict)

    def read(self, given: Mapping[str, str]) -> Chosen:
        """What is kept of a form (item → what it holds). Raises SeminarError where an answer is missing or unknown."""
        found = {item.name: item.read(given.get(item.name, "").strip()) for item in self.items}
        chosen = {name: option for name, option in found.items() if option}
        if not chosen:
            raise SeminarError(prose("refused.nothing", item=self.title))
        return chosen


def polls(notebook: str) -> dict[str, Poll]:
    """Name → poll, for all that can be asked in *notebook*, in the order of its page.

    Raises SeminarError where there is no such notebook, or nothing to ask in it.
    """
    if notebook not in notebooks_with_records():
        raise SeminarError(prose("no-notebook", notebook=notebook, all=", ".join(notebooks_with_records())))
    found = [poll for key, one in records(notebook).items() for poll in _of_record(notebook, key, one)]
    if not found:
        raise SeminarError(prose("nothing-to-ask", notebook=notebook))
    return {poll.name: poll for poll in found}


def _of_record(notebook: str, key: str, found: Described) -> list[Poll]:
    if isinstance(found, Vote):
        vote = _vote(notebook, key, found)
        return [vote, _moved(notebook, found.revote_of, key)] if found.revote_of else [vote]
    return []


def _vote(notebook: str, key: str, found: Vote) -> Poll:
    """A vote, once or on each of its claims."""
    lines = {context.claim: context.said for context in full_vote(found).context}
    options, claims = dict(lettered(found)), claim_words(found)
    items = [Item(claim, words, options, context=lines.get(claim, "")) for claim, words in claims.items()]
    question = _words_of(notebook, key)
    single = Item(ONE_QUESTION, question, options)
    return Poll(key, key, VOTE, found.title, question, tuple(items) or (single,), before=found.revote_of or "")


def _moved(notebook: str, first: str, second: str) -> Poll:
    """Which of the things between two votes moved a voter most."""
    keys = [*records(notebook)]
    between = {key: records(notebook)[key] for key in keys[keys.index(first) + 1 : keys.index(second)]}
    options = {key: found.title for key, found in between.items() if isinstance(found, Data | Activity)}
    item = Item("moved", prose("moved.question"), options | prose.group("moved-by"))
    return Poll(f"{second}-moved", second, MOVED, prose("moved.title"), prose("moved.question"), (item,))


_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)|<[^>]+>|[*`]")


def _words_of(notebook: str, cell: str) -> str:
    """The words of a *cell* of Markdown without its marks. Raises SeminarError where the notebook has no such cell."""
    source = next(("".join(one["source"]) for one in notebook_cells(notebook) if one["id"] == cell), "")
    return _LINK.sub(r"\1", source).strip()
