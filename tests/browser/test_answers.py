"""Answers in a real browser: acknowledged only when saved, there again after a restart, and never lost in silence."""

import json
import os
import random
import re
import signal

import pytest
from lab import Lab
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect
from seminar.answers.store import answer_files

TEXT = "The number of wanted people."
CELLS = {
    "setup": "from seminar import *\nstyle_block()",
    "07-vote-box": 'ask("07-vote")',
    "07-revote-box": 'ask("07-revote")',
    "07-b": 'check("07-b")',
    "07-1-box": 'ask("07-1")',
    "07-3-box": 'ask("07-3")',
    "07-exercise-box": 'exercise("07-exercise")',
}
"""The cells of notebook 07 in which answers are given here."""


def lines(server):
    """Every saved revision; within a session in order."""
    found = [line for file in answer_files(server.answers) for line in file.read_text("utf-8").splitlines() if line]
    return [json.loads(line) for line in found]


@pytest.fixture
def notebook(server, request):
    return server.make(f"{request.node.name}.ipynb", CELLS)


@pytest.fixture
def opened(lab, notebook):
    return lab().open(notebook).run()


def box(opened, cell_id="07-1-box"):
    return opened.cell(cell_id).get_by_role("textbox").first


def status(opened, cell_id="07-1-box"):
    return opened.cell(cell_id).locator(".seminar-text").get_by_role("status").first


def write(opened, text, cell_id="07-1-box"):
    box(opened, cell_id).press_sequentially(text)
    expect(status(opened, cell_id)).to_contain_text("Saved, ")


def test_typing_is_saved_and_then_said(opened, server):
    write(opened, TEXT)
    assert lines(server)[-1]["value"] == TEXT
    expect(opened.cell("setup").get_by_text("on this computer, in the folder")).to_be_visible()


def test_one_pause_is_one_revision(opened, server):
    write(opened, TEXT)
    assert len(lines(server)) < 5


def test_what_is_typed_without_a_pause_is_saved_on_the_way_and_outlives_the_tab(server, window, lab, notebook):
    opened = Lab(window(), server).open(notebook).run()
    box(opened).press_sequentially("one word and no pause after it " * 2, delay=100, timeout=60_000)
    with pytest.raises(PlaywrightError):
        opened.page.goto("chrome://crash")
    again = lab().open(notebook).run()
    kept = box(again).input_value()
    assert kept.startswith("one word and no pause")
    assert kept == lines(server)[-1]["value"]


def test_typing_does_not_run_shortcuts(opened):
    before = opened.page.evaluate("() => window.panel.content.model.cells.length")
    write(opened, "dd aa bb xx mm 00")
    assert opened.page.evaluate("() => window.panel.content.model.cells.length") == before
    expect(box(opened)).to_have_value("dd aa bb xx mm 00")


def test_a_text_is_there_again_after_a_restart_of_the_kernel(opened):
    write(opened, TEXT)
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(box(opened)).to_have_value(TEXT)


def test_a_text_is_there_again_after_closing_and_opening(opened, new_lab, notebook):
    write(opened, TEXT)
    opened.save().shut_down_kernel()
    opened.clear()
    again = new_lab().open(notebook).run()
    expect(box(again)).to_have_value(TEXT)


def test_leaving_the_box_saves_at_once(opened, server):
    box(opened).fill(TEXT)
    opened.page.keyboard.press("Tab")
    expect(status(opened)).to_contain_text("Saved, ")
    assert lines(server)[-1]["value"] == TEXT


def test_a_killed_kernel_loses_nothing_acknowledged_and_the_box_says_so(opened, server):
    write(opened, "Saved before. ")
    pid = opened.kernel_pid()
    box(opened).press_sequentially("Typed while ")
    os.kill(pid, signal.SIGSTOP)  # once it is dead, JupyterLab takes the keys for a dialog of its own
    box(opened).press_sequentially("Python was dead.")
    expect(status(opened)).to_contain_text("Not saved yet: the page gets no answer.", timeout=10_000)
    os.kill(pid, signal.SIGKILL)
    assert any(line["value"].startswith("Saved before.") for line in lines(server))

    opened.outlive_the_kernel().run()
    offer = opened.cell("07-1-box").get_by_role("button", name="Bring it back")
    expect(opened.cell("07-1-box").get_by_text("Typed while Python was dead.")).to_be_visible()
    offer.click()
    expect(box(opened)).to_have_value("Saved before. Typed while Python was dead.")
    expect(status(opened)).to_contain_text("Saved, ")
    assert "Saved before. Typed while Python was dead." in [line["value"] for line in lines(server)]


