"""How full a table is for each country: cells with an answer, without one, and those whose question does not arise."""

import csv

import pytest
from scratch import change_fact
from seminar.data import balance, descriptions
from seminar.data.balance import EMPTY, FILLED, IDLE, SEVERAL, countries, country, kind
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
        (None, EMPTY),
        ("the source does not say", EMPTY),
        ("The source does not say; article 5 orders secrecy", EMPTY),
        ("No source found by 23 November 2026", EMPTY),
        ("not found", EMPTY),
        ("unknown", EMPTY),
        ("not searched", EMPTY),
        ("Not searched: no text was read", EMPTY),
        ("does not arise", IDLE),
        ("does not apply", IDLE),
        ("no", FILLED),
        ("No one is told", FILLED),
        ("yes: the source says so", FILLED),
        (0, FILLED),
    ],
)
def test_no_answer_and_a_question_that_does_not_arise_are_told_apart(cell, found):
    assert kind(cell) == found


@pytest.mark.parametrize(
    ("place", "land"),
    [
        ("China 2019", "China"),
        ("Cardiff, United Kingdom", "UK"),
        ("Shenzhen, 2017 to 2018", "China"),
        ("Schufa, before 2026", "Germany"),
        ("Slovenia", "Slovenia"),
        ("Nanjing", "China"),
        ("World", SEVERAL),
        ("25 countries (median)", SEVERAL),
        ("United States, United Kingdom, China", SEVERAL),
    ],
)
def test_a_place_is_of_one_country_or_stands_for_itself(place, land):
    assert country(place) == land


@pytest.mark.parametrize("name", COMPARED)
def test_every_place_of_a_table_that_compares_is_of_a_country_that_is_named(name):
    """Otherwise a town would stand beside its own country."""
    assert {country(row.cells[resource(name)["compares"]]) for row in rows(name)} <= countries()


@pytest.mark.parametrize("name", COMPARED)
def test_every_cell_is_counted_once(name):
    """An oracle that reads the file itself: rows times columns, and the blank cells."""
    described = resource(name)
    with (PACK / "data" / described["path"]).open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    cells = [row[column] for row in found for column in described["answers"]]
    assert sum(one.filled + one.empty + one.idle for one in balance.counts(name)) == len(cells)
    assert sum(one.filled for one in balance.counts(name)) <= len(cells) - cells.count("")
    assert set(described["answers"]) | {described["compares"]} <= set(fields(name))


def test_a_filled_cell_moves_the_count_of_its_country_only(pack_copy):
    before = {one.place: one for one in balance.counts("data_requests")}
    (silent,) = [row for row in rows("data_requests") if row.cells["place"] == "China"][:1]
    change_fact(silent.id, requests="12")
    after = {one.place: one for one in balance.counts("data_requests")}
    assert after["China"].filled == before["China"].filled + 1
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
