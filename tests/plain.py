"""How plain a text is: its sentences, and its words that are rare in English."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from statistics import mean, quantiles

from seminar.data.evidence import rows
from spellchecker import SpellChecker

RARE = 1.0
"""Uses in a million words of film subtitles; a word with fewer is rare."""
NEW = frozenset({"app", "browser"})
"""Everyday words that are younger than most of these films."""
LABEL = 3
"""So many words, and fewer, are a label and no sentence."""
_BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*>|#]|\d+\.))")
_END = re.compile(r"(?<=[.!?;:”])\s+(?=[A-Z0-9“({])|;\s+(?=\d\))")
_BRITISH = (("our", "or"), ("is", "iz"), ("ll", "l"), ("re", "er"), ("ce", "se"), ("e", ""))
_ENDINGS = ("s", "es", "d", "ed", "ing", "er", "ers", "or", "ors", "ly", "ness", "less")


def sentences(text: str) -> Iterator[str]:
    """The sentences of *text* (Markdown or HTML), without marks, addresses, Chinese terms and ids of facts."""
    plain = re.sub(
        r"<span lang=.*?</span>|<sup>.*?</sup>|\(f-[^)]*\)|^\|.*$", " ", text, flags=re.DOTALL | re.MULTILINE
    )
    plain = re.sub(r"<[^>]+>|\]\([^)]*\)|[*_`\[\]]", " ", plain)
    for block in _BLOCK.split(plain):
        yield from _END.split(" ".join(block.split()))


def length(sentence: str) -> int:
    """How many words it has."""
    return len(re.findall(r"[\w’'{}-]*\w[\w’'{}-]*", sentence))


def words(text: str) -> list[str]:
    """The English words of *text* of three letters and more; names, which have a capital, are left out."""
    return [word for sentence in sentences(text) for word in _words(sentence)]


def _words(sentence: str) -> list[str]:
    return re.findall(r"(?<![\w{’-])[a-z]{3,}(?![\w}’-])", sentence)


@dataclass(frozen=True)
class Measured:
    """How plain some texts are: words of a sentence on average (*mean*) and of one that is longer than 95 in 100 others
    (*long*), and the share of *rare* words in percent. Labels of up to three words are no sentences."""

    mean: float
    long: float
    rare: float


def measured(texts: Iterable[str]) -> Measured:
    """How plain *texts* are, taken together."""
    whole = list(texts)
    lengths = [count for text in whole for sentence in sentences(text) if (count := length(sentence)) > LABEL]
    used = [word for text in whole for word in words(text)]
    rare = sum(map(is_rare, used))
    return Measured(round(mean(lengths), 1), round(quantiles(lengths, n=20)[-1], 1), round(100 * rare / len(used), 2))


@cache
def explained() -> frozenset[str]:
    """The words of the terms that the glossary explains."""
    return frozenset(form for row in rows("glossary") for word in _words(row.cells["term"]) for form in _forms(word))


@cache
def is_rare(word: str) -> bool:
    """Whether *word* is no term and, in British or American spelling and without its ending, is rarer than RARE."""
    return all(form not in NEW | explained() and _uses(form) < RARE for form in _forms(word))


def _forms(word: str) -> Iterator[str]:
    stems = [word, *(word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))]
    for stem in (*stems, *(f"{one}e" for one in stems)):
        yield stem
        yield from (stem.replace(british, american) for british, american in _BRITISH if british in stem)


@cache
def _counted() -> SpellChecker:
    return SpellChecker(language="en")


def _uses(word: str) -> float:
    """How often the word stands in a million."""
    counted = _counted().word_frequency
    return 1e6 * counted.dictionary.get(word, 0) / counted.total_words
