"""W04b in a real browser: a row by keyboard; our codes come after the check and are there after a restart."""

import pytest
from lab import reach
from playwright.sync_api import expect
from seminar.activities.parts.watchers import SYSTEMS, key_of

SYSTEM = "Court default list"
OURS = key_of(SYSTEM)["state office", "the person"].cells


@pytest.fixture
def opened(alone):
    return alone("04-w04b", "activities.map_the_watchers()")


def test_a_row_by_keyboard_and_after_a_restart(opened):
    live, page = opened.cell("04-w04b").locator(".live").first, opened.page
    finding, reason = live.locator(".seminar-finding"), live.get_by_text(OURS["note"])
    live.get_by_role("combobox", name="System").select_option(SYSTEM)
    expect(finding).to_have_text("Court default list: 0 of 6 watchers checked")
    row = live.get_by_role("group", name="A state office watches the person", exact=True)
    reach(row)
    page.keyboard.press("ArrowUp")  # from the first option to the last, with one choice to be saved
    expect(row.get_by_role("radio", name="main")).to_be_checked()
    expect(live.get_by_text("1 of 6 codes given")).to_be_visible()
    reach(live.get_by_role("button", name="Check this row"))
    page.keyboard.press("Enter")
    expect(live.get_by_text("First give all 6 codes: 5 are open.")).to_be_visible()
    expect(reason).to_have_count(0)
    reach(live.get_by_role("button", name="Set the rest of this row to none"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(live.get_by_text("6 of 6 codes given.")).to_be_visible()
    reach(live.get_by_role("button", name="Check this row"))
    page.keyboard.press("Enter")
    expect(reason).to_be_visible()
    done = "Court default list: 1 of 6 watchers checked. Equal codes: 1 of 2 cells that have a key"
    expect(finding).to_have_text(done)
    expect(row.get_by_role("radio", name="main")).to_be_disabled()
    page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    live.get_by_role("combobox", name="System").select_option(SYSTEM)
    expect(finding).to_have_text(done)
    expect(reason).to_be_visible()


def test_the_next_watcher_begins_empty_and_says_whom_it_watches(opened):
    live, page = opened.cell("04-w04b").locator(".live").first, opened.page
    live.get_by_role("combobox", name="System").select_option(SYSTEMS[SYSTEM])
    live.get_by_role("radio", name="State office", exact=True).focus()
    page.keyboard.press("ArrowRight")
    expect(live.get_by_role("group", name="An employer watches another employer", exact=True)).to_be_visible()
    expect(live.get_by_role("group").get_by_role("radio", checked=True)).to_have_count(1)
