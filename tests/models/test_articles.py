"""W02d's reader of references against numerals that are written out the slow way, and its verdicts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.models.articles import HIGHEST, OTHER_ARTICLE, RIGHT, WRONG_DOCUMENT, chinese_number, numbers, verdict

NUMBER = st.integers(1, HIGHEST)
FEW = st.frozensets(NUMBER, min_size=1, max_size=4)


def in_chinese(number):
    """The number as a person writes it: each digit with its unit, one zero for a gap, no one before a leading ten."""
    written, gap = "", False
    for unit, sign in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if not digit:
            gap = bool(written)
            continue
        written += "零" * gap + "零一二三四五六七八九"[digit] + sign
        gap = False
    return written[1:] if written.startswith("一十") else written


@given(NUMBER)
def test_a_chinese_numeral_is_read_as_it_was_written(number):
    assert chinese_number(in_chinese(number)) == number


@given(NUMBER)
def test_an_article_is_read_however_it_is_written(number):
    written = (
        "{}",
        "art. {}",
        "Art {}",
        "Article {}",
        " article {} ",
        "§ {}",
        "section {}(2)",
        "第{}条",
        "{} 条",
    )
    assert {numbers(pattern.format(number)) for pattern in written} == {frozenset({number})}
    assert numbers(f"第{in_chinese(number)}条") == {number}


@given(st.lists(NUMBER, min_size=1, max_size=4))
def test_a_list_is_all_its_numbers(found):
    assert numbers(", ".join(map(str, found))) == frozenset(found)
    assert numbers(" and ".join(map(str, found))) == frozenset(found)


@given(st.integers(1, 90), st.integers(1, 9))
def test_a_range_is_every_number_between_its_ends(low, more):
    every = set(range(low, low + more + 1))
    for joined in ("-", "–", " to ", "至"):
        assert numbers(f"arts. {low}{joined}{low + more}") == every


@pytest.mark.parametrize("nothing", ["", "the third one", "aims for 2020", "section V (2)", "general part"])
def test_where_no_article_stands_there_is_no_number(nothing):
    assert numbers(nothing) == frozenset()


@given(FEW, FEW)
def test_an_answer_is_right_in_the_document_and_within_the_article_only(answer, key):
    inside = all(number in key for number in answer)
    assert verdict("a", answer, "a", key) == (RIGHT if inside else OTHER_ARTICLE)
    assert verdict("a", answer, "b", key) == WRONG_DOCUMENT
    assert verdict("a", key, "a", key) == RIGHT


def test_an_empty_answer_is_refused():
    with pytest.raises(ValueError, match="must each hold a number"):
        verdict("a", frozenset(), "a", frozenset({1}))
    with pytest.raises(ValueError, match="not a sign"):
        chinese_number("十a")
