"""W04a in a real browser, by keyboard: a moment is chosen and drawn, and is there after a restart."""

import pytest
from lab import reach
from playwright.sync_api import expect
from seminar.activities.open_the_files import FILES, events, picture

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
