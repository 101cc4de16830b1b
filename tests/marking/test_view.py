"""The place for marking: one question across a class, by keyboard, blind, with what was said before offered again."""

import html
import re
import zipfile
from pathlib import Path

import made_class
import nbformat
import pytest
from seminar.__main__ import main
from seminar.data.records import Exercise, record
from seminar.errors import SeminarError
from seminar.marking.collecting import collect
from seminar.marking.csv_files import from_csv
from seminar.marking.folder import PROBLEMS, WHO, Folder
from seminar.marking.giving_back import give_back
from seminar.marking.marks import AGREED, Comment, Mark, Marks, in_order, results
from seminar.marking.notebook import write_notebook
from seminar.marking.view import marking
from seminar.screen.controls import Button, Choice, Entry, Pane, Reader, Select, Switch
from seminar.screen.live import Box
from seminar.screen.widget import Live
from support import below, sent

EXERCISE = "06-exercise"


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    base = tmp_path_factory.mktemp("class")
    both = made_class.moodle(6) | made_class.moodle(3, "10-exercise")
    collect([made_class.packed(base / "d.zip", both)], Folder(base / "marking"))
    return base / "marking"


class Marker:
    """Somebody with these initials at the place for marking."""

    def __init__(self, folder, initials="AB", exercise=EXERCISE):
        self.view = marking(folder.path).live()
        below(self.view, Select)[0].hear({"value": exercise})
        below(self.view, Entry)[0].hear({"text": initials})

    @property
    def reader(self):
        (found,) = below(self.view, Reader)
        return found

    @property
    def number(self):
        return re.search(r"Sheet (\d+):", self.reader.label)[1]

    @property
    def line(self):
        return below(self.view, Entry)[1]

    @property
    def ticks(self):
        return {switch.label[4]: switch for switch in below(self.view, Switch)}

    def key(self, key, passage=(0, 0)):
        self.reader.hear({"key": key, "passage": list(passage)})

    def words(self):
        return html.unescape(re.sub(r"<[^>]+>", "", " ".join(pane.html for pane in below(self.view, Pane))))


@pytest.fixture
def marker(folder):
    return Marker(folder)


def test_texts_come_in_the_order_of_the_marker_one_after_the_other(folder, marker):
    order = in_order(folder.numbers()[EXERCISE], EXERCISE, "AB")
    seen = []
    for number in order:
        seen.append(marker.number)
        assert marker.reader.text == folder.sheet(number, EXERCISE).answers[EXERCISE]
        marker.key("n")
    assert seen == order
    assert "Of 6 sheets 6 are done, 0 handed on, 0 put off." in marker.words()


def test_digits_tick_and_the_level_follows_and_says_what_is_missing(folder, marker):
    assert "Level 1. For level 2 these are missing: N and S." in marker.words()
    for digit in "12":
        marker.key(digit)
    assert "Level 2. For level 3 these are missing: G, P and A." in marker.words()
    assert [key for key, switch in marker.ticks.items() if switch.value] == ["N", "S"]
    marker.key("1")
    assert Marks(folder, EXERCISE, "AB")[marker.number].ticks == ("S",)


def test_a_tick_by_mouse_is_saved_too(folder, marker):
    marker.ticks["N"].hear({"value": True})
    assert Marks(folder, EXERCISE, "AB")[marker.number].ticks == ("N",)


def test_after_every_step_to_another_text_the_text_has_the_focus(marker):
    for key in "nsbhu":
        before = marker.reader.focuses
        marker.key(key)
        assert marker.reader.focuses == before + 1
    before = marker.line.focuses
    marker.key("c")
    assert marker.line.focuses == before + 1


def test_after_the_initials_the_text_has_the_focus_as_the_first_thing_that_a_key_can_reach(folder, monkeypatch):
    view, told = marking(folder.path).live(), []
    live = Live(view)
    monkeypatch.setattr(live, "send_state", told.append)
    below(view, Entry)[0].hear({"text": "AB"})
    place = next(part for part in below(view, Box) if part.focuses)
    (number,) = (number for number, part in live.parts.items() if part is place)
    keys = [key for together in told for key in together]
    assert keys.index(f"{number}.children") < keys.index(f"{number}.focuses")
    controls = [part for part in place.tree() if isinstance(part, (Reader, Switch, Entry, Button, Choice))]
    assert isinstance(controls[0], Reader)


