"""W03a: ten short clips of two interviews; find the English of each, and name what happened on the way."""

import random
from collections.abc import Callable, Sequence

import htpy as h

from seminar.answers.saved import Saved
from seminar.answers.store import Store, store
from seminar.course.questions import block, pane, text_area
from seminar.course.sources import fact_links
from seminar.data.evidence import Row, rows
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.models.translation import LOST, MARKS, NONE, Answer, judged, lost
from seminar.numbers import agree, plural
from seminar.screen.controls import Button, Choice, Pane, option_list
from seminar.screen.joined import Above, joined, pieces
from seminar.screen.live import Box, Part
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import live_frame, still_frame
from seminar.workbench.stepper import Step, Stepper, first_open

CELL = "03-w03a"
prose = Words(CELL)
SEED = 3
FIRST = (2, 3, 5, 6, 7)
"""The numbers of the clips of a short session."""
MEANING = prose.group("meaning")
"""Mark → what it means."""
SPEAKERS = ("G", "Z")
NOTHING = prose("nothing")
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


def choices(clip: Row) -> list[tuple[str, str]]:
    """The English to choose from for a clip: its own with two others, always in the same order, and nothing."""
    found = dict(offered())
    others = [key for key in found if key not in (clip.id, NONE)]
    chance = random.Random(f"{SEED} {clip.id}")
    own = [clip.id] if clip.id in found else chance.sample(others, 1)
    keys = [*own, *chance.sample([key for key in others if key not in own], 2)]
    chance.shuffle(keys)
    return [(key, found[key]) for key in (*keys, NONE)]


def _answer(value: object) -> Answer:
    """An answer as it was saved; "" for what is not known."""
    given = value if isinstance(value, dict) else {}
    english, mark = (str(given.get(part, "")) for part in ("english", "mark"))
    return Answer(english if english in dict(offered()) else "", mark if mark in MARKS else "")


def saved(answers: Store, clip: Row) -> tuple[Answer, Answer | None]:
    """What is chosen for a clip now ("" where nothing is), and what was chosen when it was checked first."""
    value = answers.parts(question(clip))
    now, first = _answer(value), _answer(value.get("first", value))
    return now, first if value.get("checked") and all(first) else None


def checked(answers: Store) -> dict[str, Answer]:
    """Clip id → first answer, for every clip that is checked."""
    found = {clip.id: saved(answers, clip)[1] for clip in clips()}
    return {key: first for key, first in found.items() if first}


def losses(marks: dict[str, str]) -> str:
    """In how many clips of each speaker something is lost by *marks* (clip id → mark), out of theirs that have one."""

    given = {
        speaker: [marks[clip.id] for clip in clips() if clip.cells["speaker"] == speaker and clip.id in marks]
        for speaker in SPEAKERS
    }
    return prose("and-in").join(
        prose("losses-of", lost=lost(theirs), clips=plural(str(len(theirs)), "clip"), speaker=speaker)
        for speaker, theirs in given.items()
        if theirs
    )


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
    quoted = f"“{english(clip)}”" if own_english(clip) != NONE else prose("left-out")
    return [
        prose("reading", quoted=quoted, marks=" or ".join(accepted(clip)), reason=clip.cells["reason"]),
        prose("argument", answer=clip.cells["changes_the_argument"].capitalize()),
        fact_links(clip.cells["facts"]),
    ]


