"""Writes requirements.txt and tests/requirements.txt from pyproject.toml, with every package pinned.

    python tests/compile_requirements.py

Direct dependencies stand first. The resolution is universal: markers say which package belongs to which system.
"""

import re
import subprocess
import tomllib
from pathlib import Path

PACK = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((PACK / "pyproject.toml").read_text("utf-8"))["project"]


def name(line: str) -> str:
    """The normalised name of the package in a requirement."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", line)[0]).lower()


def resolved(*extras: str) -> list[str]:
    """Every package that the pack needs with *extras*, pinned, a line each."""
    command = [
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--python-version",
        "3.11",
        "--no-header",
        "--no-annotate",
    ]
    command += ["--no-emit-index-url", *(f"--extra={extra}" for extra in extras), "pyproject.toml"]
    done = subprocess.run(command, cwd=PACK, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def blocks(lines: list[str], direct: list[str]) -> str:
    """*lines* in two blocks: those of the packages in *direct*, then the others."""
    first = {name(requirement) for requirement in direct}
    top = [line for line in lines if name(line) in first]
    rest = [line for line in lines if name(line) not in first]
    return "\n".join(["# direct", *top, "", "# what those need", *rest])


def files() -> dict[str, str]:
    """Path → text of both files."""
    run = resolved()
    extras = PROJECT["optional-dependencies"]
    only_tests = [requirement for extra in extras.values() for requirement in extra]
    added = [line for line in resolved(*extras) if line not in run]
    itself = "# the pack itself, read where it stands\n-e .\n"
    said = "# Made from pyproject.toml by tests/compile_requirements.py\n"
    return {
        "requirements.txt": f"{said}{blocks(run, PROJECT['dependencies'])}\n\n{itself}",
        "tests/requirements.txt": f"{said}{blocks(added, only_tests)}\n",
    }


if __name__ == "__main__":
    for path, text in files().items():
        (PACK / path).write_text(text, "utf-8", newline="\n")
