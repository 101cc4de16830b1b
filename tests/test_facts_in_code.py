"""What is known about the world stands in ``data/``, with its source, and not in Python or in the text of a form."""

import ast
import re

import pytest
from seminar.data.evidence import rows
from seminar.data.package import resources
from support import PACK, flat, written_words

PARTS = ("activities", "models", "paper")
"""The parts of the package that speak of the course's subject."""
FILES = sorted(
    path
    for part in PARTS
    for end in ("py", "form.md")
    for path in (PACK / "notebooks" / "seminar" / part).rglob(f"*.{end}")
)
YEAR = re.compile(r"(?<![\d.#_-])(?:19\d\d|20[0-2]\d|2030)(?![\d%])")
PERCENT = re.compile(r"\d ?%")
FACT = re.compile(r"\bf-[A-Z]\d{3}")
DRAWN = re.compile(r"\b(?:width|length|start): ")
"""Typst: its percent are those of a page."""
PLACES = re.compile(
    "|".join(
        rf"\b{re.escape(place)}\b"
        for place in sorted({str(row.cells.get("place", "")) for name in resources() for row in rows(name)})
        if re.fullmatch(r"[A-Z]\w+(?: [A-Z]\w+)?", place) and place not in ("World", "Fiction")
    )
)

ALLOWED = {
    "on a scale from 0 to 100%": "the ends of a scale",
    "Columns of dots from 0% to 100%": "the ends of a scale",
    "The central 95% of results": "how the model draws its band",
    "50% everywhere gives 0.25": "arithmetic of the Brier score",
    r"[\s\-\u2010-\u2015_.]": "the dashes of Unicode",
    "100.1%": "a width that a filter knows again",
    "100%": "a width",
    "f-T031": "the name of a row, whose numbers set the dials",
    "f-T027": "the name of a row, whose numbers set the dials",
    "f-T035": "the name of a row, whose numbers set the dials",
    "about 1965": "the name of a system in the tables, with the year for which it is coded",
    "social credit plan of 2014": "the name of a system in the tables, with the year for which it is coded",
    "Sesame Credit, about 2016": "the name of a system in the tables, with the year for which it is coded",
    "Schufa in Germany, old and new": "the name of a system in the tables",
    "in China, or on copying them": "the rule by which the authors chose",
    "mainland China": "the name of a group in the table of headlines",
    "China’s Social Credit System": "the name of what the course is about",
    "China": "whose ladder has numbers: the subject of the course",
    "not in China": "an answer that students may tick",
    "people in China": "an answer that students may tick",
    "people in the USA": "an answer that students may tick",
    "tested on people in the USA": "an example of an answer that students may tick",
    "Test the claim for Germany": "what to do: the claim of the activity is about that country",
    "for a system in China and for one elsewhere": "what to do: the same question for both sides",
}
"""Words that look like a fact → why they are none."""


def texts(path):
    """Line → text of every string in the code at *path*, or of every line of a form."""
    source = path.read_text("utf-8")
    return literals(source) if path.suffix == ".py" else enumerate(re.sub("{%|%}", "", source).splitlines(), 1)


def literals(source):
    """Line → text of every string in *source* that is not a docstring."""
    tree = ast.parse(source)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def singly(texts):
    """Name → text of all words of an activity or a part, lists text by text."""
    for name, found in flat(texts):
        yield from ((name, text) for text in ([found] if isinstance(found, str) else found))


def looks_like_a_fact(words):
    if re.fullmatch(r"[a-z0-9_-]+", words) and not FACT.search(words):  # the name of a column or of a row
        return False
    percent = PERCENT.search(words) and not DRAWN.search(words)
    return bool(percent or any(pattern.search(words) for pattern in (YEAR, FACT, PLACES)))


def found_in(said):
    """Place and words of each text in what is *said* that looks like a fact, without what is allowed in it."""
    for place, words in said:
        for allowed in sorted(ALLOWED, key=len, reverse=True):
            if len(allowed) > 5 or words == allowed:
                words = words.replace(allowed, "")
        if looks_like_a_fact(words):
            yield place, words


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_fact_stands_in_the_code(path):
    found = list(found_in(texts(path)))
    assert not found, f"{path.name}: move it to a row in data/, or compute it from rows: {found}"


@pytest.mark.parametrize("owner", written_words())
def test_no_fact_stands_in_the_words_of_an_activity_or_a_part(owner):
    found = list(found_in(singly(written_words()[owner])))
    assert not found, f"{owner}: move it to a row in data/, or leave a gap for what is computed from rows: {found}"


@pytest.mark.parametrize(
    "words",
    [
        "The plan of 2014 names it",
        "About 75% of people",
        "5 % of them",
        "f-L101",
        "none is from Singapore",
        "since March 2026",
        "Germany and the United States",
    ],
)
def test_a_fact_in_the_code_is_found(words):
    assert list(found_in(literals(f"LIMIT = {words!r}"))) == [(1, words)]
    assert [name for name, _ in found_in(singly({"text": words}))] == ["text"]
    assert [name for name, _ in found_in(singly({"some": {"one": words}, "all": ("A", words)}))] == ["some.one", "all"]
    assert list(found_in(literals(f'def one():\n    """{words}"""\n    return f"{words} {{one}}"')))


@pytest.mark.parametrize("words", ["A width of 12 mm", "box(width: 100%, stroke: 1pt)", "step 2 of 20", "#2014aa"])
def test_what_is_no_fact_is_not_found(words):
    assert list(found_in(literals(f"WORDS = {words!r}"))) == []


def test_every_exception_is_needed():
    said = [words for path in FILES for _, words in texts(path)]
    said += [words for owner in written_words().values() for _, words in singly(owner)]
    assert [allowed for allowed in ALLOWED if not any(allowed in words for words in said)] == []
