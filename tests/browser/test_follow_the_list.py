"""W06a in a real browser: by keyboard only, and what it then says is what the model says."""

import pytest
from lab import expect_words
from playwright.sync_api import expect
from seminar.activities.follow_the_list import settings, steps_of

START = {setting.name: setting.default for setting in settings()}


@pytest.fixture
def activity(alone):
    return alone("06-w06a", "activities.follow_the_list()").activity("06-w06a")


def expect_panel(activity, **changed):
    panel = steps_of(**{**START, **changed})
    expect_words(activity, panel)
    expect(activity.locator(".seminar-points > li")).to_have_count(len(panel.points))


def test_all_controls_by_keyboard(activity):
    keys = activity.page.keyboard
    activity.get_by_role("radio", name="Court default").focus()
    keys.press("ArrowDown")
    expect_panel(activity, entry="rail or air misconduct")
    slider = activity.get_by_role("slider", name="Rules of the year")
    slider.focus()
    keys.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "2017")
    expect_panel(activity, entry="rail or air misconduct", year=2017)
    expect(activity.locator(".seminar-finding")).to_contain_text("no step found in force")
    keys.press("End")
    steps = activity.get_by_role("slider", name="Steps to show")
    steps.focus()
    keys.press("Home")
    expect_panel(activity, entry="rail or air misconduct", year=2026, shown=1)
    keys.press("ArrowRight")
    expect_panel(activity, entry="rail or air misconduct", year=2026, shown=2)
    activity.get_by_role("switch", name="What if: Reasons").focus()
    keys.press("Space")
    expect_panel(activity, entry="rail or air misconduct", year=2026, shown=2, what_if_reasons=True)
    expect(activity.get_by_role("table", name="Invented: safeguards")).to_be_visible()
    activity.get_by_role("button", name="Back to the start").focus()
    keys.press("Enter")
    expect_panel(activity)
    expect(activity.get_by_role("table", name="Invented: safeguards")).to_have_count(0)


def test_a_year_is_typed_and_nonsense_gets_a_sentence(activity):
    box = activity.get_by_role("textbox", name="Rules of the year, exact number")
    box.fill("2014")
    box.press("Enter")
    expect_panel(activity, year=2014)
    box.fill("long ago")
    box.press("Enter")
    expect(activity.get_by_text("Type a whole number from 2013 to 2026")).to_be_visible()
    expect_panel(activity, year=2014)
