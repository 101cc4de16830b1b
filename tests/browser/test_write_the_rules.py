"""W10a in a real browser: rules set by keyboard, and their code typed into the other tab as another group would."""

import re

import pytest
from lab import expect_panel, reach
from playwright.sync_api import expect
from seminar.activities.parts.attack_the_rules import ROLES, attacked
from seminar.activities.parts.invented_town import SETTINGS
from seminar.activities.write_the_rules import ruled
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


def test_proof_and_appeal_by_keyboard_and_reset(activity):
    page, base = activity.page, rule_code.BASE
    assert {setting.name: setting.default for setting in SETTINGS} == base
    expect_panel(view(activity), ruled(**base))
    activity.get_by_role("radio", name="Our rules").focus()
    slider = activity.get_by_role("slider", name="Proof needed", exact=True)
    reach(slider)
    for key, proof, said in (("ArrowRight", 65, "0.65"), ("End", 95, "0.95"), ("Home", 30, "0.30")):
        page.keyboard.press(key)
        expect_panel(view(activity), ruled(**{**base, "proof": proof}))
        expect(slider).to_have_attribute("aria-valuetext", said)
    box = activity.get_by_role("textbox", name="Proof needed, exact number")
    reach(box)
    enter(page, "0,63")
    expect_panel(view(activity), ruled(**{**base, "proof": 63}))
    expect(box).to_have_value("0.63")
    appeal = activity.get_by_role("group", name="Appeal")
    reach(appeal.get_by_role("radio", name="to the same office"))
    for key, name, chosen in (("ArrowDown", "to an independent office", "independent"), ("ArrowDown", "none", "none")):
        page.keyboard.press(key)
        expect(appeal.get_by_role("radio", name=name)).to_be_checked()
        expect_panel(view(activity), ruled(**{**base, "proof": 63, "appeal": chosen}))
    reach(view(activity).get_by_role("button", name="Back to the start"))
    page.keyboard.press("Enter")
    expect_panel(view(activity), ruled(**base))
    expect(box).to_have_value("0.60")
    expect(appeal.get_by_role("radio", name="to the same office")).to_be_checked()


def test_the_code_of_this_run_is_seen_in_five_roles(activity):
    page = activity.page
    activity.get_by_role("slider", name="Proof needed", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    reach(activity.get_by_role("switch", name="Tell the person"))
    page.keyboard.press("Space")
    code = rule_code.write({**rule_code.BASE, "proof": 55, "told": False})
    row = view(activity).get_by_role("row", name=re.compile("^This run R1"))
    expect(row.get_by_role("cell")).to_have_text(code)
    typed = row.get_by_role("cell").inner_text().lower().replace("-", "")
    box = other_tab(activity)
    enter(page, typed)
    expect(box).to_have_value(code)
    expect_panel(view(activity), attacked(code, "mistaken"))
    roles = view(activity).get_by_role("group", name="Look at it as")
    reach(roles.get_by_role("radio", name=ROLES["mistaken"][0]))
    for role in [*ROLES][1:]:
        page.keyboard.press("ArrowDown")
        expect(roles.get_by_role("radio", name=ROLES[role][0])).to_be_checked()
        expect_panel(view(activity), attacked(code, role))


@pytest.mark.parametrize("typed", WRONG)
def test_a_wrong_code_is_said_and_can_be_mended(activity, typed):
    wrong, sentence = WRONG[typed]
    page, box, base = activity.page, other_tab(activity), rule_code.write(rule_code.BASE)
    message = view(activity).locator(".seminar-entry").get_by_role("status")
    enter(page, wrong)
    expect(message).to_contain_text(sentence)
    expect(box).to_have_accessible_description(re.compile(re.escape(sentence)))
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_value(wrong)
    expect(box).to_be_focused()
    expect_panel(view(activity), attacked(base, "mistaken"))
    same = next(length for length in range(len(CODE), -1, -1) if wrong.startswith(CODE[:length]))
    page.keyboard.press("End")
    for _ in wrong[same:]:
        page.keyboard.press("Backspace")
    page.keyboard.type(CODE[same:])
    page.keyboard.press("Enter")
    expect(message).to_have_text("")
    expect(box).to_have_attribute("aria-invalid", "false")
    expect_panel(view(activity), attacked(CODE, "mistaken"))
