"""``python -m seminar open`` in somebody's own Jupyter: no folder, kernel or extension of theirs gets in the way."""

import json
import os
import socket
import sys
from urllib.parse import urlsplit

import pytest
from lab import fetched, serving
from support import PACK

CONFIGURED = """
c.ServerApp.root_dir = {elsewhere!r}
c.ServerApp.preferred_dir = {elsewhere!r}
c.FileContentsManager.root_dir = {elsewhere!r}
c.FileContentsManager.preferred_dir = {elsewhere!r}
c.ServerApp.default_url = "/tree"
c.LabApp.default_url = "/lab/workspaces/ann"
c.ServerApp.base_url = "/user/ann@uni.example/"
c.IdentityProvider.token = "t"
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Asks the JupyterLab that the command opens beside a configuration, a kernel and an extension of somebody's."""
    folder = tmp_path_factory.mktemp("somebody")
    kernel, extension = (
        folder / "shared/kernels/python3/kernel.json",
        folder / "shared/labextensions/anywidget/package.json",
    )
    for path, content in {
        kernel: {"argv": ["/no/python"], "display_name": "Old course", "language": "python"},
        extension: {
            "name": "anywidget",
            "version": "0.0.1",
            "jupyterlab": {"_build": {"load": "old.js", "extension": "./x"}},
        },
    }.items():
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(content))
    config = folder / "config" / "jupyter_server_config.py"
    config.parent.mkdir()
    config.write_text(CONFIGURED.format(elsewhere=str(folder / "shared")))
    own = {name: str(folder / name.lower()) for name in ("JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    environment = {
        **os.environ,
        **own,
        "JUPYTER_CONFIG_DIR": str(config.parent),
        "JUPYTER_PATH": str(folder / "shared"),
        "JUPYTER_PREFER_ENV_PATH": "0",
    }
    run = [sys.executable, "-m", "seminar", "open", "07", "--no-browser", "--ServerApp.port_retries=50"]
    with serving(run, cwd=PACK, env=environment) as address:
        root, _, page = address.partition("lab/tree/")
        assert page.startswith("notebooks/07-can-the-machine-see-you.ipynb")
        yield lambda path: fetched(f"{root}{path}?token=t")


def test_it_shows_the_folder_of_the_pack_and_not_the_one_of_a_configuration(ask):
    there = {found["name"] for found in json.loads(ask("api/contents"))["content"]}
    assert {"notebooks", "data", "README.md"} <= there


def test_it_takes_its_own_kernel_and_not_one_of_the_same_name(ask):
    assert (
        json.loads(ask("api/kernelspecs"))["kernelspecs"]["python3"]["spec"]["display_name"] == "Python 3 (ipykernel)"
    )


def test_it_takes_its_own_widgets_and_not_older_ones(ask):
    page = ask("lab")
    assert "anywidget" in page
    assert "old.js" not in page


def test_the_address_that_is_printed_is_that_of_the_page_also_where_another_program_has_the_port(tmp_path):
    """Without a configuration Jupyter makes up a token, and prints it; as root it has to be told to run at all."""
    own = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_WORKSPACES_DIR")
    environment = {**os.environ, **{name: str(tmp_path / name.lower()) for name in own}}
    with socket.socket() as another:
        another.bind(("127.0.0.1", 0))
        another.listen()
        port = another.getsockname()[1]
        words = ["open", "06", "--no-browser", f"--port={port}", "--ServerApp.port_retries=50"]
        with serving([sys.executable, "-m", "seminar", *words], cwd=PACK, env=environment) as address:
            assert urlsplit(address).port != port
            assert '"treePath": "notebooks/06-lists-or-scores.ipynb"' in fetched(address)


def test_it_obeys_the_rest_of_the_configuration(ask):
    assert '"baseUrl": "/user/ann@uni.example/"' in ask("lab")
