"""The table of the kinds of tests is what the tests are: in README.md, in CONTRIBUTING.md, and in this very run."""

import kinds
import pytest
from support import PACK, PATHS


@pytest.mark.parametrize("page", kinds.PAGES, ids=lambda page: page.name)
def test_the_table_on_a_page_is_the_one_that_is_kept(page):
    assert "<!-- made: kinds of tests -->\n| kind |" in page.read_text("utf-8")
    assert kinds.with_table(page) == page.read_text("utf-8")


def files_of_tests():
    """Every file with tests of the pack, as pytest names it."""
    found = [*(PACK / "tests").rglob("test_*.py"), *PATHS]
    names = {path.relative_to(PACK).as_posix() for path in found}
    return {name for name in names if not name.startswith("tests/new_activity/")}


def test_every_file_of_tests_is_of_one_kind_and_every_pattern_has_files():
    assert {name for name in files_of_tests() if kinds.kind_of(name) is None} == set()
    for one in kinds.KINDS:
        for pattern in one["files"]:
            assert any(kinds.fits(name, pattern) for name in files_of_tests()), pattern


def test_in_a_whole_run_there_are_about_as_many_of_each_kind(request):
    """A run of some tests says nothing of the others: a whole one has --all and every file."""
    ids = [item.nodeid for item in request.session.items]
    whole = request.config.getoption("--all") and files_of_tests() <= {name.partition("::")[0] for name in ids}
    said = {kind: tests for kind, (tests, _) in kinds.known().items()}
    found = kinds.counted(ids) if whole else said
    far = {kind: found[kind] for kind, tests in said.items() if abs(found[kind] - tests) > max(2, tests // 10)}
    assert far == {}, "run: bash tests/run.sh --all --keep-times"
