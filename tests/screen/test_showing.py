"""What a cell shows ends when the cell is run again: its widgets are closed, its watchers forgotten."""

import json
from contextlib import redirect_stdout
from io import StringIO

import pytest
from IPython.core.interactiveshell import InteractiveShell
from ipywidgets.widgets.widget import _instances
from seminar.answers import store as answers
from seminar.screen.showing import cell_now, showing, until_shown_again
from support import PATHS
from traitlets.config import Config


def test_what_a_cell_showed_ends_when_it_is_shown_again_the_last_first():
    ended = []
    with showing("here"):
        until_shown_again(lambda: ended.append("first"))
        until_shown_again(lambda: ended.append("second"))
    assert ended == []
    with showing("elsewhere"):
        until_shown_again(lambda: ended.append("of another cell"))
    with showing("here"):
        assert ended == ["second", "first"]
    with showing("here"):
        pass
    assert ended == ["second", "first"]


def test_outside_of_a_cell_nothing_is_kept():
    until_shown_again(lambda: pytest.fail("nobody shows this"))
    with showing("here"):
        pass


class Kernel:
    """What a notebook tells of the cell that runs."""

    @staticmethod
    def get_parent():
        return {"metadata": {"cellId": "07-1-box"}}


def test_the_cell_that_runs_is_known_in_a_notebook_only(monkeypatch):
    assert cell_now() == ""
    shell = type("Shell", (), {"kernel": Kernel()})()
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    assert cell_now() == "07-1-box"


@pytest.fixture
def shell(monkeypatch, tmp_path):
    """What runs the cells of a notebook, without a kernel."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    yield InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    InteractiveShell.clear_instance()


def run_all(shell, path):
    """Run all cells; returns how many widgets are alive and how many watchers wait for answers."""
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            with redirect_stdout(StringIO()):
                assert shell.run_cell("".join(cell["source"])).success
    return len(_instances), sum(len(store._watchers) for store in answers._stores.values())


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name[:2])
def test_a_second_run_of_all_cells_leaves_as_much_alive_as_the_first(shell, path):
    first = run_all(shell, path)
    assert min(first) > 0
    assert run_all(shell, path) == first
