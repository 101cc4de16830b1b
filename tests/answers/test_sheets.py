"""What leaves, comes back and goes: sheets without traces of a person, hostile sheets, nothing left after clearing."""

import getpass
import json
import re
import socket
import unicodedata
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.answers import sheets
from seminar.answers.store import Store, new_session, store
from seminar.course.sheet_page import sheet_page
from seminar.data.records import Activity, Exercise, Vote, is_written, may_leave, notebooks_with_records, records
from seminar.errors import SeminarError

HOSTILE = '<img src=x onerror="alert(1)"> [a](javascript:b) \u202eright to left 🙂 👩\u200d🎓'
ANONYMOUS = "07-3"


@pytest.fixture
def written():
    here = store("07")
    here.save("07-1", "a prompt")
    here.save("07-2", HOSTILE)
    here.save(ANONYMOUS, "for nobody")
    here.save("07-exercise", "a memo")
    here.save("07-vote", "a")
    here.save("07-a", {"choice": "b", "checked": True})
    return here


def exported(exercise, *ticked):
    sheet = sheets.made(exercise, ticked)
    return sheets.export(sheet, sheet_page(sheet))


def as_stored(file):
    """What stands as JSON in the page *file*."""
    return json.loads(
        re.search(r'<script type="application/json" id="answer-sheet">(.*?)</script>', file.read_text("utf-8"), re.S)[1]
    )


def answers_in(file):
    """Question → text or parts, of the sheet in *file*."""
    found = as_stored(file)["answers"]
    return {answer["question"]: answer.get("text", answer.get("parts")) for answer in found}


def test_a_sheet_holds_the_exercise_that_is_picked_and_nothing_else(written, answers_folder):
    store("06").save("06-exercise", "another exercise")
    file = exported("07-exercise")
    assert file.parent == answers_folder / "export"
    assert answers_in(file) == {"07-exercise": "a memo"}
    found = as_stored(file)
    assert list(found) == ["format", "version", "code", "day", "exercise", "answers"]
    assert found["exercise"] == "07-exercise"
    assert re.fullmatch(r"[A-Z2-9]{8}", found["code"])
    assert file.name == f"sheet-07-{found['code']}.html"


def test_a_prompt_goes_with_it_only_if_it_is_ticked(written):
    assert answers_in(exported("07-exercise", "07-1")) == {"07-1": "a prompt", "07-exercise": "a memo"}


def test_prompts_can_go_without_an_exercise(written):
    file = exported("", "07-1")
    assert answers_in(file) == {"07-1": "a prompt"}
    assert "exercise" not in as_stored(file)


def test_sheets_of_two_exercises_lie_side_by_side(written, answers_folder):
    store("06").save("06-exercise", "another exercise")
    exported("07-exercise")
    exported("06-exercise")
    assert len([*(answers_folder / "export").glob("sheet-*.html")]) == 2


def everything_answered():
    """Save something under every id of the pack that could be one of an answer, and more."""
    for notebook in notebooks_with_records():
        here = Store(notebook)
        for key in [*records(notebook), f"{notebook}-rules", f"{notebook}-w10c-class"]:
            here.save(key, f"text of {key}")


def test_whatever_is_asked_for_only_exercises_and_prompts_without_a_promise_leave():
    everything_answered()
    every = {key: found for notebook in notebooks_with_records() for key, found in records(notebook).items()}
    offered = [answer.question for answer in sheets.offered().exercises]
    assert offered == [key for key, found in every.items() if isinstance(found, Exercise)]
    for exercise in ["", *offered]:
        left = set(sheets.made(exercise, every).answers) - {exercise, "10-w10b"}
        assert left
        assert all(is_written(every[key]) and not every[key].anonymous for key in left)
        assert not left & {"10-6", "00-5", "06-vote", "06-a", "00-w00c", "10-w10c", *offered}


