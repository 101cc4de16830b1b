"""Hand in, finish on a shared computer, bring back and clear, in a real browser."""

import json

import pytest
from playwright.sync_api import expect
from seminar.answers.sheets import FORMAT, LARGEST_FILE, read_sheet
from seminar.answers.store import answer_files

SETUP = "from seminar import activities, ask, check, exercise, my_answers, style_block\nstyle_block()"
CELLS = {
    "setup": SETUP,
    "07-1-box": 'ask("07-1")',
    "07-exercise-box": 'exercise("07-exercise")',
    "07-mine": "my_answers()",
}
OTHER = {"setup": SETUP, "10-6-box": 'ask("10-6")', "10-mine": "my_answers()"}
MAKE, FINISH, CLEAR = "Make the file to hand in", "Finish here", "Clear my answers"
YES, KEEP, ALL = (
    "Yes, remove all my answers",
    "Yes, remove all my answers, and keep these files",
    "Yes, remove everything, these files too",
)


@pytest.fixture
def opened(lab, server, notebook):
    return lab().open(server.make(f"mine-{notebook}", CELLS)).run()


def mine(opened):
    return opened.cell("07-mine")


def box(opened, cell_id):
    return opened.cell(cell_id).locator("textarea").first


def write(opened, cell_id, text):
    box(opened, cell_id).fill(text)
    expect(opened.cell(cell_id).locator(".seminar-text").get_by_role("status").first).to_contain_text("Saved, ")


def press(opened, name):
    mine(opened).get_by_role("button", name=name, exact=True).click()


def says(opened, words):
    expect(mine(opened).get_by_text(words)).to_be_visible()


def pick(opened, name, content):
    chosen = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    mine(opened).get_by_label("Bring back a file that was made to hand in").set_input_files(chosen)


def downloaded(opened):
    """Press each link to a file; name → text of what the browser saves."""
    saved = {}
    for link in mine(opened).get_by_role("link", name="Download ").all():
        with opened.page.expect_download() as waiting:
            link.click()
        saved[waiting.value.suggested_filename] = waiting.value.path().read_text("utf-8")
    return saved


def made(opened, server):
    """Make the file and return it, after the page has said so."""
    press(opened, MAKE)
    says(opened, "The file is made: ")
    return {file.name: file.read_text("utf-8") for file in (server.answers / "export").glob("*")}


def texts(sheet):
    """Question → text, of the sheet in a page."""
    return dict(read_sheet(sheet).answers)


def test_one_exercise_is_handed_in_and_the_browser_saves_the_same_file(opened, server):
    write(opened, "07-1-box", "a prompt")
    write(opened, "07-exercise-box", "a memo")
    expect(mine(opened).get_by_role("radio", name="Hand in: 07 City memo")).to_be_checked()
    expect(mine(opened).get_by_role("switch", name="07-1 The missing number")).not_to_be_checked()
    files = made(opened, server)
    assert [texts(sheet) for sheet in files.values()] == [{"07-exercise": "a memo"}]
    says(opened, "In a file manager it is here: answers › export.")
    assert downloaded(opened) == files


def test_a_prompt_that_is_ticked_by_keyboard_goes_along_and_the_page_shows_it(opened, server):
    write(opened, "07-1-box", "a <b>prompt</b>")
    write(opened, "07-exercise-box", "a memo")
    switch = mine(opened).get_by_role("switch", name="07-1 The missing number")
    switch.focus()
    switch.press("Space")
    expect(switch).to_be_checked()
    files = made(opened, server)
    assert downloaded(opened) == files
    (page,) = files.values()
    assert texts(page) == {"07-1": "a <b>prompt</b>", "07-exercise": "a memo"}
    assert "a &lt;b&gt;prompt" in page


def test_finish_here_hands_in_then_empties_disk_and_browser_for_the_next_person(opened, server, new_lab, notebook):
    other = new_lab().open(server.make(f"other-{notebook}", OTHER)).run()
    box(other, "10-6-box").fill("private")
    expect(other.cell("10-6-box").get_by_text("Saved, ")).to_be_visible()
    write(opened, "07-1-box", "a prompt")
    write(opened, "07-exercise-box", "a memo")
    opened.page.evaluate("() => localStorage.setItem('mine', 'of another page')")
    press(opened, FINISH)
    says(opened, "It cannot be taken back.")
    saved = downloaded(opened)
    assert [texts(sheet) for sheet in saved.values()] == [{"07-exercise": "a memo"}]
    assert answer_files(server.answers)
    press(opened, ALL)
    says(opened, "Whoever comes next starts empty.")
    for cell_id in ("07-1-box", "07-exercise-box"):
        expect(box(opened, cell_id)).to_have_value("")
    expect(mine(opened).get_by_role("link", name="Download ")).to_have_count(0)
    assert [path for path in server.answers.rglob("*") if path.is_file()] == []
    kept = opened.page.evaluate("() => Object.keys(localStorage)")
    assert not [key for key in kept if key.startswith("seminar/")]
    assert "mine" in kept
    other.run()
    expect(box(other, "10-6-box")).to_have_value("")
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(box(opened, "07-1-box")).to_have_value("")
    expect(mine(opened).get_by_text("No exercise is written yet.")).to_be_visible()


