"""What a reader sees of one life: against a slow reading of the two tables, and what must always hold."""

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from seminar.data.evidence import fact, rows
from seminar.models import life_files as model

EVENTS, FILES = ({row.id: row.cells for row in rows(name)} for name in ("life_events", "file_types"))
some_files = st.sets(st.sampled_from(list(FILES)))
readers = st.sampled_from(model.READERS)
years = st.integers(model.FIRST, model.LAST)
few = effort(deadline=None, max_examples=120)


@cache
def first_year(file):
    """The opening year as a person reads it off the table, None where it says that none was found."""
    said = FILES[file]["opened"]
    return None if "not found" in said else int(re.search(r"\b(19|20)\d\d\b", said)[0])


def slowly(ticked, reader, year):
    """Event by event and file by file, as somebody with cards and six envelopes would."""
    found = {}
    for key, event in EVENTS.items():
        for file in FILES:
            kept = file in event["files"].split(";")
            there = first_year(file) is None or first_year(file) <= year
            if kept and there and file in ticked and event["year"] <= year:
                found[key, file] = {"yes": "seen", "no": "shut", "unclear": "unclear"}[FILES[file][reader]]
    return found


def pairs(found):
    return {(cell.event, cell.file): cell.state for cell in found}


def with_access(reader, word, instead_of=("yes", "no", "unclear")):
    """The files as they would be if the rules on *reader* said *word* wherever they say one of *instead_of*."""
    return {key: {**file, reader: word} if file[reader] in instead_of else file for key, file in FILES.items()}


@given(some_files, readers, years)
@few
def test_the_cells_are_those_of_a_slow_reader(ticked, reader, year):
    assert pairs(model.cells(EVENTS, FILES, ticked, reader, year)) == slowly(ticked, reader, year)


@given(some_files, readers, years)
@few
def test_no_file_shows_an_event_before_it_opens(ticked, reader, year):
    for event, file in pairs(model.cells(EVENTS, FILES, ticked, reader, year)):
        opened = first_year(file)
        assert EVENTS[event]["year"] <= year
        assert opened is None or opened <= min(year, EVENTS[event]["year"])


@given(readers, years)
@few
def test_an_event_that_is_older_than_its_file_waits_until_the_file_opens(reader, year):
    early = {key: {**event, "year": model.FIRST} for key, event in EVENTS.items()}
    found = pairs(model.cells(early, FILES, FILES, reader, year))
    there = {file for file in FILES if first_year(file) is None or first_year(file) <= year}
    kept = {(key, file) for key, event in EVENTS.items() for file in event["files"].split(";")}
    assert set(found) == {(key, file) for key, file in kept if file in there}


@given(some_files, some_files, readers, years)
@few
def test_more_files_and_later_years_never_show_fewer_events(ticked, further, reader, year):
    def shown(some, until):
        return set(model.seen(model.cells(EVENTS, FILES, some, reader, until)))

    assert shown(ticked, year) <= shown(ticked | further, year)
    assert shown(ticked, year) <= shown(ticked, model.LAST)


@given(some_files, years)
@few
def test_a_reader_without_access_sees_nothing(ticked, year):
    found = model.cells(EVENTS, with_access("bank", "no"), ticked, "bank", year)
    assert {cell.state for cell in found} <= {model.SHUT}
    assert model.seen(found) == model.only_unclear(found) == []


@given(some_files, readers, years)
@few
def test_unclear_is_counted_apart_from_yes_and_no(ticked, reader, year):
    found = model.cells(EVENTS, FILES, ticked, reader, year)
    sure, perhaps = model.seen(found), model.only_unclear(found)
    assert not set(sure) & set(perhaps)
    assert len(set(sure)) == len(sure)
    as_no, as_yes = (
        model.cells(EVENTS, with_access(reader, word, ("unclear",)), ticked, reader, year) for word in ("no", "yes")
    )
    assert model.seen(as_no) == sure
    assert set(model.seen(as_yes)) == set(sure) | set(perhaps)


def test_a_file_that_closes_is_not_open_in_its_closing_year():
    file = {"opened": "1956 (first rule)", "closed": "1970"}
    assert [model.is_open(file, year) for year in (1955, 1956, 1969, 1970)] == [False, True, True, False]


def test_a_file_without_an_opening_year_is_filtered_by_no_year():
    assert FILES["ft-work-unit"]["opened"] == "opening year not found"
    assert all(model.is_open(FILES["ft-work-unit"], year) for year in (1950, 1987, 2024))


@pytest.mark.parametrize("year", [1949, 2025, -1])
def test_a_year_outside_the_life_is_a_sentence(year):
    with pytest.raises(ValueError, match=f"between 1950 and 2024; it is {year}"):
        model.cells(EVENTS, FILES, [], "bank", year)


def test_an_unknown_reader_or_file_is_a_sentence():
    with pytest.raises(ValueError, match=r"one of employer, bank, .*; it is “dentist”"):
        model.cells(EVENTS, FILES, [], "dentist", 1975)
    with pytest.raises(ValueError, match="“ft-diary” is none of them"):
        model.cells(EVENTS, FILES, ["ft-diary"], "bank", 1975)


def test_the_life_has_twelve_moments_each_in_files_that_had_opened():
    assert len(EVENTS) == 12
    assert {event["invented"] for event in EVENTS.values()} == {"yes"}
    years = [event["year"] for event in EVENTS.values()]
    assert years == sorted(years)
    for event in EVENTS.values():
        kept = event["files"].split(";")
        assert set(kept) <= set(FILES)
        assert kept == [file for file in FILES if file in kept], "files stand in the order of their table"
        assert all(first_year(file) is None or first_year(file) <= event["year"] for file in kept)
        assert event["turns_on"] in kept


def test_every_access_cell_rests_on_facts_or_says_unclear():
    for file in FILES.values():
        assert all(fact(key).cells["source_id"] for key in file["facts"].split(";"))
        assert {file[reader] for reader in model.READERS} <= {"yes", "no", "unclear"}
