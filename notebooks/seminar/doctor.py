"""Is this computer ready? One page for whoever looks after it: what the pack needs, what is there, what to do."""

from __future__ import annotations  # an older Python too says what it lacks

import os
import platform
import re
import shutil
import sys
import textwrap
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from seminar import surroundings
from seminar.commands import install, seminar
from seminar.commands import python as this_python
from seminar.errors import SeminarError
from seminar.files import from_home, installed, pack_folder
from seminar.paper.fonts import FONTS, HOW_TO_INSTALL, font_paths
from seminar.surroundings import OLDEST_PYTHON

LEAST_SPACE = 100
"""Megabytes that must be free for answers; a whole course takes a few."""
LEAST_MEMORY = 300
"""Megabytes that a server on a hub needs with one page that has run; it was seen to take 230."""
BROWSERS = ("firefox", "google-chrome", "chromium", "chromium-browser", "microsoft-edge")
INSTALL_WHEEL = "Install the wheel of the pack again with pip, and with all that it needs."
UNPACK_AGAIN = "Unpack the pack again over this folder; answers are not touched."


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: *what*, whether all is *well*, what was *found*, and how to *mend* it."""

    what: str
    well: bool
    found: str
    mend: str = ""

    def line(self, lacking: str = "TO MEND") -> str:
        """The check on paper; *lacking* stands before what is not well."""
        return f"  {'ok' if self.well else lacking:<9}{self.what}: {self.found}"


def python(found: tuple[int, ...] = sys.version_info[:3]) -> Check:
    """The version of Python."""
    least = ".".join(map(str, OLDEST_PYTHON))
    said = f"{'.'.join(map(str, found))} on {platform.system()}, as {this_python()}; the pack needs {least} or later"
    return Check("Python", found >= OLDEST_PYTHON, said, f"Install Python {least} or later from python.org.")


def packages(extra: str | None = None) -> list[Check]:
    """The packages that the pack names, each in the range that it names; with *extra* those of that extra."""
    return [package(requirement, how_to_install(extra)) for requirement in requirements(extra)]


def how_to_install(extra: str | None = None) -> str:
    """What to do where a package is missing, of those that the pack needs or of those of *extra*."""
    if installed():
        return INSTALL_WHEEL
    return f"In the folder of the pack: {install(extra)}"


def requirements(extra: str | None = None) -> list[str]:
    """What the pack needs ("pandas>=3.0,<4"), or what *extra* needs besides.

    In its own folder pyproject.toml says so, also before anything is installed; in a wheel what was installed with it.
    """
    if installed():
        lines = [line.replace('"', "'").partition(";") for line in requires("seminar") or []]
        return [line for line, _, marker in lines if (f"extra == '{extra}'" in marker if extra else not marker)]
    import tomllib  # a Python that lacks it is too old, which is said first

    project = tomllib.loads((pack_folder() / "pyproject.toml").read_text("utf-8"))["project"]
    return project["optional-dependencies"][extra] if extra else project["dependencies"]


def package(requirement: str, mend: str) -> Check:
    """The package that *requirement* names, and whether the version that is there is one of those."""
    name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
    wanted = requirement.removeprefix(name).strip()
    try:
        found = version(name)
    except PackageNotFoundError:
        return Check(name, False, f"not installed; the pack needs {wanted}", mend)
    if _within(found, wanted):
        return Check(name, True, found)
    folder = surroundings.foreign(name)
    if not folder:
        return Check(name, False, f"{found}; the pack needs {wanted}", mend)
    said = f"{found} from {from_home(folder)}, which stands before this environment; the pack needs {wanted}"
    return Check(name, False, said, f"Take {from_home(folder)} out of the environment variable PYTHONPATH.")


def _within(found: str, wanted: str) -> bool:
    """Whether the version *found* is one that is *wanted*; not, where the package that can tell is missing itself."""
    try:
        from packaging.specifiers import SpecifierSet
    except ModuleNotFoundError:
        return False
    return SpecifierSet(wanted).contains(found, prereleases=True)


def kernel() -> Check:
    """The kernel that the notebooks ask for."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        found = KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        return Check("Kernel", False, "there is no kernel “python3”", f"{seminar('doctor --fix')} puts it there.")
    if not surroundings.another_python(found.argv[0]):
        return Check("Kernel", True, found.display_name)
    folder = Path(found.resource_dir)
    said = f"“{found.display_name}” of {from_home(folder)} starts another Python, {from_home(Path(found.argv[0]))}"
    if folder.is_relative_to(surroundings.own_data()):
        return Check("Kernel", False, said, f"{seminar('doctor --fix')} writes it anew.")
    return Check("Kernel", False, said, _passed_over(folder))


