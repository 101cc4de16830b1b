"""A JupyterLab of the tests' own and a window onto it: no settings, answers or network of anybody else's."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import warnings
from contextlib import contextmanager
from io import BytesIO
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import kernels
import nbformat
import requests
from axe_playwright_python.sync_playwright import Axe
from nbconvert import HTMLExporter
from nbformat.sign import NotebookNotary
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import TimeoutError, expect, sync_playwright
from pypdf import PdfReader
from requests.adapters import HTTPAdapter
from seminar.screen.page import Figure, Table
from support import PACK, free_ports
from urllib3 import Retry

FOLDERS = (
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "IPYTHONDIR",
)
OPEN = """async ([path, key]) => {
  window.onunhandledrejection = null;
  const panel = await window.jupyterapp.commands.execute('docmanager:open', {path, factory: 'Notebook'});
  await panel.revealed; await panel.context.ready; await panel.sessionContext.ready;
  window[key] = panel;
}"""

STARTED_LATE = "[anywidget] Failed to initialize model."
"""What anywidget says of a box that needed more than two seconds to start; it works all the same (test_controls.py)."""

DROPPED = re.compile(r"Canceled future for \w+ message before replies were done")
"""What JupyterLab says of what it had asked of a kernel that is gone, such as the thread of a box that just started."""


CLEAR = """() => {
  window.onunhandledrejection = event => event.preventDefault();
  const { shell } = window.jupyterapp;
  for (const widget of ['main', 'down'].flatMap(area => [...shell.widgets(area)])) widget.dispose();
  localStorage.clear();
}"""
"""What is open is thrown away, not closed: to close a notebook that has changed would ask whether to save it. A widget
that was still loading then says that it has failed; what fails after the next opening counts again."""


RUN = """() => {
  window.ran = false;
  window.jupyterapp.commands.execute('notebook:run-all-cells').finally(() => { window.ran = true; });
}"""
STATE = """() => {
  const kernel = window.panel.sessionContext.session?.kernel;
  const cells = [...window.panel.content.model.cells].map(cell => cell.executionState ?? '-');
  const asked = document.querySelector('.jp-Dialog')?.textContent;
  return JSON.stringify({status: kernel?.status, line: kernel?.connectionStatus, cells, asked});
}"""
"""What is known of a run that does not end."""
ERRORS = """() => {
  const empty = output => output.output_type === 'execute_result' && !Object.keys(output.data).length;
  return [...window.panel.content.model.cells].filter(cell => cell.type === 'code')
      .flatMap(cell => cell.sharedModel.outputs).filter(o => o.output_type !== 'display_data' && !empty(o));
}"""
"""What cells put out besides what they show; a kernel in a browser says of each cell that it has no result."""
ASK = """async code => {
  const future = window.panel.sessionContext.session.kernel.requestExecute({code});
  let text = '';
  future.onIOPub = ({header, content}) => {
    if (content.name === 'stdout') text += content.text;
    if (header.msg_type === 'error') text += content.evalue;
  };
  await future.done;
  return text;
}"""
ANSWERS = """() => {
  const kernel = window.panel.sessionContext.session?.kernel;
  return kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
}"""
CALM = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
"""How Chromium starts, so that it does nothing of its own accord."""
PATIENCE = 60
"""Seconds that a program may take to end of its own accord."""
MOST_MS = 120_000
"""Milliseconds that a run of all cells may take on a busy machine."""


FITS = "() => document.querySelector('#jp-main-dock-panel').getBoundingClientRect().right <= innerWidth"


@contextmanager
def serving(command, **options):
    """The address that *command* prints once its JupyterLab runs; ended afterwards, whatever happened."""
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, **options) as server:
        said = []
        try:
            for line in server.stderr:
                said.append(line)
                if found := re.search(r"http://127\S+/(?:lab|tree)\S*", line):
                    break
            assert found, "".join(said)
            threading.Thread(target=server.stderr.read, daemon=True).start()
            yield found[0]
        finally:
            end(server)


def end(process):
    """Ask *process* to end, and end it if it does not."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def fetched(address):
    """The text at *address*; a server says its address a moment before it listens there."""
    with requests.Session() as session:
        session.mount(address, HTTPAdapter(max_retries=Retry(connect=20, backoff_factor=0.01)))
        answer = session.get(address)
    answer.raise_for_status()
    return answer.text


