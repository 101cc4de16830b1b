"""W03a: ten short clips of two interviews; find the English of each, and name what happened on the way."""

import random
from functools import partial

import htpy as h

from seminar.answers.saved import Saved
from seminar.answers.store import Store, store
from seminar.course.questions import block, pane, text_area
from seminar.course.sources import fact_links
from seminar.data.evidence import Row, rows
from seminar.data.records import Activity, record
from seminar.models.translation import LOST, MARKS, NONE, Answer, judged, lost
from seminar.screen.controls import Button, Choice, Pane, Select, option_list
from seminar.screen.live import Box, Part
from seminar.screen.page import Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import live_frame, running_result, still_frame

CELL = "03-w03a"
SEED = 3
GLOSS, CHINESE = "gloss", "chinese"
MODES = ((GLOSS, "gloss mode: with pinyin, word by word and our gloss"), (CHINESE, "I read Chinese: the signs alone"))
MEANING = {
    "kept": "the point is there",
    "shifted": "it points to something else",
    "softened": "the same point in weaker words",
    "added": "the English says more",
    "missing": "a part, or all, is not there",
}
"""Mark → what it means."""
SPEAKERS = ("G", "Z")
NOTHING = "(nothing)"
NO_MOTIVE = "The clips were chosen, not drawn, so the numbers of G and Z must not be compared."
UNKNOWN = "Who made the English, and why it differs, is not known; so nobody guesses."


def clips() -> list[Row]:
    """The ten clips in order."""
    return rows("clips")


def number(clip: Row) -> int:
    """The number of a clip, as a reader names it."""
    return int(clip.id.removeprefix("clip-"))


def english(clip: Row) -> str:
    """What stands in the essay's English for a clip."""
    return clip.cells.get("essay_english", NOTHING)


def own_english(clip: Row) -> str:
    """The choice that is right for a clip: its own id, or NONE where nothing stands for it."""
    return clip.id if "essay_english" in clip.cells else NONE


def accepted(clip: Row) -> list[str]:
    """The marks that fit a clip, the best one first."""
    return clip.cells["marks"].split(";")


def offered() -> list[tuple[str, str]]:
    """Every English on offer, shuffled in an order that does not change, and last the choice of nothing."""
    found = [(clip.id, english(clip)) for clip in clips() if own_english(clip) != NONE]
    random.Random(SEED).shuffle(found)
    return [*found, (NONE, NOTHING)]


def mark_options() -> list[tuple[str, str]]:
    """The five marks with their meaning."""
    return [(mark, f"{mark}: {MEANING[mark]}") for mark in MARKS]


def question(clip: Row) -> str:
    """The name under which the answer to a clip is saved."""
    return f"{CELL}-{number(clip):02}"


def saved(answers: Store, clip: Row) -> tuple[Answer, bool]:
    """What is chosen for a clip ("" where nothing is), and whether it is checked."""
    value = answers.parts(question(clip))
    known = dict(offered())
    found = Answer(*(str(value.get(part, "")) for part in ("english", "mark")))
    found = Answer(found.english if found.english in known else "", found.mark if found.mark in MARKS else "")
    return found, bool(value.get("checked")) and all(found)


def checked(answers: Store) -> dict[str, Answer]:
    """Clip id → answer, for every clip that is checked."""
    found = {clip.id: saved(answers, clip) for clip in clips()}
    return {key: answer for key, (answer, done) in found.items() if done}


def losses(marks: dict[str, str]) -> str:
    """In how many clips of each speaker something is lost by *marks* (clip id → mark), each out of all of theirs."""

    def one(speaker: str) -> str:
        theirs = [clip for clip in clips() if clip.cells["speaker"] == speaker]
        return f"{lost(marks[clip.id] for clip in theirs if clip.id in marks)} of {len(theirs)} clips of {speaker}"

    return " and in ".join(map(one, SPEAKERS))


