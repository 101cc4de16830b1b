"""W09c in a real browser: by keyboard only; the evidence opens first, the chain stands there after the check."""

import pytest
from lab import reach
from playwright.sync_api import expect
from seminar.activities.trace_the_quotations import chain, quotations


@pytest.fixture
def opened(alone):
    return alone("09-w09c", "activities.trace_the_quotations()")


def test_by_keyboard_and_after_a_restart(opened):
    cell, press = opened.cell("09-w09c"), opened.page.keyboard.press
    opened.after_the_guess("09-w09c")
    key = cell.get_by_text(chain(quotations()[0])).locator("visible=true")
    finding = cell.locator(".seminar-finding >> visible=true")
    evidence = cell.get_by_text("What a search found for number 1", exact=True).locator("visible=true")
    found = cell.get_by_text("This is another sentence than the one in the essay.").locator("visible=true")
    expect(found).to_have_count(0)
    evidence.focus()
    press("Enter")
    expect(found.first).to_be_visible()
    reach(cell.get_by_role("button", name="Check quotation 1", exact=True))
    press("Enter")
    expect(cell.get_by_text("Tick at least one")).to_be_visible()
    reach(cell.get_by_role("switch", name="Quotation 1: no page with it was found"), "Shift+Tab")
    press("Space")
    expect(key).to_have_count(0)
    reach(cell.get_by_role("button", name="Check quotation 1", exact=True))
    press("Enter")
    expect(key.first).to_be_visible()
    said = "Our search found and read 0 of 11 originals"
    expect(finding).to_have_text(said)
    expect(cell.get_by_role("img", name="Checked: 1. 0 found; 0 secondary only; 1 not found.")).to_be_visible()
    cell.get_by_text("The same as a table").click()
    expect(cell.get_by_role("table").locator("visible=true")).to_contain_text("Rogier Creemers")
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(finding).to_have_text(said)
    cell.get_by_role("button", name="Back", exact=True).click()
    expect(key.first).to_be_visible()
