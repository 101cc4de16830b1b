"""W00b: fourteen invented sentences to sort: fact, value, prediction, figure of speech, or a mixture."""

from functools import cache

import htpy as h
import ipywidgets as widgets
import yaml

from seminar.activities.workbench import live_frame, still_frame
from seminar.answers import Store, store
from seminar.controls import Pane
from seminar.package import read_text
from seminar.page import Output, forgiving
from seminar.questions import Record, check_box, checked_choice, record

TYPES = {
    "fact": "a checkable fact",
    "value": "a value judgement",
    "prediction": "a prediction",
    "figure": "a figure of speech",
    "split": "a mixture: split it",
}


@cache
def sentences() -> list[Record]:
    """The sentences in order: their text, their key (one of TYPES) and a reason."""
    return yaml.safe_load(read_text("teaching/sentences.yaml"))["sentences"]


@forgiving
def sort_the_sentences() -> Output:
    """The sentence sorter: one choice for each sentence; the reason appears after it is checked."""
    found = record("00-w00b", "activity")
    still = still_frame(
        found,
        h.p["Say for each sentence whether it is ", ", ".join(TYPES.values()), "."],
        h.ol[(h.li[sentence["text"]] for sentence in sentences())],
        h.p["Run this cell to sort, or sort on paper."],
    )
    return Output(still, f"{found['title']}. Run this cell to sort them.", lambda: _live(found, store("00")))


def question(number: int) -> str:
    """The name under which the choice for sentence *number* (from 1) is saved."""
    return f"00-w00b-{number:02}"


def tally(answers: Store) -> str:
    """How many sentences are sorted and how many of these match; an empty one counts as neither."""
    pairs = [(checked_choice(answers, question(i)), sentence["key"]) for i, sentence in enumerate(sentences(), 1)]
    done = [chosen == key for chosen, key in pairs if chosen]
    return f"Sorted: {len(done)} of {len(pairs)}. Same as our key: {sum(done)}."


def _in_words(answers: Store) -> h.Renderable:
    def line(number: int, sentence: Record) -> str:
        chosen = checked_choice(answers, question(number))
        if not chosen:
            return f"{sentence['text']} Not sorted."
        return f"{sentence['text']} You chose: {TYPES.get(chosen, chosen)}. {sentence['reason']}"

    return h.ol[(h.li[line(i, sentence)] for i, sentence in enumerate(sentences(), 1))]


def _box(number: int, sentence: Record, answers: Store) -> widgets.Widget:
    options = [
        (
            key,
            {
                "text": words,
                "correct": key == sentence["key"],
                "feedback": sentence["reason"] if key == sentence["key"] else "",
            },
        )
        for key, words in TYPES.items()
    ]
    stem = f"{number}. {sentence['text']}"
    return check_box(question(number), {"stem": stem}, options, answers)


def _live(found: Record, answers: Store) -> widgets.Widget:
    line, words = Pane(announce=True), Pane()

    def redraw() -> None:
        line.html = str(h.p(".seminar-finding")[tally(answers)])
        words.html = str(h.details[h.summary["All sentences in words"], _in_words(answers)])

    boxes = [_box(i, sentence, answers) for i, sentence in enumerate(sentences(), 1)]
    answers.watch(redraw)
    redraw()
    return live_frame(found, *boxes, line, words)
