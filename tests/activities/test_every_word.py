"""Nothing is written for an activity that nobody can ever read: each of its words stands in something that is kept.

That is what the activities say (``said/``), a notebook as it is stored, or a paper; or a test names it, since it is
said only of other data, of a full class, or after a fault. What stands nowhere can go, or needs a way (``ways.yaml``).
"""

import html
import re
from itertools import chain

import paper_words
import pytest
import yaml
from seminar.data.stored import LATER
from support import PACK, PATHS, read

TESTS = PACK / "tests"
RECORDS = sorted((PACK / "data" / "teaching").glob("[0-9][0-9].yaml"))
FILLED_IN = re.compile(r"\{[^}]*\}")
SHORTEST = 4
"""A piece of fewer signs stands everywhere."""


def plain(text):
    """*text* in small letters, with one blank between words, and without the signs of Markdown and of quotation."""
    return " ".join(re.sub(r"[*_`\\\"'|]", " ", text).split()).casefold()


@pytest.fixture(scope="module")
def kept():
    """All that is kept, as one text."""
    said = [path.read_text("utf-8") for path in sorted((TESTS / "said").glob("*.txt"))]
    papers = chain.from_iterable(map(paper_words.pages, sorted((PACK / "handouts").glob("*/*-a4.pdf"))))
    outputs = [
        html.unescape(text)
        for notebook in map(read, PATHS)
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        for text in (*output.data.values(), output.metadata.get(LATER, ""))
    ]
    named = [path.read_text("utf-8") for path in sorted(TESTS.rglob("*.py"))]
    return plain("\n".join([*said, *papers, *outputs, *named]))


def texts(value, path=()):
    """Where a text stands below *value*, and the text."""
    if isinstance(value, str):
        yield ".".join(map(str, path)), value
    elif isinstance(value, dict | list):
        for key, below in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(below, (*path, key))


def pieces(text):
    """The pieces of *text* between what is filled in."""
    found = (plain(piece).strip(" .,;:()") for piece in FILLED_IN.split(text))
    return [piece for piece in found if len(piece) >= SHORTEST]


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_every_word_for_an_activity_can_be_read_somewhere(path, kept):
    records = yaml.safe_load(path.read_text("utf-8"))
    words = [
        (f"{cell}.{where}", text)
        for cell, record in records.items()
        if isinstance(record, dict)
        for where, text in texts(record.get("words", {}))
    ]
    assert words
    unread = {where: text for where, text in words if not all(piece in kept for piece in pieces(text))}
    assert unread == {}


def test_a_sentence_that_nobody_can_read_is_found(kept):
    assert pieces("{count} of them are never said. {why} So they go.") == ["of them are never said", "so they go"]
    assert "of them are " + "never said by anybody" not in kept
