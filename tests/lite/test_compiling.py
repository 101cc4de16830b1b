"""What the pages import is byte code in the browser edition, and still does what its source says."""

import importlib
import io
import sys
import zipfile

import pytest
from seminar.lite import compiling

SOURCE = b'"""A module."""\n\n\ndef double(number):\n    return 2 * number\n'
FILES = {
    "one/__init__.py": b"",
    "one/doubling.py": SOURCE,
    "one/never.py": b"raise AssertionError\n",
    "one/table.csv": b"a,b\n",
    "one-1.dist-info/RECORD": b"one/__init__.py,sha256=x,0\none/doubling.py,sha256=y,60\none/table.csv,,4\n",
}


def packed(files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.fixture
def unpacked(tmp_path):
    """The archive as a browser unpacks it: only what is wanted is compiled."""
    wanted = {"one/__init__.py", "one/doubling.py"}
    with zipfile.ZipFile(io.BytesIO(compiling.compiled(packed(FILES), "/lib", wanted.__contains__))) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def test_a_module_without_its_source_does_the_same(unpacked, monkeypatch):
    monkeypatch.syspath_prepend(unpacked)
    module = importlib.import_module("one.doubling")
    assert module.__file__.endswith(".pyc")
    assert module.double(21) == 42
    assert module.double.__code__.co_filename == "/lib/one/doubling.py"
    for name in ("one.doubling", "one"):
        monkeypatch.delitem(sys.modules, name)


def test_what_no_page_imports_and_what_is_no_module_stays_as_it_is(unpacked):
    for name in ("one/never.py", "one/table.csv"):
        assert (unpacked / name).read_bytes() == FILES[name]
    assert not (unpacked / "one/doubling.py").exists()


def test_the_list_of_a_wheel_names_what_is_in_it(unpacked):
    listed = [line.split(",")[0] for line in (unpacked / "one-1.dist-info/RECORD").read_text().splitlines()]
    assert listed == ["one/__init__.pyc", "one/doubling.pyc", "one/table.csv"]
    assert all((unpacked / name).exists() for name in listed)


def test_what_the_activities_and_each_package_import_is_found(monkeypatch):
    monkeypatch.setattr(compiling, "IMPORTED", ("json",))
    wanted = compiling.imported()
    for file in ("json/__init__.py", "json/decoder.py", "seminar/activities/scan_the_city.py"):
        assert wanted(file)
    for file in ("json/decoder.pyi", "json/nowhere.py", "antigravity.py", "seminar/nowhere.py"):
        assert not wanted(file)


def test_every_archive_of_the_runtime_is_compiled(tmp_path, monkeypatch):
    monkeypatch.setattr(compiling, "IMPORTED", ())
    for name in ("one.whl", "python_stdlib.zip"):
        (tmp_path / name).write_bytes(packed({"json/decoder.py": SOURCE}))
    compiling.compile_all(tmp_path)
    for name in ("one.whl", "python_stdlib.zip"):
        assert zipfile.ZipFile(tmp_path / name).namelist() == ["json/decoder.pyc"]
