"""W08e in a real browser: by keyboard only; what decides a case appears after its check and stays after a restart."""

from playwright.sync_api import expect
from seminar.activities.decide_the_ban import KINDS, cases


def test_by_keyboard_and_after_a_restart(alone):
    opened = alone("08-w08e", "activities.decide_the_ban()")
    cell, press = opened.cell("08-w08e"), opened.page.keyboard.press
    case = cell.get_by_role("group", name=cases()[0].cells["case"])
    reading = case.get_by_text(cases()[0].cells["decides"])
    case.get_by_role("radio", name=KINDS["outside"]).focus()
    press("Space")
    expect(reading).to_have_count(0)
    press("Tab")
    press("Enter")
    expect(reading).to_be_visible()
    said = cell.get_by_text("Decided: 1 of 7. Same as our reading: 1.")
    expect(said).to_be_visible()
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(said).to_be_visible()
    cell.get_by_role("button", name="Back", exact=True).click()
    expect(reading).to_be_visible()
