"""The kernels of these tests: each a process of its own that has not seen the pack before, and that ends when told."""

import os

import pytest

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
