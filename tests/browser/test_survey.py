"""W00c and W10c in a real browser: choices and a slip; what is right reaches the page after the button, not before."""

import json

import pytest
from lab import reach
from playwright.sync_api import expect
from seminar.course import survey

ITEMS = survey.items()
BEFORE = {"00-w00c": "activities.open_the_survey()"}
AFTER = {"10-w10c": "activities.close_the_survey()"}
CHOSEN = {item.number: list(item.shown("A").values())[item.number % len(item.shown("A"))] for item in ITEMS}
"""Question → the letter in the file of what is chosen here: another position for each question."""
REPLIES = [form.why for item in ITEMS for form in item.forms.values()]


@pytest.fixture
def received():
    """Everything that the kernel has sent to the page, as bytes."""
    return []


@pytest.fixture
def opened(new_lab, server, request, received):
    """Opens and runs a notebook of these cells, and listens to what the page is sent."""

    def note(frame):
        received.append(frame if isinstance(frame, bytes) else frame.encode())

    def run(cells):
        lab = new_lab()
        lab.page.on("websocket", lambda socket: socket.on("framereceived", note))
        setup = {"setup": "from seminar import *\nstyle_block()"}
        name = server.make(f"{request.node.name[:60]}.ipynb", {**setup, **cells})
        return lab.open(name).run()

    return run


def was_sent(received, text):
    """Whether *text* was in anything that the page was sent: markup, a trait of a widget, a line to print."""
    forms = [text.encode(), json.dumps(text)[1:-1].encode()]
    return any(form in frame for frame in received for form in forms)


def choose(live, form):
    """Answer every question by keyboard: into its group, down to the option, then on to the next question."""
    for item in ITEMS:
        if item.number > 1:
            reach(live.get_by_role("button", name="Next", exact=True))
            live.page.keyboard.press("Enter")
        group = live.get_by_role("group", name=f"{item.number}. {item.forms[form].stem}", exact=True)
        option = item.lines(form)["abcd".index(item.letter(CHOSEN[item.number], form))]
        reach(group, "Tab" if item.number == 1 else "Shift+Tab")
        live.page.keyboard.press("Space")
        for _ in item.lines(form):
            if not group.get_by_role("radio", name=option, exact=True).is_checked():
                live.page.keyboard.press("ArrowDown")
        expect(group.get_by_role("radio", name=option, exact=True)).to_be_checked()


def expect_chosen(live):
    expect(live.get_by_text(f"For a slip without a name: {survey.slip(CHOSEN, 'A')}.")).to_be_visible()
    chosen = live.locator(".seminar-check").get_by_role("radio", checked=True, include_hidden=True)
    expect(chosen).to_have_count(len(ITEMS))


def first(live, form):
    return live.get_by_role("group", name=f"1. {ITEMS[0].forms[form].stem}", exact=True).get_by_role("radio").first


def test_before_the_course_by_keyboard_and_nothing_says_what_is_right(opened, received):
    lab = opened(BEFORE)
    live = lab.cell("00-w00c").locator(".seminar-activity.live")
    expect(live.get_by_text(f"For a slip without a name: {survey.slip({}, 'A')}.")).to_be_visible()
    first(live, "A").focus()
    choose(live, "A")
    expect_chosen(live)
    assert survey.slip(CHOSEN, "A") == "1 b, 2 c, 3 d, 4 a, 5 b, 6 c, 7 d, 8 a, 9 b, 10 a"
    lab.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    lab.run()
    expect_chosen(live)
    assert was_sent(received, ITEMS[0].forms["A"].stem)
    content = lab.page.content()
    for reply in REPLIES:
        assert not was_sent(received, reply)
        assert reply not in content


def test_after_the_course_the_button_shows_what_is_right_and_locks_the_choices(opened, received):
    lab = opened({**BEFORE, **AFTER})
    earlier = lab.cell("00-w00c").locator(".seminar-activity.live")
    first(earlier, "A").focus()
    choose(earlier, "A")
    expect_chosen(earlier)
    live = lab.cell("10-w10c").locator(".seminar-activity.live")
    button = live.get_by_role("button", name="I have finished: show what is right")
    live.get_by_role("radio", name="My survey").focus()
    reach(button)
    lab.page.keyboard.press("Enter")
    expect(live.get_by_text("Answer at least one question first.")).to_be_visible()
    first(live, "B").focus()
    choose(live, "B")
    expect_chosen(live)
    assert not any(was_sent(received, reply) for reply in REPLIES)
    reach(button)
    lab.page.keyboard.press("Enter")
    expect(live.get_by_role("img", name="A grid of answers")).to_be_visible()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-disabled", "true")
    live.get_by_role("switch", name="All on one page").check()
    boxes = live.locator(".seminar-check")
    expect(boxes).to_have_count(len(ITEMS))
    for item, line in zip(ITEMS, boxes.all(), strict=True):
        mark = "✔" if CHOSEN[item.number] == item.key else "✕"
        letter = item.letter(CHOSEN[item.number], "B")
        expect(line).to_contain_text(f"Right is {item.letter(item.key, 'B')}) {item.forms['B'].options[item.key]}.")
        expect(line).to_contain_text(f"You chose: before {letter} {mark}, now {letter} {mark}. {item.forms['B'].why}")
    expect(live.locator(".seminar-check").get_by_role("radio", disabled=True)).to_have_count(
        sum(len(item.shown("B")) for item in ITEMS)
    )
