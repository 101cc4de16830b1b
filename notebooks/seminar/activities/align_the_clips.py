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
from seminar.data.words import Words
from seminar.models.translation import LOST, MARKS, NONE, Answer, judged, lost
from seminar.screen.controls import Button, Choice, Pane, Select, option_list
from seminar.screen.live import Box, Part
from seminar.screen.page import Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import live_frame, running_result, still_frame

CELL = "03-w03a"
prose = Words(CELL)
SEED = 3
GLOSS, CHINESE = "gloss", "chinese"
MODES = ((GLOSS, prose("with-gloss")), (CHINESE, prose("chinese-alone")))
MEANING = prose.group("meaning")
"""Mark → what it means."""
SPEAKERS = ("G", "Z")
NOTHING = "(nothing)"
NO_MOTIVE = prose("no-motive")
UNKNOWN = prose("unknown")


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
        return prose(
            "losses-of",
            lost=lost(marks[clip.id] for clip in theirs if clip.id in marks),
            count=len(theirs),
            speaker=speaker,
        )

    return prose("and-in").join(map(one, SPEAKERS))


def tally(answers: Store) -> str:
    """How many clips are checked, how many pairs are found and how many marks fit."""
    done = checked(answers)
    found = [judged(done[clip.id], own_english(clip), accepted(clip)) for clip in clips() if clip.id in done]
    pairs, marks = sum(one.pair for one in found), sum(one.mark for one in found)
    return prose("tally", checked=len(done), all=len(clips()), found=pairs, fitting=marks)


def text(answers: Store) -> str:
    """The result in full sentences; our own marks are counted once every clip is checked."""
    done = checked(answers)
    words = [f"{tally(answers)}."]
    if done:
        mine = {key: answer.mark for key, answer in done.items()}
        words.append(prose("lost", lost=" or ".join(LOST), losses=losses(mine)))
    if len(done) == len(clips()):
        words.append(prose("lost-by-ours", losses=losses({clip.id: accepted(clip)[0] for clip in clips()})))
    return " ".join([*words, f"{NO_MOTIVE} {UNKNOWN}"])


def reading(clip: Row) -> list[h.Node]:
    """Our reading of a clip: its English, the marks that fit, the reason, the effect and the facts."""
    quoted = f"“{english(clip)}”" if own_english(clip) != NONE else "nothing"
    return [
        prose("reading", quoted=quoted, marks=" or ".join(accepted(clip)), reason=clip.cells["reason"]),
        prose("argument", answer=clip.cells["changes_the_argument"].capitalize()),
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
        h.p[prose("task")],
        _table().markup(),
        h.p[prose("other-order")],
        h.ul[(h.li[words] for _, words in offered())],
        h.p[prose("marks")],
        h.ul[(h.li[words] for _, words in mark_options())],
        h.p(".seminar-words")[prose("no-chinese", count=len(clips()), unknown=UNKNOWN)],
        h.p[prose("run-here")],
    )
    return Output(still, prose("plain", title=found.title), lambda: _live(found))


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
    columns = prose.all("columns")
    return Table(prose("caption"), columns, body)


def _shown(clip: Row, mode: str) -> h.Renderable:
    cells = clip.cells
    help_lines = [
        cells["pinyin"],
        h.br,
        prose("word-by-word", words=cells["word_by_word"]),
        h.br,
        prose("gloss", gloss=cells["our_gloss"]),
    ]
    return h.fragment[
        h.p[h.strong[prose("who-speaks", clip=number(clip), speaker=cells["speaker"])]],
        h.p(".seminar-clip")[chinese(clip)],
        mode == GLOSS and h.p[help_lines],
    ]


def _clip(clip: Row, mode: Choice) -> Part:
    """One clip: what is said, the two choices, the check; after it our reading and a box to argue."""
    name = prose("clip", clip=number(clip))
    waiting = ("", prose("choose-english"))
    said, key, part = Pane(), Pane(), Saved(question(clip))
    answers = part.answers
    pair = Select(legend=prose("its-english", name=name), options=option_list([waiting, *offered()]))
    mark = Choice(legend=prose("what-happened", name=name), options=option_list(mark_options()))
    argue, beside = text_area(f"{question(clip)}-argue", prose("argue", name=name), rows=2)
    after = Box([key, argue, beside], "seminar-part")

    def draw(change: dict | None = None) -> None:
        answer, done = saved(answers, clip)
        said.html = str(_shown(clip, GLOSS if done else mode.value))
        pair.value, mark.value = answer
        pair.disabled = mark.disabled = press.off = done
        press.label = prose("checked", name=name) if done else prose("check", clip=number(clip))
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
            part.say(prose("choose-first"))

    press = Button("", pressed)
    part.follow(draw)
    mode.observe(draw, "value")
    pair.observe(lambda change: save(english=change["new"]), "value")
    mark.observe(lambda change: save(mark=change["new"]), "value")
    return block("check", said, pair, mark, press, part.status, after)


def chosen_words(answer: Answer) -> str:
    """What is chosen for a clip and saved, before it is checked."""
    parts = [dict(offered()).get(answer.english, ""), answer.mark]
    return prose("chosen", parts=", ".join(filter(None, parts))) if any(parts) else ""


def _verdict(clip: Row, answer: Answer) -> str:
    found = judged(answer, own_english(clip), accepted(clip))
    return prose(
        "verdict",
        english=prose("found") if found.pair else prose("not-found"),
        mark=prose("fits") if found.mark else prose("fits-not"),
    )


def _in_words(clip: Row, answers: Store) -> h.Node:
    answer, done = saved(answers, clip)
    if not done:
        return prose("not-checked", clip=number(clip))
    chosen = f"“{dict(offered())[answer.english]}”" if answer.english != NONE else "nothing"
    return [prose("you-chose", clip=number(clip), chosen=chosen, mark=answer.mark), reading(clip)]


def _live(found: Activity) -> Part:
    answers = store(CELL)
    mode = Choice(legend=prose("way-of-reading"), options=option_list(list(MODES)), value=GLOSS)

    def result() -> tuple[str, str, h.Node]:
        listed = h.ol[(h.li[_in_words(clip, answers)] for clip in clips())]
        return tally(answers), text(answers), h.details[h.summary[prose("in-words")], listed]

    boxes = [_clip(clip, mode) for clip in clips()]
    reset = Button(prose("reset"), partial(mode.put, GLOSS))
    hint = pane(h.p[prose("no-font")])
    return live_frame(found, mode, reset, hint, *boxes, *running_result(CELL, result))


def on_paper() -> dict[str, object]:
    """The clips, the English in another order, and the marks to write, without ours."""
    strips = [{"name": number(clip), **clip.cells} for clip in clips()]
    english = [words for _, words in offered()]
    return {"clips": strips, "english": english, "nothing": NOTHING, "marks": [words for _, words in mark_options()]}


ACTIVITY = Declaration(CELL, align_the_clips, on_paper, key=keys, whole_on_paper=True)
