"""Windows onto a JupyterLab of the tests' own; after each test nothing may have left this machine."""

import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lab import Lab, Server, chromium


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("lab"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser():
    with chromium() as running:
        yield running


@pytest.fixture
def window(browser):
    """Opens browser windows; afterwards no request may have left this machine and no script may have failed."""
    contexts, asked, failed = [], [], []

    def new(**options):
        context = browser.new_context(**{"viewport": {"width": 1366, "height": 768}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: failed.append(str(error)))
        return page

    yield new
    for context in contexts:
        context.close()
    away = [
        url
        for url in asked
        if urlsplit(url).scheme not in ("data", "blob", "file", "chrome") and urlsplit(url).hostname != "127.0.0.1"
    ]
    assert away == []
    assert failed == []


@pytest.fixture
def lab(window, server):
    """Opens JupyterLab windows; afterwards the kernels are shut down, for each of them holds 120 MB."""
    yield lambda **options: Lab(window(**options), server)
    server.shut_down_kernels()


@pytest.fixture
def alone(lab, server, request):
    """Opens and runs a notebook that holds one activity (the id of its cell, its call) and nothing else."""
    name = re.sub(r"\W+", "-", f"{request.node.path.stem}-{request.node.name}")[:90]
    setup = "from seminar import *\nstyle_block()"
    return lambda cell_id, call: lab().open(server.make(f"{name}.ipynb", {"setup": setup, cell_id: call})).run()


@pytest.fixture
def no_answers(server):
    """The answers folder of the pages starts empty."""
    shutil.rmtree(server.answers, ignore_errors=True)


@pytest.fixture
def afresh(no_answers, alone):
    """``alone`` with answers that start empty."""
    return alone


@pytest.fixture
def notebook(server, no_answers, request):
    """A fresh copy of notebook 07 under a name of the test's own, and answers that start empty."""
    return server.copy(
        "07-can-the-machine-see-you.ipynb", f"{request.node.name[:60]}.ipynb".replace("[", "-").replace("]", "")
    )
