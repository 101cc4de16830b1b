"""W10b without a browser: any position can be built, conflicts ask for a sentence, the page to print has no name."""

import getpass
import re
import socket
from importlib import import_module

import pytest
from seminar import activities
from seminar.activities.parts import verdicts
from seminar.activities.parts.verdicts import CHECKS
from seminar.answers.store import new_session, store
from seminar.course.sources import says
from seminar.data.evidence import fact, facts, is_fact, rows
from seminar.data.records import Activity, record
from seminar.errors import SeminarError
from seminar.models.verdict import MOST_CARDS
from seminar.paper.forms import form
from support import as_read

building = import_module("seminar.activities.build_the_verdict")
OFFERED = verdicts.offered()
HOSTILE = "<img src=x onerror=alert(1)>"


def made():
    return building.Builder(record(verdicts.CELL, Activity))


def write(live, name, text):
    area = live.texts[name].children[0]
    area.hear({"text": text})


def take(live, key):
    live.other.hear({"text": key})


def put(live, key, side="limit"):
    take(live, key)
    live.put[side].press()


def add(live, *keys):
    for key in keys:
        put(live, key)


def shown(tiles):
    return [option["id"] for option in tiles.options]


def on_shelves(live):
    return {side: shown(tiles) for side, tiles in live.shelves.items()}


def a_whole_verdict(live, keys=("f-P032", "f-L030", "f-G062"), sides=("for", "against", "limit")):
    for name, text in {
        "position": "In 2019 lists were real, one score was not.",
        "system": "court list",
        "place": "China",
        "year": "2019",
        "change": "a paper of 2019 orders one score for every citizen",
    }.items():
        write(live, name, text)
    for key, side in zip(keys, sides, strict=True):
        put(live, key, side)
    live.sure.value = "medium"
    return live


def ticked(live):
    return [name for name, there in live.verdict.checks().items() if there]


def test_another_question_has_no_check_of_what_was_made_for_the_one_before():
    live = a_whole_verdict(made())
    first, second, _ = OFFERED
    assert "6 of 6 checks pass" in live.result.html
    assert live.fits.hidden
    live.question.hear({"value": second})
    assert "checks pass" not in live.result.html
    assert first in live.result.html
    assert first in str(verdicts.sheet(live.verdict))
    live.question.hear({"value": first})
    assert "6 of 6 checks pass" in live.result.html
    live.question.hear({"value": second})
    live.fits.press()
    assert "6 of 6 checks pass" in live.result.html
    assert second in str(verdicts.sheet(live.verdict))


@pytest.mark.parametrize("question", OFFERED)
def test_every_question_offers_cards_of_several_kinds_that_read_alone(question):
    keys = OFFERED[question]
    assert len(keys) >= 12
    assert len({verdicts.kind_of(fact(key)) for key in keys}) >= 4
    grades = [fact(key).cells["grade"] for key in keys]
    assert grades.count("C") <= 2
    for key in keys:
        assert is_fact(fact(key))
        assert verdicts.is_dated(fact(key))
        assert says(fact(key)).endswith((".", ")")), key
        assert ": " not in says(fact(key))[:25], f"{key} reads like a row of a table"


@pytest.mark.parametrize("question", OFFERED)
def test_every_question_offers_at_least_two_conflicts(question):
    pairs = [row.cells["facts"].split(";") for row in rows("disagreements")]
    assert sum(set(pair) <= set(OFFERED[question]) for pair in pairs) >= 2


@pytest.mark.parametrize("row", rows("disagreements"), ids=lambda row: row.id)
def test_a_disagreement_names_two_facts_and_what_would_settle_it(row):
    one, other = row.cells["facts"].split(";")
    assert one != other
    assert all(is_fact(fact(key)) for key in (one, other))
    assert len(row.cells["what_differs"].split()) <= 25
    assert len(row.cells["what_would_settle"].split()) <= 20


def test_an_empty_verdict_has_six_open_boxes_and_cannot_be_printed(answers_folder):
    live = made()
    assert ticked(live) == []
    assert live.result.html.count('class="open"') == 6
    live._print()
    assert "There is no verdict to print yet" in live.printed.html
    assert not (answers_folder / "export").exists()


def test_a_whole_verdict_has_six_ticks_and_says_structure_not_opinion():
    live = a_whole_verdict(made())
    assert ticked(live) == list(CHECKS)
    assert live.result.html.count('class="there"') == 6
    assert "6 of 6 checks pass" in live.result.html
    assert "They see structure, not opinion." in live.result.html


