"""The class in W10c as a test types it in: the boxes, the totals in them, and what may be shown of these."""

from lab import expect_panel
from playwright.sync_api import expect
from seminar.activities.parts.show_the_class import panel
from seminar.course import survey
from seminar.models.survey import ClassChange, Wave, class_change

IDEAS = [item.idea for item in survey.items()]
BEFORE, AFTER = [2, 7, 8, 9, 7, 8, 6, 6, 7, 8], [8, 8, 7, 8, 8, 7, 8, 8, 7, 8]
"""How many of 14 were right, question by question: before, the first is too few, and the fourth is withheld with it."""


def turn_to_the_class(activity):
    """Go to the third tab by keyboard; returns what it shows."""
    activity.get_by_role("radio", name="My survey").focus()
    for _ in range(2):
        activity.page.keyboard.press("ArrowRight")
    shown = activity.locator(".seminar-part:visible")
    expect(shown.get_by_text("Type totals only")).to_be_visible()
    return shown


def boxes(activity):
    """Every box, in the order of the page."""
    labels = [f"{number}. {idea}: right {when}" for number, idea in enumerate(IDEAS, 1) for when in ("before", "after")]
    sure = [f"How sure {when}, mean in % (may stay empty)" for when in ("before", "after")]
    everywhere = [*(f"Slips {when}" for when in ("before", "after")), *labels, *sure]
    return [activity.get_by_label(label, exact=True) for label in everywhere]


def totals(before, after):
    """What is typed into each box, for that many slips *before* and *after*."""
    right = [str(count) for pair in zip(BEFORE, AFTER, strict=True) for count in pair]
    return [str(before), str(after), *right, "", ""]


def type_totals(activity, texts):
    """Type *texts* from the first box on, going on with Tab, and press the button, all by keyboard."""
    boxes(activity)[0].focus()
    for text in texts:
        activity.page.keyboard.press("ControlOrMeta+a")
        activity.page.keyboard.press("Delete")
        activity.page.keyboard.type(text)
        activity.page.keyboard.press("Tab")
    expect(activity.get_by_role("button", name="Show the class")).to_be_focused()
    activity.page.keyboard.press("Enter")


def expect_kept(activity, texts):
    """The boxes are there with *texts* in them."""
    for box, text in zip(boxes(activity), texts, strict=True):
        expect(box).to_be_visible()
        expect(box).to_have_value(text)


def change(before: int, after: int) -> ClassChange:
    """What may be shown of that many slips."""
    return class_change(Wave(before, dict(enumerate(BEFORE, 1))), Wave(after, dict(enumerate(AFTER, 1))))


def expect_locked(activity, shown):
    """The boxes are empty and gone, and picture, table and words are those of *shown*."""
    expect_panel(activity, panel(shown))
    for box in boxes(activity):
        expect(box).to_be_hidden()
        expect(box).to_have_value("")
