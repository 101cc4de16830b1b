"""The gates against the file read line by line, and against what must always hold."""

import csv
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seminar.data.evidence import fact, frame
from seminar.models import gates
from seminar.models.gates import DIFFERS, GATES, OTHER_CASE, SAME, SILENT, UNKNOWN
from support import PACK

TABLE = frame("data_gates")
PLACES = ("China 2019", "China now", "Germany / EU", "USA", "UK")
REQUESTS = ("payment history", "chat text", "location", "face image")
ASKERS = ("police", "tax office", "court", "regulator", "other company")
EVERY = list(product(PLACES, REQUESTS, ASKERS))


def lines():
    with (PACK / "data" / "evidence" / "data_gates.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_hand(place, request, asker):
    """The gate that stands for a combination, and all its gates, found line by line."""
    key, every = SILENT, []
    for line in lines():
        if line["place"] == place and line["request"] == request:
            for one in line["asker"].split(","):
                if one.strip() == asker:
                    every.append(line["gate"])
                    if line["key"] == "yes":
                        key = line["gate"]
    return key, every


def compared_by_hand(guess, place, request, asker):
    key, every = by_hand(place, request, asker)
    if key == SILENT:
        return UNKNOWN
    if guess == key:
        return SAME
    if guess in every and guess != SILENT:
        return OTHER_CASE
    return DIFFERS


@pytest.mark.parametrize("combination", EVERY)
def test_each_combination_has_the_gate_of_its_key_row_first(combination):
    found = gates.cases(TABLE, *combination)
    key, every = by_hand(*combination)
    assert gates.gate(found) == key
    assert sorted(found["gate"]) == sorted(every)
    if key != SILENT:
        assert found["gate"].iloc[0] == key


@settings(deadline=None)
@given(st.sampled_from(EVERY), st.sampled_from(GATES))
def test_a_guess_is_compared_as_by_hand(combination, guess):
    assert gates.compared(guess, gates.cases(TABLE, *combination)) == compared_by_hand(guess, *combination)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(EVERY), st.sampled_from(GATES))))
def test_an_unknown_gate_never_enters_the_agreement(guesses):
    found = [gates.compared(guess, gates.cases(TABLE, *combination)) for combination, guess in guesses]
    count = gates.tally(found)
    known = [(combination, guess) for combination, guess in guesses if by_hand(*combination)[0] != SILENT]
    assert count.known == len(known)
    assert count.unknown == len(guesses) - len(known)
    assert count.same == sum(by_hand(*combination)[0] == guess for combination, guess in known)
    assert count.same + count.other_case <= count.known
    assert gates.tally([*found, UNKNOWN]) == count._replace(unknown=count.unknown + 1)


@pytest.mark.parametrize("line", lines(), ids=lambda line: line["id"])
def test_each_row_that_names_a_gate_rests_on_facts_with_sources(line):
    assert line["gate"] in GATES
    if line["gate"] != SILENT:
        assert line["facts"]
    for key in filter(None, line["facts"].split(";")):
        assert fact(key).sources()


def test_the_table_knows_the_places_requests_and_askers_and_no_others():
    assert tuple(TABLE["place"].unique()) == PLACES
    assert tuple(TABLE["request"].unique()) == REQUESTS
    assert {asker for askers in TABLE["asker"] for asker in askers.split(", ")} == set(ASKERS)


def test_law_and_reported_practice_are_two_columns_filled_in_every_row():
    assert TABLE["law_says"].str.len().gt(0).all()
    assert TABLE["reported_practice"].str.len().gt(0).all()


def test_two_keys_for_one_combination_are_refused():
    double = TABLE.loc[["dg-uk-chat-text-police-1", "dg-uk-chat-text-police-1"]]
    with pytest.raises(ValueError, match="two rows are the key of UK, chat text, police"):
        gates.cases(double, "UK", "chat text", "police")


@pytest.mark.parametrize("guess", ["", "a judge", "nobody"])
def test_a_guess_that_is_no_gate_is_refused(guess):
    with pytest.raises(ValueError, match="expected one of own request"):
        gates.compared(guess, gates.cases(TABLE, *EVERY[0]))
