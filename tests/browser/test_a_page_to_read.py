"""A page is read and written on, and nothing that a reader presses by mistake changes it; it stays where it was."""

import re
from io import BytesIO

import pytest
import requests
from playwright.sync_api import expect
from pypdf import PdfReader
from support import PACK

NOTEBOOK = "06-lists-or-scores.ipynb"
CELLS = """() => [...window.panel.content.model.cells]
    .map(cell => [cell.id, cell.type, cell.sharedModel.getSource(), JSON.stringify(cell.metadata)])"""
LETTERS = ["a", "b", "c", "x", "v", "d d", "z", "m", "y", "r", "0 0", "i i", "1", "2", "3", "4", "5", "6"]
WITH_SHIFT = [f"Shift+{key}" for key in "ABLMRZ"]
OTHERS = ["Alt+Enter", "Enter", "Enter Control+Shift+Minus", "Delete", "Backspace", "ArrowLeft", "Control+Backspace"]
WITH_BOTH = [f"Control+Shift+{key}" for key in ("M", "ArrowUp", "ArrowDown", "ArrowLeft")]
STATE = f"""() => JSON.stringify([({CELLS})(), window.panel.content.mode,
    document.querySelectorAll('.jp-Dialog, .Toastify__toast').length,
    [...document.querySelectorAll('.jp-Notebook .cm-editor')].filter(editor => editor.offsetParent).length])"""
"""The cells, whether one is being edited, what asks or tells something, and how much code is shown."""
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
    """Press each key after a *click*; names those that changed a cell, showed its code or had something said."""
    page, before, found = opened.page, opened.page.evaluate(STATE), []
    for keys in KEYS:
        click()
        for key in keys.split():
            page.keyboard.press(key)
        if page.evaluate(STATE) != before:
            found.append(keys)
            page.keyboard.press("Escape")
            before = page.evaluate(STATE)
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
    before = live.page.evaluate(STATE)
    if place in places:
        cell.click(position=places[place])
    else:
        parts[place].click()
    live.page.keyboard.type("a mad baby, xxddzv 123456 Merry VAB 00ii\n")
    assert live.page.evaluate(STATE) == before
    expect(cell.get_by_role("textbox")).to_be_visible()


def test_no_key_beside_a_box_shows_its_code(live):
    cell = live.cell("06-1-box")
    cell.scroll_into_view_if_needed()
    assert press_all(live, lambda: cell.click(position={"x": 60, "y": 60})) == []


def test_the_last_cell_runs_again_and_no_other_comes_after_it(live):
    live.cell("06-ready").click(position={"x": 60, "y": 10})
    before = live.page.evaluate(CELLS)
    live.page.keyboard.press("Shift+Enter")
    expect(live.cell("06-ready").get_by_text("Ready: all cells ran.")).to_be_visible()
    assert live.page.evaluate(CELLS) == before


def tools(opened):
    return opened.panel.locator(".jp-NotebookPanel-toolbar [data-jp-item-name]").evaluate_all(
        "tools => tools.map(tool => tool.dataset.jpItemName)"
    )


def test_no_tool_over_the_page_adds_or_removes_a_cell_or_makes_it_another_kind(opened):
    expect(opened.panel.locator("[data-jp-item-name='restart-and-run']")).to_be_visible()
    assert {"save", "interrupt", "restart"} <= set(tools(opened))
    assert not {"insert", "cut", "copy", "paste", "run", "cellType"} & set(tools(opened))


def test_no_bug_stands_in_the_toolbar(live):
    """One press on it would take a quarter of the page away, for the next reader too."""
    expect(live.panel.locator(".jp-DebuggerBugButton")).to_be_attached()
    expect(live.panel.locator(".jp-DebuggerBugButton")).to_be_hidden()


@pytest.mark.parametrize("cell_id", ["06-briefing", "06-1-box"])
def test_no_entry_for_the_right_button_changes_a_cell(live, cell_id):
    cell = live.cell(cell_id)
    cell.scroll_into_view_if_needed()
    cell.click(button="right", position={"x": 90, "y": 20})
    entries = live.page.locator(".lm-Menu-item[data-command]")
    expect(entries.filter(has_text="Copy Cell").first).to_be_visible()
    offered = entries.evaluate_all("entries => entries.map(entry => entry.dataset.command)")
    changing = re.compile(r"notebook:(cut-cell|paste|delete|split|merge|clear|move|insert|change)")
    assert [command for command in offered if changing.match(command)] == []
    live.page.keyboard.press("Escape")


def test_a_colleague_who_codes_can_have_the_tools_back_as_the_readme_says(new_lab, server, request):
    setting = re.search(r"\*Notebook Panel\*, `([^`]+)`", (PACK / "README.md").read_text("utf-8"))[1]
    address = f"{server.address}/lab/api/settings/@jupyterlab/notebook-extension:panel"
    request.addfinalizer(lambda: requests.put(address, json={"raw": "{}"}))
    assert requests.put(address, json={"raw": setting}).ok
    opened = new_lab().open(server.copy(NOTEBOOK, "06-tools.ipynb"))
    expect(opened.panel.locator("[data-jp-item-name='insert']")).to_be_visible()
    assert "cut" not in tools(opened)


