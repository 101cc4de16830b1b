"""The browser edition as a student meets it: in Chromium, from a school's host, without Python anywhere."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from types import SimpleNamespace

import nbformat
import pytest
from engines import NO_CLIENT, each_kind_by_keyboard, firefox
from lab import violations
from playwright.sync_api import expect
from scratch import one_at_a_time
from seminar.answers.sheets import bring_back, made, read_sheet
from seminar.answers.store import store
from seminar.course.sheet_page import sheet_page
from seminar.data import closed
from seminar.data.records import Activity, Exercise, Instructor, Prompt, notebooks_with_records, record, records
from seminar.data.stored import LATER
from seminar.lite import runtime
from seminar.lite.site import write_site
from seminar.marking.assigning import write_class_pack
from sites import LONGEST, by_its_address, live_page, served, small_page
from support import NAMES, PACK, PATHS, for_teachers

pytestmark = pytest.mark.servers


@pytest.fixture(scope="session")
def built(tmp_path_factory, worker_id):
    """The site, built once for all workers."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared if worker_id == "master" else shared.parent
    with one_at_a_time(shared / "site.lock"):
        if not (shared / "site").exists():
            write_site(shared / "site", print)
    return shared / "site"


@pytest.fixture(scope="module")
def site(built):
    with served(built) as running:
        yield running


@pytest.fixture
def stranger(browser, tmp_path):
    """Opens browsers of a student's own, one after another, each with what the one before it has stored."""
    opened = []

    def new(**options):
        for earlier in opened:
            earlier.close()
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "profile", **{"executable_path": shutil.which("chromium"), "args": ["--no-sandbox"], **options}
        )
        context.set_default_timeout(LONGEST)
        opened[:] = [context]
        return context

    yield new
    for context in opened:
        context.close()


def whole(text):
    """A text as a file of a notebook may hold it, in lines."""
    return text if isinstance(text, str) else "".join(text)


def stills(cells):
    """Cell id → what its still view says, as markup, as plain words, and after a guess."""
    return {
        cell["id"]: [
            [whole(output["data"]["text/html"]), whole(output["data"]["text/plain"]), output["metadata"].get(LATER)]
            for output in cell["outputs"]
            if "text/html" in output.get("data", {})
        ]
        for cell in cells
        if cell["cell_type"] == "code"
    }


SHOWN = "() => window.panel.content.model.sharedModel.toJSON().cells"


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_a_notebook_runs_there_and_its_still_views_are_those_that_are_stored(path, site, watch):
    page = watch.new_page()
    page.set_default_timeout(LONGEST)
    opened = live_page(page, site, path)
    assert stills(page.evaluate(SHOWN)) == stills(nbformat.read(path, as_version=4).cells)
    assert violations(page) == []
    assert any("pyodide.asm.wasm" in address for address in watch.asked)  # what Python asks for is seen too
    assert opened.panel.locator(".live").count() > 5
    page.context.close()


RESTART = """async () => {
  const { kernel } = window.panel.sessionContext.session;
  await kernel.restart();
  await kernel.info;
}"""


def test_python_begins_before_the_page_asks_for_it_and_a_kernel_that_is_started_again_is_another(site, watch):
    page = watch.new_page()
    page.set_default_timeout(LONGEST)
    opened = by_its_address(page, site, f"notebooks/{PATHS[0].name}")
    (begun,) = page.workers
    assert begun.url.endswith("/ahead.js")
    assert "seminar.activities" in opened.ask("import sys\nprint(*sys.modules)").split()
    opened.ask("before = 1")
    page.evaluate(RESTART)
    assert opened.ask("print('before' in globals())") == "False\n"
    (again,) = page.workers
    assert not again.url.endswith("/ahead.js")
    page.context.close()


def test_a_reload_leads_to_the_page_that_one_sees(site, watch):
    page = watch.new_page()
    page.set_default_timeout(LONGEST)
    first, second = (f"notebooks/{path.name}" for path in PATHS[:2])
    by_its_address(page, site, first).open(second)
    expect(page).to_have_url(re.compile(f"path={second}$"))
    page.reload()
    page.wait_for_function("path => window.jupyterapp?.shell.currentWidget?.context?.path === path", arg=second)
    page.context.close()


