"""What a platform lets a teacher download: the files in it, whose each is, and their content as far as it may be read.

Nothing is unpacked. A name is only compared, a link is not followed, and of no file more is read than a sheet may hold:
what lies in a download was chosen by whoever handed it in.
"""

import errno
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import Literal

from seminar.answers.sheets import HANDED_IN, LARGEST_FILE
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.files import BINARY

prose = Words("collect")

Platform = Literal["moodle", "canvas", "files"]
MOST_FILES = 100_000
ENDINGS = (".html", ".htm", ".json")
_READY = Path(".local", "share", "seminar-answers", HANDED_IN)
"""Where in a home folder what may be collected lies."""
_AS_IT_IS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""How a file is opened that a student may have changed into a link or a pipe a moment ago."""
_LITTER = re.compile(r"(^|/)(__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")
_MOODLE = re.compile(r"(?:^|/)(?P<place>[^/]*_(?P<id>\d+)_assignsubmission_[a-z]+_?/?)")
_ANONYMOUS = re.compile(r"anon_(?:LATE_)?(?P<id>[A-Za-z0-9]{5})_\d+_.+")
_DAMAGED = (OSError, ValueError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error)
"""What reading a part of a damaged or made-up archive may raise."""


@dataclass(frozen=True)
class Handed:
    """A file of a download: its *path* there, *person* (whose it is, as the platform says), and *read*.

    *place* is what the platform wants before the name of a file that goes back to that person. *fault* says why it must
    not be read, "" if it may.
    """

    path: str
    read: Callable[[], bytes]
    fault: str = ""
    platform: Platform = "files"
    person: str = ""
    place: str = ""

    def text(self) -> str:
        """Its content. Raises ValueError with a sentence's end where it is no text, or must not be read."""
        if self.fault:
            raise ValueError(self.fault)
        try:
            content = self.read()
        except _DAMAGED as error:
            raise ValueError(prose("faults.damaged")) from error
        if len(content) > LARGEST_FILE:
            raise ValueError(prose("faults.large"))
        return _decoded(content)


