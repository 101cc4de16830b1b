"""A day of tasks after a tool has been taken away: the best substitute, or another person, or nothing.

What it stands for: somebody with four tools at most (an app for everything, a phone without it, a bank card, cash).
Formulas: a task takes the minutes of the task with a tool plus the extra minutes of the person with that tool there; it
is done with the tool that takes least. The app needs the phone, so whoever loses the phone loses both. Without any tool
another person does the task, if there is one and the task allows it; else it is not possible. A task is *slower* if it
takes more minutes than before anything was taken away.
Source: the pack's own model; people, places and minutes are invented (data/invented/day_tasks.csv, day_profiles.csv).
What it leaves out: habit, shame, queues, fees, tasks that depend on each other, and what a helper's time costs.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

TOOLS = ("app", "phone", "card", "cash")
SAME, SLOWER, PERSON, IMPOSSIBLE = "same", "slower", "needs another person", "not possible"
RESULTS = (SAME, SLOWER, PERSON, IMPOSSIBLE)

Cells = Mapping[str, Any]
"""A row: minutes under each of ``TOOLS`` (missing where it does not work), "yes" or "no" under ``helper``."""


class Way(NamedTuple):
    """How a task is done: with which *tool* in how many *minutes*; without a tool, whether another *person* does it."""

    tool: str | None
    minutes: int
    person: bool = False


class Done(NamedTuple):
    """One task *before* and *after* a removal: the ways, the *result* (one of ``RESULTS``) and the minutes *added*."""

    before: Way
    after: Way
    result: str
    added: int


def lost(removed: Collection[str]) -> frozenset[str]:
    """All tools that are gone with *removed*: without the phone there is no app. Raises ValueError for other words."""
    if unknown := set(removed) - set(TOOLS):
        raise ValueError(f"no such tool: {sorted(unknown)}; there are {', '.join(TOOLS)}")
    return frozenset(removed) | ({"app"} if "phone" in removed else set())


def way(task: Cells, person: Cells, removed: Collection[str] = ()) -> Way:
    """The quickest way to do *task* for *person* without the *removed* tools; ties go to the first of ``TOOLS``."""
    gone = lost(removed)
    minutes = {
        tool: task[tool] + person[tool] for tool in TOOLS if tool not in gone and tool in task and tool in person
    }
    if minutes:
        tool = min(minutes, key=minutes.__getitem__)
        return Way(tool, minutes[tool])
    return Way(None, 0, task["helper"] == person["helper"] == "yes")


def done(task: Cells, person: Cells, removed: Collection[str]) -> Done:
    """*task* for *person* before and after the tools in *removed* are taken away."""
    before, after = way(task, person), way(task, person, removed)
    if after.tool is None:
        return Done(before, after, PERSON if after.person else IMPOSSIBLE, 0)
    added = after.minutes - before.minutes
    return Done(before, after, SLOWER if added else SAME, added)


def changed(results: Iterable[Done]) -> bool:
    """Whether a day is another one: some task that a person did alone takes longer or cannot be done alone."""
    return any(done.before.tool is not None and done.result != SAME for done in results)
