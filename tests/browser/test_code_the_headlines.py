"""W09a in a real browser: by keyboard only; our codes come with the check, the counts with the tenth."""

import pytest
from lab import expect_words, reach
from playwright.sync_api import expect
from seminar.activities.code_the_headlines import DRAWN, drawn, items, printed_by
from seminar.activities.parts.count_the_headlines import ALL, counted
from seminar.data.evidence import fact


@pytest.fixture
def opened(alone):
    return alone("09-w09a", "activities.code_the_headlines()")


def test_by_keyboard_and_after_a_restart(opened):
    cell, press = opened.cell("09-w09a"), opened.page.keyboard.press
    printer = cell.get_by_text(printed_by(fact(drawn()[0].cells["facts"]))).locator("visible=true")
    finding = cell.locator(".seminar-finding >> visible=true")
    first = cell.get_by_role("switch", name="Headline 1: names a document")
    start = cell.get_by_role("switch", name="Headline 1: says score")
    start.focus()
    reach(first)
    press("Space")
    expect(first).to_be_checked()
    expect(printer).to_have_count(0)
    reach(cell.get_by_role("button", name="Check headline 1", exact=True))
    press("Enter")
    expect(printer.first).to_be_visible()
    expect(finding).to_have_text("Of 1 headline coded, 0 say “score” to you; you and the pack agree on 1")
    expect(cell.get_by_label("From year").locator("visible=true")).to_have_count(0)
    for number in range(2, DRAWN + 1):
        cell.get_by_role("button", name="Next", exact=True).click()
        cell.get_by_role("button", name=f"Check headline {number}", exact=True).focus()
        press("Enter")
        expect(cell.get_by_role("button", name=f"Headline {number} is checked")).to_be_visible()
    shares = cell.locator(".seminar-view >> visible=true")
    expect_words(shares, counted(2015, 2025, ALL, ALL))
    group = "other Asia, Africa, Latin America"
    cell.get_by_role("radio", name="all", exact=True).first.focus()
    press("ArrowDown")
    press("ArrowDown")
    expect_words(shares, counted(2015, 2025, group, ALL))
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(printer.first).to_be_visible()
    expect_words(shares, counted(2015, 2025, ALL, ALL))
    assert len(items()) == DRAWN
