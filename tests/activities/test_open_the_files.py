"""W04a without a browser: every panel says what a slow reading of the tables says, and the jigsaw needs everybody."""

import re
from itertools import product

import htpy as h
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from seminar import activities
from seminar.activities.open_the_files import FILES, NONE_TICKED, READERS, SETTINGS, SHORT, on_paper, opened, stacks
from seminar.data.evidence import frame
from seminar.errors import SeminarError
from seminar.paper.forms import form
from seminar.workbench.panel import markup
from support import PATHS, as_read, read

EVENTS, TABLE = frame("life_events"), frame("file_types")
START = {setting.name: setting.default for setting in SETTINGS}
SWITCHES = {key: key.removeprefix("ft-").replace("-", "_") for key in FILES}
some_files = st.sets(st.sampled_from(list(FILES)))


def panel(ticked, reader, year):
    return opened(year, reader, **{name: key in ticked for key, name in SWITCHES.items()})


def slowly(ticked, reader, year):
    """For each event that happened, what the reader may do in each ticked file that keeps it and exists."""
    found = {}
    for key, event in EVENTS.iterrows():
        opening = {name: re.match(r"\d{4}", TABLE.loc[name, "opened"]) for name in ticked}
        there = [name for name in ticked if not opening[name] or int(opening[name][0]) <= year]
        access = {name: TABLE.loc[name, reader] for name in there if name in event["files"].split(";")}
        if event["year"] <= year and access:
            found[key] = access
    return found


@given(some_files, st.sampled_from(list(READERS)), st.integers(1950, 2024))
@effort(deadline=None, max_examples=60)
def test_every_panel_says_what_a_slow_reader_says(ticked, reader, year):
    shown, kept = panel(ticked, reader, year), slowly(ticked, reader, year)
    assert all(markup(shown)) or not ticked
    if not ticked:
        assert shown.finding == NONE_TICKED
        return
    seen = [key for key, access in kept.items() if "yes" in access.values()]
    unclear = [key for key, access in kept.items() if key not in seen and "unclear" in access.values()]
    files = {name for access in kept.values() for name, word in access.items() if word == "yes"}
    numbers = [len(seen), *([len(files)] if seen else []), *([len(unclear)] if unclear else [])]
    assert [int(n) for n in re.findall(r"\d+", shown.finding)] == [year, *numbers]
    assert f"sees {len(seen)} of them for sure; with {len(unclear)} the rules are unclear" in shown.text
    assert len(shown.points) == len(kept)
    assert 3 <= len(re.findall(r"\. |\.$", shown.text)) <= 4
    assert [row[0] for row in shown.parts[2].rows if kept] == [
        f"{EVENTS.loc[key, 'year']}: {EVENTS.loc[key, 'event']}" for key in kept
    ]
    drawn = re.findall(r"(\d+) seen, (\d+) unclear, (\d+) closed", shown.parts[0].alt)
    words = [word for access in kept.values() for word in access.values()]
    sums = [sum(int(one[i]) for one in drawn) for i in range(3)]
    assert sums == [words.count(word) for word in ("yes", "unclear", "no")]


def test_the_start_is_that_of_an_employer_in_1975():
    shown = opened(**START)
    assert shown.finding == "1975: an employer sees 4 events in 2 files; 1 more unclear"
    assert "closed (personal file and work-unit papers)" in shown.text
    assert "no opening or closing year was found for the work-unit papers" in shown.text


def test_a_file_without_a_year_says_so_and_hides_nothing():
    row = next(row for row in opened(**{**START, "year": 1950}).parts[1].rows if row[0] == "Work-unit papers")
    assert row[1] == "opening year not found"
    assert opened(**{**START, "year": 1970}).parts[2].rows[-1][1] == "work-unit papers"


def test_a_file_that_is_not_there_yet_says_so():
    rows = {row[0]: row[1:4] for row in opened(**{**START, "year": 2005}).parts[1].rows}
    assert rows["Credit record"][0].endswith("; not yet by 2005")
    assert rows["Household register"][0] == "1958"


