"""How a command is written for a terminal in the folder of the pack: one form for each system, made only here.

On Linux and macOS ``.venv/bin/python -m seminar …``, on Windows ``.venv\\Scripts\\python -m seminar …``. Nothing has
to be activated, and no script is used that stops working when the folder is moved.
"""

from __future__ import annotations  # an older Python too says what it lacks

import os
import shlex
import sys
from pathlib import Path, PurePath

from seminar.files import from_home
from seminar.surroundings import own_folder

OF_THE_PACK = (".venv", "Scripts", "python.exe") if os.name == "nt" else (".venv", "bin", "python")
"""The Python that README has a reader make."""


def python() -> str:
    """The Python that runs, if it stands in the folder of the pack; else the one that README has a reader make there.

    Where there is none either, the one that runs, wherever it stands.
    """
    folder = own_folder()
    own = folder.joinpath(*OF_THE_PACK)
    running = Path(os.path.abspath(sys.executable))
    return written(own if own.exists() and not running.is_relative_to(folder) else running, folder)


def written(executable: PurePath, folder: PurePath) -> str:
    """How *executable* is called from *folder*, as a terminal takes it."""
    if not executable.is_relative_to(folder):
        short = from_home(Path(executable))
        return (
            short if shlex.quote(short.removeprefix("~")) == short.removeprefix("~") else shlex.quote(str(executable))
        )
    near = str(executable.relative_to(folder))
    return near.removesuffix(".exe")


def seminar(words: str) -> str:
    """The command ``seminar`` of the pack with *words*."""
    return f"{python()} -m seminar {words}"


def install(extra: str | None = None) -> str:
    """The command that installs what the pack needs, with *extra* also what a build and the tests need.

    For the extra "lab" it is the charting library of the data lab, in the version that the tests use.
    """
    if extra == "lab":
        return f'{python()} -m pip install -c tests/requirements.txt -e ".[lab]"'
    return f"{python()} -m pip install -r requirements.txt{' -r tests/requirements.txt' if extra else ''}"
