"""A page is read and written on, and nothing that a reader presses by mistake changes it; it stays where it was."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

NOTEBOOK = "06-lists-or-scores.ipynb"
CELLS = """() => [...window.panel.content.model.cells]
    .map(cell => [cell.id, cell.type, cell.sharedModel.getSource(), JSON.stringify(cell.metadata)])"""
LETTERS = ["a", "b", "c", "x", "v", "d d", "z", "m", "y", "r", "0 0", "i i", "1", "2", "3", "4", "5", "6"]
WITH_SHIFT = [f"Shift+{key}" for key in "ABLMRZ"]
OTHERS = ["Alt+Enter", "Enter", "Delete", "Backspace", "ArrowLeft", "ArrowRight", "Control+Backspace"]
WITH_BOTH = [f"Control+Shift+{key}" for key in ("M", "ArrowUp", "ArrowDown", "ArrowLeft")]
KEYS = [*LETTERS, *WITH_SHIFT, *OTHERS, *WITH_BOTH]
"""The keys that in JupyterLab do something to a cell or to the kernel."""
OUTER = "document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer')"
TOP = f"() => {OUTER}.scrollTop"
SCROLL = f"top => {{ {OUTER}.scrollTop = top }}"


@pytest.fixture
def opened(lab, server, request):
    name = re.sub(r"\W+", "-", request.node.name)[:60]
    return lab().open(server.copy(NOTEBOOK, f"06-{name}.ipynb"))


@pytest.fixture
def live(opened):
    opened.run()
    expect(opened.cell("06-ready").get_by_text("Ready: all cells ran.")).to_be_visible()
    return opened


def press_all(opened, click):
    """Press each key after a *click*; names those that changed a cell or opened a dialog."""
    page, before, found = opened.page, opened.page.evaluate(CELLS), []
    for keys in KEYS:
        click()
        for key in keys.split():
            page.keyboard.press(key)
        if page.evaluate(CELLS) != before or page.locator(".jp-Dialog").count():
            found.append(keys)
            page.keyboard.press("Escape")
            before = page.evaluate(CELLS)
    return found


def prose(opened):
    return opened.cell("06-briefing").get_by_role("paragraph").first


def test_no_key_changes_a_page_that_was_not_run(opened):
    assert press_all(opened, prose(opened).click) == []
    prose(opened).dblclick()
    expect(prose(opened)).to_be_visible()


def test_no_key_changes_a_page_that_is_live(live):
    assert press_all(live, prose(live).click) == []


@pytest.mark.parametrize("place", ["far left", "left", "right", "status", "heading"])
def test_a_click_beside_a_box_then_typing_changes_nothing(live, place):
    cell = live.cell("06-1-box")
    cell.scroll_into_view_if_needed()
    width = cell.bounding_box()["width"]
    places = {"far left": {"x": 12, "y": 60}, "left": {"x": 60, "y": 60}, "right": {"x": width - 20, "y": 60}}
    parts = {"status": cell.locator(".live .status"), "heading": cell.locator(".live .seminar-howto")}
    before = live.page.evaluate(CELLS)
    if place in places:
        cell.click(position=places[place])
    else:
        parts[place].click()
    live.page.keyboard.type("a mad baby, xxddzv 123456 Merry VAB 00ii")
    assert live.page.evaluate(CELLS) == before
    expect(live.page.locator(".jp-Dialog")).to_have_count(0)
    expect(cell.get_by_role("textbox")).to_be_visible()


def test_a_key_beside_a_box_is_no_command_where_only_the_kernel_has_the_pack(live):
    """There the settings of the pack do not act; what is typed may not even reach JupyterLab."""
    live.page.evaluate("""() => { window.heard = [];
        document.addEventListener('keydown', event => window.heard.push(event.key)); }""")
    cell = live.cell("06-1-box")
    cell.scroll_into_view_if_needed()
    cell.click(position={"x": 60, "y": 60})
    live.page.keyboard.type("abdxz")
    live.page.keyboard.press("ArrowDown")
    assert live.page.evaluate("() => window.heard") == ["ArrowDown"]


def test_a_control_has_its_keys_before_any_shortcut(live):
    """Notebook 7 looks for shortcuts before a control gets the key, and first at the element that has the focus."""
    controls = live.panel.locator(".live :is(input, select, textarea, button)")
    assert controls.count() > 50
    expect(
        live.panel.locator(".live :is(input, select, textarea, button):not([data-lm-suppress-shortcuts])")
    ).to_have_count(0)


def test_to_open_a_page_and_to_close_it_asks_nothing(opened):
    expect(opened.panel.get_by_text("Python 3 (ipykernel)")).to_be_visible()
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.info")
    opened.page.evaluate("() => window.panel.context.ready")
    assert not opened.page.evaluate("() => window.panel.context.model.dirty")


def test_the_first_screen_is_the_page(opened):
    expect(opened.panel.locator(".jp-cell-toolbar button")).to_have_count(0)
    first = opened.cell("06-setup").locator(".jp-PlaceholderText")
    expect(first).to_have_text("# Not live yet: open the menu Run, then choose Run All Cells.")
    opened.run()
    expect(opened.cell("06-ready").get_by_text("Ready: all cells ran.")).to_be_visible()
    expect(first).to_be_hidden()
    expect(opened.panel.locator(".jp-InputPlaceholder:visible, .jp-Notebook-footer:visible")).to_have_count(0)
    opened.page.evaluate("() => window.jupyterapp.commands.execute('notebook:show-all-cell-code')")
    expect(opened.cell("06-setup").locator(".jp-InputArea-editor")).to_be_visible()


def run_all_by_the_menu(opened):
    opened.page.get_by_role("menuitem", name="Run", exact=True).click()
    opened.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    expect(opened.cell("06-ready").get_by_text("Ready: all cells ran.")).to_be_visible()
    opened.page.evaluate("() => new Promise(done => requestIdleCallback(done))")


def test_after_run_all_the_reader_stands_at_the_top_and_comes_back_there_from_the_end(opened):
    page = opened.page
    run_all_by_the_menu(opened)
    assert page.evaluate(TOP) == 0
    page.evaluate(SCROLL, 4000)
    assert page.evaluate(TOP) > 0
    opened.cell("06-ready").get_by_role("button", name="Back to the top of this page").click()
    assert page.evaluate(TOP) == 0


LEAD_TO_THE_END = """async () => { const { content } = window.panel, last = content.widgets.length - 1;
    content.activeCellIndex = last; await content.scrollToItem(last); }"""


def run_the_first_box(opened):
    opened.page.evaluate("""() => { window.panel.content.activeCellIndex = 1;
        return window.jupyterapp.commands.execute('notebook:run-cell'); }""")
    expect(opened.cell("06-setup").locator(".live.seminar, .seminar .live").first).to_be_visible()


def test_where_the_last_cell_is_drawn_after_the_first_box_is_live_the_reader_comes_back_too(opened):
    """So it is on a slow computer: only then JupyterLab leads to that cell."""
    run_the_first_box(opened)
    opened.page.evaluate(LEAD_TO_THE_END)
    opened.page.wait_for_function(f"{OUTER}.scrollTop === 0")


def test_a_reader_who_has_begun_to_scroll_is_led_nowhere(opened):
    page = opened.page
    run_the_first_box(opened)
    prose(opened).hover()
    page.mouse.wheel(0, 500)
    page.wait_for_function(f"{OUTER}.scrollTop > 0")
    page.evaluate("() => { window.panel.content.activeCellIndex = window.panel.content.widgets.length - 1; }")
    page.mouse.wheel(0, 500)
    page.wait_for_function(f"{OUTER}.scrollTop > 900")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate(TOP) > 900


def test_after_a_restart_each_box_says_what_is_kept_and_how_to_go_on(live):
    cell, page = live.cell("06-w06b"), live.page
    asleep = cell.get_by_text("This part has stopped answering. Every answer that was saved is kept.")
    expect(asleep).to_be_hidden()
    width = cell.get_by_role("slider").first.bounding_box()["width"]
    page.evaluate("() => window.panel.sessionContext.restartKernel()")
    expect(asleep).to_be_visible()
    expect(cell.get_by_text("open the menu Run and choose Run All Cells")).to_be_visible()
    assert cell.get_by_role("slider").first.bounding_box()["width"] == width
    expect(live.panel.locator(".jupyter-widgets-disconnected")).to_have_count(0)
    live.run()
    expect(asleep).to_be_hidden()


def test_the_print_of_the_browser_is_the_whole_page(live):
    live.cell("06-1-box").get_by_role("textbox").fill("What I wrote.")
    paper = PdfReader(BytesIO(live.page.pdf(format="A4")))
    words = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in paper.pages))
    assert len(paper.pages) > 10
    for wanted in (
        "Lists or scores?",
        "Vote alone, in silence",
        "126 of 1,000 mistakes",
        "What I wrote.",
        "Did everything run?",
    ):
        assert wanted in words, wanted
    assert "Kernel" not in words


def test_the_search_finds_the_words_of_questions_as_the_first_page_says(live):
    page = live.page
    prose(live).click()
    page.keyboard.press("Control+f")
    page.get_by_placeholder("Find").fill("Vote alone")
    found = page.locator(".jp-DocumentSearch-index-counter")
    expect(found).to_have_text("-/-")
    page.get_by_title("Show Search Filters").click()
    page.get_by_label("Search Cell Outputs").click()
    expect(found).to_have_text(re.compile(r"\d+/[1-9]\d*"))


def test_forced_colours_show_the_chosen_tab(new_lab, server):
    opened = (
        new_lab(forced_colors="active")
        .open(
            server.make(
                "forced-tabs.ipynb",
                {"setup": "from seminar import *\nstyle_block()", "07-w07a": "activities.scan_the_city()"},
            )
        )
        .run()
    )
    tabs = opened.page.locator("fieldset.tabs .option")
    expect(tabs.first).to_be_visible()
    lines = tabs.evaluate_all("""tabs => tabs.map(tab => [tab.querySelector('input').checked,
        getComputedStyle(tab.querySelector('label')).borderBottomStyle !== 'none'])""")
    assert len(lines) > 1
    assert all(chosen == line for chosen, line in lines)
