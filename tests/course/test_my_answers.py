"""The place where answers are handed in, finished, brought back and removed: what it offers, says, and never does."""

import re

import pytest
from seminar.answers import sheets
from seminar.answers import store as answers
from seminar.answers.store import Store, new_session, store
from seminar.course import my_answers as module
from seminar.course.choices import read_choices
from seminar.course.my_answers import my_answers
from seminar.course.questions import ask, check, exercise
from seminar.course.sheet_page import sheet_page
from seminar.screen.controls import Browser, Button, Choice, Download, FilePicker, Pane, Switch, TextArea
from support import below


@pytest.fixture
def page(monkeypatch):
    """Makes the place at the end of the notebook of that number."""

    def made(notebook="07"):
        monkeypatch.setattr(module, "cell_now", lambda: f"{notebook}-mine")
        return my_answers().live()

    return made


def one(view, kind):
    (found,) = below(view, kind)
    return found


def text_of(box):
    """The first box for a text; an exercise has lines to fill in below it."""
    return below(box, TextArea)[0]


def words(view):
    return " ".join(pane.html for pane in below(view, Pane) if not pane.hidden)


def shown(view):
    """The labels of the buttons that can be seen."""
    return [button.label for button in below(view, Button) if not button.hidden]


def links(view):
    """The files that the page offers to save."""
    return [file for part in below(view, Download) for file in part.files]


def press(view, label):
    (button,) = [button for button in below(view, Button) if button.label == label and not button.hidden]
    button.press()


def options(view):
    return [option["text"] for option in one(view, Choice).options]


def names(folder):
    return sorted(file.name for file in folder.glob("*"))


MAKE, FINISH, CLEAR = "Make the file to hand in", "Finish here", "Clear my answers"
YES, KEEP, ALL = (
    "Yes, remove all my answers",
    "Yes, remove all my answers, and keep these files",
    "Yes, remove everything, these files too",
)


def test_each_exercise_with_a_text_is_offered_by_number_and_title(page):
    view = page()
    assert one(view, Choice).hidden
    assert "No exercise is written yet." in words(view)
    store("07").save("07-exercise", "a memo")
    store("06").save("06-exercise", "an appeal")
    assert options(view) == ["Hand in: 06 A way to appeal", "Hand in: 07 City memo"]
    assert not one(view, Choice).hidden
    assert "No exercise is written yet." not in words(view)


def test_one_exercise_is_picked_by_itself_only_if_it_is_this_notebook_s_and_the_only_one(page):
    store("07").save("07-exercise", "a memo")
    assert one(page("07"), Choice).value == "07-exercise"
    assert one(page("06"), Choice).value == ""
    store("06").save("06-exercise", "an appeal")
    assert one(page("07"), Choice).value == ""


def test_what_was_picked_stays_picked_while_answers_come_in(page):
    view = page("07")
    store("07").save("07-exercise", "a memo")
    store("06").save("06-exercise", "an appeal")
    assert one(view, Choice).value == ""
    one(view, Choice).hear({"value": "06-exercise"})
    store("05").save("05-exercise", "a label")
    assert one(view, Choice).value == "06-exercise"


def test_prompts_start_off_and_stay_as_they_were_put(page):
    store("07").save("07-1", "a prompt")
    view = page()
    (tick,) = [switch for switch in below(view, Switch) if switch.label.startswith("07-1 ")]
    assert not tick.value
    tick.value = True
    store("07").save("07-2", "another")
    assert [switch.value for switch in below(view, Switch) if switch.label.startswith("07-")] == [True, False]


def test_what_a_page_promised_to_keep_has_no_switch_and_is_named(page):
    store("10").save("10-6", "My vote moved.")
    store("07").save("07-vote", "a")
    view = page("10")
    assert below(view, Switch) == [for_report(view)]
    assert "These texts go into no file: 10-6 What moved." in words(view)
    assert "Votes, self-checks and surveys stay here, unless you turn on the switch for the class report." in words(
        view
    )
    press(view, MAKE)
    assert "Nothing is picked, so no file was made." in words(view)
    assert sheets.files() == []


