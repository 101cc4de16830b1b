"""A kernel that runs every notebook opens no connection to another machine and looks up no name."""

import textwrap

import nbformat
import pytest
from nbclient import NotebookClient
from support import NAMES, PATHS

WATCH = textwrap.dedent(
    """
    import sys

    def watch(event, arguments, log={log!r}):
        if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
            address = arguments[1] if event in ("socket.connect", "socket.sendto") else arguments[0]
            host = address[0] if isinstance(address, tuple) else address
            if isinstance(address, tuple) or event.startswith("socket.get"):
                if str(host) not in ("127.0.0.1", "::1", "localhost", "None", ""):
                    with open(log, "a") as file:
                        file.write(event + " " + str(host) + chr(10))

    sys.addaudithook(watch)
    """
)


def hosts_asked(notebook, folder, monkeypatch, log):
    startup = folder / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "watch.py").write_text(WATCH.format(log=str(log)))
    monkeypatch.setenv("IPYTHONDIR", str(folder))
    client = NotebookClient(notebook, timeout=120)
    client.execute()
    return log.read_text() if log.exists() else ""


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_no_notebook_asks_the_network(path, tmp_path, monkeypatch):
    notebook = nbformat.read(path, as_version=4)
    assert hosts_asked(notebook, tmp_path / "ipython", monkeypatch, tmp_path / "asked.log") == ""


@pytest.mark.filterwarnings("ignore")
def test_a_notebook_that_did_would_be_found(tmp_path, monkeypatch):
    cell = "import socket\ntry:\n    socket.getaddrinfo('example.invalid', 80)\nexcept OSError:\n    pass"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)])
    assert "example.invalid" in hosts_asked(notebook, tmp_path / "ipython", monkeypatch, tmp_path / "asked.log")
