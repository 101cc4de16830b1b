"""W10b in a real browser: a verdict by keyboard only, its six checks, and that they read no side."""

import pytest
from lab import expect_saved, reach, violations
from playwright.sync_api import expect
from seminar.activities.parts import verdicts
from seminar.activities.parts.verdicts import CHECKS, SIDES, TEXTS, facts_by_small_letters

FIRST, SECOND = list(verdicts.offered().values())[:2]
CARDS = {SECOND[1]: "for", SECOND[2]: "against", SECOND[0]: "limit"}
SWAPPED = {"for": "against", "against": "for", "limit": "limit"}
OPPOSITE = "It is not the best answer to fraud."


@pytest.fixture
def builder(alone):
    live = alone("10-w10b", "activities.build_the_verdict()").cell("10-w10b").locator(".live")
    live.get_by_role("combobox", name="Question").focus()
    return live


def write(builder, part, text, key="Tab"):
    """Go to a written part by keyboard, put *text* in place of what is there, and see it saved."""
    label = TEXTS[part][0]
    reach(builder.get_by_role("textbox", name=label, exact=True), key)
    builder.page.keyboard.press("ControlOrMeta+a")
    builder.page.keyboard.type(text)
    expect_saved(builder, label)


def press(builder, name):
    reach(builder.get_by_role("button", name=name, exact=True))
    builder.page.keyboard.press("Enter")


def type_card(builder, key, said):
    """Type the id of a fact and press Enter; *said* is then on the page, and the focus still in the line."""
    box = builder.get_by_role("textbox", name="Or the id of any other fact", exact=True)
    reach(box)
    builder.page.keyboard.press("ControlOrMeta+a")
    builder.page.keyboard.type(key.lower())
    builder.page.keyboard.press("Enter")
    expect(builder.get_by_text(said, exact=True)).to_be_visible()
    expect(box).to_be_focused()
    return box


def choose(group, option):
    """Choose by keyboard: into the group, then with the arrows to the option."""
    radio = group.get_by_role("radio", name=option, exact=True)
    reach(group)
    group.page.keyboard.press("Space")
    for _ in SIDES:
        if not radio.is_checked():
            group.page.keyboard.press("ArrowDown")
    expect(radio).to_be_focused()


def mark(builder, sides):
    """Say of each card by keyboard what it does; the page to print then says so too."""
    for key, side in sides.items():
        choose(builder.get_by_role("group", name=f"What it does to my sentence ({key})"), SIDES[side])
    expect(builder.locator("article.verdict tbody th")).to_have_text([SIDES[side] for side in sides.values()])


def expect_ticks(builder, *there):
    lines = [f"☑ {words} (there)" if name in there else f"☐ {words} (open)" for name, words in CHECKS.items()]
    expect(builder.get_by_role("status").locator(".seminar-ticks li")).to_have_text(lines)
    expect(builder.get_by_text(f"{len(there)} of 6 checks pass.")).to_be_visible()


def test_six_ticks_by_keyboard_and_the_same_six_for_the_opposite(builder):
    offer = builder.get_by_role("combobox", name="A card on offer")
    expect_ticks(builder)
    expect(offer).to_have_value(FIRST[0])
    builder.page.keyboard.press("ArrowDown")
    expect(offer).to_have_value(SECOND[0])
    write(builder, "position", "It is the best answer to fraud.")
    for part, text in (("system", "the court list"), ("place", "all of China"), ("year", "2013 to 2019")):
        write(builder, part, text)
    expect_ticks(builder, "scope")
    reach(offer)
    builder.page.keyboard.press("ArrowDown")
    press(builder, "Add this card")
    expect(builder.get_by_text(f"{SECOND[1]} added. Say what it does to your sentence.")).to_be_visible()
    expect(builder.get_by_role("button", name="Add this card")).to_be_focused()
    for key in (SECOND[2], SECOND[0]):
        expect(type_card(builder, key, f"{key} added. Say what it does to your sentence.")).to_have_value("")
    expect_ticks(builder, "scope", "cards", "kinds", "dates")
    mark(builder, CARDS)
    choose(builder.get_by_role("group", name="How sure I am"), "medium")
    write(builder, "change", "a court table shows fewer unpaid debts each year")
    expect_ticks(builder, *CHECKS)
    assert violations(builder.page) == []
    write(builder, "position", OPPOSITE, "Shift+Tab")
    mark(builder, {key: SWAPPED[side] for key, side in CARDS.items()})
    expect(builder.locator("article.verdict h1")).to_have_text(OPPOSITE)
    expect_ticks(builder, *CHECKS)


def test_a_card_that_cannot_be_added_is_said_and_a_removed_one_gives_the_focus_on(builder):
    example = next(iter(facts_by_small_letters().values()))
    wrong = f"There is no fact “f-z999”. An id looks like {example}; the page of sources lists them."
    box = type_card(builder, "f-Z999", wrong)
    expect(box).to_have_value("f-z999")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_accessible_description(wrong)
    for key in FIRST[:6]:
        type_card(builder, key, f"{key} added. Say what it does to your sentence.")
    expect(box).to_have_attribute("aria-invalid", "false")
    type_card(builder, FIRST[5], f"{FIRST[5]} is among your cards already.")
    type_card(builder, FIRST[6], "6 cards are the most. Remove one first.")
    press(builder, f"Remove {FIRST[2]}")
    expect(builder.get_by_text(f"{FIRST[2]} removed.")).to_be_visible()
    expect(builder.get_by_role("button", name="Add this card")).to_be_focused()
    expect(builder.locator(".seminar-card")).to_have_count(5)