def test_what_stays_here_is_named():
    everything_answered()
    assert "10-6 What moved" in [answer.title for answer in sheets.offered().staying]
    assert not {answer.question for answer in sheets.offered().staying} & {
        answer.question for answer in sheets.offered().prompts
    }


def test_a_vote_a_check_and_a_survey_are_not_written_and_a_third_of_the_prompts_are_anonymous():
    every = [found for notebook in notebooks_with_records() for found in records(notebook).values()]
    assert not any(may_leave(found) for found in every if isinstance(found, Vote | Activity))
    kept = [found for found in every if is_written(found) and not may_leave(found)]
    assert 20 < len(kept) < 40


VERDICT = {
    "position": "It was <b>both</b>.",
    "system": "the lists of courts",
    "cards": {"f-P032": "for", "f-P052": ""},
    "confidence": "low",
}


def build(**parts):
    for part, value in parts.items():
        store("10").save(f"10-w10b-{part}", value)


def test_the_verdict_goes_with_exercise_10_and_with_no_other(written):
    build(**VERDICT)
    store("10").save("10-exercise", "My essay.")
    assert answers_in(exported("10-exercise")) == {"10-exercise": "My essay.", "10-w10b": VERDICT}
    assert "10-w10b" not in answers_in(exported("07-exercise"))


def test_a_verdict_without_an_essay_can_be_handed_in_too():
    build(**VERDICT)
    assert [answer.title for answer in sheets.offered().exercises] == ["10 A verdict with its appendix"]
    assert answers_in(exported("10-exercise")) == {"10-w10b": VERDICT}


def test_an_exercise_brings_along_what_activities_of_the_pack_keep():
    for notebook in notebooks_with_records():
        for found in records(notebook).values():
            for activity in found.brings if isinstance(found, Exercise) else ():
                assert records(notebook)[activity].kept


def test_what_another_kernel_saved_until_now_is_what_leaves(written):
    sheets.offered()
    Store("07").save("07-exercise", "a newer memo")
    assert answers_in(exported("07-exercise")) == {"07-exercise": "a newer memo"}


def test_nothing_tells_who_or_where_or_when_to_the_minute(written, answers_folder):
    file = exported("07-exercise", "07-1")
    text = file.read_text("utf-8")
    zone = datetime.now().astimezone().tzname()
    for trace in (getpass.getuser() + "/", socket.gethostname(), str(answers_folder), "/tmp", zone, "revision"):
        assert trace not in text
    assert not re.search(r"\d\d:\d\d|[+-]\d\d\d\d", text.replace(as_stored(file)["day"], ""))


def test_signs_of_every_script_stand_in_a_sheet_as_they_are(written):
    store("07").save("07-exercise", "信用 é \ud800half")
    assert "信用 é half" in exported("07-exercise").read_text("utf-8")


def test_the_code_stays_until_everything_is_cleared(written):
    first = sheets.code()
    new_session()
    assert sheets.code() == first
    sheets.clear()
    assert sheets.code() != first


@pytest.mark.parametrize("picked", ["", "07-exercise", "07-vote", "../../x", "07-99"])
def test_where_nothing_is_picked_there_is_nothing_to_export(picked):
    with pytest.raises(SeminarError, match="Nothing is picked, so no file was made"):
        sheets.made(picked, [])


def test_a_sheet_that_could_not_be_brought_back_is_not_made(monkeypatch, written, answers_folder):
    monkeypatch.setattr(sheets, "LARGEST_FILE", 200)
    with pytest.raises(SeminarError, match="Tick fewer prompts"):
        exported("07-exercise", "07-1", "07-2")
    assert not (answers_folder / "export").exists()


def lay(answers_folder, name, content):
    folder = answers_folder / "import"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content if isinstance(content, bytes) else as_file(content).encode())


def as_file(content):
    return content if isinstance(content, str) else json.dumps(content)


