"""W09a in a real browser: by keyboard only; our codes come with the check, all headlines with the tenth and a guess."""

import pytest
from lab import expect_words, reach
from playwright.sync_api import expect
from seminar.activities.code_the_headlines import DRAWN, drawn, items, printed_by, prose
from seminar.activities.parts.count_the_headlines import ALL, SCORE, all_headlines, counted
from seminar.data.evidence import fact


@pytest.fixture
def opened(alone):
    return alone("09-w09a", "activities.code_the_headlines()")


def waiting_line(rest):
    """What stands in place of all headlines while so many of the ten are not checked."""
    return prose("waiting", drawn=DRAWN, rest=rest)


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
    said = "Of 1 headline coded, 0 say “score” to you; on this code you and the pack agree 1 time"
    expect(finding).to_have_text(said)
    count = cell.get_by_label("Headlines that say so").locator("visible=true")
    every = cell.get_by_role("radio", name=all_headlines().title, exact=True)
    every.focus()
    press("Space")
    expect(cell.get_by_text(waiting_line(DRAWN - 1)).locator("visible=true")).to_be_visible()
    expect(count).to_have_count(0)
    press("ArrowLeft")
    for number in range(2, DRAWN + 1):
        cell.get_by_role("button", name="Next", exact=True).click()
        cell.get_by_role("button", name=f"Check headline {number}", exact=True).focus()
        press("Enter")
        expect(cell.get_by_role("button", name=f"Headline {number} is checked")).to_be_visible()
    every.focus()
    press("Space")
    count.last.fill("20")
    cell.get_by_role("button", name="See the result").focus()
    press("Enter")
    shares = cell.locator(".seminar-view >> visible=true")
    shares.get_by_text("The same in words").click()
    expect_words(shares, counted(SCORE, ALL, guess=20))
    expect(shares.get_by_text(counted(SCORE, ALL, guess=20).under)).to_be_visible()
    shares.get_by_role("radio", name="says score", exact=True).focus()
    press("ArrowDown")
    expect_words(shares, counted("all_citizens", ALL))
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    cell.get_by_label("Go to").select_option("0")
    expect(printer.first).to_be_visible()
    every.check()
    shares.get_by_text("The same in words").click()
    expect_words(shares, counted(SCORE, ALL, guess=20))
    assert len(items()) == DRAWN
