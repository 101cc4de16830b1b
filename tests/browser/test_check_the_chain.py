"""W06d in a real browser: by keyboard only; our reading appears after the check and is there after a restart."""

import pytest
from playwright.sync_api import expect
from seminar.activities.check_the_chain import cases

CASES = cases()
TITLES = list(CASES)


@pytest.fixture
def opened(alone):
    return alone("06-w06d", "activities.check_the_chain()")


def shown(cell, text):
    return cell.get_by_text(text).locator("visible=true")


def test_by_keyboard_and_after_a_restart(opened):
    cell, page = opened.cell("06-w06d"), opened.page
    row = CASES[TITLES[0]].iloc[0]
    link = cell.get_by_role("group", name=f"1. {row['statement']}").locator("visible=true")
    facts = cell.get_by_role("link", name=row["facts"].split(";")[0]).locator("visible=true")
    finding = cell.locator(".seminar-finding >> visible=true")
    expect(finding).to_have_text(f"{TITLES[0]}: does the chain hold?")
    expect(facts.first).to_be_visible()
    link.get_by_role("radio", name="sourced").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(link.get_by_role("radio", name="contradicted")).to_be_checked()
    expect(shown(cell, row["why"])).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(shown(cell, row["why"]).first).to_be_visible()
    broken = f"{TITLES[0]}, your chain: broken at link 1; 1 of 7 checked"
    expect(finding).to_have_text(broken)
    expect(
        cell.get_by_role("img", name="1, an offence: yours broken: contradicted").locator("visible=true")
    ).to_be_visible()
    page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(finding).to_have_text(broken)
    expect(shown(cell, "2 of 7")).to_be_visible()
