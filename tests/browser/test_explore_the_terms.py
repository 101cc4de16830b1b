"""W02a in a real browser, by keyboard: each rendering says on the page what the pure function says."""

import pytest
from playwright.sync_api import expect
from seminar.activities.explore_the_terms import explored, renderings_of, sentences

TERMS = list(sentences())


@pytest.fixture
def opened(alone):
    return alone("02-w02a", "activities.explore_the_terms()")


def shows(live, term, key):
    panel = explored(term, key)
    expect(live.locator(".seminar-under >> visible=true")).to_have_text(panel.under)
    expect(live.locator(".seminar-finding >> visible=true")).to_have_text(panel.finding)


def test_a_rendering_and_another_term_by_keyboard(opened):
    live, press = opened.cell("02-w02a").locator(".live").first, opened.page.keyboard.press
    first, second = (list(renderings_of(term).index) for term in TERMS[:2])
    shows(live, TERMS[0], first[0])
    live.get_by_role("radio", name=renderings_of(TERMS[0])["rendering"].iloc[0], exact=True).focus()
    press("ArrowDown")
    shows(live, TERMS[0], first[1])
    live.get_by_role("radio", name=renderings_of(TERMS[0])["pinyin"].iloc[0], exact=True).focus()
    press("ArrowRight")
    shows(live, TERMS[1], second[0])
    expect(live.locator("g[lang=zh] >> visible=true").first).to_have_text(TERMS[1])
    press("ArrowLeft")
    shows(live, TERMS[0], first[1])
    live.get_by_role("button", name="Back to the start").locator("visible=true").focus()
    press("Enter")
    shows(live, TERMS[0], first[0])