def test_making_the_file_names_it_and_its_folder_and_offers_it_in_the_browser(page, answers_folder):
    store("07").save("07-exercise", "a memo")
    store("07").save("07-1", "private")
    view = page()
    press(view, MAKE)
    (file,) = sheets.files()
    assert f"The file is made: {file.name}. In a file manager it is here: answers › export." in words(view)
    (offered,) = links(view)
    assert offered == {"name": file.name, "text": file.read_text("utf-8"), "label": f"Download {file.name}"}
    assert "private" not in offered["text"]


def test_the_page_says_what_goes_with_an_exercise(page):
    store("10").save("10-exercise", "My essay.")
    store("07").save("07-exercise", "a memo")
    view = page("10")
    one(view, Choice).hear({"value": "10-exercise"})
    assert "With it goes" not in words(view)
    store("10").save("10-w10b-position", "It was both.")
    assert "With it goes what you made here: Build your verdict." in words(view)
    one(view, Choice).hear({"value": "07-exercise"})
    assert "With it goes" not in words(view)


def test_the_page_to_read_says_the_same_and_nothing_else(page):
    store("10").save("10-exercise", "My <b>essay</b>.")
    store("10").save("10-w10b-position", "It was both.")
    store("10").save("10-w10b-cards", {"f-P032": "for", "f-X999": "<i>"})
    store("10").save("10-6", "private")
    view = page("10")
    press(view, MAKE)
    (made,) = [file["text"] for file in links(view)]
    for said in ("My &lt;b&gt;essay", "My sentence", "It was both.", "f-P032: ", ": for", "f-X999: &lt;i&gt;"):
        assert said in made
    assert "private" not in made
    assert "default-src &#39;none&#39;" in made
    assert "<script" not in made.replace('<script type="application/json" id="answer-sheet">', "")


def test_a_page_to_read_can_be_made_of_a_sheet_alone():
    sheet = sheets.read_sheet(
        sheets.as_json(sheets.Sheet("07-exercise", {"07-exercise": "信用"}, "ABCDEFGH", "2026-11-24"))
    )
    assert "<h2>07-exercise City memo</h2>" in sheet_page(sheet)
    assert "信用" in sheet_page(sheet)


def test_finishing_makes_the_file_and_only_the_second_press_clears(page):
    box = exercise("07-exercise").live()
    text_of(box).hear({"text": "a memo"})
    view = page()
    press(view, FINISH)
    (file,) = sheets.files()
    assert "The file is made: " in words(view)
    assert f"Files to hand in are here too: {file.name}." in words(view)
    assert len(links(view)) == 1
    assert text_of(box).value == "a memo"
    assert {KEEP, ALL} <= set(shown(view))
    press(view, ALL)
    assert re.search(r"Removed at \d\d:\d\d: all answers.* Whoever comes next starts empty\.", words(view))
    assert "No file to hand in is left" in words(view)
    assert "stays in the folder for downloads" in words(view)
    assert sheets.files() == sheets.offered().exercises == []
    assert links(view) == []
    assert (text_of(box).value, options(view)) == ("", [])
    assert (one(view, Browser).forgets, one(view, Browser).changes) == (1, 1)
    assert not {YES, KEEP, ALL} & set(shown(view))


def test_finishing_with_nothing_picked_says_so_and_still_asks(page):
    store("07").save("07-1", "a prompt")
    view = page()
    press(view, FINISH)
    assert "No exercise is picked and no prompt is ticked, so no file was made." in words(view)
    press(view, YES)
    assert store("07").value("07-1") is None


def test_where_the_file_cannot_be_made_finishing_does_not_offer_to_clear(page, full_disk):
    store("07").save("07-exercise", "a memo")
    view = page()
    full_disk()
    press(view, FINISH)
    assert "cannot be written" in words(view)
    assert not {YES, KEEP, ALL} & set(shown(view))
    assert store("07").value("07-exercise") == "a memo"


