"""How full a table is for each country: cells with an answer, and four ways to have none, counted apart."""

import csv
from collections import Counter

import pytest
from scratch import change_fact
from seminar.data import balance, descriptions
from seminar.data.balance import FILLED, IDLE, NOT_FOUND, NOT_SEARCHED, SILENT, country, kind
from seminar.data.evidence import rows
from seminar.data.package import fields, resource, resources
from seminar.errors import SeminarError
from support import PACK, forget

COMPARED = [name for name in resources() if balance.compares(name)]
CONTESTED = {"data_gates", "crossing_cases", "crossing_rules", "systems", "system_properties", "remedies"} | {
    "data_requests",
    "face_trials",
    "media_owners",
    "framing_studies",
}


def test_the_contested_tables_compare_countries():
    assert set(COMPARED) >= CONTESTED


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (None, SILENT),
        ("the source does not say", SILENT),
        ("The source does not say; article 5 orders secrecy", SILENT),
        ("No source found by 23 November 2026", NOT_FOUND),
        ("not found", NOT_FOUND),
        ("unknown", NOT_FOUND),
        ("not searched", NOT_SEARCHED),
        ("Not searched: no text was read", NOT_SEARCHED),
        ("does not arise", IDLE),
        ("does not apply", IDLE),
        ("no", FILLED),
        ("No one is told", FILLED),
        ("yes: the source says so", FILLED),
        (0, FILLED),
    ],
)
def test_ways_to_have_no_answer_are_told_apart(cell, found):
    assert kind(cell) == found


@pytest.mark.parametrize(
    ("place", "land"),
    [
        ("China 2019", "China"),
        ("Cardiff, UK", "United Kingdom"),
        ("Shenzhen, 2017 to 2018", "China"),
        ("Schufa, before 2026", "Germany"),
        ("Slovenia", "Slovenia"),
        ("United States, United Kingdom, China", "United States, United Kingdom, China"),
    ],
)
def test_a_place_is_of_one_country_or_stands_for_itself(place, land):
    assert country(place) == land


@pytest.mark.parametrize("name", COMPARED)
def test_every_cell_is_counted_once(name):
    """An oracle that reads the file itself: rows times columns, and the blank cells."""
    described = resource(name)
    with (PACK / "data" / described["path"]).open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    cells = [row[column] for row in found for column in described["answers"]]
    total = sum((one.kinds for one in balance.counts(name)), Counter())
    assert total.total() == len(cells)
    assert total[FILLED] <= len(cells) - cells.count("")
    assert set(described["answers"]) | {described["compares"]} <= set(fields(name))


def test_a_filled_cell_moves_the_count_of_its_country_only(pack_copy):
    before = {one.country: one for one in balance.counts("data_requests")}
    (silent,) = [row for row in rows("data_requests") if row.cells["place"] == "China"][:1]
    change_fact(silent.id, requests="12")
    after = {one.country: one for one in balance.counts("data_requests")}
    assert after["China"].kinds[FILLED] == before["China"].kinds[FILLED] + 1
    assert after["China"].empty == before["China"].empty - 1
    assert {land: one for land, one in after.items() if land != "China"} == {
        land: one for land, one in before.items() if land != "China"
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("compares: place", "compares: planet", "“planet”; expected one of"),
        ("answers: [owner, main_money, controlled_by]\n", "", "one of the two is missing; expected both or neither"),
        ("controlled_by]", "bribes]", "“bribes”; expected one of"),
    ],
)
def test_a_description_that_compares_by_no_column_is_told(pack_copy, old, new, said):
    path = pack_copy / "data" / "tables" / "media_owners.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    forget()
    with pytest.raises(SeminarError, match="data/tables/media_owners.yaml, .*" + said):
        descriptions.text()