def test_what_is_put_off_comes_last_and_back_leads_to_where_one_was(marker):
    first = marker.number
    marker.key("s")
    second = marker.number
    assert second != first
    marker.key("b")
    assert marker.number == first
    marker.key("s")
    for _ in range(5):
        assert marker.number != first
        marker.key("n")
    assert marker.number == first


def test_after_the_last_text_it_says_that_nothing_is_left_and_what_comes_next(folder, marker):
    last = "Nothing is left for you here. When a second marker has nothing left either, “agree” comes next."
    for _ in range(6):
        assert last not in marker.words()
        marker.key("n")
    assert last in marker.words()
    number = marker.number
    Marks(folder, EXERCISE, "CD").save(number, Mark(("N", "S"), (), "done"))
    both = Marker(folder, "agreed")
    assert "“give-back” comes next" not in both.words()
    both.key("n")
    assert "You have agreed on all of them. “give-back” comes next." in both.words()


def test_next_unmarked_leaves_no_mark(folder, marker):
    first = marker.number
    marker.key("u")
    assert marker.number != first
    assert Marks(folder, EXERCISE, "AB")[first].state == "open"


def test_what_is_handed_on_comes_first_for_the_other_marker(folder, marker):
    marker.key("n")
    handed = marker.number
    marker.key("h")
    assert Marker(folder, "CD").number == handed
    assert "1 handed on" in marker.words()


def test_who_comes_back_goes_on_with_the_next_one_and_finds_every_mark(folder, marker):
    marker.key("1")
    first = marker.number
    marker.key("n")
    again = Marker(folder)
    assert again.number == marker.number != first
    assert "Of 6 sheets 1 are done" in again.words()
    again.key("u")
    assert Marks(folder, EXERCISE, "AB")[first].ticks == ("N",)


def test_a_comment_is_kept_the_line_is_empty_and_the_text_has_the_focus(folder, marker):
    before = marker.reader.focuses
    marker.line.hear({"text": "  Which court?  "})
    assert marker.line.state == {"shown": "", "message": ""}
    assert marker.reader.focuses == before + 1
    assert Marks(folder, EXERCISE, "AB")[marker.number].comments == (Comment("Which court?"),)
    assert "Which court?" in marker.words()


def test_a_comment_on_a_passage_quotes_it(folder, marker):
    passage = (4, 12)
    quoted = marker.reader.text[4:12]
    marker.key("c", passage)
    assert quoted in marker.line.label
    marker.reader.hear({"passage": [4, 12]})
    marker.line.hear({"text": "Says who?"})
    assert Marks(folder, EXERCISE, "AB")[marker.number].comments == (Comment("Says who?", passage),)
    assert f"{quoted} Says who?" in marker.words()
    assert "passage" not in marker.line.label


def test_comments_are_offered_again_with_how_often_they_were_used_also_by_others(folder, marker):
    for _ in range(3):
        marker.line.hear({"text": "Which court?"})
        marker.key("n")
    marker.line.hear({"text": "Good."})
    assert marker.line.suggestions == [["Which court?", "used: 3"], ["Good.", "used: 1"]]
    assert Marker(folder, "CD").line.suggestions[0] == ["Which court?", "used: 3"]


def test_a_comment_that_is_removed_is_gone_and_no_longer_offered(folder, marker):
    marker.line.hear({"text": "Wrong."})
    (remove,) = [button for button in below(marker.view, Button) if button.label == "Remove"]
    remove.press()
    assert Marks(folder, EXERCISE, "AB")[marker.number].comments == ()
    assert marker.line.suggestions == []


def test_beside_the_text_stands_how_it_is_marked(marker):
    found = record(EXERCISE, Exercise)
    assert found.rubric.slip in marker.words()
    assert "f-G020" in marker.words()