def tally(answers: Store) -> str:
    """How many clips are checked, how many pairs are found and how many marks fit."""
    done = checked(answers)
    found = [judged(done[clip.id], own_english(clip), accepted(clip)) for clip in clips() if clip.id in done]
    pairs, marks = sum(one.pair for one in found), sum(one.mark for one in found)
    return f"Checked: {len(done)} of {len(clips())}. English found: {pairs}. Marks that fit: {marks}"


def text(answers: Store) -> str:
    """The result in full sentences; our own marks are counted once every clip is checked."""
    done = checked(answers)
    words = [f"{tally(answers)}."]
    if done:
        mine = {key: answer.mark for key, answer in done.items()}
        words.append(f"By your marks something is lost ({' or '.join(LOST)}) in {losses(mine)}.")
    if len(done) == len(clips()):
        words.append(f"By our first marks it is lost in {losses({clip.id: accepted(clip)[0] for clip in clips()})}.")
    return " ".join([*words, f"{NO_MOTIVE} {UNKNOWN}"])


def reading(clip: Row) -> list[h.Node]:
    """Our reading of a clip: its English, the marks that fit, the reason, the effect and the facts."""
    quoted = f"“{english(clip)}”" if own_english(clip) != NONE else "nothing"
    return [
        f"In the essay’s English: {quoted}. Marks that fit: {' or '.join(accepted(clip))}. {clip.cells['reason']} ",
        f"Does it change the argument? {clip.cells['changes_the_argument'].capitalize()}. ",
        fact_links(clip.cells["facts"]),
    ]


def keys() -> h.Renderable:
    """Our reading of every clip: for the instructor only."""
    return h.ol[(h.li[reading(clip)] for clip in clips())]


def chinese(clip: Row) -> h.Renderable:
    """The Chinese of a clip, marked as Chinese."""
    return h.span(lang="zh")[clip.cells["chinese"]]


@forgiving
def align_the_clips() -> Output:
    """The sentence aligner: for each clip an English and a mark; our reading appears after its check."""
    found = record(CELL, Activity)
    still = still_frame(
        found,
        h.p["Find for each clip its English in the list below it. Then give it a mark. Clip numbers are ours."],
        _table().markup(),
        h.p["The essay’s English in another order, and “nothing” for a clip that has none:"],
        h.ul[(h.li[words] for _, words in offered())],
        h.p["Marks:"],
        h.ul[(h.li[words] for _, words in mark_options())],
        h.p(".seminar-words")[
            f"There are {len(clips())} clips. The pinyin, the words and our gloss are enough for full marks without "
            f"Chinese. {UNKNOWN}"
        ],
        h.p["Run this cell to choose, or use the paper strips."],
    )
    return Output(still, f"{found.title}. Run this cell to pair the clips.", lambda: _live(found))


def _table() -> Table:
    body = [
        [
            f"{number(clip)}, {clip.cells['speaker']}",
            [chinese(clip), h.br, clip.cells["pinyin"]],
            clip.cells["word_by_word"],
            clip.cells["our_gloss"],
        ]
        for clip in clips()
    ]
    columns = ["Clip, and who speaks", "Chinese and pinyin", "Word by word", "Our gloss"]
    return Table("Ten clips from the answers of G and Z", columns, body)


def _shown(clip: Row, mode: str) -> h.Renderable:
    cells = clip.cells
    help_lines = [cells["pinyin"], h.br, f"Word by word: {cells['word_by_word']}", h.br, f"Gloss: {cells['our_gloss']}"]
    return h.fragment[
        h.p[h.strong[f"Clip {number(clip)}, {cells['speaker']} speaks"]],
        h.p(".seminar-clip")[chinese(clip)],
        mode == GLOSS and h.p[help_lines],
    ]


