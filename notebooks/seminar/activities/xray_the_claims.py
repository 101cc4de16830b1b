"""W07d: four questions to five claims; each answer is read against the source nearest to the claim."""

from collections.abc import Mapping

import htpy as h

from seminar.answers.store import Store, store
from seminar.course.questions import block, pane
from seminar.course.sources import fact_links
from seminar.data.evidence import Row, fact, frame, rows
from seminar.data.records import Activity, Data, record
from seminar.models.claim_xray import QUESTIONS, finding, same
from seminar.numbers import capital
from seminar.screen.controls import Pane
from seminar.screen.live import Part
from seminar.screen.page import Output, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.lists_to_check import Lists, ListsBox
from seminar.workbench.panel import live_frame, running_result, still_frame

CELL = "07-w07d"
ASKED = {
    "speaker": "Who speaks?",
    "measured": "Measured how?",
    "scale": "At what scale?",
    "against": "Against whom?",
}
"""Question → its words."""
WAIT = "Answer all four questions first: “not said” is an answer."


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
    return f"Our X-ray: {ours(row)} The source: {row.cells['source_says']} {row.cells['why']}"


def mine(ticks: Mapping[str, str]) -> str:
    """The X-ray that the student's answers make so far."""
    return f"Your X-ray: {finding(ticks)}." if finding(ticks) else ""


def tally(answers: Store) -> tuple[str, str]:
    """The finding under the claims, and the same in words."""
    checked = [(row, ticks) for row in claims() if (ticks := lists(row).checked(answers))]
    equal, asked = sum(len(same(ticks, key(row))) for row, ticks in checked), len(QUESTIONS) * len(checked)
    line = f"X-rayed: {len(checked)} of {len(claims())} claims. Answers as ours: {equal} of {asked}"
    text = (
        f"{line}. A claim that is not tested may still be true, and a tested one may have been tested on other people. "
        "Each X-ray rests on the one source of ours that stands nearest to the claim; another reader may choose "
        "another source."
    )
    return line, text


def keys() -> h.Renderable:
    """Our X-ray of every claim: for the instructor only."""
    return h.ol[(h.li[h.strong[f"{claim_words(row)} "], reading(row)] for row in claims())]


@forgiving
def xray_the_claims() -> Output:
    """The claim X-ray: four lists for each claim; our reading appears after the four answers are checked."""
    found = record(CELL, Activity)
    still = still_frame(
        found,
        h.p["Read the source that stands nearest to each claim. Then answer four questions on it."],
        h.ul[(h.li[h.strong[f"{ASKED[name]} "], "; ".join(words.values())] for name, words in QUESTIONS.items())],
        h.ol[(h.li[claim_words(row)] for row in claims())],
        h.p["Run this cell to answer, or answer on paper."],
    )
    return Output(still, f"{found.title}. Run this cell to answer.", lambda: _live(found))


def _claim(number: int, row: Row) -> Part:
    asked = lists(row)
    labels = {name: f"Claim {number}. {question}" for name, question in ASKED.items()}
    box = ListsBox(asked, labels, f"Check claim {number}", WAIT)
    made, said = Pane(), Pane(announce=True)

    def draw() -> None:
        ticks, done = asked.saved(box.part.answers)
        made.html = str(h.p[h.strong[mine(ticks)]])
        said.html = str(_reply(row, ticks)) if done else ""

    box.part.follow(draw)
    where = ["Nearest source: ", fact_links(row.cells["facts"]), ". Read it first; the link leads to its table."]
    head = pane(h.p[h.strong[f"{number}. {claim_words(row)}"]], h.p(".seminar-quiet")[where])
    lists_shown, *rest = box.widgets()
    return block("check", head, lists_shown, made, *rest, said)


def _reply(row: Row, ticks: Mapping[str, str]) -> h.Renderable:
    equal = same(ticks, key(row))
    other = " ".join(ASKED[name] for name in QUESTIONS if name not in equal)
    line = f"{len(equal)} of {len(QUESTIONS)} answers as ours.{f' Not as ours: {other}' if other else ''}"
    return h.fragment[h.p[line], h.p(".seminar-words")[reading(row)]]


def _in_words(answers: Store) -> h.Renderable:
    def said(row: Row) -> str:
        ticks = lists(row).checked(answers)
        return f"{claim_words(row)} {f'{mine(ticks)} {reading(row)}' if ticks else 'Not checked.'}"

    return h.ol[(h.li[said(row)] for row in claims())]


def _live(found: Activity) -> Part:
    def result() -> tuple[str, str, h.Node]:
        return *tally(store(CELL)), h.details[h.summary["All claims in words"], _in_words(store(CELL))]

    boxes = [_claim(number, row) for number, row in enumerate(claims(), 1)]
    return live_frame(found, *boxes, *running_result(CELL, result))


def on_paper() -> dict[str, object]:
    """Each claim with what its nearest source says, the questions with their answers, and other claims."""
    others = (fact(key) for key in record("07-claims", Data).rows_shown)
    return {
        "claims": [{"words": claim_words(row), "source": row.cells["source_says"]} for row in claims()],
        "questions": {question: list(QUESTIONS[name].values()) for name, question in ASKED.items()},
        "others": [[row.written(column) for column in ("speaker", "claim", "year")] for row in others],
    }


ACTIVITY = Declaration(CELL, xray_the_claims, on_paper, key=keys, whole_on_paper=True)
