"""A school’s server: what an administrator installs there, and what a class does on it, with a real JupyterHub.

Five students log in at once, operate a page, write, and come back the next day; `python tests/benchmarks/hub.py` does
it with 25 and says what that costs. Memory limits and servers under systemd need The Littlest JupyterHub itself.
"""

import re
import runpy
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hub
import pytest
import requests
from hub import Hub, Refused, Site, Student
from lab import chromium
from playwright.sync_api import expect
from seminar.answers.store import answer_files
from support import PACK
from websocket import WebSocketException

size = runpy.run_path(str(PACK / "handouts" / "instructor" / "hub" / "size.py"))

pytestmark = [pytest.mark.servers, pytest.mark.skipif(not hub.can_run(), reason=hub.NEEDS)]

STUDENTS = ["s1", "s2", "s3", "s4", "s5"]
SMALL = "s5"
FILL = """
import os, pathlib
with open(pathlib.Path.home() / "ballast", "wb", buffering=0) as ballast:
    try:
        while True:
            ballast.write(bytes(4096))
    except OSError as full:
        print(full.strerror)
"""
EMPTY = "pathlib.Path.home().joinpath('ballast').unlink()"
MOST_MEMORY = {"before": 200, "after": 240}
"""Megabytes of a student: before anything ran, and after Run All of 06."""


@pytest.fixture(scope="module", params=["5.5", "6.1"])
def site(request, tmp_path_factory):
    """A server with JupyterHub in that version: 5.5 is what The Littlest and Zero to JupyterHub have, 6.1 the next."""
    folder = Path(tempfile.mkdtemp(prefix="hub-"))  # the folders of pytest are shut to other accounts
    made = Site(folder, STUDENTS)
    made.said = made.take(request.param)
    yield made
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def school(site):
    running = Hub(site, small=[SMALL])
    yield running
    running.stop()


def together(students, what):
    """What each of *students* gets of *what*, which all do at once."""
    with ThreadPoolExecutor(len(students)) as at_once:
        return dict(zip(students, at_once.map(what, students), strict=True))


def saved(text):
    """Whether a page says that the text is saved."""
    return re.search(r"Saved, \d\d:\d\d", text)


@pytest.fixture(scope="module")
def a_class(school):
    """Name → student, of five who have arrived at once and run 06; ``memory`` holds what each took before and after."""

    def arrive(name):
        student = Student(school, name).log_in().load_lab().open()
        student.ask("'the kernel is there'")
        before = sum(school.memory(name).values())
        assert student.run_all() == []
        student.memory = {"before": before, "after": sum(school.memory(name).values())}
        return student

    yield (arrived := together(STUDENTS, arrive))
    for student in arrived.values():
        student.leave()


@pytest.fixture
def visit(school):
    """Lets a student come anew, from another browser, and open 06."""
    came = []

    def come(name, open_page=True):
        came.append(Student(school, name).log_in())
        return came[-1].open() if open_page else came[-1]

    yield come
    for student in came:
        student.leave()


def test_the_script_says_that_all_is_ready_and_sets_what_the_page_says(site):
    assert site.said.endswith("after the next start of their server.\n")
    told = (site.tljh / "told").read_text().splitlines()
    assert told[-3:] == ["set limits.memory 768M", "set services.cull.timeout 7200", "reload"]


def test_each_student_is_led_to_the_first_page_and_told_who_can_read_what(a_class):
    for name, student in a_class.items():
        assert student.first.url.endswith(f"/user/{name}/lab/tree/rumour-or-reality/00-start-here.ipynb")
        first = student.shows("06-setup")
        assert "Other students cannot read them. The people who run the server can." in first
        assert "This page itself cannot be saved here" in first


def test_a_student_takes_no_more_memory_than_the_page_for_administrators_says(a_class, school, capsys):
    for student in a_class.values():
        assert student.memory["before"] <= MOST_MEMORY["before"]
        assert student.memory["after"] <= MOST_MEMORY["after"]
    own = school.memory()
    with capsys.disabled():
        each = ", ".join(f"{s.memory['before']:.0f} → {s.memory['after']:.0f}" for s in a_class.values())
        print(f"\nMB a student, before and after Run All: {each}; hub {own['hub']:.0f}, proxy {own['proxy']:.0f}")
    said = size["memory"](len(STUDENTS)) - size["HUB"]
    assert sum(student.memory["after"] for student in a_class.values()) == pytest.approx(said, rel=0.15)
    assert sum(own.values()) == pytest.approx(size["HUB"], rel=0.25)


