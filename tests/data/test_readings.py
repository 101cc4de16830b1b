"""Every fact was noted when its source was read, before its row was written: row and note say the same.

``readings.csv`` holds, for each fact, the numbers, the names and the pages in that note. Under ``only_here`` it lists what
its rows say and neither the note nor the entry of the source does: numbers, a day, a source. That was read once only,
and is the first thing to look up when the row is checked again.
"""

import calendar
import csv
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from seminar.data.evidence import Row, facts
from seminar.data.package import sources

SCALE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "": 1}
MONTHS = [name.lower() for name in calendar.month_name[1:]] + [name.lower() for name in calendar.month_abbr[1:]]
SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()
NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?:[ -]?(million|thousand|billion)\b)?")
NAME = re.compile(r"[A-Z][A-Za-zÀ-ž]{2,}|[A-Z]{2,}|[\u4e00-\u9fff]{2,}")
ABOUT = {"id", "source_id", "grade", "as_of", "recheck_by", "also", "facts"}
"""Columns whose numbers are no finding; the day is compared by itself."""
MOST_ONLY_HERE = 0.05


@cache
def readings():
    """Fact, without the letter of a further row → its note."""
    with Path(__file__).with_name("readings.csv").open(encoding="utf-8", newline="") as file:
        return {note["row"]: {column: text.split() for column, text in note.items()} for note in csv.DictReader(file)}


def families():
    """Fact, without the letter of a further row → its rows."""
    found = defaultdict(list)
    for row in facts().values():
        if "source_id" in row.cells and "grade" in row.cells:
            found[row.id[:6]].append(row)
    return found


FAMILIES = families()


def numbers(text):
    """The numbers in a cell, as they are counted: "1.4 billion" is 1400000000."""
    return {
        round(float(digits.replace(",", "").rstrip(".")) * SCALE[scale], 3) for digits, scale in NUMBER.findall(text)
    }


def entry_words(entry):
    """What the bibliography says of a source in words."""
    authors = [author.get("family", author.get("literal", "")) for author in entry.get("author", [])]
    return " ".join([entry["title"].strip("[]"), entry["publisher"], *authors, entry["custom"].get("paraphrase", "")])


def entry_numbers(entry):
    """The numbers in the entry of a source: also as words, with months, and those of its date."""
    words = entry_words(entry)
    spelled = re.findall(r"[a-z]+", words.lower())
    months = {MONTHS.index(word) % 12 + 1 for word in spelled if word in MONTHS}
    date = {float(part) for parts in entry["issued"].get("date-parts", []) for part in parts}
    plain = {float(digits.replace(",", "")) for digits, _ in NUMBER.findall(words)}
    return numbers(words) | plain | months | {SMALL.index(word) for word in spelled if word in SMALL} | date


def page(url):
    """An address without what differs between two ways to the same page."""
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/.,);")


def only_here(row, note):
    """What *row* says and neither its *note* nor the entry of its source: numbers, its day, its source."""
    entry = sources()[row.cells["source_id"]]
    noted = {float(number) for number in note["numbers"]} | entry_numbers(entry)
    said = {number for column, cell in row.cells.items() if column not in ABOUT for number in numbers(str(cell))}
    yield from (f"{number:.12g}" for number in said - noted)
    year, month, day = map(int, row.cells["as_of"].split("-"))
    named = year in noted and (month in noted or (month, day) == (12, 31))
    if not (named and (day in noted or day == calendar.monthrange(year, month)[1])):
        yield row.cells["as_of"]
    if page(entry.get("URL", "")) not in note["pages"] and not set(NAME.findall(entry_words(entry))) & set(
        note["names"]
    ):
        yield entry["id"]


def test_every_fact_was_noted_and_every_note_has_its_fact():
    assert readings().keys() == FAMILIES.keys()


def test_a_row_says_what_was_noted_and_all_else_is_listed():
    """One test for all, since each would read the tables anew."""
    found = {key: {one for row in rows for one in only_here(row, readings()[key])} for key, rows in FAMILIES.items()}
    listed = {key: set(note["only_here"]) for key, note in readings().items()}
    assert {key: sorted(said ^ listed[key]) for key, said in found.items() if said != listed[key]} == {}


def test_little_was_read_once_only():
    said = [
        number
        for rows in FAMILIES.values()
        for row in rows
        for number in numbers(" ".join(map(str, row.cells.values())))
    ]
    alone = [one for note in readings().values() for one in note["only_here"] if NUMBER.fullmatch(one)]
    assert len(alone) <= MOST_ONLY_HERE * len(said)


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"alarms": 2471}, {"2471"}),
        ({"caveat": "Of 1.6 million people"}, {"1600000"}),
        ({"as_of": "2016-06-03"}, {"2016-06-03"}),
        ({"source_id": "zeit-2007"}, {"zeit-2007"}),
        ({}, set()),
    ],
)
def test_a_number_a_day_and_a_source_that_were_not_noted_are_found(cells, found):
    row = facts()["f-T020"]
    changed = Row(row.id, row.table, {**row.cells, **cells})
    assert found <= set(only_here(changed, readings()["f-T020"]))
    assert not found or found != set(only_here(row, readings()["f-T020"]))