def _passed_over(folder: Path) -> str:
    """What to do about *folder*, which Jupyter takes before what belongs to this environment."""
    return (
        f"Open the pack with {seminar('open')}, which passes over {from_home(folder)}. For every other way of opening "
        "it, rename that folder, if nobody needs it."
    )


def account() -> Check:
    """Whose account this is: JupyterLab alone refuses that of root."""
    if not surroundings.is_root():
        user = surroundings.user_of_the_hub()
        return Check("Account", True, f"an ordinary one, for {user} on this JupyterHub" if user else "an ordinary one")
    if surroundings.on_a_hub():
        mend = "Have the hub start each server under an account of its own, as “handouts/instructor/hub.md” says."
        return Check(
            "Account", False, "root, so that every user of this JupyterHub can read what all others write", mend
        )
    return Check("Account", True, f"root; “{seminar('open')}” works, to start JupyterLab otherwise add --allow-root")


def widgets() -> Check:
    """What draws a page in JupyterLab."""
    found = surroundings.foreign_widgets()
    if found:
        return Check("Widgets", False, f"JupyterLab would take {from_home(found[0])}", _passed_over(found[0]))
    return Check("Widgets", True, "those of this environment")


def browser() -> Check:
    """A browser that Python can open, or one of the usual names; on a hub a browser is elsewhere."""
    if surroundings.on_a_hub():
        return Check("Browser", True, "that of whoever opens the hub’s address")
    try:
        found = webbrowser.get().name
    except webbrowser.Error:
        found = next(filter(shutil.which, BROWSERS), "")
    if not found:
        return Check("Browser", False, "none found", "Install Firefox, Chrome, Edge or Safari.")
    return Check("Browser", True, found)


def pack() -> Check:
    """The folder of the pack that Python reads; of a wheel, that of the notebooks in it."""
    found = from_home(pack_folder() / "notebooks" if installed() else pack_folder())
    if not surroundings.another_pack():
        return Check("Pack", True, found)
    here = from_home(surroundings.own_folder())
    mend = f"So that Python reads {here}, run in that folder: {seminar('doctor --fix')}"
    return Check("Pack", False, f"Python reads {found}, and not {here}, where this was started", mend)


def pages() -> Check:
    """Whether all pages are there and can be read, and none of an older pack stands beside them."""
    folder = surroundings.own_folder()
    missing, unreadable = surroundings.missing_pages(folder), surroundings.unreadable_pages(folder)
    lost = {"missing": missing, "cannot be read": unreadable}
    if missing or unreadable:
        said = "; ".join(f"{len(names)} {what}: {', '.join(names)}" for what, names in lost.items() if names)
        return Check("Pages", False, said, how_to_restore())
    found = surroundings.old_pages(folder)
    if not found:
        return Check("Pages", True, "those of this pack")
    said = f"{len(found)} of an older pack: {', '.join(path.name for path in found)}"
    return Check("Pages", False, said, f"{seminar('doctor --fix')} sets them aside; answers are not in them.")


def unlocked() -> list[Check]:
    """A line on the pages that somebody has unlocked, where there are any: nothing to mend."""
    found = " ".join(surroundings.unlocked_pages(surroundings.own_folder()))
    return [Check("Unlocked", True, f"{found}; “{seminar(f'lock {found}')}” locks again")] if found else []


def data() -> Check:
    """Whether the files of the tables and of the sources are there."""
    found = surroundings.damaged_data(surroundings.own_folder())
    said = "; ".join(f"{path} {what}" for path, what in found.items())
    return Check("Data", not found, said or "every table is there", how_to_restore())


def how_to_restore() -> str:
    """What to do where a file of the pack is missing or damaged."""
    return INSTALL_WHEEL if installed() else UNPACK_AGAIN