def test_no_cell_is_moved_by_its_edge(live):
    page, before = live.page, live.page.evaluate(CELLS)
    live.cell("06-briefing").scroll_into_view_if_needed()
    edge = live.cell("06-briefing").locator(".jp-InputPrompt").bounding_box()
    page.mouse.move(edge["x"] + 30, edge["y"] + 8)
    page.mouse.down()
    page.mouse.move(edge["x"] + 30, edge["y"] + 200, steps=10)
    expect(page.locator(".lm-mod-drag-image")).to_have_count(0)
    page.mouse.up()
    assert page.evaluate(CELLS) == before
    expect(live.panel.locator(".jp-Collapser:visible")).to_have_count(0)


def test_a_key_beside_a_box_is_no_command_where_only_the_kernel_has_the_pack(live):
    """There the settings of the pack do not act; what is typed may not even reach JupyterLab."""
    live.page.evaluate("""() => { window.heard = [];
        document.addEventListener('keydown', event => window.heard.push(event.key)); }""")
    cell = live.cell("06-1-box")
    cell.scroll_into_view_if_needed()
    cell.click(position={"x": 60, "y": 60})
    live.page.keyboard.type("abdxz\n")
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


IS_DIRTY = "() => window.panel.context.model.dirty"


def test_to_close_a_page_that_was_run_and_answered_asks_nothing(live, server):
    cell = live.cell("06-1-box")
    cell.get_by_role("textbox").fill("What I wrote.")
    expect(cell.get_by_text("Saved, ")).to_be_visible()
    assert not live.page.evaluate(IS_DIRTY)
    before = (server.root / NOTEBOOK).read_bytes()
    live.page.evaluate("() => window.jupyterapp.commands.execute('application:close')")
    expect(live.panel).to_have_count(0)
    expect(live.page.locator(".jp-Dialog")).to_have_count(0)
    assert (server.root / NOTEBOOK).read_bytes() == before


def test_to_close_a_page_to_which_somebody_added_a_cell_asks_as_ever(live):
    live.page.evaluate("() => window.jupyterapp.commands.execute('notebook:insert-cell-below')")
    assert live.page.evaluate(IS_DIRTY)
    live.page.evaluate("() => window.jupyterapp.commands.execute('application:close')")
    expect(live.page.locator(".jp-Dialog")).to_be_visible()
    live.page.get_by_role("button", name="Cancel").click()
    live.run()
    assert live.page.evaluate(IS_DIRTY)


def test_where_the_page_differs_from_the_pack_it_says_which_button_keeps_what(lab, server):
    name = server.copy(NOTEBOOK, "06-differs.ipynb")
    older = (server.root / name).read_text("utf-8").replace("## What the essay says", "## What the old essay said")
    (server.root / name).write_text(older, "utf-8")
    opened = lab().open(name).run()
    said = opened.cell("06-setup").get_by_text("This page is not the same as the one in the folder of the pack")
    expect(said).to_contain_text("“Revert” shows the page of the folder, and “Overwrite” puts this one in its place.")
    opened.page.evaluate("""() => {
        const cell = [...window.panel.content.model.cells].find(cell => cell.id === '06-briefing');
        cell.sharedModel.setSource(cell.sharedModel.getSource().replace('the old essay said', 'the essay says'));
        document.dispatchEvent(new Event('visibilitychange')); }""")
    expect(said).to_have_count(0)


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
    page.wait_for_function(f"{OUTER}.scrollTop === 0")
    page.evaluate(SCROLL, 4000)
    page.wait_for_function(f"{OUTER}.scrollTop > 0")
    opened.cell("06-ready").get_by_role("button", name="Back to the top of this page").click()
    page.wait_for_function(f"{OUTER}.scrollTop === 0")


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


TEXTS = f"""() => {{ const {{ top, bottom }} = {OUTER}.getBoundingClientRect();
    return [...{OUTER}.querySelectorAll('.jp-Cell')].map((cell, n) => [n, cell.getBoundingClientRect()])
        .filter(([n, at]) => at.bottom > top && at.top < bottom).map(([n, at]) => [n, Math.round(at.top)]); }}"""
"""The cells on the screen, each with the place of its first line."""


def test_from_the_end_of_a_page_scrolling_up_moves_the_text_by_what_was_scrolled(live):
    """Text that was never on the screen is drawn in its full height; otherwise it would push away what is read."""
    page, step = live.page, 350
    page.evaluate(SCROLL, 10**6)
    prose_area = live.panel.locator(".jp-WindowedPanel-outer").bounding_box()
    page.mouse.move(prose_area["x"] + 20, prose_area["y"] + 300)
    while (top := page.evaluate(TOP)) > step:
        before = dict(page.evaluate(TEXTS))
        page.mouse.wheel(0, -step)
        page.wait_for_function(f"top => {OUTER}.scrollTop <= top", arg=top - step)
        after = dict(page.evaluate(TEXTS))
        assert {after[n] - before[n] for n in before.keys() & after.keys()} == {step}


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
        "Of 1,000 people listed by mistake, how many",
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
    first_page = (PACK / "notebooks" / "00-start-here.ipynb").read_text("utf-8")
    how = re.search(r"press Ctrl\+F.*press the funnel beside the box \(\*([^*]+)\*\) and tick \*([^*]+)\*", first_page)
    page.get_by_title(how[1]).click()
    page.get_by_label(how[2]).click()
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
    opened.after_the_guess("07-w07a")
    tabs = opened.page.locator("fieldset.tabs .option")
    expect(tabs.first).to_be_visible()
    lines = tabs.evaluate_all("""tabs => tabs.map(tab => [tab.querySelector('input').checked,
        getComputedStyle(tab.querySelector('label')).borderBottomStyle !== 'none'])""")
    assert len(lines) > 1
    assert all(chosen == line for chosen, line in lines)
