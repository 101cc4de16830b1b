"""W03a in a real browser: one clip at a time by keyboard; lines and our reading come after the check."""

import pytest
from playwright.sync_api import expect
from seminar.activities.align_the_clips import alone as no_line
from seminar.activities.align_the_clips import chosen_words, english, in_order, number, own_english
from seminar.models.translation import Answer


@pytest.fixture
def opened(alone):
    return alone("03-w03a", "activities.align_the_clips()")


@pytest.fixture
def live(opened):
    return opened.cell("03-w03a").locator(".live").first


def choose(live, name):
    radio = live.get_by_role("radio", name=name, exact=True).locator("visible=true")
    radio.focus()
    live.page.keyboard.press("Space")
    expect(radio).to_be_checked()


def test_two_clips_by_keyboard_and_after_a_restart(opened, live):
    finding = live.locator(".seminar-finding >> visible=true")
    for place, clip in enumerate(in_order()[:2]):
        mark = clip.cells["marks"].split(";")[0]
        reason = live.get_by_text(clip.cells["reason"]).locator("visible=true")
        expect(finding).to_have_text(f"Clip {number(clip)}, {clip.cells['speaker']} speaks")
        expect(reason).to_have_count(0)
        choose(live, english(clip))
        choose(live, mark)
        expect(live.get_by_text(chosen_words(Answer(own_english(clip), mark)), exact=True)).to_be_visible()
        live.get_by_role("button", name=f"Check clip {number(clip)}", exact=True).focus()
        opened.page.keyboard.press("Enter")
        expect(reason.first).to_be_visible()
        expect(finding).to_have_text(no_line(clip))
        expect(live.get_by_text(f"Checked: {place + 1} of 10. English found: {place + 1}.").first).to_be_visible()
        live.get_by_role("button", name="Next", exact=True).click()
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(live.get_by_text("Checked: 2 of 10. English found: 2. Marks that fit: 2").first).to_be_visible()
    expect(finding).to_have_text(f"Clip {number(in_order()[2])}, {in_order()[2].cells['speaker']} speaks")


def test_a_check_without_a_choice_gets_a_sentence_and_where_we_differ_one_may_argue(live):
    clip = in_order()[0]
    press = live.get_by_role("button", name=f"Check clip {number(clip)}", exact=True)
    press.click()
    expect(live.get_by_text("Choose an English and a mark first.")).to_be_visible()
    box = live.get_by_role("textbox", name=f"Clip {number(clip)}: why you read it in another way")
    expect(box).to_have_count(0)
    choose(live, english(clip))
    choose(live, "kept")
    press.click()
    expect(live.get_by_text("✔ English found; ✕ we marked it in another way. No points are lost.")).to_be_visible()
    box.fill("Security is part of a life of dignity.")
    expect(live.get_by_text("Saved, ").first).to_be_visible()
