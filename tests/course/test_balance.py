"""The line of filled cells stands under every table that compares countries, wherever it is shown."""

import csv
import html
import re
from collections import Counter

import pytest
from seminar import activities, table
from seminar.course import balance
from seminar.data.balance import compares, country
from seminar.data.evidence import rows
from seminar.data.package import resource, resources
from seminar.data.records import Activity, Data, notebooks_with_records, record, records
from support import PACK, sent

FOUND = {key: one for number in notebooks_with_records() for key, one in records(number).items()}
TABLES = [key for key, one in FOUND.items() if isinstance(one, Data) and compares(one.file)]
ACTIVITIES = {"06-w06c": "cross_the_road", "08-w08c": "find_the_likeness"}
COMPARED = [name for name in resources() if compares(name)]
BEGINS = "How full the whole table is (cells with an answer"


def plain(markup):
    return html.unescape(re.sub(r"<[^>]+>", "", str(markup)))


def told(said):
    """Place → filled cells and all that ask, as the line says them."""
    listed = re.search(r"\d+ rows\): ([^.]*)\.", said)[1]
    found = (re.fullmatch(r"(.+) (\d+) of (\d+)", part) for part in listed.split(", "))
    return {match[1]: (int(match[2]), int(match[3])) for match in found}


@pytest.mark.parametrize("key", TABLES)
def test_a_table_that_compares_countries_has_the_line_right_under_it(key):
    """There a reader knows what a cell is."""
    shown, line = table(key).html, str(balance.line(record(key, Data).file))
    before, found, _ = shown.partition(line)
    assert found
    assert before.endswith("</table></div>")


@pytest.mark.parametrize("name", COMPARED)
def test_the_line_counts_every_row_of_the_table_country_by_country(name):
    """Those too that no page shows: a country whose rows a page leaves out stays in the line."""
    described = resource(name)
    where = {row.cells[described["compares"]] for row in rows(name)}
    said = plain(balance.line(name))
    assert f", {len(rows(name))} rows): " in said
    assert set(told(said)) == (where if described.get("apart") else set(map(country, where)))
    idle = sum(map(int, re.findall(r"\d+", said.partition("Does not arise")[2])))
    assert sum(asked for _, asked in told(said).values()) + idle == len(rows(name)) * len(described["answers"])


def test_of_the_gates_only_practice_is_counted_by_country_and_year():
    with (PACK / "data" / "evidence" / "data_gates.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    none = re.compile(r"(the source does not say|no source found|not found)", re.IGNORECASE)
    every = Counter(row["place"] for row in found)
    known = Counter(row["place"] for row in found if not none.match(row["reported_practice"]))
    said = plain(balance.line("data_gates"))
    assert said.startswith(f"{BEGINS} in “Reported practice”, ")
    assert told(said) == {place: (known[place], count) for place, count in every.items()}
    assert {"China 2019", "China now"} < set(every)


def test_a_question_that_does_not_arise_is_said_apart():
    said = plain(balance.line("crossing_cases"))
    with (PACK / "data" / "evidence" / "crossing_cases.csv").open(encoding="utf-8", newline="") as file:
        cells = [row[column] for row in csv.DictReader(file) for column in resource("crossing_cases")["answers"]]
    idle = sum(cell.startswith("does not arise") for cell in cells)
    assert idle > 0
    assert sum(map(int, re.findall(r"\d+", said.partition(" Does not arise (not counted): ")[2]))) == idle
    assert "Does not arise" not in plain(balance.line("remedies"))


@pytest.mark.parametrize("name", COMPARED)
def test_the_line_is_short(name):
    """Only counts and what they count are in it: it has over 36 words only where many places stand in a table."""
    said = plain(balance.line(name))
    assert len(said.split()) <= max(36, 18 + 5 * len(told(said)))


def test_a_table_that_compares_nothing_has_no_line():
    assert BEGINS not in table("05-sesame-areas").html
    assert balance.line("score_areas") is None


@pytest.mark.parametrize(("key", "word"), ACTIVITIES.items())
def test_an_activity_that_compares_countries_ends_with_the_line_run_and_not_run(key, word):
    shown, found = getattr(activities, word)(), record(key, Activity)
    line = plain(balance.line(found.compares))
    for page in (plain(shown.html), plain(sent(shown.live()))):
        assert page.index(found.title) < page.index(line) < page.index("Real:")
