"""What a cell of the lab calls: whether all is there, what a check says, and what an error means in one sentence."""

import logging
import re
import sys
import warnings
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from types import TracebackType
from typing import Any, NamedTuple

import htpy as h
import pandas as pd
from IPython import get_ipython
from IPython.core.interactiveshell import InteractiveShell

from seminar.commands import install
from seminar.data.frames import facts, frame
from seminar.data.records import LabTask, lab
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.lab.checks import CHECKS, NOT_YET, Remark, looked_at
from seminar.lab.errors import EXPLAINED, explained
from seminar.screen.page import Output, forgiving
from seminar.surroundings import in_browser

prose = Words("lab")

STILL, RIGHT = "4px solid #1b5e8c", "8px double #1a7f37"
"""The bar beside what is said: that of a right answer differs in form too."""


class Verdict(NamedTuple):
    """Whether an answer is *right*, and what the check *says*."""

    right: bool
    says: str


@forgiving
def ready() -> Output:
    """Say whether the lab has what it needs; from now on errors and warnings of pandas are one sentence each, and its
    tables can be read aloud."""
    shell = get_ipython()
    if shell is not None:
        shell.set_custom_exc(EXPLAINED, _explain)
        shell.display_formatter.formatters["text/html"].for_type(pd.DataFrame, _shown)
        pd.set_option("display.max_colwidth", None)  # or what a column holds would end in dots
        warnings.showwarning = _warn
        logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # a new computer lists its fonts, slowly
    if find_spec("matplotlib"):
        return _told(prose("ready"))
    return _told(prose("no-pictures-here") if in_browser() else prose("no-library", command=install("lab")))


@forgiving
def check(key: str) -> Output:
    """What the check of the task *key* says of the answer as it is now."""
    found = verdict(key, _names())
    return _told(found.says, RIGHT if found.right else STILL)


def demand(key: str) -> None:
    """Raise AssertionError with what the check of the task *key* says, unless the answer is right. For marking."""
    found = verdict(key, _names())
    assert found.right, found.says


def _shown(table: pd.DataFrame) -> str:
    """*table* as pandas shows it, but an empty corner is no heading: it would be read aloud as one."""
    return str(table._repr_html_()).replace("<th></th>", "<td></td>")


def _told(words: str, bar: str = STILL) -> Output:
    parts = [h.code[part] if i % 2 else part for i, part in enumerate(words.split("`"))]
    return Output(h.p(role="status", style=f"border-left:{bar};padding-left:12px")[parts], words)


def _names() -> Mapping[str, Any]:
    shell = get_ipython()
    return shell.user_ns if shell else {}


def verdict(key: str, names: Mapping[str, Any]) -> Verdict:
    """What the check of the task *key* says, where the cells that ran have given these *names*.

    Raises SeminarError for a task that the lab does not have.
    """
    if key not in CHECKS:
        raise SeminarError(prose("no-task", key=key, keys=", ".join(CHECKS)))
    task = lab().tasks()[key]
    if task.name not in names:
        return Verdict(False, prose("no-name", name=task.name))
    answer = names[task.name]
    if answer is ... or answer is None:
        return Verdict(False, prose("not-yet", name=task.name))
    found = looked_at(key, answer)
    if found is None:
        return Verdict(True, prose("right"))
    return Verdict(False, _changed(key, names) or _words(task, found))


def _changed(key: str, names: Mapping[str, Any]) -> str:
    """That a table which the task *key* uses is not as it was loaded, or as its cell makes it; "" if all are."""
    task = lab().tasks()[key]
    for name, table in _tables_for(key).items():
        if name in names and not (isinstance(names[name], pd.DataFrame) and names[name].equals(table)):
            loaded = task.tables.get(name)
            return prose("changed", name=name, table=loaded) if loaded else prose("changed-made", name=name)
    return ""


@cache
def _tables_for(key: str) -> dict[str, pd.DataFrame]:
    """Name → table, for each that the task *key* speaks of: as its file has it, or as the cells above make it."""
    made: dict[str, Any] = {"pd": pd, "facts": facts, "frame": frame, "lab": sys.modules[__package__]}
    for one, task in lab().tasks().items():
        made |= {name: frame(table) for name, table in task.tables.items()}
        exec(task.given or "", made)
        if one == key:
            break
    spoken_of = {*re.findall(r"\w+", f"{task.look} {task.given} {task.task}"), *task.tables}
    return {name: table for name, table in made.items() if name in spoken_of and isinstance(table, pd.DataFrame)}


def _words(task: LabTask, found: str) -> str:
    if found is NOT_YET:
        return prose("not-yet", name=task.name)
    return prose("wrong", says=found if isinstance(found, Remark) else task.replies[found].says)


def _explain(
    shell: InteractiveShell, kind: type[Exception], error: Exception, tb: TracebackType, tb_offset: int | None = None
) -> None:
    said = explained(error, shell.user_ns)
    if said:
        shell._showtraceback(kind, error, [said])
    else:
        shell.showtraceback((kind, error, tb), tb_offset=tb_offset)


def _warn(message: Warning | str, *_: Any, **__: Any) -> None:
    print(prose("warning", words=str(message).strip().splitlines()[0]))
