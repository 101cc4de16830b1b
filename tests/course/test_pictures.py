"""Pictures of counts on a page: made from the rows of the table that folds up behind them."""

import re
from dataclasses import replace

import pytest
from seminar.course import sources
from seminar.course.pictures import NothingToDraw, picture
from seminar.course.sources import table
from seminar.data.evidence import rows
from seminar.data.records import Data, record
from seminar.errors import SeminarError
from seminar.screen.page import STILL_INK


def shown(cell):
    """The record of *cell* and its rows."""
    found = record(cell, Data)
    by_id = {row.id: row for row in rows(found.file)}
    return found, [by_id[key] for key in found.rows_shown]


def drawn(cell):
    return str(picture(cell, *shown(cell)).draw(STILL_INK))


@pytest.mark.parametrize("cell", ["06-counts", "06-millions"])
def test_every_number_of_the_table_is_in_the_picture_and_in_its_words(cell):
    found, counts = shown(cell)
    figure = picture(cell, found, counts)
    drawing = str(figure.draw(STILL_INK))
    for row in counts:
        assert f">{row.cells['value']:,}" in drawing
        assert f"{row.cells['value']:,} {row.cells['unit']}" in figure.alt
    assert figure.caption == found.title


@pytest.mark.parametrize("cell", ["06-counts", "06-millions", "06-rules"])
def test_the_table_behind_a_picture_is_folded_and_whole(cell):
    html = table(cell).html
    before, folded = html.split('<details class="seminar-folded">')
    assert "<table" not in before
    assert folded.count("<tr") == 1 + len(record(cell, Data).rows_shown)
    assert "<img" in before


def test_a_table_without_a_picture_stands_open():
    assert "<details" not in table("07-trials").html


def test_counts_of_different_units_never_share_a_block():
    _, counts = shown("06-counts")
    drawing = drawn("06-counts")
    units = {row.cells["unit"] for row in counts}
    heads = re.findall(r'font-size="14" font-weight="700">([^<]+)<', drawing)
    assert sorted(heads) == sorted(units)
    for unit, after in zip(heads, [*heads[1:], None], strict=True):
        block = drawing.split(f">{unit}<")[1].split(f">{after}<")[0]
        assert set(re.findall(r">([\d,]{5,})<", block)) == {
            f"{row.cells['value']:,}" for row in counts if row.cells["unit"] == unit
        }


def test_the_official_word_is_the_root_and_each_change_of_unit_has_a_tag():
    drawing = drawn("06-millions")
    before, *papers = re.split(r">(?:South China Morning Post|AP and PTI[^<]*|The Guardian)<", drawing)
    assert ">17,460,000 refusals<" in before
    assert "now people" not in before
    assert [paper.count(">now people<") for paper in papers] == [2, 1, 1]
    assert [re.findall(r">([\d,]+) people<", paper) for paper in papers] == [
        ["17,460,000", "5,470,000"],
        ["5,500,000"],
        ["23,000,000"],
    ]


def test_a_table_of_no_counts_has_no_picture_and_says_why():
    found, steps = shown("06-rules")
    with pytest.raises(
        SeminarError, match="The record 06-rules asks for the picture “spans”, but the table crossing_rules"
    ):
        picture("06-rules", replace(found, picture="spans", since=2013), steps)


def test_where_data_are_missing_the_place_of_the_picture_says_so_and_the_table_stands_open(monkeypatch):
    _, counts = shown("06-counts")
    emptied = [replace(row, cells={key: cell for key, cell in row.cells.items() if key != "date"}) for row in counts]
    with pytest.raises(NothingToDraw):
        picture("06-counts", record("06-counts", Data), emptied)
    monkeypatch.setattr(sources, "rows", lambda name: emptied)
    html = table("06-counts").html
    assert "There is no picture here, for the data are missing: a row says nothing on “Date”." in html
    assert "<img" not in html
    assert "<details" not in html
    assert html.count("<tr") == 1 + len(counts)


def test_each_limit_of_the_table_lies_in_its_lane_and_silence_is_said():
    found, lists = shown("06-remedies")
    figure = picture("06-remedies", found, lists)
    drawing = str(figure.draw(STILL_INK))
    for row in lists:
        assert row.cells["list"] in drawing
    silent = [row for row in lists if not {"answer_days", "stays_years"} & set(row.cells)]
    assert silent
    assert drawing.count("no time limit of these kinds was found") == len(silent)
    assert "an answer must come within 15 days" in figure.alt
    assert "an entry stays at most 5 years" in figure.alt


def test_a_limit_is_one_that_the_words_of_its_row_say():
    for row in rows("remedies"):
        for column in ("answer_days", "stays_years"):
            if column in row.cells and row.cells[column] not in (7, 1):
                assert f"{row.cells[column]:g}" in row.cells["time_limit"].replace("two", "2")
        assert ("answer_days" in row.cells) == ("answer_counts" in row.cells)


def test_rates_that_measure_different_things_stand_under_different_heads():
    found, rates = shown("07-rates")
    figure = picture("07-rates", found, rates)
    drawing = str(figure.draw(STILL_INK))
    for row in rates:
        assert f">{row.cells['value_percent']:g}%<" in drawing
    assert drawing.count('font-weight="700"') >= len({row.cells["measured"] for row in rates})
    assert all(measured in figure.alt for measured in {row.cells["measured"] for row in rates})


def test_every_chinese_town_of_the_rules_lies_on_its_tile_with_its_fines():
    figure = picture("06-rules", *shown("06-rules"))
    towns = {
        row.cells["place"]
        for row in rows("crossing_rules")
        if row.cells["rulebook"] in ("Chinese city of the essay", "other Chinese city")
    }
    told = figure.alt + str(figure.draw(STILL_INK))
    assert all(town in told or town == "Jinan" for town in towns)
    assert "Fujian, Xiamen: 100 yuan" in figure.alt
    assert "Shandong, 2 places: 20–50 yuan" in figure.alt
    assert "Germany" not in told


def test_an_axis_of_time_needs_its_first_year():
    with pytest.raises(ValueError, match="“since” is missing; expected the first year"):
        replace(record("06-counts", Data), since=None)
