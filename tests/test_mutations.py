"""Of small changes drawn by lot (``mutants.py``), nearly all are noticed: by a page, by what is kept, or by a test."""

import json
import os
import random
import subprocess
import sys
from collections import Counter

import mutants
from support import PACK

FEW, MANY, NEEDED = 15, 75, 0.97


def test_nothing_is_noticed_where_nothing_is_changed():
    for number in mutants.PAGES:
        cells = tuple(mutants.said.cells(number))[:2]
        assert mutants.noticed(mutants.Mutant("row", "nothing", lambda: None, (number,), (), cells)) == ""


def test_a_change_that_no_page_and_no_test_looks_at_is_noticed_by_nobody():
    """The test below can fail: blind to pages and tests, nobody sees a change of a row."""
    changed = mutants.row_mutant(random.Random(7))
    assert mutants.noticed(changed)
    assert mutants.noticed(mutants.Mutant("row", changed.what, changed.make, ())) in ("", "calculation")


def test_changed_rows_keys_words_and_formulas_are_noticed(request, capsys):
    """15 changes of each kind, with --all 75; --seed draws others."""
    seed, each = request.config.getoption("--seed"), MANY if request.config.getoption("--all") else FEW
    run = [sys.executable, PACK / "tests" / "mutants.py", str(seed), str(each)]
    environment = {**os.environ, "PYTHONPATH": str(PACK / "notebooks")}
    done = subprocess.run(run, cwd=PACK, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    tried = [json.loads(line) for line in done.stdout.splitlines()]
    missed = [f"{one['kind']}: {one['what']}" for one in tried if not one["by"]]
    kinds = Counter(one["kind"] for one in tried if one["by"])
    with capsys.disabled():
        print(f"\n{len(tried) - len(missed)} of {len(tried)} changes noticed (seed {seed}): {dict(kinds)}")
    assert len(tried) == each * len(mutants.KINDS)
    assert len(missed) <= (1 - NEEDED) * len(tried), "\n".join(missed)
