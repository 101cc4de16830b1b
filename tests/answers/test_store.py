"""Answers are on the disk before anyone is told so, and survive crashes, other windows and edited files."""

import json
import os
import queue
import shutil
import sys
import threading

import pytest
from seminar.answers import store as answers
from seminar.answers.store import LONGEST_LINE, Store, answer_files, store
from seminar.errors import SeminarError
from seminar.screen.showing import showing
from support import forget


def lines(folder):
    return [line for file in answer_files(folder) for line in file.read_text("utf-8").splitlines() if line]


def test_a_saved_answer_is_one_line_of_json_that_a_new_session_finds(answers_folder):
    Store("07").save("07-1", "Hello 你好")
    record = json.loads(lines(answers_folder)[0])
    assert (record["question"], record["value"]) == ("07-1", "Hello 你好")
    assert Store("07").value("07-1") == "Hello 你好"


def test_a_text_or_parts_that_were_edited_into_something_else_count_as_empty():
    here = Store("07")
    assert (here.text("07-1"), here.parts("07-1")) == ("", {})
    here.save("07-1", "said")
    assert (here.text("07-1"), here.parts("07-1")) == ("said", {})
    here.save("07-1", {"choice": "a"})
    assert (here.text("07-1"), here.parts("07-1")) == ("", {"choice": "a"})


def test_every_revision_is_kept_and_the_last_one_counts(answers_folder):
    here = Store("07")
    for text in ("a", "ab", "abc"):
        here.save("07-1", text)
    assert len(lines(answers_folder)) == 3
    assert [revision.value for revision in Store("07").latest("07-1")] == ["abc"]


def test_nothing_is_written_before_something_is_said(answers_folder):
    assert Store("07").value("07-1") is None
    assert lines(answers_folder) == []


def test_the_folder_of_the_pack_is_named_only_where_answers_go_elsewhere_since_it_cannot_be_written(
    monkeypatch, pack_copy, tmp_path
):
    monkeypatch.delenv("SEMINAR_ANSWERS", raising=False)
    monkeypatch.setattr(answers.platformdirs, "user_data_path", lambda name: tmp_path / name)
    forget()
    assert answers.folder_not_used() is None
    own = pack_copy / "answers"
    shutil.rmtree(own, ignore_errors=True)
    own.write_text("a file where the folder was")
    forget()
    assert answers.folder_not_used() == own
    assert answers.answers_folder() == tmp_path / "seminar-answers"


def test_the_file_is_private(answers_folder):
    Store("07").save("07-1", "x")
    (file,) = answer_files(answers_folder)
    assert os.name == "nt" or file.stat().st_mode & 0o777 == 0o600


def test_the_bytes_and_the_name_of_a_new_file_are_on_the_disk_before_the_save_returns(answers_folder, monkeypatch):
    order, real = [], os.fsync

    def fsync(handle):
        order.append(os.readlink(f"/proc/self/fd/{handle}") if os.path.exists("/proc/self/fd") else "a file")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    here = Store("07")
    here.save("07-1", "x")
    (file,) = answer_files(answers_folder)
    assert order[0] in (str(file), "a file")
    assert order[1:] == [str(answers_folder / "07"), str(answers_folder)] or set(order) == {"a file"}
    order.clear()
    here.save("07-1", "xy")
    assert len(order) == 1, "the names are there already"


def test_two_sessions_side_by_side_keep_both_texts():
    one, other = Store("07"), Store("07")
    one.save("07-1", "from one window")
    other.save("07-1", "from another")
    assert {revision.value for revision in Store("07").latest("07-1")} == {"from one window", "from another"}


def test_a_session_that_has_seen_both_settles_it():
    one, other = Store("07"), Store("07")
    one.save("07-1", "one")
    other.save("07-1", "other")
    Store("07").save("07-1", "both")
    assert [revision.value for revision in Store("07").latest("07-1")] == ["both"]


def test_a_clock_set_back_does_not_bring_back_an_old_text(monkeypatch):
    class Clock(answers.datetime):
        hours = iter((12, 9))

        @classmethod
        def now(cls):
            return cls(2026, 11, 24, next(cls.hours))

    monkeypatch.setattr(answers, "datetime", Clock)
    Store("07").save("07-1", "first, at noon")
    Store("07").save("07-1", "second, at nine")
    assert Store("07").value("07-1") == "second, at nine"


