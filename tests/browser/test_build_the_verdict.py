"""W10b in a real browser: a verdict by keyboard only, its six checks, and that they read no side."""

import pytest
from lab import expect_saved, reach, violations
from playwright.sync_api import expect
from seminar.activities.parts import verdicts
from seminar.activities.parts.verdicts import CHECKS, LAMPS, SIDES, TEXTS, facts_by_small_letters

FIRST, SECOND = list(verdicts.offered().values())[:2]
CARDS = {SECOND[1]: "for", SECOND[2]: "against", SECOND[0]: "limit"}
SWAPPED = {"for": "against", "against": "for", "limit": "limit"}
SHELVES = {"for": "Put on Supports", "limit": "Put on Limits", "against": "Put on Against"}
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


def type_card(builder, key):
    """Type the id of a fact and press Enter: it is in hand, and the focus is still in the line."""
    box = builder.get_by_role("textbox", name="Another fact’s id", exact=True)
    reach(box)
    builder.page.keyboard.press("ControlOrMeta+a")
    builder.page.keyboard.type(key.lower())
    builder.page.keyboard.press("Enter")
    expect(box).to_be_focused()
    return box


def take(builder, key):
    type_card(builder, key)
    expect(builder.get_by_text(f"In hand, {key}:")).to_be_visible()


def put(builder, sides, *standing):
    """Put each card on its shelf by keyboard, but those *standing* there; the page to print then says so too."""
    for key, side in sides.items():
        if key in standing:
            continue
        take(builder, key)
        reach(builder.get_by_role("button", name=SHELVES[side]), "Shift+Tab")
        builder.page.keyboard.press("Enter")
        expect(builder.get_by_text(f"{key} is on its shelf: it {SIDES[side]} your sentence.")).to_be_visible()
    expect(builder.locator("article.verdict tbody th")).to_have_text([SIDES[side] for side in sides.values()])


def expect_lamps(builder, *there):
    lines = [f"{words} {'there' if name in there else 'open'}" for name, words in LAMPS.items()]
    expect(builder.get_by_role("status").locator(".seminar-lamps li")).to_have_text(lines)
    expect(builder.get_by_text(f"{len(there)} of 6 checks pass")).to_be_visible()


def test_six_lamps_by_keyboard_and_the_same_six_for_the_opposite(builder):
    page = builder.page
    expect_lamps(builder)
    page.keyboard.press("ArrowDown")
    tiles = builder.get_by_role("group", name="Cards 1 to 3")
    expect(tiles.get_by_role("radio").first).to_have_value(SECOND[0])
    for part, text in (("system", "the court list"), ("place", "all of China"), ("year", "2013 to 2019")):
        write(builder, part, text)
    write(builder, "position", "It is the best answer to fraud.")
    write(builder, "change", "a court table shows fewer unpaid debts each year")
    expect_lamps(builder, "scope", "change")
    reach(tiles)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(builder.get_by_text(f"In hand, {SECOND[1]}:")).to_be_visible()
    reach(builder.get_by_role("button", name="Put on Supports"))
    page.keyboard.press("Enter")
    shelf = builder.get_by_role("group", name="Supports my sentence")
    expect(shelf.get_by_role("radio", name=SECOND[1])).to_be_checked()
    put(builder, CARDS, SECOND[1])
    expect_lamps(builder, *CHECKS)
    assert violations(page) == []
    write(builder, "position", OPPOSITE, "Shift+Tab")
    put(builder, {key: SWAPPED[side] for key, side in CARDS.items()}, SECOND[0])
    expect(builder.locator("article.verdict h1")).to_have_text(OPPOSITE)
    expect_lamps(builder, *CHECKS)


def test_a_card_that_cannot_be_put_is_said_and_nothing_is_lost(builder):
    page = builder.page
    example = next(iter(facts_by_small_letters().values()))
    wrong = f"There is no fact “f-z999”. An id looks like {example}; the page of sources lists them."
    box = type_card(builder, "f-Z999")
    expect(box).to_have_value("f-z999")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_accessible_description(wrong)
    put(builder, dict.fromkeys(FIRST[:6], "for"))
    expect(box).to_have_attribute("aria-invalid", "false")
    for key, said in (
        (FIRST[5], f"{FIRST[5]} stands on this shelf already: it supports your sentence."),
        (FIRST[6], "6 cards are the most. Take one away first."),
    ):
        take(builder, key)
        reach(builder.get_by_role("button", name="Put on Supports"), "Shift+Tab")
        page.keyboard.press("Enter")
        expect(builder.get_by_text(said, exact=True)).to_be_visible()
    take(builder, FIRST[2])
    reach(builder.get_by_role("button", name="Take away"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(builder.get_by_text(f"{FIRST[2]} is taken away.")).to_be_visible()
    expect(builder.get_by_role("button", name="Take away")).to_be_focused()
    expect(builder.locator(".seminar-shelves .option")).to_have_count(5)