def our_reading(clip: Row) -> list[h.Node]:
    """Our reading as it stands under a clip: marks, reason, effect and facts."""
    return [
        h.strong[prose("ours", marks=" or ".join(accepted(clip)))],
        clip.cells["reason"],
        " ",
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


def words_of(clip: Row) -> list[Above]:
    """The words of a clip, each with the English to which we join it."""
    return [
        Above(*(row.cells.get(part, "") for part in ("chinese", "word", "pinyin", "joined")))
        for row in rows("clip_words")
        if row.cells["clip"] == clip.id
    ]


def alone(clip: Row) -> str:
    """How many words of a clip have no line to the other version, in a sentence."""
    words, second = words_of(clip), clip.cells.get("essay_english", "")
    above = sum(not word.joined for word in words)
    below = sum(not piece.joined for piece in pieces(second, words)) if second else 0
    counted = [
        *(
            [prose("alone-chinese", words=plural(str(above), "word"), have=agree(above, "has", "have"))]
            if above
            else []
        ),
        *(
            [prose("alone-english", words=plural(str(below), "word"), have=agree(below, "has", "have"))]
            if below
            else []
        ),
    ]
    return prose("and").join(counted) or prose("none-alone")


def picture(clip: Row, done: bool) -> Figure:
    """The words of a clip in boxes; once it is checked, with lines to the English."""
    words, second = words_of(clip), clip.cells.get("essay_english", "") if done else None
    said = "; ".join(f"{word.under}, {word.over}" for word in words)
    pairs = "; ".join(f"{word.under}: {word.joined or prose('no-line')}" for word in words)
    return Figure(
        lambda ink: joined(words, second, prose("no-english"), ink),
        prose("alt-joined", pairs=pairs) if done else prose("alt", words=said),
        prose("gloss", gloss=clip.cells["our_gloss"]),
    )


class _Clip:
    """One clip: its words, the two choices, the check; after it lines, our reading and, where we differ, a box."""

    def __init__(self, clip: Row) -> None:
        self.clip, self.part = clip, Saved(question(clip))
        self.line, self.shown, self.key = Pane(announce=True), Pane(), Pane()
        self.pair = Choice(legend=prose("its-english"), options=option_list(choices(clip)), look="row")
        self.mark = Choice(
            legend=prose("what-happened"), options=option_list([(one, one) for one in MARKS]), look="row"
        )
        area, beside = text_area(f"{question(clip)}-argue", prose("argue", clip=number(clip)), rows=2)
        self.argue = Box([area, beside], "seminar-part")
        self.press = Button(prose("check", clip=number(clip)), self._press)
        self.part.follow(self.draw)
        self.pair.observe(lambda change: self._choose(english=change["new"]), "value")
        self.mark.observe(lambda change: self._choose(mark=change["new"]), "value")
        self.box = block(
            "check", self.line, self.shown, self.pair, self.mark, self.press, self.part.status, self.key, self.argue
        )

    def draw(self) -> None:
        """Bring the clip up to date with what is saved."""
        (now, first), clip = saved(self.part.answers, self.clip), self.clip
        finding = alone(clip) if first else prose("who-speaks", clip=number(clip), speaker=clip.cells["speaker"])
        self.line.html = str(h.p(".seminar-finding")[finding])
        self.shown.html = str(picture(clip, bool(first)).live())
        self.pair.value, self.mark.value = now
        self.pair.notes = _notes(now.english, first and first.english)
        self.mark.notes = _notes(now.mark, first and first.mark)
        self.press.off = bool(first)
        self.key.html = str(h.p(".seminar-words")[our_reading(clip)]) if first else ""
        self.argue.hidden = not first or judged(first, own_english(clip), accepted(clip)).mark
        self.part.say(_verdict(clip, first) if first else chosen_words(now))

    def _choose(self, **given: str) -> None:
        now, first = saved(self.part.answers, self.clip)
        if now != now._replace(**given):
            self._save(now._replace(**given), first)

    def _save(self, now: Answer, first: Answer | None) -> None:
        kept = {"checked": True, "first": first._asdict()} if first else {"checked": False}
        self.part.save(question(self.clip), {**now._asdict(), **kept})

    def _press(self) -> None:
        now, first = saved(self.part.answers, self.clip)
        if not all(now):
            self.part.say(prose("choose-first"))
        elif not first:
            self._save(now, now)


def _notes(now: str, first: str | None) -> dict[str, str]:
    return {first: prose("first-choice")} | {now: prose("your-choice")} if first else {}


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
    _, first = saved(answers, clip)
    if not first:
        return prose("not-checked", clip=number(clip))
    chosen = f"“{dict(offered())[first.english]}”"
    return [prose("you-chose", clip=number(clip), chosen=chosen, mark=first.mark), reading(clip)]


def in_order() -> list[Row]:
    """The clips as they are met: those of a short session first."""
    return sorted(clips(), key=lambda clip: number(clip) not in FIRST)


def _live(found: Activity) -> Part:
    answers, order = store(CELL), in_order()

    def result() -> tuple[str, str, h.Node]:
        listed = h.ol[(h.li[_in_words(clip, answers)] for clip in clips())]
        return tally(answers), text(answers), h.details[h.summary[prose("in-words")], listed]

    steps = [Step(prose("step", clip=number(clip), speaker=clip.cells["speaker"]), _Clip(clip).box) for clip in order]
    start = first_open(clip.id in checked(answers) for clip in order)
    meaning = pane(h.p["; ".join(words for _, words in mark_options()), "."])
    return live_frame(found, meaning, Stepper(steps, start=start).box, *_count(CELL, result))


def _count(cell: str, result: Callable[[], Sequence[h.Node]]) -> list[Part]:
    """The count of all clips, small, since the finding of each clip stands over it."""
    under = Pane(announce=True)

    def redraw() -> None:
        count, words, further = result()
        folded = h.details[h.summary[prose("count-in-words")], h.p(".seminar-words")[words]]
        under.html = str(h.fragment[h.p[h.strong[count], "."], h.div(".seminar-folds")[folded, further]])

    Saved(cell).follow(redraw)
    return [under]


def on_paper() -> dict[str, object]:
    """The clips, the English in another order, and the marks to write, without ours."""
    strips = [{"name": number(clip), **clip.cells} for clip in clips()]
    english = [words for _, words in offered()]
    return {"clips": strips, "english": english, "nothing": NOTHING, "marks": [words for _, words in mark_options()]}


ACTIVITY = Declaration(CELL, align_the_clips, on_paper, key=keys, whole_on_paper=True, copies=("group",))
