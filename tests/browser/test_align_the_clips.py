"""W03a in a real browser: by keyboard only, full marks in gloss mode, and our reading after the check."""

import pytest
from playwright.sync_api import expect
from seminar.activities.align_the_clips import chosen_words, clips, offered, own_english, question, tally
from seminar.answers.store import store
from seminar.models.translation import MARKS, Answer

FONT = "node => getComputedStyle(node).fontFamily"


@pytest.fixture
def opened(alone):
    return alone("03-w03a", "activities.align_the_clips()")


@pytest.fixture
def live(opened):
    return opened.cell("03-w03a").locator(".live").first


def by_keyboard(opened, live, number, english, mark):
    """Choose and check clip *number* with Tab, arrow keys and Enter alone."""
    press = opened.page.keyboard.press

    def chosen(english, mark=""):
        expect(live.get_by_text(chosen_words(Answer(english, mark)), exact=True)).to_be_visible()

    live.get_by_label(f"Clip {number}: its English", exact=True).focus()
    keys = [key for key, _ in offered()]
    for passed in keys[: keys.index(english) + 1]:
        press("ArrowDown")
        chosen(passed)
    press("Tab")
    press("Space")
    chosen(english, MARKS[0])
    for passed in MARKS[1 : MARKS.index(mark) + 1]:
        press("ArrowDown")
        chosen(english, passed)
    press("Tab")
    press("Enter")


def test_full_marks_by_keyboard_in_gloss_mode_and_after_a_restart(opened, live):
    answers = store("03")
    finding = live.locator(".seminar-finding")
    expect(finding).to_have_text(tally(answers))
    for number, clip in enumerate(clips(), 1):
        reason = live.get_by_text(clip.cells["reason"]).locator("visible=true")
        expect(reason).to_have_count(0)
        mark = clip.cells["marks"].split(";")[0]
        by_keyboard(opened, live, number, own_english(clip), mark)
        expect(reason.first).to_be_visible()
        answers.save(question(clip), {"english": own_english(clip), "mark": mark, "checked": True})
        expect(finding).to_have_text(tally(answers))
    expect(finding).to_have_text("Checked: 10 of 10. English found: 10. Marks that fit: 10")
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(finding).to_have_text("Checked: 10 of 10. English found: 10. Marks that fit: 10")


def test_a_check_without_a_choice_gets_a_sentence_and_an_objection_is_saved(opened, live):
    live.get_by_role("button", name="Check clip 1", exact=True).focus()
    opened.page.keyboard.press("Enter")
    expect(live.get_by_text("Choose an English and a mark first.")).to_be_visible()
    box = live.get_by_role("textbox", name="Argue it (Clip 1)")
    expect(box).to_have_count(0)
    by_keyboard(opened, live, 1, "clip-1", "kept")
    expect(live.get_by_text("✔ English found; ✕ we marked it in another way. No points are lost.")).to_be_visible()
    expect(live.get_by_label("Clip 1: its English", exact=True)).to_be_disabled()
    box.fill("A hotspot can be a topic too.")
    expect(live.get_by_text("Saved, ").first).to_be_visible()


def test_reading_chinese_hides_the_help_and_reset_brings_it_back(opened, live):
    gloss = live.get_by_text(f"Gloss: {clips()[0].cells['our_gloss']}")
    expect(gloss).to_be_visible()
    sign = live.locator(".seminar-clip [lang=zh]").first
    expect(sign).to_have_text(clips()[0].cells["chinese"])
    assert "CJK" in sign.evaluate(FONT)
    live.get_by_role("radio", name="gloss mode").focus()
    opened.page.keyboard.press("ArrowDown")
    expect(gloss).to_have_count(0)
    live.get_by_role("button", name="Reset the way of reading").focus()
    opened.page.keyboard.press("Enter")
    expect(gloss).to_be_visible()
