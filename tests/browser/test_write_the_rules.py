"""W10a in a real browser: rules set by keyboard, and their code typed into the other tab as another group would."""

import re

import pytest
from lab import expect_panel, reach, violations
from playwright.sync_api import expect
from seminar.activities.parts.attack_the_rules import ROLES, attacked
from seminar.activities.write_the_rules import GUESS, ruled
from seminar.models import rule_code

STRICT = {**rule_code.BASE, "proof": 80, "appeal": "independent", "told": False}
CODE = rule_code.write(STRICT)
WRONG = {
    "one sign changed": (CODE.replace("-80-", "-85-"), "One sign of this code is wrong, or two changed places."),
    "of an old version": (CODE.replace("R1", "R0"), "This code begins with R0: it is from another version"),
    "nonsense": ("<b>listed</b>?", "This is not a rule code of this page. One looks like R1-W-60-Y-S-365-L-1-Y-6."),
}
"""A wrong code, and the sentence about it."""


@pytest.fixture
def activity(alone):
    return alone("10-w10a", "activities.write_the_rules()").activity("10-w10a")


@pytest.fixture
def town(activity):
    """The activity after its guess was skipped."""
    activity.get_by_role("button", name="Skip the guess").press("Enter")
    expect(view(activity).locator(".seminar-finding")).to_have_text(ours().finding)
    return activity


def ours(guess=None, **changed):
    return ruled(guess, **{**rule_code.BASE, "reaction": "some", **changed})


def strip(activity, name):
    """Turn to another strip of dials by keyboard."""
    activity.get_by_role("radio", name="List", exact=True).focus()
    for _ in range(["List", "Penalty", "Town"].index(name)):
        activity.page.keyboard.press("ArrowRight")


def view(activity):
    """The tab that is shown."""
    return activity.locator(".seminar-view").locator("visible=true")


def enter(page, text):
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def other_tab(activity):
    """Turn to the other group's rules by keyboard; the box for its code."""
    activity.get_by_role("radio", name="Our rules").focus()
    activity.page.keyboard.press("ArrowRight")
    box = view(activity).get_by_role("textbox", name="Rule code of the other group", exact=True)
    reach(box)
    return box


def test_a_guess_is_typed_and_kept_and_then_the_result_says_how_far_it_was(activity):
    page = activity.page
    expect(activity.get_by_text(GUESS.question)).to_be_visible()
    expect(activity.get_by_text("19 by mistake")).to_have_count(0)
    activity.get_by_role("textbox", name="My guess, in people of 140, exact number").focus()
    enter(page, "40")
    reach(activity.get_by_role("button", name="See the result"))
    page.keyboard.press("Enter")
    expect_panel(view(activity), ours(40))
    expect(activity.get_by_text("You guessed 40 for the start: that is 21 too many.")).to_be_visible()


def test_dials_of_every_strip_by_keyboard_and_back_to_the_start(town):
    page = town.page
    expect_panel(view(town), ours())
    slider = town.get_by_role("slider", name="Proof needed", exact=True)
    slider.focus()
    for key, proof, said in (("ArrowRight", 65, "0.65"), ("End", 95, "0.95"), ("Home", 30, "0.30")):
        page.keyboard.press(key)
        expect_panel(view(town), ours(proof=proof))
        expect(slider).to_have_attribute("aria-valuetext", said)
    box = town.get_by_role("textbox", name="Proof needed, exact number")
    reach(box)
    enter(page, "0,63")
    expect_panel(view(town), ours(proof=63))
    expect(box).to_have_value("0.63")
    appeal = town.get_by_role("group", name="Appeal")
    reach(appeal.get_by_role("radio", name="to the same office"))
    page.keyboard.press("ArrowDown")
    expect(appeal.get_by_role("radio", name="to an independent office")).to_be_checked()
    expect_panel(view(town), ours(proof=63, appeal="independent"))
    strip(town, "Town")
    reach(town.get_by_role("group", name="How much people react to a list"))
    page.keyboard.press("ArrowUp")
    expect_panel(view(town), ours(proof=63, appeal="independent", reaction="none"))
    expect(town.get_by_text("gain nothing that is counted")).to_be_visible()
    reach(view(town).get_by_role("button", name="Back to the start"))
    page.keyboard.press("Enter")
    expect_panel(view(town), ours())
    assert violations(page) == []


def test_the_code_of_this_run_is_used_in_the_other_tab_and_seen_in_five_roles(town):
    page = town.page
    town.get_by_role("slider", name="Proof needed", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    reach(town.get_by_role("switch", name="Tell the person"))
    page.keyboard.press("Space")
    code = rule_code.write({**rule_code.BASE, "proof": 55, "told": False})
    expect(town.get_by_role("textbox", name="The code of our rules, to hand on")).to_have_value(code)
    reach(town.get_by_role("button", name="Copy"))
    page.keyboard.press("Enter")
    expect(town.locator(".seminar-copied").get_by_role("status")).not_to_be_empty()
    box = other_tab(town)
    reach(town.get_by_role("button", name="Use my own rules"))
    page.keyboard.press("Enter")
    expect(box).to_have_value(code)
    expect_panel(view(town), attacked(code, "mistaken"))
    roles = view(town).get_by_role("group", name="Look at it as")
    reach(roles.get_by_role("radio", name=ROLES["mistaken"][0]), "Shift+Tab")
    for role in [*ROLES][1:]:
        page.keyboard.press("ArrowDown")
        expect(roles.get_by_role("radio", name=ROLES[role][0])).to_be_checked()
        expect_panel(view(town), attacked(code, role))


@pytest.mark.parametrize("typed", WRONG)
def test_a_wrong_code_is_said_and_can_be_mended(town, typed):
    wrong, sentence = WRONG[typed]
    page, box, base = town.page, other_tab(town), rule_code.write(rule_code.BASE)
    message = view(town).locator(".seminar-entry").get_by_role("status")
    enter(page, wrong)
    expect(message).to_contain_text(sentence)
    expect(box).to_have_accessible_description(re.compile(re.escape(sentence)))
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_value(wrong)
    expect(box).to_be_focused()
    expect_panel(view(town), attacked(base, "mistaken"))
    same = next(length for length in range(len(CODE), -1, -1) if wrong.startswith(CODE[:length]))
    page.keyboard.press("End")
    for _ in wrong[same:]:
        page.keyboard.press("Backspace")
    page.keyboard.type(CODE[same:])
    page.keyboard.press("Enter")
    expect(message).to_have_text("")
    expect(box).to_have_attribute("aria-invalid", "false")
    expect_panel(view(town), attacked(CODE, "mistaken"))
