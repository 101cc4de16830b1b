"""The sentence aligner: no key before its check, full marks in gloss mode, and both speakers counted apart."""

import html
import re

import pytest
from seminar import activities
from seminar.activities.align_the_clips import (
    FIRST,
    alone,
    choices,
    clips,
    english,
    in_order,
    keys,
    losses,
    number,
    offered,
    own_english,
    picture,
    question,
    tally,
    text,
    words_of,
)
from seminar.answers import sheets
from seminar.answers.store import answer_files, store
from seminar.data.evidence import frame
from seminar.models.translation import MARKS, NONE
from seminar.paper.forms import form
from support import checks, forget, sent

REASONS = [clip.cells["reason"] for clip in clips()]


def boxes(live):
    """The boxes of the clips, by their numbers."""
    return [box for _, box in sorted(zip(map(number, in_order()), checks(live), strict=True), key=lambda pair: pair[0])]


def answer(box, english_id, mark):
    """Choose and check in the box of one clip."""
    _, _, pair, marks, press, *_ = box.children
    pair.value, marks.value = english_id, mark
    press.press()


def live():
    return activities.align_the_clips().live()


def test_no_key_stands_in_the_still_view_or_on_the_paper_of_students():
    shown = activities.align_the_clips()
    for words in (html.unescape(shown.html), shown.plain, form("03-w03a")):
        assert [reason for reason in REASONS if reason[:40] in words] == []
        assert "Marks that fit:" not in words
    assert all(clip.cells["pinyin"] in shown.html for clip in clips())
    order = [html.unescape(shown.html).index(f"<li>{words}<") for _, words in offered()]
    assert order == sorted(order)


def test_the_english_on_offer_is_shuffled_and_ends_with_nothing():
    ids = [key for key, _ in offered()]
    assert ids[-1] == NONE
    assert sorted(ids[:-1]) == sorted(clip.id for clip in clips() if own_english(clip) != NONE)
    assert ids[:-1] != sorted(ids[:-1], key=lambda key: int(key[5:]))
    assert offered() == offered()


def test_chinese_is_marked_as_chinese_in_every_view():
    shown = activities.align_the_clips().html
    for words in (shown, sent(live())):
        bare = re.sub(r'<(span|g) lang="zh">.*?</\1>', "", words)
        assert not re.search("[\u4e00-\u9fff]", bare)
    assert shown.count('<span lang="zh">') == len(clips())


def test_a_key_appears_with_its_own_check_only():
    page = live()
    assert [reason for reason in REASONS if reason in sent(page)] == []
    first, second = boxes(page)[:2]
    line, _, pair, marks, press, status, _, argue = first.children
    press.press()
    assert "Choose an English and a mark first." in status.html
    (other,) = [key for key, _ in choices(clips()[0]) if key not in ("clip-1", NONE)][:1]
    pair.value = other
    press.press()
    assert "Choose an English and a mark first." in status.html
    marks.value = "kept"
    assert REASONS[0] not in sent(page)
    assert "line to" not in line.html
    assert argue.hidden
    press.press()
    assert "✕ Another English; ✕ we marked it in another way. No points are lost." in status.html
    assert REASONS[0] in sent(first)
    assert "Every word has a line" in line.html
    assert (press.off, argue.hidden) == (True, False)
    assert [reason for reason in REASONS[1:] if reason in sent(page)] == []
    answer(second, "clip-2", "missing")
    assert "✔ English found; ✔ your mark fits." in sent(second)
    assert second.children[-1].hidden
    assert tally(store("03")) == "Checked: 2 of 10. English found: 1. Marks that fit: 1"


def test_after_the_check_one_may_choose_again_and_the_first_choice_stays_and_counts():
    box = boxes(live())[6]
    answer(box, "clip-7", "kept")
    before = tally(store("03"))
    marks = box.children[3]
    marks.value = "missing"
    assert marks.notes == {"kept": "(your first choice)", "missing": "(your choice)"}
    assert tally(store("03")) == before
    assert store("03").value("03-w03a-07")["mark"] == "missing"
    assert boxes(live())[6].children[3].notes == marks.notes


def test_the_short_session_comes_first():
    assert [number(clip) for clip in in_order()][: len(FIRST)] == list(FIRST)
    assert sorted(map(number, in_order())) == list(range(1, 11))


def test_the_words_of_a_clip_are_the_clip_and_join_what_stands_in_the_english():
    for clip in clips():
        words = words_of(clip)
        assert "".join(word.signs for word in words) == clip.cells["chinese"]
        assert " ".join(word.under for word in words) == clip.cells["pinyin"]
        assert " · ".join(word.over for word in words) == clip.cells["word_by_word"]
        assert all(word.joined in clip.cells.get("essay_english", "") for word in words)


def test_what_has_no_line_is_counted_on_both_sides():
    said = {number(clip): alone(clip) for clip in clips()}
    assert said[5] == "5 words of the Chinese have no line to the English"
    assert said[7] == "1 word of the Chinese has no line to the English"
    assert said[8] == "1 word of the English has no line to the Chinese"
    assert said[3] == "Every word has a line to the other version"


