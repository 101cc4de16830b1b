"""Every fact was noted when its source was read, and four tables were coded a first time: the rows say the same.

``readings.csv`` holds the numbers, names and pages of each note. Under ``only_here`` it lists what the rows of a fact
say and neither the note nor the entry of a source does: numbers, a day, a source. That was read once only, and is the
first thing to look up when the row is checked again. ``codings.csv`` holds the codes of a first coding and the facts
that they rest on; under ``later`` stands which of the two were changed since.
"""

import calendar
import csv
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest
from seminar.data.evidence import Row, facts, rows
from seminar.data.package import sources

SCALE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "": 1}
MONTHS = [name.lower() for name in calendar.month_name[1:]] + [name.lower() for name in calendar.month_abbr[1:]]
SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?:[ -]?(million|thousand|billion)\b)?")
NAME = re.compile(r"[A-Z][A-Za-zÀ-ž]{2,}|[A-Z]{2,}|[\u4e00-\u9fff]{2,}")
ABOUT = {"id", "source_id", "grade", "as_of", "recheck_by", "also", "facts"}
"""Columns whose numbers are no finding; the day is compared by itself."""
FEW = 30
"""A name that more sources share, such as “China”, tells none of them apart."""
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


def said(row):
    """The numbers in what *row* says."""
    return {number for column, cell in row.cells.items() if column not in ABOUT for number in numbers(str(cell))}


def only_here(row, note):
    """What *row* says and neither its *note* nor the entry of its source: numbers, its day, its source."""
    entry = row.sources()[0]
    noted = {float(number) for number in note["numbers"]} | entry_numbers(entry)
    yield from (f"{number:.12g}" for number in said(row) - noted)
    year, month, day = map(int, row.cells["as_of"].split("-"))
    named = year in noted and (month in noted or (month, day) == (12, 31))
    if not (named and (day in noted or day == calendar.monthrange(year, month)[1])):
        yield row.cells["as_of"]
    yield from (one["id"] for one in row.sources() if not named_in(note, one))


def named_in(note, entry):
    """Whether a note has the page of a source, or a name that stands in its entry and in few others."""
    telling = {name for name in names(entry) if shared()[name] <= FEW}
    return page(entry.get("URL", "")) in note["pages"] or bool(telling & set(note["names"]))


def names(entry):
    return set(NAME.findall(entry_words(entry)))


@cache
def shared():
    """Name → how many sources have it in their entry."""
    return Counter(name for entry in sources().values() for name in names(entry))


def test_no_page_counts_as_two_sources():
    times = Counter(page(entry["URL"]) for entry in sources().values() if "URL" in entry)
    assert [address for address, count in times.items() if count > 1] == []


def test_every_fact_was_noted_and_every_note_has_its_fact():
    assert readings().keys() == FAMILIES.keys()


def test_a_row_says_what_was_noted_and_all_else_is_listed():
    """One test for all, since each would read the tables anew."""
    found = {key: {one for row in rows for one in only_here(row, readings()[key])} for key, rows in FAMILIES.items()}
    listed = {key: set(note["only_here"]) for key, note in readings().items()}
    apart = {key: sorted(said ^ listed[key]) for key, said in found.items() if said != listed[key]}
    assert apart == {}, "read the page again; then put what it says into readings.csv, or under only_here"


def test_little_was_read_once_only():
    all_rows = [row for rows in FAMILIES.values() for row in rows]
    alone = [one for note in readings().values() for one in note["only_here"]]
    assert sum(bool(NUMBER.fullmatch(one)) for one in alone) <= MOST_ONLY_HERE * sum(len(said(row)) for row in all_rows)
    assert sum(one in sources() for one in alone) <= len(all_rows) / 4


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


def first_coding():
    """Row → its codes, the facts it rested on, and which of the two were changed since."""
    with Path(__file__).with_name("codings.csv").open(encoding="utf-8", newline="") as file:
        return {one["row"]: one for one in csv.DictReader(file)}


CODES = {
    "system_properties": ["code"],
    "file_types": [
        "employer",
        "bank",
        "court",
        "police",
        "neighbour",
        "person",
        "can_read",
        "can_correct",
        "can_leave",
    ],
    "watchers": ["code"],
    "data_gates": ["gate"],
}
"""Table → the columns that were coded from the facts of a row."""


def coded(row):
    """The codes and the facts of *row*, as the first coding writes them."""
    rests_on = {key[:6] for key in row.cells.get("facts", "").split(";") if key}
    return {"codes": "; ".join(row.cells[column] for column in CODES[row.table]), "facts": " ".join(sorted(rests_on))}


def test_a_row_has_the_codes_and_facts_of_the_first_coding_or_says_which_are_later():
    found = {row.id: coded(row) for table in CODES for row in rows(table)}
    first = first_coding()
    assert found.keys() == first.keys()
    differ = {key: {part for part in found[key] if found[key][part] != first[key][part]} for key in found}
    assert {key: parts for key, parts in differ.items() if parts != set(first[key]["later"].split())} == {}
    assert sum(map(bool, differ.values())) <= len(first) / 8