def test_of_10_the_verdict_stands_below_the_essay(folder, tmp_path):
    parts = {"position": "It was <b>both</b>.", "cards": {"f-P032": "for"}, "confidence": "low"}
    page = made_class.page(1, "10-exercise", answers={"10-exercise": "essay", "10-w10b": parts})[1]
    own = Folder(tmp_path / "own")
    collect([made_class.packed(tmp_path / "x.zip", {"a/s.html": page})], own)
    shown = Marker(own, exercise="10-exercise")
    assert shown.reader.text == "essay"
    assert "Build your verdict" in shown.words()
    assert "It was <b>both</b>." in shown.words()
    assert "<b>both" not in " ".join(pane.html for pane in below(shown.view, Pane))


def test_markup_in_a_text_or_a_comment_is_shown_and_nothing_else(folder, tmp_path):
    text = '<img src=x onerror="alert(1)"> [a](javascript:b)'
    own = Folder(tmp_path / "own")
    page = made_class.page(1, answers={EXERCISE: text})[1]
    collect([made_class.packed(tmp_path / "x.zip", {"a/s.html": page})], own)
    shown = Marker(own)
    assert shown.reader.text == text
    shown.reader.hear({"passage": [0, 20]})
    shown.line.hear({"text": text})
    assert "<img" not in " ".join(pane.html for pane in below(shown.view, Pane))


def test_nothing_of_who_is_who_is_opened_or_shown(folder, monkeypatch):
    opened = []

    def watched(kept):
        return lambda self, *how, **more: opened.append(self.name) or kept(self, *how, **more)

    for name in ("read_text", "read_bytes", "open"):
        monkeypatch.setattr(Path, name, watched(getattr(Path, name)))
    marker = Marker(folder)
    for key in "12nhsb":
        marker.key(key)
    assert opened
    assert WHO not in opened
    assert not re.search(r"Student|assignsubmission|2026-11", sent(marker.view))


def test_a_disk_that_is_full_is_told_and_the_tick_goes_back(marker, full_disk):
    full_disk()
    with pytest.raises(SeminarError, match="Not saved: No space left"):
        marker.key("1")
    assert not marker.ticks["N"].value


@pytest.mark.parametrize("passage", [[5, 2], [0, 10**9], ["a", "b"], [1], None, [True, True]])
def test_a_passage_that_is_none_is_refused(marker, passage):
    with pytest.raises(SeminarError, match="This passage is not in the text"):
        marker.reader.hear({"passage": passage, "key": "1"})
    assert not marker.ticks["N"].value


def test_a_key_that_means_nothing_is_refused(marker):
    with pytest.raises(SeminarError, match="There is no such key here"):
        marker.reader.hear({"passage": [0, 0], "key": "x"})


def test_a_text_that_was_collected_anew_is_told(folder, marker, tmp_path):
    marker.key("1")
    number, told = marker.number, "Another text was collected since this one was marked."
    assert told not in marker.words()
    pages = [made_class.page(n, day="2026-12-01", answers={EXERCISE: "new"})[1] for n in range(6)]
    newer = {f"X_{4000 + n}_assignsubmission_file_/s.html": page for n, page in enumerate(pages)}
    collect([made_class.packed(tmp_path / "n.zip", newer)], folder)
    again = Marker(folder)
    assert (again.number, again.reader.text) == (number, "new")
    assert told in again.words()


def test_a_text_that_was_collected_anew_comes_again_and_no_mark_of_the_old_one_goes_back(folder, marker, tmp_path):
    for _ in range(6):
        marker.key("n")
    changed = {row.number for row in folder.who() if row.person in ("4001", "4002")}
    pages = {n: made_class.page(n, day="2026-12-01", answers={EXERCISE: "new"})[1] for n in (1, 2)}
    newer = {f"X_{4000 + n}_assignsubmission_file_/s.html": page for n, page in pages.items()}
    collect([made_class.packed(tmp_path / "n.zip", newer)], folder)
    collect([made_class.packed(tmp_path / "10.zip", made_class.moodle(2, "10-exercise"))], folder)
    problems = from_csv((folder.path / PROBLEMS).read_bytes())
    assert {row["number"] for row in problems if "newer" in row["what"]} == changed
    (line,) = [line for line in give_back(folder, EXERCISE).lines if "another text was collected" in line]
    assert set(re.findall(r"\d{3}", line)) == changed
    with zipfile.ZipFile(folder.path / "back" / "feedback-06.zip") as archive:
        assert len(archive.namelist()) == 6 - len(changed)
    again, seen = Marker(folder), set()
    for _ in range(2):
        seen.add(again.number)
        again.key("n")
    assert seen == changed
    assert not [line for line in give_back(folder, EXERCISE).lines if "another text was collected" in line]


