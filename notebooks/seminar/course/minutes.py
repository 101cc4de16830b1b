"""What a part of a session needs: words are read at 130 a minute, and each thing that one does takes its time.

The rates are the pack's own and assumed, not measured; a class that is timed may say better ones.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from nbformat import NotebookNode

from seminar.data.records import (
    Activity,
    Briefing,
    Data,
    Length,
    OpenPrompt,
    Record,
    SelfCheck,
    Steelman,
    Step,
    Vote,
)

RATES = {
    "word": 1 / 130,
    "guess": 0.5,
    "choice": 0.2,
    "move": 0.3,
    "sentence": 1.5,
    "talk": 1.0,
    "seats": 2.0,
    "vote": 2.0,
    "result": 2.0,
    "table": 0.5,
    "turn": 0.5,
}
"""Minutes for a word that is read, a guess, a choice with its check, a control moved and its result looked at, a
sentence written, a minute of talk, seats that are moved, a vote alone, its result, a table or picture in which one
finds one's way before its words are read, and the turn to a new part with its sheet or its place on the screen."""

AT_HOME = 180
"""Words a minute that one reads alone at home."""
MOST_AT_HOME = 2_500
"""Words that are read between two sessions, at the most."""
SLACK = 0.05
"""The share of a slot that no plan fills."""

_BESIDE = re.compile(r"\]\([^)]*\)|[*_`#|\[\]]")
_FOLDED = re.compile(r"<(details|style)\b.*?</\1>", re.DOTALL)


def needed(does: Mapping[str, int]) -> float:
    """Minutes for what one *does*: kind (of ``RATES``) → how many."""
    return sum(RATES[kind] * count for kind, count in does.items())


def most_in(slot: int) -> int:
    """Minutes that may be planned in a *slot*: 76 of 80."""
    return int(slot * (1 - SLACK))


def words_in(cell: NotebookNode) -> int:
    """How many words a *cell* says as it stands: prose without its links, a stored view without what is folded up."""
    outputs = (output.get("data", {}).get("text/html", "") for output in cell.get("outputs", []))
    said = _BESIDE.sub(" ", cell.source) if cell.cell_type == "markdown" else _FOLDED.sub(" ", " ".join(outputs))
    return len(re.sub(r"<[^>]+>", " ", said).split())


def held(step: Step, found: Mapping[str, Record], given: Mapping[str, int]) -> list[str]:
    """The cells of *step* that a session holds which gives to cells the minutes *given*.

    These are the cells with minutes, and the prose that leads to one of them.
    """
    kept, leading = list[str](), list[str]()
    for key in step.cells:
        if given.get(key):
            kept += [*leading, key]
        if given.get(key) or isinstance(found[key], Activity | Data | Vote):
            leading = []
        elif isinstance(found[key], Briefing):
            leading.append(key)
    return kept


def counted(
    step: Step, keys: Iterable[str], found: Mapping[str, Record], cells: Mapping[str, NotebookNode], length: Length
) -> Counter[str]:
    """All that is done in a *step* in which a session holds *keys*, by kind, as in ``RATES``."""
    total = Counter[str](step.of(length).does)
    total["turn"] += 1
    for key in keys:
        total.update(dict(_done(key, found[key], cells, length)))
        if _shows_votes(found[key]):
            total["result"] = 0
    return total


def _shows_votes(found: Record) -> bool:
    """Whether an activity is how a class sees the result of its two votes."""
    return isinstance(found, Activity) and found.vote is not None


def _done(key: str, found: Record, cells: Mapping[str, NotebookNode], length: Length) -> Iterator[tuple[str, int]]:
    match found:
        case Activity():
            yield from found.does.get(length, found.does.get("self", {})).items()
            return
        case Vote():
            boxes = [key, f"{key}-box"]
            yield "vote", 1
            yield from [("result", 1)] if found.revote_of else []
        case SelfCheck():
            boxes = [key]
            yield "choice", 1
        case Steelman():
            boxes = [key]
            yield "sentence", 1  # half of a class writes two, and then both cases are read aloud
            yield "talk", 1
        case OpenPrompt():
            boxes = [key]
            yield "talk", 2
        case Data():
            boxes = [key]
            yield "table", 1
        case _:
            boxes = [key]
    replies = sum(len(option.feedback.split()) for option in found.options) if isinstance(found, SelfCheck) else 0
    yield "word", sum(words_in(cells[box]) for box in boxes if box in cells) + replies
