"""W02c without a browser: the three lists hold what the tables say, and a missing day is said."""

import re

import pytest
from seminar.activities.stand_in_a_year import FIRST, LATEST, NEVER, NO_DAY, TRACKS, in_effect, standing_in, things
from seminar.data.evidence import SILENT, fact, rows
from seminar.models import standing
from seminar.paper.forms import form
from support import as_read

THINGS = things()


def lists(panel):
    """The first cells of the three tables."""
    return [[row[0] for row in table.rows if row[1] != "–"] for table in panel.parts[1:]]


@pytest.mark.parametrize("year", range(FIRST, LATEST + 1))
def test_each_entry_stands_in_one_list_and_none_of_the_future_in_the_first(year):
    panel = standing_in(year)
    existed, promised, later = lists(panel)
    numbers = [int(n) for n in re.findall(r"(\d+) (?:existed|only promised|came)", panel.finding)]
    assert numbers == [len(existed), len(promised), len(later)]
    assert sum(numbers) == len(THINGS)
    for table in panel.parts[1:3]:
        assert all(row[1] == "–" or int(row[1][-4:]) <= year for row in table.rows)
    assert f"Standing at the end of {year}" in panel.text
    assert 3 <= len(re.findall(r"\.(?: |$)", panel.text)) <= 4


def test_the_dates_are_those_of_the_tables():
    assert THINGS.index.is_unique
    for row in rows("documents"):
        if row.id in THINGS.index:
            assert THINGS.loc[row.id, "date"] == row.cells["date"]
            assert THINGS.loc[row.id, "title"] == fact(row.id).cells["title"]
    assert "f-W039d" not in THINGS.index


def test_the_draft_law_is_a_promise_and_never_existed():
    title = fact("f-P074").cells["title"]
    assert title in lists(standing_in(2021))[2]
    for year in range(2022, LATEST + 1):
        assert title in lists(standing_in(year))[1]


def test_a_law_between_its_date_and_its_start_is_a_promise():
    title = fact("f-P097").cells["title"]
    assert title in lists(standing_in(2016))[1]
    assert title in lists(standing_in(2017))[0]


def test_a_document_without_a_day_of_effect_says_so():
    shown = {row[0]: row[2] for row in standing_in(2019).parts[1].rows}
    assert shown[fact("f-G030d").cells["title"]] == SILENT


def test_an_empty_list_is_a_sentence():
    assert standing_in(2013).parts[2].rows == [["Nothing here", "–", "–", "–"]]
    assert standing_in(2013).under == "Nothing here was only promised."


def test_the_tracks_of_the_picture_hold_every_entry_and_a_guess_is_measured_at_the_year_of_the_essay():
    panel = standing_in(2015, 10)
    assert all(words in panel.parts[0].alt for words in TRACKS.values())
    assert sum(
        int(n) for n in re.findall(r"(\d+) (?:existed|later|promised)", panel.parts[0].alt.partition("later. ")[2])
    ) == len(THINGS)
    later = re.search(r"(\d+) came later", standing_in(2019).finding)[1]
    assert f"You guessed 10, and the answer is {later}: {int(later) - 10} too few." in panel.under
    assert "You guessed" not in standing_in(2015).under


@pytest.mark.parametrize("year", [2014, 2019, LATEST])
def test_the_rule_on_paper_gives_the_letters_of_the_model(year):
    """E, P and L as a reader of the paper writes them, from what is printed in each line."""

    def letter(row):
        if row["announced"] > year:
            return standing.LATER
        printed = in_effect(row)
        if printed == NEVER:
            return standing.PROMISED
        since = row["announced"] if printed == NO_DAY else int(printed[-4:])
        return standing.EXISTED if since <= year else standing.PROMISED

    every = things()
    assert {in_effect(row) for _, row in every.iterrows()} >= {NO_DAY, NEVER}
    assert [letter(row) for _, row in every.iterrows()] == list(standing.at_year_end(every, year))


def test_the_paper_has_every_entry():
    paper = as_read(form("02-w02c"))
    assert all(title in paper for title in THINGS["title"])


def test_the_year_of_an_event_stands_in_its_id():
    assert [row.id for row in rows("events") if row.id.split("-")[1] != row.cells["date"][:4]] == []
