"""All that a cell says: its live view while every control is operated, its form on paper, and its key.

Every button is pressed at the start; then each control goes to both ends or through every option, and each button is
pressed again. ``tests/said/07.txt`` keeps it, cell by cell, each line once and in the order of its coming.
"""

import html
import re
import shutil
from pathlib import Path

import htpy as h
from seminar import activities, check
from seminar.answers import store
from seminar.data.package import notebooks
from seminar.errors import SeminarError
from seminar.paper.forms import form
from seminar.screen.controls import Button, Choice, Control, Entry, Range, Switch, TextArea
from support import as_read, below, read

FOLDER = Path(__file__).parent / "said"
WORDS = {"activities": activities, "check": check}
HEAD = "\n## {}\n"
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|code|em|i|span|strong|sub|sup|tspan)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
_WORD = re.compile(r"(?<!\S)\W*[^\W\d_]{3,}\W*(?!\S)")
_CLOCK = re.compile(r"(?<=Saved, )\d\d:\d\d")


def cells(notebook):
    """Id → source of every cell of the notebook of that number whose live view is operated."""
    (path,) = [path for path in notebooks() if path.name.startswith(notebook)]
    found = [cell for cell in read(path).cells if cell.cell_type == "code"]
    return {cell.id: cell.source for cell in found if cell.source.startswith(tuple(WORDS))}


def text_of(notebook):
    """What is kept for a notebook: all that its cells say now."""
    return "".join(HEAD.format(key) + "\n".join([*said(key, source), ""]) for key, source in cells(notebook).items())


def kept(notebook):
    """Id of a cell → the lines that are kept of it."""
    parts = re.split(r"\n## (.+)\n", (FOLDER / f"{notebook}.txt").read_text("utf-8"))
    return {key: lines.splitlines() for key, lines in zip(parts[1::2], parts[2::2], strict=True)}


def said(key, source):
    """Every line of the cell *key* with that *source*, with no answers there."""
    shutil.rmtree(store.answers_folder(), ignore_errors=True)
    store.new_session()
    view = eval(source, dict(WORDS)).live()
    lines = dict.fromkeys(shown(view))
    for button in below(view, Button):
        lines |= after(view, button)
    operated = []
    while waiting := [control for control in below(view, Control) if control not in operated]:
        operated.append(waiting[0])
        lines |= after(view, waiting[0])
    return list(lines | dict.fromkeys(on_paper(key)))


def after(view, control):
    """The lines on the page after each thing that can be done with *control*, with what is said against it."""
    lines = {}
    for event in events(control):
        try:
            control.hear(event)
        except SeminarError as error:
            lines[str(error)] = None
        lines |= dict.fromkeys(shown(view))
    return lines


def on_paper(key):
    """The lines of the form and of the key of an activity."""
    declared = activities.declared().get(key)
    if declared:
        yield from as_read(form(key)).splitlines()
        yield from lines_of(str(h.fragment[declared.key()]) if declared.key else "")


def events(control):
    """What a reader can do with *control*: both ends of a scale and back, every option, a text, a press."""
    match control:
        case Button():
            return [{}]
        case Range():
            last = len(control.scale.steps) - 1
            return [{"index": 0}, {"index": last}, {"index": control.scale.nearest(control.default)}]
        case Choice():
            return [{"value": option["id"]} for option in control.options]
        case Switch():
            return [{"value": not control.value}, {"value": control.value}]
        case Entry():
            return [{"text": text} for text in ("20", "a word", *(text for text, _ in control.suggestions[:1]))]
        case TextArea():
            return [{"text": "A sentence of a reader."}]
    return []


def shown(view):
    """The lines on the page now, in the order of their parts."""
    for part in view.tree():
        for name in sorted(part.shown()):
            for text in texts(getattr(part, name)):
                yield from lines_of(text)


def texts(value):
    """Every text in a trait, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in texts(one))
    elif isinstance(value, list | tuple):
        yield from (text for one in value for text in texts(one))


def lines_of(markup):
    """The pieces of *markup* between its blocks that hold a word; a name for a script alone is none."""
    for piece in _TAG.split(_INLINE.sub("", _STYLE.sub("", markup))):
        line = _CLOCK.sub("hh:mm", " ".join(html.unescape(piece).split()))
        if _WORD.search(line):
            yield line
