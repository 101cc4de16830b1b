"""The browser edition as a school would serve it: below a path of some host, and nothing else on that host."""

import functools
import os
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from lab import Lab, collapsed
from nbformat.v4 import new_notebook
from playwright.sync_api import expect

BELOW = "/school/seminar"
"""The path below which the site stands."""


class Handler(SimpleHTTPRequestHandler):
    """Serves the site below ``BELOW``, and nothing else."""

    def translate_path(self, path):
        return super().translate_path(path.removeprefix(BELOW)) if path.startswith(f"{BELOW}/") else "/nowhere"

    def do_GET(self):
        self.server.asked.append(self.path)
        super().do_GET()

    def copyfile(self, source, outputfile):
        self.server.sent += os.fstat(source.fileno()).st_size
        super().copyfile(source, outputfile)

    def log_message(self, *words):
        """Nothing is printed."""


class Served:
    """The site in *folder*, at an *address* of this computer."""

    def __init__(self, folder):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
        self.server.daemon_threads, self.server.asked, self.server.sent = True, [], 0
        self.port, self.log = self.server.server_address[1], []
        self.address = f"http://127.0.0.1:{self.port}{BELOW}"

    @property
    def sent(self):
        """How many bytes of files were sent."""
        return self.server.sent

    @property
    def asked(self):
        """The paths that were asked for."""
        return self.server.asked


@contextmanager
def served(folder):
    site = Served(folder)
    threading.Thread(target=site.server.serve_forever, daemon=True).start()
    yield site
    site.server.shutdown()
    site.server.server_close()


LONGEST = 300_000
"""Milliseconds that Python may take to come on a busy machine."""
PUT = """async ([path, content]) => {
  const { contents } = window.jupyterapp.serviceManager;
  await contents.save(path, { type: 'notebook', format: 'json', content });
}"""


def by_its_address(page, site, name):
    """The notebook *name* of the browser edition, opened as every link of the site does."""
    return Lab(page, site, name).open(name)


def live_page(page, site, path):
    """The notebook at *path* of the pack in a window of the browser edition, all its cells run."""
    opened = by_its_address(page, site, f"notebooks/{path.name}").run(LONGEST)
    expect(opened.cell(f"{path.name[:2]}-ready")).to_contain_text("Ready: all cells ran.")
    return opened


def small_page(page, site, cells):
    """A notebook of the reader's own with these code *cells* (id → source) after the first lines, all of them run."""
    first = {"setup": "from seminar import *\nstyle_block()"}
    kernel = {"kernelspec": {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}}
    made = new_notebook(cells=[collapsed(key, code) for key, code in {**first, **cells}.items()], metadata=kernel)
    page.set_default_timeout(LONGEST)
    opened = Lab(page, site)
    page.evaluate(PUT, ["small.ipynb", made])
    return opened.open("small.ipynb").run(LONGEST)
