"""What a notebook waits for: at its first line the words of the pack, and nowhere a package that it does not use."""

import subprocess
import sys

import pytest
from nbformat.v4 import new_code_cell
from seminar import activities
from seminar.activities import declared
from seminar.build.storing import execute
from seminar.data.package import chosen
from seminar.data.records import Activity, notebooks_with_records, records
from support import PATHS, read

HEAVY = (
    "pandas",
    "numpy",
    "jsonschema",
    "nbformat",
    "yaml",
    "rapidfuzz",
    "typst",
    "pypandoc",
    "nbconvert",
    "jupyterlab",
)
WITHOUT_FRAMES = ("00", "03", "04", "05", "08", "09", "10")
"""The notebooks whose activities work on rows alone, so that nobody waits for pandas there."""


def modules_after(code):
    """The modules that a new Python has loaded after *code*."""
    command = [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def test_the_words_of_the_pack_load_no_package_that_only_some_pages_use():
    loaded = modules_after("from seminar import *")
    assert "seminar.course.questions" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_an_activity_is_loaded_when_it_is_named_and_no_other_is():
    loaded = modules_after("from seminar import *\nactivities.scan_the_city")
    assert "seminar.activities.scan_the_city" in loaded
    assert "seminar.activities.align_the_clips" not in loaded


VOTED = """
from seminar.room import pages, results, serving
from seminar.room.journal import of_the_room
from seminar.room.room import Room
room = Room("06", of_the_room("06", 18_750))
for name in ("06-vote", "06-revote"):
    room.open(name)
    for number in range(5):
        room.cast(str(number), name, {"vote": "a"})
    room.close()
desk = pages.Desk(room, "/desk", ["http://192.0.2.7:8750/"], 5)
poll, closed = room.poll("06-revote"), room.ballots.closed
print(desk.main(), desk.wall(), desk.result(poll, closed[poll.name], results.panels(poll, closed), results.more(poll)))
"""


def test_a_room_loads_no_package_that_only_kernels_or_frames_need():
    loaded = modules_after(VOTED)
    assert "tornado.web" in loaded
    assert loaded.isdisjoint({*HEAVY, "IPython", "ipywidgets", "anywidget"} - {"yaml"})


def test_a_command_loads_nothing_that_notebooks_show():
    loaded = modules_after("import seminar.__main__")
    assert not [name for name in loaded if name.startswith(("seminar.course", "seminar.activities", "IPython"))]


@pytest.mark.parametrize(
    "first", ["", "for found in walk_packages(package.__path__): import_module(f'{NAME}.{found.name}')"]
)
def test_each_name_in_the_list_is_an_activity_whether_its_module_was_loaded_before_or_not(first):
    modules_after(
        f"""
from importlib import import_module
from pkgutil import walk_packages
NAME = "seminar.activities"
package = import_module(NAME)
{first}
for name in dir(package):
    assert getattr(package, name).__name__ == name
    assert getattr(package, name).__module__.startswith(NAME)
"""
    )


@pytest.mark.parametrize("number", WITHOUT_FRAMES)
def test_run_all_of_a_notebook_without_frames_does_not_wait_for_pandas(number):
    (path,) = chosen([number])
    notebook = read(path)
    notebook.cells.append(new_code_cell("import sys\nprint(*{'pandas', 'numpy', 'seminar'} & set(sys.modules))"))
    execute(notebook, path)
    (said,) = notebook.cells[-1].outputs
    assert said.text == "seminar\n"


def test_completion_offers_every_activity_and_nothing_else():
    assert {getattr(activities, name) for name in dir(activities)} == {found.show for found in declared().values()}


def test_an_activity_that_is_not_there_is_an_ordinary_error_with_the_names_that_are():
    with pytest.raises(AttributeError, match=r"no activity “scan_the_town”\. There are: align_the_clips, "):
        activities.scan_the_town  # noqa: B018


def test_every_activity_of_a_notebook_is_declared_once_for_the_cell_that_calls_it():
    notebooks = [records(number) for number in notebooks_with_records()]
    recorded = [key for found in notebooks for key in found if isinstance(found[key], Activity)]
    assert sorted(declared()) == sorted(recorded)
    cells = [cell for path in PATHS for cell in read(path).cells if cell.id in recorded]
    for cell, found in ((cell, declared()[cell.id]) for cell in cells):
        given = f'"{cell.id}"' if found.also_in else ""
        assert cell.source == f"activities.{found.name}({given})"
