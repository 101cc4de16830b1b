"""The four rulebooks against a slow, obvious oracle and against what must always hold."""

import csv
import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.data.evidence import fact, frame
from seminar.models import crossing
from seminar.models.crossing import ANSWERS, IDLE, NOT_FOUND, NOT_SEARCHED, SILENCES, Situation
from support import PACK

CASES = frame("crossing_cases")
BOOKS = list(dict.fromkeys(CASES["rulebook"]))
LIGHTS, SEEN = ("none", "red", "flashing green"), ("nobody", "officer", "camera", "crowd")
PERSONS, TAKEN = ("visitor", "resident"), ("yes", "no")

situations = st.builds(
    Situation,
    st.integers(0, crossing.FARTHEST),
    st.sampled_from(LIGHTS),
    st.sampled_from(SEEN),
    st.sampled_from(PERSONS),
    st.sampled_from(TAKEN),
)
EVERY = [Situation(*values) for values in product((0, 1, 2, 25, 50), LIGHTS, SEEN, PERSONS, TAKEN)]
"""Every combination at the distances where the table could change, and between them."""


def by_hand(situation):
    """Rulebook → the row of the file that fits, read line by line; two that fit would be an error of the table."""
    with (PACK / "data" / "evidence" / "crossing_cases.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    answers = {}
    for line in lines:
        near = int(line["metres_from"]) <= situation.metres <= int(line["metres_to"])
        same = all(
            line[name] == "any" or getattr(situation, name) in line[name].split(";")
            for name in ("light", "seen_by", "person", "identity_taken")
        )
        if near and same:
            assert line["rulebook"] not in answers, f"two rows fit {situation}"
            answers[line["rulebook"]] = line
    return answers


@given(situations)
def test_each_answer_is_that_of_the_one_row_that_fits(situation):
    expected = by_hand(situation)
    table = crossing.rulings(CASES, situation)
    assert list(table.index) == BOOKS
    for book, row in table.iterrows():
        for cell in (*ANSWERS, "facts"):
            assert row[cell] == expected[book][cell]


@pytest.mark.parametrize("situation", EVERY)
def test_what_must_hold_of_every_case(situation):
    table = crossing.rulings(CASES, situation)
    assert len(table) == 4
    answers = [row[answer] for _, row in table.iterrows() for answer in ANSWERS]
    assert crossing.silences(table) == {word: sum(said.startswith(word) for said in answers) for word in SILENCES}
    if situation.seen_by == "nobody":
        assert all(answer.startswith((IDLE, "no: ")) for answer in table["sanction"])
        assert all(answer.startswith(IDLE) for answer in table[["record_kept", "appeal"]].to_numpy().flat)
        assert set(table["decided_by"]) == {"nobody"}
    for _, row in table.iterrows():
        assert all(fact(key).cells["source_id"] for key in row["facts"].split(";"))
        if row["offence"] == "no":
            assert all(row[answer].startswith(IDLE) for answer in ANSWERS[2:])


@pytest.mark.parametrize("key", CASES.index)
def test_no_answer_is_empty_and_each_word_for_silence_says_what_was_tried(key):
    row = CASES.loc[key]
    for answer in ANSWERS:
        word = crossing.silence(row[answer])
        reason = row[answer].removeprefix(word)
        assert row[answer].strip()
        assert "the source does not say" not in row[answer]
        assert not word or re.fullmatch(r": \w+ .+", reason)


@pytest.mark.parametrize("key", CASES.index)
def test_each_word_for_silence_is_backed_by_the_row_it_stands_in(key):
    """A text of law was read, or the question is among the open ones, or nothing was done or seen."""
    row = CASES.loc[key]
    words = {crossing.silence(row[answer]) for answer in ANSWERS}
    if NOT_FOUND in words:
        assert any(fact(one).cells["grade"] == "A" for one in row["facts"].split(";"))
    if IDLE in words:
        assert row["offence"] == "no" or row["seen_by"] == "nobody"
    if NOT_SEARCHED in words:
        assert row["seen_by"] != "officer"
        assert frame("open_questions").at["o-crossing-passers-by", "searched"].startswith("Not searched")


@pytest.mark.parametrize("column", ["offence", "decided_by", "record_kept", "visitors", "travel_effect"])
def test_no_rule_leaves_a_question_to_the_silence_of_its_source(column):
    for said in frame("crossing_rules")[column]:
        assert said not in ("", "the source does not say", *SILENCES)


@pytest.mark.parametrize("situation", [case for case in EVERY if case.person == "visitor"])
def test_visitor_and_resident_differ_only_where_a_fact_speaks_of_visitors(situation):
    visitor = crossing.rulings(CASES, situation)
    resident = crossing.rulings(CASES, situation._replace(person="resident"))
    for book in BOOKS:
        if any(visitor.at[book, answer] != resident.at[book, answer] for answer in ANSWERS):
            said = [fact(key).cells.get("visitors", NOT_SEARCHED) for key in visitor.at[book, "facts"].split(";")]
            assert any(not crossing.silence(words) for words in said)


def test_the_scene_of_the_essay_in_shanghai():
    row = crossing.rulings(CASES, Situation(1, "none", "officer", "visitor", "yes")).loc["Shanghai, 2018"]
    assert row["offence"] == "yes"
    assert "warning" in row["sanction"]
    assert "passport" in row["record_kept"]
    assert "60 days" in row["appeal"]


def test_no_rulebook_is_said_to_close_trains():
    assert {crossing.silence(said) for said in CASES["travel_effect"]} == {NOT_FOUND, IDLE}, (
        "a rule that does so would need a fact, and a new self-check"
    )


def test_fines_are_those_of_the_facts():
    rows = CASES.loc["x-shanghai-away-officer-visitor"], CASES.loc["x-germany-red-officer"]
    shanghai, germany = fact("f-L072").cells, fact("f-Q031").cells
    assert f"{shanghai['fine_low']:g} yuan" in rows[0]["sanction"]
    assert f"{germany['fine_low']:g} euros, {germany['fine_high']:g} if" in rows[1]["sanction"]
    national = fact("f-G040").cells
    words = f"{national['fine_low']:g} to {national['fine_high']:g} yuan"
    for key in ("x-shenzhen-red-officer", "x-shenzhen-red-camera", "x-shanghai-red-camera"):
        assert words in CASES.loc[key, "sanction"]


def test_a_flashing_green_light_is_looked_for_and_not_found():
    table = crossing.rulings(CASES, Situation(0, "flashing green", "officer", "visitor", "yes"))
    assert [crossing.silence(said) for said in table["offence"]] == [NOT_FOUND, NOT_FOUND, NOT_FOUND, ""]


@pytest.mark.parametrize("rows", [["x-britain", "x-britain"], ["x-britain", "x-germany-red-officer"]])
def test_two_rows_or_none_for_one_case_are_refused(rows):
    with pytest.raises(ValueError, match="not exactly one row"):
        crossing.rulings(CASES.loc[rows], EVERY[0])


@pytest.mark.parametrize("metres", [-1, 51])
def test_distances_outside_the_table_are_refused(metres):
    with pytest.raises(ValueError, match="metres"):
        crossing.rulings(CASES, EVERY[0]._replace(metres=metres))


@pytest.mark.parametrize(
    ("answer", "sense", "short"),
    [
        ("yes", crossing.YES, "yes"),
        ("yes: a warning or a fine", crossing.YES, "yes"),
        ("no", crossing.NO, "no"),
        ("no: police decide, and nobody is there", crossing.NO, "no"),
        ("nobody", crossing.NO, "nobody"),
        ("traffic police, on the spot", crossing.YES, "traffic police"),
        ("an officer, with consent; else the authority", crossing.YES, "an officer"),
        ("only where traffic or a junction demands a crossing", crossing.ONLY, crossing.ONLY),
        ("not found: no national law names one", NOT_FOUND, NOT_FOUND),
        ("not searched: the law was not read", NOT_SEARCHED, NOT_SEARCHED),
        ("does not arise: no offence", IDLE, IDLE),
    ],
)
def test_an_answer_comes_to_one_thing_and_is_said_in_a_word_or_two(answer, sense, short):
    assert (crossing.sense(answer), crossing.in_short(answer)) == (sense, short)


@pytest.mark.parametrize("answer", sorted(set(CASES[list(ANSWERS)].to_numpy().flat)))
def test_each_answer_of_the_table_fits_on_a_tile(answer):
    assert len(crossing.in_short(answer).split()) <= 3
    assert len(crossing.in_short(answer)) <= 14


def test_what_changes_between_two_scenes_is_found_cell_by_cell():
    one = crossing.rulings(CASES, Situation(0, "none", "officer", "visitor", "yes"))
    other = crossing.rulings(CASES, Situation(0, "red", "camera", "visitor", "yes"))
    found = crossing.changes(one, other)
    assert not crossing.changes(one, one).to_numpy().any()
    for book in BOOKS:
        for answer in ANSWERS:
            assert found.at[book, answer] == (one.at[book, answer] != other.at[book, answer])
