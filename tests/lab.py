"""A JupyterLab of the tests' own and a window onto it: no settings, answers or network of anybody else's."""

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from io import BytesIO
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import nbformat
from axe_playwright_python.sync_playwright import Axe
from nbformat.sign import NotebookNotary
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import expect, sync_playwright
from pypdf import PdfReader
from seminar.page import Figure, Table
from support import PACK

FOLDERS = (
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "IPYTHONDIR",
)
OPEN = """async ([path, key]) => {
  const app = window.jupyterapp;
  await app.restored;
  app.shell.collapseLeft();
  const panel = await app.commands.execute('docmanager:open', {path, factory: 'Notebook'});
  await panel.revealed; await panel.context.ready; await panel.sessionContext.ready;
  window[key] = panel;
}"""


class Server:
    """A running JupyterLab over a scratch copy of the notebooks."""

    def __init__(self, folder):
        self.root, self.answers, self.folder = folder / "notebooks", folder / "answers", folder
        self.root.mkdir()
        shutil.copytree(PACK / "notebooks" / "sources", self.root / "sources")
        for path in (PACK / "notebooks").glob("*.ipynb"):
            shutil.copy(path, self.root)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{free.getsockname()[1]}"
        self.environment = {
            **os.environ,
            **{name: str(folder / name.lower()) for name in FOLDERS},
            "SEMINAR_ANSWERS": str(self.answers),
            "PYTHONWARNINGS": "error",
        }
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
        self.reader = threading.Thread(target=lambda: self.log.extend(self.process.stderr), daemon=True)
        self.reader.start()

    def copy(self, source, name):
        """A notebook of the pack (or any path) under a new *name*."""
        shutil.copy(self.root / source if isinstance(source, str) else source, self.root / name)
        return name

    def make(self, name, cells):
        """A new notebook *name* with code *cells* (id → source)."""
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
        made = new_notebook(cells=[new_code_cell(source, id=key) for key, source in cells.items()], metadata=kernel)
        nbformat.write(made, self.root / name)
        return name

    def sign(self, path):
        notary = NotebookNotary(data_dir=self.environment["JUPYTER_DATA_DIR"])
        notary.sign(nbformat.read(path, as_version=4))
        notary.store.close()

    def shut_down_kernels(self):
        with urlopen(f"{self.address}/api/kernels") as found:
            for kernel in json.load(found):
                urlopen(Request(f"{self.address}/api/kernels/{kernel['id']}", method="DELETE")).close()

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.reader.join()
        self.process.stderr.close()


class Lab:
    """JupyterLab in one browser window, driven by its own commands."""

    def __init__(self, page, server):
        self.page, self.server = page, server
        page.goto(f"{server.address}/lab?reset")
        page.wait_for_function("() => window.jupyterapp !== undefined")

    def open(self, name):
        """Open the notebook *name* and wait until its kernel is ready."""
        self.page.evaluate(OPEN, [name, "panel"])
        self.panel = self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
        return self

    def run(self):
        """Run all cells; nothing may end in an error."""
        self.page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        errors = self.page.evaluate("""() => [...window.panel.content.model.cells].filter(c => c.type === 'code')
            .flatMap(c => c.sharedModel.outputs.filter(o => o.output_type !== 'display_data'))""")
        assert errors == []
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

    def kernel_pid(self):
        """The process id of the kernel, asked from the kernel itself."""
        return int(
            self.page.evaluate("""async () => {
            const kernel = window.panel.sessionContext.session.kernel;
            const future = kernel.requestExecute({code: 'import os; print(os.getpid())'});
            let text = '';
            future.onIOPub = message => { if (message.content.name === 'stdout') text += message.content.text; };
            await future.done;
            return text;
        }""")
        )


@contextmanager
def chromium():
    """A Chromium that does nothing of its own accord."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
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


def sheets_of_paper(page, file):
    """How many sheets of A4 a page takes that stands in *file*; it may hold no script and ask for nothing else."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    expect(page.locator("script, link, img, iframe, [src], [href]")).to_have_count(0)
    return len(PdfReader(BytesIO(page.pdf(format="A4"))).pages)


def violations(page):
    """What axe-core finds in the outputs of the open notebook."""
    found = Axe().run(page, context={"include": [[".jp-OutputArea-output"]]}).response["violations"]
    return [(violation["id"], [node["html"][:120] for node in violation["nodes"]]) for violation in found]


MOST_TABS = 80

FOCUS = "() => document.activeElement.closest('.seminar-control')?.textContent ?? ''"
"""The words of the control that has the focus, or nothing."""

OVERFLOW = """() => {
  const parts = '.seminar-activity, .seminar-prompt, .seminar-check, svg, img, textarea, input, label';
  const seen = node => node.getClientRects().length && getComputedStyle(node).opacity !== '0';
  const cut = node => node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline';
  const out = node => node.getBoundingClientRect().right
      > node.closest('.jp-OutputArea-output').getBoundingClientRect().right + 1;
  return [...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-OutputArea-output')]
      .flatMap(output => [...output.querySelectorAll(parts)])
      .filter(seen).filter(node => cut(node) || out(node)).map(node => node.outerHTML.slice(0, 120));
}"""
"""What is cut off, or sticks out of its output, in the open notebook."""
