"""W04c in a real browser, by keyboard: two systems and the evidence say what the pure function says."""

import pytest
from lab import expect_words, reach
from playwright.sync_api import expect
from seminar.activities.trace_the_descent import KINDS, SETTINGS, SYSTEMS, traced

START = {setting.name: setting.default for setting in SETTINGS}


@pytest.fixture
def opened(alone):
    return alone("04-w04c", "activities.trace_the_descent()")


def test_evidence_and_systems_by_keyboard(opened):
    live, page = opened.cell("04-w04c").locator(".live").first, opened.page
    live.get_by_role("radio", name="they share a purpose").check()
    live.get_by_role("button", name="See the result").click()
    guess = {"guess": "shared purpose"}
    expect_words(live, traced(**START, **guess))
    law = live.get_by_role("switch", name=KINDS["law"])
    law.focus()
    page.keyboard.press("Space")
    expect_words(live, traced(**{**START, **guess, "law": True}))
    live.get_by_text("The same as a table").click()
    expect(live.get_by_role("link", name="f-M003").first).to_be_visible()
    reach(live.get_by_role("combobox", name="One system"), "Shift+Tab")
    page.keyboard.press("End")
    last = list(SYSTEMS)[-1]
    expect_words(live, traced(**{**START, **guess, "law": True, "one": last}))
    reach(live.get_by_role("combobox", name="The other system"))
    page.keyboard.press("End")
    expect_words(live, traced(**{**START, **guess, "law": True, "one": last, "other": last}))
    expect(live.locator(".seminar-finding")).to_have_text("Pick two different systems")
    reach(live.get_by_role("button", name="Back to the start"))
    page.keyboard.press("Enter")
    expect_words(live, traced(**START, **guess))
