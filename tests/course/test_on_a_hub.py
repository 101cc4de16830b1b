"""On a JupyterHub a page says where answers are, who can read them, and what is collected; and it keeps users apart."""

import os

import pytest
from seminar import doctor, files, surroundings
from seminar.answers import sheets
from seminar.answers import store as answers
from seminar.course import my_answers as module
from seminar.course import readiness
from seminar.course.my_answers import my_answers
from seminar.screen.controls import Button, Pane, Switch
from support import below, forget

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a JupyterHub runs on Linux, and Windows has no such rights")


@pytest.fixture
def hub(monkeypatch, tmp_path):
    """An account on a hub whose home is its own, with the pack elsewhere; the home."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/mei/")
    monkeypatch.setenv("JUPYTERHUB_USER", "mei")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv(answers.FOLDER_VARIABLE)
    monkeypatch.setattr(surroundings, "is_root", lambda: False)
    forget()
    yield home
    forget()


@pytest.fixture
def place(hub, monkeypatch):
    """The place at the end of notebook 07, on the hub."""
    monkeypatch.setattr(module, "cell_now", lambda: "07-mine")
    return lambda: my_answers().live()


def words(view):
    return " ".join(pane.html for pane in below(view, Pane) if not pane.hidden)


def labels(view):
    return [button.label for button in below(view, Button) if not button.hidden]


def press(view, label):
    (button,) = [button for button in below(view, Button) if button.label == label and not button.hidden]
    button.press()


def handed_in(hub):
    folder = hub / ".local" / "share" / "seminar-answers"
    return {name: sorted(file.name for file in (folder / name).glob("*")) for name in ("export", "handed-in")}


def test_the_answers_of_a_shared_pack_lie_in_the_home_and_are_shut_to_others(hub):
    folder = answers.answers_folder()
    assert folder == hub / ".local" / "share" / "seminar-answers"
    assert folder.stat().st_mode & 0o077 == 0
    assert answers.folder_not_used() is None
    answers.store("06").save("06-1", "mine")
    assert [file.stat().st_mode & 0o077 for file in folder.rglob("*.answers")] == [0]


def test_a_copy_of_the_pack_in_the_home_keeps_its_answers_itself(hub, monkeypatch):
    copy = hub / "pack"
    monkeypatch.setattr(answers, "pack_folder", lambda: copy)
    monkeypatch.setattr(surroundings, "pack_folder", lambda: copy)
    assert answers.answers_folder() == copy / "answers"


def test_the_first_line_says_who_can_read_what(hub, monkeypatch):
    way = "your home folder › .local › share › seminar-answers"
    assert readiness.kept("06") == (
        f"Your answers are saved as you give them, on this server, in {way}. Other students cannot read them. The "
        "people who run the server can."
    )
    answers.answers_folder().chmod(0o755)
    assert "That folder is open to others who use the server" in readiness.kept("06")
    hub.chmod(0o700)
    assert "Other students cannot read them." in readiness.kept("06")
    monkeypatch.setattr(surroundings, "is_root", lambda: True)
    assert "That folder is open to others who use the server" in readiness.kept("06")
    monkeypatch.delenv("JUPYTERHUB_SERVICE_PREFIX")
    assert "on this computer" in readiness.kept("06")


def test_a_page_that_cannot_be_saved_says_that_answers_are_safe(hub, monkeypatch, tmp_path):
    page = tmp_path / "06-lists-or-scores.ipynb"
    page.write_text("{}")
    monkeypatch.chdir(tmp_path)
    line = "This page itself cannot be saved here, and need not be"
    assert line not in readiness.kept("06")
    monkeypatch.setenv("JPY_SESSION_NAME", str(page))
    assert line not in readiness.kept("06")
    monkeypatch.setattr(os, "access", lambda path, mode: path != page)  # to root no file is read-only
    assert line in readiness.kept("06")
    page.unlink()
    assert line not in readiness.kept("06")


def test_unsaved_texts_of_two_users_have_two_names_in_one_browser(hub, monkeypatch):
    """In a container the folder of every user has the same name."""
    mine = answers.browser_key("06-1")
    monkeypatch.setenv("JUPYTERHUB_USER", "omar")
    assert answers.browser_key("06-1") != mine


def test_the_place_for_answers_offers_to_log_out_and_not_to_empty_the_account(place):
    view = place()
    assert "Other students cannot read them. The people who run the server can." in words(view)
    assert "choose File, then Log Out." in words(view)
    assert "Finish here" not in labels(view)
    press(view, "Clear my answers")
    assert "from your account on this server and from this browser" in words(view)
    assert "Finish here" not in words(view)
    press(view, "Yes, remove all my answers")
    assert "all answers, from your account on this server" in words(view)


def test_nothing_is_collected_where_nobody_says_who_collects(place):
    answers.store("07").save("07-exercise", "a memo")
    view = place()
    assert [switch.label for switch in below(view, Switch) if "collected" in switch.label] == []


def test_consent_is_asked_before_and_can_be_taken_back(place, hub, monkeypatch):
    monkeypatch.setenv(sheets.COLLECTOR_VARIABLE, "by A <b>, for the marks")
    answers.store("07").save("07-exercise", "a memo")
    view = place()
    (consent,) = [switch for switch in below(view, Switch) if "collected" in switch.label]
    assert consent.label == "Let this file be collected from this server: by A <b>, for the marks"
    assert not consent.value
    assert "While this is off, nobody collects anything from you." in words(view)
    press(view, "Make the file to hand in")
    assert [len(names) for names in handed_in(hub).values()] == [1, 0]
    consent.hear({"value": True})
    press(view, "Make the file to hand in")
    assert [len(names) for names in handed_in(hub).values()] == [0, 1]
    assert "The file lies ready to be collected" in words(view)
    consent.hear({"value": False})
    press(view, "Make the file to hand in")
    assert [len(names) for names in handed_in(hub).values()] == [1, 0]
    assert "ready to be collected" not in words(view)


def test_clearing_with_all_files_removes_what_lay_ready_and_the_consent(place, hub, monkeypatch):
    monkeypatch.setenv(sheets.COLLECTOR_VARIABLE, "for the marks")
    answers.store("07").save("07-exercise", "a memo")
    view = place()
    (consent,) = [switch for switch in below(view, Switch) if "collected" in switch.label]
    consent.hear({"value": True})
    press(view, "Make the file to hand in")
    press(view, "Clear my answers")
    press(view, "Yes, remove everything, these files too")
    assert handed_in(hub) == {"export": [], "handed-in": []}
    assert not consent.value


def test_away_from_a_hub_nobody_is_named_as_a_collector(monkeypatch):
    monkeypatch.setenv(sheets.COLLECTOR_VARIABLE, "for the marks")
    assert sheets.collector() == ""


def test_the_doctor_looks_at_a_hub(hub, monkeypatch):
    page, _ = doctor.examine()
    assert "an ordinary one, for mei on this JupyterHub" in page
    assert "Browser: that of whoever opens the hub’s address" in page
    assert "Answers: saved in ~/.local/share/seminar-answers\n" in page
    assert "127.0.0.1" not in page
    assert "Memory" not in page
    monkeypatch.setenv("MEM_LIMIT", str(512 * 2**20))
    assert doctor.memory()[0].well
    monkeypatch.setenv("MEM_LIMIT", str(200 * 2**20))
    assert not doctor.memory()[0].well
    answers.answers_folder().chmod(0o750)
    assert not doctor.answers().well
    monkeypatch.setattr(surroundings, "is_root", lambda: True)
    assert not doctor.account().well


def test_what_a_wheel_brought_keeps_no_answers_on_a_hub_either(hub, monkeypatch):
    monkeypatch.setattr(answers, "installed", lambda: True)
    assert files.pack_folder() not in answers.answers_folder().parents