def test_pandas_comes_when_something_first_asks_for_it_and_a_site_that_is_away_is_told(site, watch):
    def loaded():
        return {name for name in runtime.LATER for address in watch.asked if f"/{name.replace('-', '_')}-" in address}

    page = watch.new_page()
    opened = small_page(page, site, {})
    assert opened.ask("import sys\nprint([*sys.path].index(''), len(sys.path))") == "4 5\n"
    assert loaded() == set()
    page.context.set_offline(True)
    assert "just now the site does not answer" in opened.ask("frames = __import__('pandas')")
    page.context.set_offline(False)
    assert opened.ask("frames = __import__('pandas')\nprint(frames.Series([20, 22]).sum())") == "42\n"
    assert loaded() == {"pandas", "numpy", "python-dateutil"}
    asked = len(watch.asked)
    assert opened.ask("import pandas\nprint(pandas is frames)") == "True\n"
    assert not [address for address in watch.asked[asked:] if address.endswith(".whl")]
    page.context.close()


def test_the_data_lab_runs_there_from_its_first_cell(site, watch):
    page = watch.new_page()
    page.set_default_timeout(LONGEST)
    opened = by_its_address(page, site, "notebooks/data-lab.ipynb")
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    assert opened.ask("print(len(counts) > 20, by_group)") == "True Ellipsis\n"
    expect(opened.cell("lab-welcome-code")).to_contain_text("not in a browser alone")
    page.context.close()


@pytest.fixture(scope="module")
def fox(tmp_path_factory):
    with firefox(tmp_path_factory.mktemp("firefox")) as page:
        yield page


IN_FIREFOX = [
    NO_CLIENT,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.mark.parametrize("path", [pytest.param(path, marks=IN_FIREFOX, id=path.name) for path in PATHS])
def test_a_notebook_runs_in_firefox_too_with_the_same_views(path, site, fox):
    by_its_address(fox, site, f"notebooks/{path.name}").run(LONGEST)
    assert stills(fox.evaluate(SHOWN)) == stills(nbformat.read(path, as_version=4).cells)
    fox.wait_for_function("() => document.body.innerText.includes('Ready: all cells ran.')")


@pytest.mark.parametrize("window_of", [pytest.param("fox", marks=IN_FIREFOX)])
def test_a_control_of_each_kind_works_there_by_keyboard(site, window_of, request):
    fox = request.getfixturevalue(window_of)
    each_kind_by_keyboard(fox, lambda name: by_its_address(fox, site, f"notebooks/{name}").run(LONGEST))


BOX = {"07-1-box": 'ask("07-1")'}
PLACE = {**BOX, "07-exercise-box": 'exercise("07-exercise")', "07-mine": "my_answers()"}
TEXT = "Nine alarms in ten are false; \u201call\u201d <b>四</b>."


def area(opened, key="07-1-box"):
    """The box of that cell, and the line under it."""
    box = opened.cell(key).locator(".seminar-text").last
    return box.get_by_role("textbox"), box.get_by_role("status")


def write(opened, text, key="07-1-box"):
    """Type *text* and wait until the page says where it is."""
    box, line = area(opened, key)
    box.fill(text)
    expect(line).not_to_have_text(re.compile("Saving|^$"), timeout=LONGEST)
    return line.inner_text()


def test_a_browser_that_was_closed_still_has_the_answer_and_never_called_it_saved(stranger, site):
    """A browser that makes no promise keeps it all the same; the page does not claim to know."""
    context = stranger()
    page = context.new_page()
    opened = small_page(page, site, BOX)
    context.set_offline(True)  # a page that is open goes on without a network
    line = write(opened, TEXT)
    assert line.startswith("Kept in this browser since ")
    assert "does not promise to keep them" in page.locator(".seminar-start").inner_text()
    assert "saved" not in page.locator(".jp-Notebook").inner_text().lower()
    opened = small_page(stranger().new_page(), site, BOX)
    expect(area(opened)[0]).to_have_value(TEXT)


def test_a_browser_that_promises_says_saved(stranger, site):
    context = stranger()
    page = context.new_page()
    rights = {"permissions": ["durableStorage"], "origin": f"http://127.0.0.1:{site.port}"}
    context.new_cdp_session(page).send("Browser.grantPermissions", rights)
    opened = small_page(page, site, BOX)
    write(opened, "one")
    expect(opened.cell("setup")).to_contain_text("Your answers are saved as you give them, in this browser")
    assert write(opened, TEXT).startswith("Saved in this browser, ")


def test_a_host_without_https_keeps_nothing_and_says_so(stranger, site):
    context = stranger(args=["--no-sandbox", f"--host-resolver-rules=MAP school.test 127.0.0.1:{site.port}"])
    page = context.new_page()
    page.goto("http://school.test/school/seminar/index.html")
    expect(page.get_by_role("alert")).to_contain_text("does not begin with https")
    far = SimpleNamespace(address="http://school.test/school/seminar", log=[])
    opened = small_page(page, far, BOX)
    assert write(opened, TEXT).endswith("but not kept: it is gone when this page is closed.")
    expect(opened.cell("setup")).to_contain_text("Your answers are not kept here.")
    assert "saved" not in page.locator(".jp-Notebook").inner_text().lower()


def test_a_newer_site_shows_its_pages_over_old_answers(built, stranger, tmp_path):
    """Also to whoever had the old page open and pressed Save, and the folder was put in the place of the old one.

    The old site is a year old, of which a browser concludes that it need not ask for a month.
    """
    shutil.copytree(built, tmp_path / "site", copy_function=os.link)
    page, name = stranger().new_page(), "06-lists-or-scores.ipynb"
    old = tmp_path / "site" / "files" / "notebooks" / name
    text = old.read_text("utf-8")
    old.unlink()
    old.write_text(text, "utf-8")
    os.utime(old, (0, time.time() - 365 * 24 * 3600))
    with served(tmp_path / "site") as site:
        page.set_default_timeout(LONGEST)
        opened = live_page(page, site, PACK / "notebooks" / name)
        expect(opened.cell("06-setup")).to_contain_text("This page itself cannot be saved here")
        write(opened, TEXT, "06-1-box")
        page.evaluate("() => void window.jupyterapp.commands.execute('docmanager:save')")
        expect(page.get_by_role("dialog")).to_contain_text("read-only")
        old.write_text(text.replace("Lists or scores", "Lists or scores, corrected"), "utf-8")
        again = by_its_address(page, site, f"notebooks/{name}")
        expect(again.panel).to_contain_text("Lists or scores, corrected")
        again.run(LONGEST)
        expect(area(again, "06-1-box")[0]).to_have_value(TEXT, timeout=LONGEST)


@pytest.mark.parametrize("page_there", ["index.html", "lab/index.html?path=notebooks/00-start-here.ipynb"])
def test_a_browser_that_lets_nothing_be_stored_is_told_in_a_sentence(stranger, site, tmp_path, page_there):
    """As where a school has switched off cookies and all that sites store: JupyterLite would load for ever."""
    settings = tmp_path / "profile" / "Default" / "Preferences"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"profile": {"default_content_setting_values": {"cookies": 2}}}))
    page = stranger().new_page()
    page.goto(f"{site.address}/{page_there}", wait_until="commit")  # it stops loading by itself
    expect(page.get_by_text("This browser lets no site store anything")).to_be_visible()


