"""What leaves, comes back and goes: sheets without traces of a person, hostile sheets, nothing left after clearing."""

import getpass
import json
import re
import socket

import pytest
from seminar.answers import sheets
from seminar.answers.store import Store, new_session, store
from seminar.errors import SeminarError

HOSTILE = '<img src=x onerror="alert(1)"> [a](javascript:b) \u202eright to left 🙂'


@pytest.fixture
def written():
    here = store("07")
    here.save("07-1", "a prompt")
    here.save("07-3", HOSTILE)
    here.save("07-exercise", "a memo")
    here.save("07-vote", "a")
    here.save("07-a", {"choice": "b", "checked": True})
    return here


def contents(files):
    return {file.name: file.read_text("utf-8") for file in files}


def test_a_sheet_holds_exercises_and_the_ticked_prompts(written, answers_folder):
    (file,) = sheets.export(["07-1"])
    sheet = json.loads(file.read_text("utf-8"))
    assert file.parent == answers_folder / "export"
    assert [(answer["question"], answer["text"]) for answer in sheet["answers"]] == [
        ("07-1", "a prompt"),
        ("07-exercise", "a memo"),
    ]
    assert re.fullmatch(r"[A-Z2-9]{8}", sheet["code"])
    assert set(sheet) == {"format", "version", "code", "day", "answers"}


def test_votes_and_checks_go_apart_and_without_the_code(written):
    files = contents(sheets.export(["07-1"], choices=True))
    choices = json.loads(files["choices.json"])
    assert {answer["question"] for answer in choices["answers"]} == {"07-vote", "07-a"}
    assert sheets.code() not in files["choices.json"]
    (sheet,) = (text for name, text in files.items() if name.startswith("sheet-"))
    assert "07-vote" not in sheet


def test_the_survey_goes_with_the_choices_and_stays_out_of_the_sheet():
    store("00").save("00-w00c", {"1": "c"})
    store("10").save("10-w10c-class", {"before": {"slips": 12, "right": {}}})
    store("10").save("10-exercise", "My essay.")
    files = contents(sheets.export([], choices=True))
    assert json.loads(files["choices.json"])["answers"] == [{"question": "00-w00c", "value": {"1": "c"}}]
    (sheet,) = (text for name, text in files.items() if name.startswith("sheet-"))
    assert "00-w00c" not in sheet
    assert "slips" not in " ".join(files.values()), "totals of a class are nobody's answer"


def test_votes_on_claims_go_with_the_choices_stay_out_of_the_sheet_and_are_cleared(claims_vote, answers_folder):
    here = store("01")
    here.save("01-vote-C01", "a")
    here.save("01-revote-C21", "d")
    store("07").save("07-exercise", "a memo")
    assert [answer.question for answer in sheets.texts()] == ["07-exercise"]
    files = contents(sheets.export([], choices=True))
    assert [(answer["question"], answer["value"]) for answer in json.loads(files["choices.json"])["answers"]] == [
        ("01-vote-C01", "a"),
        ("01-revote-C21", "d"),
    ]
    lay(answers_folder, "sheet.json", sheet(answers=[{"question": "01-vote-C01", "text": "b"}]))
    assert sheets.bring_back() == ["sheet.json: 0 of 1 answers brought back, 1 that this pack does not ask."]
    sheets.clear()
    assert sheets.answered() == []
    assert store("01").value("01-vote-C01") is None


def test_nothing_tells_who_or_where_or_when_to_the_minute(written, answers_folder):
    for name, text in contents(sheets.export(["07-1"], choices=True, to_read=True)).items():
        for trace in (getpass.getuser() + "/", socket.gethostname(), str(answers_folder), "/tmp"):
            assert trace not in text, name
        assert not re.search(r"\d\d:\d\d", text), name


def test_the_code_stays_until_everything_is_cleared(written):
    first = sheets.code()
    new_session()
    assert sheets.code() == first
    sheets.clear()
    assert sheets.code() != first


def test_the_twins_say_the_same_as_text(written):
    files = contents(sheets.export(["07-1", "07-3"], to_read=True))
    page = next(text for name, text in files.items() if name.endswith(".html"))
    words = next(text for name, text in files.items() if name.endswith(".md"))
    assert "a memo" in page
    assert "a memo" in words
    assert "<img" not in page
    assert "&lt;img" in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert "<img" not in words.replace("\\<", "")
    assert "](javascript" not in words.replace("\\]", "")


