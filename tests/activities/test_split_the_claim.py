"""W01d without a browser: our count and our cuts appear after a guess, and say how far it lies from them."""

import html
import re

import pytest
from seminar import activities
from seminar.activities.split_the_claim import OURS, PARTS, claims_of, distance, our_count, sentence, ticker, to_cut
from seminar.answers.store import store
from seminar.data.evidence import rows
from seminar.data.records import Activity, record
from seminar.data.stored import LATER
from seminar.paper.forms import form
from seminar.screen.controls import Button, Switch
from support import below, sent

FOUND = record("01-w01d", Activity)
TEN = [row.cells["claim"] for row in rows("claims") if row.cells["paragraph"] in ("¶2", "¶3", "¶4", "¶31")]


def press(box, label):
    next(button for button in below(box, Button) if button.label == label).press()


def test_our_count_is_that_of_the_file_for_the_paragraphs_that_one_reads():
    assert [row.cells["claim"] for row in claims_of(FOUND)] == TEN
    listed = html.unescape(str(our_count(12)))
    assert re.findall("<li>(.*?)</li>", listed) == TEN
    assert f"We count {len(TEN)} claims" in listed


@pytest.mark.parametrize(
    ("yours", "said"),
    [(7, "You said 7: 3 claims fewer than we count."), (11, "You said 11: 1 claim more than we count.")],
)
def test_the_distance_is_said_in_words(yours, said):
    assert distance(yours, 10) == said
    assert distance(10, 10) == "You said 10, as we do."


def test_nothing_of_ours_is_on_the_page_before_the_guess():
    shown = activities.split_the_claim()
    live = shown.live()
    hidden = [TEN[2], "We count", "We cut it into"]
    assert [words for words in hidden if words in shown.html + sent(live)] == []
    assert TEN[2] in html.unescape(shown._marks[LATER])
    press(live, "Skip the guess")
    assert TEN[2] in sent(live)
    assert "We cut it into" not in sent(live)


def test_the_parts_are_ticked_after_the_guess_and_compared_after_the_check():
    store("01").save("01-w01d-cut", {"guess": 2})
    live = activities.split_the_claim().live()
    switches = {switch.label: switch for switch in below(live, Switch)}
    for name in ("means", "aim", "works"):
        switches[PARTS[name]].value = True
    assert "We cut it into" not in sent(live)
    press(live, "Check sentence 1")
    said = sent(live)
    assert "4 of 6 boxes as ours." in said
    assert f"We cut it into {len(OURS)}. You said 2: 1 claim fewer than we count." in said


def test_the_sentence_holds_each_of_our_parts_and_the_others_are_not_ours():
    assert set(OURS) < set(PARTS)
    assert len(OURS) == len(PARTS) - 3
    assert sentence() in TEN
    assert sentence() in to_cut().question
    assert "You said" not in ticker().reading(1)


def test_on_paper_ours_stands_overleaf():
    front, back = form("01-w01d").split("pagebreak()")
    assert all(words in front for words in PARTS.values())
    assert "We count" not in front
    assert all(claim.rstrip(".") in html.unescape(back) for claim in TEN)
