"""The site of the browser edition: JupyterLite with the notebooks, the runtime, a start page and the plain edition.

Nothing in it is made twice: notebooks, pages and data are the files of the pack, its code and records are in the one
wheel that the pack makes of itself.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from seminar.data.package import lab_notebook, notebooks
from seminar.errors import SeminarError
from seminar.files import pack_folder, write_all
from seminar.lite import doors, runtime
from seminar.lite.runtime import Say

FOLDER = "dist/browser"
"""Where the site is put, below the folder of the pack."""
START = runtime.HERE / "start.js"
"""The script that JupyterLite starts the runtime with; it lies beside Pyodide’s own."""
RUNTIME = "static/pyodide"
"""Where the runtime stands in the site."""
ANSWERS = "/drive/answers"
"""Where answers are kept, as Python sees it there: on the drive that the browser stores."""
BESIDE = ("notebooks/*.md", "notebooks/sources/*.md", "data/*.*", "data/evidence/*", "data/invented/*")
"""What a reader may look up, besides the notebooks."""
OLD_FONTS = ("build/fa-*.eot", "build/fa-*.svg", "build/fa-*.ttf", "build/fa-*.woff")
"""Copies of fonts for browsers that are too old to run the course."""
NO_DIAGRAMS = b"org.eclipse.elk"
"""By this name one knows the file, of 1.5 MB, with a layout for a kind of diagram that no page draws."""
KERNELS = "extensions/@jupyterlite/pyodide-kernel-extension/static"
"""Where JupyterLite’s extension for kernels stands in the site."""
STARTS, SHARES = b"self.loadPyodide", b"Atomics"
"""By these words one knows the extension’s script of a kernel, whose name changes with each version: it starts Python,
and shares no memory with the page, which few hosts allow."""
AHEAD = "ahead.js"
"""The script in which a kernel begins before JupyterLite asks for it."""
EXTENSION = "@jupyterlite/pyodide-kernel-extension:kernel"
LOADED = (*runtime.UNUSED, *runtime.KERNEL, "sqlite3", "comm", "ipython", "packaging", "micropip", "seminar")
"""What stands ready when a page asks for Python: what the kernel would install else, and the course with all that it
uses at once."""


@dataclass(frozen=True)
class Size:
    """What a site weighs: how many *files*, and bytes of the whole *site* and of the *runtime* in it."""

    files: int
    site: int
    runtime: int


def write_site(folder: Path, say: Say) -> Size:
    """Build the site and put it into *folder*, in place of the one that a build made there before.

    Raises SeminarError where a part cannot be had or *folder* holds something else; what was there is then as it was.
    """
    if folder.exists() and not (folder / "jupyter-lite.json").is_file() and any(folder.iterdir()):
        raise SeminarError(
            f"The folder {folder.name} holds something else than a browser edition, so nothing was written. Name a "
            "new or empty folder with “--to”."
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".browser-", dir=folder.parent) as beside:
        source, made = Path(beside) / "source", Path(beside) / "made"
        python = runtime.tools(say)
        _write(source / RUNTIME, _runtime(python, Path(beside), say))
        say("What the pages import is compiled.")
        runtime.compile_all(python, source / RUNTIME)
        _write(source / "files", dict(_course()))
        _write(source, _settings())
        say("The site is put together.")
        words = [
            "--contents=files",
            f"--output-dir={made}",
            "--apps=lab",
            "--no-sourcemaps",
            "--no-unused-shared-packages",
        ]
        runtime.run([str(python), "-m", "jupyter", "lite", "build", *words], source)
        _lighten(made)
        _shut(made / "api/contents/notebooks/all.json")
        _start(made / "jupyter-lite.json")
        _begin(made / KERNELS)
        _write(made, doors.pages())
        lab = made / "lab" / "index.html"
        lab.write_text(doors.with_scripts(lab.read_text("utf-8")), "utf-8")
        _replace(folder, made)
    files = [path for path in folder.rglob("*") if path.is_file()]
    sizes = {path: path.stat().st_size for path in files}
    return Size(len(files), sum(sizes.values()), sum(sizes[path] for path in files if RUNTIME in path.as_posix()))


def _runtime(python: Path, work: Path, say: Say) -> dict[str, bytes | str]:
    """File name → content of the runtime: Pyodide’s core, packages, the course, and the lock that lists them."""
    core = runtime.core(python)
    release = runtime.of_the_release(json.loads(core[runtime.LOCK])["packages"], python, say)
    pack = _wheel(python, work / "wheel")
    unused = dict(map(runtime.empty, runtime.UNUSED))
    wheels = {**runtime.beside(python, say), **runtime.of_the_kernel(python), **unused, pack.name: pack.read_bytes()}
    parts = {START.name: START.read_bytes(), **{name: core[name] for name in runtime.PARTS}}
    return {**parts, **release, **wheels, runtime.LOCK: runtime.lock_of(core[runtime.LOCK], wheels, pack.name)}


def _wheel(python: Path, folder: Path) -> Path:
    """The wheel of the pack, as everywhere else, in *folder*."""
    command = ["-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", f"--wheel-dir={folder}"]
    runtime.run([str(python), *command, str(pack_folder())])
    (wheel,) = folder.glob("*.whl")
    return wheel


def _course() -> Iterator[tuple[str, bytes]]:
    """Path → content of what a reader finds in the list of files."""
    root = pack_folder()
    pages = [*notebooks(), lab_notebook()]
    beside = sorted(path for pattern in BESIDE for path in root.glob(pattern) if path.is_file())
    for path in (*pages, *beside):
        yield path.relative_to(root).as_posix(), path.read_bytes()


def _settings() -> dict[str, str | bytes]:
    """The settings of the site: what a page loads, from this site alone; and those of JupyterLab, as in the pack."""
    kernel = {
        "disablePyPIFallback": True,
        "loadPyodideOptions": {
            "packages": LOADED,
            "env": {"HOME": "/home/pyodide", "SEMINAR_ANSWERS": ANSWERS},
        },
    }
    config = {"appName": doors.TITLE, "exposeAppInBrowser": True, "litePluginSettings": {EXTENSION: kernel}}
    whole: dict[str, Any] = {"jupyter-lite-schema-version": 0, "jupyter-config-data": config}
    overrides = runtime.HERE.parent / "screen" / "overrides.json"
    return {"jupyter-lite.json": json.dumps(whole, indent=1), "overrides.json": overrides.read_bytes()}


def _lighten(made: Path) -> None:
    """Take away what no page of the course asks for."""
    for font in (path for pattern in OLD_FONTS for path in made.glob(pattern)):
        font.unlink()
    for script in made.glob("build/*.js"):
        if NO_DIAGRAMS in script.read_bytes():
            script.unlink()
    shutil.copy(made / "static/favicons/favicon.ico", made / "lab/favicon.ico")  # that of Jupyter, ten times smaller


def _shut(listing: Path) -> None:
    """Let no browser keep a copy of a page of the course: it would hide the page of every newer site.

    *listing* is JupyterLite's list of the notebooks. That of the data lab holds what a student has written, and stays
    open.
    """
    whole = json.loads(listing.read_text("utf-8"))
    pages = {path.name for path in notebooks()}
    for entry in whole["content"]:
        entry["writable"] = entry["name"] not in pages
    listing.write_text(json.dumps(whole), "utf-8")


def _start(settings: Path) -> None:
    """Let the runtime start by the course's own script.

    JupyterLite's build, which wrote the *settings*, names Pyodide's.
    """
    whole = json.loads(settings.read_text("utf-8"))
    whole["jupyter-config-data"]["litePluginSettings"][EXTENSION]["pyodideUrl"] = f"./{RUNTIME}/{START.name}"
    settings.write_text(json.dumps(whole), "utf-8")


def _begin(kernels: Path) -> None:
    """Put beside the extension's script of a kernel the one that begins it ahead."""
    scripts = {path.name: path.read_bytes() for path in kernels.glob("*.js")}
    found = [name for name, script in scripts.items() if STARTS in script and SHARES not in script]
    if len(found) != 1:
        raise SeminarError(
            f"In JupyterLite’s extension for kernels {len(found)} scripts look like that of a kernel; expected one. "
            "Its version, which tools.txt names, has changed: say in seminar/lite/site.py how its script is known now."
        )
    (kernels / AHEAD).write_text(doors.script(AHEAD).replace("KERNEL", found[0]), "utf-8")


def _write(folder: Path, contents: Mapping[str, str | bytes]) -> None:
    write_all({folder / path: content for path, content in contents.items()})


def _replace(folder: Path, made: Path) -> None:
    """Put *made* in the place of *folder*; what stood there goes last."""
    old = made.with_name("old")
    try:
        if folder.exists():
            folder.rename(old)
        made.rename(folder)
    except OSError as error:
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise SeminarError(
            f"The folder {folder.name} cannot be replaced: {error.strerror or error}. It is as it was. Close programs "
            "that use it, then build again."
        ) from error
    shutil.rmtree(old, ignore_errors=True)
