"""Answers are on the disk before anyone is told so, and survive crashes, other windows and edited files."""

import itertools
import json
import multiprocessing
import os
import random
import shutil

import pytest
from seminar import answers
from seminar.answers import Store, store
from seminar.errors import SeminarError
from support import forget


def lines(folder):
    return [
        line
        for file in sorted((folder / "07").glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
        if line
    ]


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


def test_the_file_is_private(answers_folder):
    Store("07").save("07-1", "x")
    file = next((answers_folder / "07").glob("*.jsonl"))
    assert os.name == "nt" or file.stat().st_mode & 0o777 == 0o600


def test_the_bytes_are_synced_before_the_save_returns(monkeypatch):
    order = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (order.append("synced"), real(handle)))
    Store("07").save("07-1", "x")
    order.append("returned")
    assert order == ["synced", "returned"]


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
    file = next((answers_folder / "07").glob("*.jsonl"))
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


def test_an_answer_that_is_not_saved_is_not_counted(monkeypatch):
    here = Store("07")
    monkeypatch.setattr(os, "open", lambda *arguments: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
    with pytest.raises(SeminarError, match="Permission denied"):
        here.save("07-1", "x")
    assert here.value("07-1") is None


def test_without_a_name_in_the_environment_answers_live_in_the_pack(pack_copy, monkeypatch):
    monkeypatch.delenv(answers.FOLDER_VARIABLE)
    forget()
    assert answers.answers_folder() == pack_copy / "answers"
    assert answers.place() == "the folder “answers” of this pack"


def test_a_pack_that_cannot_be_written_sends_answers_to_the_users_folder(pack_copy, monkeypatch, tmp_path):
    monkeypatch.delenv(answers.FOLDER_VARIABLE)
    (pack_copy / "answers").write_text("a file where the folder should be")
    monkeypatch.setattr(answers.platformdirs, "user_data_path", lambda name: tmp_path / name)
    forget()
    assert answers.answers_folder() == tmp_path / "seminar-answers"
    assert answers.place() == "the folder “seminar-answers” outside this pack"


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


def type_until_killed(acknowledged):
    """Save as fast as possible and say through the pipe which text is acknowledged."""
    here = Store("07")
    for number in itertools.count():
        here.save("07-1", f"text {number}")
        acknowledged.send(number)


def last(pipe, first):
    """The highest number that came through *pipe* before it broke."""
    number = first
    try:
        while True:
            number = pipe.recv()
    except EOFError:
        return number


def test_kill_in_the_middle_of_typing_loses_nothing_acknowledged(request, answers_folder):
    """Start saving, kill -9 at a random acknowledgement, look for the last text acknowledged; many times over."""
    kills, draw, lost = request.config.getoption("--kills"), random.Random(7), 0
    processes = multiprocessing.get_context("fork" if os.name == "posix" else "spawn")
    for _ in range(kills):
        shutil.rmtree(answers_folder, ignore_errors=True)
        answers_folder.mkdir()
        ours, theirs = processes.Pipe(duplex=False)
        writer = processes.Process(target=type_until_killed, args=(theirs,))
        writer.start()
        theirs.close()
        stop = draw.randrange(1, 60)
        while ours.recv() < stop:
            pass
        writer.kill()
        acknowledged = last(ours, stop)
        writer.join()
        lost += int(Store("07").value("07-1").removeprefix("text ")) < acknowledged
    print(f"{kills} kills, {lost} acknowledged texts lost")
    assert lost == 0