def answers() -> Check:
    """A folder in which answers can be saved."""
    from seminar.answers.store import answers_folder, folder_not_used, readers

    try:
        folder, other = answers_folder(), folder_not_used()
    except SeminarError as error:
        return Check("Answers", False, "no folder can be written", str(error))
    said = f"saved in {from_home(folder)}"
    if readers() == "others":
        mend = f"Take the rights of others from {from_home(folder)}, for instance by: chmod 700 {from_home(folder)}"
        return Check("Answers", False, f"{said}, which others who use this JupyterHub can open", mend)
    if other:
        said += f", since {from_home(other)} cannot be written; whoever copies the pack copies that folder too"
    return Check("Answers", True, said)


def disk() -> Check:
    """Free space where answers are saved, in megabytes."""
    from seminar.answers.store import answers_folder

    try:
        free = shutil.disk_usage(answers_folder()).free // 10**6
    except SeminarError as error:
        return Check("Disk", False, "not known, since answers have no folder", str(error))
    said = f"{free:,} MB free; the pack needs {LEAST_SPACE} MB"
    return Check("Disk", free >= LEAST_SPACE, said, "Free some space, or set SEMINAR_ANSWERS to a folder elsewhere.")


def memory() -> list[Check]:
    """How much memory a hub leaves to this server, in megabytes, where it sets a limit."""
    limit = os.environ.get("MEM_LIMIT", "")
    if not (surroundings.on_a_hub() and limit.isdecimal()):
        return []
    found = int(limit) // 10**6
    said = f"{found:,} MB for this server with its kernels; a page that has run needs {LEAST_MEMORY} MB"
    return [
        Check("Memory", found >= LEAST_MEMORY, said, "Let the hub give more, as “handouts/instructor/hub.md” says.")
    ]


def fonts() -> Check:
    """The fonts of the handouts."""
    missing = [name for name in FONTS if not font_paths(name)]
    mend = f"{HOW_TO_INSTALL} Elsewhere: the Noto fonts, from their publisher."
    return Check("Fonts", not missing, f"not found: {', '.join(missing)}" if missing else "all found", mend)


def tried(look: Callable[[], Check]) -> Check:
    """What *look* finds; where a package that it needs is missing, that."""
    try:
        return look()
    except ModuleNotFoundError as error:
        return Check(look.__name__.capitalize(), False, f"not known without the package {error.name}", how_to_install())


def to_open() -> list[Check]:
    """What a reader needs. Under a Python that is too old nothing else can be said."""
    if not python().well:
        return [python()]
    looks = (account, kernel, widgets, browser, answers, disk)
    return [python(), pack(), pages(), data(), *unlocked(), *packages(), *map(tried, looks), *memory()]


def for_paper() -> list[Check]:
    """What somebody needs who changes the pack and makes its handouts again; a wheel is not changed."""
    return [*packages("paper"), fonts()] if python().well and not installed() else []


RULES = (
    "What the pack does here: it runs at 127.0.0.1 only, asks for nothing from the network once it is installed, "
    "writes to its own folder and to the folder of answers, and sends nothing to anybody."
)
ON_A_HUB = (
    "What the pack does here: it is reached through the JupyterHub alone, asks for nothing from the network, writes to "
    "the folder of answers of this account and to no other, and sends nothing to anybody."
)


FOR_PAPER = (
    "Only for “plan” on letter paper (on A4 it needs none of these), and to make handouts and the plain edition again"
)


def examine() -> tuple[str, bool]:
    """Look at everything: the page, and whether the computer is ready."""
    return report(to_open(), for_paper())


def report(needed: list[Check], paper: list[Check]) -> tuple[str, bool]:
    """The page, and whether all of *needed* is well; what only *paper* needs does not decide."""
    wrong = sum(not check.well for check in needed)
    lines = [
        *["Rumour or Reality: is this computer ready?", "", "To open the pack"],
        *(check.line() for check in needed),
        *(["", FOR_PAPER] if paper else []),
        *(check.line("not here") for check in paper),
        *to_do("What to do", needed),
        *to_do("What to do (only to make handouts)", paper),
        *["", *textwrap.wrap(ON_A_HUB if surroundings.on_a_hub() else RULES, 100), ""],
        f"Not ready: {wrong} of {len(needed)} need mending." if wrong else "Ready.",
    ]
    return "\n".join(lines), not wrong


def to_do(title: str, checks: list[Check]) -> list[str]:
    """How to mend those of *checks* that are not well, each way once, below *title*; no line if all are well."""
    mends = dict.fromkeys(check.mend for check in checks if not check.well)
    return ["", title, *(f"  - {mend}" for mend in mends)] if mends else []
