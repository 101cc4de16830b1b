"""The plain edition from a folder, offline: no finding of axe-core, nothing cut off, all of it by keyboard."""

import pytest
from lab import findings
from opinions import UNFOLD
from playwright.sync_api import expect
from seminar.build import html_edition
from support import PACK, PATHS

FOLDER = PACK / html_edition.FOLDER
COURSE = ["index.html", "glossary.html", "data-lab.html", *(f"{path.stem}.html" for path in PATHS)]
ALL = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))


def address(path):
    return (FOLDER / path).as_uri()


@pytest.mark.parametrize(("scheme", "paths"), [("light", ALL), ("dark", COURSE)], ids=["light", "dark"])
def test_axe_finds_nothing(scheme, paths, window):
    page = window(offline=True, color_scheme=scheme)
    found = {}
    for path in paths:
        page.goto(address(path))
        page.evaluate(UNFOLD)
        found[path] = findings(page)
    assert {path: each for path, each in found.items() if each} == {}


def test_axe_would_find_a_picture_without_words(window):
    page = window(offline=True)
    page.goto(address(f"{PATHS[0].stem}.html"))
    page.evaluate("() => document.querySelector('main').append(document.createElement('img'))")
    assert "image-alt" in dict(findings(page))


OVER_OTHERS = """() => [...document.querySelectorAll('body *')]
  .filter(one => ['absolute', 'fixed', 'sticky'].includes(getComputedStyle(one).position)).map(one => one.className)"""
"""What may lie over something else."""


@pytest.mark.installation
def test_two_other_engines_find_nothing_and_nothing_lies_over_a_link(window, opinions):
    """What is folded up is opened for them; every waiver for these pages is needed."""
    page = window(offline=True)
    found = {}
    for path in ALL:
        page.goto(address(path))
        assert page.evaluate(OVER_OTHERS) == ["skip"]
        page.evaluate(UNFOLD)
        found[path] = opinions.of(page, "plain")
    assert {path: each for path, each in found.items() if each} == {}
    assert opinions.unneeded("plain") == []


OUT_OF_REACH = """() => [...document.querySelectorAll("main *")].filter(one =>
  one.scrollWidth > one.clientWidth + 1 && ["auto", "scroll"].includes(getComputedStyle(one).overflowX) &&
  one.tabIndex < 0 && !one.querySelector("a, summary, [tabindex]")).length"""
"""How many parts scroll sideways that no key can reach."""


def test_no_page_is_wider_than_a_narrow_screen(window):
    """342 pixels are a 1366-pixel screen at 400 % zoom; tables scroll inside themselves, by keyboard too."""
    page = window(offline=True, viewport={"width": 342, "height": 800})
    for path in COURSE:
        page.goto(address(path))
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 342, path
        assert page.evaluate(OUT_OF_REACH) == 0, path


def test_by_keyboard_past_the_links_to_a_fact_and_its_source(window):
    page = window(offline=True)
    page.goto(address("index.html"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="00 Start here")).to_be_focused()
    page.goto(address("06-lists-or-scores.html"))
    page.get_by_role("link", name="in 2013 f-P033").press("Enter")
    fact = page.locator("#f-P033")
    expect(fact).to_be_in_viewport()
    expect(fact).to_contain_text("Grade")
    page.get_by_role("navigation", name="Course").get_by_role("link", name="Contents").press("Enter")
    expect(page.get_by_role("heading", name="Rumour or Reality", level=1)).to_be_visible()
