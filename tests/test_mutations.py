"""Of small changes that are drawn by lot (``mutants.py``), nearly all are noticed by the tests that are about them."""

import json
import os
import subprocess
import sys
from collections import Counter

import pytest
from support import PACK

FEW, MANY, NEEDED = 4, 40, 0.97


def seen(*words):
    """What ``mutants.py`` prints for each change, when it is called with *words*."""
    run = [sys.executable, PACK / "tests" / "mutants.py", *map(str, words)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (PACK / "notebooks", PACK / "tests")))}
    done = subprocess.run(run, cwd=PACK, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_changes_drawn_by_lot_are_noticed(request, capsys):
    """A few with a seed that is always the same, many with --all; --mutants 300 --seed 11 draws others."""
    many = MANY if request.config.getoption("all") else FEW
    count, seed = request.config.getoption("mutants") or many, request.config.getoption("seed")
    tried = seen("--mutants", count, "--seed", seed)
    kinds, missed = Counter(one["kind"] for one in tried), [one["what"] for one in tried if not one["by"]]
    caught = Counter(one["kind"] for one in tried if one["by"])
    with capsys.disabled():
        shares = ", ".join(f"{kind} {caught[kind]} of {drawn}" for kind, drawn in kinds.items())
        print("", f"changes noticed with seed {seed}: {shares}", *missed, sep="\n")
    assert len(tried) >= count - len(kinds)
    assert len(missed) <= (1 - NEEDED) * len(tried), missed


@pytest.mark.long
def test_where_nothing_is_changed_nothing_is_noticed():
    """The test above can fail: a copy is sound, and what is noticed there is the change."""
    tried = seen("--mutants", 4, "--seed", 7, "--unchanged")
    assert {one["kind"]: one["by"] for one in tried} == {"formula": "", "row": "", "key": "", "words": ""}