def test_kernels_killed_in_the_middle_of_typing_lose_nothing_that_the_page_called_saved(opened, server, request):
    """Three times, with --all a third as often as without a browser: words are saved, more is typed, Python is gone."""
    draw, saved = random.Random(request.config.getoption("--seed")), ""
    for kill in range(request.config.getoption("--kills") // 3 if request.config.getoption("--all") else 3):
        box(opened).fill(saved := f"{saved[-200:]}Saved before kill {kill}. ")
        expect(status(opened)).to_contain_text("Saved, ")
        box(opened).press("End")
        box(opened).press_sequentially("and never ended"[: draw.randrange(1, 15)])
        os.kill(opened.kernel_pid(), signal.SIGKILL)
        opened.outlive_the_kernel().run()
        expect(box(opened)).to_have_value(re.compile(f"^{re.escape(saved)}"))
        assert any(line["value"].startswith(saved) for line in lines(server))


def test_a_folder_that_stops_being_writable_is_said(opened, server):
    write(opened, "first")
    folder = server.answers / "07"
    moved = folder.rename(server.answers / "moved")
    folder.write_text("a file where the folder was")
    box(opened).press_sequentially(" second")
    expect(status(opened)).to_contain_text("Not saved: ")
    folder.unlink()
    moved.rename(folder)
    box(opened).press_sequentially("!")
    expect(status(opened)).to_contain_text("Saved, ")
    assert lines(server)[-1]["value"] == "first second!"


def test_hostile_text_is_text(opened, server):
    hostile = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
    write(opened, hostile)
    opened.run()
    expect(box(opened)).to_have_value(hostile)
    assert "owned" not in opened.page.title()


def test_the_vote_by_keyboard(opened, server):
    page = opened.page
    first = opened.cell("07-vote-box").get_by_role("radio")
    second = opened.cell("07-revote-box").get_by_role("radio")
    expect(opened.cell("07-vote-box").get_by_role("group", name="Your vote")).to_be_visible()
    expect(second.first).to_be_disabled()
    first.first.focus()
    page.keyboard.press("Space")
    expect(second.first).to_be_enabled()
    second.first.focus()
    page.keyboard.press("ArrowDown")
    expect(first.first).to_be_disabled()
    expect(first.first).to_be_checked()
    expect(second.nth(1)).to_be_checked()
    last = {line["question"]: line["value"] for line in lines(server)}
    assert last == {"07-vote": "a", "07-revote": "b"}


def test_the_self_check_by_keyboard(opened, new_lab, notebook):
    page = opened.page
    cell = opened.cell("07-b")
    cell.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(cell.get_by_role("radio").nth(1)).to_be_checked()
    expect(cell.get_by_text("Both cut the wrong stops")).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for reply in ("Both cut the wrong stops", "It helps little while", "The share stays as it is"):
        expect(cell.get_by_text(reply)).to_be_visible()
    expect(cell.get_by_text("✔ Right.")).to_have_count(1)
    expect(cell.get_by_role("button")).to_be_focused()
    opened.save().shut_down_kernel()
    again = new_lab().open(notebook).run()
    expect(again.cell("07-b").get_by_text("Both cut the wrong stops")).to_be_visible()


def test_the_exercise_counts_words(opened):
    expect(opened.cell("07-exercise-box").get_by_role("table")).to_contain_text("4 Strong")
    write(opened, "one two three", "07-exercise-box")
    expect(opened.cell("07-exercise-box").get_by_text("3 of 200 to 250 words")).to_be_visible()


def test_replies_open_side_by_side_after_writing(opened):
    cell = opened.cell("07-3-box")
    cell.get_by_role("button", name="Read a reply from each side").click()
    expect(cell.get_by_text("First write your own case")).to_be_visible()
    write(opened, "A short list.", "07-3-box")
    cell.get_by_role("button", name="Read a reply from each side").click()
    sides = cell.locator(".seminar-side")
    expect(sides).to_have_count(2)
    boxes = [side.bounding_box() for side in sides.all()]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["width"] == boxes[1]["width"]
    assert boxes[0]["height"] == boxes[1]["height"]


def test_two_windows_with_two_kernels_keep_and_show_both_texts(opened, new_lab, server, notebook):
    other = new_lab().open(server.copy(notebook, f"other-{notebook}")).run()
    write(opened, "from one window")
    write(other, "from another window")
    other.run()
    cell = other.cell("07-1-box")
    shown = cell.get_by_role("textbox").input_value() + cell.inner_text()
    assert "from one window" in shown
    assert "from another window" in shown
    expect(cell.get_by_text("Also found, written in another window or on another computer:")).to_be_visible()


def test_two_tabs_on_one_kernel_show_one_text(opened, new_lab, notebook, server):
    write(opened, "from the first tab")
    opened.save()
    second = new_lab().open(notebook).run()
    expect(box(second)).to_have_value("from the first tab")
    write(second, " and the second")
    assert lines(server)[-1]["value"].endswith(" and the second")
    assert "Also found" not in second.cell("07-1-box").inner_text()


def test_a_page_that_was_run_again_in_another_window_says_so_and_lives_again_when_it_is_run(opened, new_lab, notebook):
    write(opened, "from the first window")
    opened.save()
    new_lab().open(notebook).run()
    expect(opened.cell("07-1-box").get_by_text("This page was run again in another window")).to_be_visible()
    expect(opened.cell("07-1-box").locator(".still")).to_be_hidden()
    opened.run()
    expect(box(opened)).to_have_value("from the first window")
    expect(opened.panel.get_by_text("This page was run again in another window")).to_have_count(0)