@pytest.mark.parametrize(
    "broken",
    [
        '{"id": "aa-9", "question": "07-1", "val',
        "null",
        "[]",
        '{"id": "aa-0"}',
        '{"id": 3, "question": "07-1", "value": "x", "at": "y"}',
        '{"id": "aa-0", "question": ["07-1"], "value": "x", "at": "y"}',
        '{"id": "aa-0", "question": "07-1", "value": "x", "at": "y", "more": 1}',
        "[" * 100_000,
        '{"a": ' + "9" * 5_000 + "}",
        "x" * 500_000,
        "\x00\x01\ud7ff",
    ],
)
def test_a_broken_line_costs_only_itself(answers_folder, broken):
    Store("07").save("07-1", "whole")
    (file,) = answer_files(answers_folder)
    file.write_text(f"{broken}\n{file.read_text('utf-8')}{broken}", "utf-8")
    assert Store("07").value("07-1") == "whole"


def test_a_line_torn_by_a_full_disk_does_not_spoil_the_next(monkeypatch):
    here = Store("07")
    here.save("07-1", "before")
    real = os.write

    def torn(handle, data):
        if len(data) > 20:
            return real(handle, data[:20])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "write", lambda handle, data: torn(handle, data) if data[0:1] == b"\n" else torn(handle, b""))
        with pytest.raises(SeminarError, match="Not saved: No space left on device"):
            here.save("07-1", "lost on the way")
    here.save("07-1", "after")
    assert Store("07").value("07-1") == "after"


CALLS = ("open", "write", "fsync", "close")


@pytest.mark.parametrize("session", ["new", "old"])
@pytest.mark.parametrize(("call", "which"), [(call, n) for call in CALLS for n in range(3)])
def test_a_fault_in_any_call_of_a_save_loses_nothing_saved_and_is_told(monkeypatch, session, call, which):
    """The file, its folder and the folder above are opened, synced and closed: each of these calls fails once."""
    here = Store("07")
    here.save("07-1", "saved before")
    if session == "new":
        here = Store("07")
    told, calls, real = [], [], getattr(os, call)

    def broken(*arguments, **more):
        calls.append(arguments)
        if len(calls) == which + 1:
            if call == "close":
                real(*arguments)
            raise OSError(5, "Input/output error")
        return real(*arguments, **more)

    with monkeypatch.context() as disk:
        disk.setattr(os, call, broken)
        try:
            here.save("07-1", "perhaps")
            told.append("saved")
        except SeminarError as error:
            told.append(str(error))
    assert told[0].startswith(("saved", "Not saved: Input/output error. Your answer stays in this box. "))
    if told == ["saved"]:
        assert len(calls) <= which, "a call that failed was not told"
        assert Store("07").value("07-1") == here.value("07-1") == "perhaps"
    else:
        assert here.value("07-1") == "saved before"
        assert Store("07").value("07-1") in ("saved before", "perhaps")
    here.save("07-1", "saved after")
    assert [revision.value for revision in Store("07").latest("07-1")] == ["saved after"]


def test_bytes_that_the_disk_takes_one_at_a_time_arrive_whole(monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:1]))
    Store("07").save("07-1", "Hello 你好")
    assert Store("07").value("07-1") == "Hello 你好"