def test_the_opposite_position_on_the_same_cards_has_the_same_ticks():
    live = a_whole_verdict(made())
    before = ticked(live)
    write(live, "position", "In 2019 one score was real, lists were not.")
    for key, side in live.verdict.sides.items():
        put(live, key, {"for": "against", "against": "for"}.get(side, side))
    assert ticked(live) == before


def test_what_is_missing_is_said_beside_its_lamp():
    live = made()
    add(live, "f-P032", "f-L030", "f-G062")
    lamps = re.findall(r'<li class="(\w+)">(.*?) <b>(\w+)</b>', live.result.html)
    assert [words for state, words, said in lamps if state == said == "there"] == [
        "3 cards or more",
        "2 kinds of source",
        "a date on every card",
    ]
    assert [words for state, words, said in lamps if state == said == "open"] == [
        "one card for, one against",
        "a system and a year",
        "8 words on what would change my mind",
    ]


def test_a_card_is_read_in_hand_put_on_a_shelf_moved_and_taken_away():
    live = made()
    first = shown(live.offer)[0]
    live.offer.hear({"value": first})
    assert f"In hand, {first}" in live.in_hand.html
    assert "Open its source" in live.in_hand.html
    live.put["for"].press()
    assert on_shelves(live) == {"for": [first], "limit": [], "against": []}
    assert first not in shown(live.offer)
    assert live.shelves["for"].value == first, "it stays in hand"
    live.put["against"].press()
    assert on_shelves(live) == {"for": [], "limit": [], "against": [first]}
    live.away.press()
    assert live.verdict.sides == {}
    assert shown(live.offer)[0] == first
    assert live.away.off


def test_a_card_put_twice_a_seventh_one_and_an_unknown_one_get_a_sentence_and_nothing_is_lost():
    live = made()
    add(live, *OFFERED["Was it rumour or reality in 2019?"][:MOST_CARDS])
    put(live, "f-P133")
    assert "6 cards are the most. Take one away first." in live._part.status.html
    put(live, "f-P032")
    assert "f-P032 stands on this shelf already: it limits your sentence." in live._part.status.html
    live.other.hear({"text": "f-Z999"})
    assert live.other.state["message"].startswith("There is no fact “f-Z999”.")
    assert len(live.verdict.sides) == MOST_CARDS


def test_without_a_card_in_hand_nothing_is_put_or_taken_away():
    live = made()
    live.put["for"].press()
    assert "Choose a card first" in live._part.status.html
    live._take_away()
    assert "This card stands on no shelf." in live._part.status.html
    assert live.verdict.sides == {}


def test_the_cards_on_offer_come_three_at_a_time_and_begin_again_after_the_last():
    live, seen = made(), []
    offered = list(OFFERED["Was it rumour or reality in 2019?"])
    for start in range(0, len(offered), building.AT_ONCE):
        seen += shown(live.offer)
        assert live.offer.legend.startswith(f"Cards {start + 1} to ")
        assert len(live.offer.options) <= building.AT_ONCE
        live.next.press()
    assert seen == offered
    assert shown(live.offer) == offered[:3]


def test_every_tile_says_its_kind_of_source_its_place_date_and_grade_and_all_of_the_fact():
    for option in made().offer.options:
        row = fact(option["id"])
        kind, when = option["lines"]
        place = row.cells.get("place") or row.cells.get("issuer")
        assert kind == (f"{verdicts.kind_of(row)} · {place}" if place else verdicts.kind_of(row))
        assert when == f"{verdicts.year_of(row)}, grade {row.cells['grade']} · {row.id}"
        assert option["text"] == says(row)


def test_a_card_that_was_chosen_before_there_were_shelves_is_on_offer_first():
    store("10").save(verdicts.name_of("cards"), {"f-P126": ""})
    live = made()
    assert shown(live.offer)[0] == "f-P126"
    put(live, "f-P126", "for")
    assert live.verdict.sides == {"f-P126": "for"}


def test_any_fact_of_the_course_can_be_a_card():
    live = made()
    take(live, " f-p126 ")
    assert says(fact("f-P126"))[:30] in live.in_hand.html
    live.put["for"].press()
    assert list(live.verdict.sides) == ["f-P126"]
    assert live.other.value == ""


def test_a_card_that_cannot_be_saved_is_not_said_to_stand_or_to_be_away(full_disk):
    live = made()
    add(live, "f-P032")
    full_disk()
    add(live, "f-L030")
    assert "Not saved: No space left on device" in live._part.status.html
    assert on_shelves(live)["limit"] == ["f-P032"]
    take(live, "f-P032")
    live.away.press()
    assert "Not saved: No space left on device" in live._part.status.html
    assert list(live.verdict.sides) == ["f-P032"]