def _decoded(content: bytes) -> str:
    """*content* as text: UTF-8, or what its first bytes say. Raises ValueError."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ValueError(prose("faults.encoding")) from error


def files_in(download: Path) -> list[Handed]:
    """The files of a *download*: an archive, a folder or a single file; what computers add by themselves left out.

    Raises SeminarError where it is not there, cannot be opened, or holds more than a hundred thousand files.
    """
    if not download.exists():
        raise SeminarError(
            f"There is no file or folder {download}. Expected what your platform lets you download: a ZIP file, the "
            "folder that it was unpacked to, or single sheets."
        )
    found = _in_folder(download) if download.is_dir() else _alone(download)
    handed = [one for one in found if not _LITTER.search(one.path)]
    return [_whose(one, inside) for one, inside in zip(handed, _below([one.path for one in handed]), strict=True)]


def _too_many(name: str) -> SeminarError:
    return SeminarError(f"{name} holds more than {MOST_FILES:,} files. Expected the download of one class or course.")


def _in_folder(folder: Path) -> Iterator[Handed]:
    """The files below *folder*, in the order of their names; links are named and not followed."""
    count = 0
    for here, inner, names in os.walk(folder):
        inner.sort()
        links = [name for name in inner if (Path(here) / name).is_symlink()]
        for name in sorted([*names, *links]):
            count += 1
            if count > MOST_FILES:
                raise _too_many(str(folder))
            yield _on_disk(Path(here) / name, (Path(here) / name).relative_to(folder).as_posix())


def _on_disk(file: Path, path: str) -> Handed:
    known = file.lstat()
    return Handed(path, lambda: _begin_of(file), _fault(path, known.st_mode, known.st_size))


def _begin_of(file: Path, owner: int | None = None) -> bytes:
    """The begin of *file*; with an *owner*, a user id, of no file but one of theirs. Raises OSError."""
    with open(os.open(file, os.O_RDONLY | BINARY | (0 if owner is None else _AS_IT_IS)), "rb") as opened:
        if owner is not None and os.fstat(opened.fileno()).st_uid != owner:
            raise PermissionError(errno.EACCES, "not the file of the one in whose folder it lies")
        return opened.read(LARGEST_FILE + 1)


def handed_in_below(homes: Path) -> list[Handed]:
    """What students of a hub let collect: the files that lie ready in the home folders in *homes*, each by its account.

    Whoever collects may read all that there is, and a student may lay anything there: a link leads nowhere, and no file
    counts but one of the account itself. Raises SeminarError where *homes* is no folder of home folders.
    """
    if not homes.is_dir():
        raise SeminarError(f"There is no folder {homes}. Expected the folder that holds the home folders, often /home.")
    found = []
    for home in sorted(homes.iterdir()):
        ready = home / _READY
        if home.is_symlink() or not ready.is_dir():
            continue
        owner = home.stat().st_uid
        for file in sorted(ready.iterdir()):
            one = _on_disk(file, f"{home.name}/{file.name}")
            found.append(replace(one, person=home.name, place=f"{home.name}/", read=partial(_begin_of, file, owner)))
    if not found:
        raise SeminarError(
            f"No home folder in {homes} holds a file that may be collected. Nothing was collected. Students make one "
            "in their notebook after they turned on the switch for that; whoever collects must be able to read it."
        )
    return found


def _fault(path: str, mode: int, size: int) -> str:
    """Why a file must not be read, "" if it may."""
    if not stat.S_ISREG(mode):
        return prose("faults.link")
    if not path.lower().endswith(ENDINGS):
        return prose("faults.other")
    return prose("faults.large") if size > LARGEST_FILE else ""


def _alone(file: Path) -> Iterator[Handed]:
    if not zipfile.is_zipfile(file):
        yield _on_disk(file, file.name)
        return
    if _members(file) > MOST_FILES:
        raise _too_many(file.name)
    try:
        archive = zipfile.ZipFile(file)
        members = archive.infolist()
    except _DAMAGED as error:
        raise SeminarError(
            f"{file.name} is no whole ZIP file. Nothing was collected. Download it again from your platform."
        ) from error
    yield from (_packed(archive, member) for member in members if not member.is_dir())


def _members(archive: Path) -> int:
    """How many files the end of an *archive* says that it holds, before its list of them is read into memory."""
    with archive.open("rb") as opened:
        opened.seek(-min(archive.stat().st_size, 66_000), os.SEEK_END)
        end = opened.read()
    large = end.rfind(b"PK\x06\x06")
    if large >= 0 and len(end) >= large + 40:
        return struct.unpack_from("<Q", end, large + 32)[0]
    small = end.rfind(b"PK\x05\x06")
    return struct.unpack_from("<H", end, small + 10)[0] if small >= 0 and len(end) >= small + 12 else 0


def _packed(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Handed:
    def read() -> bytes:
        with archive.open(member) as opened:
            return opened.read(LARGEST_FILE + 1)

    mode = member.external_attr >> 16
    fault = _fault(member.filename, mode if stat.S_IFMT(mode) else stat.S_IFREG, member.file_size)
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or not path.parts or ":" in path.parts[0]:
        fault = prose("faults.outside")
    elif member.flag_bits & 1:
        fault = prose("faults.locked")
    elif member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # others unpack without a limit
        fault = prose("faults.packed")
    return Handed(path.as_posix(), read, fault)


def _below(paths: Iterable[str]) -> list[str]:
    """*paths* without the folders that all of them have in common."""
    parts = [path.split("/") for path in paths]
    common = list(takewhile(lambda folders: len(set(folders)) == 1, zip(*(one[:-1] for one in parts), strict=False)))
    return ["/".join(one[len(common) :]) for one in parts]


def _whose(handed: Handed, inside: str) -> Handed:
    """*handed* with the person whose it is: as Moodle or Canvas writes it, else its folder or its own name."""
    if found := _MOODLE.search(handed.path):
        return replace(handed, platform="moodle", person=found["id"], place=found["place"])
    name = inside.rpartition("/")[2]
    if found := _ANONYMOUS.fullmatch(name):
        return replace(handed, platform="canvas", person=f"anon_{found['id']}", place=name)
    numbers = [part for part in name.split("_")[1:-1] if re.fullmatch(r"\d+", part)]  # as Canvas itself finds them
    if len(numbers) >= 2:
        return replace(handed, platform="canvas", person=numbers[0], place=name)
    folder, apart, _ = inside.partition("/")
    return replace(handed, person=folder, place=f"{folder}/" if apart else name)
