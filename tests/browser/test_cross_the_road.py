"""W06c in a real browser: by keyboard only, and what it then says is what the model says."""

import pytest
from lab import expect_words
from playwright.sync_api import expect
from seminar.activities.cross_the_road import SETTINGS, crossed

START = {setting.name: setting.default for setting in SETTINGS}


@pytest.fixture
def activity(alone):
    return alone("06-w06c", "activities.cross_the_road()").activity("06-w06c")


def expect_panel(activity, **changed):
    panel = crossed(**{**START, **changed})
    expect_words(activity, panel)
    expect(activity.locator(".seminar-points > li")).to_have_text(list(panel.points))


def test_all_controls_by_keyboard(activity):
    keys = activity.page.keyboard
    expect_panel(activity)
    slider = activity.get_by_role("slider", name="Metres from the lines")
    slider.focus()
    keys.press("ArrowLeft")
    expect_panel(activity, metres=0)
    activity.get_by_role("radio", name="no light here").focus()
    keys.press("ArrowDown")
    expect_panel(activity, metres=0, light="red")
    activity.get_by_role("radio", name="an officer").focus()
    keys.press("ArrowDown")
    expect_panel(activity, metres=0, light="red", seen_by="camera")
    activity.get_by_role("radio", name="visitor").focus()
    keys.press("ArrowDown")
    expect_panel(activity, metres=0, light="red", seen_by="camera", person="resident")
    activity.get_by_role("switch", name="Passport or identity card is taken").focus()
    keys.press("Space")
    changed = {"metres": 0, "light": "red", "seen_by": "camera", "person": "resident", "identity_taken": False}
    expect_panel(activity, **changed)
    activity.get_by_role("button", name="Back to the start").focus()
    keys.press("Enter")
    expect_panel(activity)
    expect(slider).to_have_attribute("aria-valuetext", "1")


def test_a_distance_beyond_the_table_is_clipped_and_said(activity):
    box = activity.get_by_role("textbox", name="Metres from the lines, exact number")
    box.fill("80")
    box.press("Enter")
    expect(activity.get_by_text("The highest possible value is 50.")).to_be_visible()
    expect_panel(activity, metres=50)
