"""The site as files: what a reader finds in it, that it names no other host, and that a build spoils nothing."""

import json
import re

import pytest
from seminar.errors import SeminarError
from seminar.lite import doors, runtime, site
from support import PACK, PATHS


def test_every_notebook_the_glossary_the_sources_and_the_data_are_there_as_they_are():
    held = dict(site._course())
    for path in PATHS:
        assert held[f"notebooks/{path.name}"] == path.read_bytes()
    assert {"notebooks/data-lab.ipynb", "notebooks/glossary.md", "notebooks/sources.md", "data/sources.json"} <= set(
        held
    )
    for table in (PACK / "data" / "evidence").iterdir():
        assert held[f"data/evidence/{table.name}"] == table.read_bytes()
    assert not [path for path in held if path.startswith("data/teaching")]


def test_the_settings_load_everything_from_the_site_itself():
    settings = site._settings()
    assert not re.findall(r"https?://|//cdn", settings["jupyter-lite.json"])
    plugin = json.loads(settings["jupyter-lite.json"])["jupyter-config-data"]["litePluginSettings"][site.EXTENSION]
    assert plugin["disablePyPIFallback"] is True
    assert settings["overrides.json"] == (PACK / "notebooks/seminar/screen/overrides.json").read_bytes()


def test_a_page_of_the_course_cannot_be_saved_over_and_that_of_the_data_lab_can(tmp_path):
    names = [*(path.name for path in PATHS), "data-lab.ipynb", "glossary.md"]
    listing = tmp_path / "all.json"
    listing.write_text(json.dumps({"type": "directory", "content": [{"name": n, "writable": True} for n in names]}))
    site._shut(listing)
    found = {entry["name"]: entry["writable"] for entry in json.loads(listing.read_text("utf-8"))["content"]}
    assert found == {name: name in ("data-lab.ipynb", "glossary.md") for name in names}


def test_the_runtime_starts_by_the_script_of_the_course(tmp_path):
    site._write(tmp_path, site._settings())
    site._start(tmp_path / "jupyter-lite.json")
    found = json.loads((tmp_path / "jupyter-lite.json").read_text("utf-8"))["jupyter-config-data"]
    plugin = found["litePluginSettings"][site.EXTENSION]
    assert plugin["pyodideUrl"] == f"./static/pyodide/{site.START.name}"
    assert plugin["loadPyodideOptions"] == {
        "packages": [*site.LOADED],
        "env": {"HOME": "/home/pyodide", "SEMINAR_ANSWERS": site.ANSWERS},
    }
    assert f"{site.RUNTIME}/pyodide.js" in site.START.read_text("utf-8")


def test_a_kernel_begins_ahead_by_the_script_of_the_extension_whatever_its_name(tmp_path):
    site._write(tmp_path, {"1.js": b"self.loadPyodide,Atomics.wait", "34.cd.js": b"self.loadPyodide", "5.js": b""})
    site._begin(tmp_path)
    ahead = (tmp_path / "ahead.js").read_text("utf-8")
    assert "importScripts('34.cd.js', " in ahead
    assert f"'{site.EXTENSION}'" in ahead
    assert f"../{site.KERNELS}/{site.AHEAD}'" in doors.script(doors.BEGIN)