def test_what_was_said_of_a_page_goes_when_the_verdict_changes():
    live = a_whole_verdict(made())
    live._print()
    assert "Written in" in live.printed.html
    store("10").save("10-1", "An answer to a prompt.")
    assert "Written in" in live.printed.html
    write(live, "position", "In 2019 lists were real.")
    assert live.printed.html == ""


def test_two_cards_that_disagree_ask_for_a_sentence(answers_folder):
    live = a_whole_verdict(made(), keys=("f-W099", "f-L030", "f-P032"))
    assert not live.texts["disagree"].hidden
    assert "f-W099 and f-L030 disagree (fact)." in live.conflict.html
    live._print()
    assert "Two of your cards disagree (f-W099 and f-L030)." in live.printed.html
    assert not (answers_folder / "export").exists()
    write(live, "disagree", "whether one central score was coming")
    live._print()
    assert "Written in" in live.printed.html
    take(live, "f-W099")
    live.away.press()
    assert live.texts["disagree"].hidden
    assert live.conflict.html == ""


def test_a_verdict_is_still_there_in_the_next_kernel():
    before = a_whole_verdict(made()).verdict
    new_session()
    again = made()
    assert again.verdict == before
    assert on_shelves(again) == {"for": ["f-P032"], "limit": ["f-G062"], "against": ["f-L030"]}
    assert again.texts["position"].children[0].value == before.text("position")
    assert again.sure.value == "medium"


def test_another_question_offers_other_cards_and_keeps_what_is_chosen():
    live = a_whole_verdict(made())
    live.question.value = "Is it special to China?"
    assert shown(live.offer) == list(OFFERED["Is it special to China?"])[:3]
    assert len(live.verdict.sides) == 3


def exported(live):
    file = verdicts.export(live.verdict)
    return file, file.read_text("utf-8")


def test_the_page_to_print_says_it_all_and_nothing_of_the_person(answers_folder):
    file, page = exported(a_whole_verdict(made()))
    assert file.parent == answers_folder / "export"
    for said in ("In 2019 lists were real", "court list", "medium", "a paper of 2019 orders", "6 of 6 checks"):
        assert said in page
    for key, side in {"f-P032": "supports", "f-L030": "speaks against", "f-G062": "limits"}.items():
        assert key in page
        assert side in page
    assert not re.search(r"<script|https?://|src=|\bon\w+=", page)
    assert "default-src 'none'" in page.replace("&#39;", "'")
    for private in (getpass.getuser(), socket.gethostname(), str(answers_folder)):
        assert len(private) < 4 or not re.search(rf"\b{re.escape(private)}\b", page)
    assert not re.search(r"\d\d:\d\d", page)


def test_hostile_text_stays_text():
    live = a_whole_verdict(made())
    for name in verdicts.TEXTS:
        write(live, name, HOSTILE + " 2019")
    _, page = exported(live)
    assert HOSTILE not in page
    assert HOSTILE not in live.page.html
    assert "&lt;img src=x" in page


def test_files_that_were_edited_count_as_empty():
    answers = store("10")
    for part, value in {
        "cards": {"f-P032": "king", "f-Z999": "for", "C01": "for", "x": 1},
        "position": ["list"],
        "question": "Another?",
        "confidence": "huge",
    }.items():
        answers.save(verdicts.name_of(part), value)
    verdict = verdicts.saved(answers)
    assert verdict.sides == {"f-P032": ""}
    assert verdict.text("position") == ""
    assert verdict.question == next(iter(OFFERED))
    assert verdict.confidence == ""
    answers.save(verdicts.name_of("cards"), ["f-P032"])
    assert verdicts.saved(answers).sides == {}


def test_every_fact_can_be_named_in_small_letters_and_no_coding_can():
    assert all(verdicts.known_fact(key.lower()) == key for key, row in facts().items() if is_fact(row))
    with pytest.raises(SeminarError, match="There is no fact “s-court-01”"):
        verdicts.known_fact("s-court-01")


def test_the_still_view_has_six_open_boxes_and_every_card():
    shown = activities.build_the_verdict().html
    assert shown.count("☐") == 6
    for keys in OFFERED.values():
        assert all(f"{key}: " in shown for key in keys)


def test_the_paper_sheet_has_six_boxes_and_every_card_on_offer():
    words = as_read(form("10-w10b"))
    assert all(box in words for box in CHECKS.values())
    for question, keys in OFFERED.items():
        assert f"Cards for: {question}" in words
        assert all(f"*{key}*" in words for key in keys)
