"""Where a student's answers live: on this computer, saved at once, in files that survive a crash.

Every change is one line of JSON at the end of a file that only this kernel session writes to, and is on the disk
(fsync) before anyone is told that it is saved. No lock is needed, two tabs cannot overwrite each other, and a torn
last line costs only itself. A revision names those it knew of (``after``), so that texts written side by side in two
sessions are recognised and both kept, whatever the clocks say.
"""

import hashlib
import json
import os
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import platformdirs

from seminar.errors import SeminarError
from seminar.package import pack_folder

FOLDER_VARIABLE = "SEMINAR_ANSWERS"
"""Environment variable that puts the answers elsewhere (a school's own folder, a test)."""

LONGEST_TEXT = 50_000
"""Characters of one answer; what is pasted beyond that is cut off, and the box says so."""

LONGEST_LINE = 20 * LONGEST_TEXT
_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")


@dataclass(frozen=True)
class Revision:
    """One saved state of one answer: *id* is "session-number", *at* the local time of saving (ISO 8601)."""

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


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{secrets.token_hex(4)}"
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True


@cache
def answers_folder() -> Path:
    """The folder for answers: the one in SEMINAR_ANSWERS, else ``answers/`` of the pack, else the user's data folder.

    Raises SeminarError where none of them can be written.
    """
    named = os.environ.get(FOLDER_VARIABLE)
    choices = [Path(named)] if named else [pack_folder() / "answers", platformdirs.user_data_path("seminar-answers")]
    for folder in choices:
        if _writable(folder):
            return folder
    raise SeminarError(
        "There is no folder that answers can be saved in. Free some disk space or make the pack's folder writable, "
        "then run this cell again. Until then, keep your text elsewhere too."
    )


def place() -> str:
    """The answers folder as a reader may see it: relative, without user names."""
    folder = answers_folder()
    if folder == pack_folder() / "answers":
        return "the folder “answers” of this pack"
    return f"the folder “{folder.name}” outside this pack"


def browser_key(question: str = "") -> str:
    """The name under which a browser keeps an unsaved text: one for each answers folder and question."""
    scope = hashlib.sha256(str(answers_folder()).encode()).hexdigest()[:12]
    return f"seminar/{scope}/{question}"


def _revision(record: dict[str, Any]) -> Revision:
    """The revision that a line stands for. Raises ValueError or TypeError for what this module did not write."""
    revision = Revision(**{**record, "after": tuple(record.get("after", ()))})
    texts = (revision.id, revision.question, revision.at, *revision.after)
    if not all(isinstance(text, str) for text in texts) or not re.fullmatch(r"[0-9a-f]+-\d{1,9}", revision.id):
        raise ValueError("not a revision")
    return revision


def _read(file: Path) -> list[Revision]:
    found = []
    for line in file.read_text("utf-8", errors="replace").split("\n"):
        if not line.strip() or len(line) > LONGEST_LINE:
            continue
        try:
            found.append(_revision(json.loads(line)))
        except (ValueError, TypeError, RecursionError):
            continue  # a torn or hand-edited line: the others are whole
    return found


class Store:
    """The answers of one notebook (*notebook*, "07"): reads those of all sessions, writes to a file of its own."""

    def __init__(self, notebook: str) -> None:
        if not _NAME.fullmatch(notebook):
            raise SeminarError(f"“{notebook}” is not the number of a notebook; expected two digits, for instance 07.")
        self._folder = answers_folder() / notebook
        self._watchers: list[Callable[[], None]] = []
        self.read()

    def read(self) -> None:
        """Take what is on the disk now, as a session of its own, and tell the watchers."""
        self._session = secrets.token_hex(8)
        self._count = 0
        self._revisions = {revision.id: revision for revision in self._on_disk()}
        self._tell()

    def look(self, question: str) -> None:
        """Take what other sessions have saved of *question* since: for a box that is about to show it.

        Only of that question: what has not been shown here must not count as known when this session saves.
        """
        self._revisions |= {revision.id: revision for revision in self._on_disk() if revision.question == question}

    def _on_disk(self) -> Iterator[Revision]:
        for file in sorted(self._folder.glob("*.jsonl")):
            yield from _read(file)

    def _tell(self) -> None:
        for watcher in self._watchers:
            watcher()

    def latest(self, question: str) -> list[Revision]:
        """The last revisions of *question*, newest first: none, one, or several that were written side by side."""
        mine = [revision for revision in self._revisions.values() if revision.question == question]
        known = {earlier for revision in mine for earlier in revision.after}
        ends = {r.session: r for r in sorted(mine, key=lambda r: r.number)}.values()
        return sorted((r for r in ends if r.id not in known), key=lambda r: (r.at, r.id), reverse=True)

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

    def save(self, question: str, value: Any, beside: bool = False) -> Revision:
        """Put *value* (anything JSON can hold) on the disk as the new state of *question*; returns what was written.

        With *beside* it stands beside what is there, as if written in another window, and replaces nothing.
        Raises SeminarError where it cannot be written; nothing is then counted as saved.
        """
        before = () if beside else tuple(revision.id for revision in self.latest(question))
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        revision = Revision(f"{self._session}-{self._count}", question, value, now, before)
        line = json.dumps(asdict(revision), ensure_ascii=True, allow_nan=False)
        try:
            self._append(f"\n{line}\n")  # a line feed first: a line torn by a full disk must not spoil this one
        except OSError as error:
            raise SeminarError(
                f"Not saved: {error.strerror or 'the file cannot be written'}. Your text stays in this box. "
                "Free some disk space or make the answers folder writable, then type one more letter."
            ) from error
        self._count += 1
        self._revisions[revision.id] = revision
        self._tell()
        return revision

    def watch(self, watcher: Callable[[], None]) -> None:
        """Call *watcher* after every save: for parts of a page that depend on other answers."""
        self._watchers.append(watcher)

    def _append(self, text: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._folder / f"{self._session}.jsonl"
        handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            data = text.encode()
            while data:
                data = data[os.write(handle, data) :]
            os.fsync(handle)
        finally:
            os.close(handle)


_stores: dict[str, Store] = {}


def store(notebook: str) -> Store:
    """The one store of *notebook* in this kernel session."""
    if notebook not in _stores:
        _stores[notebook] = Store(notebook)
    return _stores[notebook]


def read_again() -> None:
    """Let every store of this session take what is on the disk now (after clearing, or bringing back)."""
    for opened in _stores.values():
        opened.read()


def new_session() -> None:
    """Forget every store, as a new kernel would."""
    _stores.clear()
