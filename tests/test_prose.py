"""What a reader sees stands as text in ``data/teaching/`` and in notebooks, and not in Python."""

import ast
import re

import pytest
from support import PACK

PACKAGE = PACK / "notebooks" / "seminar"
FILES = sorted(PACKAGE.rglob("*.py"))
FEWEST = 5
"""So many plain words make a sentence; fewer may be a mark in a chart, a noun for ``plural`` or a name."""
WORD = re.compile(r"[(“‘]*[A-Za-z][a-z]*(?:[’'-][A-Za-z]+)*[.,;:!?…”’)]*")
STYLE = re.compile(r"\{[^{}]*[a-z]: [^{}]*;|\b(?:width|stroke|start): ")
"""What is CSS or Typst is no sentence."""
ERRORS = re.compile(r"\w*(?:Error|Damaged)|damaged|error")
"""What a call that makes an error is named."""

TOLD = {
    "__main__.py": "what the commands say at the command line",
    "__init__.py": "why the pack does not run, in an error",
    "doctor.py": "what the command for an IT desk says",
    "fixing.py": "what the command for an IT desk did",
    "build/generated.py": "why nothing is made, at the command line",
    "build/printing.py": "why a paper is stale, at the command line",
    "build/steps.py": "why a file is stale, at the command line",
    "build/storing.py": "what is wrong with a cell of a notebook",
    "build/targets.py": "why a file is stale, at the command line",
    "data/citations.py": "which link shares nothing with its row",
    "data/checking.py": "what is wrong with a table",
    "data/descriptions.py": "what is wrong with the description of a table",
    "data/records.py": "what a field may hold, for the sentence on one that holds something else",
    "data/typed_yaml.py": "what is wrong with a YAML file",
    "data/words.py": "what is wrong with a use of words",
    "data/yaml_tree.py": "what is wrong with a YAML file",
    "files.py": "what an error while writing has left behind",
    "lite/runtime.py": "what cannot be fetched, at the command line",
    "lite/site.py": "what a build of the browser edition does, at the command line",
    "paper/fonts.py": "what to install, at the command line",
    "paper/forms/templates.py": "what is wrong with a template",
    "paper/press.py": "what to install, at the command line",
    "paper/walk.py": "what is wrong with a course, at the command line",
    "screen/live.py": "what went wrong between page and Python",
    "screen/widget.py": "what went wrong between page and Python",
}
"""Modules whose sentences tell an author or an IT desk what is wrong → what they are."""
_STORE = "the store of answers reads nothing of the pack, so that a damaged pack keeps no answer away"
_NUMBER = "what a number is called in the message of an error"
_NAME = "the name of a result, by which tables and models know it"
LEFT = {
    "the folder “answers” of this pack": _STORE,
    "the folder “…” at the top of its list of files": _STORE,
    "the folder “…” outside this pack": _STORE,
    "The file … of your answers cannot be opened: …. What is in it is not shown. Make it readable, then open "
    "the menu Run and choose Run All Cells.": _STORE,
    "In the file … of your answers … cannot be read. A computer that stops while it saves leaves such a line; all that "
    "was called saved stands in other lines. The file stays as it is.": _STORE,
    "the share of view A in percent": _NUMBER,
    "the chance to reach view A in percent": _NUMBER,
    "the chance to reach view B in percent": _NUMBER,
    "the source does not say": _NAME,
    "refused air tickets, court list": "what is counted, as the table of counts names it",
    "other Asia, Africa, Latin America": "the name of a group in the table of headlines",
    "single, interested or copied source": "what grade C is, as in every table",
    "This is locked: it stays as it is.": "why a control cannot take what was done to it",
}
"""Sentences that stand in the code all the same → why. New ones belong into ``data/teaching/``: this list shrinks."""
MOST = 300
"""Words of a reader that stand in the code, in all."""


def plain_words(text):
    return [token for token in text.split() if WORD.fullmatch(token)]


def sentences(source):
    """Line and text of each string of five or more words in *source* that is no docstring and no message of an error.

    A gap of an f-string ends no sentence: the parts around it count together.
    """
    tree = ast.parse(source)
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and ERRORS.fullmatch(_called(node))):
            skipped |= {id(inner) for inner in ast.walk(node)}
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values}
    for node in ast.walk(tree):
        if (
            id(node) not in skipped
            and (text := _text(node))
            and len(plain_words(text)) >= FEWEST
            and not STYLE.search(text)
        ):
            yield node.lineno, text


def _called(node):
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def _text(node):
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def found(path):
    """Line and text of each sentence in the module at *path* that is not told to an author or an IT desk."""
    place = path.relative_to(PACKAGE).as_posix()
    return [] if place in TOLD else list(sentences(path.read_text("utf-8")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_sentence_for_a_reader_stands_in_python(path):
    new = [(line, text) for line, text in found(path) if text not in LEFT]
    assert new == [], "write it into the words of the record, or into data/teaching/parts.yaml, and name it here"


def test_every_sentence_that_may_stay_is_still_there_and_they_are_few():
    left = [text for path in FILES for _, text in found(path)]
    assert [text for text in LEFT if text not in left] == []
    assert sum(len(plain_words(text)) for text in left) < MOST
    assert [name for name in TOLD if not list(sentences((PACKAGE / name).read_text("utf-8")))] == []


@pytest.mark.parametrize(
    "code",
    [
        'LINE = "Choose one of the options first."',
        'def said(n):\n    return f"{n} of {n} people are right, {n} are not"',
        'h.p["Your guess of the weights: "\n   "five whole numbers."]',
        'say("the machine joins two people" if wrong else "")',
    ],
)
def test_a_sentence_in_python_is_found(code):
    assert len(list(sentences(code))) == 1


@pytest.mark.parametrize(
    "code",
    [
        '"""A docstring of more than five words."""',
        'raise SeminarError(f"Type a number from {low} to {high}, for instance {low}.")',
        'raise damaged(path, "is missing or cannot be opened by anybody")',
        'STYLE = "body { font-size: 12pt; color: black; margin: 0 auto; width: 10em; }"',
        'space = "box(width: 12 * mm, stroke: 1 * pt, inset: 2 * pt)"',
        'plural(str(n), "dated change")',
        'prose("finding", right=people(n), wrong=people(m))',
    ],
)
def test_what_is_no_sentence_of_a_reader_is_not_found(code):
    assert list(sentences(code)) == []
