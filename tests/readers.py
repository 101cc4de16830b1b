"""Readers of an activity who answer before they press, each in another way, and what each of them does next.

The driver of every control changes one thing after the other (``driver.py``), so it never hears what an activity says
to one whose answers are all too low, who answers nothing, or who has found what is right.
"""

from collections import Counter
from pathlib import Path

import driver
import yaml
from driver import Move

ANSWERS = {"Nothing answered": None, "All the first": 0, "All the last": -1}
"""Name of a reader → the place of the option that is taken everywhere; None for one who only presses."""
TIMES = 2
"""So often the same is done, since a button may bring the start back."""
WAYS = yaml.safe_load(Path(__file__).with_name("ways.yaml").read_text("utf-8"))
"""Cell → name of a way → its steps: a mapping of names of controls to what they are brought to, or a name to press."""


def _events(part):
    """What a control can hear, in the order of its options."""
    match part.kind:
        case "range":
            return [{"index": at} for at in (0, len(part.labels) - 1)]
        case "choice" | "select" | "ladder":
            return [{"value": option["id"]} for option in part.options]
        case "toggle":
            return [{"value": False}, {"value": True}]
        case "tiles":
            return [{"value": [row, column]} for row in range(len(part.rows)) for column in range(len(part.columns))]
        case "spots":
            return [{"value": spot["id"]} for spot in part.spots]
        case "entry" | "text":
            return [{"text": driver.WRITTEN}]
        case _:
            return [{}]


def _stands(part, event):
    """Whether a control holds already what *event* would bring."""
    if part.kind == "range":
        return bool(part.state["shown"]) and part.state["index"] == event["index"]
    value = part.state["shown"] if part.kind == "entry" else getattr(part, "value", None)
    return value in event.values()


def _wanted(part, at):
    """What somebody does with a control who takes the option *at* that place; every way to elsewhere is taken once."""
    events = _events(part)
    if driver.rank(part):
        return events
    return [] if at is None or not events else [events[at]]


def next_move(root, at, done):
    """The control to use next, its part and the move, where *done* counts what was done; None at the end."""
    open_ = [
        (driver.rank(part), place, one, part, Move(next(iter(event.values()), "pressed"), "", (), event))
        for place, part in driver.usable(root)
        for one in [driver.control(place, part)]
        for event in _wanted(part, at)
        if done[one, repr(event)] < TIMES and not _stands(part, event)
    ]
    return min(open_, key=lambda entry: entry[:2])[2:] if open_ else None


def answers(root, at, drive):
    """Go through the activity in *root* as the reader who takes the option *at* that place everywhere."""
    done = Counter()
    while found := next_move(root, at, done):
        one, part, move = found
        done[one, repr(move.event)] += 1
        drive(one, part, move)


def _offered(part, wanted):
    """What a control can be brought to; anything may be typed or pressed."""
    return [option["id"] for option in part.options] if hasattr(part, "options") else [wanted]


def goes(root, steps, drive):
    """Go through the activity in *root* by *steps*."""
    for step in steps:
        for name, wanted in (step if isinstance(step, dict) else {step: "pressed"}).items():
            named = [(place, part) for place, part in driver.usable(root) if driver.name_of(part) == name]
            found = [(place, part) for place, part in named if wanted in _offered(part, wanted)]
            if not found:
                there = sorted({driver.name_of(part) for _, part in driver.usable(root)})
                raise LookupError(f"“{name}” does not stand there for “{wanted}”. These do: {'; '.join(there)}")
            place, part = found[0]
            event = {"text": str(wanted)} if part.kind in ("range", "entry", "text") else {"value": wanted}
            drive(driver.control(place, part), part, Move(wanted, "", (), event))
