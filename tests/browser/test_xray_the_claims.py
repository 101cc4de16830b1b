"""W07d in a real browser: by keyboard only; our reading appears after the check and is there after a restart."""

import pytest
from playwright.sync_api import expect
from seminar.activities.xray_the_claims import ASKED, QUESTIONS, claims, key, reading

LAST = claims()[-1]


@pytest.fixture
def opened(alone):
    return alone("07-w07d", "activities.xray_the_claims()")


def test_the_scores_of_the_forum_by_keyboard_and_after_a_restart(opened):
    cell, press = opened.cell("07-w07d"), opened.page.keyboard.press
    number = len(claims())
    shown = cell.locator(".seminar-words", has_text=reading(LAST)).locator("visible=true")
    finding = cell.locator(".seminar-finding >> visible=true")
    expect(finding).to_have_text(f"X-rayed: 0 of {number} claims")
    for _ in claims()[1:]:
        cell.get_by_role("button", name="Next", exact=True).click()
    first = cell.get_by_label(f"Claim {number}. {ASKED['speaker']}", exact=True)
    expect(first).to_be_visible()
    first.focus()
    for name, words in QUESTIONS.items():
        wanted = "china" if name == "against" else key(LAST)[name][0]
        for _ in range(list(words).index(wanted) + 1):
            press("ArrowDown")
        expect(cell.get_by_label(f"Claim {number}. {ASKED[name]}", exact=True)).to_have_value(wanted)
        press("Tab")
    expect(cell.get_by_text("Your X-ray: a critic’s finding").first).to_be_visible()
    expect(cell.get_by_role("button", name=f"Check claim {number}")).to_be_focused()
    expect(shown).to_have_count(0)
    press("Enter")
    said = f"X-rayed: 1 of {number} claims. Answers as ours: 3 of 4"
    expect(shown).to_be_visible()
    expect(finding).to_have_text(said)
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(finding).to_have_text(said)
    cell.get_by_label("Go to").select_option(str(number - 1))
    expect(shown).to_be_visible()
