"""Changes by lot are noticed: of a number or date in a row that a notebook shows, of a formula, of a word or a key.

A row is changed in one run of digits of one cell, as the data are read; then a strict comparison of stored outputs, the
recomputed values and the prose checks are asked what they see. Files that are made whole from the data do not count.
Formulas and records are changed in a copy of the pack (``mutants.py``), in which tests run.
"""

import json
import random
import re
import subprocess
import sys
from copy import deepcopy

import pytest
from calculations import calculation_problems
from seminar import cite, facts_used, glossary, table
from seminar.course.sources import facts_of
from seminar.data import checking, evidence
from seminar.data.package import evidence_tables, resources
from seminar.data.records import notebooks_with_records
from support import PACK, PATHS, forget, read, stored_text
from test_notebooks import stray_numbers

WORDS = {"table": table, "cite": cite, "facts_used": facts_used, "glossary": glossary}
CALL = re.compile(r'^(\w+)\("([^"]*)"\)$')
DIGITS = re.compile(r"\d+")
UNTOUCHED = {"id", "source_id", "also", "facts"}
TRIED, NEEDED = 280, 0.97
OTHERS = {"formulas": 12, "words": 8}
"""So many other changes are tried; ``mutants.py`` tries as many as one wants."""


@pytest.fixture
def data(monkeypatch):
    """The records of every table, which a test may change before anything is shown from them."""
    loaded = {name: checking.read(name) for name in resources()}
    monkeypatch.setattr(checking, "read", loaded.__getitem__)
    return loaded


def cited_rows():
    return {row.id for number in notebooks_with_records() for row in facts_of(number)}


def places(data, wanted):
    """Table, record, column and span of every run of digits in the rows of those ids."""
    return [
        (name, i, column, match.span())
        for name in evidence_tables()
        for i, record in enumerate(data[name])
        if record["id"] in wanted
        for column, value in record.items()
        if column not in UNTOUCHED
        for match in DIGITS.finditer(str(value))
    ]


def other_digits(digits, chance):
    """As many digits, but others, so that a number stays a number and a date is still four, two and two."""
    while (new := "".join(chance.choice("0123456789") for _ in digits)) == digits or int(new) == int(digits):
        pass
    return new


def mutate(record, column, span, chance):
    value = record[column]
    text = str(value)
    new = text[: span[0]] + other_digits(text[slice(*span)], chance) + text[span[1] :]
    record[column] = new if isinstance(value, str) else type(value)(new)


def readers():
    """Cell id, call and stored markup of each cell that shows evidence."""
    for path in PATHS:
        for cell in read(path).cells:
            call = CALL.match(cell.source) if cell.cell_type == "code" else None
            if call and call[1] in WORDS:
                yield cell.id, WORDS[call[1]], call[2], cell.outputs[0].data["text/html"]


PAGES = [
    (stored_text(notebook), [c.source for c in notebook.cells if c.cell_type == "markdown"])
    for notebook in map(read, PATHS)
]
READERS = list(readers())


def shown(word, argument):
    """What a cell shows, or that it fails: a date such as 2018-45-05 cannot be written at all."""
    try:
        return word(argument).html
    except (IndexError, ValueError) as error:
        return f"fails: {error}"


def noticed(readers=READERS):
    """Who sees that the data are not what the notebooks were made from."""
    if any(shown(word, argument) != stored for _, word, argument, stored in readers):
        return "output"
    if any(calculation_problems(row) for row in evidence.rows("calculations")):
        return "calculation"
    if any(stray_numbers(words, still) for still, cells in PAGES for words in cells):
        return "prose"
    return None


def test_nothing_is_noticed_in_the_data_as_they_are(data):
    assert READERS
    assert [key for key, word, argument, stored in READERS if word(argument).html != stored] == []
    assert noticed() is None


def test_a_changed_number_or_date_of_a_shown_row_is_noticed(data, capsys, request):
    seed = request.config.getoption("seed")
    chance = random.Random(seed)
    cited = cited_rows()
    candidates = places(data, cited)
    seen = {}
    for name, i, column, span in chance.sample(candidates, TRIED):
        kept = data[name][i]
        data[name][i] = deepcopy(kept)
        mutate(data[name][i], column, span, chance)
        forget()
        seen[name, i, column, span] = noticed()
        data[name][i] = kept
    caught = sum(who is not None for who in seen.values())
    everything = {record["id"] for name in evidence_tables() for record in data[name]}
    with capsys.disabled():
        print(
            f"\n{caught} of {TRIED} changed rows noticed (seed {seed}); {len(everything - cited)} of {len(everything)} "
            "rows not yet shown"
        )
    assert caught >= NEEDED * TRIED, {key for key, who in seen.items() if who is None}


def test_a_page_without_its_outputs_would_not_notice(data):
    """The test above can fail: blind to outputs, the prose alone sees few of the changes."""
    chance = random.Random(7)
    (name, i, column, span) = next(p for p in places(data, cited_rows()) if p[2] == "recheck_by")
    mutate(data[name][i], column, span, chance)
    forget()
    assert noticed(readers=[]) is None
    assert noticed() == "output"


def others_tried(seed, *options):
    """What became of changes of formulas and words, as ``mutants.py`` tells it."""
    run = [sys.executable, str(PACK / "tests" / "mutants.py"), f"--seed={seed}", *options]
    said = subprocess.run(run, cwd=PACK, capture_output=True, text=True, encoding="utf-8")
    assert said.returncode == 0, said.stderr
    return [json.loads(line) for line in said.stdout.splitlines()]


def test_changed_formulas_words_and_keys_are_noticed(capsys, request):
    """Of so few one may be missed; CONTRIBUTING.md says how to try many."""
    seed = request.config.getoption("seed")
    found = others_tried(seed, *(f"--{kind}={count}" for kind, count in OTHERS.items()))
    missed = [one["what"] for one in found if not one["by"]]
    with capsys.disabled():
        print(f"\n{len(found) - len(missed)} of {len(found)} changed formulas, words and keys noticed (seed {seed})")
    assert len(found) == sum(OTHERS.values())
    assert len(missed) <= 1, missed


def test_nobody_notices_what_was_not_changed(request):
    found = others_tried(request.config.getoption("seed"), "--formulas=1", "--words=1", "--unchanged")
    assert [one["by"] for one in found] == ["", ""]
