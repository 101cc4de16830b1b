"""W07b in a real browser: by keyboard only, and what it then says is what the model says."""

import pytest
from lab import FOCUS, expect_words
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


@pytest.mark.parametrize(("label", "name"), SLIDERS)
def test_each_slider_by_keyboard(activity, label, name):
    slider = activity.get_by_role("slider", name=label, exact=True)
    slider.focus()
    activity.page.keyboard.press("ArrowRight")
    expect_panel(activity, **{name: START[name] + 1})
    activity.page.keyboard.press("Home")
    expect_panel(activity, **{name: 50 if name == "threshold" else 0})
    expect(slider).to_be_focused()


def test_the_switch_by_keyboard_and_reset_takes_all_back(activity):
    switch = activity.get_by_role("switch", name="Compare names in pinyin only")
    switch.focus()
    activity.page.keyboard.press("Space")
    expect(switch).to_be_checked()
    expect_panel(activity, pinyin_only=True)
    box = activity.get_by_role("textbox", name="Threshold, exact number")
    box.fill("70")
    box.press("Enter")
    expect_panel(activity, pinyin_only=True, threshold=70)
    activity.get_by_role("button", name="Back to the start").focus()
    activity.page.keyboard.press("Enter")
    expect_panel(activity)
    expect(switch).not_to_be_checked()
    expect(box).to_have_value("85")


def test_all_weights_at_zero_get_a_sentence(activity):
    for label, _ in SLIDERS[1:]:
        activity.get_by_role("slider", name=label, exact=True).focus()
        activity.page.keyboard.press("Home")
    expect(activity.locator(".seminar-finding")).to_have_text(NO_WEIGHT)
    expect(activity.get_by_role("table")).to_have_count(0)
    activity.page.keyboard.press("ArrowRight")
    expect_panel(activity, name=0, birth=0, city=1)


def test_all_controls_are_reached_by_tab(activity):
    activity.get_by_role("slider", name="Threshold").focus()
    reached = []
    for _ in range(9):
        activity.page.keyboard.press("Tab")
        reached.append(activity.page.evaluate(FOCUS))
    assert reached[-2:] == ["Compare names in pinyin only", "Back to the start"]
    assert all(any(label in text for text in reached) for label, _ in SLIDERS)
