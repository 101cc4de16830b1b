"""A link in a box leads to a page of the pack beside the one that is open; what was live stays live."""

from playwright.sync_api import expect


def test_a_link_to_a_fact_opens_its_page_beside_a_page_that_stays_live(lab):
    opened = lab().open("06-lists-or-scores.ipynb").run()
    page, cell = opened.page, opened.cell("06-w06c")
    page.evaluate("() => { window.stays = true; }")
    link = cell.locator(".live .seminar-beside a").first
    link.scroll_into_view_if_needed()
    place = link.get_attribute("href").rpartition("#")[2]
    link.click()
    beside = page.locator(".jp-MarkdownViewer:visible")
    expect(beside.get_by_role("heading", name=place, exact=True)).to_be_in_viewport()
    assert page.evaluate("() => window.stays"), "JupyterLab was left"
    page.evaluate("() => window.jupyterapp.shell.activateById(window.panel.id)")
    expect(cell.locator(".live")).to_be_visible()
    cell.locator(".live").get_by_role("radio", name="a camera").check()
    expect(cell.locator(".live .changed").first).to_be_visible()


def test_a_link_that_came_with_a_step_leads_on_too(lab):
    opened = lab().open("01-rumour-or-reality.ipynb").run()
    page = opened.page
    link = opened.cell("01-vote-box").locator(".live a").first
    link.scroll_into_view_if_needed()
    link.click()
    expect(page.locator(".jp-MarkdownViewer:visible")).to_be_visible()
    assert page.evaluate("() => !window.panel.isDisposed")