def test_those_who_agree_see_both_marks_and_only_where_they_differ(folder):
    first, second, *_ = folder.numbers()[EXERCISE]
    for name, ticks in {"AB": ("N", "S"), "CD": ("N",)}.items():
        Marks(folder, EXERCISE, name).save(first, Mark(ticks, (Comment(f"by {name}"),), "done"))
        Marks(folder, EXERCISE, name).save(second, Mark(("N",), (), "done"))
    both = Marker(folder, "agreed")
    assert both.number == first
    assert "AB: level 2" in both.words()
    assert "CD: level 1" in both.words()
    both.key("1")
    both.key("n")
    assert Marks(folder, EXERCISE, AGREED)[first].state == "done"
    assert "Of 1 sheets 1 are done" in both.words()


def test_those_who_agree_begin_with_the_ticks_of_both_and_the_comments_of_both_go_back(folder):
    number = folder.numbers()[EXERCISE][0]
    ticks = {"AB": ("N", "S", "G"), "CD": ("N", "G")}
    for name, found in ticks.items():
        Marks(folder, EXERCISE, name).save(number, Mark(found, (Comment(f"by {name}", (0, 5)),), "done"))
    both = Marker(folder, "agreed")
    assert [key for key, switch in both.ticks.items() if switch.value] == ["N", "G"]
    assert Marks(folder, EXERCISE, AGREED)[number] == Mark()
    remove = [button for button in below(both.view, Button) if button.label == "Remove"]
    both.line.hear({"text": "by both"})
    both.key("2")
    both.key("n")
    (result,) = results(folder, EXERCISE)
    assert (result.level, result.ticks) == (2, ("N", "S", "G"))
    assert [comment.text for comment in result.comments] == ["by AB", "by CD", "by both"]
    remove[0].press()
    assert [comment.text for comment in Marks(folder, EXERCISE, AGREED)[number].comments] == ["by CD", "by both"]
    assert both.line.suggestions[0] == ["by CD", "used: 2"]


def test_without_a_difference_there_is_nothing_to_agree(folder):
    view = marking(folder.path).live()
    below(view, Entry)[0].hear({"text": "agreed"})
    assert "Nothing has to be agreed on now." in below(view, Entry)[0].problem


def test_our_scripts_stand_beside_the_text_where_there_are_some(marker):
    (tabs,) = [choice for choice in below(marker.view, Choice) if choice.look == "tabs"]
    for option in tabs.options:
        tabs.hear({"value": option["id"]})
        assert marker.words()


def test_a_folder_without_sheets_is_one_sentence(tmp_path):
    with pytest.raises(SeminarError, match="Expected a folder into which “collect” has put some"):
        marking(tmp_path).live()


def test_the_notebook_for_marking_is_written_into_the_folder_once_and_is_locked(folder):
    path = write_notebook(folder.path)
    written = path.stat().st_mtime_ns
    assert write_notebook(folder.path).stat().st_mtime_ns == written
    found = nbformat.read(path, 4)
    nbformat.validate(found)
    assert not any(cell.metadata["editable"] or cell.metadata["deletable"] for cell in found.cells)
    ((shown,),) = (cell.outputs for cell in found.cells if cell.cell_type == "code")
    assert 'class="seminar still"' in shown.data["text/html"]  # what the shortcuts of the pack look for in a page
    assert "Choose Run, then Run All Cells. Then type your initials" in shown.data["text/html"]
    path.write_text("changed by hand")
    write_notebook(folder.path)
    assert nbformat.read(path, 4) == found


def test_a_folder_without_sheets_gets_no_notebook(tmp_path, capsys):
    assert main(["mark", str(tmp_path)]) == 1
    assert "There are no sheets in" in capsys.readouterr().err
    assert [*tmp_path.iterdir()] == []
