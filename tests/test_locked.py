"""Pages are locked and unlocked from a terminal, by any Python that opens them; nothing else of them changes."""

import sys

import pytest
from seminar import doctor, surroundings
from seminar.__main__ import main, parser
from seminar.commands import seminar
from support import PACK, forget


@pytest.fixture
def page(pack_copy):
    """The notebook 06 in a copy of the pack that has no other."""
    (path,) = (PACK / "notebooks").glob("06-*.ipynb")
    copied = pack_copy / "notebooks" / path.name
    copied.write_bytes(path.read_bytes())
    (pack_copy / "handouts").mkdir()
    (pack_copy / "handouts" / "made.json").write_text(f'{{"notebooks/{path.name}": {{}}}}', "utf-8")
    (pack_copy / "pyproject.toml").write_bytes((PACK / "pyproject.toml").read_bytes())
    forget()
    return copied


@pytest.fixture
def in_its_folder(page, monkeypatch):
    """What is started, is started in that copy."""
    monkeypatch.chdir(page.parents[1])


def test_what_is_unlocked_is_locked_again_to_the_last_byte_without_the_paper_packages(page, monkeypatch, capsys):
    for name in ("typst", "pypandoc"):
        monkeypatch.setitem(sys.modules, name, None)
    locked = page.read_bytes()
    assert main(["unlock", "06"]) == 0
    assert b'"deletable": false' not in page.read_bytes()
    assert f"“{seminar('lock 06')}” locks it again." in capsys.readouterr().out
    assert main(["lock", "06"]) == 0
    assert page.read_bytes() == locked
    assert (
        capsys.readouterr().out == f"The cells of notebooks/{page.name} are locked: no key changes or removes them.\n"
    )


def test_what_an_author_changed_stays_when_the_page_is_locked(page):
    assert main(["unlock", "6"]) == 0
    page.write_text(page.read_text("utf-8").replace('"# ', '"# New: ', 1), "utf-8")
    assert main(["lock", "6"]) == 0
    assert '"# New: ' in page.read_text("utf-8")
    assert '"deletable": false' in page.read_text("utf-8")


@pytest.mark.parametrize("command", ["lock", "unlock"])
def test_where_one_of_several_pages_is_damaged_none_is_changed(page, command, capsys):
    other = {"lock": "unlock", "unlock": "lock"}[command]
    assert main([other, "06"]) == 0
    (page.parent / "07-broken.ipynb").touch()
    before = page.read_bytes()
    assert main([command, "06", "07"]) == 1
    assert "07-broken.ipynb cannot be read as a notebook" in capsys.readouterr().err
    assert page.read_bytes() == before


@pytest.mark.parametrize("command", ["open", "build", "lock", "unlock"])
@pytest.mark.parametrize(("word", "number"), [("6", "06"), ("06", "06"), ("10", "10"), ("x", "x")])
def test_a_notebook_may_be_named_without_its_nought(command, word, number):
    arguments = parser().parse_args([command, word])
    assert arguments.notebook == number if command == "open" else arguments.notebooks == [number]


def test_without_a_number_the_first_notebook_is_opened():
    assert parser().parse_args(["open"]).notebook == "00"


@pytest.mark.usefixtures("in_its_folder")
def test_the_doctor_names_what_is_unlocked_and_that_needs_no_mending(page):
    assert doctor.unlocked() == []
    main(["unlock", "06"])
    (found,) = doctor.unlocked()
    assert found.line() == f"  ok       Unlocked: 06; “{seminar('lock 06')}” locks again"
    assert found in doctor.to_open()


def test_a_damaged_page_is_not_called_unlocked(page):
    page.write_text('{"cells": [', "utf-8")
    assert surroundings.unlocked_pages(page.parents[1]) == []
