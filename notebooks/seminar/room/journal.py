"""The journal of a room on the disk: a line for each event, on the disk (fsync) before anybody is told of it.

A torn line costs only itself. The folder is for its owner alone, and all of it goes when the room ends.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from time import time
from typing import Any

from seminar.answers.store import answers_folder
from seminar.files import BINARY, sync_folder, write, write_whole
from seminar.room.ballots import Ballots, Event

FOLDER = "room"
"""In the folder of the answers; below it a folder for each room that is open, or was when its computer stopped."""
FILE = "votes.journal"
A_DAY = 24 * 60 * 60
"""Seconds after which a room that nobody went on with is removed."""


class Journal:
    """The events of the room in *folder*, which is made with the first of them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._file = folder, folder / FILE

    def events(self) -> Iterator[Event]:
        """All that can be read; a line that was torn is passed over. Raises OSError for a file that cannot be read."""
        if not self._file.exists():
            return
        for line in self._file.read_bytes().splitlines():
            with suppress(ValueError):
                found = json.loads(line)
                if isinstance(found, dict):
                    yield found

    def begin(self, events: Iterable[Event]) -> None:
        """Let *events* stand in the place of all before them, at once. Raises SeminarError if that fails."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write(self._file, b"".join(map(_line, events)))

    def add(self, event: Event) -> None:
        """Put *event* on the disk. Raises OSError where that cannot be."""
        handle = os.open(self._file, os.O_WRONLY | os.O_APPEND | BINARY)
        try:
            write_whole(handle, _line(event))
            os.fsync(handle)
        finally:
            os.close(handle)

    def remove(self) -> None:
        """Leave nothing of the room on the disk."""
        shutil.rmtree(self.folder, ignore_errors=True)
        with suppress(OSError):
            sync_folder(self.folder.parent)


def _line(event: Event) -> bytes:
    """*event* as a line; a line feed first, so that a line torn before it does not spoil it."""
    return b"\n" + json.dumps(event, ensure_ascii=True).encode() + b"\n"


def again(events: Iterable[Event]) -> tuple[Ballots, dict[str, Any]]:
    """The state after *events*, and what the room was begun with, {} where that is not to be found.

    What cannot have happened is passed over: it was torn, or somebody wrote in the file.
    """
    state, begun = Ballots(), {}
    for event in events:
        if event.get("is") == "begun":
            begun = {**event}
        else:
            with suppress(ValueError, KeyError, TypeError, AttributeError):
                state.take(event)
    return state, begun


def of_the_room(notebook: str, port: int) -> Journal:
    """The journal of the room for *notebook* at *port*: no two rooms of a computer can have the same port."""
    return Journal(answers_folder() / FOLDER / f"{notebook}-{port}")


def all_of_this_computer() -> list[tuple[str, int]]:
    """Notebook and port of each room that stands on the disk, open or not."""
    folders = (folder.name.rpartition("-") for folder in sorted((answers_folder() / FOLDER).glob("*-*")))
    return [(notebook, int(port)) for notebook, _, port in folders if port.isdigit()]


def remove_old(own: Journal) -> None:
    """Remove what is left of rooms that nobody went on with for a day, except *own*."""
    for folder in (answers_folder() / FOLDER).glob("*"):
        with suppress(OSError):
            if folder != own.folder and (folder / FILE).stat().st_mtime < time() - A_DAY:
                Journal(folder).remove()