class Server:
    """A running JupyterLab over a scratch copy of the notebooks.

    With *pack* its kernels use that one, and each imports all it needs for itself, as on a reader's computer.
    """

    def __init__(self, folder, pack=None):
        self.root, self.answers, self.folder = folder / "notebooks", folder / "answers", folder
        self.root.mkdir()
        shutil.copytree((pack or PACK) / "notebooks" / "sources", self.root / "sources")
        for path in ((pack or PACK) / "notebooks").glob("[!.]*.*"):
            shutil.copy(path, self.root)
        self.address = f"http://127.0.0.1:{free_ports()}"
        self.environment = {
            **os.environ,
            **{name: str(folder / name.lower()) for name in FOLDERS},
            "JUPYTER_PATH": str(folder / "shared"),  # comes before the kernel of this Python
            "SEMINAR_ANSWERS": str(self.answers),
            "PYTHONWARNINGS": "error",
        }
        if pack:
            self.environment["PYTHONPATH"] = str(pack / "notebooks")
        self.kernels = kernels_of(folder) if hasattr(os, "fork") and not pack else None
        command = [
            sys.executable,
            "-m",
            "jupyterlab",
            "--no-browser",
            "--ip=127.0.0.1",
            f"--port={urlsplit(self.address).port}",
            "--ServerApp.port_retries=0",
            "--IdentityProvider.token=",
            "--ServerApp.password=",
            "--ServerApp.disable_check_xsrf=True",
            f"--ServerApp.root_dir={self.root}",
            "--KernelRestarter.restart_limit=1000",
            "--KernelRestarter.random_ports_until_alive=False",  # a page may still ask at the old ones
            "--expose-app-in-browser",
            "--allow-root",
        ]
        environment = {key: value for key, value in self.environment.items() if key != "PYTHONWARNINGS"}
        self.process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
        self.log = []
        for line in self.process.stderr:
            self.log.append(line)
            if "is running at" in line:
                break
        threading.Thread(target=self._listen, daemon=True).start()

    def copy(self, source, name):
        """A notebook of the pack (or any path) under a new *name*."""
        shutil.copy(self.root / source if isinstance(source, str) else source, self.root / name)
        return name

    def make(self, name, cells):
        """A new notebook *name* with code *cells* (id → source), collapsed as those of the pack are."""
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
        made = new_notebook(cells=[collapsed(key, source) for key, source in cells.items()], metadata=kernel)
        nbformat.write(made, self.root / name)
        return name

    def sign(self, path):
        notary = NotebookNotary(data_dir=self.environment["JUPYTER_DATA_DIR"])
        notary.sign(nbformat.read(path, as_version=4))
        notary.store.close()

    def clear(self):
        """Shut down every kernel, for each holds 120 MB, and remove every answer."""
        with urlopen(f"{self.address}/api/kernels", timeout=PATIENCE) as found:
            for kernel in json.load(found):
                address = f"{self.address}/api/kernels/{kernel['id']}"
                urlopen(Request(address, method="DELETE"), timeout=PATIENCE).close()
        shutil.rmtree(self.answers, ignore_errors=True)

    def _listen(self):
        """Keep what the server says, for as long as anything that it started still has its line."""
        with self.process.stderr as said:
            self.log.extend(said)

    def stop(self):
        for process in filter(None, (self.kernels, self.process)):  # the server waits for kernels
            end(process)


def collapsed(key, source):
    return new_code_cell(source, id=key, metadata={"jupyter": {"source_hidden": True}})


def kernels_of(folder):
    """Start what forks kernels, and write their specification into the ``JUPYTER_PATH`` of a server in *folder*."""
    address = str(folder / "kernels")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(address)
        door.listen()
        serving = subprocess.Popen([sys.executable, "-P", kernels.__file__], stdin=door)
    argv = [sys.executable, "-I", "-S", kernels.__file__, address, "{connection_file}"]
    spec = folder / "shared" / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    spec.write_text(json.dumps({"argv": argv, "display_name": "Python 3 (ipykernel)", "language": "python"}))
    return serving


