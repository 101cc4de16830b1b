"""The other two engines: the first notebook with each kind of control runs, and that control works by keyboard."""

import sys

import pytest
from engines import firefox, webkit
from lab import Lab
from selenium.webdriver.common.keys import Keys
from support import NAMES

pytestmark = [
    pytest.mark.engines,
    pytest.mark.filterwarnings(
        "ignore::ResourceWarning",  # the client of Firefox leaves lines open
        "ignore::pytest.PytestUnraisableExceptionWarning",
        "ignore:setting remote_server_addr:DeprecationWarning",  # the client of WebKit calls itself so
    ),
]

KINDS = {
    "range": ("input[type=range]", "ARROW_RIGHT"),
    "entry": ("input[type=text]", "7"),
    "choice": ("input[type=radio]", "SPACE"),
    "select": ("select", "ARROW_DOWN"),
    "toggle": ("[role=switch]", "SPACE"),
    "button": ("button", "ENTER"),
    "text": ("textarea", "Some words."),
}
"""Kind of control → what it is in a page, and a key that changes it, or what one types there."""
LISTEN = """
from seminar.screen import controls
heard = []
for part in [part for part in vars(controls).values() if isinstance(part, type) and "hear" in vars(part)]:
    def hear(self, event, first=part.hear):
        heard.append(self.kind)
        return first(self, event)
    part.hear = hear
"""
"""Lets Python remember of which kind the controls are that it hears."""
DRAWN = """() => {
  const view = 'application/vnd.jupyter.widget-view+json';
  const wanted = [...window.panel.content.model.cells].filter(cell => cell.type === 'code')
      .flatMap(cell => cell.sharedModel.outputs).filter(output => output.data?.[view]).length;
  return wanted > 0 && window.panel.node.querySelectorAll('.live').length >= wanted;
}"""
TAKE = """selector => {
  for (const old of document.querySelectorAll('[data-tried]')) delete old.dataset.tried;
  const usable = node => node.getClientRects().length && !node.disabled && !node.checked;
  const found = [...window.panel.node.querySelectorAll('.live')].flatMap(live => [...live.querySelectorAll(selector)])
      .find(usable);
  if (!found) return false;
  found.dataset.tried = '';
  window.before = found.closest('.live').innerHTML;
  return true;
}"""
"""Marks the first control that fits, and remembers what is around it."""
OTHER = "() => document.querySelector('[data-tried]')?.closest('.live').innerHTML !== window.before"


NO_CLIENT = pytest.mark.skipif(sys.version_info >= (3, 13), reason="the client of Firefox does not run on 3.13")


@pytest.fixture(
    scope="module", params=[pytest.param(firefox, marks=NO_CLIENT, id="Firefox"), pytest.param(webkit, id="WebKit")]
)
def page(request, tmp_path_factory):
    with request.param(tmp_path_factory.mktemp("engine")) as running:
        yield running


def test_the_first_notebook_of_each_kind_of_control_runs_there_and_the_control_works_by_keyboard(page, server):
    left = dict(KINDS)
    for name in NAMES:
        opened = Lab(page, server).open(name).run()
        page.wait_for_function(DRAWN)
        opened.ask(LISTEN)
        for kind, (selector, keys) in [*left.items()]:
            if page.evaluate(TAKE, selector):
                page.press("[data-tried]", getattr(Keys, keys, keys))
                page.press("[data-tried]", Keys.TAB)
                page.wait_for_function(OTHER)
                assert kind in opened.ask("print(heard)"), (name, kind)
                del left[kind]
        if not left:
            break
    assert left == {}
    server.clear()
