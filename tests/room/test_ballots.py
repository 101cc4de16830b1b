"""The state of a room against people who are counted one by one, whatever comes in which order."""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.models.votes import FEWEST_VOTES
from seminar.room import ballots as module
from seminar.room.ballots import Ballots, counted, digest

OPTIONS = st.sampled_from("abcd")
VOTERS = st.integers(0, 30)
STEPS = st.lists(st.tuples(VOTERS, OPTIONS), max_size=120)


def opened(name="first"):
    state = Ballots()
    state.take({"is": "opened", "round": name})
    return state


def cast(state, voter, option, name="first"):
    state.take({"is": "cast", "round": name, "ballot": digest(f"voter {voter}", name), "chosen": {"vote": option}})


def again(state):
    """The state after its own events, through JSON as the journal has them."""
    found = Ballots()
    for event in state.events():
        found.take(json.loads(json.dumps(event)))
    return found


@given(STEPS)
def test_what_each_person_said_last_counts_once_and_fewer_than_five_leave_nothing(steps):
    state, people = opened(), {}
    for voter, option in steps:
        cast(state, voter, option)
        people[voter] = option
    state.take(state.closing())
    left = state.closed["first"]
    assert left.ballots == len(people)
    expected = {"vote": dict(sorted(Counter(people.values()).items()))} if len(people) >= FEWEST_VOTES else {}
    assert left.counts == expected
    assert (state.votes, state.cards, state.open) == ({}, {}, "")


@given(STEPS, st.booleans())
def test_the_events_of_a_state_bring_it_back_in_an_order_that_is_not_that_of_voting(steps, closes):
    state = opened()
    for voter, option in steps:
        cast(state, voter, option)
    if closes:
        state.take(state.closing())
        state.take({"is": "heads", "number": 28})
        state.take({"is": "kept", "round": "first"})
    found = again(state)
    assert found == state
    kept = [event["ballot"] for event in state.events() if event["is"] == "cast"]
    assert kept == sorted(kept)


@given(st.lists(VOTERS, max_size=60), st.sampled_from(["AB", "ABC"]))
def test_no_card_is_ever_more_than_one_ahead_and_a_ballot_has_one(voters, cards):
    state = opened("cards")
    for voter in voters:
        ballot = digest(str(voter), "cards")
        if ballot not in state.cards:
            card = state.next_card(cards)
            state.take({"is": "dealt", "round": "cards", "ballot": ballot, "card": card})
        dealt = Counter(state.cards.values())
        assert max(dealt.values()) - min(dealt[card] for card in cards) <= 1
    assert len(state.cards) == len(set(voters))


def test_each_card_comes_first_at_some_time():
    assert {opened().next_card("ABC") for _ in range(200)} == set("ABC")


def test_a_card_with_fewer_than_five_answers_leaves_nothing():
    state = opened("cards")
    for voter in range(13):
        ballot, card = digest(str(voter), "cards"), "A" if voter < 9 else "B"
        state.take({"is": "dealt", "round": "cards", "ballot": ballot, "card": card})
        state.take({"is": "cast", "round": "cards", "ballot": ballot, "chosen": {"rating": str(1 + voter % 3)}})
    state.take(state.closing())
    assert state.closed["cards"].counts == {"A": {"1": 3, "2": 3, "3": 3}}


@pytest.mark.parametrize(
    "event",
    [
        {"is": "opened", "round": "second"},
        {"is": "closed", "round": "second", "ballots": 1, "counts": {}},
        {"is": "cast", "round": "second", "ballot": "x", "chosen": {"vote": "a"}},
        {"is": "cast", "round": "first", "ballot": "x", "chosen": "a"},
        {"is": "dealt", "round": "second", "ballot": "x", "card": "A"},
        {"is": "heads", "number": -1},
        {"is": "heads", "number": "28"},
        {"is": "heads"},
        {"is": "burned"},
    ],
)
def test_what_cannot_happen_changes_nothing(event):
    state = opened()
    cast(state, 1, "a")
    before = again(state)
    with pytest.raises((ValueError, KeyError, TypeError)):
        state.take(event)
    assert state == before


def test_a_round_that_is_asked_anew_begins_without_the_votes_before():
    state = opened()
    for voter in range(9):
        cast(state, voter, "a")
    state.take(state.closing())
    state.take({"is": "opened", "round": "first"})
    assert (state.votes, state.closed) == ({}, {})


def test_a_full_round_takes_a_change_of_mind_and_no_further_ballot(monkeypatch):
    monkeypatch.setattr(module, "MOST_BALLOTS", 3)
    state = opened()
    for voter in range(3):
        cast(state, voter, "a")
    cast(state, 0, "b")
    with pytest.raises(ValueError, match="cannot happen"):
        cast(state, 3, "a")
    assert Counter(vote["vote"] for vote in state.votes.values()) == {"a": 2, "b": 1}


def test_two_rounds_of_one_ballot_cannot_be_joined_by_what_is_kept():
    assert digest("token", "first") != digest("token", "second")
    assert "token" not in digest("token", "first")


def test_options_stand_in_the_order_of_their_names():
    assert list(counted([{"vote": "b"}, {"vote": "a"}])["vote"]) == ["a", "b"]