def _clip(clip: Row, mode: Choice) -> Part:
    """One clip: what is said, the two choices, the check; after it our reading and a box to argue."""
    name = f"Clip {number(clip)}"
    waiting = ("", "Choose its English")
    said, key, part = Pane(), Pane(), Saved(question(clip))
    answers = part.answers
    pair = Select(legend=f"{name}: its English", options=option_list([waiting, *offered()]))
    mark = Choice(legend=f"{name}: what happened to it", options=option_list(mark_options()))
    argue, others = text_area(f"{question(clip)}-argue", f"Argue it ({name}): why you read it in another way", rows=2)
    after = Box([key, argue, *others], "seminar-part")

    def draw(change: dict | None = None) -> None:
        answer, done = saved(answers, clip)
        said.html = str(_shown(clip, GLOSS if done else mode.value))
        pair.value, mark.value = answer
        pair.disabled = mark.disabled = press.off = done
        press.label = f"{name} is checked" if done else f"Check clip {number(clip)}"
        key.html = str(h.p(".seminar-words")[reading(clip)]) if done else ""
        after.hidden = not done
        part.say(_verdict(clip, answer) if done else chosen_words(answer))

    def save(done: bool = False, **given: str) -> None:
        now, was_done = saved(answers, clip)
        if was_done:
            draw()  # a choice that the page sent before it knew of the check
            return
        if now != now._replace(**given) or done:
            part.save(question(clip), {**now._replace(**given)._asdict(), "checked": done})

    def pressed() -> None:
        if all(saved(answers, clip)[0]):
            save(done=True)
        else:
            part.say("Choose an English and a mark first.")

    press = Button("", pressed)
    part.follow(draw)
    mode.observe(draw, "value")
    pair.observe(lambda change: save(english=change["new"]), "value")
    mark.observe(lambda change: save(mark=change["new"]), "value")
    return block("check", said, pair, mark, press, part.status, after)


def chosen_words(answer: Answer) -> str:
    """What is chosen for a clip and saved, before it is checked."""
    parts = [dict(offered()).get(answer.english, ""), answer.mark]
    return f"Chosen and saved: {', '.join(filter(None, parts))}." if any(parts) else ""


def _verdict(clip: Row, answer: Answer) -> str:
    found = judged(answer, own_english(clip), accepted(clip))
    return (
        f"{'✔ English found' if found.pair else '✕ Another English'}; "
        f"{'✔ your mark fits' if found.mark else '✕ we marked it in another way'}. No points are lost."
    )


def _in_words(clip: Row, answers: Store) -> h.Node:
    answer, done = saved(answers, clip)
    if not done:
        return f"Clip {number(clip)}: not checked."
    chosen = f"“{dict(offered())[answer.english]}”" if answer.english != NONE else "nothing"
    return [f"Clip {number(clip)}: you chose {chosen} and {answer.mark}. ", reading(clip)]


def _live(found: Activity) -> Part:
    answers = store(CELL)
    mode = Choice(legend="How I read", options=option_list(list(MODES)), value=GLOSS)

    def result() -> tuple[str, str, h.Node]:
        listed = h.ol[(h.li[_in_words(clip, answers)] for clip in clips())]
        return tally(answers), text(answers), h.details[h.summary["All clips in words"], listed]

    boxes = [_clip(clip, mode) for clip in clips()]
    reset = Button("Reset the way of reading", partial(mode.put, GLOSS))
    hint = pane(h.p["Empty boxes instead of Chinese signs? Your computer has no font for them; gloss mode is enough."])
    return live_frame(found, mode, reset, hint, *boxes, *running_result(CELL, result))


def on_paper() -> dict[str, object]:
    """The clips, the English in another order, and the marks to write, without ours."""
    strips = [{"name": number(clip), **clip.cells} for clip in clips()]
    english = [words for _, words in offered()]
    return {"clips": strips, "english": english, "nothing": NOTHING, "marks": [words for _, words in mark_options()]}


ACTIVITY = Declaration(CELL, align_the_clips, on_paper, key=keys, whole_on_paper=True)
