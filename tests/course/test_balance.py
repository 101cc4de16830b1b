"""The line of filled and empty cells stands above every table that compares countries, wherever it is shown."""

import html
import re

import pytest
from seminar import activities, table
from seminar.course import balance
from seminar.data.balance import compares, country
from seminar.data.evidence import rows
from seminar.data.package import resource
from seminar.data.records import Activity, Data, notebooks_with_records, record, records
from support import sent

FOUND = {key: one for number in notebooks_with_records() for key, one in records(number).items()}
TABLES = [key for key, one in FOUND.items() if isinstance(one, Data) and compares(one.file)]
ACTIVITIES = {"06-w06c": "cross_the_road", "07-w07c": "who_may_ask", "08-w08c": "find_the_likeness"}
BEGINS = "Filled and empty cells, over all"


def plain(markup):
    return html.unescape(re.sub(r"<[^>]+>", "", str(markup)))


@pytest.mark.parametrize("key", TABLES)
def test_a_table_that_compares_countries_has_the_line_above_it(key):
    shown, found = table(key).html, record(key, Data)
    assert shown.index(BEGINS) < shown.index("<table")
    by = resource(found.file)["compares"]
    said = re.search(rf"{BEGINS}.*?</p>", shown)[0]
    lands = {country(row.cells[by]) for row in rows(found.file) if row.id in found.rows_shown}
    assert all(re.search(rf"{re.escape(land)} \d+ filled, \d+ empty", said) for land in lands)


def test_a_table_that_compares_nothing_has_no_line():
    assert BEGINS not in table("05-sesame-areas").html
    assert balance.line("score_areas") is None


@pytest.mark.parametrize(("key", "word"), ACTIVITIES.items())
def test_an_activity_that_compares_countries_has_the_line_run_and_not_run(key, word):
    shown = getattr(activities, word)()
    line = plain(balance.line(record(key, Activity).compares))
    assert line in plain(shown.html)
    assert line in plain(sent(shown.live()))


def test_only_tables_of_one_country_say_that_no_other_has_a_row():
    assert "No row is of another country." in plain(balance.line("remedies"))
    assert "another country" not in plain(balance.line("data_gates"))


def test_empty_cells_say_why_with_numbers_only_where_there_are_several_reasons():
    assert re.search(
        r"United Kingdom \d+ filled, \d+ empty \(\d+ the source does not say, \d+ not found\)",
        plain(balance.line("data_gates")),
    )
    assert re.search(r"Germany \d+ filled, \d+ empty \(the source does not say\)", plain(balance.line("face_trials")))