def sheet(**changes):
    return {"format": sheets.FORMAT, "version": 2, "code": "ABCDEFGH", "day": "2026-11-24", "answers": [], **changes}


def with_text(question, text, **changes):
    return sheet(answers=[{"question": question, "text": text}], **changes)


def brought(content, name="sheet.json"):
    return sheets.bring_back(name, as_file(content))


def test_a_sheet_from_another_computer_comes_back(written):
    text = exported("07-exercise", "07-1", "07-2").read_text("utf-8")
    sheets.clear()
    assert store("07").value("07-1") is None
    assert brought(text) == (
        "sheet.json: 3 of 3 answers brought back. Shown in the box: 07 City memo; 07-1 The missing number; "
        f"07-2 {records('07')['07-2'].title}."
    )
    assert store("07").value("07-1") == "a prompt"
    assert store("07").value("07-2") == HOSTILE.replace("\u202e", "")
    assert brought(text) == "sheet.json: 0 of 3 answers brought back. The others were here already."


def test_a_sheet_that_comes_back_where_it_was_made_changes_nothing(written):
    text = exported("07-exercise", "07-2").read_text("utf-8")
    assert brought(text).startswith("sheet.json: 0 of 2 answers brought back")
    assert [revision.value for revision in Store("07").latest("07-2")] == [HOSTILE]


def test_a_verdict_comes_back(written):
    build(**VERDICT)
    text = exported("10-exercise").read_text("utf-8")
    sheets.clear()
    assert brought(text).startswith("sheet.json: 1 of 1 answers brought back")
    assert {part: store("10").value(f"10-w10b-{part}") for part in VERDICT} == VERDICT


def test_cards_that_differ_stay_as_they_are_and_texts_stand_side_by_side():
    build(**VERDICT)
    text = exported("10-exercise").read_text("utf-8")
    build(position="Mine.", cards={"f-P132": "for"})
    assert brought(text).endswith("A choice of your own that differs stays as it is here.")
    assert store("10").value("10-w10b-cards") == {"f-P132": "for"}
    assert {end.value for end in Store("10").latest("10-w10b-position")} == {"Mine.", VERDICT["position"]}


@pytest.mark.parametrize(
    "parts",
    [
        {"cards": {"f-P032": ["for"]}, "position": 3, "system": None, "w": "x"},
        {"position": {"a": {"b": {}}}},
        {"../x": "y", "class": "z"},
        {str(n): "x" for n in range(1_000)},
    ],
)
def test_parts_of_a_verdict_that_make_no_sense_are_left_out(parts):
    said = brought(sheet(answers=[{"question": "10-w10b", "parts": parts}]))
    assert "0 of 1 answers brought back" in said
    assert store("10")._revisions == {}


LINES = {"all": "10,000", "wanted": "9 of 10 <with> an alarm"}


def test_the_lines_that_an_exercise_asks_for_stand_in_its_sheet_and_come_back(written):
    for key, text in LINES.items():
        written.save(f"07-exercise-{key}", text)
    file = exported("07-exercise")
    assert answers_in(file) == {"07-exercise": {"text": "a memo", **LINES}}
    sheets.clear()
    assert brought(file.read_text("utf-8")).startswith("sheet.json: 1 of 1 answers brought back")
    assert store("07").value("07-exercise") == "a memo"
    assert {key: store("07").value(f"07-exercise-{key}") for key in LINES} == LINES


def test_such_a_line_alone_can_be_handed_in_too():
    store("03").save("03-exercise-clip-g", "5 信用")
    assert answers_in(exported("03-exercise")) == {"03-exercise": {"clip-g": "5 信用"}}


def test_a_text_that_ends_the_place_of_the_sheet_in_its_page_ends_nothing(written):
    text = "</script><script>alert(1)</script><!--<script"
    written.save("07-exercise", text)
    file = exported("07-exercise")
    assert file.read_text("utf-8").count("<script") == 1
    assert sheets.read_sheet(file.read_text("utf-8")).answers == {"07-exercise": text}


