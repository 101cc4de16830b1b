"""W07b in a real browser: without any weight there is a sentence."""

import pytest
from lab import expect_words
from playwright.sync_api import expect
from seminar.activities.merge_the_records import NO_WEIGHT, SETTINGS, merged

START = {setting.name: setting.default for setting in SETTINGS}
SLIDERS = [(setting.label, setting.name) for setting in SETTINGS[:-1]]


@pytest.fixture
def activity(alone):
    return alone("07-w07b", "activities.merge_the_records()").activity("07-w07b")


def expect_panel(activity, **changed):
    panel = merged(**{**START, **changed})
    expect_words(activity, panel)
    expect(activity.get_by_role("img").first).to_have_attribute("aria-label", panel.parts[0].alt)


def test_all_weights_at_zero_get_a_sentence(activity):
    for label, _ in SLIDERS[1:]:
        activity.get_by_role("slider", name=label, exact=True).focus()
        activity.page.keyboard.press("Home")
    expect(activity.locator(".seminar-finding")).to_have_text(NO_WEIGHT)
    expect(activity.get_by_role("table")).to_have_count(0)
    activity.page.keyboard.press("ArrowRight")
    expect_panel(activity, name=0, birth=0, city=1)