def test_an_empty_page_has_nothing_to_export():
    with pytest.raises(SeminarError, match="nothing to export yet"):
        sheets.export([])


def lay(answers_folder, name, content):
    folder = answers_folder / "import"
    folder.mkdir(parents=True, exist_ok=True)
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    (folder / name).write_bytes(data)


def sheet(**changes):
    return {"format": sheets.FORMAT, "version": 1, "code": "ABCDEFGH", "day": "2026-11-24", "answers": [], **changes}


def test_a_sheet_from_another_computer_comes_back(written, answers_folder):
    (file,) = sheets.export(["07-1", "07-3"])
    text = file.read_bytes()
    sheets.clear()
    assert store("07").value("07-1") is None
    lay(answers_folder, "sheet.json", text)
    assert sheets.bring_back() == ["sheet.json: 3 of 3 answers brought back."]
    assert store("07").value("07-1") == "a prompt"
    assert store("07").value("07-3") == HOSTILE.replace("\u202e", "")
    assert sheets.bring_back() == ["sheet.json: 0 of 3 answers brought back."]


def test_a_text_that_differs_is_put_beside_the_one_here(written, answers_folder):
    lay(answers_folder, "sheet.json", sheet(answers=[{"question": "07-1", "text": "from the other computer"}]))
    sheets.bring_back()
    assert {revision.value for revision in Store("07").latest("07-1")} == {"a prompt", "from the other computer"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"{", "it cannot be read in line 1"),
        (b"[" * 100_000, "it cannot be read"),
        (b'{"a": NaN}', "it cannot be read"),
        (b'{"a": 1, "a": 2}', "it cannot be read"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "it cannot be read"),
        (b"\xff\xfe", "it cannot be read"),
        (b" " * 5_000_001, "the file is too large"),
        ([], "it is not an answer sheet"),
        ({"format": "something"}, "it is not an answer sheet"),
        (sheet(version=2), "another version of the pack. Expected version 1"),
        (sheet(answers={"a": 1}), "its list of answers is not right"),
        (sheet(answers=[{"question": "07-1", "text": 3}]), "is not a question and a text"),
        (sheet(answers=[{"question": "07-1", "text": "x", "mark": 4}]), "is not a question and a text"),
        (sheet(answers=[{}] * 501), "its list of answers is not right"),
    ],
)
def test_a_bad_sheet_is_one_line_and_stops_no_other(answers_folder, content, expected):
    lay(answers_folder, "bad.json", content)
    lay(answers_folder, "good.json", sheet(answers=[{"question": "07-1", "text": "fine"}]))
    bad, good = sheets.bring_back()
    assert bad.startswith("bad.json: ")
    assert expected in bad
    assert good == "good.json: 1 of 1 answers brought back."
    assert store("07").value("07-1") == "fine"


@pytest.mark.parametrize("question", ["07-99", "99-1", "../../x", "07-a", "07-vote", "07-vote-C01", "", "07-1\n"])
def test_only_questions_that_the_pack_asks_in_writing_are_taken(answers_folder, question):
    lay(answers_folder, "sheet.json", sheet(answers=[{"question": question, "text": "x"}]))
    assert sheets.bring_back() == ["sheet.json: 0 of 1 answers brought back, 1 that this pack does not ask."]


def test_half_characters_and_controls_are_left_out_and_long_texts_cut(answers_folder):
    text = "a\ud800\x00\u202eb\n" + "x" * 100_000
    lay(answers_folder, "sheet.json", sheet(answers=[{"question": "07-1", "text": text}]))
    sheets.bring_back()
    value = store("07").value("07-1")
    assert value.startswith("ab\nxxx")
    assert len(value) == sheets.LONGEST_TEXT


def test_without_a_sheet_there_is_a_sentence():
    assert sheets.bring_back()[0].startswith("There is no sheet in the folder “import”")


def test_clearing_removes_every_trace_and_nothing_of_others(written, answers_folder):
    sheets.export(["07-1"], choices=True, to_read=True)
    lay(answers_folder, "sheet.json", sheet())
    (answers_folder / "mine.txt").write_text("not of this pack")
    sheets.clear()
    assert [path.name for path in answers_folder.iterdir()] == ["mine.txt"]
    assert sheets.answered() == []


def test_answers_of_a_question_that_a_new_pack_no_longer_asks_are_kept(answers_folder):
    Store("07").save("07-old", "from before the update")
    store("07").save("07-1", "after")
    assert Store("07").value("07-old") == "from before the update"
    assert [answer.question for answer in sheets.texts()] == ["07-1"]
