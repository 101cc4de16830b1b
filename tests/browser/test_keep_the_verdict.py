"""W10b keeps what is built: after a new run and a new kernel it is there, and what is cleared is gone."""

import pytest
from lab import sheets_of_paper
from playwright.sync_api import expect
from seminar.activities.parts import verdicts
from seminar.activities.parts.verdicts import TEXTS

(FIRST, _), (SECOND, CARDS) = list(verdicts.offered().items())[:2]
HOSTILE = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
CELLS = {
    "setup": "from seminar import *\nstyle_block()",
    "10-w10b": "activities.build_the_verdict()",
    "mine": "my_answers()",
}


@pytest.fixture
def opened(lab, server, request):
    return lab().open(server.make(f"{request.node.name[:60]}.ipynb", CELLS)).run()


@pytest.fixture
def builder(opened):
    return opened.cell("10-w10b").locator(".live")


def box(builder, part):
    return builder.get_by_label(TEXTS[part][0], exact=True)


def preview(builder):
    return builder.locator("details").filter(has_text="The page to print")


def build(builder):
    """A verdict whose every part holds a text of its own."""
    builder.get_by_role("combobox", name="Question").select_option(SECOND)
    builder.get_by_role("textbox", name="Another fact’s id", exact=True).fill(CARDS[3])
    builder.page.keyboard.press("Enter")
    expect(builder.get_by_text(f"In hand, {CARDS[3]}:")).to_be_visible()
    builder.get_by_role("button", name="Put on Limits").click()
    builder.get_by_role("group", name="How sure I am").get_by_role("radio", name="low").check()
    for part in TEXTS:
        if part != "disagree":
            box(builder, part).fill(f"{part} {HOSTILE}"[: TEXTS[part][1]])
    expect(preview(builder)).to_contain_text(f"I would change my mind if: change {HOSTILE}")


def expect_built(builder):
    expect(builder.get_by_role("combobox", name="Question")).to_have_value(SECOND)
    expect(builder.get_by_role("group", name="Cards 1 to 3").get_by_role("radio").first).to_have_value(CARDS[0])
    expect(builder.get_by_role("group", name="Limits").get_by_role("radio", name=CARDS[3])).to_be_visible()
    expect(builder.get_by_role("radio", name="low")).to_be_checked()
    for part in TEXTS:
        text = "" if part == "disagree" else f"{part} {HOSTILE}"[: TEXTS[part][1]]
        expect(box(builder, part)).to_have_value(text)
    expect(preview(builder).get_by_role("heading", include_hidden=True)).to_have_text(f"position {HOSTILE}")


def test_text_stays_text_in_an_open_preview_and_on_paper(builder, server, window):
    preview(builder).locator("summary").press("Enter")
    expect(preview(builder)).to_have_attribute("open", "")
    build(builder)
    expect(preview(builder).get_by_role("heading")).to_have_text(f"position {HOSTILE}")
    expect(preview(builder)).to_have_attribute("open", "")
    builder.get_by_role("button", name="Make a page to print").press("Enter")
    expect(builder.get_by_text("Written in the folder")).to_be_visible()
    expect(builder.locator("img, script")).to_have_count(0)
    (file,) = (server.answers / "export").glob("*")
    page = window(offline=True)
    assert sheets_of_paper(page, file) == 1
    expect(page.get_by_role("heading")).to_have_text(f"position {HOSTILE}")
    assert "owned" not in builder.page.title()
    assert "owned" not in page.title()


def test_it_is_there_after_a_new_run_and_after_a_new_kernel(opened, builder):
    build(builder)
    opened.run()
    expect_built(builder)
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect_built(builder)


def test_what_is_cleared_is_gone_from_every_part(opened, builder):
    build(builder)
    mine = opened.cell("mine")
    mine.get_by_role("button", name="Clear my answers").click()
    mine.get_by_role("button", name="Yes, remove all my answers", exact=True).click()
    expect(builder.get_by_role("combobox", name="Question")).to_have_value(FIRST)
    expect(builder.locator(".seminar-shelves .option")).to_have_count(0)
    expect(builder.get_by_role("radio", checked=True)).to_have_count(0)
    for part in TEXTS:
        expect(box(builder, part)).to_have_value("")
    expect(preview(builder)).to_contain_text(f"{FIRST}No sentence yet")
