"""W07d: four questions to five claims; each answer is read against the source nearest to the claim."""

from collections.abc import Mapping
from textwrap import shorten

import htpy as h

from seminar.answers.store import Store, store
from seminar.course.questions import block, pane
from seminar.course.sources import fact_links
from seminar.data.evidence import Row, fact, frame, rows
from seminar.data.records import Activity, Data, record
from seminar.data.words import Words
from seminar.models import claim_xray
from seminar.numbers import capital
from seminar.screen.controls import Pane
from seminar.screen.live import Part
from seminar.screen.page import Output, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.lists_to_check import Lists, ListsBox
from seminar.workbench.panel import live_frame, running_result, still_frame
from seminar.workbench.stepper import Step, Stepper, first_open

CELL = "07-w07d"
prose = Words(CELL)
ASKED = prose.group("asked")
"""Question → its words."""
QUESTIONS = {
    "speaker": prose.group("speaker"),
    "measured": prose.group("measured"),
    "scale": prose.group("scale"),
    "against": prose.group("against"),
}
"""Question → its answers (key → words)."""
FOUND = {
    "speaker": prose.group("speaker-found"),
    "measured": prose.group("measured-found"),
    "against": prose.group("against-found"),
}
"""Question → what each of its answers makes of a claim."""
WAIT = prose("wait")


def claims() -> list[Row]:
    """The five claims with our reading of each, in order."""
    return rows("claim_xrays")


def claim_words(row: Row) -> str:
    """The claim in our words, with its paragraph."""
    claim = frame("claims").loc[row.cells["claim_id"]]
    return f"{claim['paragraph']}: {claim['claim']}"


def lists(row: Row) -> Lists:
    """The four lists of one claim."""
    return Lists(f"{CELL}-{row.cells['claim_id'].lower()}", QUESTIONS)


def key(row: Row) -> dict[str, list[str]]:
    """Question → the answers that we hold, mostly one."""
    return {question: row.cells[question].split(";") for question in QUESTIONS}


def finding(ticks: Mapping[str, str]) -> str:
    """What *ticks* (question → key of its answer) make of a claim: "a seller’s claim, not tested here"; "" while open.

    Raises ValueError for an answer that the question does not have.
    """
    return ", ".join(FOUND[name][answer] for name, answer in claim_xray.finding(ticks).items())


def ours(row: Row) -> str:
    """Our X-ray of a claim: the finding, then the four answers."""
    held = key(row)
    said = "; ".join(
        f"{question} {' or '.join(QUESTIONS[name][answer] for answer in held[name])}"
        for name, question in ASKED.items()
    )
    return f"{capital(finding({name: answers[0] for name, answers in held.items()}))}. {said}."


def reading(row: Row) -> str:
    """What is said after the check: our X-ray, what the source says, and why."""
    return prose("reading", ours=ours(row), source_says=row.cells["source_says"], why=row.cells["why"])


def mine(ticks: Mapping[str, str]) -> str:
    """The X-ray that the student's answers make so far."""
    return prose("mine", finding=finding(ticks)) if finding(ticks) else ""


def tally(answers: Store) -> tuple[str, str]:
    """The finding under the claims, and the same in words."""
    checked = [(row, ticks) for row in claims() if (ticks := lists(row).checked(answers))]
    equal, asked = sum(len(claim_xray.same(ticks, key(row))) for row, ticks in checked), len(QUESTIONS) * len(checked)
    as_ours = prose("as-ours", equal=equal, asked=asked) if checked else ""
    return prose("finding", checked=len(checked), all=len(claims()), equal=as_ours), prose("text")


def keys() -> h.Renderable:
    """Our X-ray of every claim: for the instructor only."""
    return h.ol[(h.li[h.strong[f"{claim_words(row)} "], reading(row)] for row in claims())]


@forgiving
def xray_the_claims() -> Output:
    """The claim X-ray: four lists for each claim; our reading appears after the four answers are checked."""
    found = record(CELL, Activity)
    still = still_frame(
        found,
        h.p[prose("task")],
        h.ul[(h.li[h.strong[f"{ASKED[name]} "], "; ".join(words.values())] for name, words in QUESTIONS.items())],
        h.ol[(h.li[claim_words(row)] for row in claims())],
        h.p[prose("run-here")],
    )
    return Output(still, prose("plain", title=found.title), lambda: _live(found))


def _claim(number: int, row: Row) -> Part:
    asked = lists(row)
    labels = {name: prose("claim", number=number, question=question) for name, question in ASKED.items()}
    box = ListsBox(asked, labels, prose("check", number=number), WAIT)
    made, said = Pane(), Pane(announce=True)

    def draw() -> None:
        ticks, done = asked.saved(box.part.answers)
        question = mine(ticks)
        made.html = str(h.p[h.strong[question]]) if question else ""
        said.html = str(_reply(row, ticks)) if done else ""

    box.part.follow(draw)
    where = [prose("nearest"), fact_links(row.cells["facts"]), prose("read-first")]
    head = pane(h.p[h.strong[f"{number}. {claim_words(row)}"]], h.p(".seminar-quiet")[where])
    lists_shown, *rest = box.widgets()
    return block("check", head, lists_shown, made, *rest, said)


def _reply(row: Row, ticks: Mapping[str, str]) -> h.Renderable:
    equal = claim_xray.same(ticks, key(row))
    other = " ".join(ASKED[name] for name in QUESTIONS if name not in equal)
    line = prose(
        "reply", equal=len(equal), all=len(QUESTIONS), other=prose("not-as-ours", other=other) if other else ""
    )
    return h.fragment[h.p[line], h.p(".seminar-words")[reading(row)]]


def _in_words(answers: Store) -> h.Renderable:
    def said(row: Row) -> str:
        ticks = lists(row).checked(answers)
        return f"{claim_words(row)} {f'{mine(ticks)} {reading(row)}' if ticks else prose('not-checked')}"

    return h.ol[(h.li[said(row)] for row in claims())]


def _live(found: Activity) -> Part:
    def result() -> tuple[str, str, h.Node]:
        return *tally(store(CELL)), h.details[h.summary[prose("in-words")], _in_words(store(CELL))]

    steps = [
        Step(prose("step", number=number, claim=shorten(claim_words(row), 40, placeholder=" …")), _claim(number, row))
        for number, row in enumerate(claims(), 1)
    ]
    start = first_open(bool(lists(row).checked(store(CELL))) for row in claims())
    return live_frame(found, Stepper(steps, start=start).box, *running_result(CELL, result))


def on_paper() -> dict[str, object]:
    """Each claim with what its nearest source says, the questions with their answers, and other claims."""
    others = (fact(key) for key in record("07-claims", Data).rows_shown)
    return {
        "claims": [{"words": claim_words(row), "source": row.cells["source_says"]} for row in claims()],
        "questions": {question: list(QUESTIONS[name].values()) for name, question in ASKED.items()},
        "others": [[row.written(column) for column in ("speaker", "claim", "year")] for row in others],
    }


ACTIVITY = Declaration(CELL, xray_the_claims, on_paper, key=keys, whole_on_paper=True)
