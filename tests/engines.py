"""Firefox and WebKit, each driven by the client of its makers, with as much of a page as ``lab.Lab`` asks for."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from lab import PATIENCE, end
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.webkitgtk.options import Options as WebKitGTKOptions
from selenium.webdriver.webkitgtk.service import Service as WebKitGTKService
from selenium.webdriver.webkitgtk.webdriver import WebDriver
from support import NAMES, free_ports

NO_CLIENT = pytest.mark.skipif(
    sys.version_info >= (3, 13),
    reason="the client of Firefox does not run on Python 3.13: make .venv-tests with 3.11 or 3.12",
)
LONGEST = 300
"""Seconds that a script or a page may take on a busy machine."""
FOR_A_VALUE = """
const [source, argument, done] = arguments;
(async () => eval(`(${source})`)(argument))().then(
  value => done(JSON.stringify({value: value === undefined ? null : value})),
  error => done(JSON.stringify({error: `${error}\\n${error.stack}`})));
"""
"""Runs a function that may be given as text, and may be one that promises a value."""
UNTIL = """async ([source, argument]) => {
  const holds = eval(`(${source})`);
  while (!(await holds(argument))) await new Promise(resolve => requestAnimationFrame(resolve));
}"""


class Page:
    """A window of an engine; what a script in it returns comes back as plain values."""

    def __init__(self, drives):
        self.drives = drives

    def goto(self, address):
        self._go(address)

    def evaluate(self, source, argument=None):
        said = json.loads(self._script(FOR_A_VALUE, source, argument))
        assert "error" not in said, said["error"]
        return said["value"]

    def wait_for_function(self, source, arg=None, timeout=None):
        """Wait until the function says that it is so; an engine gives up after LONGEST, whatever *timeout* is."""
        self.evaluate(UNTIL, [source, arg])

    def locator(self, selector):
        return selector

    def press(self, selector, keys):
        """Give the focus to what fits *selector*, and press *keys* there."""
        self.drives.find_element("css selector", selector).send_keys(keys)


class Firefox(Page):
    """By Marionette."""

    def _go(self, address):
        self.drives.navigate(address)

    def _script(self, *words):
        source, *arguments = words
        return self.drives.execute_async_script(source, script_args=arguments, sandbox=None)


@contextlib.contextmanager
def firefox(folder, preferences=None):
    """A Firefox with a profile of its own, that writes its log into *folder*.

    It has no screen, or with *preferences* (name → value) the one that the environment names.
    """
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    assert program, "Firefox is not installed; “bash tests/run.sh --all” does so on Debian (package firefox-esr)"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of what Marionette stands on
        from marionette_driver.marionette import Marionette
    drives = Marionette(
        host="127.0.0.1",
        port=free_ports(),
        bin=program,
        headless=preferences is None,
        prefs=preferences or {},
        gecko_log=str(folder / "firefox.log"),
        startup_timeout=LONGEST,
    )
    with pytest.MonkeyPatch.context() as patch:
        # Its reporter of crashes may outlive it, and keeps the line open of which Marionette waits for the end.
        patch.setenv("MOZ_CRASHREPORTER_DISABLE", "1")
        drives.start_session()
    try:
        drives.timeout.script = drives.timeout.page_load = LONGEST
        yield Firefox(drives)
    finally:
        drives.shutdown_timeout = PATIENCE
        drives.quit()


class WebKit(Page):
    """By its own driver, which speaks what browsers have agreed on."""

    def _go(self, address):
        self.drives.get(address)

    def _script(self, *words):
        return self.drives.execute_async_script(*words)


@contextlib.contextmanager
def screen():
    """The name of a screen that nobody sees."""
    reads, writes = os.pipe()
    shown = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[writes],
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    try:
        with os.fdopen(reads) as said:
            yield f":{said.readline().strip()}"
    finally:
        end(shown)


@contextlib.contextmanager
def webkit(folder):
    """The small browser of WebKitGTK, on a screen that nobody sees."""
    missing = [name for name in ("Xvfb", "WebKitWebDriver") if not shutil.which(name)]
    assert not missing, (
        f"not installed: {missing}; “bash tests/run.sh --all” does so on Debian (webkit2gtk-driver, xvfb)"
    )
    options = WebKitGTKOptions()
    options.binary_location = str(next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")))
    options.add_argument("--automation")
    with screen() as display:
        environment = {
            **os.environ,
            "DISPLAY": display,
            "GDK_BACKEND": "x11",
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",  # which needs rights that a container does not give
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
            "XDG_DATA_HOME": str(folder / "webkit"),
            "XDG_CACHE_HOME": str(folder / "webkit"),
        }
        drives = WebDriver(options, WebKitGTKService(shutil.which("WebKitWebDriver"), env=environment))
        try:
            drives.set_script_timeout(LONGEST)
            drives.set_page_load_timeout(LONGEST)
            yield WebKit(drives)
        finally:
            drives.quit()


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
ANSWERED = """() => {
  const live = document.querySelector('[data-tried]')?.closest('.live');
  return live?.innerHTML !== window.before && !live?.querySelector('[data-unanswered]');
}"""
"""Whether the page is another and Python has answered: it hears a control in a thread of its own, and what one asks the
kernel after that may be told before."""


def each_kind_by_keyboard(page, opened):
    """Drive the first control of each kind by keyboard, in the first notebook that has one; *opened* opens and runs the
    notebook of that name. Python hears each, and the page answers."""
    left = dict(KINDS)
    for name in NAMES:
        lab = opened(name)
        page.wait_for_function(DRAWN)
        lab.ask(LISTEN)
        for kind, (selector, keys) in [*left.items()]:
            if page.evaluate(TAKE, selector):
                page.press("[data-tried]", getattr(Keys, keys, keys))
                page.press("[data-tried]", Keys.TAB)
                page.wait_for_function(ANSWERED)
                assert kind in lab.ask("print(heard)"), (name, kind)
                del left[kind]
        if not left:
            return
    raise AssertionError(f"no notebook has a control of these kinds: {', '.join(left)}")
