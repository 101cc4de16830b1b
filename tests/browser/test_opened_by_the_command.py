"""A page that ``python -m seminar open`` opened: nothing is to be saved before anybody has changed something."""

import json
import os
import shutil
import sys
from types import SimpleNamespace

import pytest
from lab import FOLDERS, Lab, serving
from support import PACK

PAGE = "notebooks/06-lists-or-scores.ipynb"


@pytest.fixture
def pack(tmp_path):
    """A copy of the pack whose page 06 was stored by another Python than the one that runs."""
    for part in ("notebooks", "data"):
        shutil.copytree(PACK / part, tmp_path / "pack" / part, ignore=shutil.ignore_patterns("__pycache__"))
    file = tmp_path / "pack" / PAGE
    stored = json.loads(file.read_text("utf-8"))
    stored["metadata"]["language_info"]["version"] = "3.11.99"
    file.write_text(json.dumps(stored), "utf-8")
    return tmp_path / "pack"


def test_a_page_that_another_python_stored_has_nothing_to_save(pack, window, tmp_path):
    own = {name: str(tmp_path / name.lower()) for name in FOLDERS}
    environment = {**os.environ, **own, "PYTHONPATH": str(pack / "notebooks")}
    words = ["open", "06", "--no-browser", "--ServerApp.port_retries=50", "--expose-app-in-browser"]
    run = [sys.executable, "-m", "seminar", *words, "--IdentityProvider.token="]
    before = (pack / PAGE).read_bytes()
    with serving(run, cwd=pack, env=environment) as address:
        page = window()
        page.goto(address)
        page.wait_for_function("() => window.jupyterapp !== undefined")
        opened = Lab(page, SimpleNamespace(address=address.partition("/lab/tree/")[0])).open(PAGE)
        page.evaluate("() => window.panel.sessionContext.session.kernel.info")
        language = "() => window.panel.content.model.getMetadata('language_info').version"
        assert page.evaluate(language) == "{}.{}.{}".format(*sys.version_info)
        assert not page.evaluate("() => window.panel.context.model.dirty")
        opened.clear()
    assert (pack / PAGE).read_bytes() == before
