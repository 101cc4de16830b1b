"""What the browser edition runs on: only files with the sums of their makers, from whichever place has them."""

import io
import json
import re
import tarfile
import zipfile

import pytest
from seminar.errors import SeminarError
from seminar.lite import runtime
from support import PACK

WHEEL = "numpy-2.0.2-cp312-cp312-pyodide_2024_0_wasm32.whl"
CONTENT = b"the wheel of the release"
LOCK = {
    "numpy": {"file_name": WHEEL, "sha256": runtime.sha256(CONTENT), "depends": []},
    "ipython": {
        "file_name": "ipython.whl",
        "sha256": runtime.sha256(b"ipython"),
        "depends": ["prompt_toolkit", "numpy"],
    },
    "prompt-toolkit": {"file_name": "prompt.whl", "sha256": runtime.sha256(b"prompt"), "depends": []},
    "scipy": {"file_name": "scipy.whl", "sha256": runtime.sha256(b"scipy"), "depends": ["numpy"]},
}
PLACES = {WHEEL: CONTENT, "ipython.whl": b"ipython", "prompt.whl": b"prompt"}


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A cache of the test's own, in which nothing is kept yet."""
    monkeypatch.setattr(runtime, "cache", lambda: tmp_path / "cache")
    monkeypatch.setattr(runtime, "needed", lambda lock: runtime_needed(lock, ["ipython"]))
    return tmp_path / "cache"


runtime_needed = runtime.needed


def out_of_reach(*words):
    raise SeminarError("nothing comes")


def test_a_package_brings_those_that_it_depends_on_and_no_other():
    assert runtime.needed(LOCK, ["ipython"]) == ["ipython", "numpy", "prompt-toolkit"]


@pytest.mark.parametrize("place", ["_official", "_published"])
def test_a_file_comes_from_whichever_place_has_it_and_is_kept_for_the_next_time(kept, monkeypatch, place):
    asked = []
    for name in ("_official", "_published"):
        monkeypatch.setattr(runtime, name, out_of_reach)
    monkeypatch.setattr(runtime, place, lambda *words: asked.append(words[-1]) or PLACES[words[-1]])
    assert runtime.of_the_release(LOCK, None, print) == PLACES
    assert runtime.of_the_release(LOCK, None, print) == PLACES
    assert sorted(asked) == sorted(PLACES)


def test_a_place_that_is_out_of_reach_is_asked_once(kept, monkeypatch):
    asked = []
    monkeypatch.setattr(runtime, "_official", lambda name: asked.append(name) or out_of_reach())
    monkeypatch.setattr(runtime, "_published", lambda names, python, say, name: PLACES[name])
    assert runtime.of_the_release(LOCK, None, print) == PLACES
    assert len(asked) == 1


def test_a_file_with_another_sum_is_not_taken_but_looked_for_in_the_other_place(kept, monkeypatch):
    monkeypatch.setattr(runtime, "_official", lambda name: b"changed on its way")
    monkeypatch.setattr(runtime, "_published", lambda names, python, say, name: PLACES[name])
    assert runtime.of_the_release(LOCK, None, print) == PLACES


def test_where_no_place_has_it_with_that_sum_nothing_is_kept(kept, monkeypatch):
    monkeypatch.setattr(runtime, "_official", lambda name: b"changed on its way")
    monkeypatch.setattr(runtime, "_published", lambda names, python, say, name: b"")
    with pytest.raises(
        SeminarError, match=r"cannot be had with the sum that its official lock names.+Nothing was built"
    ):
        runtime.of_the_release(LOCK, None, print)
    assert not kept.exists()


def test_a_kept_file_that_was_damaged_is_fetched_again(kept, monkeypatch):
    monkeypatch.setattr(runtime, "_official", lambda name: PLACES[name])
    runtime.of_the_release(LOCK, None, print)
    (kept / WHEEL).write_bytes(b"half of")
    assert runtime.of_the_release(LOCK, None, print)[WHEEL] == CONTENT


def packed(**files):
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w:gz") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return whole.getvalue()


def test_the_core_is_taken_only_as_its_makers_published_it(kept, monkeypatch):
    files = {name: name.encode() for name in (*runtime.PARTS, runtime.LOCK, "README.md")}
    archive = packed(**files)
    monkeypatch.setattr(runtime, "_from_npm", lambda python: archive)
    with pytest.raises(SeminarError, match=r"not the one that Pyodide’s makers published.+expected 89d5d952675e"):
        runtime.core(None)
    monkeypatch.setattr(runtime, "CORE_SUM", runtime.sha256(archive))
    del files["README.md"]
    assert runtime.core(None) == files


def test_an_address_that_does_not_answer_is_named():
    with pytest.raises(
        SeminarError, match=r"Nothing comes from http://127\.0\.0\.1:9/core \(.+an earlier one is as it was"
    ):
        runtime._fetched("http://127.0.0.1:9/core")


def wheel(*names):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name in names:
            archive.writestr(name, name)
    return whole.getvalue()


