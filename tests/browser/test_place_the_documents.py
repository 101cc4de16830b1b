"""W02b in a real browser: a card is put on a rung by keyboard or by a press; our reading comes after its check."""

import pytest
from playwright.sync_api import expect
from seminar.activities.place_the_documents import RUNGS, documents

FIRST, SECOND = documents()[:2]


@pytest.fixture
def opened(alone):
    return alone("02-w02b", "activities.place_the_documents()")


def said(placed, at_once):
    return f"{placed} of {len(documents())} cards stand on the ladder, {at_once} at the first try"


def test_by_keyboard_a_wrong_rung_then_ours_and_after_a_restart(opened):
    cell, press = opened.cell("02-w02b"), opened.page.keyboard.press
    finding = cell.locator(".seminar-finding >> visible=true")
    reason = cell.get_by_text(FIRST.row.cells["why"])
    expect(finding).to_have_text(said(0, 0))
    cell.get_by_role("radio", name=RUNGS["rule"]).focus()
    press("Space")
    check = cell.get_by_role("button", name="It stands here")
    check.focus()
    press("Enter")
    expect(cell.get_by_text("✕ Another rung.")).to_be_visible()
    expect(reason).to_have_count(0)
    expect(finding).to_have_text(said(1, 0))
    cell.get_by_role("radio", name=RUNGS["rule"]).focus()
    press("ArrowDown")
    expect(cell.get_by_role("radio", name=RUNGS["court"])).to_be_checked()
    press("ArrowDown")
    expect(cell.get_by_role("radio", name=RUNGS["plan"])).to_be_checked()
    cell.get_by_role("button", name="Try this rung").focus()
    press("Enter")
    expect(reason).to_be_visible()
    expect(cell.get_by_text("first: rung 3")).to_be_visible()
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(finding).to_have_text(said(1, 0))
    expect(cell.get_by_text("first: rung 3")).to_be_visible()
    expect(cell.locator(".seminar-in-hand >> visible=true")).to_contain_text(SECOND.described()["title"])


def test_a_press_anywhere_on_a_rung_puts_the_card_there(opened):
    cell = opened.cell("02-w02b")
    cell.locator(".rung ul").first.click()
    expect(cell.get_by_role("radio", name=RUNGS["law"])).to_be_checked()
