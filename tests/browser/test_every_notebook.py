"""Every notebook of the course in its five states, under the rules of axe-core, and from a wide to a narrow screen."""

import nbformat
import pytest
from lab import OVERFLOW, contrast, exported, violations
from playwright.sync_api import expect
from support import NAMES, PATHS, read, role

HIGH = 9000
"""Pixels: so high a window draws every cell."""
WIDTHS = (1366, 900, 683, 342)
"""Pixels; 683 and 342 are a 1366-pixel screen at 200 % and at 400 % zoom."""
SPACING = """
.jp-Notebook * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
.jp-Notebook p { margin-bottom: 2em !important; }"""
"""What a reader may set for text by WCAG 1.4.12."""


def activities(path):
    return [cell.id for cell in read(path).cells if cell.cell_type == "code" and role(cell) == "activity"]


@pytest.fixture
def copied(server, notebook):
    """A copy of a notebook under a name of the test's own."""
    return lambda path: server.copy(path.name, f"{path.stem}-{notebook}")


def assert_still(opened, keys, *, ran):
    """Every activity shows its still view and nothing else."""
    opened.expect_no_error(ran=ran)
    for key in keys:
        expect(opened.cell(key).locator(".still")).to_be_visible()
        expect(opened.cell(key).locator(".live")).to_have_count(0)


def assert_live(opened, keys):
    for key in keys:
        expect(opened.cell(key).locator(".live").first).to_be_visible()
        expect(opened.cell(key).locator(".still")).to_be_hidden()


NOTEBOOK = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook"


@pytest.fixture
def second_opinions(request):
    """What two other engines find in what is live on a page, where all tests run; they come by the network."""
    if not request.config.getoption("--all"):
        return lambda page: []
    opinions = request.getfixturevalue("opinions")
    return lambda page: opinions.of(page, "live", NOTEBOOK, ".live")


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_five_states_under_axe_and_at_any_width(path, lab, new_lab, server, window, copied, second_opinions, tmp_path):
    """A page is run once for all of this, since that costs most.

    Not run and untrusted it stands in a new window, where no run has left a style behind.
    """
    name, keys = copied(path), activities(path)
    server.sign(server.root / name)
    opened = lab(height=HIGH).open(name)
    assert violations(opened.page) == []
    assert_live(opened.run(), keys)
    assert violations(opened.page) == []
    assert second_opinions(opened.page) == []
    opened.theme("JupyterLab Dark")
    assert contrast(opened.page) == []
    opened.theme("JupyterLab Light")
    for width in WIDTHS:
        opened.resize(width, HIGH)
        assert_live(opened, keys)
        assert opened.page.evaluate(OVERFLOW) == [], f"{width} pixels wide"
        spaced = opened.page.add_style_tag(content=SPACING)
        assert opened.page.evaluate(OVERFLOW) == [], f"{width} pixels wide, with the text spaced out"
        spaced.evaluate("style => style.remove()")
    opened.save().shut_down_kernel().clear()  # else the page would find its kernel again, and be live
    changed = nbformat.read(server.root / name, as_version=4)
    changed.cells[0].source += "\n\nFrom elsewhere."
    nbformat.write(changed, server.root / f"untrusted-{name}")
    opened = new_lab()
    assert_still(opened.open(server.copy(path.name, f"not-run-{name}")), keys, ran=False)
    assert_still(opened.open(f"untrusted-{name}"), keys, ran=True)
    expect(opened.panel.get_by_role("paragraph").filter(has_text="From elsewhere.")).to_be_visible()
    assert_still(opened.open(name), keys, ran=True)
    page = window(offline=True)
    page.goto(exported(server.root / name, tmp_path).as_uri())
    for still in page.locator(".still.seminar-activity, .still .seminar-activity").all():
        expect(still).to_be_visible()
    expect(page.locator(".seminar-activity")).to_have_count(len(keys))


@pytest.mark.installation
def test_every_waiver_for_what_is_live_was_needed(request, opinions):
    """After every notebook was read; of some of them it says nothing."""
    here = [item for item in request.session.items if item.path == request.path and hasattr(item, "callspec")]
    if {item.callspec.id for item in here} == {*NAMES}:
        assert opinions.unneeded("live") == []
