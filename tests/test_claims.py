"""The claims of the essay: whole, dated, with evidence that carries the verdict, and each with a home in the course."""

import re

import pytest
from rules import ledger, word_count
from seminar.data.evidence import fact, rows
from seminar.models.judgement import CHANGED, CONTRADICTED, NOT_CHECKABLE, NOT_ENOUGH, PARTLY, SUPPORTED

CLAIMS = {row.id: row for row in rows("claims")}


def evidence_of(claim_id, *sides):
    found = [row for row in rows("claim_evidence") if row.cells["claim_id"] == claim_id]
    return [row for row in found if not sides or row.cells["side"] in sides]


def grades(evidence):
    return [other.cells["grade"] for row in evidence for other in row.rests_on() if "grade" in other.cells]


def test_all_73_claims_are_there():
    assert list(CLAIMS) == [f"C{number:02}" for number in range(1, 74)]


every_claim = pytest.mark.parametrize("key", CLAIMS)


@every_claim
def test_a_claim_is_whole(key):
    cells = CLAIMS[key].cells
    assert len(cells["why"].split()) <= 40
    assert re.fullmatch(r"¶([1-9]|[12]\d|3[0-2])", cells["paragraph"])
    assert cells["verdict_2019"] != CHANGED
    assert cells["known_2019"]


LONGER = ("C02", "C05", "C07", "C21", "C34", "C41", "C46", "C60", "C70")
"""The claims whose reach cannot be seen from five words of the essay; they may have twelve."""


@every_claim
def test_the_words_of_the_essay_are_few_and_stand_in_the_ledger(key):
    words = CLAIMS[key].cells["words"]
    assert 1 <= word_count(words) <= (12 if key in LONGER else 5)
    assert ledger()[words] == "essay"


@every_claim
def test_what_was_searched_is_said_where_nothing_was_found_and_only_there(key):
    cells = CLAIMS[key].cells
    assert ("searched" in cells) == (NOT_ENOUGH in (cells["verdict_2019"], cells["verdict_now"]))


@every_claim
def test_a_clear_verdict_is_carried_by_a_primary_source_or_two_independent_ones(key):
    """Fairness charter: one row of grade C never carries a verdict."""
    sides = {SUPPORTED: ("for",), CONTRADICTED: ("against",)}
    for column in ("verdict_2019", "verdict_now"):
        verdict = CLAIMS[key].cells[column]
        if verdict in sides:
            resting = [other for row in evidence_of(key, *sides[verdict]) for other in row.rests_on()]
            independent = {entry["id"] for row in resting if row.cells["grade"] == "B" for entry in row.sources()}
            assert "A" in {row.cells["grade"] for row in resting} or len(independent) >= 2, (key, verdict)


@every_claim
def test_a_claim_that_hangs_on_one_weak_row_is_not_enough_evidence(key):
    cells, found = CLAIMS[key].cells, grades(evidence_of(key, "for", "against"))
    if found in ([], ["C"]):
        assert {cells["verdict_2019"], cells["verdict_now"]} <= {NOT_ENOUGH, NOT_CHECKABLE}


@every_claim
def test_a_disputed_claim_shows_both_sides(key):
    if CLAIMS[key].cells["disputed"] == "yes":
        assert evidence_of(key, "for")
        assert evidence_of(key, "against")
        assert CLAIMS[key].cells["verdict_2019"] in (NOT_ENOUGH, PARTLY, NOT_CHECKABLE)


@every_claim
def test_what_was_not_found_has_an_open_question(key):
    cells = CLAIMS[key].cells
    if NOT_ENOUGH in (cells["verdict_2019"], cells["verdict_now"]):
        assert cells["open_question"].endswith("?")


NUMBER = re.compile(r"\d[\d,.]*\d|\d")
SMALL = 13


@every_claim
def test_numbers_in_the_why_stand_in_its_evidence(key):
    facts = [other for row in evidence_of(key) for other in row.rests_on()]
    said = " ".join(str(value) for row in facts for value in [*row.cells.values(), *row.said().values()])
    said += " ".join(str(entry["issued"]) for row in facts for entry in row.sources()) + CLAIMS[key].cells["claim"]
    for number in NUMBER.findall(CLAIMS[key].cells["why"]):
        if not (number.isdigit() and int(number) < SMALL):
            assert number in NUMBER.findall(said), number


@pytest.mark.parametrize("row", rows("claim_evidence"), ids=lambda row: row.id)
def test_a_piece_of_evidence_is_one_fact_and_short(row):
    assert len(row.rests_on()) == 1
    assert len(row.cells["bearing"].split()) <= 12
    assert fact(row.cells["facts"])


def test_a_piece_of_evidence_has_the_claim_that_its_id_names():
    named = {row.id: row.cells["claim_id"] for row in rows("claim_evidence")}
    assert named == {key: key.partition("-")[0] for key in named}


def test_the_paragraphs_and_tensions_of_the_essay_are_all_there():
    assert [row.cells["paragraph"] for row in rows("paragraphs")] == list(range(1, 33))
    assert len(rows("tensions")) == 9
