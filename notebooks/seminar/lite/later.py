"""Packages that come to a browser when something first imports them.

pandas with NumPy is half of all that Python brings, and most notebooks of the course never ask for it.
"""

import io
import sys
import sysconfig
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from importlib import invalidate_caches
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType


def register() -> None:
    """From now on an import also finds what lies on the site and is not loaded; called once, in a browser."""
    sys.meta_path.append(Later())


class Later(MetaPathFinder):
    """Loads the package of the site that holds a module, while the import waits.

    Pyodide's own ways to load a package are asynchronous, and an import cannot wait for them. Asked last, so only for
    what is not there yet.
    """

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where the module *name* is, once its package is loaded; None if no package of the site holds it.

        Raises ImportError if the site cannot be reached.
        """
        if path is not None:
            return None  # a part of a package that is there
        import pyodide_js

        package, loaded = pyodide_js._api._import_name_to_package_name.get(name), pyodide_js.loadedPackages
        if package is None or hasattr(loaded, package):
            return None
        file = getattr(pyodide_js._api.lockfile_packages, package).file_name
        with zipfile.ZipFile(io.BytesIO(_fetched(f"{pyodide_js._api.config.indexURL}{file}", name))) as wheel:
            wheel.extractall(sysconfig.get_path("purelib"))
        setattr(loaded, package, "default channel")  # or Pyodide would load it once more for a cell that names it
        invalidate_caches()
        return PathFinder.find_spec(name)


def _fetched(address: str, name: str) -> bytes:
    """The content of *address*. Raises ImportError that names the module *name*."""
    from js import XMLHttpRequest

    request = XMLHttpRequest.new()
    request.open("GET", address, False)
    request.responseType = "arraybuffer"
    with suppress(Exception):  # of JavaScript, where nothing comes at all: the status then stays 0
        request.send()
    if request.status != 200:
        raise ImportError(
            f"“{name}” is loaded when it is first used, and just now the site does not answer. What you wrote is kept. "
            "Look whether this computer is online, then run this cell again.",
            name=name,
        )
    return request.response.to_bytes()
