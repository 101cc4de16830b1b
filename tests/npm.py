"""What the tests take from npm, with the npm that the test requirements bring."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

NPM = Path(sys.executable).with_name("npm")


def run(*words, **options):
    """Let npm do this; where it fails, the test fails with what npm said."""
    done = subprocess.run(
        [NPM, *words, "--prefer-offline", "--loglevel=error"], capture_output=True, text=True, **options
    )
    if done.returncode:
        pytest.fail(
            f"npm {' '.join(map(str, words))} ended with {done.returncode}; it needs the network. {done.stderr}"
        )


def packed(package):
    """The archive of *package* ("html_codesniffer@2.5.1") as its makers published it."""
    with tempfile.TemporaryDirectory() as folder:
        run("pack", package, f"--pack-destination={folder}")
        (archive,) = Path(folder).iterdir()
        return archive.read_bytes()
