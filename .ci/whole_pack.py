"""What a wheel holds besides the package: data, notebooks and the style of paper, as ``seminar/pack/``.

In an installation that reads the pack where it stands (``pip install -e .``) all of it is in its own folder already.
That one gets paths besides which lead from an environment ``.venv`` to the folder around it (on Windows, elsewhere): a
pack that is moved or copied with its environment reads itself, and not the folder that it was installed from.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BESIDE = "__seminar.pth"
"""Its name in an environment: Python reads the paths in the order of their names, and this before the fixed one."""
HELD = ("data/**/*", "notebooks/*.ipynb", "notebooks/*.md", "notebooks/sources/*", "handouts/style/*")


class WholePack(BuildHookInterface):
    """Puts the files of the pack into a wheel, in the same folders as here."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name those files, where a whole wheel ("standard") is built, and else the path."""
        if version == "standard":
            root = Path(self.root)
            found = sorted(path for pattern in HELD for path in root.glob(pattern) if path.is_file())
            held = {str(path): f"seminar/pack/{path.relative_to(root).as_posix()}" for path in found}
            build_data["force_include"].update(held)
        else:
            build_data["force_include_editable"][f"{self.root}/.ci/beside.pth"] = BESIDE
