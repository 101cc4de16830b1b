"""The glossary: whole entries, right pinyin, a word that finds them, and a sentence for what it does not have."""

import re

import pytest
from pypinyin import Style, pinyin
from seminar.course.glossary import avoided, find, glossary, renderings_of
from seminar.data.evidence import rows

TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"


def plain(pinyin):
    """Pinyin without tone marks, spaces and signs, in small letters."""
    bare = "".join("aeiouü"[TONES.index(sign) // 4] if sign in TONES else sign for sign in pinyin.lower())
    return re.sub(r"[^a-zü]", "", bare).replace("ü", "v")


def test_the_glossary_has_more_than_55_terms():
    assert len(rows("glossary")) >= 55


@pytest.mark.parametrize("row", [*rows("glossary"), *rows("terms")], ids=lambda row: row.id)
def test_the_pinyin_is_that_of_the_characters(row):
    if "term_zh" not in row.cells:
        assert "pinyin" not in row.cells
        return
    characters = re.sub(r"[^\u4e00-\u9fff]", "", row.cells["term_zh"])
    readings = pinyin(characters, style=Style.NORMAL, heteronym=True)
    assert re.fullmatch("".join(f"(?:{'|'.join(each)})" for each in readings), plain(row.cells["pinyin"]))
    assert set(row.cells["pinyin"].lower()) & set(TONES)


@pytest.mark.parametrize("row", rows("glossary"), ids=lambda row: row.id)
def test_an_entry_is_short_and_plain(row):
    assert len(row.cells["explanation"].split()) <= 35
    assert row.cells["explanation"].endswith(".")
    assert not re.search("[\u4e00-\u9fff]", row.cells["explanation"])


def test_a_word_finds_its_entry_by_characters_english_pinyin_or_id():
    row = find("诚信")
    assert find(row.cells["term"]) == find(row.id) == find(row.cells["pinyin"]) == row


def test_an_entry_shows_characters_renderings_and_what_to_avoid():
    row = find("诚信")
    shown = glossary("诚信")
    assert '<span lang="zh">诚信</span> (chéngxìn)' in shown.html
    assert renderings_of(row)
    for other in renderings_of(row):
        assert other.cells["rendering"] in shown.html
    avoid = next(row for row in rows("glossary") if "avoid" in row.cells)
    assert avoided(avoid) in glossary(avoid.id).html.replace("&#39;", "'")


def test_without_a_word_all_terms_stand_in_a_table():
    assert glossary().html.count("<tr>") == len(rows("glossary")) + 1


@pytest.mark.parametrize("word", ["base rat", "诚", "<b>", ""])
def test_an_unknown_word_gets_a_sentence(word):
    assert glossary(word).plain.startswith(f"The glossary has no term “{word}”. Try ")
    assert "<b>" not in glossary(word).html