def test_lines_are_drawn_after_the_check_only():
    clip = clips()[6]
    before, after = (str(picture(clip, done).live()) for done in (False, True))
    assert "capitalists" in before
    assert "shǎoshù: a small number of" not in before
    assert "shǎoshù: a small number of" in after
    assert "dà: no line" in after


def test_each_clip_offers_its_own_english_with_two_others_and_nothing():
    for clip in clips():
        keys_ = [key for key, _ in choices(clip)]
        assert len(set(keys_)) == len(keys_) == 4
        assert keys_[-1] == NONE
        assert own_english(clip) in keys_
        assert choices(clip) == choices(clip)


def test_what_is_shown_is_enough_for_full_marks():
    page = live()
    for box, clip in zip(boxes(page), clips(), strict=True):
        assert html.escape(clip.cells["our_gloss"]) in sent(box)
        answer(box, own_english(clip), clip.cells["marks"].split(";")[-1])
    assert tally(store("03")) == "Checked: 10 of 10. English found: 10. Marks that fit: 10"


def check_all(marks):
    answers = store("03")
    for clip, mark in zip(clips(), marks, strict=True):
        answers.save(question(clip), {"english": NONE, "mark": mark, "checked": True})
    return answers


def test_losses_are_counted_for_each_speaker_by_hand():
    first = {clip.id: clip.cells["marks"].split(";")[0] for clip in clips()}
    by_hand = {"G": 0, "Z": 0}
    for clip in clips():
        by_hand[clip.cells["speaker"]] += first[clip.id] in ("missing", "softened")
    assert losses(first) == f"{by_hand['G']} of 7 clips of G and in {by_hand['Z']} of 3 clips of Z"
    words = text(check_all(["missing"] * 10))
    assert "so far something is lost (softened or missing) in 7 of 7 clips of G and in 3 of 3 clips of Z." in words
    assert f"By our first marks it is lost in {losses(first)}." in words
    assert "must not be compared" in words
    assert "nobody guesses" in words


def test_our_marks_are_counted_only_when_all_is_checked():
    answers = check_all(["kept"] * 10)
    answers.save(question(clips()[3]), {"english": NONE, "mark": "kept", "checked": False})
    assert "By our first marks" not in text(answers)
    count = {"G": 7, "Z": 3}
    count[clips()[3].cells["speaker"]] -= 1
    assert f"0 of {count['G']} clips of G and in 0 of {count['Z']} clips of Z" in text(answers)


def test_a_speaker_of_whom_no_clip_is_checked_is_not_counted():
    (one, *_) = [clip for clip in clips() if clip.cells["speaker"] == "G"]
    assert losses({one.id: "missing"}) == "1 of 1 clip of G"


@pytest.mark.parametrize(
    "value", [None, "kept", 7, {"english": "clip-99", "mark": "kept", "checked": True}, {"mark": 3}]
)
def test_a_file_that_was_edited_counts_as_not_checked(value):
    answers = store("03")
    answers.save(question(clips()[0]), value)
    assert tally(answers).startswith("Checked: 0 of 10")
    assert not boxes(live())[0].children[4].off


def test_clearing_the_answers_empties_every_box_and_saves_nothing_new(answers_folder):
    page = live()
    answer(boxes(page)[0], "clip-1", "kept")
    boxes(page)[1].children[2].value = "clip-2"
    boxes(page)[1].children[3].value = "added"
    sheets.clear()
    assert answer_files(answers_folder) == []
    for box in boxes(page)[:2]:
        assert (box.children[2].value, box.children[3].value, box.children[4].off) == ("", "", False)


def test_an_objection_is_saved_and_costs_nothing():
    page = live()
    answer(boxes(page)[0], own_english(clips()[0]), "kept")
    before = tally(store("03"))
    area = boxes(page)[0].children[7].children[0]
    area.hear({"text": "Hotspot also means a place of fighting."})
    assert store("03").value("03-w03a-01-argue") == "Hotspot also means a place of fighting."
    assert tally(store("03")) == before


def test_the_instructors_key_holds_every_clip():
    made = html.unescape(str(keys()))
    assert [reason for reason in REASONS if reason not in made] == []
    assert all(f"“{english(clip)}”" in made for clip in clips() if own_english(clip) != NONE)
    assert made.count("Marks that fit: ") == len(clips())


def test_the_paper_strips_hold_every_clip_and_phrase_and_mark():
    made = form("03-w03a").replace("\\", "")
    assert all(clip.cells["chinese"] in made and clip.cells["our_gloss"] in made for clip in clips())
    assert all(words in made for _, words in offered())
    assert all(f"{mark}: " in made for mark in MARKS)


@pytest.mark.parametrize("column", ["our_gloss", "pinyin", "marks"])
def test_a_missing_rendering_is_a_sentence(pack_copy, column):
    path = pack_copy / "data" / "evidence" / "clips.csv"
    table = frame("clips").reset_index().astype(object)
    table.loc[3, column] = ""
    table.to_csv(path, index=False)
    forget()
    shown = activities.align_the_clips()
    assert f"data/evidence/clips.csv, row 5, column {column}: empty" in shown.plain
