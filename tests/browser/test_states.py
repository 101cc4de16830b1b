"""One page in its five states: not run, untrusted, live, reopened with a new kernel, exported with the network off."""

import re

import nbformat
import pytest
from lab import exported
from playwright.sync_api import expect

QUESTION = "Of every 1,000 alarms, how many are right?"
FINDING = "About 1 alarm in 102 is right"


def still_view(cell):
    return cell.locator(".still")


def assert_still(lab, *, ran):
    """The still view of the activity stands there whole, and no word of an error beside it."""
    cell = lab.cell("07-w07a")
    expect(cell.get_by_text(QUESTION, exact=True)).to_be_visible()
    expect(cell.get_by_text(FINDING)).to_have_count(0)
    picture = cell.get_by_role("img", name=re.compile("1,000 dots in a grid"))
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 0
    lab.expect_no_error(ran=ran)
    expect(lab.panel.get_by_role("slider")).to_have_count(0)
    expect(lab.cell("07-trials").get_by_role("table")).to_contain_text("2,297")
    expect(lab.cell("07-a")).to_contain_text("How many alarms are false?")
    expect(lab.cell("07-a")).not_to_contain_text("99,990")


def test_not_run_and_untrusted(new_lab, notebook):
    assert_still(new_lab().open(notebook), ran=False)


def test_not_run_and_trusted(new_lab, server, notebook):
    server.sign(server.root / notebook)
    opened = new_lab().open(notebook)
    assert_still(opened, ran=False)
    finding = opened.cell("07-w07a").get_by_text(QUESTION, exact=True)
    assert finding.evaluate("node => getComputedStyle(node).fontSize") == "21px"


def test_live(lab, notebook):
    opened = lab().open(notebook).run()
    cell = opened.cell("07-w07a")
    expect(cell.locator(".live").get_by_text(QUESTION, exact=True)).to_be_visible()
    expect(still_view(cell)).to_be_hidden()
    live = opened.after_the_guess("07-w07a")
    expect(live.get_by_role("slider", name="People passing in a day")).to_be_visible()
    expect(live.get_by_text(FINDING, exact=True)).to_be_visible()


@pytest.fixture
def ran(lab, notebook):
    """The notebook, run, saved and its kernel shut down."""
    opened = lab().open(notebook).run()
    expect(opened.cell("07-w07a").get_by_role("slider").first).to_be_visible()
    opened.save().shut_down_kernel().clear()
    return notebook


def test_run_saved_and_reopened_with_a_new_kernel(new_lab, ran):
    assert_still(new_lab().open(ran), ran=True)


def test_run_saved_and_untrusted(new_lab, server, ran):
    path = server.root / ran
    changed = nbformat.read(path, as_version=4)
    changed.cells[0].source += "\n\nFrom elsewhere."
    nbformat.write(changed, path)
    opened = new_lab().open(ran)
    expect(opened.panel.get_by_role("paragraph").filter(has_text="From elsewhere.")).to_be_visible()
    assert_still(opened, ran=True)


def test_exported_with_the_network_off(server, window, ran, tmp_path):
    page = window(offline=True)
    page.goto(exported(server.root / ran, tmp_path).as_uri())
    expect(page.get_by_text(QUESTION, exact=True)).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("1,000 dots in a grid"))).to_be_visible()
    expect(page.get_by_text("Error displaying widget")).to_have_count(0)
    link = page.get_by_role("link", name=re.compile("2,297 were wrong"))
    expect(link).to_have_attribute("href", "sources/face_trials.md#f-T020")


def test_a_term_leads_to_its_entry_in_the_glossary(new_lab, notebook):
    opened = new_lab().open(notebook)
    opened.page.get_by_role("link", name="weights", exact=True).click()
    expect(opened.page.get_by_role("heading", name=re.compile("^weighting"))).to_be_in_viewport(timeout=20000)
    expect(opened.page.get_by_role("tab", name="glossary.md", exact=True)).to_be_visible()


def test_a_fact_leads_to_its_line_on_the_page_of_sources(new_lab, notebook):
    opened = new_lab().open(notebook)
    opened.page.get_by_role("link", name=re.compile("2,297 were wrong")).click()
    heading = opened.page.get_by_role("heading", name="f-T020")
    expect(heading).to_be_in_viewport(timeout=20000)
    expect(opened.page.get_by_role("tab", name="face_trials.md", exact=True)).to_be_visible()


def test_links_to_facts_lead_to_their_lines_wherever_on_a_page_these_stand(new_lab, server):
    """JupyterLab finds no place in a notebook that it has just opened: so these pages are none."""
    name = server.copy("06-lists-or-scores.ipynb", "06-links.ipynb")
    cells = nbformat.read(server.root / name, as_version=4).cells
    prose = re.sub(r"<details.*?</details>", "", "".join(cell.source for cell in cells), flags=re.DOTALL)
    links = re.findall(r"\(sources/(\w+\.md)#(f-\w+)\)", prose)
    last = dict(links)  # to each page
    assert len(last) >= 4
    opened = new_lab().open(name)
    for page, fact in last.items():
        opened.panel.locator(f"a[href*='{fact}'] >> visible=true").first.click()
        expect(opened.page.get_by_role("tab", name=page, exact=True)).to_be_visible()
        expect(opened.page.get_by_role("heading", name=re.compile(rf"^{fact}\s*¶?$"))).to_be_in_viewport(timeout=20000)
        opened.open(name)


def test_no_question_about_news_and_no_dialog(new_lab, notebook):
    opened = new_lab().open(notebook)
    expect(opened.page.locator(".jp-Dialog")).to_have_count(0)
    expect(opened.page.get_by_text(re.compile("Would you like to (get|receive) (notified|official)"))).to_have_count(0)


def test_still_and_live_say_the_same(lab, notebook):
    opened = lab().open(notebook).run()
    cell = opened.cell("07-w07a")
    for view in (cell.locator(".live"), still_view(cell)):
        expect(view.locator(".seminar-finding")).to_have_text(QUESTION)
        expect(view.locator(".seminar-words")).to_have_count(0)
