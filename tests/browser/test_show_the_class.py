"""The class in W10c, in a real browser: what may be shown of the totals, and what is refused and why."""

import re

import pytest
from lab import OVERFLOW, expect_words, reach, violations
from playwright.sync_api import expect
from seminar.activities.parts.show_the_class import panel
from totals import IDEAS, boxes, change, expect_kept, expect_locked, totals, turn_to_the_class, type_totals

BOX = f"3. {IDEAS[2]}: right before"
MISTAKES = {
    "15": "The totals before, question 3: 15 right of 14 slips; a count lies between 0 and the slips. Count again",
    "-1": f"{BOX}: Type a whole number from 0 to 200.",
    "abc": f"{BOX}: Type a whole number from 0 to 200.",
    "": "Type how many were right before in question 3.",
}
"""A wrong text in one box of a class of 14, and the sentence about it."""


@pytest.fixture
def opened(alone):
    return alone("10-w10c", "activities.close_the_survey()")


def the_class(lab):
    return turn_to_the_class(lab.cell("10-w10c").locator(".seminar-activity.live"))


@pytest.fixture
def live(opened):
    return the_class(opened)


def press(live, button):
    reach(live.get_by_role("button", name=button))
    live.page.keyboard.press("Enter")


def test_four_slips_show_nothing_and_nine_only_a_mean(live):
    few = [*totals(4, 14)[:2], *["3"] * 20, "", ""]
    type_totals(live, few)
    expect(live.locator(".seminar-finding")).to_have_text("Nothing is shown")
    expect(live.locator("svg, table, .seminar-points")).to_have_count(0)
    expect_kept(live, few)
    type_totals(live, totals(9, 14))
    expect_words(live, panel(change(9, 14)))
    expect(live.locator(".seminar-words")).to_contain_text("on average: about 7.5 before and about 5.5 after.")
    expect(live.locator("svg, table, .seminar-points")).to_have_count(0)
    expect(live.get_by_role("button", name="Start again with more slips")).to_be_focused()
    for box in boxes(live):
        expect(box).to_be_hidden()
        expect(box).to_have_value("")
    assert not [idea for idea in IDEAS if idea in live.inner_text()]


def test_a_count_that_would_show_persons_is_a_band_everywhere_and_what_was_typed_is_gone(live):
    type_totals(live, totals(14, 14))
    expect_locked(live, change(14, 14))
    for question, said in (("1. kind of document", "fewer than 5 of 14"), ("4. base rate", "withheld")):
        expect(live.locator("svg text").filter(has_text=said)).to_have_count(1)
        expect(live.get_by_role("img", name=f"{question}, before {said}, after 8 of 14")).to_be_visible()
        expect(live.locator("tr").filter(has_text=f"{question}{said}8 of 14")).to_have_count(1)
        expect(live.locator(".seminar-points li").filter(has_text=f"{question}: right {said} before")).to_have_count(1)
    for typed in ("2 of 14", "9 of 14"):
        assert not re.search(rf"\b{typed}\b", live.page.content())
    assert violations(live.page) == []
    live.page.set_viewport_size({"width": 342, "height": 3000})
    assert live.page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize("wrong", MISTAKES)
def test_a_mistake_is_said_and_all_that_was_typed_stays(live, wrong):
    """Also where a good number was typed into that box before: what is not on the page is not counted."""
    box = live.get_by_label(BOX, exact=True)
    box.fill("8")
    box.press("Enter")
    typed = [wrong if place == 6 else text for place, text in enumerate(totals(14, 14))]
    type_totals(live, typed)
    expect(live.get_by_role("status").filter(has_text=MISTAKES[wrong])).to_be_visible()
    expect(box).to_have_attribute("aria-invalid", str(wrong in ("-1", "abc")).lower())
    expect_kept(live, typed)
    expect(live.locator(".seminar-finding, svg, table")).to_have_count(0)
    reach(box, "Shift+Tab")
    live.page.keyboard.press("ControlOrMeta+a")
    live.page.keyboard.type("8")
    press(live, "Show the class")
    expect_locked(live, change(14, 14))


def test_later_slips_must_be_five_more_and_what_is_locked_is_there_after_a_new_kernel(opened, live):
    type_totals(live, totals(14, 14))
    expect(live.get_by_role("button", name="Start again with more slips")).to_be_focused()
    live.page.keyboard.press("Enter")
    expect(boxes(live)[0]).to_be_focused()
    type_totals(live, totals(15, 14))
    expect(live.get_by_text("These totals may not follow the ones that were shown:")).to_be_visible()
    expect_kept(live, totals(15, 14))
    expect_words(live, panel(change(14, 14)))
    type_totals(live, totals(19, 14))
    expect_locked(live, change(19, 14))
    live.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    live = the_class(opened)
    expect_locked(live, change(19, 14))
    expect(live.get_by_role("button", name="Start again with more slips")).to_be_visible()
