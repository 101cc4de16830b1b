"""W07b without a browser: every setting gives a panel that says what the model says."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seminar import activities
from seminar.activities.merge_the_records import NO_WEIGHT, SETTINGS, merged
from seminar.data.evidence import frame
from seminar.models import record_linkage as linkage
from seminar.workbench.panel import markup

START = {setting.name: setting.default for setting in SETTINGS}
percents = st.integers(0, 100)


def numbers(text):
    return [int(number) for number in re.findall(r"\d+", text)]


@given(st.integers(50, 100), percents, percents, percents, st.booleans())
@settings(deadline=None, max_examples=60)
def test_every_setting_says_what_the_model_says(threshold, name, birth, city, pinyin_only):
    panel = merged(threshold, name, birth, city, pinyin_only)
    if not (name or birth or city):
        assert panel.finding == NO_WEIGHT
        return
    left, right = frame("records_a"), frame("records_b")
    found = linkage.matches(left, right, threshold, linkage.Weights(name, birth, city), pinyin_only)
    same = sum(
        left.at[a, "person"] == right.at[b, "person"] for a, b in zip(found["left"], found["right"], strict=True)
    )
    expected = [same, len(found) - same, 40 - same]
    assert numbers(panel.finding) == expected
    assert [int(row[2]) for row in panel.parts[1].rows] == expected
    assert numbers(panel.parts[0].alt)[2:] == expected
    assert f"joins {len(found)} pair" in panel.text
    assert len(panel.parts[2].rows) == 6


def test_all_weights_zero_give_a_sentence_and_no_number():
    panel = merged(85, 0, 0, 0, False)
    assert panel.parts == []
    assert panel.finding == "All three weights are 0, so there is nothing to compare"
    assert panel.text.endswith("Move at least one weight above 0.")
    assert all(markup(panel))


def test_the_text_names_two_people_who_are_not_one():
    panel = merged(**START)
    one, other = re.findall(r"(\w+ \w+), born (\d{4}-\d\d-\d\d),", panel.text)
    assert one[0] == other[0]
    assert one[1] != other[1]
    assert "someone else’s unpaid fine" in panel.text
    assert "No two different people are joined" in merged(**{**START, "threshold": 100}).text


def tails(panel):
    return [row[4] for row in panel.parts[2].rows]


def test_phone_numbers_tell_right_from_wrong():
    right_a, right_b, false_a, false_b, missed_a, missed_b = tails(merged(**START))
    assert right_a == right_b
    assert false_a != false_b
    assert missed_a == missed_b
    assert tails(merged(**{**START, "threshold": 100}))[2:4] == ["–", "–"]


def test_the_still_view_holds_the_settings_the_result_and_marked_chinese():
    shown = activities.merge_the_records()
    panel = merged(**START)
    assert panel.finding in shown.html
    assert "invented" in shown.html.split("</strong>")[0]
    assert "Threshold: 85; Weight of the name: 50; " in shown.html
    assert "Compare names in pinyin only: off." in shown.html
    characters = re.findall(r"[\u4e00-\u9fff]+", re.sub(r"<[^>]*>", "", str(panel.parts[2].markup())))
    assert len(characters) == 12
    assert all(f'<span lang="zh">{word}</span>' in shown.html for word in characters)
    assert (
        shown.plain
        == f"Merge two invented lists. {panel.finding}. Choose Run, then Run All Cells, to change the numbers."
    )
    assert not re.search(r"\bp\d\d\b", re.sub(r"base64,[^\"]*", "", shown.html)), "the truth key is not shown"


@pytest.mark.parametrize("pinyin_only", [False, True])
def test_the_switch_says_what_is_compared(pinyin_only):
    said = "name in pinyin" if pinyin_only else "name in characters"
    assert said in merged(**{**START, "pinyin_only": pinyin_only}).text


def test_a_missing_list_is_named(pack_copy):
    (pack_copy / "data" / "invented" / "records_b.csv").unlink()
    assert "The file data/invented/records_b.csv is missing" in activities.merge_the_records().plain