def test_a_control_moves_and_an_answer_is_saved_under_the_own_account_alone(site, a_class):
    def work(name):
        student = a_class[name]
        (slider,) = student.parts("06-w06b", "range")[:1]
        before = student.shows("06-w06b")
        assert student.do("06-w06b", slider, {"index": 0}) == ""
        assert student.shows("06-w06b") != before
        return student.write(f"This is what {name} wrote.")

    for name, shown in together(STUDENTS, work).items():
        assert saved(shown)
        if name != SMALL:  # whose home is a disk of its own, which only the hub sees
            (file,) = answer_files(site.answers(name))
            assert f"This is what {name} wrote." in file.read_text("utf-8")
            assert file.stat().st_uid == site.uid(name)


def test_nobody_can_read_what_another_wrote_or_change_what_all_share(site, school, a_class):
    curious = a_class["s2"]
    (file,) = answer_files(site.answers("s1"))
    solutions = site.pack / "handouts" / "instructor" / "data-lab.ipynb"
    for forbidden in (file, site.state / "jupyterhub.sqlite", solutions):
        assert curious.ask(f"print(open({str(forbidden)!r}).read())").startswith("PermissionError")
    for shared in (site.pack / "notebooks" / "seminar" / "__init__.py", site.pack / "notebooks" / "new.py"):
        assert curious.ask(f"open({str(shared)!r}, 'a')").startswith("PermissionError")
    for path in ("api/contents/rumour-or-reality", "lab", "api/kernels"):
        assert curious.get(path, of="s1").status_code == 403
    token = {"Authorization": "token of nobody"}
    assert requests.get(a_class["s1"].at("api/contents"), headers=token, timeout=60).status_code == 403


@pytest.mark.parametrize("name", ["../x", "s1/../s2", "nobody-here"])
def test_who_is_no_user_does_not_come_in_and_gets_no_folder(school, site, name):
    stranger = Student(school, name)
    with pytest.raises(Refused) as refused:
        stranger.log_in()
    stranger.web.close()
    assert refused.value.status == 403
    assert "Invalid username or password" in refused.value.text
    assert sorted(home.name for home in site.home.iterdir()) == STUDENTS


def test_two_tabs_show_what_both_wrote(a_class, visit):
    one, other = a_class["s3"], visit("s3")
    assert other.kernel == one.kernel
    assert other.run_all() == []
    assert "This is what s3 wrote." in other.shows("06-1-box")
    assert saved(other.write("Written in the second tab."))


def test_a_kernel_of_the_same_name_at_home_is_passed_over(site, visit):
    spec = site.home / "s4" / ".local" / "share" / "jupyter" / "kernels" / "python3"
    spec.mkdir(parents=True)
    (spec / "kernel.json").write_text('{"argv": ["/bin/false"], "display_name": "mine", "language": "python"}')
    student = visit("s4", open_page=False)
    student.stop_server()
    student.log_in().open()
    assert student.ask("import sys; print(sys.prefix)") == str(site.tljh / "user")
    assert student.run_all() == []


def test_an_older_package_that_a_student_put_in_front_is_named_on_the_page(site, visit):
    student, home = visit("s4"), site.home / "s4"
    assert student.ask("print('IPython has made its folders')")
    old = home / "old" / "anywidget-0.9.0.dist-info"
    old.mkdir(parents=True)
    (old / "METADATA").write_text("Metadata-Version: 2.1\nName: anywidget\nVersion: 0.9.0\n")
    startup = home / ".ipython" / "profile_default" / "startup"
    (startup / "old.py").write_text(f"import sys\nsys.path.insert(0, {str(home / 'old')!r})\n")
    student.stop_server()
    student.log_in().open()
    student.run_all()
    assert "The package anywidget 0.9.0 of ~/old stands before" in student.shows("06-setup")
    assert "Your answers are safe." in student.shows("06-setup")
    (startup / "old.py").unlink()


