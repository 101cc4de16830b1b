"""Where a student's answers live: on this computer, saved at once, in files that survive a crash.

Every change is one line of JSON at the end of a file that only this kernel session writes to, and is on the disk
(fsync) before anyone is told that it is saved. Two tabs cannot overwrite each other, two threads of one kernel take
turns, and a torn last line costs only itself. A revision names those it knew of (``after``), so that texts written side
by side in two sessions are recognised and both kept, whatever the clocks say.
"""

import errno
import hashlib
import json
import os
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Any, BinaryIO

import platformdirs

from seminar.errors import SeminarError
from seminar.files import BINARY, installed, pack_folder, sync_folder, write_whole
from seminar.numbers import plural
from seminar.screen.showing import until_shown_again
from seminar.surroundings import in_browser, of_everybody, on_a_hub, shut_to_others, user_of_the_hub

FOLDER_VARIABLE = "SEMINAR_ANSWERS"
"""Environment variable that puts the answers elsewhere (a school's own folder, a test)."""

LONGEST_TEXT = 50_000
"""Characters of one answer; what is pasted beyond that is cut off, and the box says so."""

LONGEST_LINE = 20 * LONGEST_TEXT
"""Bytes of one revision on the disk; what is longer was not written by this module, and is passed over."""

ENDING, OLD_ENDING = ".answers", ".jsonl"
"""Of the names of files with answers. The old one is read for good, but a browser's own drive takes it for JSON."""

_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")


@dataclass(frozen=True)
class Revision:
    """One saved state of one answer: *id* is "session-number", *at* the local time of saving (ISO 8601).

    A session is named by hexadecimal digits; what was read from a copy of its file has a point and digits more.
    """

    id: str
    question: str
    value: Any
    at: str
    after: tuple[str, ...] = ()

    @property
    def session(self) -> str:
        """The kernel session that wrote it."""
        return self.id.rpartition("-")[0]

    @property
    def number(self) -> int:
        """Its place among the revisions of that session, from 0."""
        return int(self.id.rpartition("-")[2])

    @property
    def original(self) -> str:
        """The id that it was written under; another one than its own if it was read from a copy of that file."""
        return f"{self.session.partition('.')[0]}-{self.number}"


RIGHTS, RIGHTS_IN_A_BROWSER = 0o700, 0o777
"""Of the folder: what is in it is for its owner alone. The drive of a browser, which nobody shares, takes what is made
with other rights for a file."""


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(mode=RIGHTS_IN_A_BROWSER if in_browser() else RIGHTS, parents=True, exist_ok=True)
        probe = folder / f".probe-{secrets.token_hex(4)}"
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True


@cache
def answers_folder() -> Path:
    """The folder for answers: the one in SEMINAR_ANSWERS, else ``answers/`` of the pack, else the user's data folder.

    A pack that was installed as a wheel keeps none itself, since its folder goes with the next version; nor does one
    that all users of a hub share. Raises SeminarError where no folder can be written.
    """
    named = os.environ.get(FOLDER_VARIABLE)
    own = [] if installed() or of_everybody() else [pack_folder() / "answers"]
    choices = [Path(named)] if named else [*own, platformdirs.user_data_path("seminar-answers")]
    for folder in choices:
        if _writable(folder):
            return folder
    raise SeminarError(
        "There is no folder that answers can be saved in. Free some disk space or make the pack's folder writable, "
        "then open the menu Run and choose Run All Cells. Until then, keep your text elsewhere too."
    )


def folder_not_used() -> Path | None:
    """The folder ``answers/`` of the pack, where it cannot be written and answers go elsewhere for that; else None.

    Raises SeminarError as ``answers_folder`` does.
    """
    own = pack_folder() / "answers"
    chosen = installed() or of_everybody() or os.environ.get(FOLDER_VARIABLE) or answers_folder() == own
    return None if chosen else own


def place() -> str:
    """The answers folder as a reader may see it: relative, without user names."""
    folder = answers_folder()
    if in_browser():
        return f"the folder “{folder.name}” at the top of its list of files"
    if folder == pack_folder() / "answers":
        return "the folder “answers” of this pack"
    return f"the folder “{folder.name}” outside this pack"


