"""Windows onto a JupyterLab of the tests' own; after each test nothing may have left this machine."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lab import DROPPED, STARTED_LATE, Lab, Server, chromium
from opinions import Opinions
from playwright.sync_api import expect

SIZE = {"width": 1366, "height": 768}
LONGEST = 10_000
"""Milliseconds to wait for something on a page; a busy machine is slow."""


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
    expect.set_options(timeout=LONGEST)
    with chromium() as running:
        yield running


class Watch:
    """Pages of a browser, with all that they ask for and every script of theirs that fails."""

    def __init__(self, browser):
        self.browser, self.asked, self.failed = browser, [], []

    def new_page(self, **options):
        """A page in a new window, which remembers nothing of any other."""
        page = self.browser.new_context(**{"viewport": SIZE, **options}).new_page()
        page.set_default_timeout(LONGEST)
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.fail(str(error), error.stack or ""))
        return page

    def fail(self, error, stack):
        """Note a script that failed, but for what only says that this computer is busy, or that a kernel is gone."""
        if error != STARTED_LATE and not DROPPED.search(error):
            self.failed.append(f"{error}\n{stack}")

    def away(self):
        """The requests that have left this machine."""
        return [url for url in self.asked if is_elsewhere(urlsplit(url))]


def is_elsewhere(url):
    return url.scheme not in ("data", "blob", "file", "chrome") and url.hostname != "127.0.0.1"


@pytest.fixture(scope="session")
def every_page(browser):
    return Watch(browser)


@pytest.fixture(scope="module")
def opinions():
    """The two engines beside axe-core; they come by the network, so only tests of a whole run may ask for them."""
    return Opinions()


@pytest.fixture
def watch(every_page):
    """What new pages come from; after the test no request may have left this machine and no script may have failed."""
    every_page.asked, every_page.failed = [], []
    yield every_page
    assert every_page.away() == []
    assert every_page.failed == []


@pytest.fixture
def window(watch):
    """Opens browser windows of the test's own."""
    pages = []

    def new(**options):
        pages.append(watch.new_page(**options))
        return pages[-1]

    yield new
    for page in pages:
        page.context.close()


@pytest.fixture
def new_lab(window, server):
    """Opens JupyterLab in a browser window of its own, for tests of what a page or a browser remembers."""
    labs = []

    def new(**options):
        labs.append(Lab(window(**options), server))
        return labs[-1]

    yield new
    for lab in labs:
        lab.clear()
    server.clear()


@pytest.fixture(scope="session")
def kept():
    """The JupyterLab that the tests use one after another, once it is loaded; it costs more to load than to use."""
    return []


@pytest.fixture
def lab(kept, watch, server, request):
    """The JupyterLab that the tests share; nothing is open in it, and nothing stays after the test."""
    failed = request.session.testsfailed

    def shared(width=SIZE["width"], height=SIZE["height"]):
        if not kept:
            kept.append(Lab(watch.new_page(), server))
        return kept[0].resize(width, height)

    yield shared
    if kept and request.session.testsfailed > failed:
        kept.pop().page.context.close()  # who knows what stands in it
    for used in kept:
        used.clear()
    server.clear()


@pytest.fixture
def alone(lab, server, request):
    """Opens and runs a notebook that holds one activity (the id of its cell, its call) and nothing else.

    It takes the size of the window, too, in pixels.
    """
    name = re.sub(r"\W+", "-", f"{request.node.path.stem}-{request.node.name}")[:90]
    setup = "from seminar import *\nstyle_block()"

    def run(cell_id, call, **size):
        return lab(**size).open(server.make(f"{name}.ipynb", {"setup": setup, cell_id: call})).run()

    return run


@pytest.fixture
def notebook(server, request):
    """A fresh copy of notebook 07 under a name of the test's own."""
    return server.copy(
        "07-can-the-machine-see-you.ipynb", f"{request.node.name[:60]}.ipynb".replace("[", "-").replace("]", "")
    )
