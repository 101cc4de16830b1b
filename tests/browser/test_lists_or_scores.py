"""The three activities about lists, wide and narrow: nothing is cut off, and axe-core finds nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

WORDS = {"06-w06a": "follow_the_list", "06-w06c": "cross_the_road", "06-w06d": "check_the_chain"}

CUT = """() => [...document.querySelectorAll('.live, .live .seminar-result, .live svg, .live label')]
    .filter(node => node.getClientRects().length && node.scrollWidth > node.clientWidth + 1
        && getComputedStyle(node).display !== 'inline').map(node => node.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", [1366, 342])
def test_nothing_is_cut_off_and_axe_finds_nothing(lab, server, width):
    cells = {"setup": "from seminar import *\nstyle_block()"}
    cells |= {key: f"activities.{word}()" for key, word in WORDS.items()}
    opened = lab(viewport={"width": width, "height": 9000}).open(server.make(f"lists-{width}.ipynb", cells)).run()
    expect(opened.cell("06-w06d").locator(".live").first).to_be_attached()
    expect(opened.cell("06-w06c").get_by_role("slider").first).to_be_visible()
    expect(opened.cell("06-w06a").get_by_role("slider").first).to_be_visible()
    assert opened.page.evaluate(CUT) == []
    found = Axe().run(opened.page, context={"include": [[".live"]]}).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:120]) for each in found] == []
