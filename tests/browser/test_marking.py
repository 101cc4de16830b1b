"""Marking in a real browser: by keyboard, everything on one screen, the next text at once."""

import made_class
import pytest
from lab import OVERFLOW, violations
from playwright.sync_api import expect
from seminar.marking.collecting import collect
from seminar.marking.folder import Folder
from seminar.marking.marks import Marks
from seminar.marking.notebook import CODE

EXERCISE = "06-exercise"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    base = tmp_path_factory.mktemp("class")
    hostile = made_class.page(77, answers={EXERCISE: HOSTILE})[1]
    made = made_class.moodle(40) | {"X_5000_assignsubmission_file_/s.html": hostile}
    collect([made_class.packed(base / "d.zip", made)], Folder(base / "marking"))
    return Folder(base / "marking")


HOSTILE = "<img src=x onerror=\"document.title = 'hacked'\"> 🙂 信用 \u202e"


@pytest.fixture
def opened(lab, server, notebook, folder):
    cells = {"mark-all": CODE.replace("marking()", f'marking("{folder.path}")')}
    return lab().open(server.make(f"marking-{notebook}", cells)).run()


@pytest.fixture
def view(opened):
    return opened.cell("mark-all")


def begin(view, initials):
    view.get_by_label("Your initials").fill(initials)
    view.get_by_label("Your initials").press("Enter")
    expect(reader(view)).to_be_visible()


def reader(view):
    return view.get_by_role("textbox", name="Sheet ")


def test_a_marker_marks_by_keyboard_alone(view, folder):
    begin(view, "kb")
    reader(view).focus()
    first = reader(view).input_value()
    reader(view).press("1")
    expect(view.get_by_role("switch", name="1 · N:")).to_be_checked()
    expect(reader(view)).to_be_focused()
    reader(view).press("c")
    line = view.get_by_label("A comment")
    expect(line).to_be_focused()
    line.press_sequentially("Which court?")
    line.press("Enter")
    expect(reader(view)).to_be_focused()
    expect(view.get_by_text("Which court?")).to_be_visible()
    reader(view).press("n")
    expect(reader(view)).not_to_have_value(first)
    expect(reader(view)).to_be_focused()
    expect(view.get_by_text("Of 41 sheets 1 are done")).to_be_visible()
    assert view.locator("datalist option").first.get_attribute("value") == "Which court?"
    marks = Marks(folder, EXERCISE, "KB")
    (done,) = marks.in_state(folder.numbers()[EXERCISE], "done")
    assert (marks[done].ticks, marks[done].comments[0].text) == (("N",), "Which court?")


def test_a_passage_is_chosen_with_the_keyboard_and_quoted(view, folder):
    begin(view, "ps")
    reader(view).focus()
    words = reader(view).input_value()[:8]
    for _ in range(8):
        reader(view).press("Shift+ArrowRight")
    reader(view).press("c")
    expect(view.get_by_label(f"A comment on “{words}”, then Enter")).to_be_focused()
    view.get_by_label("A comment on").press_sequentially("Says who?")
    view.get_by_label("A comment on").press("Enter")
    expect(view.locator("q")).to_have_text(words)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 768)])
def test_text_ticks_and_models_stand_side_by_side_on_one_screen(opened, view, width, height):
    opened.resize(width, height)
    begin(view, "sc")
    reader(view).scroll_into_view_if_needed()
    view.get_by_role("button", name="Done, next (n)").scroll_into_view_if_needed()
    tick, tab = view.get_by_role("switch", name="8 · W:"), view.get_by_text("How it is marked")
    inside = [reader(view), tick, tab, view.get_by_role("button", name="Done, next (n)")]
    for part in inside:
        expect(part).to_be_in_viewport(ratio=0.95)
    boxes = [part.bounding_box() for part in inside[:2]]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    assert opened.page.evaluate(OVERFLOW) == []


def test_markup_in_a_text_is_shown_as_it_is_and_does_nothing(opened, view):
    begin(view, "xs")
    for _ in range(41):
        if "<img" in reader(view).input_value():
            break
        before = reader(view).get_attribute("id"), reader(view).input_value()
        reader(view).press("n")
        expect(reader(view)).not_to_have_value(before[1])
    assert reader(view).input_value().startswith('<img src=x onerror="')
    reader(view).press("Control+a")
    reader(view).press("c")
    view.get_by_label("A comment on").fill("<b>x</b>")
    view.get_by_label("A comment on").press("Enter")
    expect(view.get_by_text("<b>x</b>")).to_be_visible()
    assert opened.page.title() != "hacked"


def test_axe_core_finds_nothing(opened, view):
    begin(view, "ax")
    reader(view).press("c")
    view.get_by_label("A comment").fill("Which court?")
    view.get_by_label("A comment").press("Enter")
    assert violations(opened.page) == []


def test_a_text_cannot_be_changed(view):
    begin(view, "ro")
    text = reader(view).input_value()
    for key in ("z", "Enter", "Backspace", "Control+x"):
        reader(view).press("Control+a")
        reader(view).press(key)
    reader(view).evaluate("area => { area.value = 'other'; area.dispatchEvent(new Event('input')); }")
    assert reader(view).input_value() == text