class Lab:
    """JupyterLab in one browser window, driven by its own commands; *path* is what its address opens."""

    def __init__(self, page, server, path=""):
        self.page, self.server = page, server
        page.goto(f"{server.address}/lab?reset{f'&path={path}' if path else ''}")
        page.wait_for_function("() => window.jupyterapp !== undefined")
        page.evaluate("async () => { const app = window.jupyterapp; await app.restored; app.shell.collapseLeft(); }")

    def resize(self, width, height):
        """Give the window a new size in pixels and wait until JupyterLab has taken it, which it does a moment later."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_function(FITS)
        return self

    def open(self, name):
        """Open the notebook *name* and wait until its kernel is ready."""
        self.page.evaluate(OPEN, [name, "panel"])
        self.panel = self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
        return self

    def clear(self):
        """Throw away all that is open and all that the browser remembers."""
        self.page.evaluate(CLEAR)

    def run(self, longest=MOST_MS, *, bare=False):
        """Run all cells within *longest* milliseconds; nothing may end in an error.

        With *bare*, the value of a last line is a result too.
        """
        self.page.evaluate(RUN)
        try:
            self.page.wait_for_function("() => window.ran", timeout=longest)
        except TimeoutError as error:
            error.add_note(self.page.evaluate(STATE))
            error.add_note("".join(self.server.log[-20:]))
            raise
        errors = self.page.evaluate(ERRORS)
        errors = [each for each in errors if not (bare and each["output_type"] == "execute_result")]
        assert errors == [], errors
        return self

    def theme(self, name):
        """Take the theme of that *name*; it stays for all who use this server."""
        self.page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", name)
        light = str("Light" in name).lower()
        self.page.wait_for_function("light => document.body.dataset.jpThemeLight === light", arg=light)
        return self

    def save(self):
        self.page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
        return self

    def shut_down_kernel(self):
        self.page.evaluate("() => window.panel.sessionContext.shutdown()")
        return self

    def cell(self, cell_id):
        """The cell with that id."""
        index = self.page.evaluate("id => [...window.panel.content.model.cells].findIndex(c => c.id === id)", cell_id)
        return self.panel.locator(f".jp-Notebook-cell[data-windowed-list-index='{index}']")

    def activity(self, cell_id):
        """The live view of the activity in that cell, with its first slider on the screen."""
        live = self.cell(cell_id).locator(".live")
        live.get_by_role("slider").first.scroll_into_view_if_needed()
        return live

    def after_the_guess(self, cell_id):
        """The live view of the activity in that cell, its guess skipped."""
        live = self.cell(cell_id).locator(".live").first
        skip = live.get_by_role("button", name="Skip the guess")
        skip.click()
        expect(skip).to_be_hidden()  # only then all that stood there is the new page
        return live

    def expect_no_error(self, *, ran):
        """No reader sees that a box is gone, and where no page *ran* none is. JupyterLab looks two seconds for one, and
        says so under a still view."""
        expect(self.panel.get_by_text("Loading widget")).to_have_count(0)
        gone = self.panel.get_by_text("Error displaying widget")
        expect(gone.locator("visible=true") if ran else gone).to_have_count(0)

    def ask(self, code):
        """What the kernel of the open notebook prints for *code*."""
        return self.page.evaluate(ASK, code)

    def outlive_the_kernel(self):
        """Wait until JupyterLab has said that the kernel is gone, and has a new one that answers."""
        gone = self.page.get_by_role("dialog", name="Kernel Restarting")
        gone.get_by_role("button", name="Ok").click(timeout=MOST_MS)
        self.page.wait_for_function(ANSWERS, timeout=MOST_MS)
        return self

    def kernel_pid(self):
        """The process id of the kernel, asked from the kernel itself."""
        return int(self.ask("import os; print(os.getpid())"))


@contextmanager
def chromium():
    """A Chromium that does nothing of its own accord."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CALM)
        yield browser
        browser.close()