def test_an_answer_that_is_not_saved_is_not_counted(monkeypatch):
    here = Store("07")
    monkeypatch.setattr(os, "open", lambda *arguments: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
    with pytest.raises(SeminarError, match="Permission denied"):
        here.save("07-1", "x")
    assert here.value("07-1") is None


def test_an_answer_that_could_not_be_read_again_is_not_called_saved(answers_folder):
    here = Store("07")
    here.save("07-1", "x")
    with pytest.raises(SeminarError, match="longer than 1,000,000 bytes"):
        here.save("07-1", "x" * LONGEST_LINE)
    assert [line for line in lines(answers_folder) if len(line) > LONGEST_LINE] == []
    assert here.value("07-1") == "x"


def in_threads(*actions):
    """Do *actions* at the same time, with many switches between them; returns what they raised."""
    raised, usual = [], sys.getswitchinterval()

    def act(action):
        try:
            action()
        except Exception as error:
            raised.append(error)

    threads = [threading.Thread(target=act, args=(action,)) for action in actions]
    sys.setswitchinterval(1e-5)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(usual)
    return raised


def test_two_threads_that_save_beside_one_that_reads_lose_nothing(answers_folder):
    here, each, turns = Store("07"), 3_000, queue.Queue()

    def saver(name):
        for number in range(each):
            here.save(f"07-{number % 7}", f"{name} {number}")
            if number % 10 == 0:
                turns.put("read")
        turns.put("end")

    def reader():
        ended = 0
        while ended < 2:
            ended += turns.get() == "end"
            for number in range(7):
                here.look(f"07-{number}")
                here.latest(f"07-{number}")

    assert in_threads(lambda: saver("one"), lambda: saver("two"), reader) == []
    revisions = [json.loads(line) for line in lines(answers_folder)]
    assert len({revision["id"] for revision in revisions}) == 2 * each
    assert {revision["value"] for revision in revisions} == {f"{n} {i}" for n in ("one", "two") for i in range(each)}
    for question in range(7):
        assert [r.id for r in Store("07").latest(f"07-{question}")] == [r.id for r in here.latest(f"07-{question}")]
        assert len(here.latest(f"07-{question}")) == 1


def test_two_threads_that_open_a_notebook_get_one_store():
    opened = []
    assert in_threads(*[lambda: opened.append(store("07"))] * 8) == []
    assert len({id(one) for one in opened}) == 1


def test_a_box_that_looks_again_reads_only_what_is_new(monkeypatch):
    here, other = Store("07"), Store("07")
    other.save("07-1", "first")
    here.look("07-1")
    read, real = [], answers._revision
    monkeypatch.setattr(answers, "_revision", lambda line: (read.append(line), real(line))[1])
    for question in ("07-1", "07-2", "07-3"):
        here.look(question)
    assert read == []
    here.save("07-2", "own")
    here.look("07-2")
    assert read == [], "what this window wrote itself is known"
    other.save("07-1", "second")
    here.look("07-1")
    assert len(read) == 1
    assert here.value("07-1") == "second"


def test_what_a_window_has_not_shown_is_not_superseded_by_it():
    here, other = Store("07"), Store("07")
    other.save("07-1", "from another window")
    other.save("07-2", "this too")
    here.look("07-1")
    here.save("07-1", "answered to it")
    here.save("07-2", "without knowing")
    assert [revision.value for revision in Store("07").latest("07-1")] == ["answered to it"]
    assert {revision.value for revision in Store("07").latest("07-2")} == {"this too", "without knowing"}


def test_what_another_kernel_cleared_is_gone_when_a_box_is_shown_again(answers_folder):
    here, other = Store("07"), Store("07")
    other.save("07-1", "from another window")
    here.look("07-1")
    here.save("07-2", "from here")
    shutil.rmtree(answers_folder / "07")
    here.look("07-1", "07-2")
    assert (here.value("07-1"), here.value("07-2")) == (None, None)
    here.save("07-1", "of the next person")
    assert [revision.value for revision in Store("07").latest("07-1")] == ["of the next person"]


def test_a_folder_that_was_pulled_out_empties_no_box(answers_folder):
    here = Store("07")
    here.save("07-1", "mine")
    answers_folder.rename(answers_folder.with_name("away"))
    here.look("07-1")
    assert here.value("07-1") == "mine"


def test_who_only_reads_sees_what_every_kernel_saved_and_takes_nothing_as_known_for_another(answers_folder):
    here = answers.store("07")
    Store("07").save("07-1", "from another window")
    assert answers.on_disk("07").value("07-1") == "from another window"
    Store("07").save("07-2", "later")
    assert answers.on_disk("07").value("07-2") == "later"
    here.save("07-1", "without knowing")
    assert {end.value for end in answers.on_disk("07").latest("07-1")} == {"from another window", "without knowing"}
    shutil.rmtree(answers_folder / "07")
    assert answers.on_disk("07").value("07-1") is None


def test_files_with_the_old_ending_are_read(answers_folder):
    Store("07").save("07-1", "of last year")
    (file,) = answer_files(answers_folder)
    file.rename(file.with_suffix(".jsonl"))
    assert Store("07").value("07-1") == "of last year"
    Store("07").save("07-1", "of this year")
    assert {file.suffix for file in answer_files(answers_folder)} == {".jsonl", ".answers"}
    assert [revision.value for revision in Store("07").latest("07-1")] == ["of this year"]


COPY = "{0.stem} (conflicted copy){0.suffix}"


def test_a_copy_of_a_file_that_says_the_same_adds_nothing(answers_folder):
    here = Store("07")
    for text in ("a", "ab"):
        here.save("07-1", text)
    (file,) = answer_files(answers_folder)
    shutil.copy(file, file.with_name(COPY.format(file)))
    here.save("07-1", "abc")
    assert [revision.value for revision in Store("07").latest("07-1")] == ["abc"]


@pytest.mark.parametrize("first", ["the copy", "the file"])
def test_a_copy_that_went_its_own_way_is_shown_beside_the_file(answers_folder, first):
    here = Store("07")
    here.save("07-1", "common")
    (file,) = answer_files(answers_folder)
    whole = file.read_text("utf-8")
    here.save("07-1", "on the laptop")
    copy = file.with_name(COPY.format(file) if first == "the file" else f"Conflict of {file.name}")
    copy.write_text(whole + json.dumps({**record_of(whole), "id": f"{file.stem}-1", "value": "at school"}), "utf-8")
    assert {revision.value for revision in Store("07").latest("07-1")} == {"on the laptop", "at school"}
    Store("07").save("07-1", "both")
    assert [revision.value for revision in Store("07").latest("07-1")] == ["both"]


def record_of(text):
    return json.loads(text.strip().splitlines()[-1])


def test_sessions_put_together_in_one_file_still_follow_each_other(answers_folder):
    for text in ("first", "second", "third"):
        Store("07").save("07-1", text)
    files = answer_files(answers_folder)
    together = "".join(file.read_text("utf-8") for file in files)
    for file in files:
        file.unlink()
    (answers_folder / "07" / "all.answers").write_text(together, "utf-8")
    assert [revision.value for revision in Store("07").latest("07-1")] == ["third"]


def test_a_file_that_got_shorter_is_read_anew(answers_folder):
    here, other = Store("07"), Store("07")
    other.save("07-1", "a long text that will go")
    here.look("07-1")
    (file,) = answer_files(answers_folder)
    file.write_text(file.read_text("utf-8").replace("a long text that will go", "short"), "utf-8")
    here.look("07-1")
    assert here.value("07-1") == "short"


def test_a_line_that_is_still_on_its_way_is_taken_when_it_is_whole(answers_folder):
    here, other = Store("07"), Store("07")
    other.save("07-1", "whole")
    (file,) = answer_files(answers_folder)
    whole = file.read_bytes()
    file.write_bytes(whole[:-20])
    here.look("07-1")
    assert (here.value("07-1"), here.damage()) == (None, [])
    file.write_bytes(whole)
    here.look("07-1")
    assert (here.value("07-1"), here.damage()) == ("whole", [])


@pytest.mark.parametrize(("more", "lines"), [(b"", "1 line"), (b"x" * (LONGEST_LINE + 5) + b"\n", "2 lines")])
def test_lines_that_cannot_be_read_are_told_with_their_file(answers_folder, more, lines):
    Store("07").save("07-1", "whole")
    (file,) = answer_files(answers_folder)
    file.write_bytes(b"\xff\xfe torn\n" + file.read_bytes() + more)
    here = Store("07")
    assert here.value("07-1") == "whole"
    (said,) = here.damage()
    assert f"In the file {file.name} of your answers {lines} cannot be read." in said


def test_a_line_without_end_does_not_fill_the_memory(answers_folder, monkeypatch):
    monkeypatch.setattr(answers, "LONGEST_LINE", 100)
    (answers_folder / "07").mkdir(parents=True)
    with (answers_folder / "07" / "aa.answers").open("wb") as file:
        file.write(b"x" * 1_000 + b"\n" + b"y" * 1_000)
    with (answers_folder / "07" / "aa.answers").open("rb") as file:
        assert [len(line) for line in answers._lines(file)] == [101, 100]


def test_a_file_that_cannot_be_opened_is_told_and_stops_no_other(answers_folder):
    Store("07").save("07-1", "whole")
    (answers_folder / "07" / "aa.answers").mkdir()
    here = Store("07")
    assert here.value("07-1") == "whole"
    (said,) = here.damage()
    assert said.startswith("The file aa.answers of your answers cannot be opened: ")


def test_watchers_are_told_of_every_save_until_their_cell_is_shown_again():
    here, told = Store("07"), []
    here.watch(lambda: told.append("for good"))
    with showing("a cell"):
        here.watch(lambda: told.append("of the cell"))
    here.save("07-1", "x")
    assert told == ["for good", "of the cell"]
    with showing("a cell"):
        here.save("07-1", "y")
    assert told == ["for good", "of the cell", "for good"]


def test_without_a_name_in_the_environment_answers_live_in_the_pack(pack_copy, monkeypatch):
    monkeypatch.delenv(answers.FOLDER_VARIABLE)
    forget()
    assert answers.answers_folder() == pack_copy / "answers"
    assert answers.place() == "the folder “answers” of this pack"
    assert answers.browser_key("07-1").endswith("/07-1")


def test_a_pack_that_cannot_be_written_sends_answers_to_the_users_folder(pack_copy, monkeypatch, tmp_path):
    monkeypatch.delenv(answers.FOLDER_VARIABLE)
    (pack_copy / "answers").write_text("a file where the folder should be")
    monkeypatch.setattr(answers.platformdirs, "user_data_path", lambda name: tmp_path / name)
    forget()
    assert answers.answers_folder() == tmp_path / "seminar-answers"
    assert answers.place() == "the folder “seminar-answers” outside this pack"


def test_a_pack_that_was_installed_keeps_no_answers_itself(pack_copy, monkeypatch, tmp_path):
    monkeypatch.delenv(answers.FOLDER_VARIABLE)
    monkeypatch.setattr(answers, "installed", lambda: True)
    monkeypatch.setattr(answers.platformdirs, "user_data_path", lambda name: tmp_path / name)
    forget()
    assert answers.answers_folder() == tmp_path / "seminar-answers"


def test_the_way_to_a_file_is_told_as_a_file_manager_shows_it(monkeypatch, pack_copy, answers_folder, tmp_path):
    assert answers.way_to("export") == "answers › export"
    monkeypatch.setattr(answers, "answers_folder", lambda: pack_copy / "answers")
    assert answers.way_to("export") == f"{pack_copy.name} › answers › export"
    monkeypatch.setattr(answers.Path, "home", lambda: tmp_path / "anna")
    monkeypatch.setattr(answers, "answers_folder", lambda: tmp_path / "anna" / ".local" / "share" / "seminar-answers")
    assert answers.way_to() == "your home folder › .local › share › seminar-answers"


def test_without_any_folder_there_is_a_sentence(monkeypatch, tmp_path):
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setenv(answers.FOLDER_VARIABLE, str(file / "below"))
    forget()
    with pytest.raises(SeminarError, match="no folder that answers can be saved in"):
        store("07")


@pytest.mark.parametrize("name", ["", "../x", "a/b", "x" * 41, "07\n"])
def test_a_notebook_has_a_plain_name(name):
    with pytest.raises(SeminarError, match="not the number of a notebook"):
        Store(name)


def test_the_newest_of_texts_side_by_side_stands_first_also_after_a_save():
    one, other = Store("07"), Store("07")
    other.save("07-1", "seen by nobody")
    one.save("07-1", "a")
    one.look("07-1")
    kept = [revision.value for revision in one.latest("07-1")]
    assert sorted(kept) == ["a", "seen by nobody"]
    one.save("07-1", "beside", beside=[last.id for last in one.latest("07-1")])
    assert [r.id for r in one.latest("07-1")] == [r.id for r in Store("07").latest("07-1")]
    one.save("07-1", "settled")
    assert [r.value for r in one.latest("07-1")] == [r.value for r in Store("07").latest("07-1")] == ["settled"]


def test_every_store_that_is_open_reads_again_when_asked():
    here = store("07")
    assert store("07") is here
    Store("07").save("07-1", "elsewhere")
    assert here.value("07-1") is None
    answers.read_again()
    assert here.value("07-1") == "elsewhere"
