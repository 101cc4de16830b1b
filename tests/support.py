"""What the tests share: where the pack is, its notebooks as files, and how to forget what is cached."""

import html
import re
import secrets
import socket
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from types import ModuleType

import nbformat
import yaml
from seminar.answers import store
from seminar.course.questions import replies
from seminar.data import records
from seminar.data.package import notebooks
from seminar.data.stored import LATER
from seminar.screen.controls import Button, Choice, Control, Pane
from seminar.screen.live import Part

PACK = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((PACK / "pyproject.toml").read_text("utf-8"))["project"]


@cache
def tracked() -> tuple[str, ...]:
    """Every file of the pack that Git tracks, below its folder. Fails with the way to get a checkout where none is."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PACK, capture_output=True, text=True)
    found = tuple(path for path in listed.stdout.split("\0") if path and (PACK / path).is_file())
    assert found, f"The tests look at what Git tracks, and Git tracks nothing here. {NO_CHECKOUT}"
    return found


NO_CHECKOUT = "In an unpacked archive run this first: git init --quiet && git add ."


def caches() -> list:
    """Every function of the pack that keeps what it has once read or made, of all modules that are loaded."""
    loaded = [module for name, module in sys.modules.items() if name.partition(".")[0] == "seminar"]
    return _caches_in(tuple(loaded))


@cache
def _caches_in(modules: tuple[ModuleType, ...]) -> list:
    found = [value for module in modules for value in vars(module).values()]
    return [one for one in found if callable(getattr(type(one), "cache_clear", None))]


def forget() -> None:
    """Empty every cache, as a new kernel would."""
    for kept in caches():
        kept.cache_clear()
    store.new_session()


LOOPBACK = "127.0.0.1"


def free_ports():
    """The first of two neighbouring ports that nobody has; both lie below those that a system gives out by itself, so
    that none is gone before it is used."""
    while True:
        port = secrets.choice(range(20_000, 32_000, 2))
        with closing(socket.socket()) as one, closing(socket.socket()) as other, suppress(OSError):
            one.bind((LOOPBACK, port))
            other.bind((LOOPBACK, port + 1))
            return port


PATHS = notebooks()
NAMES = [path.name for path in PATHS]


KEEP = "where the new words are right, write them anew with --keep-said, and read the difference"


def kept_lines(file, found, request):
    """The lines that are kept in *file*, which with ``--keep-said`` are those just *found*."""
    if request.config.getoption("keep_said"):
        file.parent.mkdir(exist_ok=True)
        file.write_text("".join(f"{line}\n" for line in found), "utf-8")
    return file.read_text("utf-8").splitlines()


def read(path):
    return nbformat.read(path, as_version=4)


def role(cell):
    (tag,) = cell.metadata.get("tags", [])
    return tag


def stored_text(notebook):
    """All that the stored still views of a notebook say, also after a guess, without markup and tables of evidence."""
    cells = [cell for cell in notebook.cells if role(cell) != "data"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    markup = [f"{output.data['text/html']} {output.metadata.get(LATER, '')}" for output in outputs]
    return re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", " ".join(markup), flags=re.DOTALL))


def typed(settings, name, text):
    """The control of the setting *name* after *text* was typed into its box."""
    (setting,) = [setting for setting in settings if setting.name == name]
    control = setting.scale.control(setting.label, setting.default)
    control.hear({"text": text})
    return control


def below(view, kind):
    """All parts of *kind* in *view*, itself among them, in order."""
    return [part for part in view.tree() if isinstance(part, kind)]


def those(view, look):
    """The boxes in *view* that look so, in order."""
    return [part for part in view.tree() if part is not view and look in getattr(part, "classes", ())]


def checks(view):
    """The boxes of *view* in which something is checked."""
    return those(view, "seminar-check")


def sent(view):
    """All that a live view and the parts in it tell the page, as plain characters."""
    return html.unescape(" ".join(str(getattr(part, name)) for part in below(view, Part) for name in part.shown()))


FOLDED = re.compile(r"<details.*?</details>", re.DOTALL)


def words_to_read(view):
    """How many words a live view and all its steps and tabs hold, without what is folded up."""
    for button in below(view, Button):
        if button.label == "Skip the guess":
            button.press()
    said = [re.sub(r"<[^>]+>", " ", FOLDED.sub("", pane.html)) for pane in below(view, Pane)]
    said += [getattr(control, name, "") for control in below(view, Control) for name in ("label", "legend")]
    said += [option["text"] for choice in below(view, Choice) for option in choice.options]
    return len(" ".join(said).split())


_IN_TYPST = re.compile(r'#(?:box\(|text\(lang: "zh", region: "CN", )?"((?:[^"\\]|\\.)*)"\)?;')
_QUOTES = {"#smartquote(double: false);": "'", "#smartquote();": '"'}


def as_read(typst):
    """The source of a paper form with its words as they are read, and not as strings of Typst."""
    for drawn, quote in _QUOTES.items():
        typst = typst.replace(drawn, quote)
    return _IN_TYPST.sub(lambda words: re.sub(r"\\(.)", r"\1", words[1]), typst)


def records_of(path):
    return records.records(path.name[:2])


def for_teachers(found):
    """What only a teacher may read of a record: notes, replies, feedback, the run sheet, what to take care of."""
    match found:
        case records.SelfCheck():
            return [option.feedback for option in found.options]
        case records.Exercise():
            return [found.evidence_model, found.rubric.slip]
        case records.Instructor():
            return [*(words for step in found.run for words in (step.say, step.look, step.fix)), *found.sensitive]
        case records.Prompt():
            return [found.lookfor, *replies(found).values()]
    return []


def written_words():
    """Owner → its words, for every activity and every part that has some."""
    found = {
        key: one.words
        for number in records.notebooks_with_records()
        for key, one in records.records(number).items()
        if isinstance(one, records.Activity) and one.words
    }
    return {**found, **records.parts()}


def flat(texts):
    """Name → text, for every text, list and entry of a group."""
    for name, found in texts.items():
        if isinstance(found, Mapping):
            yield from ((f"{name}.{inner}", text) for inner, text in found.items())
        else:
            yield name, found


_PLANNED = {"minutes80": 5, "minutes40": 4, "self": 5, "paragraphs": [2], "print": "both"}
_VOTE = {
    **_PLANNED,
    "role": "prompt",
    "kind": "vote",
    "grouping": "Vote alone",
    "anonymous": True,
    "lookfor": "A split.",
}
CLAIMS_VOTE = {
    "01-vote": {
        **_VOTE,
        "title": "First vote",
        "options": ["true", "partly true", "not true", "cannot say"],
        "claims": ["C01", "C11", "C21", "C57"],
    },
    "01-w01b": {
        **_PLANNED,
        "role": "activity",
        "title": "Move the votes",
        "vote": "01-vote",
        "real": "the counts that you type",
        "invented": "the counts that the button loads",
        "assumed": "each person votes once in each round",
        "limit": "who moved, and why; two people who swap options",
        "words": yaml.safe_load((PACK / "data" / "teaching" / "01.yaml").read_text("utf-8"))["01-w01b"]["words"],
    },
    "01-revote": {
        **_VOTE,
        "title": "Second vote",
        "revote_of": "01-vote",
        "reply_for": "An outline of the government binds in practice, so I call it true.",
        "reply_against": "Only the congress makes laws, so I call it not true.",
    },
}
"""Records of a notebook with two votes on four claims and the activity that shows how they moved."""


def bare(words):
    """*words* without white space and without Markdown's signs, for comparison over line breaks."""
    return re.sub(r"[\s*]+", "", str(words))
