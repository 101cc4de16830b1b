"""Opening the pack in JupyterLab, so that nobody's settings or older packages stand before what it needs."""

import os
import platform
from pathlib import Path
from typing import Any

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from seminar.commands import seminar
from seminar.data.package import lab_notebook, notebooks
from seminar.errors import SeminarError
from seminar.files import pack_folder
from seminar.surroundings import is_root, own_data

ROOT = ("ServerApp.root_dir", "FileContentsManager.root_dir", "FileContentsManager.preferred_dir")
"""The settings that name the folder JupyterLab shows; a configuration may hold each."""
FIRST_PAGE = ("ServerApp.default_url", "LabApp.default_url")
"""Those that name the page at the address that Jupyter prints, and that the browser opens."""


class Pages(AsyncLargeFileManager):
    """The files as JupyterLab gets them: each notebook in Python names the version of the Python that runs.

    JupyterLab writes that version into a notebook when it is opened; were it another one, there would be a change to
    save before anybody changed something.
    """

    async def get(self, path: str, content: bool = True, *rest: Any, **how: Any) -> Any:
        """The model of the file at *path*, as Jupyter describes it."""
        model = await super().get(path, content, *rest, **how)
        if content and model["type"] == "notebook":
            language = model["content"]["metadata"].get("language_info", {})
            if language.get("name") == "python":
                language["version"] = platform.python_version()
        return model


def open_notebook(number: str, more: list[str]) -> None:
    """Start JupyterLab at the notebook of that *number* ("lab": the data lab), with the words *more* of its own.

    It ends when somebody ends it.

    The kernel and the extensions of this environment come before any that a user has elsewhere, and the folder and the
    pages of the pack before those that a configuration names. Raises SeminarError where there is no such notebook.
    """
    found = {path.name[:2]: path for path in notebooks()} | {"lab": lab_notebook()}
    if number not in found:
        raise SeminarError(
            f"There is no notebook {number}. There are: {', '.join(found)}. To open the first one: {seminar('open')}"
        )
    open_page(found[number], more)


def open_page(page: Path, more: list[str]) -> None:
    """Start JupyterLab at the notebook in the file *page*, as ``open_notebook`` does.

    It shows the folder of the pack; for a page that lies elsewhere, the folder of that page.
    """
    folder = pack_folder() if page.resolve().is_relative_to(pack_folder()) else page.resolve().parent
    others = os.environ.get("JUPYTER_PATH")
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, (str(own_data()), others)))
    from jupyterlab.labapp import LabApp  # only now: it looks at the environment

    address = f"/lab/tree/{page.resolve().relative_to(folder).as_posix()}"
    pages = f"{__name__}.{Pages.__name__}"
    settings = (
        dict.fromkeys(ROOT, folder) | dict.fromkeys(FIRST_PAGE, address) | {"ServerApp.contents_manager_class": pages}
    )
    root = ["--allow-root"] if is_root() else []
    LabApp.launch_instance([*(f"--{name}={value}" for name, value in settings.items()), *root, *more])