def expect_words(live, panel):
    """Words and finding of an activity with one view are those of *panel*."""
    expect(live.locator(".seminar-words")).to_have_text(panel.text)
    expect(live.locator(".seminar-finding")).to_have_text(panel.finding)


def expect_panel(view, panel):
    """Words, points, tables and pictures of *view* are those of *panel*."""
    expect_words(view, panel)
    expect(view.locator(".seminar-points li")).to_have_text(list(panel.points))
    rows = [row for part in panel.parts if isinstance(part, Table) for row in part.rows]
    expect(view.locator("tbody th, tbody td")).to_have_text([cell for row in rows for cell in row])
    for figure in (part for part in panel.parts if isinstance(part, Figure)):
        expect(view.get_by_role("img", name=figure.alt, exact=True)).to_be_visible()


def expect_saved(activity, label):
    """The box with that label says that its text is on the disk."""
    area = activity.locator(".seminar-text").filter(has=activity.page.get_by_label(label, exact=True))
    expect(area.get_by_role("status")).to_contain_text("Saved, ")


def reach(control, key="Tab"):
    """Tab on, as a reader without a mouse would, until *control* has the focus in it; "Shift+Tab" goes back."""
    for _ in range(MOST_TABS):
        if control.evaluate("node => node.contains(document.activeElement)"):
            return
        control.page.keyboard.press(key)
    raise AssertionError(f"{MOST_TABS} times {key} do not lead to {control}")


def exported(path, folder):
    """The page that nbconvert makes of the notebook at *path*, in *folder*; told to ask nothing of the network."""
    exporter = HTMLExporter(mathjax_url="", require_js_url="")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Your element with mimetype", UserWarning)  # live views are not exported
        text, _ = exporter.from_filename(str(path))
    page = folder / f"{path.stem}.html"
    page.write_text(text, "utf-8")
    return page


def sheets_of_paper(page, file):
    """How many sheets of A4 a page takes that stands in *file*; it may hold no script and ask for nothing else."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    expect(page.locator("script, link, img, iframe, [src], [href]")).to_have_count(0)
    return len(PdfReader(BytesIO(page.pdf(format="A4"))).pages)


def findings(page):
    """What axe-core finds on a page that is no notebook: rule and the first element that breaks it."""
    return [(found["id"], found["nodes"][0]["html"]) for found in Axe().run(page).response["violations"]]


def violations(page, **options):
    """What axe-core finds in the outputs of the open notebook; *options* are those of axe-core."""
    found = Axe().run(page, {"include": [[".jp-OutputArea-output"]]}, options or None).response["violations"]
    return [(violation["id"], [node["html"][:120] for node in violation["nodes"]]) for violation in found]


def contrast(page):
    """What axe-core finds in the colours of the outputs of the open notebook."""
    return violations(page, runOnly={"type": "rule", "values": ["color-contrast"]})


MOST_TABS = 80

FOCUS = "() => document.activeElement.closest('.seminar-control')?.textContent ?? ''"
"""The words of the control that has the focus, or nothing."""

OVERFLOW = """() => {
  const parts = '.seminar-activity, .seminar-prompt, .seminar-check, svg, img, textarea, input, label';
  const seen = node => node.getClientRects().length && getComputedStyle(node).opacity !== '0';
  const cut = node => node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline';
  const out = node => node.getBoundingClientRect().right
      > node.closest('.jp-OutputArea-output').getBoundingClientRect().right + 1;
  const scrolls = output => output.scrollHeight > output.clientHeight;
  const outputs = [...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-OutputArea-output')];
  return outputs.flatMap(output => [...output.querySelectorAll(parts)]).filter(node => cut(node) || out(node))
      .concat(outputs.filter(scrolls)).filter(seen).map(node => node.outerHTML.slice(0, 120));
}"""
"""What is cut off, or sticks out of its output, in the open notebook, and outputs with a scroll bar of their own, which
a browser without a window does not draw."""