READ = (".html", ".ipynb", ".json", ".md", ".csv", ".yaml", ".py")


def test_a_site_that_is_built_in_the_copy_for_a_class_holds_nothing_for_teachers(built, tmp_path):
    write_class_pack(["06"], tmp_path)
    with zipfile.ZipFile(tmp_path / "rumour-or-reality-class.zip") as archive:
        archive.extractall(tmp_path)
    copy, made = tmp_path / "rumour-or-reality", tmp_path / "site"
    command = [sys.executable, "-m", "seminar", "browser", "--to", str(made)]
    subprocess.run(command, cwd=copy, env={**os.environ, "PYTHONPATH": str(copy / "notebooks")}, check=True)
    (wheel,) = made.glob("static/pyodide/seminar-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(made / "wheel")
    found = [path for path in made.rglob("*") if path.suffix in READ]
    whole = " ".join(" ".join(closed.opened(path.read_text("utf-8", errors="replace")).split()) for path in found)
    said = {" ".join(words.split()) for number in notebooks_with_records() for words in notes(number)}
    assert len(said) > 300
    assert [words for words in said if words in whole] == []
    assert record("06-w06b", Activity).title in whole


def notes(number):
    """What only a teacher reads of a notebook, without what is too short to be known again."""
    for found in records(number).values():
        own = for_teachers(found) if isinstance(found, Exercise | Instructor) else []
        if isinstance(found, Prompt):
            own = [found.lookfor]
        yield from (words for words in own if len(words) > 30)


FULL = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException('no room', 'QuotaExceededError'); };
}"""
"""What a browser answers whose store is full; the limit that Chromium lets a test set holds only some time later."""


def test_a_full_store_is_told_and_the_text_is_offered_again(browser, site):
    page = browser.new_context().new_page()  # of its own: JupyterLite itself fails there
    opened = small_page(page, site, BOX)
    write(opened, "there was room")
    page.evaluate(FULL)
    assert write(opened, TEXT).startswith("Not saved yet: ")
    page.reload()
    opened = small_page(page, site, BOX)
    expect(area(opened)[0]).to_have_value("there was room")
    opened.cell("07-1-box").get_by_role("button", name="Bring it back").click()
    expect(area(opened)[0]).to_have_value(TEXT)
    page.context.close()


def test_what_is_handed_in_there_is_brought_back_here_and_the_reverse(stranger, site, tmp_path, answers_folder):
    page = stranger(accept_downloads=True).new_page()
    opened = small_page(page, site, PLACE)
    write(opened, TEXT, "07-exercise-box")
    place = opened.cell("07-mine")
    place.get_by_role("radio", name="Hand in").check()
    place.get_by_role("button", name="Make the file to hand in").click()
    with page.expect_download() as downloaded:
        place.get_by_role("link", name="Download sheet-07-").click()
    sheet = downloaded.value.path().read_text("utf-8")
    assert sheet == sheet_page(read_sheet(sheet), None)
    assert "Nothing was changed" not in bring_back("sheet-07.html", sheet)
    assert read_sheet(sheet).answers == made("07-exercise", []).answers
    store("07").save("07-exercise", f"{TEXT} From here.")
    store("07").save("07-1", "A prompt")
    (tmp_path / "sheet.html").write_text(sheet_page(made("07-exercise", ["07-1"]), None), "utf-8")
    place.get_by_label("Bring back a file").set_input_files(tmp_path / "sheet.html")
    expect(area(opened)[0]).to_have_value("A prompt")
    place.get_by_role("button", name="Clear my answers").click()
    place.get_by_role("button", name="Yes, remove everything").click()
    expect(place.get_by_text("Removed at")).to_be_visible()
    assert page.evaluate(FILES) == []
    opened = small_page(stranger().new_page(), site, PLACE)
    expect(area(opened)[0]).to_have_value("")


FILES = """async () => {
  const { contents } = window.jupyterapp.serviceManager;
  const below = async (path) => {
    const found = await contents.get(path);
    if (found.type !== 'directory') return [path];
    return (await Promise.all((found.content ?? []).map((file) => below(file.path)))).flat();
  };
  return below('answers');
}"""


def test_two_windows_and_a_reload_in_the_middle_of_saving_lose_nothing(stranger, site):
    context = stranger()
    one = small_page(context.new_page(), site, BOX)
    two = small_page(context.new_page(), site, BOX)
    write(two, "from the second window")
    write(one, "from the first window")
    area(one)[0].press_sequentially(", and more", delay=1)
    one.page.reload()
    again = small_page(one.page, site, BOX)
    seen = again.cell("07-1-box")
    for text in ("from the first window", "from the second window"):
        held = seen.locator("textarea").evaluate_all("boxes => boxes.map(box => box.value).join()")
        assert text in held + seen.inner_text()
    assert "and more" in seen.inner_text() + held


@pytest.mark.parametrize("page_there", ["index.html", "lab/index.html?path=notebooks/00-start-here.ipynb"])
def test_a_browser_without_webassembly_is_told_in_a_sentence(window, site, page_there):
    page = window()
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto(f"{site.address}/{page_there}", wait_until="commit")  # it stops loading by itself
    expect(page.get_by_text("This browser cannot run the live pages")).to_be_visible()


def test_by_keyboard_from_the_start_page_over_the_plain_page_to_the_activity_in_the_live_one(window, site):
    page = window()
    page.set_default_timeout(LONGEST)
    before = len(site.asked)
    page.goto(f"{site.address}/index.html")
    page.get_by_role("link", name="07 Can the machine see you?", exact=True).press("Enter")
    expect(page.get_by_role("img").first).to_be_visible()  # the activity at its start, before anything is loaded
    assert not [path for path in site.asked[before:] if "pyodide" in path or "build" in path]
    page.get_by_role("link", name="Operate this: Scan an invented city").first.press("Enter")
    page.locator(
        ".jp-Notebook-ExecutionIndicator[data-status='idle']"
    ).wait_for()  # before that there is nothing to run on
    expect(page.locator(".seminar.still").filter(has_text="Scan an invented city").first).to_be_in_viewport()
    page.wait_for_function("() => document.activeElement !== document.body")  # this once, which would close a menu
    page.get_by_role("menuitem", name="Run", exact=True).press("Enter")
    page.get_by_role("menuitem", name="Run All Cells", exact=True).press("Enter")
    finding = page.locator(".seminar-finding >> visible=true").first
    expect(finding).to_contain_text("how many are right?", timeout=LONGEST)
    page.get_by_role("button", name="Skip the guess").first.press("Enter")
    expect(finding).to_contain_text("is right", timeout=LONGEST)  # after all cells ran
    said = finding.inner_text()
    page.get_by_role("slider", name="Wanted people").press("PageDown")
    expect(finding).not_to_have_text(said, timeout=LONGEST)