def readers() -> str:
    """Who can read the answers, in a word: “computer” for whoever uses that, “staff” on a hub where only those can who
    run it, “others” on a hub where the folder is open to further accounts."""
    if not on_a_hub():
        return "computer"
    return "staff" if shut_to_others(answers_folder()) else "others"


def way_to(*below: str) -> str:
    """The folders that lead to *below* in the answers folder, as a file manager shows them, without user names."""
    folder = answers_folder()
    if folder == pack_folder() / "answers":
        steps = [pack_folder().name, folder.name]
    elif folder.is_relative_to(Path.home()):
        steps = ["your home folder", *folder.relative_to(Path.home()).parts]
    else:
        steps = [folder.name]
    return " › ".join([*steps, *below])


def browser_key(question: str = "") -> str:
    """The name under which a browser keeps an unsaved text: one for each answers folder and question, and on a hub for
    each user, since there the folder of every user may have the same name."""
    scope = hashlib.sha256(f"{user_of_the_hub()}{answers_folder()}".encode()).hexdigest()[:12]
    return f"seminar/{scope}/{question}"


def answer_files(folder: Path) -> list[Path]:
    """The files below *folder* that hold answers, those with the old ending too, in the order of their names."""
    return sorted(file for ending in (ENDING, OLD_ENDING) for file in folder.rglob(f"*{ending}"))


def _revision(line: bytes) -> Revision:
    """The revision that a line stands for. Raises ValueError, TypeError or RecursionError for any other line."""
    record = json.loads(line)
    revision = Revision(**{**record, "after": tuple(record.get("after", ()))})
    texts = (revision.id, revision.question, revision.at, *revision.after)
    if not all(isinstance(text, str) for text in texts) or not re.fullmatch(
        r"[0-9a-f]+(\.[0-9a-f]+)?-\d{1,9}", revision.id
    ):
        raise ValueError("not a revision")
    return revision


def _lines(handle: BinaryIO) -> Iterator[bytes]:
    """The lines from here on that are not empty; of a line that is too long only the beginning, to save memory."""
    while line := handle.readline(LONGEST_LINE):
        end = line
        while end and not end.endswith(b"\n"):
            end = handle.readline(LONGEST_LINE)
            line = line[:LONGEST_LINE] + end[-1:]
        if line.strip():
            yield line


class _Journal:
    """One file of answers, read on from where it was read before: question → revisions by their ids."""

    def __init__(self, file: Path) -> None:
        self.file, self.closed, self.unread = file, "", 0
        self.revisions: dict[str, dict[str, Revision]] = {}
        self._read_to, self._state = 0, (0, 0)

    def read_on(self) -> bool:
        """Take what was added since, if anything was. A line that is not a revision costs only itself, a closed file
        only that file.
        """
        try:
            found = self.file.stat()
            if (found.st_size, found.st_mtime_ns) == self._state:
                return False
            if found.st_size < self._read_to:  # written anew by somebody else
                self.revisions, self.unread, self._read_to = {}, 0, 0
            with self.file.open("rb") as handle:
                handle.seek(self._read_to)
                for line in _lines(handle):
                    self._take(line)
                    if line.endswith(b"\n"):
                        self._read_to = handle.tell()
            self._state, self.closed = (found.st_size, found.st_mtime_ns), ""
        except OSError as error:
            self.closed = error.strerror or "it cannot be read"
        return True

    def _take(self, line: bytes) -> None:
        try:
            revision = self._named(_revision(line))
        except (ValueError, TypeError, RecursionError):
            self.unread += line.endswith(b"\n")  # without an end, it may still be on its way to the disk
        else:
            self.revisions.setdefault(revision.question, {})[revision.id] = revision

    def _named(self, revision: Revision) -> Revision:
        """*revision*, named apart if this file is a copy ("… (1).answers") that may have gone its own way."""
        if revision.session == self.file.stem:
            return revision
        copy = hashlib.sha256(self.file.stem.encode()).hexdigest()[:8]
        own = {
            name: f"{name.rpartition('-')[0]}.{copy}-{name.rpartition('-')[2]}"
            for name in (revision.id, *revision.after)
        }
        return replace(revision, id=own[revision.id], after=(*revision.after, *(own[name] for name in revision.after)))


