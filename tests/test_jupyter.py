"""A good guest: what the pack changes in a Jupyter that it is installed beside, and what it does not."""

import json
import sys
from importlib.metadata import files
from pathlib import Path

import pytest
import requests
from lab import Server
from requests.adapters import HTTPAdapter
from support import PACK
from urllib3 import Retry

SETTINGS = json.loads((PACK / "notebooks" / "seminar" / "screen" / "overrides.json").read_text("utf-8"))
SHIPPED = Path(sys.prefix) / "share" / "jupyter" / "lab" / "schemas"
PROBE = """
import json
import sys
import sys

from tornado.web import RequestHandler


class Loaded(RequestHandler):
    def get(self):
        self.write(json.dumps(sorted(sys.modules)))


def _jupyter_server_extension_points():
    return [{"module": "probe"}]


def _load_jupyter_server_extension(app):
    app.web_app.add_handlers(".*$", [("/loaded", Loaded)])
"""
ASKED_BY_A_PAGE = (
    "/lab",
    "/lab/api/settings",
    "/api/nbconvert",
    "/api/kernelspecs",
    "/api/contents",
    "/lab/api/themes",
)


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Asks a running JupyterLab, beside which the pack is installed, for an address; "/loaded" are its modules."""
    folder = tmp_path_factory.mktemp("guest")
    config = folder / "jupyter_config_dir" / "jupyter_server_config.json"
    config.parent.mkdir()
    config.write_text(json.dumps({"ServerApp": {"jpserver_extensions": {"probe": True}}}))
    (folder / "probe.py").write_text(PROBE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder))
        server = Server(folder)
    with requests.Session() as session:
        # JupyterLab says its address a moment before it listens there
        session.mount(server.address, HTTPAdapter(max_retries=Retry(connect=20, backoff_factor=0.01)))
        yield lambda address: session.get(f"{server.address}{address}")
    server.stop()


def test_a_server_loads_nothing_of_the_pack(ask):
    for address in ASKED_BY_A_PAGE:
        assert ask(address).ok
    loaded = ask("/loaded").json()
    assert "jupyterlab" in loaded
    assert [name for name in loaded if name.split(".")[0] in ("seminar", "pandas", "numpy", "anywidget")] == []


def test_the_settings_of_the_pack_are_the_only_ones_that_a_server_changes(ask):
    changed = {}
    for found in ask("/lab/api/settings").json()["settings"]:
        plugin, name = found["id"].split(":")
        shipped = SHIPPED / plugin / f"{name}.json"
        before = json.loads(shipped.read_text("utf-8")).get("properties", {}) if shipped.exists() else {}
        for key, described in found["schema"].get("properties", {}).items():
            if key in before and described.get("default") != before[key].get("default"):
                changed.setdefault(found["id"], {})[key] = described["default"]
    assert changed == SETTINGS


def test_one_file_of_settings_is_all_that_the_pack_puts_outside_its_own_folder():
    outside = [file.parts[file.parts.index("share") :] for file in files("seminar") if ".." in file.parts]
    assert outside == [("share", "jupyter", "lab", "settings", "overrides.d", "seminar.json")]


def test_each_setting_stands_in_the_readme_with_its_reason():
    readme = (PACK / "README.md").read_text("utf-8")
    rows = [line.split("|") for line in readme.splitlines() if line.startswith("| `")]
    reasons = {row[1].strip(" `"): row[3].strip() for row in rows if len(row) == 5}
    for names in SETTINGS.values():
        for name in names:
            assert reasons[name].endswith("."), f"expected a sentence beside {name}"