def names_in(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


def test_of_a_wheel_for_linux_what_is_python_is_taken():
    parts = [
        "yaml/__init__.py",
        "yaml/_yaml.cpython-312-x86_64-linux-gnu.so",
        "yaml/__init__.pyi",
        "yaml.libs/lib.so.6",
    ]
    whole = wheel(*parts, "pyyaml-6.dist-info/METADATA", "pyyaml-6.dist-info/RECORD")
    name, content = runtime._for_a_browser("yaml-6-cp312-cp312-manylinux_2_28_x86_64.whl", whole)
    assert name == "yaml-6-py3-none-any.whl"
    assert names_in(content) == ["yaml/__init__.py", "pyyaml-6.dist-info/METADATA", "pyyaml-6.dist-info/RECORD"]


def test_of_a_wheel_for_a_browser_only_its_tests_are_left_out():
    name = "pandas-3.1.1-cp312-cp312-pyemscripten_2024_0_wasm32.whl"
    whole = wheel(
        "pandas/__init__.py", "pandas/_libs/lib.so", "pandas/tests/test_a.py", "pandas-3.1.1.dist-info/RECORD"
    )
    found, content = runtime._for_a_browser(name, whole)
    assert found == name
    assert names_in(content) == ["pandas/__init__.py", "pandas/_libs/lib.so", "pandas-3.1.1.dist-info/RECORD"]


def test_the_lock_of_the_site_lists_what_is_needed_and_the_course_brings_it_all(kept):
    official = json.dumps({"info": {"python": "3.12.7"}, "packages": LOCK}).encode()
    pack = "seminar-0.1.0-py3-none-any.whl"
    wheels = {"htpy-26.5.1-py3-none-any.whl": wheel("htpy/__init__.py"), pack: wheel("seminar/__init__.py")}
    found = json.loads(runtime.lock_of(official, wheels, pack))
    assert found["info"] == {"python": "3.12.7"}
    assert set(found["packages"]) == {"ipython", "numpy", "prompt-toolkit", "htpy", "seminar"}
    assert found["packages"]["numpy"] == LOCK["numpy"]
    assert found["packages"]["htpy"]["imports"] == ["htpy"]
    assert found["packages"]["htpy"]["sha256"] == runtime.sha256(wheels["htpy-26.5.1-py3-none-any.whl"])
    assert "numpy" in runtime.LATER
    assert found["packages"]["seminar"]["depends"] == ["htpy", "ipython", "prompt-toolkit"]


def test_pandas_brings_what_it_needs_where_a_cell_names_it_first(kept):
    packages = {**LOCK, **{name: {**LOCK["numpy"], "file_name": f"{name}.whl"} for name in runtime.NEEDS["pandas"]}}
    official = json.dumps({"info": {}, "packages": packages}).encode()
    pack = "seminar-0.1.0-py3-none-any.whl"
    wheels = {"pandas-3.1.1-py3-none-any.whl": wheel("pandas/__init__.py"), pack: wheel("seminar/__init__.py")}
    found = json.loads(runtime.lock_of(official, wheels, pack))["packages"]
    assert found["pandas"]["depends"] == ["numpy", "python-dateutil", "tzdata"]
    assert "pandas" not in found["seminar"]["depends"]


def test_the_wheels_of_the_kernel_come_from_where_jupyterlite_is_installed(tmp_path):
    folder = tmp_path / "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi"
    folder.mkdir(parents=True)
    for name in (
        "piplite-1-any.whl",
        "ipykernel-6-any.whl",
        "pyodide_kernel-1-any.whl",
        "widgetsnbextension-4-any.whl",
    ):
        (folder / name).write_text(name)
    found = runtime.of_the_kernel(tmp_path / "bin" / "python")
    assert {*found} == {"piplite-1-any.whl", "ipykernel-6-any.whl", "pyodide_kernel-1-any.whl"}


def test_a_package_that_no_page_uses_has_an_empty_wheel_in_its_place():
    name, content = runtime.empty("ssl")
    assert name == "ssl-0-py3-none-any.whl"
    assert all(inside.startswith("ssl-0.dist-info/") for inside in names_in(content))
    assert runtime.entry(name, content)["imports"] == []
    assert not {*runtime.UNUSED} & {*runtime.WANTED}


def test_the_lock_gets_the_sums_of_what_lies_there_once_all_is_compiled(tmp_path, monkeypatch):
    lock = {"info": {"version": "1"}, "packages": {"one": {"file_name": "one.whl", "sha256": "of the source"}}}
    (tmp_path / runtime.LOCK).write_text(json.dumps(lock))
    monkeypatch.setattr(runtime, "run", lambda command: (tmp_path / "one.whl").write_bytes(b"compiled"))
    runtime.compile_all(tmp_path / "python", tmp_path)
    found = json.loads((tmp_path / runtime.LOCK).read_text("utf-8"))
    assert found["packages"]["one"]["sha256"] == runtime.sha256(b"compiled")
    assert found["info"] == lock["info"]


def test_a_program_that_fails_is_told_with_its_last_line():
    with pytest.raises(SeminarError, match=r"ended with “.+No module named .+ try again"):
        runtime.run(["python3", "-m", "no_such_module"])


def test_the_packages_are_those_of_a_student():
    pins = dict(re.findall(r"^([\w-]+)==(\S+)", (PACK / "requirements.txt").read_text("utf-8"), re.MULTILINE))
    found = re.findall(r"^([\w-]+)==(\S+) --hash", (runtime.HERE / "wheels.txt").read_text("utf-8"), re.MULTILINE)
    assert len(found) > 10
    assert {name: pins[name] for name, _ in found} == dict(found)
