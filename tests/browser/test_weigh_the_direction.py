"""W08d in a real browser: the word by keyboard, the changes from their lists."""

import pytest
from lab import expect_words
from seminar.activities.weigh_the_direction import WORDS, settings, weighed

START = {setting.name: setting.default for setting in settings()}


@pytest.fixture
def activity(alone):
    return alone("08-w08d", "activities.weigh_the_direction()").cell("08-w08d").locator(".live").first


def test_words_and_changes_and_reset(activity):
    press = activity.page.keyboard.press
    expect_words(activity, weighed(**START))
    activity.get_by_label("Second dated change").select_option("pc-schufa-2023-time")
    expect_words(activity, weighed(**{**START, "second": "pc-schufa-2023-time"}))
    activity.get_by_role("radio", name=WORDS["wider"]).focus()
    for word in list(WORDS)[1:]:
        press("ArrowDown")
        expect_words(activity, weighed(word, START["first"], "pc-schufa-2023-time"))
    activity.get_by_label("First dated change").select_option("pc-schufa-2023-appeal")
    expect_words(activity, weighed("more exits", "pc-schufa-2023-appeal", "pc-schufa-2023-time"))
    activity.get_by_role("button", name="Back to the start").focus()
    press("Enter")
    expect_words(activity, weighed(**START))


def test_two_dates_in_one_system_by_keyboard(activity):
    first = activity.get_by_label("First dated change")
    first.focus()
    activity.page.keyboard.type("Court default list, 24")
    second = activity.get_by_label("Second dated change")
    second.focus()
    activity.page.keyboard.type("Court default list, 25")
    expect_words(activity, weighed("wider", "pc-court-2015-shared", "pc-court-2016-shared"))
