"""What is said of a saved answer: in a browser only what is known, and “saved” only where that promised to keep it."""

import os

import pytest
from seminar import ask, style_block, surroundings
from seminar.answers import keeping, saved, store
from seminar.answers.keeping import Lasts, lasts, promise
from seminar.answers.store import Store
from seminar.course import my_answers, readiness
from seminar.errors import SeminarError
from seminar.screen.controls import Button, Pane, Storage, TextArea
from support import below


@pytest.fixture
def in_a_browser(monkeypatch):
    """Makes this a Python in a browser that keeps a drive, or does not."""

    def become(keeps):
        for module in (keeping, store, readiness, my_answers):
            monkeypatch.setattr(module, "in_browser", lambda: True)
        monkeypatch.setattr(keeping, "drive_is_kept", lambda: keeps)

    yield become
    promise(False)


def said(view):
    return " ".join(pane.html for pane in below(view, Pane))


def test_on_a_computer_it_is_on_the_disk_whatever_a_page_says():
    promise(True)
    assert lasts() is Lasts.COMPUTER
    promise(False)
    assert lasts() is Lasts.COMPUTER


@pytest.mark.parametrize(
    ("keeps", "promised", "found"),
    [(True, True, "promised"), (True, False, "held"), (False, True, "gone"), (False, False, "gone")],
)
def test_in_a_browser_it_lasts_as_that_keeps_it(in_a_browser, keeps, promised, found):
    in_a_browser(keeps)
    promise(promised)
    assert lasts() == found


@pytest.mark.parametrize(("keeps", "promised"), [(True, True), (True, False), (False, False)])
def test_a_page_says_saved_only_where_the_browser_promised_it(in_a_browser, keeps, promised):
    in_a_browser(keeps)
    start, box, mine = style_block().live(), ask("07-1").live(), my_answers.my_answers().live()
    for part in below(start, Storage):
        part.hear({"promised": promised})
    (area,) = below(box, TextArea)
    area.hear({"text": "some words"})
    words = f"{said(start)} {area.saved['line']} {said(my_answers.my_answers().live())}"
    assert ("saved" in words.lower()) is promised
    assert len(below(start, Storage)) == 1
    assert "import" not in " ".join(button.label for button in below(mine, Button))


def test_the_page_of_a_computer_does_not_ask_the_browser_to_promise_anything():
    assert below(style_block().live(), Storage) == []


def test_every_way_of_lasting_has_its_words_and_of_all_answers_also_who_reads_them_on_a_hub():
    assert set(saved.prose.group("saved")) == {*Lasts}
    for prose, name in ((readiness.prose, "kept"), (my_answers.prose, "stay")):
        assert set(prose.group(name)) == {*Lasts, "staff", "others"}


def test_what_a_browser_did_not_store_is_not_called_saved(in_a_browser, monkeypatch):
    in_a_browser(True)
    answers = Store("07")
    answers.save("07-1", "there was room")
    monkeypatch.setattr(os, "write", lambda handle, content: len(content))  # it takes all, and stores nothing
    with pytest.raises(SeminarError, match=r"^Not saved: this browser did not store it\. Your answer stays"):
        answers.save("07-1", "there is none")
    assert Store("07").value("07-1") == "there was room"


@pytest.mark.skipif(os.name == "nt", reason="Of Windows, where rights differ, nothing is said.")
@pytest.mark.parametrize(("rights", "who"), [(0o700, "staff"), (0o750, "others")])
def test_on_a_hub_it_says_who_reads_answers_by_the_rights_of_the_home_folder(tmp_path, monkeypatch, rights, who):
    assert store.readers() == "computer"
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/one/")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SEMINAR_ANSWERS", str(tmp_path / "answers"))
    monkeypatch.setattr(surroundings, "is_root", lambda: False)
    (tmp_path / "answers").mkdir(mode=0o755)
    tmp_path.chmod(rights)
    assert store.readers() == who


def test_in_a_browser_the_folder_is_made_with_the_rights_by_which_its_drive_knows_a_folder(
    in_a_browser, monkeypatch, answers_folder
):
    """With others it is kept as a file, and nothing can be saved from the second visit on."""
    made = []
    monkeypatch.setattr(store.Path, "mkdir", lambda self, mode=0o777, **how: made.append(mode))
    monkeypatch.setattr(store.Path, "touch", lambda self: None)
    monkeypatch.setattr(store.Path, "unlink", lambda self: None)
    assert store.answers_folder() == answers_folder
    in_a_browser(True)
    store.answers_folder.cache_clear()
    assert store.answers_folder() == answers_folder
    assert made == [0o700, 0o777]
