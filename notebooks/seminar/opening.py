"""Opening the pack in JupyterLab, so that nobody's settings or older packages stand before what it needs."""

import os

from seminar.commands import seminar
from seminar.data.package import notebooks
from seminar.errors import SeminarError
from seminar.files import pack_folder
from seminar.surroundings import own_data

ROOT = ("ServerApp.root_dir", "FileContentsManager.root_dir", "FileContentsManager.preferred_dir")
"""The settings that name the folder JupyterLab shows; a configuration may hold each."""


def open_notebook(number: str, more: list[str]) -> None:
    """Start JupyterLab at the notebook of that *number*, with the words *more* of its own, until somebody ends it.

    The kernel and the extensions of this environment come before any that a user has elsewhere, and the folder of the
    pack before one that a configuration names. Raises SeminarError where there is no such notebook.
    """
    found = {path.name[:2]: path for path in notebooks()}
    if number not in found:
        raise SeminarError(
            f"There is no notebook {number}. There are: {', '.join(found)}. To open the first one: {seminar('open')}"
        )
    others = os.environ.get("JUPYTER_PATH")
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, (str(own_data()), others)))
    from jupyterlab.labapp import LabApp  # only now: it looks at the environment

    folder = pack_folder()
    root = [f"--{owner}={folder}" for owner in ROOT]
    LabApp.launch_instance([str(found[number]), *root, *more])
