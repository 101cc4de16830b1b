"""Clips and their marks, against a slow reading of the table and against what must always hold."""

import re
from itertools import product

import pytest
from seminar.data.evidence import fact, rows
from seminar.models.translation import LOST, MARKS, NONE, Answer, judged, lost

CLIPS = [row.cells for row in rows("clips")]
ENGLISH = [cells["id"] for cells in CLIPS if "essay_english" in cells]


@pytest.mark.parametrize("cells", CLIPS, ids=[cells["id"] for cells in CLIPS])
def test_of_all_answers_to_a_clip_those_of_the_table_fit(cells):
    """Every pair of an English and a mark is tried; the table says which fit."""
    own, accepted = cells["id"] if cells["id"] in ENGLISH else NONE, cells["marks"].split(";")
    full = []
    for english, mark in product([*ENGLISH, NONE], MARKS):
        found = judged(Answer(english, mark), own, accepted)
        assert found.pair == (english == own)
        assert found.mark == (mark in accepted)
        full += [(english, mark)] if all(found) else []
    assert full == [(own, mark) for mark in MARKS if mark in accepted]


@pytest.mark.parametrize("mark", ["", "wrong", "Kept"])
def test_other_marks_are_refused(mark):
    with pytest.raises(ValueError, match="kept, shifted, softened, added, missing"):
        judged(Answer(NONE, mark), NONE, ["missing"])


def test_what_is_lost_is_counted():
    assert lost(MARKS) == len(LOST) == 2
    assert lost([]) == 0


def test_the_table_has_ten_short_clips_and_only_one_without_english():
    assert [cells["id"] for cells in CLIPS] == [f"clip-{number}" for number in range(1, 11)]
    assert [cells["id"] for cells in CLIPS if cells["id"] not in ENGLISH] == ["clip-5"]
    assert len({cells["essay_english"] for cells in CLIPS if "essay_english" in cells}) == 9
    for cells in CLIPS:
        assert re.fullmatch("[\u4e00-\u9fff]{1,12}", cells["chinese"])
        assert len(cells.get("essay_english", "").split()) <= 9
        assert cells["facts"].split(";") == [fact(cells["facts"]).id]
        assert fact(cells["facts"]).cells["topic"] == "translation"


def test_seven_clips_are_g_s_and_three_are_z_s_and_both_lose_something():
    of = {who: [cells for cells in CLIPS if cells["speaker"] == who] for who in "GZ"}
    assert {who: len(some) for who, some in of.items()} == {"G": 7, "Z": 3}
    for some in of.values():
        assert lost(cells["marks"].split(";")[0] for cells in some)


def test_pinyin_has_tone_marks_and_as_many_syllables_as_there_are_characters():
    vowels = "aeiouüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
    for cells in CLIPS:
        syllables = re.findall(f"[{vowels}]+", cells["pinyin"])
        assert len(syllables) == len(cells["chinese"]), cells["id"]
        assert re.search("[āáǎàēéěèīíǐìōóǒòūúǔù]", cells["pinyin"])


def test_every_clip_can_be_read_without_chinese():
    for cells in CLIPS:
        assert cells["our_gloss"]
        assert len(cells["word_by_word"].split(" · ")) >= 2
        assert not re.search("[\u4e00-\u9fff]", cells["our_gloss"] + cells["word_by_word"] + cells["reason"])
