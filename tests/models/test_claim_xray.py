"""The X-ray of a claim against a table written out by hand, and the five keys against their facts."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seminar.activities.xray_the_claims import finding
from seminar.data.evidence import fact, frame, rows
from seminar.models.claim_xray import QUESTIONS, same

SPEAKERS = ("seller", "regulator", "tester", "critic", "nobody")
MEASURES = ("test", "count", "reading", "none")
GROUPS = ("china", "usa", "laboratory", "nobody")
ticks = st.fixed_dictionaries({}, optional={name: st.sampled_from(list(words)) for name, words in QUESTIONS.items()})
ROWS = rows("claim_xrays")
every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)


def by_hand(speaker, measured, against):
    """The finding, written out case by case."""
    if speaker == "seller":
        said = "a seller’s claim"
    elif speaker == "regulator":
        said = "a regulator’s rule"
    elif speaker == "tester":
        said = "a tester’s result"
    elif speaker == "critic":
        said = "a critic’s finding"
    else:
        said = "a claim that nobody signs"
    if measured == "test":
        said += ", tested"
    if measured == "count":
        said += ", counted by the speaker and not tested"
    if measured == "reading":
        said += ", read in rules or records, not tested"
    if measured == "none":
        said += ", not tested here"
    if against == "usa":
        said += ", on people in the USA, not in China"
    if against == "laboratory":
        said += ", on laboratory pictures, not on a street"
    return said


@pytest.mark.parametrize(("speaker", "measured", "against"), list(product(SPEAKERS, MEASURES, GROUPS)))
def test_every_finding_is_that_of_the_hand(speaker, measured, against):
    expected = by_hand(speaker, measured, against)
    for scale in QUESTIONS["scale"]:
        assert finding({"speaker": speaker, "measured": measured, "scale": scale, "against": against}) == expected
    assert ("not tested" not in expected) == (measured == "test")


@settings(deadline=None)
@given(ticks)
def test_an_open_question_gives_no_finding(given_ticks):
    wanted = {"speaker", "measured", "against"}
    assert bool(finding(given_ticks)) == (wanted <= set(given_ticks))


@settings(deadline=None)
@given(ticks, ticks)
def test_answers_are_the_same_where_the_key_holds_them(given_ticks, other):
    key = {name: [other.get(name, "none")] for name in QUESTIONS}
    expected = [name for name in QUESTIONS if name in given_ticks and given_ticks[name] in key[name]]
    assert same(given_ticks, key) == expected
    assert same({name: held[0] for name, held in key.items()}, key) == list(QUESTIONS)


def test_an_answer_that_a_question_does_not_have_is_refused():
    with pytest.raises(ValueError, match="for speaker, not 'prophet'"):
        finding({"speaker": "prophet"})


@every_row
def test_a_key_answers_each_question_with_its_own_answers_and_rests_on_facts(row):
    for name, words in QUESTIONS.items():
        assert set(row.cells[name].split(";")) <= set(words)
    assert all(fact(key).sources() for key in row.cells["facts"].split(";"))
    assert frame("claims").loc[row.cells["claim_id"], "paragraph"] in ("¶20", "¶21")


def test_a_speaker_in_the_table_of_claims_has_the_same_role_here():
    roles = {row.id: row.cells["role"] for row in rows("face_claims")}
    shared = [row for row in ROWS if row.cells["facts"] in roles]
    assert len(shared) == 2
    assert all(roles[row.cells["facts"]] == row.cells["speaker"] for row in shared)


def test_the_world_privacy_forum_studied_scores_in_the_united_states():
    row = next(row for row in ROWS if row.cells["claim_id"] == "C53")
    assert row.cells["against"] == "usa"
    assert "consumer scores in the United States" in fact("f-T050").cells["finding"]
    assert row.cells["facts"] == "f-T050"


def test_five_claims_and_the_speaker_differs():
    assert len(ROWS) == 5
    assert {row.cells["speaker"] for row in ROWS} == {"seller", "regulator", "tester", "critic"}
