"""W02b in a real browser: by keyboard only; our reading appears after the check and is there after a restart."""

import pytest
from playwright.sync_api import expect
from seminar.activities.place_the_documents import RUNGS, items

ITEMS = items()


@pytest.fixture
def opened(alone):
    return alone("02-w02b", "activities.place_the_documents()")


def test_by_keyboard_and_after_a_restart(opened):
    cell, page = opened.cell("02-w02b"), opened.page
    item = ITEMS[0]
    box = cell.get_by_role("group", name="Your choice for number 1", exact=True)
    reason = cell.get_by_text(item.reason).locator("visible=true")
    facts = cell.get_by_role("link", name=item.facts.split(";")[0]).locator("visible=true")
    finding = cell.locator(".seminar-finding >> visible=true")
    expect(finding).to_have_text(f"Placed: 0 of {len(ITEMS)}. On our rung: 0")
    box.get_by_role("radio", name=RUNGS["law"]).focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(box.get_by_role("radio", name=RUNGS["regulation"])).to_be_checked()
    expect(reason).to_have_count(0)
    expect(facts).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(reason.first).to_be_visible()
    expect(facts.first).to_be_visible()
    expect(finding).to_have_text(f"Placed: 1 of {len(ITEMS)}. On our rung: 0")
    expect(cell.get_by_role("row").filter(has_text=RUNGS["regulation"].capitalize())).to_contain_text(item.text)
    page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(finding).to_have_text(f"Placed: 1 of {len(ITEMS)}. On our rung: 0")
    expect(reason.first).to_be_visible()