def test_clearing_keeps_the_files_says_where_they_are_and_offers_to_remove_them(page):
    store("07").save("07-exercise", "a memo")
    view = page()
    press(view, MAKE)
    (file,) = sheets.files()
    press(view, CLEAR)
    press(view, KEEP)
    assert file.exists()
    assert store("07").value("07-exercise") is None
    assert "Still here, for whoever uses this computer: files to hand in (1)." in words(view)
    assert "In a file manager: answers › export." in words(view)
    press(view, ALL)
    assert not file.exists()


BACK = "Bring back what was cleared"


def test_what_was_cleared_comes_back_with_one_press_as_it_was(page):
    box = exercise("07-exercise").live()
    text_of(box).hear({"text": "a memo"})
    store("06").save("06-1", "a prompt")
    view = page()
    press(view, CLEAR)
    assert "one press brings them back" in words(view)
    press(view, YES)
    assert text_of(box).value == ""
    assert BACK in shown(view)
    press(view, BACK)
    assert "Your answers are back, as they were." in words(view)
    assert store("06").value("06-1") == "a prompt"
    assert text_of(box).value == "a memo"
    assert BACK not in shown(view)


def test_on_a_computer_of_others_nothing_that_was_removed_comes_back(page):
    store("07").save("07-1", "a prompt")
    view = page()
    press(view, FINISH)
    assert "It cannot be taken back." in words(view)
    press(view, YES)
    assert BACK not in shown(view)
    assert store("07").value("07-1") is None


@pytest.mark.parametrize("step", [FINISH, CLEAR])
def test_whoever_comes_next_reads_no_name_of_a_file_that_was_kept(page, answers_folder, step):
    store("07").save("07-exercise", "a memo")
    view = page()
    press(view, FINISH)
    (file,) = sheets.files()
    press(view, KEEP)
    (answers_folder / "import").mkdir()
    (answers_folder / "import" / "ann.json").write_text("{}")
    for after in (view, page()):
        assert file.stem not in words(after)
        press(after, step)
        assert "Files that were made elsewhere, or by others, are here too: 2." in words(after)
        assert not {"ann", file.stem} & set(words(after).replace(".", " ").split())
    store("07").save("07-exercise", "the next memo")
    press(view, FINISH)
    (own,) = sheets.own_files()
    assert f"Files to hand in are here too: {own.name}." in words(view)
    assert file.name not in words(view)


def test_a_question_that_was_asked_is_over_when_something_else_is_pressed(page):
    store("07").save("07-exercise", "a memo")
    view = page()
    press(view, CLEAR)
    assert YES in shown(view)
    press(view, MAKE)
    assert YES not in shown(view)


def pick(view, name, text, size=10):
    one(view, FilePicker).hear({"name": name, "size": size, "text": text})


def test_a_file_that_is_picked_shows_in_the_boxes_that_are_open(page):
    boxes = [ask("07-1").live(), exercise("07-exercise").live()]
    for box, text in zip(boxes, ("a prompt", "a memo"), strict=True):
        text_of(box).hear({"text": text})
    made = sheets.as_json(sheets.made("07-exercise", ["07-1"]))
    sheets.clear(with_files=True)
    assert [text_of(box).value for box in boxes] == ["", ""]
    view = page()
    pick(view, "sheet-07.json", made)
    assert [text_of(box).value for box in boxes] == ["a prompt", "a memo"]
    assert all(text_of(box).saved["line"].startswith("Saved, ") for box in boxes)
    assert "sheet-07.json: 2 of 2 answers brought back" in words(view)
    assert one(view, Browser).changes == 1


def test_what_stood_in_an_open_box_stays_in_it_with_the_other_text_below(page):
    box = ask("07-1").live()
    text_of(box).hear({"text": "from school"})
    made = sheets.as_json(sheets.made("", ["07-1"]))
    text_of(box).hear({"text": "from home"})
    pick(page(), "s.json", made)
    assert text_of(box).value == "from home"
    assert "<blockquote>from school</blockquote>" in words(box)
    press(box, "Add it to my text")
    assert text_of(box).value == "from home\n\nfrom school"
    assert "blockquote" not in words(box)
    assert [end.value for end in Store("07").latest("07-1")] == ["from home\n\nfrom school"]


