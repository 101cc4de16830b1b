"""The six checks see how a verdict is built and treat every position alike."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.models.verdict import CHECKS, Card, checks, conflicts

cards = st.lists(
    st.builds(
        Card,
        fact=st.sampled_from([f"f-P{n:03}" for n in range(9)]),
        side=st.sampled_from(["", "for", "against", "limit"]),
        kind=st.sampled_from(["official", "court", "press"]),
        dated=st.booleans(),
    ),
    max_size=6,
    unique_by=lambda card: card.fact,
)
words = st.sampled_from(["", "  ", "court list", "2019", "in 2019 and 2026", "one two three four five six seven eight"])
OTHER = {"for": "against", "against": "for"}
WHOLE = [
    Card("f-P001", "for", "official", True),
    Card("f-P002", "against", "press", True),
    Card("f-P003", "limit", "press", True),
]
LINE = "a court publishes how many names were taken off"


def passed(cards=WHOLE, system="court list", year="2019", change=LINE):
    return checks(cards, system, year, change)


@given(cards, words, words, words)
def test_the_opposite_position_on_the_same_cards_has_the_same_ticks(chosen, system, year, change):
    swapped = [replace(card, side=OTHER.get(card.side, card.side)) for card in chosen]
    assert checks(chosen, system, year, change) == checks(swapped, system, year, change)


@given(cards, words, words, words, st.randoms())
def test_the_order_of_the_cards_does_not_matter(chosen, system, year, change, random):
    mixed = random.sample(chosen, len(chosen))
    assert checks(chosen, system, year, change) == checks(mixed, system, year, change)


def test_an_empty_verdict_has_six_open_boxes():
    assert checks([], "", "", "") == dict.fromkeys(CHECKS, False)
    assert len(CHECKS) == 6


def test_a_whole_verdict_has_six_ticks():
    assert passed() == dict.fromkeys(CHECKS, True)


@pytest.mark.parametrize(
    ("change", "open_box"),
    [
        ({"cards": WHOLE[:2]}, "cards"),
        ({"cards": [WHOLE[0], replace(WHOLE[1], side="limit"), WHOLE[2]]}, "sides"),
        ({"cards": [replace(WHOLE[0], side="against"), *WHOLE[1:]]}, "sides"),
        ({"cards": [replace(WHOLE[0], side=""), *WHOLE[1:]]}, "sides"),
        ({"cards": [replace(card, kind="press") for card in WHOLE]}, "kinds"),
        ({"cards": [replace(WHOLE[0], dated=False), *WHOLE[1:]]}, "dates"),
        ({"system": "  "}, "scope"),
        ({"year": "then"}, "scope"),
        ({"year": "20199"}, "scope"),
        ({"change": "a court publishes how many were taken"}, "change"),
    ],
)
def test_each_box_opens_for_its_own_reason_alone(change, open_box):
    assert [name for name, there in passed(**change).items() if not there] == [open_box]


def test_two_facts_conflict_only_if_both_are_chosen():
    pairs = {"d-one": ("f-P001", "f-P002"), "d-two": ("f-P002", "f-P009")}
    assert conflicts(["f-P002", "f-P001"], pairs) == ["d-one"]
    assert conflicts(["f-P002"], pairs) == []
