"""What stands around the pack: the folder it was started in, and what of others stands before its own."""

from __future__ import annotations  # an older Python too says what it lacks

import json
import os
import re
import stat
import sys
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

from seminar.files import RECORD, pack_folder

OLDEST_PYTHON = (3, 11)
DESCRIPTION = "data/datapackage.json"
_SOURCES = "notebooks/sources.md"
LAB = "data-lab.ipynb"
"""The data lab, which is no notebook of the course."""
_BESIDE = (f"notebooks/{LAB}", "notebooks/gallery.md", "notebooks/glossary.md", _SOURCES, "notebooks/sources/claims.md")
_BEFORE = ("notebooks/glossary.ipynb", "notebooks/sources.ipynb")
"""Pages of an older pack that are texts today."""
_TABLE_PAGE = re.compile(r"\((sources/\w+\.md)\)")
DAMAGED = (OSError, ValueError, LookupError, TypeError)
"""What is raised where a file of the pack is missing, is no JSON, or holds something else than it should."""
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


def pages_made(folder: Path) -> dict[str, Path]:
    """Number → page, of the notebooks that a build of the pack in *folder* made; {} where nothing says so."""
    return {number: path for number, path in _recorded(folder).items() if path.is_file()}


def _recorded(folder: Path) -> dict[str, Path]:
    """Number → page, of the notebooks that a build made, whether they are still there or not."""
    try:
        made = [folder / path for path in json.loads((folder / RECORD).read_text("utf-8"))]
    except (OSError, ValueError, TypeError):
        return {}
    return {path.name[:2]: path for path in made if path.parent == folder / "notebooks" and path.name[:2].isdigit()}


def _looked_up(folder: Path) -> list[Path]:
    """The pages beside the course, which its links lead to: the list of sources names those of the tables."""
    with suppress(*DAMAGED):
        named = _TABLE_PAGE.findall((folder / _SOURCES).read_text("utf-8"))
        return [folder / page for page in (*_BESIDE, *(f"notebooks/{page}" for page in named))]
    return [folder / page for page in _BESIDE]


def missing_pages(folder: Path) -> list[str]:
    """The pages that the pack in *folder* lacks, by name; those of the course by number where nothing says the name.

    A page with the number counts under any name, since an author may have renamed it; a copy by JupyterLab does not.
    """
    recorded, pages = _recorded(folder), folder.glob("notebooks/[0-9][0-9]-*.ipynb")
    taught = {path.stem for path in folder.glob("data/teaching/[0-9][0-9].yaml")}
    there = {path.name[:2] for path in pages if "-Copy" not in path.stem}
    lost = sorted((taught | set(recorded)) - there)
    beside = sorted(page.name for page in _looked_up(folder) if not page.is_file())
    return [*(recorded[number].name if number in recorded else number for number in lost), *beside]


def unreadable_pages(folder: Path) -> list[str]:
    """The names of the pages in *folder* that hold nothing to show, without those that a reader put beside them."""
    own = pages_made(folder)
    pages = [path for path in folder.glob("notebooks/[0-9][0-9]-*.ipynb") if own.get(path.name[:2], path) == path]
    beside = [path for path in _looked_up(folder) if path.is_file()]
    return sorted(path.name for path in (*pages, *beside) if not _holds_something(path))


def _holds_something(page: Path) -> bool:
    return _is_notebook(page) if page.suffix == ".ipynb" else _begins_as_made(page)


def _begins_as_made(page: Path) -> bool:
    with suppress(*DAMAGED):
        return page.read_text("utf-8").startswith('# <a id="')
    return False


def _is_notebook(page: Path) -> bool:
    with suppress(*DAMAGED):
        return isinstance(_cells(page), list)
    return False


def _cells(page: Path) -> list[dict]:
    """The cells of a notebook as its file has them. Raises one of ``DAMAGED``."""
    return json.loads(page.read_text("utf-8"))["cells"]


def _described(folder: Path) -> list[dict]:
    """The tables of the pack in *folder*, as the description of its data has them. Raises one of ``DAMAGED``."""
    return json.loads((folder / DESCRIPTION).read_text("utf-8"))["resources"]