def test_typing_on_in_a_box_keeps_what_was_brought_back_beside_it(page):
    box = ask("07-1").live()
    text_of(box).hear({"text": "from school"})
    made = sheets.as_json(sheets.made("", ["07-1"]))
    text_of(box).hear({"text": "from home"})
    pick(page(), "s.json", made)
    for text in ("from home, on", "from home, on and on"):
        text_of(box).hear({"text": text})
        assert text_of(box).value == text
    assert {end.value for end in Store("07").latest("07-1")} == {"from home, on and on", "from school"}
    press(box, "Throw it away")
    assert [end.value for end in Store("07").latest("07-1")] == ["from home, on and on"]


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ({"name": "cat.png", "size": 3_000, "text": None}, "cat.png: the file is no text (a picture, perhaps)"),
        ({"name": "big.json", "size": 60_000_000, "text": None}, "big.json: the file is larger than 4 MB"),
        ({"name": "big.json", "size": 60_000_000, "text": "{}"}, "big.json: the file is larger than 4 MB"),
        ({"name": "no.json", "size": 0, "text": ""}, "no.json: the file is empty"),
        ({"name": "<b>.json", "size": 1, "text": "x"}, "&lt;b&gt;.json: it is not a file made to hand in"),
    ],
)
def test_a_wrong_file_is_one_sentence(page, event, said):
    view = page()
    one(view, FilePicker).hear(event)
    assert said in words(view)
    assert "Nothing was changed here." in words(view)


def test_votes_and_checks_on_the_page_are_emptied_by_clearing(page):
    vote, box = ask("07-vote").live(), check("07-a").live()
    one(vote, Choice).hear({"value": "a"})
    one(box, Choice).hear({"value": "b"})
    view = page()
    press(view, CLEAR)
    press(view, YES)
    assert (one(vote, Choice).value, one(box, Choice).value) == ("", "")


def test_what_another_notebook_of_this_browser_cleared_is_gone_here_too(page):
    box = ask("07-1").live()
    text_of(box).hear({"text": "mine"})
    view, of_this_kernel = page(), dict(answers._stores)
    new_session()
    sheets.clear()
    answers._stores.update(of_this_kernel)
    one(view, Browser).hear({})
    assert text_of(box).value == ""


def for_report(view):
    (found,) = [switch for switch in below(view, Switch) if switch.label.startswith("Also for the class report")]
    return found


def test_choices_go_into_the_file_only_where_the_switch_is_turned_on(page):
    store("07").save("07-exercise", "a memo")
    store("07").save("07-vote", "a")
    view = page()
    assert not for_report(view).value
    press(view, MAKE)
    assert read_choices(links(view)[0]["text"]) is None
    assert "class report" not in view_said(view)
    for_report(view).value = True
    press(view, MAKE)
    assert dict(read_choices(links(view)[0]["text"]).made) == {"07-vote": "a"}
    assert "It also holds 1 of your choices for the class report." in words(view)
    assert "Whoever holds the file can read your text and these choices together." in words(view)
    assert "the report shows counts from five people on" in words(view)
    assert "say that nobody sees your vote or your survey: this switch is the only exception" in words(view)


def view_said(view):
    """What came of the last step."""
    return " ".join(line for line in re.findall(r"<p>(.*?)</p>", words(view)) if line.startswith("It also holds"))


def test_where_nothing_was_chosen_the_file_says_that_it_holds_none(page):
    store("07").save("07-exercise", "a memo")
    view = page()
    for_report(view).value = True
    press(view, MAKE)
    assert read_choices(links(view)[0]["text"]) is None
    assert "It also holds 0 of your choices" in words(view)


def test_the_switch_is_off_again_for_whoever_comes_after_clearing(page):
    store("07").save("07-exercise", "a memo")
    view = page()
    for_report(view).value = True
    press(view, CLEAR)
    press(view, YES)
    assert not for_report(view).value
