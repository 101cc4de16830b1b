"""The other two engines: the first notebook with each kind of control runs, and that control works by keyboard."""

import pytest
from engines import NO_CLIENT, each_kind_by_keyboard, firefox, webkit
from lab import Lab

pytestmark = [
    pytest.mark.engines,
    pytest.mark.filterwarnings(
        "ignore::ResourceWarning",  # the client of Firefox leaves lines open
        "ignore::pytest.PytestUnraisableExceptionWarning",
        "ignore:setting remote_server_addr:DeprecationWarning",  # the client of WebKit calls itself so
    ),
]


@pytest.fixture(
    scope="module", params=[pytest.param(firefox, marks=NO_CLIENT, id="Firefox"), pytest.param(webkit, id="WebKit")]
)
def page(request, tmp_path_factory):
    with request.param(tmp_path_factory.mktemp("engine")) as running:
        yield running


def test_the_first_notebook_of_each_kind_of_control_runs_there_and_the_control_works_by_keyboard(page, server):
    each_kind_by_keyboard(page, lambda name: Lab(page, server).open(name).run())
    server.clear()
