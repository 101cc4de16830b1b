"""What the tests share, and that none of them meets anything of another: one window, and what forks the kernels."""

import os

import pytest
from playwright.sync_api import expect

FRESH = """
import sys
assert "pandas" in sys.modules, "imported before the fork"
assert not [name for name in sys.modules if name.partition(".")[0] == "seminar"], "left to each kernel"
import seminar
"""


def test_a_kernel_does_not_know_what_another_has_imported(lab, server):
    first = lab().open(server.make("first.ipynb", {"fresh": FRESH})).run().kernel_pid()
    assert lab().open(server.make("second.ipynb", {"fresh": FRESH})).run().kernel_pid() != first


def test_a_kernel_that_is_shut_down_is_gone(lab, server):
    pid = lab().open(server.make("gone.ipynb", {"fresh": FRESH})).kernel_pid()
    server.clear()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_nothing_stays_in_a_window_that_was_cleared(lab, server):
    opened = lab().open(server.make("left.ipynb", {"fresh": FRESH}))
    opened.page.evaluate("() => localStorage.setItem('left', 'here')")
    server.answers.mkdir()
    opened.clear()
    server.clear()
    expect(opened.page.locator(".jp-NotebookPanel")).to_have_count(0)
    assert opened.page.evaluate("() => localStorage.length") == 0
    assert not server.answers.exists()
