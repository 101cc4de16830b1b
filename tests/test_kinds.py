"""The table of the kinds of tests is what the tests are: in README.md, in CONTRIBUTING.md, and in this very run."""

import shutil

import kinds
import pytest


@pytest.mark.parametrize("page", kinds.PAGES, ids=lambda page: page.name)
def test_the_table_on_a_page_is_the_one_that_is_kept(page):
    assert "<!-- made: kinds of tests -->\n| kind |" in page.read_text("utf-8")
    assert kinds.with_table(page) == page.read_text("utf-8")


def test_every_file_of_tests_is_of_one_kind_and_every_pattern_has_files():
    assert {name for name in kinds.files_of_tests() if kinds.kind_of(name) is None} == set()
    for one in kinds.KINDS:
        for pattern in one["files"]:
            assert any(kinds.fits(name, pattern) for name in kinds.files_of_tests()), pattern


def test_in_a_whole_run_there_are_about_as_many_of_each_kind(request):
    """A run of some tests says nothing of the others: a whole one has --all and every file."""
    ids = [item.nodeid for item in request.session.items]
    whole = request.config.getoption("--all") and kinds.files_of_tests() <= {name.partition("::")[0] for name in ids}
    said = {kind: tests for kind, (tests, _) in kinds.known().items()}
    found = kinds.counted(ids) if whole else said
    far = {kind: found[kind] for kind, tests in said.items() if abs(found[kind] - tests) > max(2, tests // 10)}
    assert far == {}, "run: bash tests/run.sh --all --keep-times"


def test_a_run_without_servers_keeps_the_number_of_what_it_has_passed_over(tmp_path, monkeypatch):
    before = kinds.known()
    monkeypatch.setattr(kinds, "PAGES", [])
    monkeypatch.setattr(kinds, "TABLE", shutil.copy(kinds.TABLE, tmp_path / "kinds.csv"))
    ran = kinds.files_of_tests() - {"tests/test_hub.py"}
    kinds.keep(dict.fromkeys(before, 1234), ran, {"tests/test_hub.py": 300.4, "tests/test_hub_files.py": 3.2})
    assert kinds.known()["a school's server"] == (before["a school's server"][0], 304)
    assert kinds.known()["marks"] == (1200, 0)