@pytest.mark.parametrize("reader", READERS)
def test_nobody_reads_corrects_or_leaves_a_file_that_is_not_there_yet(reader):
    for year in (1957, 1975, 2010):
        for name, opening, may_read, rights, _ in opened(**{**START, "year": year, "reader": reader}).parts[1].rows:
            assert [may_read == "not yet", rights == "not yet"] == [f"; not yet by {year}" in opening] * 2, name


def test_no_file_is_a_sentence():
    shown = panel(set(), "bank", 1990)
    assert shown.finding == "No file, no view"
    assert "tick at least one file" in shown.text


def test_an_unknown_reader_and_a_year_outside_are_sentences_with_the_value():
    with pytest.raises(SeminarError, match="it is “dentist”"):
        opened(**{**START, "reader": "dentist"})
    with pytest.raises(SeminarError, match="between 1950 and 2024; it is 2031"):
        opened(**{**START, "year": 2031})


def test_the_three_rights_of_each_file_are_those_of_the_table():
    for row, (_, file) in zip(opened(**{**START, "year": 2024}).parts[1].rows, TABLE.iterrows(), strict=True):
        rights = [file["can_read"], file["can_correct"], file["can_leave"]]
        assert re.findall(r": (\w+)", row[3]) == rights
        assert row[2] == file[START["reader"]]
        assert re.findall(r"\.md#([\w-]+)", str(h.div[row[4]])) == file["facts"].split(";")


def test_the_still_view_holds_the_start_and_its_words():
    shown = activities.open_the_files()
    assert "Stand at the end of: 1975" in shown.html
    assert "4 events in 2 files" in shown.html


def test_each_paper_card_shows_one_stamp_and_each_event_has_one_card():
    keys = [row.id for stack in stacks().values() for row in stack]
    assert sorted(keys) == sorted(EVENTS.index)
    cards, paper = on_paper()["cards"], as_read(form("04-w04a"))
    assert [card["stamp"] for card in cards] == [FILES[EVENTS.loc[key, "stamp"]] for key in keys]
    assert sum(paper.count(f"[*{name}*]") for name in FILES.values()) == len(cards)


@pytest.mark.parametrize("missing", FILES)
def test_no_home_group_finishes_without_one_of_the_six_experts(missing):
    """The sheet wants every event in order, and the counts want every passport: both stay open without one expert."""
    on_the_table = {row.id for file, stack in stacks().items() if file != missing for row in stack}
    assert set(EVENTS.index) - on_the_table, "the sheet could be filled without this stack"
    alone = [key for key, event in EVENTS.iterrows() if event["files"] == missing]
    assert alone, "every event of this file could be known from another one"
    assert set(alone) <= {row.id for row in stacks()[missing]}
    others = [file for file in on_paper()["files"] if file["name"].lower() != FILES[missing].lower()]
    assert len(others) == len(FILES) - 1
    assert TABLE.loc[missing, "content"] not in [file["content"] for file in others]


def test_a_short_session_has_the_cards_of_the_three_files_that_the_notebook_names():
    few = sum(len(stacks()[key]) for key in SHORT)
    assert f"household register, personal file and court list: lay and number their {few} cards" in form("04-w04a")
    path = next(path for path in PATHS if path.name.startswith("04"))
    words = next(cell.source for cell in read(path).cells if cell.id == "04-life")
    short = words.split("In a short session")[1].split(".\n")[0]
    assert [FILES[key] in short for key in FILES] == [key in SHORT for key in FILES]


def test_without_a_stack_the_places_of_other_cards_cannot_be_told():
    order = list(EVENTS.index)
    for missing in FILES:
        left = [key for key in order if EVENTS.loc[key, "stamp"] != missing]
        assert any(left.index(key) != order.index(key) for key in left)


def test_the_paper_has_every_event_every_passport_and_every_reader():
    paper = form("04-w04a")
    for words in [*EVENTS["event"], *TABLE["kept_by"]]:
        assert words in paper
    assert all(words.lower() in paper.lower() for words in READERS.values())


def test_readers_and_files_are_those_of_the_model():
    assert list(FILES) == list(TABLE.index)
    assert all(reader in TABLE.columns for reader, _ in product(READERS, [0]))
