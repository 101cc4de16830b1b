"""A kernel for what students wrote, which can reach nothing: no gradebook, no other submission, no file, no network.

It is run by bubblewrap (the program ``bwrap``), which makes a room of its own for a process out of what Linux has for
containers. There it sees the programs of the system, Python, and the pack, all of them read-only, and an empty folder
that vanishes. It talks to nbgrader by files in one folder. Nothing here needs nbgrader.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager

from seminar.errors import SeminarError
from seminar.files import pack_folder

SYSTEM = (
    "/usr",
    "/bin",
    "/sbin",
    "/lib",
    "/lib64",
    "/etc/alternatives",
    "/etc/ld.so.cache",
    "/etc/fonts",
    "/etc/localtime",
)
HOME = "/tmp"


class ApartKernelManager(AsyncKernelManager):
    """Starts a kernel in a room of its own."""

    def __init__(self, **traits: object) -> None:
        super().__init__(**traits)
        self._room = tempfile.TemporaryDirectory(prefix="seminar-kernel-")
        self.transport = "ipc"
        self.connection_file = str(Path(self._room.name) / "kernel.json")

    def format_kernel_cmd(self, extra_arguments: list[str] | None = None) -> list[str]:
        """The command of the kernel, inside the one that makes the room."""
        return [*command(self._room.name), *super().format_kernel_cmd(extra_arguments)]

    async def start_kernel(self, **how: Any) -> None:  # type: ignore[override]
        """Start it. What it prints for whoever would start it by hand goes nowhere."""
        await super().start_kernel(stdout=subprocess.DEVNULL, **how)


def command(room: str) -> list[str]:
    """What makes a room for a process: only the folder *room* can be written to, and only that outlives it."""
    pythons, here = (sys.prefix, sys.base_prefix), os.getcwd()
    shown = dict.fromkeys([*SYSTEM, *pythons, *map(os.path.realpath, pythons), *_of_the_pack()])
    within = any(Path(here).is_relative_to(path) for path in shown)  # nbgrader works in the folder of the course
    return [
        "bwrap",
        *("--unshare-all", "--die-with-parent", "--new-session", "--clearenv"),
        *("--proc", "/proc", "--dev", "/dev", "--tmpfs", HOME),
        *(word for path in shown for word in ("--ro-bind-try", path, path)),
        *(("--tmpfs", here) if within else ()),
        *("--bind", room, room, "--chdir", HOME),
        *("--setenv", "HOME", HOME, "--setenv", "PATH", "/usr/bin:/bin", "--setenv", "LANG", "C.UTF-8"),
    ]


def _of_the_pack() -> list[str]:
    """The folders from which the kernel reads the pack."""
    return [str(Path(__file__).resolve().parents[3]), str(pack_folder() / "data"), str(pack_folder() / "notebooks")]


def check_apart() -> None:
    """Raise SeminarError where no such room can be made."""
    with tempfile.TemporaryDirectory() as room:
        tried = [*command(room), sys.executable, "-c", "import seminar.lab"]
        try:
            done = subprocess.run(tried, capture_output=True, text=True, check=False)
            why = done.stderr.strip().splitlines()[-1] if done.returncode else ""
        except OSError as error:
            why = f"{error.strerror}: bwrap"
    if why:
        raise SeminarError(
            f"What students wrote is not run, since it could read and change the gradebook here ({why}). Nothing "
            "was changed. Expected Linux with the program bwrap, of the package bubblewrap, for instance in a virtual "
            "machine."
        )