def test_another_notebook_that_is_open_in_this_browser_is_emptied_too(lab, server, notebook):
    window = lab()
    other = window.open(server.make(f"other-{notebook}", OTHER)).run()
    box(other, "10-6-box").fill("private")
    expect(other.cell("10-6-box").get_by_text("Saved, ")).to_be_visible()
    opened = window.open(server.make(f"mine-{notebook}", CELLS)).run()
    press(opened, CLEAR)
    press(opened, YES)
    says(opened, "Whoever comes next starts empty.")
    window.open(f"other-{notebook}")
    expect(window.panel.locator("textarea")).to_have_value("")


def test_clearing_keeps_the_file_to_hand_in_and_says_where_it_is(opened, server):
    write(opened, "07-exercise-box", "a memo")
    (name,) = made(opened, server)
    press(opened, CLEAR)
    says(opened, f"Files to hand in are here too: {name}.")
    press(opened, KEEP)
    says(opened, "Still here, for whoever uses this computer: files to hand in (1).")
    says(opened, "In a file manager: answers › export.")
    assert (server.answers / "export" / name).exists()
    press(opened, ALL)
    says(opened, "No file to hand in is left in the folder of the answers.")
    assert not (server.answers / "export" / name).exists()


def test_a_file_that_is_picked_is_shown_in_the_boxes_that_are_open(opened, server):
    write(opened, "07-1-box", "a prompt")
    write(opened, "07-exercise-box", "a memo: 信用, é")
    mine(opened).get_by_role("switch", name="07-1 The missing number").check()
    (sheet,) = made(opened, server).values()
    press(opened, CLEAR)
    press(opened, ALL)
    expect(box(opened, "07-exercise-box")).to_have_value("")
    write(opened, "07-1-box", "begun at home")
    pick(opened, "sheet.json", sheet.encode())
    says(opened, "2 of 2 answers brought back. Shown in the box: 07 City memo. Your own text differs: one stands")
    expect(box(opened, "07-exercise-box")).to_have_value("a memo: 信用, é")
    expect(box(opened, "07-1-box")).to_have_value("begun at home")
    expect(opened.cell("07-1-box").get_by_role("blockquote")).to_have_text("a prompt")
    opened.cell("07-1-box").get_by_role("button", name="Add it to my text").click()
    expect(box(opened, "07-1-box")).to_have_value("begun at home\n\na prompt")
    expect(opened.cell("07-1-box").get_by_role("blockquote")).to_have_count(0)
    pick(opened, "sheet.json", sheet.encode())
    says(opened, "The others were here already.")


def test_a_file_in_the_folder_is_brought_back(opened, server):
    write(opened, "07-exercise-box", "a memo")
    (sheet,) = made(opened, server).values()
    press(opened, CLEAR)
    press(opened, ALL)
    says(opened, "Whoever comes next starts empty.")
    (server.answers / "import").mkdir()
    (server.answers / "import" / "sheet.json").write_text(sheet, "utf-8")
    press(opened, "Bring back the files in the folder “import”")
    says(opened, "1 of 1 answers brought back")
    expect(box(opened, "07-exercise-box")).to_have_value("a memo")


NEWER = json.dumps({"format": FORMAT, "version": 99, "answers": []}).encode()
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 40
WRONG = {
    "cat.png": (PICTURE, "cat.png: the file is no text (a picture, perhaps)"),
    "nothing.json": (b"", "nothing.json: the file is empty."),
    "newer.json": (NEWER, "newer.json: it was made by another version of this course"),
    "sheet.html": (b"<!doctype html><p>a memo", "sheet.html: it is not a file made to hand in, or not a whole one."),
    "zeros.json": (bytes(LARGEST_FILE), "zeros.json: the file is no text"),
}


def test_a_wrong_file_is_named_and_changes_nothing(opened, server, tmp_path):
    write(opened, "07-1-box", "mine")
    for name, (content, said) in WRONG.items():
        pick(opened, name, content)
        says(opened, said)
        says(opened, "Nothing was changed here.")
    large = tmp_path / "large.json"
    large.write_bytes(b'"' * 60_000_000)
    mine(opened).get_by_label("Bring back a file that was made to hand in").set_input_files(large)
    says(opened, "large.json: the file is larger than 4 MB")
    expect(box(opened, "07-1-box")).to_have_value("mine")
    write(opened, "07-1-box", "mine, and Python still listens")


def test_the_largest_sheet_that_is_taken_arrives(opened):
    answers = [{"question": f"07-{n}", "text": '"' * 39_000} for n in range(50)]
    sheet = json.dumps({"format": FORMAT, "version": 2, "answers": answers}).encode()
    assert LARGEST_FILE * 0.97 < len(sheet) <= LARGEST_FILE
    pick(opened, "sheet.json", sheet)
    says(opened, "of 50 answers brought back")
    expect(box(opened, "07-1-box")).to_have_value('"' * 39_000)


def test_megabytes_are_cut_off_with_a_word(opened, server):
    cell = opened.cell("07-1-box")
    cell.locator("textarea").evaluate(
        "area => { area.value = '🙂 <b>'.repeat(500000); area.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    expect(cell.get_by_text("Cut off after 50,000 characters")).to_be_visible()
    expect(cell.locator(".seminar-text").get_by_role("status").first).to_contain_text("Saved, ")
    assert len(cell.locator("textarea").input_value()) <= 50_000


def test_a_file_that_cannot_be_read_whole_is_named(opened, server):
    write(opened, "07-1-box", "a prompt")
    (file,) = answer_files(server.answers)
    file.write_text("not ours\n" + file.read_text("utf-8"), "utf-8")
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    says(opened, f"In the file {file.name} of your answers 1 line cannot be read.")
    expect(box(opened, "07-1-box")).to_have_value("a prompt")
