"""W08a in a real browser: without any weight there is a sentence."""

import pytest
from lab import expect_words
from playwright.sync_api import expect
from seminar.activities.draw_the_line import FEATURES, NO_WEIGHT, scored, settings

SETTINGS = {setting.name: setting for setting in settings()}
START = {name: setting.default for name, setting in SETTINGS.items()}


@pytest.fixture
def activity(alone):
    return alone("08-w08a", "activities.draw_the_line()").after_the_guess("08-w08a")


def test_without_any_weight_there_is_a_sentence(activity):
    for name in FEATURES:
        activity.get_by_role("slider", name=SETTINGS[name].label, exact=True).focus()
        activity.page.keyboard.press("Home")
    expect(activity.locator(".seminar-finding")).to_have_text(NO_WEIGHT)
    activity.get_by_role("button", name="Back to the start").click()
    expect_words(activity, scored(**START))
