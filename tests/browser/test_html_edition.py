"""The plain edition from a folder, offline: no finding of axe-core, nothing cut off, all of it by keyboard."""

import pytest
from lab import findings
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
        found[path] = findings(page)
    assert {path: each for path, each in found.items() if each} == {}


def test_axe_would_find_a_picture_without_words(window):
    page = window(offline=True)
    page.goto(address(f"{PATHS[0].stem}.html"))
    page.evaluate("() => document.querySelector('main').append(document.createElement('img'))")
    assert "image-alt" in dict(findings(page))


def test_no_page_is_wider_than_a_narrow_screen(window):
    """342 pixels are a 1366-pixel screen at 400 % zoom; tables scroll inside themselves."""
    page = window(offline=True, viewport={"width": 342, "height": 800})
    for path in COURSE:
        page.goto(address(path))
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 342, path


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
