"""Nothing that was called saved is lost, whatever ends the kernel and whatever else goes wrong meanwhile.

A kernel types into three boxes as fast as it can, and says which text of which box is saved. At a random moment it is
killed (SIGKILL), beside one more trouble; then a new kernel has to find, in every box, that text or a later one.
``pytest tests/answers/test_crash.py --kills 1000`` does it for a night; the number after "seed" begins the same again.
"""

import errno
import itertools
import json
import multiprocessing
import os
import random
import shutil
from datetime import timedelta

import pytest
from seminar.answers import store as answers
from seminar.answers.store import Store, answer_files
from seminar.errors import SeminarError
from support import PACK

BOXES = ("07-1", "07-3", "07-exercise")
LONGEST_LIFE = 0.05
"""Seconds after its first saved text in which a kernel is killed."""


def type_on(told, kernel, trouble, opened):
    """Save text after text into one box after the other, and say through the pipe which are saved.

    It begins when every kernel has *opened* its store, so that none knows of a text of another, and may replace it.
    """
    here = Store("07")
    trouble()
    opened.wait()
    for number, box in zip(itertools.count(), itertools.cycle(BOXES), strict=False):
        try:
            here.save(box, f"{kernel} {number} 你好")
        except SeminarError:
            continue  # what is not called saved may be lost
        told.send((box, number))


def nothing():
    """No trouble but the kill."""


def clock_set_back():
    """Each look at the clock says a minute earlier than the one before."""

    class Clock(answers.datetime):
        minutes = itertools.count()

        @classmethod
        def now(cls, tz=None):
            return answers_now() - timedelta(minutes=next(cls.minutes))

    answers_now = answers.datetime.now
    answers.datetime = Clock


def full_disk():
    """Now and then the system takes only a part of a line and says that nothing more fits; then some room is freed."""
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    real, draw = os.write, random.Random(os.getpid())

    def room(size):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    def write(handle, data):
        if len(data) > 50 and draw.random() < 0.3:
            room(os.fstat(handle).st_size + draw.randrange(1, len(data)))
        try:
            return real(handle, data)
        except OSError:
            room(resource.RLIM_INFINITY)
            raise

    os.write = write


def read_only():
    """Now and then the folder cannot be written: a stick was locked, a network drive is away."""
    real, draw = os.open, random.Random(os.getpid())

    def open_(path, flags, *more):
        if flags & os.O_WRONLY and draw.random() < 0.3:
            raise OSError(errno.EROFS, "Read-only file system")
        return real(path, flags, *more)

    os.open = open_


def torn_and_foreign_files(folder, draw):
    """Somebody else puts files there: a folder, noise, half a line, a list, copies of answers that were cut."""
    (folder / "07" / "below").mkdir(parents=True, exist_ok=True)
    (folder / "07" / "noise.answers").write_bytes(draw.randbytes(3_000))
    (folder / "07" / "half.answers").write_bytes(b'{"id": "aa-1", "question": "07-1", "val')
    (folder / "07" / "list.jsonl").write_text(json.dumps([1, 2, 3]))
    for file in answer_files(folder / "07")[:3]:
        if file.is_file():
            whole = file.read_bytes()
            file.with_name(f"{file.stem} (1).answers").write_bytes(whole[: draw.randrange(len(whole) + 1)])


def newer_pack(folder, draw):
    """A newer pack is unpacked over this one, into whose folder the answers go."""
    shutil.copytree(PACK / "notebooks" / "sources", folder.parent / "notebooks" / "sources", dirs_exist_ok=True)


TROUBLES = {
    "only the kill": (nothing, None),
    "two kernels": (nothing, None),
    "the clock set back": (clock_set_back, None),
    "a full disk": (full_disk, None),
    "a folder that cannot be written": (read_only, None),
    "torn and foreign files": (nothing, torn_and_foreign_files),
    "a newer pack": (nothing, newer_pack),
}
"""Name → what goes wrong in the kernel, and what somebody else does meanwhile."""


def kill_beside(trouble, folder, draw):
    """Let one kernel, or two, type beside that trouble and kill them; returns kernel → box → the last text saved."""
    inside, outside = TROUBLES[trouble]
    processes = multiprocessing.get_context("fork" if os.name == "posix" else "spawn")
    names, kernels = ("one", "two") if trouble == "two kernels" else ("one",), {}
    opened = processes.Barrier(len(names))
    for kernel in names:
        ours, theirs = processes.Pipe(duplex=False)
        process = processes.Process(target=type_on, args=(theirs, kernel, inside, opened))
        process.start()
        theirs.close()
        kernels[kernel] = (process, ours)
    saved = {kernel: dict([pipe.recv()]) for kernel, (_, pipe) in kernels.items()}
    if outside:
        outside(folder, draw)
    for process, _ in kernels.values():
        process.join(draw.uniform(0, LONGEST_LIFE))  # it does not end by itself: a random moment passes
        process.kill()
    for kernel, (process, pipe) in kernels.items():
        try:
            while True:
                saved[kernel].update([pipe.recv()])
        except EOFError:
            process.join()
    return saved


def lost(saved):
    """The texts that a new kernel does not find: none of that kernel in that box which is as late."""
    found = {box: [end.value.split() for end in Store("07").latest(box)] for box in BOXES}
    return [
        (kernel, box, number)
        for kernel, boxes in saved.items()
        for box, number in boxes.items()
        if not any(words[0] == kernel and int(words[1]) >= number for words in found[box])
    ]


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_kernel_that_is_killed_at_a_random_moment_has_lost_nothing_that_it_called_saved(
    trouble, request, answers_folder, capsys
):
    kills = -(-request.config.getoption("--kills") // len(TROUBLES))
    seed = request.config.getoption("--seed")
    draw, gone, texts = random.Random(f"{seed} {trouble}"), [], 0
    for _ in range(kills):
        shutil.rmtree(answers_folder, ignore_errors=True)
        saved = kill_beside(trouble, answers_folder, draw)
        gone += lost(saved)
        texts += sum(max(boxes.values()) + 1 for boxes in saved.values())
    with capsys.disabled():
        print(f"\n{kills} kills beside {trouble}, {texts} texts saved, {len(gone)} lost (seed {seed})")
    assert gone == []


def test_a_text_that_is_lost_would_be_found(answers_folder, monkeypatch):
    """The test above can fail: a store that calls saved what it only keeps in memory loses texts."""
    monkeypatch.setattr(Store, "_append", lambda self, line: None)
    assert lost(kill_beside("only the kill", answers_folder, random.Random(7)))