def test_where_the_folder_of_a_student_is_full_the_box_says_so_and_nobody_else_is_touched(a_class, visit):
    full = a_class[SMALL]
    assert saved(full.write("Before the folder was full."))
    assert full.ask(FILL).startswith("No space left on device")  # the kernel may say so of its history too
    assert "Not saved: No space left on device. Your answer stays in this box." in full.write(
        "Some words too many. " * 500
    )
    assert saved(a_class["s1"].write("Beside it all is well."))
    full.ask(EMPTY)
    assert saved(full.write("There is room again."))
    full.stop_server()
    back = visit(SMALL)
    assert back.run_all() == []
    assert "There is room again." in back.shows("06-1-box")


def test_a_server_that_is_killed_loses_nothing(school, site, visit):
    student = visit("s1")
    student.run_all()
    assert saved(student.write("Just before the server was killed."))
    school.kill_processes_of("s1")
    student.stop_server()
    back = visit("s1")
    assert back.run_all() == []
    assert "Just before the server was killed." in back.shows("06-1-box")


def test_while_the_hub_is_down_one_writes_on_and_after_it_everything_is_there(school, visit):
    student = visit("s2")
    student.run_all()
    school.kill_hub()
    assert saved(student.write("Written while the hub was down."))
    newcomer = Student(school, "s1")
    with pytest.raises(Refused) as refused:
        newcomer.log_in()
    newcomer.web.close()
    assert refused.value.status == 503
    school.start()
    back = visit("s2")
    assert back.kernel == student.kernel
    assert back.run_all() == []
    assert "Written while the hub was down." in back.shows("06-1-box")
    school.wait_for("/services/room/")
    assert "Notebook 06" in visit("s1", open_page=False).web.get(f"{school.address}/services/room/").text


def test_a_proxy_that_is_killed_comes_back_and_nothing_is_lost(school, visit):
    student = visit("s3")
    student.run_all()
    assert saved(student.write("Before the proxy went."))
    school.kill("configurable-http-proxy")
    with pytest.raises((OSError, WebSocketException)):
        student.write("Into nothing.")
    school.wait_for("/hub/login")
    back = visit("s3")
    assert back.kernel == student.kernel
    assert back.run_all() == []
    assert "Before the proxy went." in back.shows("06-1-box")


def test_the_next_day_all_answers_are_there_and_a_newer_pack_touches_none(school, site, visit):
    """Servers were ended in the night; in the morning the administrator has put a newer pack there."""

    def day(name):
        student = visit(name)
        assert student.run_all() == []
        return student.write(f"The last words of {name} on this day.") and student.stop_server()

    together(STUDENTS[:4], day)
    page = site.pack / "notebooks" / "gallery.md"
    page.write_text(f"{page.read_text('utf-8')}\nA correction.\n", "utf-8")
    site.install()

    def next_day(name):
        student = visit(name)
        assert student.run_all() == []
        assert f"The last words of {name} on this day." in student.shows("06-1-box")
        return student.get("api/contents/rumour-or-reality/gallery.md").json()["content"]

    for text in together(STUDENTS[:4], next_day).values():
        assert text.endswith("A correction.\n")


def test_only_what_a_student_let_be_collected_is_collected(site, visit, tmp_path):
    """The settings of the hub say who collects; one student agrees, another does not, a third lays a link there."""
    for name, agrees in (("s1", True), ("s2", False)):
        student = visit(name)
        assert student.run_all() == []
        student.write(f"The exercise of {name}.", "06-exercise-box")
        switch = student.labelled("06-mine", "Let this file be collected from this server: by the test, to be marked")
        assert student.do("06-mine", switch, {"value": agrees}) == ""
        assert student.do("06-mine", student.labelled("06-mine", "Make the file to hand in"), {}) == ""
    (site.answers("s3") / "handed-in").mkdir(parents=True, exist_ok=True)
    (file,) = answer_files(site.answers("s1"))[:1]
    (site.answers("s3") / "handed-in" / "sheet-06-OTHER.html").symlink_to(file)
    python = site.tljh / "user" / "bin" / "python"
    said = hub.run(python, "-m", "seminar", "collect", "--homes", site.home, "--to", tmp_path / "m", cwd=tmp_path)
    assert "1" in said.splitlines()[0]
    sheets = [path.read_text("utf-8") for path in (tmp_path / "m" / "sheets").iterdir()]
    assert ["The exercise of s1." in text for text in sheets] == [True]
    who = (tmp_path / "m" / "who-is-who.csv").read_text("utf-8")
    assert "s1" in who
    assert "s2" not in who