class Store:
    """The answers of one notebook (*notebook*, "07"): reads those of all sessions, writes to a file of its own.

    They lie below the folder *within*, by default that of the answers. Several threads may use it: JupyterLab may
    answer controls in another one than cells.
    """

    def __init__(self, notebook: str, within: Path | None = None) -> None:
        if not _NAME.fullmatch(notebook):
            raise SeminarError(f"“{notebook}” is not the number of a notebook; expected two digits, for instance 07.")
        self._folder = (within or answers_folder()) / notebook
        self._watchers: list[Callable[[], None]] = []
        self._lock = RLock()
        self.read()

    def read(self) -> None:
        """Take what is on the disk now, as a session of its own, and tell the watchers."""
        with self._lock:
            self._session, self._count, self._lasting = secrets.token_hex(8), 0, False
            self._journals: dict[Path, _Journal] = {}
            self._read_on()
            self._revisions: dict[str, dict[str, Revision]] = {}
            self._ends: dict[str, list[Revision]] = {}
            for journal in self._journals.values():
                for question in journal.revisions:
                    self._show(question)
        self._tell()

    def look(self, *questions: str) -> None:
        """Take what other sessions have saved of *questions* since: for a box that is about to show them.

        Only of those: what has not been shown here must not count as known when this session saves. Where another
        session cleared the answers, nothing of them stays here.
        """
        with self._lock:
            if self._is_cleared():
                self.read()
            self._read_on()
            for question in questions:
                self._show(question)

    def look_at_all(self) -> None:
        """Take all that other sessions have saved since: for who only reads."""
        with self._lock:
            if self._is_cleared():
                self.read()
            for journal in self._read_on():
                for question, revisions in journal.revisions.items():
                    self._revisions.setdefault(question, {}).update(revisions)
                    self._ends.pop(question, None)

    def _is_cleared(self) -> bool:
        """Whether a file that was here is gone while the answers folder is still there (a stick may be pulled out)."""
        own = [self._folder / f"{self._session}{ENDING}"] if self._lasting else []
        return self._folder.parent.is_dir() and not all(file.exists() for file in [*self._journals, *own])

    def _read_on(self) -> list[_Journal]:
        """Read on in the files of other sessions; returns those in which there was something new."""
        files = [file for file in answer_files(self._folder) if file.stem != self._session]
        journals = [self._journals.setdefault(file, _Journal(file)) for file in files]
        return [journal for journal in journals if journal.read_on()]

    def _show(self, question: str) -> None:
        """Count as known what the files that were read hold of *question*."""
        known = self._revisions.setdefault(question, {})
        for journal in self._journals.values():
            known |= journal.revisions.get(question, {})
        self._ends.pop(question, None)

    def damage(self) -> list[str]:
        """A sentence about each file in which something could not be read when the answers were read last."""
        with self._lock:
            found = [(file.name, journal.unread, journal.closed) for file, journal in self._journals.items()]
        closed = [
            f"The file {name} of your answers cannot be opened: {why}. What is in it is not shown. Make it readable, "
            "then open the menu Run and choose Run All Cells."
            for name, _, why in found
            if why
        ]
        return closed + [
            f"In the file {name} of your answers {plural(str(unread), 'line')} cannot be read. A computer that stops "
            "while it saves leaves such a line; all that was called saved stands in other lines. The file stays as it "
            "is."
            for name, unread, _ in found
            if unread
        ]

    def _tell(self) -> None:
        for watcher in [*self._watchers]:
            watcher()

    def latest(self, question: str) -> list[Revision]:
        """The last revisions of *question*, newest first: none, one, or several that were written side by side."""
        with self._lock:
            if question not in self._ends:
                self._ends[question] = _ends(self._revisions.get(question, {}))
            return [*self._ends[question]]

    def value(self, question: str, default: Any = None) -> Any:
        """The newest saved value of *question*, or *default*."""
        last = self.latest(question)
        return last[0].value if last else default

    def text(self, question: str) -> str:
        """The newest text of *question*, "" where there is none (or a file was edited into something else)."""
        value = self.value(question)
        return value if isinstance(value, str) else ""

    def parts(self, question: str) -> dict[str, Any]:
        """The newest answer of several parts to *question*, {} where there is none (or a file was edited)."""
        value = self.value(question)
        return value if isinstance(value, dict) else {}

    def save(self, question: str, value: Any, beside: Iterable[str] = ()) -> Revision:
        """Put *value* (anything JSON can hold) on the disk as the new state of *question*; returns what was written.

        It replaces all that is known but the revisions *beside* which it stands (their ids). Raises SeminarError where
        it cannot be written; nothing is then counted as saved.
        """
        with self._lock:
            before = tuple(last.id for last in self.latest(question) if last.id not in beside)
            now = datetime.now().astimezone().isoformat(timespec="seconds")
            revision = Revision(f"{self._session}-{self._count}", question, value, now, before)
            self._count += 1  # also if it fails: a line that the disk kept after all must not have the name of another
            line = json.dumps(asdict(revision), ensure_ascii=True, allow_nan=False).encode()
            if len(line) > LONGEST_LINE:
                raise SeminarError(f"Not saved: the answer is longer than {LONGEST_LINE:,} bytes. Make it shorter.")
            try:
                self._append(line)
            except OSError as error:
                raise SeminarError(
                    f"Not saved: {error.strerror or 'the file cannot be written'}. Your answer stays in this box. Free "
                    "some disk space or make the answers folder writable, then type one more letter or choose again."
                ) from error
            self._revisions.setdefault(question, {})[revision.id] = revision
            beside_it = [end for end in self.latest(question) if end.id not in before and end.session != self._session]
            self._ends[question] = _newest_first([revision, *beside_it])
        self._tell()
        return revision

    def watch(self, watcher: Callable[[], None]) -> None:
        """Call *watcher* after every save, until the cell that is shown now is shown again.

        For parts of a page that depend on other answers.
        """
        self._watchers.append(watcher)
        until_shown_again(lambda: self._watchers.remove(watcher))

    def _append(self, line: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(
            self._folder / f"{self._session}{ENDING}", os.O_WRONLY | os.O_APPEND | os.O_CREAT | BINARY, 0o600
        )
        try:
            write_whole(
                handle, b"\n" + line + b"\n"
            )  # a line feed first: a line torn by a full disk must not spoil this
            os.fsync(handle)
        finally:
            os.close(handle)
        if in_browser():
            self._read_back(line)
        if not self._lasting:
            sync_folder(self._folder)
            sync_folder(self._folder.parent)
            self._lasting = True

    def _read_back(self, line: bytes) -> None:
        """Look whether *line* is in the file: a browser stores it when it is closed, and may have no room left."""
        if not (self._folder / f"{self._session}{ENDING}").read_bytes().endswith(line + b"\n"):
            raise OSError(errno.ENOSPC, "this browser did not store it")


def _ends(known: dict[str, Revision]) -> list[Revision]:
    """Those of the *known* revisions of a question (id → revision) that no other replaced, newest first.

    A copy of a file counts only for what stands in it alone.
    """
    mine = [r for r in known.values() if r.original == r.id or not _same(r, known.get(r.original))]
    replaced = {earlier for revision in known.values() for earlier in revision.after}
    last = {r.session: r for r in sorted(mine, key=lambda r: r.number)}.values()
    return _newest_first(r for r in last if r.id not in replaced)


def _same(one: Revision, other: Revision | None) -> bool:
    return other is not None and (one.value, one.at) == (other.value, other.at)


def _newest_first(revisions: Iterable[Revision]) -> list[Revision]:
    return sorted(revisions, key=lambda r: (r.at, r.id), reverse=True)


_stores: dict[str, Store] = {}
_readers: dict[str, Store] = {}
_opening = RLock()


def store(question: str) -> Store:
    """The one store in this kernel session for the notebook of *question* (the id of a cell, or "07")."""
    notebook = question.partition("-")[0]
    with _opening:
        if notebook not in _stores:
            _stores[notebook] = Store(notebook)
        return _stores[notebook]


def on_disk(notebook: str) -> Store:
    """The answers of *notebook* as all sessions have saved them until now; nobody saves with this one."""
    with _opening:
        if notebook not in _readers:
            _readers[notebook] = Store(notebook)
        _readers[notebook].look_at_all()
        return _readers[notebook]


def read_again() -> None:
    """Let every store of this session take what is on the disk now (after clearing, or bringing back)."""
    for opened in [*_readers.values(), *_stores.values()]:
        opened.read()


def new_session() -> None:
    """Forget every store, as a new kernel would."""
    _stores.clear()
    _readers.clear()
