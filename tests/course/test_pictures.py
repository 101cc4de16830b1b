"""Pictures of evidence on a page: made from the rows of the table that folds up behind them."""

import html
import re
from collections import defaultdict
from dataclasses import replace

import pytest
from seminar.course import sources
from seminar.course.pictures.kinds import NothingToDraw, picture
from seminar.course.sources import table
from seminar.data.evidence import rows
from seminar.data.records import Data, record
from seminar.errors import SeminarError
from seminar.numbers import day, small
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


@pytest.mark.parametrize(
    "cell",
    ["05-pilots", "06-counts", "06-millions", "06-rules", "03-surveys", "08-numbers", "09-headlines", "09-sources"],
)
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


def test_a_share_stands_under_its_question_with_who_was_asked_where_when_and_how_many():
    found, surveys = shown("03-surveys")
    figure = picture("03-surveys", found, surveys)
    drawing = html.unescape(str(figure.draw(STILL_INK)))
    for row in surveys:
        cells = row.cells
        under = " ".join(re.findall(r">([^<]+)</text>", drawing)).split(cells["question"])[1]
        assert f"{cells['result_percent']:g}%" in under
        size = f"{cells['sample_size']:,} people asked" if "sample_size" in cells else "number of people not reported"
        for words in (cells["place"], small(cells["respondents"]), re.search(r"\d{4}", cells["fieldwork"])[0], size):
            assert words in figure.alt.split(cells["question"], 1)[1]
            assert words in under


def test_shares_of_two_questions_never_lie_on_one_line():
    found, surveys = shown("03-surveys")
    drawing = html.unescape(str(picture("03-surveys", found, surveys).draw(STILL_INK)))
    heights = {}
    for row in surveys:
        said = f"{row.cells['result_percent']:g}%"
        (y,) = set(re.findall(rf'y="([\d.]+)"[^>]*>[^<]*\b{said}<', drawing.split(row.cells["question"])[1])[:1])
        heights.setdefault(y, set()).add(row.cells["question"])
    assert all(len(questions) == 1 for questions in heights.values())
    assert drawing.count(">100%<") == len({row.cells["question"] for row in surveys})


def test_each_measure_has_an_axis_and_a_unit_of_its_own():
    found, counts = shown("08-numbers")
    drawing = str(picture("08-numbers", found, counts).draw(STILL_INK))
    for measure in {row.cells["measure"] for row in counts}:
        of_it = [row.cells for row in counts if row.cells["measure"] == measure]
        top = max(cells["value"] for cells in of_it)
        assert f">{top:g} {of_it[0]['unit']}<" in drawing.split(measure)[1]
        assert [f">{cells['value']:g}<" in drawing for cells in of_it] == [True] * len(of_it)


def test_numbers_of_two_units_under_one_measure_are_refused():
    found, counts = shown("08-numbers")
    other = replace(counts[1], cells={**counts[1].cells, "unit": "million adults"})
    with pytest.raises(SeminarError, match="more than one unit"):
        picture("08-numbers", found, [counts[0], other])


def test_every_headline_is_a_tile_and_those_of_the_table_are_full():
    found, headlines = shown("09-headlines")
    figure = picture("09-headlines", found, headlines)
    drawing = str(figure.draw(STILL_INK))
    hollow, full = (drawing.count(f'fill="{STILL_INK[role]}"') for role in ("card", "accent"))
    assert (hollow, full) == (2, 2), "one element each, and one in the legend"
    assert drawing.count("h12v12h-12z") == len(rows("headlines")) + 2
    for group in {row.cells["group"] for row in rows("headlines")}:
        count = sum(row.cells["group"] == group for row in rows("headlines"))
        assert f"{group} {count}: " in figure.alt


def test_our_own_sources_are_drawn_and_told_kind_by_kind():
    found, kinds = shown("09-sources")
    assert [row.id for row in kinds] == [row.id for row in rows("own_sources")], "none is left out"
    figure = picture("09-sources", found, kinds)
    drawing = str(figure.draw(STILL_INK))
    for row in kinds:
        a, b, c = (row.cells[f"grade_{grade}"] for grade in "abc")
        assert f"{row.cells['kind']}: A {a}, B {b}, C {c}" in figure.alt
        assert all(f">{count}<" in drawing for count in (a, b, c) if count)


def test_where_a_source_is_silent_is_drawn_and_told_with_the_year_of_the_row():
    found, owners = shown("09-owned")
    figure = picture("09-owned", found, owners)
    drawing = str(figure.draw(STILL_INK))
    silent = [[row.cells[column] == "The source does not say" for column in found.columns_shown[1:]] for row in owners]
    assert drawing.count(">?<") == sum(map(sum, silent)) + 1 > 1, "one stands in the legend"
    for row, without in zip(owners, silent, strict=True):
        name = f"{row.cells['outlet']}, {row.cells['as_of'][:4]}"
        assert f">{name}<" in drawing
        assert (f"{name}: something on each" in figure.alt) == (not any(without))


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


def test_every_local_scheme_counts_on_the_tile_of_its_province_with_the_first_start_found():
    figure = picture("05-cities", *shown("05-cities"))
    by_province = defaultdict(list)
    for row in rows("city_schemes"):
        by_province[row.cells["province"]].append(row)
    drawing = str(figure.draw(STILL_INK))
    assert drawing.count('stroke-width="2"') == len(by_province)
    for province, here in by_province.items():
        starts = [row.cells["start"][:4] for row in here if "start" in row.cells]
        (told,) = re.findall(rf"(?<![a-z]){province}[^;:]*: first in (\d{{4}})", figure.alt)
        assert told == min(starts)
    assert "Shandong, 3 places: first in 2016" in figure.alt


def test_an_axis_of_time_needs_its_first_year():
    with pytest.raises(ValueError, match="“since” is missing; expected the first year"):
        replace(record("06-counts", Data), since=None)
