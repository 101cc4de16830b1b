"""Export, bring back and clear, in a real browser."""

import json

import pytest
from playwright.sync_api import expect
from seminar.answers.store import answer_files

CELLS = {
    "setup": "from seminar import ask, check, exercise, my_answers, style_block\nstyle_block()",
    "07-1-box": 'ask("07-1")',
    "07-exercise-box": 'exercise("07-exercise")',
    "mine": "my_answers()",
}


@pytest.fixture
def opened(lab, server, notebook):
    return lab().open(server.make(f"mine-{notebook}", CELLS)).run()


def write(opened, cell_id, text):
    cell = opened.cell(cell_id)
    cell.locator("textarea").fill(text)
    expect(cell.locator(".seminar-text").get_by_role("status")).to_contain_text("Saved, ")


def press(opened, name):
    opened.cell("mine").get_by_role("button", name=name).click()


def test_export_says_where_and_leaves_out_what_is_not_ticked(opened, server):
    write(opened, "07-1-box", "a prompt")
    write(opened, "07-exercise-box", "a memo")
    cell = opened.cell("mine")
    expect(cell.get_by_role("switch", name="07-1 The missing number")).to_be_checked()
    cell.get_by_role("switch", name="07-1 The missing number").uncheck()
    press(opened, "Export my answers")
    expect(cell.get_by_text("export/sheet-")).to_be_visible()
    (file,) = (server.answers / "export").glob("*.json")
    assert [answer["text"] for answer in json.loads(file.read_text("utf-8"))["answers"]] == ["a memo"]


def test_clear_asks_first_and_then_removes_all_on_disk_and_in_the_browser(opened, server):
    write(opened, "07-1-box", "a prompt")
    opened.page.evaluate("() => localStorage.setItem('mine', 'of another page')")
    press(opened, "Clear my answers")
    expect(opened.cell("mine").get_by_text("It cannot be taken back.")).to_be_visible()
    assert answer_files(server.answers)
    press(opened, "Yes, remove all my answers")
    expect(opened.cell("mine").get_by_text("Removed: all answers")).to_be_visible()
    expect(opened.cell("07-1-box").locator("textarea")).to_have_value("")
    assert not [*answer_files(server.answers), *server.answers.rglob("*.json")]
    kept = opened.page.evaluate("() => Object.keys(localStorage)")
    assert not [key for key in kept if key.startswith("seminar/")]
    assert "mine" in kept


def test_a_sheet_is_brought_back(opened, server):
    write(opened, "07-exercise-box", "a memo")
    press(opened, "Export my answers")
    expect(opened.cell("mine").get_by_text("export/sheet-")).to_be_visible()
    (file,) = (server.answers / "export").glob("*.json")
    text = file.read_bytes()
    press(opened, "Clear my answers")
    press(opened, "Yes, remove all my answers")
    expect(opened.cell("mine").get_by_text("Removed: all answers")).to_be_visible()
    (server.answers / "import").mkdir()
    (server.answers / "import" / "sheet.json").write_bytes(text)
    press(opened, "Bring back a sheet")
    expect(opened.cell("mine").get_by_text("1 of 1 answers brought back")).to_be_visible()
    opened.run()
    expect(opened.cell("07-exercise-box").locator("textarea")).to_have_value("a memo")


def test_megabytes_are_cut_off_with_a_word(opened, server):
    cell = opened.cell("07-1-box")
    cell.locator("textarea").evaluate(
        "area => { area.value = '🙂 <b>'.repeat(500000); area.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    expect(cell.get_by_text("Cut off after 50,000 characters")).to_be_visible()
    expect(cell.locator(".seminar-text").get_by_role("status")).to_contain_text("Saved, ")
    assert len(cell.locator("textarea").input_value()) <= 50_000


def test_a_file_that_cannot_be_read_whole_is_named(opened, server):
    write(opened, "07-1-box", "a prompt")
    (file,) = answer_files(server.answers)
    file.write_text("not ours\n" + file.read_text("utf-8"), "utf-8")
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(
        opened.cell("mine").get_by_text(f"In the file {file.name} of your answers 1 line cannot be read.")
    ).to_be_visible()
    expect(opened.cell("07-1-box").locator("textarea")).to_have_value("a prompt")
