"""``doctor --fix``: what can be mended without asking. Each step says what it did, or why it left a thing as it is.

Nothing here touches an answer, or anything outside the environment of the Python that runs.
"""

import itertools
import json
import os
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path

from seminar import doctor, surroundings
from seminar.files import from_home, installed, write
from seminar.surroundings import another_python, own_data, own_folder

OLD_PAGES = "older-pages"
"""The folder for pages of an older pack, beside the notebooks."""
PATH_FILE = "__seminar.pth"
"""Where Python is told the folder of the pack: the name that ``.ci/whole_pack.py`` gives it, which is read first."""


def fix() -> list[str]:
    """Mend what can be mended safely; a line for each thing that was done or left."""
    if not doctor.python().well or (installed() and own_folder().samefile(doctor.pack_folder())):
        return ["Nothing was changed: " + (doctor.python().mend or doctor.INSTALL_WHEEL)]
    done = [line for step in (_packages, _path, _kernel, _pages) for line in step(own_folder())]
    return [*done, "Answers were not touched."] if done else ["There was nothing to mend here."]


def examine_anew() -> int:
    """Print the doctor's page from a new Python, which knows what was mended; returns its exit status."""
    return subprocess.call([sys.executable, "-m", "seminar", "doctor"], cwd=own_folder())


def _packages(folder: Path) -> list[str]:
    """Install what is missing or too old."""
    wrong = [check.what for check in doctor.packages() if not check.well]
    if not wrong:
        return []
    if find_spec("pip") is None:
        subprocess.call([sys.executable, "-m", "ensurepip"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", "requirements.txt"]
    if subprocess.call([sys.executable, *words], cwd=folder, stdout=sys.stderr):
        return [f"Not mended: {', '.join(wrong)}. Installing needs a network; connect, then run this again."]
    return [f"Installed anew: {', '.join(wrong)}."]


def _path(folder: Path) -> list[str]:
    """Have Python read the pack in *folder*."""
    if _read_by_python() == folder:
        return []
    packages = Path(sysconfig.get_path("purelib"))
    own = folder / "notebooks"
    near = packages.is_relative_to(folder)
    write(packages / PATH_FILE, f"{os.path.relpath(own, packages) if near else own}\n")
    if _read_by_python() == folder:
        return [f"Python now reads the pack in {from_home(folder)}."]
    return [f"Not mended: PYTHONPATH, or a package “seminar” in {from_home(packages)}, stands before this pack."]


def _read_by_python() -> Path | None:
    """The folder of the pack that a new Python reads, wherever it is started; None where it finds none."""
    code = "import importlib.util as u; s = u.find_spec('seminar'); print(s.origin if s else '')"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=sysconfig.get_path("stdlib"), capture_output=True, encoding="utf-8"
    )
    origin = found.stdout.strip()
    return Path(origin).resolve().parents[2] if origin else None


def _pages(folder: Path) -> list[str]:
    """Put the pages of an older pack into a folder of their own."""
    found, aside = surroundings.old_pages(folder), folder / OLD_PAGES
    if not found:
        return []
    try:
        aside.mkdir(exist_ok=True)
        for path in found:
            path.rename(_free(aside / path.name))
    except OSError as error:
        return [
            f"Not mended: pages of an older pack cannot be moved ({error.strerror}). Close JupyterLab, then try again."
        ]
    names = ", ".join(path.name for path in found)
    return [f"Set aside in the folder “{OLD_PAGES}”: {names}. What was changed in them is there too."]


def _free(path: Path) -> Path:
    """*path*, or where a file stands there the next name with a number that is free."""
    others = (path.with_stem(f"{path.stem}-{number}") for number in itertools.count(2))
    return next(place for place in itertools.chain([path], others) if not place.exists())


def _kernel(folder: Path) -> list[str]:
    """Write the kernel of this environment, if it is not there or starts another Python."""
    path = own_data() / "kernels" / "python3" / "kernel.json"
    try:
        program = json.loads(path.read_text("utf-8"))["argv"][0]
    except (OSError, ValueError, LookupError, TypeError):
        program = ""
    if program and not another_python(program):
        return []
    from ipykernel.kernelspec import get_kernel_dict

    described = get_kernel_dict()
    described["argv"][0] = "python"  # Jupyter puts the Python that runs in its place, also after the folder was moved
    write(path, json.dumps(described, indent=1))
    return [f"The kernel “python3” of this environment was {'written anew' if program else 'put there'}."]
