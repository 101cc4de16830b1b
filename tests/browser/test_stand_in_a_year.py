"""W02c in a real browser, by keyboard: year and track say on the page what the pure function says."""

import pytest
from lab import expect_words
from playwright.sync_api import expect
from seminar.activities.stand_in_a_year import LATEST, standing_in


@pytest.fixture
def opened(alone):
    return alone("02-w02c", "activities.stand_in_a_year()")


def test_the_year_by_keyboard_after_a_guess(opened):
    live, press = opened.activity("02-w02c"), opened.page.keyboard.press
    box = live.get_by_role("textbox", name="My guess, exact number")
    box.fill("10")
    box.press("Enter")
    live.get_by_role("button", name="See the result").click()
    expect_words(live, standing_in(2019, 10))
    live.get_by_role("slider", name="Stand at the end of").focus()
    press("ArrowRight")
    panel = standing_in(2020, 10)
    expect_words(live, panel)
    expect(live.locator(".seminar-under")).to_have_text(panel.under)
    expect(live.get_by_role("img").first).to_have_attribute("aria-label", panel.parts[0].alt)
    live.get_by_role("button", name="Back to the start").focus()
    press("Enter")
    expect_words(live, standing_in(2019, 10))


def test_a_year_out_of_range_is_clipped_and_said(opened):
    live = opened.activity("02-w02c")
    live.get_by_role("button", name="Skip the guess").click()
    box = live.get_by_role("textbox", name="Stand at the end of, exact number")
    box.fill("2040")
    box.press("Enter")
    expect(live.get_by_text(f"The highest possible value is {LATEST}.")).to_be_visible()
    expect_words(live, standing_in(LATEST))
