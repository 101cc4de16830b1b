"""Where the pack stands, and how its files are written.

Each file is written whole or not at all, and none of a set before all of it has found room on the disk.
"""

from __future__ import annotations  # an older Python too says what it lacks

import csv
import errno
import io
import os
import secrets
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from seminar.errors import SeminarError

BINARY = getattr(os, "O_BINARY", 0)
"""Flag for ``os.open``: on Windows too, the bytes in a file are those that were written."""

FULL = (errno.ENOSPC, errno.EDQUOT)
"""The errors of a disk, or of somebody's share of one, that has no room left."""

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive: the earliest that it can hold."""
_RIGHTS, _UNIX = 0o100644, 3

RECORD = "handouts/made.json"
"""The file of the pack that says of each page and paper what it was made from."""


@cache
def pack_folder() -> Path:
    """The folder that holds ``data/`` and ``notebooks/``: in a wheel it lies inside the package, else around it.

    Raises SeminarError where there is none.
    """
    for folder in (_in_a_wheel(), Path(__file__).resolve().parents[2]):
        if (folder / "data" / "datapackage.json").is_file():
            return folder
    raise SeminarError(
        "The pack cannot find its data folder. Install it from its own folder, as its README says, so that Python "
        "reads the pack where it stands."
    )


def installed() -> bool:
    """Whether the pack was installed from a wheel, so that its files belong to that installation and nobody edits them.

    Raises SeminarError as ``pack_folder`` does.
    """
    return pack_folder() == _in_a_wheel()


def of_an_installation(path: Path) -> bool:
    """Whether the file at *path* is, or would be, one of those that a wheel brought."""
    return path.resolve().is_relative_to(_in_a_wheel())


def _in_a_wheel() -> Path:
    """Where a wheel puts ``data/`` and ``notebooks/``."""
    return Path(__file__).resolve().parent / "pack"


def from_home(path: Path) -> str:
    """*path* without the name of a user."""
    return f"~/{path.relative_to(Path.home()).as_posix()}" if path.is_relative_to(Path.home()) else str(path)


def write(path: Path, content: str | bytes) -> None:
    """Put *content* (a text as UTF-8) into the file at *path*, with its folder; it is there whole or not at all.

    Raises SeminarError where it cannot be written; an older file is then as it was.
    """
    write_all({path: content})


def write_all(contents: Mapping[Path, str | bytes]) -> None:
    """Put each content into its file, after all of them have found room on the disk beside the old ones.

    Raises SeminarError where that is not so, and then no file is changed; so it does for a file of a pack that was
    installed from a wheel. Where a file cannot be replaced (another program holds it open), those before it are new,
    the others old, and the error says so.
    """
    if any(map(of_an_installation, contents)):
        raise SeminarError(
            "Nothing was changed: the pack was installed as a package, and its files belong to that installation. "
            "Expected a folder of the pack that is your own; download it and run the command there."
        )
    halves: dict[Path, Path] = {}
    path, done = Path(), 0
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            halves[path] = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
            _put(halves[path], content.encode() if isinstance(content, str) else content)
        for path, half in halves.items():
            os.replace(half, path)
            done += 1
        for folder in {path.parent for path in halves}:
            sync_folder(folder)
    except OSError as error:
        rest = f"{done} of {len(contents)} files are new, the others as before" if done else "Nothing was changed"
        raise SeminarError(
            f"The file {path.name} cannot be written: {error.strerror or error}. {rest}. "
            f"{_how_to_mend(error, path.parent)}, then try again."
        ) from error
    finally:
        for half in halves.values():
            with suppress(OSError):
                half.unlink(missing_ok=True)


def _how_to_mend(error: OSError, folder: Path) -> str:
    """What helps where *error* kept a file from its *folder*."""
    if error.errno in FULL:
        return "Free some disk space"
    if isinstance(error, PermissionError):
        return f"Close programs that use the file, or make its folder {from_home(folder)} writable"
    return f"Its folder {from_home(folder)} takes no such file: choose another folder"


def _put(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o666)
    try:
        write_whole(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(handle: int, content: bytes) -> None:
    """Write all of *content* to an open file, however little the system takes at once. Raises OSError."""
    while content:
        content = content[os.write(handle, content) :]


def archive(contents: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of *contents* (path → bytes): in the order of the paths, with one time and the same rights for all,
    so that the same contents give the same bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as written:
        for path in sorted(contents):
            item = zipfile.ZipInfo(path, FIRST_DAY)
            item.create_system, item.external_attr, item.compress_type = _UNIX, _RIGHTS << 16, zipfile.ZIP_DEFLATED
            written.writestr(item, contents[path])
    return whole.getvalue()


def sync_folder(folder: Path) -> None:
    """Put the names in *folder* on the disk, so that a new file outlives a power cut. Raises OSError.

    Windows has no such call, since it opens no folder; nor have some file systems of a network.
    """
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def csv_text(head: Iterable[str], lines: Iterable[Iterable[object]]) -> str:
    """A table as the pack keeps it: a line of *head*, then the *lines*, with commas, each line ended in one way."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(head)
    table.writerows(lines)
    return text.getvalue()
