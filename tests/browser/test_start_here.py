"""Notebook 00 in a real browser: the sorters by keyboard, and the last line of the page."""

from playwright.sync_api import expect
from seminar.activities.choose_the_habit import items
from seminar.data.records import sentences


def test_the_sorter_by_keyboard_and_after_a_restart(alone):
    opened = alone("00-w00b", "activities.sort_the_sentences()")
    cell, page = opened.cell("00-w00b"), opened.page
    first = cell.get_by_role("group", name=sentences()[0].text)
    reason = first.get_by_text(sentences()[0].reason)
    first.get_by_role("radio", name="a checkable fact").focus()
    page.keyboard.press("Space")
    expect(reason).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(reason).to_be_visible()
    expect(cell.get_by_text("Sorted: 1 of 14. Same as our key: 1.")).to_be_visible()
    page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(cell.get_by_text("Sorted: 1 of 14. Same as our key: 1.")).to_be_visible()
    expect(cell.get_by_text("2 of 14")).to_be_visible()
    cell.get_by_role("button", name="Back", exact=True).click()
    expect(reason).to_be_visible()


def test_a_habit_by_keyboard(alone):
    opened = alone("00-w00d", "activities.choose_the_habit()")
    cell, page, first = opened.cell("00-w00d"), opened.page, items()[0]
    group = cell.get_by_role("group", name=first.text)
    group.get_by_role("radio", name="Name the thing").focus()
    page.keyboard.press("Space")
    expect(cell.get_by_text(first.reason)).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(group.get_by_text(first.reason)).to_be_visible()
    expect(cell.get_by_text("Chosen: 1 of 6. Same as our key: 1.")).to_be_visible()


def test_the_last_line_says_ready_only_when_all_cells_ran(lab, server, notebook):
    opened = lab().open(server.copy("00-start-here.ipynb", f"ready-{notebook}"))
    last = opened.cell("00-ready")
    expect(last.get_by_text("choose Run All Cells to see here")).to_be_visible()
    opened.run()
    expect(last.get_by_text("Ready: all cells ran.")).to_be_visible()
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.page.evaluate(
        """async () => {
            const notebook = window.panel.content;
            const cells = notebook.widgets.map(widget => widget.model.id);
            for (const id of ['00-setup', '00-ready']) {
                notebook.activeCellIndex = cells.indexOf(id);
                await window.jupyterapp.commands.execute('notebook:run-cell');
            }
        }"""
    )
    expect(
        last.get_by_text("Not yet: 13 parts of this page are missing or did not run: Choose the habit")
    ).to_be_visible()
    expect(last.get_by_text("What you have saved is kept.")).to_be_visible()
