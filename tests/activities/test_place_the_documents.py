"""The ladder of documents: cards on rungs, our rung after its check only, and then the verbs of their parts."""

import html

import pytest
from seminar import activities
from seminar.activities.place_the_documents import (
    CELL,
    PARTS_OF_TEXTS,
    RUNGS,
    Placed,
    card,
    documents,
    finding,
    keys,
    on_paper,
    parts_tally,
    reply,
    standing,
)
from seminar.answers.store import store
from seminar.paper.forms import form
from seminar.screen.controls import Button
from seminar.screen.ladder import Ladder
from support import as_read, below, sent

DOCUMENTS = documents()
each = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.row.id)


def live():
    return activities.place_the_documents().live()


def put(page, rung):
    """Put the card in hand on *rung* and check."""
    (ladder,) = below(page, Ladder)
    ladder.hear({"value": rung})
    next(button for button in below(page, Button) if button.label in ("It stands here", "Try this rung")).press()


@each
def test_every_card_has_issuer_number_and_date_and_nothing_of_our_reading(document):
    shown = html.unescape(str(card(document)))
    said = document.described()
    assert all(
        said[name] in shown.replace('<span lang="zh">', "").replace("</span>", "")
        for name in said
        if name in ("issuer", "number", "date", "title")
    )
    assert document.reason() not in shown


def test_a_number_that_was_not_read_is_said():
    numbers = {"number" in document.cells: document.described()["number"] for document in DOCUMENTS}
    assert numbers[False] == "no number read"
    assert set(numbers) == {True, False}


def test_our_rung_comes_with_its_own_check_and_a_wrong_rung_can_be_tried_again():
    page, first = live(), DOCUMENTS[0]
    assert html.escape(first.reason()[:40], quote=True) not in sent(page)
    put(page, "law")
    said = sent(page)
    assert "✕ Another rung." in said
    assert "It stands lower." in said
    assert first.row.cells["why"][:40] not in html.unescape(said)
    assert standing(store("02"))["law"][0].note == "✕ try again"
    put(page, first.key)
    assert first.row.cells["why"][:40] in html.unescape(sent(page))
    (there,) = standing(store("02"))[first.key]
    assert there.note == "first: rung 5"
    assert finding(store("02")) == f"1 of {len(DOCUMENTS)} cards stand on the ladder, 0 at the first try"
    (ladder,) = below(page, Ladder)
    assert ladder.disabled
    assert [other for other in DOCUMENTS[1:] if other.row.cells["why"][:40] in html.unescape(sent(page))] == []


def test_our_rung_can_be_asked_for_after_a_try_and_not_before():
    page = live()
    (give,) = [button for button in below(page, Button) if button.label == "Show our rung"]
    assert give.hidden
    put(page, "company")
    assert not give.hidden
    give.press()
    assert "Our rung: rung 2." in sent(page)
    assert standing(store("02"))["plan"][0].note == "first: rung 1"


def test_a_check_without_a_rung_is_a_sentence_and_saves_nothing():
    page = live()
    next(button for button in below(page, Button) if button.label == "It stands here").press()
    assert "Choose a rung first." in sent(page)
    assert standing(store("02")) == {}


@pytest.mark.parametrize("value", ["plan", 7, {"rung": "moon", "tried": "plan"}, {"tried": ["moon"]}])
def test_a_file_that_was_edited_counts_as_not_placed(value):
    store("02").save(DOCUMENTS[0].question, value)
    assert Placed.of(store("02"), DOCUMENTS[0]).stands(DOCUMENTS[0].key) == ""
    assert live()


def test_beside_the_ladder_no_distance_is_counted():
    placed = Placed("court", ("court",))
    assert "stands beside the ladder" in str(reply(DOCUMENTS[0], placed))


def test_every_kind_of_verb_occurs_and_its_reading_comes_after_its_check():
    items = PARTS_OF_TEXTS.items()
    assert {item.key for item in items} == set(PARTS_OF_TEXTS.kinds)
    assert [item.reason for item in items if item.reason in html.unescape(sent(live()))] == []
    store("02").save(PARTS_OF_TEXTS.question(1), {"choice": items[0].key, "checked": True})
    assert parts_tally(store("02"))[0].startswith(f"Sorted: 1 of {len(items)}. As we do: 1.")


def test_the_paper_has_every_card_and_part_and_no_reading():
    paper = as_read(form(CELL))
    for document in DOCUMENTS:
        assert document.described()["title"] in paper
        assert document.row.cells["why"] not in paper
    for item in PARTS_OF_TEXTS.items():
        assert item.text in paper
        assert item.reason not in paper
    assert len(on_paper()["rungs"]) == len(RUNGS)


def test_the_instructors_key_has_both():
    made = html.unescape(str(keys()))
    assert all(document.row.cells["why"] in made for document in DOCUMENTS)
    assert all(item.reason in made for item in PARTS_OF_TEXTS.items())
