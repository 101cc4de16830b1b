"""W04b in a real browser: three roles and a row by keyboard; ours come after the check and outlive a restart."""

import pytest
from lab import reach
from playwright.sync_api import expect
from seminar.activities.parts.watchers import key_of

SYSTEM = "Court default list"
OURS = key_of(SYSTEM)["state office", "the person"].cells


@pytest.fixture
def opened(alone):
    return alone("04-w04b", "activities.map_the_watchers()")


def grid(opened):
    """The activity with its grid in view."""
    live = opened.cell("04-w04b").locator(".live").first
    live.get_by_role("radio", name="The grid, if you like").check()
    return live


def test_three_roles_by_keyboard_and_after_a_restart(opened):
    live, page = opened.cell("04-w04b").locator(".live").first, opened.page
    ours, seen = live.get_by_text("Our reading:"), "visible=true"
    reach(live.get_by_role("combobox", name="Sets the rule").locator(seen))
    for words in ("state", "neighb", "employer"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    expect(live.get_by_role("combobox", name="Punishes or gives").locator(seen)).to_have_value("employer")
    reach(live.get_by_role("button", name="Check these three").locator(seen))
    expect(ours).to_have_count(0)
    page.keyboard.press("Enter")
    expect(ours).to_be_visible()
    expect(live.locator(".seminar-finding").locator(seen)).to_have_text(
        "One kind of party has all three roles in 0 of 1 real systems so far"
    )
    page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(live.get_by_text("2 of 6").locator(seen)).to_be_visible()
    live.get_by_role("button", name="Back").click()
    expect(ours).to_be_visible()


def test_a_row_by_keyboard_and_after_a_restart(opened):
    live, page = grid(opened), opened.page
    finding, reason = live.locator(".seminar-finding").locator("visible=true"), live.get_by_text(OURS["note"])
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
    done = "Court default list: 1 of 6 watchers checked. Same as ours: 1 of 2 cells that we coded"
    expect(finding).to_have_text(done)
    expect(row.get_by_role("radio", name="main")).to_be_disabled()
    page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    grid(opened)
    live.get_by_role("combobox", name="System").select_option(SYSTEM)
    expect(finding).to_have_text(done)
    expect(reason).to_be_visible()
