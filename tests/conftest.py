"""What every test stands on: an answers folder of its own and nothing remembered from the test before."""

import os
import shutil
from fnmatch import fnmatch

import kinds
import pytest
import times
import yaml
from hypothesis import settings
from remembered import each_text_is_checked_once
from scratch import build_anew, copy_of_the_pack, one_at_a_time, settle
from seminar import files
from seminar.activities.parts import of_the_room
from seminar.answers import store as answers
from support import CLAIMS_VOTE, PACK, forget

collect_ignore = ["new_activity"]  # its tests hold in a copy of the pack to which it was added

settings.register_profile("pack", deadline=None)  # a busy machine is no fault of an example
settings.load_profile("pack")

ONLY_WITH = {"installation": "--all", "engines": "--all", "long": "--all", "servers": "--servers"}
"""Marker of a test → the option with which it runs; a long one runs too where its file is named."""
LONG = (
    "browser/*",
    "build/*",
    "data/test_descriptions.py",
    "lab/test_otter.py",
    "paper/test_[hkp]*.py",
    "paper/test_tables.py",
    "test_commands.py",
    "test_mutations.py",
    "test_new_activity.py",
)
"""Files of tests that take long, each beside shorter ones of its kind."""
SHORT = (
    "browser/test_my_answers.py",
    "browser/test_scan_the_city.py",
    "browser/test_start_here.py",
    "browser/test_write_the_rules.py",
    "build/test_up_to_date.py",
)
"""Those among them that every run has: the first page, two activities, handing in, and that nothing is stale."""


def pytest_addoption(parser):
    parser.addoption("--kills", type=int, default=63, help="how often to kill a kernel in the middle of saving")
    parser.addoption("--seed", type=int, default=7, help="what random changes and moments are drawn from")
    parser.addoption(
        "--all",
        action="store_true",
        help="also run the long tests, those in other browsers, and those of installations",
    )
    parser.addoption("--keep-heard", action="store_true", help="write tests/heard anew, the words of a screen reader")
    parser.addoption("--keep-said", action="store_true", help="write tests/said anew, what activities say")
    parser.addoption("--servers", action="store_true", help="also run a real JupyterHub, and the browser edition")
    parser.addoption(
        "--keep-times",
        action="store_true",
        help="write tests/times.csv, by which the slowest start first, and the table of the kinds of tests",
    )


def is_long(file):
    """Whether the tests in *file*, below ``tests/``, run only with all."""
    return file not in SHORT and any(fnmatch(file, pattern) for pattern in LONG)


def pytest_collection_modifyitems(config, items):
    """Leave out the tests that need another installation or a whole server, unless these are wanted; begin with the
    slowest files."""
    for item in items:
        if is_long(item.path.relative_to(item.config.rootpath).as_posix().removeprefix("tests/")):
            item.add_marker(pytest.mark.long)
    named = {(config.invocation_params.dir / word.partition("::")[0]).resolve() for word in config.args}
    unwanted = [marker for marker, option in ONLY_WITH.items() if not config.getoption(option)]
    left_out = [
        item
        for item in items
        if any(item.get_closest_marker(marker) for marker in unwanted if marker != "long" or item.path not in named)
    ]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
    times.slowest_first(items)


def pytest_terminal_summary(terminalreporter, config):
    reports = [report for found in terminalreporter.stats.values() for report in found if hasattr(report, "duration")]
    seconds = times.by_file(reports)
    terminalreporter.section("seconds by folder")
    for folder, took in times.by_folder(seconds).items():
        terminalreporter.write_line(f"{took:7.1f}  {folder}")
    if config.getoption("keep_times"):
        called = [report.nodeid for report in reports if report.when == "call"]
        kinds.keep(kinds.counted(called), {times.file_of(one) for one in called}, times.keep(seconds))


@pytest.fixture(scope="session", autouse=True)
def _checked_once():
    """What costs a test most is to check the same files as the test before."""
    with each_text_is_checked_once():
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_room_is_left():
    """A room is a process of its own, which would stay open for hours after the tests."""
    yield
    left = [room for room in of_the_room._opened if room.poll() is None]
    for room in left:
        room.kill()
        room.wait()
    assert left == [], "a test opened a room and left it; driver.without_a_room keeps one from being opened"


@pytest.fixture(autouse=True)
def answers_folder(tmp_path, monkeypatch):
    """An empty answers folder; also what a kernel started by the test will use."""
    folder = tmp_path / "answers"
    monkeypatch.setenv(answers.FOLDER_VARIABLE, str(folder))
    forget()
    yield folder
    forget()


@pytest.fixture
def full_disk(monkeypatch):
    """Called, it fills the disk: from then on nothing can be saved."""

    def no_space(handle, data):
        raise OSError(28, "No space left on device")

    return lambda: monkeypatch.setattr(os, "write", no_space)


@pytest.fixture
def pack_copy(tmp_path, monkeypatch):
    """A copy of the pack's data that a test may damage; the package reads it instead of the real one."""
    copy = tmp_path / "pack"
    shutil.copytree(PACK / "data", copy / "data")
    module = copy / "notebooks" / "seminar" / "files.py"
    module.parent.mkdir(parents=True)
    monkeypatch.setattr(files, "__file__", str(module))
    forget()
    return copy


@pytest.fixture(scope="session")
def settled(tmp_path_factory):
    """A whole copy of the pack, its package with it, whose record says that everything is up to date."""
    copy = tmp_path_factory.mktemp("settled") / "pack"
    copy_of_the_pack(copy)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "__file__", str(copy / "notebooks" / "seminar" / "files.py"))
        forget()
        settle()
    forget()
    return copy


@pytest.fixture
def workshop(settled, tmp_path, monkeypatch):
    """A copy of the settled pack in which a test may damage anything and build.

    The package and the kernels that a test starts read the copy.
    """
    copy = tmp_path / "workshop"
    shutil.copytree(settled, copy)
    monkeypatch.setattr(files, "__file__", str(copy / "notebooks" / "seminar" / "files.py"))
    monkeypatch.setenv("PYTHONPATH", str(copy / "notebooks"))
    forget()
    return copy


@pytest.fixture(scope="session")
def fresh(tmp_path_factory, worker_id):
    """A copy of the pack in which every A4 paper was made anew, and then a release; made once for all workers.

    ``said.txt`` in it is what the build said, ``released`` what the archive holds.
    """
    shared = tmp_path_factory.getbasetemp()
    shared = shared if worker_id == "master" else shared.parent
    with one_at_a_time(shared / "fresh.lock"):
        if not (shared / "fresh" / "said.txt").exists():
            shutil.rmtree(shared / "fresh", ignore_errors=True)
            build_anew(shared / "fresh")
    return shared / "fresh"


@pytest.fixture(scope="session")
def paper(request):
    """Name below ``handouts/`` → file: an A4 paper is the one in Git, another one comes from the release."""

    def find(name):
        if name.endswith("-a4.pdf") and "-full-" not in name:
            return PACK / "handouts" / name
        return request.getfixturevalue("fresh") / "released" / "handouts" / name

    return find


@pytest.fixture
def claims_vote(pack_copy):
    """Calls for records of a notebook 01 with votes on four claims; called with changes, it writes them again.

    A field that is changed to None is left out.
    """

    def write(**changes):
        written = {key: {**found, **changes.get(key, {})} for key, found in CLAIMS_VOTE.items()}
        written = {
            key: {name: value for name, value in found.items() if value is not None} for key, found in written.items()
        }
        (pack_copy / "data" / "teaching" / "01.yaml").write_text(yaml.safe_dump(written, sort_keys=False), "utf-8")
        forget()

    write()
    return write
