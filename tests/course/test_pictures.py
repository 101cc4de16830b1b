"""Pictures of counts on a page: made from the rows of the table that folds up behind them."""

import re
from dataclasses import replace

import pytest
from seminar.course.pictures import picture
from seminar.course.sources import table
from seminar.data.evidence import rows
from seminar.data.records import Data, record
from seminar.errors import SeminarError
from seminar.numbers import day
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


@pytest.mark.parametrize("cell", ["05-pilots", "06-counts", "06-millions", "06-rules"])
def test_the_table_behind_a_picture_is_folded_and_whole(cell):
    html = table(cell).html
    before, folded = html.split('<details class="seminar-folded">')
    assert "<table" not in before
    assert folded.count("<tr") == 1 + len(record(cell, Data).rows_shown)
    assert ("<img" in before) == (cell != "06-rules")


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


def test_the_picture_of_licences_has_every_firm_and_every_licence_with_its_date_and_owners():
    found, firms = shown("05-pilots")
    figure = picture("05-pilots", found, firms)
    drawing = str(figure.draw(STILL_INK))
    for row in (*firms, *rows("bureaus")):
        assert f">{row.cells['company']}<" in drawing
        assert row.cells["company"] in figure.alt
    for row in rows("bureaus"):
        assert f">licence of {day(row.cells['licence_date'])}<" in drawing
        assert row.cells["owners"] in figure.alt
    said = " ".join(re.findall(r">([^<>]+)</text>", drawing))
    assert said.count("8 percent of Baihang from 2018") == 1, "what became of all is said once"
    for row in firms:
        assert row.cells["outcome"].rpartition("; ")[2] in said


def test_a_table_of_no_counts_has_no_picture_and_says_why():
    found, steps = shown("06-rules")
    with pytest.raises(
        SeminarError, match="The record 06-rules asks for the picture “spans”, but the table crossing_rules"
    ):
        picture("06-rules", replace(found, picture="spans", since=2013), steps)


def test_an_axis_of_time_needs_its_first_year():
    with pytest.raises(ValueError, match="“since” is missing; expected the first year"):
        replace(record("06-counts", Data), since=None)
