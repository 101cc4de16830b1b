"""W02e in a real browser: by keyboard only; our reading appears after the check and is there after a restart."""

import pytest
from lab import reach
from playwright.sync_api import expect
from seminar.activities.decide_the_record import TICKS, cases


@pytest.fixture
def opened(alone):
    return alone("02-w02e", "activities.decide_the_record()")


def test_by_keyboard_and_after_a_restart(opened):
    cell, press = opened.cell("02-w02e"), opened.page.keyboard.press
    reading = cell.get_by_text(cases()[0].cells["reading"]).locator("visible=true")
    finding = cell.locator(".seminar-finding >> visible=true")
    switch = cell.get_by_role("switch", name=f"Row 1: {TICKS['person']}")
    switch.focus()
    press("Space")
    expect(reading).to_have_count(0)
    reach(cell.get_by_role("button", name="Check row 1", exact=True))
    press("Enter")
    expect(reading.first).to_be_visible()
    said = "Checked: 1 of 10. Ticks as ours: 1; only ours: 3; only yours: 0"
    expect(finding).to_have_text(said)
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(finding).to_have_text(said)
    cell.get_by_role("button", name="Back", exact=True).click()
    expect(reading.first).to_be_visible()
