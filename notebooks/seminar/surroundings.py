"""What stands around the pack: the folder it was started in, and what of others stands before its own."""

from __future__ import annotations  # an older Python too says what it lacks

import os
import sys
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

from seminar.files import pack_folder

OLDEST_PYTHON = (3, 11)
WIDGETS = ("@jupyter-widgets/jupyterlab-manager", "anywidget")
"""The extensions of JupyterLab that draw what a page shows."""
PACKAGES = ("ipywidgets", "anywidget")
"""The packages on the side of Python for that."""


def own_folder(start: Path | None = None) -> Path:
    """The folder of the pack around *start* (default: where this was started); where there is none, the one that Python
    reads."""
    start = start or Path.cwd()
    for folder in (start, *start.parents):
        if (folder / "notebooks" / "seminar").is_dir() and (folder / "data" / "datapackage.json").is_file():
            return folder
    return pack_folder()


def is_root() -> bool:
    """Whether this runs as root, which JupyterLab does not unless it is told to."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def another_pack() -> bool:
    """Whether this was started in the folder of one pack, and Python reads another."""
    return not own_folder().samefile(pack_folder())


def another_python(program: str) -> bool:
    """Whether *program*, the first word of a kernel, is not the Python that runs."""
    if program in ("python", "python3", "python{}.{}".format(*sys.version_info)):
        return False  # Jupyter puts the Python that runs in its place
    found, own = Path(program), Path(sys.executable)
    same_folder = os.path.realpath(found.parent) == os.path.realpath(own.parent)
    return not (same_folder and os.path.realpath(found) == os.path.realpath(own))


def foreign(package: str) -> Path | None:
    """The folder outside this environment from which *package* comes, if it does. Raises PackageNotFoundError."""
    folder = Path(str(distribution(package).locate_file(""))).absolute()
    return None if folder.is_relative_to(Path(sys.prefix).absolute()) else folder


def in_front() -> dict[str, Path]:
    """Name and version → folder, of each package for what a page shows that comes from outside this environment."""
    found = {}
    for package in PACKAGES:
        with suppress(PackageNotFoundError):
            if folder := foreign(package):
                found[f"{package} {version(package)}"] = folder
    return found


def own_data() -> Path:
    """Where this environment keeps what its packages give to Jupyter: kernels, extensions, settings."""
    return Path(sys.prefix) / "share" / "jupyter"


def foreign_widgets() -> list[Path]:
    """The extensions outside this environment that JupyterLab would take before those of ``WIDGETS`` in it."""
    from jupyter_core.paths import jupyter_path

    folders = [Path(folder) for folder in jupyter_path("labextensions")]
    found = (next((f / name for f in folders if (f / name / "package.json").is_file()), None) for name in WIDGETS)
    return [path for path in found if path and not path.is_relative_to(sys.prefix)]
