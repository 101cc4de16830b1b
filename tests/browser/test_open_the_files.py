"""W04a in a real browser, by keyboard: year, file and reader say on the page what the pure function says."""

import pytest
from lab import expect_words, reach
from playwright.sync_api import expect
from seminar.activities.open_the_files import SETTINGS, opened

START = {setting.name: setting.default for setting in SETTINGS}


@pytest.fixture
def page(alone):
    return alone("04-w04a", "activities.open_the_files()")


def test_year_file_and_reader_by_keyboard(page):
    live, press = page.activity("04-w04a"), page.page.keyboard.press
    expect_words(live, opened(**START))
    live.get_by_role("slider", name="Stand at the end of").focus()
    press("ArrowRight")
    expect_words(live, opened(**{**START, "year": 1976}))
    reach(live.get_by_role("switch", name="Work-unit papers"))
    press("Space")
    without = {**START, "year": 1976, "work_unit": False}
    expect_words(live, opened(**without))
    reach(live.get_by_role("radio", name="an employer"))
    press("ArrowDown")
    panel = opened(**{**without, "reader": "bank"})
    expect_words(live, panel)
    expect(live.get_by_role("img").first).to_have_attribute("aria-label", panel.parts[0].alt)
    reach(live.get_by_role("button", name="Back to the start"))
    press("Enter")
    expect_words(live, opened(**START))


def test_no_file_is_a_sentence_and_the_way_back_is_there(page):
    live = page.activity("04-w04a")
    for switch in live.get_by_role("switch").all():
        switch.focus()
        page.page.keyboard.press("Space")
    expect(live.locator(".seminar-finding")).to_have_text("No file, no view")
    expect(live.locator("table")).to_have_count(0)
    live.get_by_role("switch", name="Household register").focus()
    page.page.keyboard.press("Space")
    expect(live.locator("table")).to_have_count(2)


def test_a_year_outside_the_life_is_clipped_and_said(page):
    live = page.activity("04-w04a")
    box = live.get_by_role("textbox", name="Stand at the end of, exact number")
    box.fill("1930")
    box.press("Enter")
    expect(live.get_by_text("The lowest possible value is 1950.")).to_be_visible()
    expect_words(live, opened(**{**START, "year": 1950}))
