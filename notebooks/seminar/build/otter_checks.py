"""The checks of the data lab in the format of otter-grader, for whoever marks with that: a file for each task.

Each says whether the check of the lab finds the answer right, which students see, and the hidden checks of the task,
which they do not; made from ``data/teaching/lab.yaml`` like the rest of the lab. The format is otter-grader’s “OK
format”: a Python file with a dictionary ``test`` whose cases are doctests.
"""

from functools import partial
from pprint import pformat

from seminar.build.targets import Text
from seminar.data.records import LabTask, lab

FOLDER = "handouts/instructor/otter"


def others() -> list[Text]:
    """The file of each task, which the pack does not hold: it is made for whoever asks."""
    return [Text(f"{FOLDER}/{key}.py", partial(check, key, task)) for key, task in lab().tasks().items()]


def check(key: str, task: LabTask) -> str:
    """The file of the *task* of that *key*; all of its points, or none."""
    shown = f'from seminar import lab\nlab.demand("{key}")\n'
    cases = [{"code": _doctest(code), "hidden": hidden} for code, hidden in ((shown, False), (task.hidden, True))]
    test = {"name": key, "points": task.points, "all_or_nothing": True, "suites": [{"type": "doctest", "cases": cases}]}
    return f"OK_FORMAT = True\n\ntest = {pformat(test, sort_dicts=False, width=120)}\n"


def _doctest(code: str) -> str:
    return "".join(f">>> {line}\n" for line in code.splitlines())
