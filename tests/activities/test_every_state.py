"""What every activity says in every state to which a key brings it, and to readers who answer everything in one way:
kept as text in ``said/``, a file a notebook.

A change of a word, of a row or of a formula shows there as a line that is new or gone, as it does in a stored page.
After a wanted one: ``pytest tests/activities/test_every_state.py --keep-said``, and read the difference.
"""

import html
import math
import re
from collections import Counter
from functools import partial
from itertools import count
from pathlib import Path

import driver
import pytest
import readers
from seminar.activities import declared
from support import KEEP, kept_lines

SAID = Path(__file__).parents[1] / "said"
APART = re.compile(
    r"</?(?:br|caption|d[dlt]|details|div|figcaption|h\d|li|ol|option|p|summary|svg|t[dhr]|table|tbody|thead|ul)\b[^>]*>"
)
"""What parts one line from the next."""
CHANCE = re.compile(r"\b\d\d?:\d\d\b|(?<=verdict-)\w{8}(?=\.html)")
"""The time of day, and what a verdict is called."""
RIGHT = re.compile(r"<t[dh]\b[^>]*text-align:right[^>]*>")
"""Where a number stands flush right."""
PICTURE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
NAMED = re.compile(r'\baria-label="([^"]*)"')
"""What a screen reader says in place of something: a picture, a row of signs."""
SHAPE = re.compile(r"<(circle|ellipse|line|path|polygon|polyline|rect|text)\b")
PLACED = re.compile(r'\b(?:c?[xy][12]?|r|width|height|d|points|transform)="([^"]*)"')
"""Where a shape stands, and how large it is."""


def drawn(picture):
    """How many shapes of each kind there are in a picture, and the sum of all numbers that say where they stand."""
    places = [float(one) for found in PLACED.findall(picture) for one in re.findall(r"-?\d+(?:\.\d+)?", found)]
    shapes = Counter(SHAPE.findall(picture))
    return f"[picture] {', '.join(f'{shapes[kind]} {kind}' for kind in sorted(shapes))}; places {math.fsum(places):.0f}"


def lines(markup):
    """The lines of text in *markup*, a line for each picture, and one for each name that is not seen."""
    yield from map(drawn, PICTURE.findall(markup))
    for piece in (*NAMED.findall(markup), *APART.split(RIGHT.sub("<td>→ ", markup))):
        if text := " ".join(html.unescape(re.sub(r"<[^>]+>", " ", piece)).split()):
            yield CHANCE.sub("…", text)


def offered(part):
    """What one can do with a control."""
    match part.kind:
        case "range":
            return f"{part.labels[0]} to {part.labels[-1]} in {len(part.labels)} steps"
        case "choice" | "select" | "ladder":
            return "; ".join(option["text"] for option in part.options)
        case "tiles":
            return "; ".join(f"{tile['word']} {tile['was']}".strip() for row in part.tiles for tile in row)
        case "spots":
            return "; ".join(spot["text"] for spot in part.spots)
        case _:
            return ""


def stands_at(part):
    """What a control stands at."""
    if part.kind == "range":
        return part.state["shown"] or f"nothing, the handle at {part.labels[part.state['index']]}"
    value = part.state["shown"] if part.kind == "entry" else getattr(part, "value", "")
    return str(value) if value not in ("", None) else "nothing"


def replies(part):
    """What stands beside a control, or beside its options since something was checked, a line each."""
    if message := getattr(part, "state", {}).get("message"):
        yield from lines(f"{driver.name_of(part)}: {message}")
    for name in ("verdicts", "notes", "cards"):
        for option, said in getattr(part, name, {}).items():
            for one in said if isinstance(said, list) else [said]:
                told = [value for value in one.values() if isinstance(value, str)] if isinstance(one, dict) else [one]
                yield from lines(f"{driver.name_of(part)}, {option}: {'; '.join(told)}")


def seen(root):
    """Every line that stands in *root*; a control is the same wherever it stands."""
    found = {}
    for part in driver.standing(root).values():
        if part.kind == "pane":
            found.update((line, line) for line in lines(part.html))
        elif part.kind != "box":
            control = f"[{part.kind}] {driver.name_of(part)}: {offered(part)}".removesuffix(": ")
            found[control] = control if part.kind in driver.ONLY_PRESSED else f"{control} ({stands_at(part)})"
            found.update((line, line) for line in replies(part))
    return found


def every_state(cell, begin):
    """All that the activity in *cell* says: under each step what it brings that no step before has brought."""
    found, known, root, reader = [f"# {cell}"], set(), None, ""

    def after(step, fault=""):
        told = {**seen(root), **({fault: fault} if fault else {})}
        brought = {key: line for key, line in told.items() if key not in known}
        known.update(brought)
        found.extend([f"## {step}", *brought.values()] if brought else [])

    def begun():
        nonlocal root
        root = begin()
        after("At the start")
        return root

    def drive(one, part, move):
        fault = driver.heard(part, move.event) if move.event is not None else ""
        after(f"{reader}{one.name}: {move.option}", fault)

    driver.through(cell, begun, drive)
    for name, at in readers.ANSWERS.items():
        reader = f"{name}. "
        readers.answers(begun(), at, drive)
    for name, steps in readers.WAYS.get(cell, {}).items():
        reader = f"{name}. "
        readers.goes(begun(), steps, drive)
    return found


@pytest.mark.parametrize("name", driver.ACTIVITIES)
def test_every_state_says_what_it_said(name, tmp_path, monkeypatch, request):
    driver.without_a_room(monkeypatch)
    folders = count()

    def begin(cell):
        driver.keep_answers_in(tmp_path / str(next(folders)), monkeypatch)
        return driver.shown_in(declared()[cell], cell)

    found = [line for cell in driver.ACTIVITIES[name] for line in every_state(cell, partial(begin, cell))]
    file = SAID / f"{name}.txt"
    assert found == kept_lines(file, found, request), KEEP
