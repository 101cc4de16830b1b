"""Whether the words of a link say something of the row that it leads to.

A citation is a link in a notebook, ``[2,470 alarms <sup>f-T020</sup>](sources/face_trials.md#f-T020)``, a sentence of
a record in which the id of a row stands, or one of ``scholars.yaml`` with its facts. Its words and its row share a word
that carries meaning, or the same number; whatever says the same in other words stands, with a reason, in
``data/teaching/links.yaml``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, NamedTuple

from seminar.data import records
from seminar.data.package import evidence_tables, notebook_cells, notebooks
from seminar.numbers import day

FACT = re.compile(r"\bf-[A-Z]\d{3}[a-z]?\b")
_LINK = re.compile(rf"\[([^\[\]]*)\]\([^)\s]*#({FACT.pattern})\)")
_MARKUP = re.compile(r"<sup>.*?</sup>|<[^>]+>")
_SENTENCE = re.compile(r"(?<=[.?!])\s")
_WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+")
_DAY = re.compile(r"\d{4}(-\d{2}){1,2}")
_APART = {"id", "source_id", "grade", "as_of", "recheck_by", "also", "facts", "counted"}
"""Columns that say nothing of what a row is about."""


class Citation(NamedTuple):
    """Where it stands, its *words*, and the id of the *fact* that they lead to."""

    place: str
    words: str
    fact: str


def citations() -> Iterator[Citation]:
    """Every citation of the notebooks, of their records and of what scholars say, in order."""
    for path in notebooks():
        number = path.name[:2]
        for cell in notebook_cells(number):
            if cell["cell_type"] == "markdown":
                yield from _links(f"notebooks/{path.name}, cell {cell['id']}", "".join(cell["source"]))
        for key, found in records.records(number).items():
            for text in _texts(found):
                yield from _sentences(f"data/teaching/{number}.yaml, record {key}", text)
    said = records.scholars()
    for one in (*said.agreed, *said.sayable):
        yield from (Citation("data/teaching/scholars.yaml", one.says, fact) for fact in one.facts)


def _links(place: str, text: str) -> Iterator[Citation]:
    for words, fact in _LINK.findall(text):
        yield Citation(place, _MARKUP.sub(" ", words).strip(), fact)


def _sentences(place: str, text: str) -> Iterator[Citation]:
    """Each sentence with each id in it; an id alone, as in a list of rows, cites nothing."""
    for sentence in _SENTENCE.split(text):
        ids = FACT.findall(sentence)
        if sentence not in ids:
            yield from (Citation(place, sentence, fact) for fact in ids)


def _texts(part: Any) -> Iterator[str]:
    """Every text in a record, however deep."""
    if isinstance(part, str):
        yield part
    elif is_dataclass(part):
        for field in fields(part):
            yield from _texts(getattr(part, field.name))
    elif isinstance(part, Mapping | tuple):
        for inner in part.values() if isinstance(part, Mapping) else part:
            yield from _texts(inner)


@cache
def _empty() -> frozenset[str]:
    return frozenset(records.links().empty.split())


@cache
def _stem(word: str) -> str:
    from snowballstemmer import stemmer  # here, since only a check of the whole pack compares words

    return stemmer("english").stemWord(word)


def meaning(text: str) -> set[str]:
    """The stems of the words of *text* that carry meaning, and its numbers without separators."""
    found = _WORD.findall(FACT.sub(" ", text).lower())
    numbers = {word.replace(",", "").removesuffix(".0") for word in found if word[0].isdigit()}
    return numbers | {_stem(word) for word in found if not word[0].isdigit() and word not in _empty()}


def _said(row: Mapping[str, Any]) -> str:
    """All that a row says, its dates in words."""
    told = [str(value) for column, value in row.items() if column not in _APART]
    return " ".join(day(value) if _DAY.fullmatch(value) else value for value in told)


def apart(tables: Mapping[str, list[dict[str, Any]]]) -> Iterator[Citation]:
    """Every citation whose words share nothing with its row; *tables* holds the rows of every table.

    An id that no table has is told elsewhere.
    """
    rows = {row.get("id"): row for name in evidence_tables() for row in tables.get(name, [])}
    for one in citations():
        if one.fact in rows and not meaning(one.words) & meaning(_said(rows[one.fact])):
            yield one


def problems(tables: Mapping[str, list[dict[str, Any]]]) -> Iterator[str]:
    """A sentence for each citation that is ``apart`` from its row and that nobody has reviewed."""
    reviewed = {(one.fact, one.words) for one in records.links().reviewed}
    for place, words, fact in apart(tables):
        if (fact, words) not in reviewed:
            yield (
                f"{place}: the words “{words}” share nothing with the row {fact}; expected another row, "
                "other words, or this pair with a reason in data/teaching/links.yaml."
            )
