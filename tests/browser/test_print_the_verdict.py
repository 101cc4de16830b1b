"""The page that W10b prints: refused while something is missing, then one sheet of paper without a name."""

import getpass
import re
import socket

import pytest
from lab import OVERFLOW, expect_saved, sheets_of_paper, violations
from playwright.sync_api import expect
from seminar.activities.parts import verdicts
from seminar.activities.parts.verdicts import TEXTS
from seminar.course.sources import in_brief, says
from seminar.data.evidence import fact, facts, is_fact, rows

WORDS = "provincial blacklists, "
QUESTION, ON_OFFER = next(iter(verdicts.offered().items()))
PAIRS = [row.cells["facts"].split(";") for row in rows("disagreements")]


def longest(keys):
    """Six cards with the most words: two that disagree, so that the line about them is printed, and four more."""
    keys = sorted(set(keys), key=lambda key: len(says(fact(key)) + in_brief(fact(key))), reverse=True)
    pair = min((pair for pair in PAIRS if set(pair) <= set(keys)), key=lambda pair: sum(map(keys.index, pair)))
    return [*pair, *[key for key in keys if key not in pair][:4]]


CARDS = {
    "on offer": longest(key for offered in verdicts.offered().values() for key in offered),
    "any": longest(key for key, row in facts().items() if is_fact(row)),
}


@pytest.fixture
def builder(alone):
    return alone("10-w10b", "activities.build_the_verdict()").cell("10-w10b").locator(".live")


def full(sign, part):
    """*sign* again and again, up to the limit of a written part."""
    return (sign * TEXTS[part][1])[: TEXTS[part][1]]


def box(builder, part):
    return builder.get_by_label(TEXTS[part][0], exact=True)


def write(builder, part, text):
    box(builder, part).fill(text)
    expect_saved(builder, TEXTS[part][0])


def add(builder, *keys):
    line = builder.get_by_role("textbox", name="Another fact’s id", exact=True)
    for key in keys:
        line.fill(key)
        line.press("Enter")
        expect(builder.get_by_text(f"In hand, {key}:")).to_be_visible()
        builder.get_by_role("button", name="Put on Against").press("Enter")
        expect(builder.locator(".seminar-shelves").get_by_role("radio", name=key)).to_be_visible()


def make_page(builder, said):
    builder.get_by_role("button", name="Make a page to print").press("Enter")
    expect(builder.get_by_text(said)).to_be_visible()


def exported(server):
    return [*(server.answers / "export").glob("*")]


def test_nothing_is_printed_while_it_is_empty_or_two_cards_are_left_to_disagree(builder, server, window):
    row = next(row for row, pair in zip(rows("disagreements"), PAIRS, strict=True) if set(pair) <= set(ON_OFFER))
    one, other = row.cells["facts"].split(";")
    make_page(builder, "There is no verdict to print yet. Write your sentence, then press the button again.")
    write(builder, "position", "It was both.")
    add(builder, one)
    expect(box(builder, "disagree")).to_be_hidden()
    add(builder, other)
    expect(builder.get_by_text(f"{one} and {other} disagree")).to_be_visible()
    expect(builder.get_by_text(row.cells["what_differs"])).to_be_visible()
    make_page(builder, f"Two of your cards disagree ({one} and {other}). Write the line “My sources disagree about…”")
    assert exported(server) == []
    write(builder, "disagree", "one data base or many")
    make_page(builder, "Written in the folder")
    (file,) = exported(server)
    page = window(offline=True)
    assert sheets_of_paper(page, file) == 1
    expect(page.get_by_text("My sources disagree about: one data base or many")).to_be_visible()
    builder.get_by_role("textbox", name="Another fact’s id", exact=True).fill(one)
    builder.page.keyboard.press("Enter")
    builder.get_by_role("button", name="Take away").press("Enter")
    expect(box(builder, "disagree")).to_be_hidden()
    expect(builder.locator("article.verdict")).not_to_contain_text("one data base or many")


def test_the_longest_one_is_one_sheet_without_a_name_and_its_preview_fits_a_narrow_screen(builder, server, window):
    add(builder, *CARDS["on offer"])
    for part in TEXTS:
        write(builder, part, full(WORDS, part) + "more")
        expect(box(builder, part)).to_have_value(full(WORDS, part))
    make_page(builder, "Written in the folder")
    (file,) = exported(server)
    page = window(offline=True)
    assert sheets_of_paper(page, file) == 1
    expect(page.locator("tbody tr")).to_have_count(6)
    for name in (getpass.getuser(), socket.gethostname(), server.folder.name):
        assert not re.search(rf"\b{re.escape(name)}\b", file.read_text("utf-8"))
    builder.get_by_text("The page to print").press("Enter")
    expect(builder.locator("article.verdict")).to_be_visible()
    assert violations(builder.page) == []
    builder.page.set_viewport_size({"width": 342, "height": 3000})
    assert builder.page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize("sign", [WORDS, "W", "信用"])
@pytest.mark.parametrize("cards", CARDS)
def test_any_verdict_is_one_sheet_in_our_type(cards, sign, window):
    texts = {part: full(sign, part) for part in TEXTS}
    verdict = verdicts.Verdict(QUESTION, texts, dict.fromkeys(CARDS[cards], "against"), "medium")
    page = window(offline=True)
    assert sheets_of_paper(page, verdicts.export(verdict)) == 1
    expect(page.locator("body")).to_have_css("font-family", re.compile(r'^"Noto Sans"'))