def test_an_extension_with_another_number_of_such_scripts_is_a_sentence(tmp_path):
    site._write(tmp_path, {"12.ab.js": b"x"})
    with pytest.raises(SeminarError, match=r"0 scripts look like that of a kernel; expected one\. .*site\.py"):
        site._begin(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["12.ab.js"]


def test_what_no_page_asks_for_is_taken_away_and_nothing_else(tmp_path):
    kept = {"build/fa-solid-900.woff2": b"f", "build/MathJax_Main-Regular.woff": b"m", "build/1.js": b"elkhound"}
    gone = {"build/fa-solid-900.woff": b"f", "build/fa-solid-900.ttf": b"f", "build/2.js": b"x org.eclipse.elk.layered"}
    icons = {"lab/favicon.ico": b"large", "static/favicons/favicon.ico": b"small"}
    site._write(tmp_path, kept | gone | icons)
    site._lighten(tmp_path)
    found = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.*")}
    assert found == kept | dict.fromkeys(icons, b"small")


def test_a_folder_that_holds_something_else_is_left_as_it_is(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(SeminarError, match=r"holds something else than a browser edition, so nothing was written"):
        site.write_site(tmp_path, print)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_build_that_fails_leaves_the_earlier_site(tmp_path, monkeypatch):
    earlier = tmp_path / "browser"
    earlier.mkdir()
    (earlier / "jupyter-lite.json").write_text("{}")
    monkeypatch.setattr(runtime, "tools", lambda say: tmp_path / "python")
    monkeypatch.setattr(site, "_runtime", lambda *words: {"pyodide.js": b""})

    def fails(command, folder=None):
        raise SeminarError("it ended")

    monkeypatch.setattr(runtime, "run", fails)
    with pytest.raises(SeminarError, match="it ended"):
        site.write_site(earlier, print)
    assert [path.name for path in tmp_path.iterdir()] == ["browser"]
    assert [path.name for path in earlier.iterdir()] == ["jupyter-lite.json"]


def test_a_new_site_takes_the_place_of_the_old_one(tmp_path):
    for name in ("browser", "made"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(name)
    site._replace(tmp_path / "browser", tmp_path / "made")
    assert [path.name for path in tmp_path.rglob("*.*")] == ["made.txt"]


def test_the_start_page_says_in_two_lines_what_it_is_and_leads_to_every_page():
    page = doors.start_page()
    (lines,) = re.findall(r"<h1>Rumour or Reality</h1><p>(.+?)</p>", page)
    assert len(lines.split("<br>")) == 2
    for path in PATHS:
        assert f'href="plain/{path.stem}.html"' in page
        assert f'href="lab/index.html?path=notebooks/{path.name}"' in page


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem[:2])
def test_the_plain_page_of_a_notebook_leads_to_its_live_page_at_the_top_and_at_each_activity(path):
    pages = doors.pages()
    plain = pages[f"plain/{path.stem}.html"]
    stored = (PACK / "handouts" / "html" / f"{path.stem}.html").read_text("utf-8")
    there = f"../lab/index.html?path=notebooks/{path.name}"
    activities = sorted(set(re.findall(r'<div id="(\d\d-w\d\d[a-z])">', stored)))
    found = re.findall(re.escape(there) + r"(?:#cell-id=([\w-]+))?\"", plain)
    assert (found[0], sorted(found[1:])) == ("", activities)
    assert re.sub(r'<p class="live-page">.+?</p>', "", plain) == stored


def test_all_other_pages_of_the_plain_edition_are_there_as_they_are():
    pages, stored = doors.pages(), PACK / "handouts" / "html"
    others = [path for path in stored.rglob("*.*") if not re.match(r"\d\d-", path.name)]
    assert len(others) > 20
    for path in others:
        assert pages[f"plain/{path.relative_to(stored).as_posix()}"] == path.read_bytes()


def test_the_live_page_is_checked_before_anything_of_it_is_loaded():
    page = doors.with_scripts("<html><head><title>x</title><script src='all.js'></script></head></html>")
    names = ("check.js", "fresh.js", "begin.js", "landing.js")
    scripts = "".join(f'<script src="../{name}"></script>' for name in names)
    assert page.startswith(f"<html><head>{scripts}<title>")
    assert {*names} <= doors.pages().keys()


def test_the_words_of_the_check_are_put_in_as_texts():
    script = doors.check()
    (words,) = re.findall(r"var words = (\{.+\});", script)
    assert set(json.loads(words)) == {"old", "back", "insecure", "refuses", "forgets"}
    assert "SENTENCES" not in script
