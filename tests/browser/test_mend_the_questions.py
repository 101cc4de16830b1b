"""W03d in a real browser: by keyboard only; our ticks appear after the check and are there after a restart."""

import pytest
from playwright.sync_api import expect
from seminar.data.records import faulty_questions


@pytest.fixture
def opened(alone):
    return alone("03-w03d", "activities.mend_the_questions()")


def test_by_keyboard_and_after_a_restart(opened):
    cell, press = opened.cell("03-w03d"), opened.page.keyboard.press
    reason = cell.get_by_text(faulty_questions()[0].reason).locator("visible=true")
    finding = cell.locator(".seminar-finding >> visible=true")
    cell.get_by_role("button", name="Check question 1", exact=True).focus()
    press("Enter")
    expect(cell.get_by_text("Tick at least one fault first")).to_be_visible()
    cell.get_by_role("switch", name="Question 1: two questions in one").focus()
    press("Space")
    press("Tab")
    press("Space")
    expect(cell.get_by_role("switch", name="Question 1: a loaded word")).to_be_checked()
    expect(reason).to_have_count(0)
    for _ in range(3):
        press("Tab")
    press("Enter")
    expect(reason.first).to_be_visible()
    said = "Checked: 1 of 6. Ticks as ours: 2; only ours: 0; only yours: 0"
    expect(finding).to_have_text(said)
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(finding).to_have_text(said)
    cell.get_by_role("button", name="Back", exact=True).click()
    expect(reason.first).to_be_visible()
