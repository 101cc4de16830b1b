"""W04a in a real browser, by keyboard: a moment is chosen and drawn; reader and year say what is computed."""

import pytest
from lab import expect_words, reach
from playwright.sync_api import expect
from seminar.activities.open_the_files import FILES, SETTINGS, events, opened, picture

START = {setting.name: setting.default for setting in SETTINGS}
FIRST, SECOND = list(events().values())[:2]


@pytest.fixture
def page(alone):
    return alone("04-w04a", "activities.open_the_files()")


def test_a_moment_by_keyboard_and_after_a_restart(page):
    live, press = page.cell("04-w04a").locator(".live").first, page.page.keyboard.press
    reason, lanes = live.get_by_text(FIRST["why"]), live.get_by_role("img").first
    expect(reason).to_have_count(0)
    nothing = dict.fromkeys(events(), "")
    expect(lanes).to_have_attribute("aria-label", picture(nothing, 0).alt)
    live.get_by_role("radio", name=FILES["ft-court-list"]).locator("visible=true").focus()
    press("Space")
    reach(live.get_by_role("button", name="Check my choice", exact=True).locator("visible=true"))
    press("Enter")
    expect(reason.locator("visible=true").first).to_be_visible()
    done = picture({**nothing, "life-01": "ft-court-list"}, 0).alt
    expect(lanes).to_have_attribute("aria-label", done)
    expect(live.get_by_text("(your choice)").first).to_be_visible()
    reach(live.get_by_role("button", name="Next"))
    press("Enter")
    expect(live.get_by_text(SECOND["event"]).locator("visible=true").first).to_be_visible()
    page.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    page.run()
    at_the_second = picture({**nothing, "life-01": "ft-court-list"}, 1).alt
    expect(live.get_by_role("img").first).to_have_attribute("aria-label", at_the_second)


def test_after_a_guess_reader_and_year_by_keyboard(page):
    live, press = page.cell("04-w04a").locator(".live").first, page.page.keyboard.press
    live.get_by_role("radio", name="Who can read it?").check()
    live.get_by_role("textbox", name="Moments of which Lin can read, exact number").fill("5")
    press("Enter")
    live.get_by_role("button", name="See the result").click()
    shown = live.locator(".seminar-view")
    expect_words(shown, opened(**START, guess=5))
    expect(live.get_by_text(opened(**START, guess=5).under)).to_be_visible()
    live.get_by_role("slider", name="State at the end of").focus()
    press("ArrowLeft")
    expect_words(shown, opened(**{**START, "year": 2023}, guess=5))
    live.get_by_role("combobox", name="Who reads").select_option("bank")
    expect_words(shown, opened(2023, "bank", guess=5))
    reach(live.get_by_role("button", name="Back to the start"))
    press("Enter")
    expect_words(shown, opened(**START, guess=5))


def test_a_year_outside_the_life_is_clipped_and_said(page):
    live = page.cell("04-w04a").locator(".live").first
    live.get_by_role("radio", name="Who can read it?").check()
    live.get_by_role("button", name="Skip the guess").click()
    box = live.get_by_role("textbox", name="State at the end of, exact number")
    box.fill("1930")
    box.press("Enter")
    expect(live.get_by_text("The lowest possible value is 1950.")).to_be_visible()
    expect_words(live.locator(".seminar-view"), opened(1950, "person"))
