"""What a class chose, for the report: two votes beside each other, self-checks, and the survey before and after.

Of two times only those count who answered both. Of a survey question that is what each answered both times, so its
people may be fewer than those of the survey. What may be shown of the counts says ``seminar.marking.counts``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import htpy as h

from seminar.course import survey
from seminar.course.choices import asked, in_survey
from seminar.course.questions import claim_words
from seminar.data.records import (
    SURVEYS,
    SelfCheck,
    Vote,
    lettered,
    record,
    saved_under,
    second_vote,
    shuffled,
)
from seminar.data.words import Words
from seminar.marking.counts import FEWEST, held, rounded, share
from seminar.models.survey import mean_change
from seminar.models.votes import movement
from seminar.screen.figures import bars, paired_bars
from seminar.screen.page import Figure, Ink, Table

prose = Words("class-report")

Person = Mapping[str, str]
"""The name of a question → the letter that somebody chose."""
Shown = int | str
"""A count that may be shown, or words in its place."""


@dataclass(frozen=True)
class Topic:
    """What is counted together: questions by *names*, those of each time in turn, under a *title*.

    *options* are letter → words, and *right* is a letter; both are empty for the survey.
    """

    title: str
    names: tuple[tuple[str, ...], ...]
    options: Mapping[str, str]
    right: str = ""

    def of(self, person: Person) -> Person:
        """What *person* chose in it, {} for who did not answer at each of its times."""
        found = {name: person[name] for names in self.names for name in names if name in person}
        return found if all(any(name in found for name in names) for names in self.names) else {}


@dataclass(frozen=True)
class Line:
    """A line of a picture and a table: its *words*, whether it is the *right* one, and a count for each time."""

    words: str
    counts: tuple[Shown, ...]
    right: bool = False


@dataclass(frozen=True)
class Told:
    """What is told of a topic that *people* answered: its *lines* and a sentence (*said*), "" for none."""

    title: str
    people: int
    lines: Sequence[Line]
    said: str = ""


@cache
def topics() -> Mapping[str, Topic]:
    """Every topic by an id: the votes, the self-checks, then the survey at its end and some weeks later."""
    votes = {key: topic for cell, found in asked() if isinstance(found, Vote) for key, topic in _votes(cell, found)}
    checks = {cell: _check(cell, found) for cell, found in asked() if isinstance(found, SelfCheck)}
    return {**votes, **checks, **_surveys()}


def _votes(cell: str, found: Vote) -> Iterator[tuple[str, Topic]]:
    """The topics of a first vote, one for each claim."""
    if found.revote_of:
        return
    each = [saved_under(key, record(key, Vote)) for key in filter(None, (cell, second_vote(cell)))]
    claims = [*claim_words(found).values()] or [found.title]
    for names, claim in zip(zip(*each, strict=True), claims, strict=False):
        yield (
            names[0],
            Topic(prose("vote", cell=cell, claim=claim), tuple((name,) for name in names), dict(lettered(found))),
        )


def _check(cell: str, found: SelfCheck) -> Topic:
    options = {letter: option.text for letter, option in shuffled(cell)}
    right = next(letter for letter, option in shuffled(cell) if option.correct)
    return Topic(f"{cell}: {found.stem}", ((cell,),), options, right)


def _surveys() -> dict[str, Topic]:
    first, *later = SURVEYS
    titles = prose.all("surveys")
    times = {cell: tuple(in_survey(cell, item.number) for item in survey.items()) for cell in SURVEYS}
    return {cell: Topic(title, (times[first], times[cell]), {}) for cell, title in zip(later, titles, strict=True)}


Counted = Mapping[str, Mapping[str, Person]]
"""A topic → the random name of somebody → what was chosen in it."""


def counted(chosen: Mapping[str, Person], before: Counted) -> Counted:
    """What is counted of each topic: as in the last report, unless enough of those who answered it are others since."""
    return {
        key: held({name: found for name, one in chosen.items() if (found := topic.of(one))}, before.get(key, {}))
        for key, topic in topics().items()
    }


def all_told(found: Counted) -> list[Told]:
    """What may be told of each topic that somebody answered."""
    return [told(topics()[key], [*people.values()]) for key, people in found.items() if people]


COLUMNS = ("question", "what", "right", "time", "people")


def table_rows(told_of: Sequence[Told]) -> list[dict[str, str]]:
    """A row for each line and time, under ``COLUMNS``."""
    return [
        dict(zip(COLUMNS, (one.title, line.words, "✔" if line.right else "", when, str(count)), strict=True))
        for one in told_of
        for line in one.lines
        for when, count in zip(_times(line), line.counts, strict=True)
    ]


def _times(line: Line) -> tuple[str, ...]:
    return prose.all("times") if len(line.counts) > 1 else ("",)


def section(told_of: Sequence[Told]) -> h.Node:
    """The part of the page on what was chosen."""
    return [h.h2[prose("chosen")], [_shown(one) for one in told_of]]


def _shown(one: Told) -> h.Node:
    if not one.lines:
        return h.p[h.strong[one.title], f" {prose('not-shown')}"]
    times = _times(one.lines[0])
    rows = [[_words(line), *map(str, line.counts)] for line in one.lines]
    said = "; ".join(f"{words}: {' → '.join(counts)}" for words, *counts in rows)
    picture = Figure(lambda ink: _picture(one, ink), said, f"{one.title} {_of(one)}")
    head = [prose("option"), *(times if len(times) > 1 else [prose("people")])]
    drawn = len(times) > 1 or any(isinstance(count, int) for line in one.lines for count in line.counts)
    return [drawn and picture.still(), one.said and h.p[one.said], Table(prose("in-numbers"), head, rows).markup()]


def _of(one: Told) -> str:
    return prose("of", count=rounded(one.people))


def _words(line: Line) -> str:
    return prose("right", words=line.words) if line.right else line.words


def _picture(one: Told, ink: Ink) -> h.Renderable:
    """Bars: of one time for each count that is a number, of two in pairs.

    In a pair words in place of a count stand at a bar as short or long as can be.
    """
    most = max(rounded(one.people), 1)
    if len(one.lines[0].counts) == 1:
        rows = [(_words(line), count, line.right) for line in one.lines for count in line.counts]
        return bars(
            [(words, count, right) for words, count, right in rows if isinstance(count, int)], most, ink, above=True
        )
    pairs = [[(_length(count, most), str(count)) for count in line.counts] for line in one.lines]
    rows_of_two = [(_words(line), first, then) for line, (first, then) in zip(one.lines, pairs, strict=True)]
    return paired_bars(rows_of_two, most, ink)


def _length(count: Shown, most: int) -> int:
    return count if isinstance(count, int) else most if count == prose("nearly") else 0


def told(topic: Topic, people: Sequence[Person]) -> Told:
    """What may be told of the *people* who answered *topic*; no line where they are too few."""
    if len(people) < FEWEST:
        return Told(topic.title, len(people), [])
    return _of_options(topic, people) if topic.options else _of_survey(topic, people)


def _of_options(topic: Topic, people: Sequence[Person]) -> Told:
    counts = [[sum(one[name] == letter for one in people) for letter in topic.options] for (name,) in topic.names]
    lines = [
        Line(words, tuple(share(count, len(people)) for count in each), letter == topic.right)
        for (letter, words), *each in zip(topic.options.items(), *counts, strict=True)
    ]
    return Told(topic.title, len(people), lines, _moved(counts, len(people)) if len(counts) > 1 else "")


def _moved(counts: Sequence[Sequence[int]], people: int) -> str:
    """The least number of people that changed their vote."""
    least = round(movement(*counts).net * people)
    return prose("moved", count=share(least, people))


def _of_survey(topic: Topic, people: Sequence[Person]) -> Told:
    items = list(zip(survey.items(), *topic.names, strict=True))
    lines = [line for item, *names in items for line in _of_item(item, names, people)]
    shares = [pair for one in people if (pair := _shares(one, items))]
    change = mean_change(*zip(*shares, strict=True)) if shares else None
    said = prose("changed", points=change.points, low=change.low, high=change.high) if change else prose("no-change")
    return Told(topic.title, len(people), lines, said)


def _of_item(item: survey.Item, names: Sequence[str], people: Sequence[Person]) -> Iterator[Line]:
    """How many were right at both times, and of a claim that holds how many called it false."""
    both = [one for one in people if all(name in one for name in names)]
    if len(both) < FEWEST:
        return
    false_alarms = item.claim == "holds"
    counts = (sum((one[name] == item.key) != false_alarms for one in both) for name in names)
    words = prose("item", number=item.number, idea=item.idea, what=prose.group("items")[item.claim or "case"])
    yield Line(words, tuple(share(count, len(both)) for count in counts))


def _shares(person: Person, items: Sequence[tuple[survey.Item, str, str]]) -> tuple[float, float] | None:
    """Which share of what *person* answered both times was right then and now, None where that is nothing."""
    both = [
        (person[first] == item.key, person[then] == item.key)
        for item, first, then in items
        if {first, then} <= {*person}
    ]
    return (sum(a for a, _ in both) / len(both), sum(b for _, b in both) / len(both)) if both else None