def test_the_vote_of_the_room_counts_each_login_once_in_every_browser(school, site, a_class, visit):
    """The teacher administers the hub; each student comes from two browsers; no name is on the disk."""
    teacher = visit("s1", open_page=False)
    choose = teacher.web.get(f"{school.address}/services/room/")
    assert "Notebook 06" in choose.text
    desk = teacher.web.get(f"{school.address}/services/room/of/06")
    assert desk.status_code == 200
    press = {"Origin": school.address, "Content-Type": "application/x-www-form-urlencoded"}
    opened = teacher.web.post(f"{desk.url}/open", data="round=06-vote", headers=press)
    assert opened.status_code == 200
    word = re.search(r"The word: <strong>(\w+)</strong>", opened.text)[1]
    here = f"{desk.url.partition('/desk/')[0]}/{word}"

    def vote(name):
        for option in "ab":
            student = Student(school, name).log_in()
            page = student.web.get(here)
            assert page.status_code == 200, page.text
            assert student.web.post(here, data=f"round=06-vote&vote={option}", headers=press).status_code == 200
            elsewhere = {**press, "Origin": "https://elsewhere.example"}
            refused = student.web.post(here, data="round=06-vote&vote=c", headers=elsewhere)
            assert refused.status_code == 403
            student.web.close()
        student = Student(school, name).log_in()
        assert student.web.get(desk.url).status_code == (200 if name == "s1" else 403)
        student.web.close()

    together(STUDENTS, vote)
    journals = [path.read_text() for path in (site.tljh / "room-of-rumour-or-reality").rglob("*.journal")]
    assert len(journals) == 1
    assert not any(f'"{name}"' in journals[0] for name in STUDENTS)
    stranger = requests.get(here, timeout=60)
    assert "/hub/login" in stranger.url
    assert requests.post(here, data="round=06-vote&vote=a", headers=press, timeout=60).status_code == 403
    school.kill("room_service.py")  # the hub starts it anew, without the key by which it knew ballots
    school.wait_for("/services/room/")
    after = teacher.web.get(f"{school.address}/services/room/of/06")
    assert after.url == desk.url
    assert "5 votes" in after.text
    assert "Close the vote" not in after.text
    result = teacher.web.get(f"{desk.url}/result", params={"round": "06-vote"})
    assert result.status_code == 200
    assert "Keep the counts" not in result.text
    assert "Yes, end the room" in teacher.web.post(f"{desk.url}/end", headers=press, data="x=1").text
    assert "ended" in teacher.web.post(f"{desk.url}/end", headers=press, data="sure=yes").text
    assert list((site.tljh / "room-of-rumour-or-reality").rglob("*.journal")) == []


def test_in_a_browser_one_logs_in_runs_the_page_and_reads_where_answers_are(school):
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.set_default_timeout(120_000)
        page.goto(school.address)
        page.locator("#username_input").fill("s2")
        page.locator("#password_input").fill(hub.PASSWORD)
        page.locator("#login_submit").click()
        page.wait_for_url("**/user/s2/lab/tree/rumour-or-reality/00-start-here.ipynb")
        page.get_by_role("button", name="Python 3 (ipykernel) | Idle").wait_for()  # who is faster is asked for a kernel
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        said = page.get_by_text("Your answers are saved as you give them, on this server")
        expect(said).to_contain_text("Other students cannot read them.", timeout=120_000)
        expect(said).to_contain_text("This page itself cannot be saved here, and need not be")
        expect(page.get_by_text("Ready: all cells ran.")).to_be_attached(timeout=120_000)
        page.get_by_role("menuitem", name="File", exact=True).click()
        expect(page.get_by_role("menuitem", name="Log Out", exact=True).first).to_be_visible()
