"""Rumour or Reality on a JupyterHub: settings for the server of a student, which runs under the student’s account."""

import os
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

c = get_config()  # noqa: F821 (Jupyter puts it there)

# A kernel takes 40 to 100 MB. One whose page was closed ends after half an hour; answers are on the disk.
c.MappingKernelManager.cull_idle_timeout = 1800
c.MappingKernelManager.cull_interval = 120

# The kernel of this environment comes before one of the same name that a student may have at home.
os.environ["JUPYTER_PATH"] = os.pathsep.join(
    filter(None, (f"{sys.prefix}/share/jupyter", os.environ.get("JUPYTER_PATH")))
)

# The folder "rumour-or-reality" in the home of each student leads to the pages that all share. It is made anew at each
# start, so that it follows a pack that has moved; a folder of that name which a student made stays.
package = Path(find_spec("seminar").origin).parent
pages = package / "pack" / "notebooks" if (package / "pack").is_dir() else package.parent
link = Path.home() / "rumour-or-reality"
with suppress(OSError):  # a home that is full: the server starts all the same
    if link.is_symlink() and link.resolve() != pages:
        link.unlink()
    if not link.exists():
        link.symlink_to(pages)
