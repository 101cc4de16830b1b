"""Of small changes that are drawn by lot (``mutants.py``), nearly all are noticed by the tests that are about them."""

import json
import os
import subprocess
import sys
from collections import Counter

import pytest
from support import PACK

FEW, MANY = 8, 48
"""How many changes are drawn, a quarter of each kind: in every run, and with --all."""
NEEDED = 0.97
HELD = ("formula", "row")
"""The kinds of which so many must be noticed. Of keys and words it is told which were not."""


def seen(*words):
    """What ``mutants.py`` prints for each change, when it is called with *words*."""
    run = [sys.executable, PACK / "tests" / "mutants.py", *map(str, words)]
    environment = {**os.environ, "PYTHONPATH": str(PACK / "notebooks")}
    done = subprocess.run(run, cwd=PACK, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def told(tried):
    """How many were noticed of each kind, and then every change that was not, a line each."""
    drawn, caught = (Counter(one["kind"] for one in tried if one["by"] or every) for every in (True, False))
    yield ", ".join(f"{kind} {caught[kind]} of {count}" for kind, count in drawn.items())
    yield from (one["what"] for one in tried if not one["by"])


def test_changes_drawn_by_lot_are_noticed(request, capsys):
    """A few with a seed that is always the same, and every kind with --all; --mutants 300 --seed 11 draws others."""
    option = request.config.getoption
    every = option("all") or option("mutants")
    count, kinds = option("mutants") or (MANY if every else FEW), [] if every else ["--kinds", "|".join(HELD)]
    tried = seen("--mutants", count, "--seed", option("seed"), *kinds)
    with capsys.disabled():
        print(f"\nnoticed of the changes with seed {option('seed')}:", *told(tried), sep="\n")
    held = [one for one in tried if one["kind"] in HELD]
    assert len(held) == count // 4 * len(HELD)
    assert sum(bool(one["by"]) for one in held) >= NEEDED * len(held)


@pytest.mark.long
def test_where_nothing_is_changed_nothing_is_noticed():
    """The test above can fail: a copy is sound, and what is noticed there is the change."""
    tried = seen("--mutants", 4, "--seed", 7, "--unchanged")
    assert {one["kind"]: one["by"] for one in tried} == {"formula": "", "row": "", "key": "", "words": ""}
