"""W01e without a browser: trust without the speaker is kept before the name appears, and stays beside the second."""

import html

import pytest
from seminar import activities
from seminar.activities.trust_the_speaker import in_words, movement, numbers, result, sentences
from seminar.answers.store import new_session, store
from seminar.data.evidence import fact
from seminar.data.stored import LATER
from seminar.errors import SeminarError
from seminar.paper.forms import form
from seminar.screen.controls import Button, Pane, Range
from support import below, sent

ANSWERS = "01"
SENTENCES = sentences()


def live():
    return activities.trust_the_speaker().live()


def rate(name, first):
    store(ANSWERS).save(f"01-w01e-{name}", {"guess": first})


def press(box, label):
    next(button for button in below(box, Button) if button.label == label).press()


def named(box):
    """The sentences whose speaker the page holds."""
    return [name for name in SENTENCES if SENTENCES[name].speaker in sent(box)]


def test_no_speaker_is_on_the_page_before_the_first_number():
    shown = activities.trust_the_speaker()
    assert [name for name in SENTENCES if SENTENCES[name].speaker in html.unescape(shown.html)] == []
    assert all(SENTENCES[name].said in html.unescape(shown.html) for name in SENTENCES)
    assert all(SENTENCES[name].speaker in html.unescape(shown._marks[LATER]) for name in SENTENCES)
    box = shown.live()
    assert named(box) == []
    rate("face", 60)
    assert named(box) == ["face"]


def test_both_numbers_are_kept_and_shown_with_the_movement():
    box = live()
    rate("face", 60)
    second = next(control for control in below(box, Range) if control.label.startswith("How far do you trust it now"))
    assert second.value == 60
    second.put(35)
    assert "Your trust fell" not in sent(box)
    press(box, "Keep my second number")
    assert "Your trust fell from 60 to 35, by 25 points" in sent(box)
    new_session()
    assert numbers(store(ANSWERS)) == {"face": (60, 35)}
    assert "Your trust fell from 60 to 35, by 25 points" in sent(live())


def test_who_skips_the_first_number_may_give_the_second():
    box = live()
    press(box, "Skip the guess")
    assert len(named(box)) == 1
    assert "You gave no first number." in sent(box)
    with pytest.raises(SeminarError, match="Move the handle first"):
        press(box, "Keep my second number")
    control = next(one for one in below(box, Range) if one.label.startswith("How far do you trust it now"))
    control.hear({"text": "50"})
    press(box, "Keep my second number")
    assert "Without the speaker: not given; with the speaker: 50" in sent(box)


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        (20, 21, "Your trust rose from 20 to 21, by 1 point"),
        (90, 10, "Your trust fell from 90 to 10, by 80 points"),
        (50, 50, "Your trust stayed at 50"),
        (50, None, "Without the speaker: 50; with the speaker: not given"),
    ],
)
def test_the_movement_is_said_in_words(first, then, said):
    assert movement(first, then) == said


def test_of_several_sentences_it_is_counted_where_trust_rose_and_fell():
    rated = {"face": (60, 35), "germany": (20, 40), "scores": (50, 50)}
    panel = result(rated)
    assert panel.finding == "With the speaker: 1 up, 1 down, 1 the same"
    assert in_words(rated) == panel.text
    assert panel.text in panel.parts[0].alt
    assert result({}).parts == []


@pytest.mark.parametrize("damage", ["text", {"guess": 101}, {"guess": "60"}, {"guess": None}, None])
def test_a_saved_number_that_was_edited_counts_as_none(damage):
    store(ANSWERS).save("01-w01e-face", damage)
    assert numbers(store(ANSWERS)) == {}
    assert below(live(), Pane)


@pytest.mark.parametrize(
    ("name", "who"), [("face", "Zhu Long"), ("germany", "Gerd Gigerenzer"), ("scores", "World Privacy Forum")]
)
def test_a_sentence_names_nobody_and_its_speaker_is_named_with_a_fact(name, who):
    assert who not in SENTENCES[name].said
    assert who in SENTENCES[name].speaker
    named = [fact(key) for key in SENTENCES[name].facts.split(";")]
    assert any(who in " ".join(map(str, row.cells.values())) for row in named)


def test_on_paper_the_second_number_stands_overleaf():
    front, back = form("01-w01e").split("pagebreak()")
    assert all(SENTENCES[name].said in front and SENTENCES[name].said in back for name in SENTENCES)
    assert all(SENTENCES[name].speaker[:25] in back for name in SENTENCES)
    assert [name for name in SENTENCES if SENTENCES[name].speaker[:25] in front] == []
