"""A release: what Git tracks and every paper, with letter paper and DOCX, as one archive in ``dist/``."""

import subprocess
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

from seminar.build import printing, steps
from seminar.commands import seminar
from seminar.errors import SeminarError
from seminar.files import archive, pack_folder, write

NAME = "rumour-or-reality"


def write_archive(today: date, say: Callable[[str], None]) -> Path:
    """Make the papers that the pack does not hold, and put everything into one archive; returns its path.

    The same pack gives the same bytes. Raises SeminarError, and writes nothing, where a file is stale or changed since
    the last commit, where the folder is no checkout of Git, and where a paper cannot be made.
    """
    found = steps.stale(today)
    if found:
        path, why = next(iter(found.items()))
        raise SeminarError(
            f"Not released: not all is up to date ({path}: {why}). Run “{seminar('build')}”, look at what it "
            "changed, and commit that."
        )
    paths, different = tracked(pack_folder()), changed(pack_folder())
    if different:
        raise SeminarError(
            f"Not released: {different[0]} is not committed, and a release is what Git holds. “git status” shows what "
            "is open. Commit what belongs to the pack, then run this again."
        )
    with steps.in_words():
        kept: dict[str, str | bytes] = {path: (pack_folder() / path).read_bytes() for path in paths}
        made = steps.make(printing.others(letter=True, docx=True, full=True), say)
    name = f"{NAME}-{version()}"
    target = pack_folder() / "dist" / f"{name}.zip"
    contents = kept | {path: one.content for path, one in made.items()}
    write(target, archive({f"{name}/{path}": content for path, content in contents.items()}))
    return target


def version() -> str:
    """The version of the pack, from ``pyproject.toml``."""
    return tomllib.loads((pack_folder() / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def tracked(folder: Path) -> list[str]:
    """The files below *folder* that Git tracks. Raises SeminarError where Git does not answer."""
    return _git(folder, "ls-files")


def changed(folder: Path) -> list[str]:
    """The files below *folder* that Git tracks and that are not as they were committed; new ones are not among them."""
    return _git(folder, "diff", "HEAD", "--name-only", "--relative")


def _git(folder: Path, *words: str) -> list[str]:
    try:
        done = subprocess.run(["git", *words, "-z"], cwd=folder, capture_output=True)
    except OSError as error:
        raise SeminarError(
            "A release needs Git, which is not installed: it says which files belong to the pack."
        ) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise SeminarError(f"A release is made in a checkout of the pack; Git says: {said}.")
    return [path for path in done.stdout.decode().split("\0") if path]
