"""A package of the site that is not loaded comes with the first import of what it holds, or a clear error does."""

import importlib
import io
import sys
import sysconfig
import zipfile
from types import SimpleNamespace

import pytest
from seminar.lite import later


def packed(name):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as wheel:
        wheel.writestr(f"{name}/__init__.py", "value = 42\n")
    return made.getvalue()


class Site:
    """What Pyodide and the browser say of a site with the wheels *files* (address → content)."""

    def __init__(self, packages, files):
        self.files, self.asked, self.status = files, [], 0
        api = SimpleNamespace(
            _import_name_to_package_name={name: key for key, one in packages.items() for name in one["imports"]},
            lockfile_packages=SimpleNamespace(**{key: SimpleNamespace(**one) for key, one in packages.items()}),
            config=SimpleNamespace(indexURL="http://school/pyodide/"),
        )
        self.pyodide = SimpleNamespace(_api=api, loadedPackages=SimpleNamespace(htpy="default"))
        self.js = SimpleNamespace(XMLHttpRequest=SimpleNamespace(new=lambda: self))

    def open(self, verb, address, waits):
        self.asked.append(address)
        assert verb == "GET"
        assert waits is False  # so the import waits for it

    def send(self):
        if self.files is None:
            raise OSError("no network")
        self.status = 200 if self.asked[-1] in self.files else 404

    @property
    def response(self):
        return SimpleNamespace(to_bytes=lambda: self.files[self.asked[-1]])


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Opens a site that has *files*; its packages are unpacked into a folder of the test's own."""
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(tmp_path))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])

    def opened(files):
        packages = {
            "lazy-frames": {"file_name": "lazy_frames-1.whl", "imports": ["lazy_frames"]},
            "htpy": {"file_name": "htpy-1.whl", "imports": ["no_such_htpy"]},
        }
        made = Site(packages, files)
        monkeypatch.setitem(sys.modules, "pyodide_js", made.pyodide)
        monkeypatch.setitem(sys.modules, "js", made.js)
        later.register()
        return made

    yield opened
    sys.modules.pop("lazy_frames", None)


def test_the_first_import_loads_the_package_and_no_other_does_so_again(site):
    opened = site({"http://school/pyodide/lazy_frames-1.whl": packed("lazy_frames")})
    assert importlib.import_module("lazy_frames").value == 42
    del sys.modules["lazy_frames"]
    importlib.import_module("lazy_frames")
    assert opened.asked == ["http://school/pyodide/lazy_frames-1.whl"]
    assert vars(opened.pyodide.loadedPackages).keys() == {"htpy", "lazy-frames"}


@pytest.mark.parametrize("name", ["no_such_module", "no_such_htpy", "email.no_such_module"])
def test_what_the_site_does_not_hold_or_has_loaded_is_not_asked_for(site, name):
    opened = site({})
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module(name)
    assert opened.asked == []


@pytest.mark.parametrize("files", [None, {}], ids=["offline", "gone from the site"])
def test_a_site_that_does_not_answer_is_told_with_what_to_do(site, files):
    opened = site(files)
    with pytest.raises(ImportError, match=r"“lazy_frames” .+ not answer\. .+ is kept\. .+ run this cell again"):
        importlib.import_module("lazy_frames")
    opened.files = {"http://school/pyodide/lazy_frames-1.whl": packed("lazy_frames")}
    assert importlib.import_module("lazy_frames").value == 42