def damaged_data(folder: Path) -> dict[str, str]:
    """File below *folder* → what is wrong with it, of those that hold the tables and the sources."""
    try:
        tables = [f"data/{table['path']}" for table in _described(folder)]
    except DAMAGED:
        return {DESCRIPTION: "cannot be read"}
    files = {path: folder / path for path in (*tables, "data/sources.json")}
    missing = {path: "is missing" for path, file in files.items() if not file.is_file()}
    return missing | {
        path: "is empty" for path, file in files.items() if path not in missing and not file.stat().st_size
    }


def old_pages(folder: Path) -> list[Path]:
    """Pages of an older pack in *folder*: where a newer one was unpacked over it, a page with a new name left its file.

    Such a page has the number of one that this pack made, is a notebook where this pack has text, or stands for a table
    that it lacks. What a reader wrote or copied is none of them: it has cells that are not locked, or the name that
    JupyterLab gives to a copy.
    """
    own = pages_made(folder)
    pages = [path for path in folder.glob("notebooks/[0-9][0-9]-*.ipynb") if own.get(path.name[:2], path) != path]
    pages += [folder / page for page in _BEFORE if (folder / page).is_file()]
    pages += folder.glob("notebooks/sources/*.ipynb")
    found = [path for path in pages if "-Copy" not in path.stem and _is_locked(path)]
    with suppress(*DAMAGED):
        tables = {table["name"] for table in _described(folder)}
        texts = [path for path in folder.glob("notebooks/sources/*.md") if path.stem not in tables]
        found += filter(_begins_as_made, texts)
    return sorted(found)


def unlocked_pages(folder: Path) -> list[str]:
    """The numbers of the pages of the pack in *folder* whose cells an author let be changed; none that is damaged."""
    return [number for number, page in sorted(pages_made(folder).items()) if _is_unlocked(page)]


def _is_unlocked(page: Path) -> bool:
    with suppress(*DAMAGED):
        return not any(cell["metadata"].get("deletable") is False for cell in _cells(page))
    return False


def _is_locked(page: Path) -> bool:
    with suppress(*DAMAGED):
        return all(cell["metadata"].get("deletable") is False for cell in _cells(page))
    return False


def in_browser() -> bool:
    """Whether Python itself runs in a browser, as in the browser edition."""
    return sys.platform == "emscripten"


DRIVE = "/drive"
"""Where the files that a browser stores for the browser edition stand for Python."""


def drive_is_kept() -> bool:
    """Whether the browser stores what is written to its drive; it does not where the address is no secure one."""
    from pyodide_js import FS

    try:
        return FS.lookupPath(DRIVE).node.mount.mountpoint == DRIVE
    except Exception:  # there is no such place; the error of JavaScript has no class of its own here
        return False


def is_root() -> bool:
    """Whether this runs as root, which JupyterLab does not unless it is told to."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def on_a_hub() -> bool:
    """Whether a JupyterHub started this: whoever reads a page sits elsewhere, and others use the same computer."""
    return bool(os.environ.get("JUPYTERHUB_SERVICE_PREFIX"))


def user_of_the_hub() -> str:
    """The name by which a hub knows who uses this, "" where there is no hub."""
    return os.environ.get("JUPYTERHUB_USER", "") if on_a_hub() else ""


def of_everybody() -> bool:
    """Whether the pack is one for all users of a hub, so that nothing of one of them belongs into its folder."""
    return on_a_hub() and not pack_folder().is_relative_to(Path.home())


def shut_to_others(folder: Path) -> bool:
    """Whether no ordinary account but the own one can come to *folder*, by its rights or by those of the way to it from
    the home folder. Of Windows, where rights differ, nothing is known: False."""
    if os.name == "nt" or is_root() or folder.stat().st_uid != os.geteuid():
        return False
    way = [folder, *(step for step in folder.parents if step.is_relative_to(Path.home()))]
    return any(not stat.S_IMODE(step.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO) for step in way)


def page_is_fixed() -> bool:
    """Whether the file of the notebook whose kernel this is is read-only; False where Jupyter does not name it."""
    named = os.environ.get("JPY_SESSION_NAME", "")
    page = Path.cwd() / Path(named).name
    return bool(named) and page.is_file() and not os.access(page, os.W_OK)


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