def test_only_the_first_sheet_in_a_page_counts_and_a_page_that_was_cut_is_none(written):
    page = exported("07-exercise").read_text("utf-8")
    assert sheets.read_sheet(page + page.replace("a memo", "another")).answers == {"07-exercise": "a memo"}
    with pytest.raises(sheets.NoSheet, match="not a whole one"):
        sheets.read_sheet(page.partition("</script>")[0])


def slow_safe_text(text):
    """Sign by sign, what ``_safe_text`` should leave."""
    kept = [sign for sign in text if sign in "\n\t\u200c\u200d" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs")]
    return "".join(kept)[: sheets.LONGEST_TEXT]


@given(st.text(st.characters(), max_size=60))
def test_the_fast_way_through_a_text_leaves_what_the_slow_one_does(text):
    assert sheets._safe_text(text) == slow_safe_text(text)


@pytest.mark.parametrize("field", ["exercise", "code", "day"])
@pytest.mark.parametrize("value", [3, None, ["x"], {"a": "b"}, json.loads("[" * 900 + "]" * 900)])
def test_what_should_be_a_word_and_is_none_counts_as_nothing(field, value):
    assert getattr(sheets.read_sheet(as_file(sheet(**{field: value}))), field) == ""


def test_sheets_of_the_first_version_can_be_read():
    assert brought(with_text("07-1", "fine", version=1)).startswith("sheet.json: 1 of 1 answers brought back")


def test_a_sheet_says_its_exercise_code_and_day_to_whoever_marks_it(written):
    file = exported("07-exercise")
    found = sheets.read_sheet(file.read_text("utf-8"))
    assert (found.exercise, found.code, found.answers) == ("07-exercise", sheets.code(), {"07-exercise": "a memo"})
    assert found.day == as_stored(file)["day"]


def test_a_text_that_differs_is_put_beside_the_one_here_and_the_line_says_which(written):
    home = [{"question": "07-1", "text": "from the other computer"}, {"question": "07-5", "text": "new"}]
    said = brought(sheet(answers=home))
    assert said == (
        f"sheet.json: 2 of 2 answers brought back. Shown in the box: 07-5 {records('07')['07-5'].title}. Your own text "
        "differs: one stands in the box, the other below it, under “Also found”: 07-1 The missing number."
    )
    assert {revision.value for revision in Store("07").latest("07-1")} == {"a prompt", "from the other computer"}


def test_what_comes_back_to_a_box_that_was_emptied_stands_in_it(written):
    written.save("07-1", "")
    assert "Shown in the box: 07-1 " in brought(with_text("07-1", "from the other computer"))
    assert [revision.value for revision in Store("07").latest("07-1")] == ["from the other computer"]


BAD = [
    ("", "the file is empty"),
    (" \n", "the file is empty"),
    ("{", "it is not a file made to hand in"),
    ("[" * 100_000, "it is not a file made to hand in"),
    ('{"a": NaN}', "it is not a file made to hand in"),
    ('{"a": 1, "a": 2}', "it is not a file made to hand in"),
    ('{"a": ' + "9" * 5_000 + "}", "it is not a file made to hand in"),
    ("<!doctype html><p>the page to read", "it is not a file made to hand in"),
    ([], "it is not an answer sheet"),
    ({"format": "something"}, "it is not an answer sheet"),
    (sheet(version=3), "it was made by another version of this course"),
    (sheet(version="2"), "it was made by another version of this course"),
    (sheet(answers={"a": 1}), "its list of answers is not right"),
    (sheet(answers=[{"question": "07-1", "text": 3}]), "is not a question and a text"),
    (sheet(answers=[{"question": "07-1", "text": "x", "mark": 4}]), "is not a question and a text"),
    (sheet(answers=[{"question": "07-1", "parts": ["x"]}]), "is not a question and a text"),
    (sheet(answers=[{"question": 7, "text": "x"}]), "is not a question and a text"),
    (sheet(answers=[{}] * 501), "its list of answers is not right"),
]


@pytest.mark.parametrize(("content", "expected"), BAD)
def test_a_bad_sheet_is_one_sentence_that_says_what_is_safe_and_what_to_do(written, content, expected):
    with pytest.raises(SeminarError) as told:
        brought(content, "my file.json")
    assert str(told.value).startswith("my file.json: ")
    assert expected in str(told.value)
    assert "Nothing was changed here." in str(told.value)
    assert "Choose the file that was made to hand in" in str(told.value)
    assert store("07").value("07-1") == "a prompt"


@pytest.mark.parametrize(
    ("content", "expected"),
    [(b"\xff\xfe", "no text"), (b" " * 4_000_001, "larger than 4 MB"), (b"{", "it is not a file made to hand in")],
)
def test_a_bad_file_in_the_folder_stops_no_other(answers_folder, content, expected):
    lay(answers_folder, "bad.json", content)
    lay(answers_folder, "good.json", with_text("07-1", "fine"))
    bad, good = sheets.bring_back_all()
    assert bad.startswith("bad.json: ")
    assert expected in bad
    assert good.startswith("good.json: 1 of 1 answers brought back")
    assert store("07").value("07-1") == "fine"


@pytest.mark.parametrize("question", ["07-99", "99-1", "../../x", "07-a", "07-vote", "07-vote-C01", "", "07-1\n"])
def test_only_questions_that_the_pack_asks_in_writing_are_taken(question):
    said = brought(with_text(question, "x"))
    assert "0 of 1 answers brought back" in said
    assert said.endswith("1 are to questions that this pack does not ask in writing.")


def test_half_characters_and_controls_are_left_out_and_long_texts_cut():
    brought(with_text("07-1", "a\ud800\x00\u202eb\n" + "x" * 100_000))
    value = store("07").value("07-1")
    assert value.startswith("ab\nxxx")
    assert len(value) == sheets.LONGEST_TEXT


def test_without_a_sheet_there_is_a_sentence():
    assert sheets.bring_back_all()[0].startswith("There is no sheet in the folder “import”")


def test_clearing_removes_every_answer_and_keeps_files_unless_they_are_named(written, answers_folder):
    file = exported("07-exercise")
    lay(answers_folder, "sheet.json", sheet())
    (answers_folder / "mine.txt").write_text("not of this pack")
    (answers_folder / "sheet-code (conflicted copy)").write_text("ABCDEFGH")
    assert {found.name for found in sheets.files()} == {file.name, "sheet.json"}
    sheets.clear()
    assert {path.name for path in answers_folder.iterdir()} == {"export", "import", "mine.txt"}
    assert file.exists()
    assert sheets.offered().exercises == sheets.offered().prompts == sheets.offered().staying == []
    sheets.clear(with_files=True)
    assert [path.name for path in answers_folder.iterdir()] == ["mine.txt"]
    assert sheets.files() == []


def test_answers_of_a_question_that_a_new_pack_no_longer_asks_are_kept():
    Store("07").save("07-old", "from before the update")
    store("07").save("07-1", "after")
    assert Store("07").value("07-old") == "from before the update"
    assert [answer.question for answer in sheets.offered().prompts] == ["07-1"]


def test_a_vote_on_claims_never_leaves_never_comes_back_and_is_cleared(claims_vote):
    here = store("01")
    here.save("01-vote-C01", "a")
    here.save("01-revote-C21", "d")
    with pytest.raises(SeminarError):
        sheets.made("", ["01-vote", "01-vote-C01", "01-revote-C21"])
    assert "0 of 1 answers brought back" in brought(with_text("01-vote-C01", "b"))
    sheets.clear()
    assert store("01").value("01-vote-C01") is None
