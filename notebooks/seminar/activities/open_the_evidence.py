"""W01a: the claim bench. Believe, open the evidence, judge twice with a date, believe again, compare with the file.

Nothing of the file's verdicts leaves this module before a student has given both verdicts and a second belief.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import htpy as h

from seminar.answers.saved import Saved
from seminar.answers.store import Store
from seminar.course.sources import in_brief, says, source_cell
from seminar.data.evidence import Row, rows
from seminar.data.package import fields
from seminar.data.records import Activity, Vote, record
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.models import judgement
from seminar.numbers import plural
from seminar.screen.controls import Button, Choice, Pane, Range, Scale, Select, option_list
from seminar.screen.live import Box, Part
from seminar.screen.page import Output, forgiving, with_chinese
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import live_frame, still_frame

CELL = "01-w01a"
prose = Words(CELL)
BELIEF = Scale(tuple(range(0, 101, 10)), unit="%")
SIDES = prose.group("sides")
NEARNESS = prose.group("nearness")
VERDICTS = ("verdict_2019", "verdict_now")
"""The columns of the two verdicts on a claim."""


@dataclass(frozen=True)
class Claim:
    """One claim of the bench: its row in claims.csv, and its evidence, each with the fact that it is."""

    row: Row
    evidence: tuple[Row, ...]

    @property
    def id(self) -> str:
        """The claim's id, such as C11."""
        return self.row.id

    def quoted(self) -> h.Node:
        """The words of the essay that decide how far the claim goes."""
        cells = self.row.cells
        return with_chinese(prose("quoted", paragraph=cells["paragraph"], words=cells["words"]))


def offered(named: Sequence[str]) -> dict[str, Claim]:
    """Id → claim, for the ids that are *named*, in their order."""
    by_id = {row.id: row for row in rows("claims")}
    unknown = [key for key in named if key not in by_id]
    if unknown:
        raise SeminarError(f"There is no claim {', '.join(unknown)}; expected ids from C01 to C73, as in claims.csv.")
    evidence = rows("claim_evidence")
    return {key: Claim(by_id[key], tuple(row for row in evidence if row.cells["claim_id"] == key)) for key in named}


@forgiving
def open_the_evidence() -> Output:
    """The claim bench: claims of the essay, and their evidence once a belief is set."""
    found = record(CELL, Activity)
    claims = offered(found.claims)
    still = still_frame(
        found,
        h.p[prose("task")],
        h.ol[
            (h.li[claim.row.cells["claim"], " ", h.span(".seminar-quiet")[claim.quoted()]] for claim in claims.values())
        ],
        h.p[prose("verdicts", verdicts="; ".join(judgement.VERDICTS))],
    )
    plain = prose("plain", title=found.title, count=len(claims))
    return Output(still, plain, lambda: Bench(found, claims).box)


def keys() -> h.Renderable:
    """The verdicts of the course on each claim with their reasons: for the instructor only."""

    def key(claim: Claim) -> h.Renderable:
        cells = claim.row.cells
        verdicts = f"{'; '.join(f'{as_of(column)}: {cells[column]}' for column in VERDICTS)}."
        return h.li[h.strong[f"{claim.id}: {cells['claim']} {verdicts}"], f" {cells['why']}"]

    return h.ul[map(key, offered(record(CELL, Activity).claims).values())]


def as_of(column: str) -> str:
    """The day of a verdict: "March 2019"."""
    return fields("claims")[column]["title"].removeprefix(prose("as-of"))


def question(claim_id: str) -> str:
    """The name under which the work on a claim is saved."""
    return f"{CELL}-{claim_id}"


def work_on(answers: Store, claim_id: str) -> dict[str, Any]:
    """What is saved on a claim: before, opened, verdict_2019, verdict_now, after, compared (those that are there)."""
    return answers.parts(question(claim_id))


def cards(claim: Claim) -> h.Renderable:
    """The evidence of a claim as cards: side, what the fact says, how it bears on the claim, source, date and grade."""

    def card(row: Row) -> h.Renderable:
        (fact,) = row.rests_on()
        side = row.cells["side"]
        return h.div(class_=["seminar-card", side])[
            h.p[h.strong[f"{SIDES[side]}: {row.cells['bearing']}"]],
            h.p[with_chinese(says(fact))],
            h.p(".seminar-quiet")[source_cell(fact)],
        ]

    both = claim.row.cells["disputed"] == "yes" and h.p[prose("both-sides")]
    return h.div[both, h.div(".seminar-cards")[(card(row) for row in claim.evidence)]]


def outcome(claim: Claim, work: Mapping[str, Any]) -> str:
    """The student's path, the file's verdicts with their reason, and what is still open, in words."""
    cells = claim.row.cells
    moved = (
        prose("moved", before=work["before"], after=work["after"])
        if work["before"] != work["after"]
        else prose("not-moved", before=work["before"])
    )
    opened = plural(str(len(claim.evidence)), "card")
    lines = [prose("said", moved=moved, opened=opened)]
    for column in VERDICTS:
        near = NEARNESS[judgement.match(work[column], cells[column])]
        lines.append(prose("file-says", as_of=as_of(column), verdict=cells[column], near=near, yours=work[column]))
    lines += [prose("why", why=cells["why"]), f"{fields('claims')['known_2019']['title']}: {cells['known_2019']}"]
    return " ".join(
        [*lines, *([prose("still-open", question=cells["open_question"])] if "open_question" in cells else [])]
    )


def tally(claims: dict[str, Claim], answers: Store) -> str:
    """How many claims are finished, hits and false alarms, and the Brier score once enough have a clear key."""
    works = {key: work_on(answers, key) for key in claims}
    finished = [(work, claims[key].row.cells[VERDICTS[0]]) for key, work in works.items() if work.get("compared")]
    line = prose("finished", done=len(finished), all=len(claims))
    return " ".join([line, calls([(work.get(VERDICTS[0], ""), key) for work, key in finished]), _score(finished)])


def calls(judged: Sequence[tuple[str, str]]) -> str:
    """Hits and false alarms in words, of the verdicts given and the keys; what is missing for that, if anything is."""
    found = judgement.calls(judged)
    if not (found.failing and found.holding):
        return prose("calls-later", year=as_of(VERDICTS[0]))
    return prose(
        "calls",
        year=as_of(VERDICTS[0]),
        failing=plural(str(found.failing), "claim"),
        hits=found.hits,
        holding=plural(str(found.holding), "claim"),
        alarms=found.false_alarms,
    )


def _score(finished: Sequence[tuple[dict[str, Any], str]]) -> str:
    """The Brier score of the first beliefs in the *finished* claims, each with its key, in words."""
    outcomes = [(work["before"] / 100, judgement.outcome(key)) for work, key in finished]
    pairs = [(belief, result) for belief, result in outcomes if result is not None]
    if len(pairs) < judgement.FEWEST_CLAIMS:
        return prose("score-later", fewest_claims=judgement.FEWEST_CLAIMS)
    score = judgement.brier(*zip(*pairs, strict=True))
    return prose("score", count=len(pairs), score=f"{score:.2f}")


class Bench:
    """The live bench: one claim at a time; each step shows itself when the one before it is done."""

    def __init__(self, found: Activity, claims: dict[str, Claim]) -> None:
        self.claims, self._part = claims, Saved(*map(question, claims))
        self.answers = self._part.answers
        names = [(key, claim.row.cells["claim"]) for key, claim in claims.items()]
        first = "C11" if "C11" in claims else next(iter(claims))
        self.chosen = Select(legend=prose("claim"), options=option_list(names), value=first)
        self.before = Range(prose("first-belief", year=as_of(VERDICTS[0])), BELIEF, 50)
        self.after = Range(prose("second-belief", year=as_of(VERDICTS[0])), BELIEF, 50)
        self.verdicts = {
            column: Choice(
                legend=prose("your-verdict", year=as_of(column)),
                options=option_list([(word, word) for word in judgement.VERDICTS]),
            )
            for column in VERDICTS
        }
        self.set_before, self.opened, self.words = Pane(announce=True), Pane(announce=True), Pane(announce=True)
        self.quoted, self.score = Pane(announce=True), Pane()
        self.steps = {
            "believe": self._step(
                self.before, Button(prose("set-belief"), lambda: self._save(before=self.before.value))
            ),
            "open": self._step(self.set_before, Button(prose("open"), lambda: self._save(opened=True))),
            "judge": self._step(self.set_before, self.opened, Box(list(self.verdicts.values()), "seminar-pair")),
            "again": self._step(self.after, Button(prose("compare"), self._compare)),
            "compare": self._step(self.words, Button(prose("again"), self._again)),
        }
        for column, choice in self.verdicts.items():
            choice.observe(lambda change, column=column: self._judged(column, change["new"]), "value")
        self.chosen.observe(lambda change: self._turn(), "value")
        self._part.follow(self.show)
        self.box = live_frame(found, self.chosen, self.quoted, *self.steps.values(), self._part.status, self.score)

    @staticmethod
    def _step(*children: Part) -> Part:
        return Box(children, "seminar-step")

    def _turn(self) -> None:
        for belief in (self.before, self.after):
            belief.reset()
        self.show()

    def _save(self, **change: object) -> None:
        self._put({**work_on(self.answers, self.chosen.value), **change})

    def _put(self, work: dict[str, object]) -> None:
        """Save *work* as all that was done on the chosen claim, or say why that cannot be."""
        self._part.save(question(self.chosen.value), work)

    def _judged(self, column: str, verdict: str) -> None:
        if verdict and verdict != work_on(self.answers, self.chosen.value).get(column):
            self._save(**{column: verdict})

    def _compare(self) -> None:
        self._save(after=self.after.value, compared=True)

    def _again(self) -> None:
        self._put({})

    def show(self) -> None:
        """Show the steps that the work on the chosen claim has reached."""
        claim, work = self.claims[self.chosen.value], work_on(self.answers, self.chosen.value)
        reached = {
            "believe": "before" not in work,
            "open": "before" in work and not work.get("opened"),
            "judge": bool(work.get("opened")),
            "again": all(column in work for column in VERDICTS) and not work.get("compared"),
            "compare": bool(work.get("compared")),
        }
        for name, step in self.steps.items():
            step.hidden = not reached[name]
        self.quoted.html = str(h.p[claim.quoted()])
        self.set_before.html = str(h.p[prose("kept", belief=work.get("before", ""))])
        self.opened.html = str(cards(claim)) if work.get("opened") else ""
        for column, choice in self.verdicts.items():
            choice.value, choice.disabled = work.get(column, ""), bool(work.get("compared"))
        self.words.html = str(h.p(".seminar-words")[outcome(claim, work)]) if work.get("compared") else ""
        self._part.say(self._part.when(question(claim.id)))
        self.score.html = str(h.p[tally(self.claims, self.answers)])


FREE_CLAIMS = ("C12", "C25", "C45", "C49", "C53", "C61")
"""The claims of the paper bench besides those that are voted on; of all these as many hold as fail."""


def on_card(fact: Row) -> str:
    """What a *fact* says, in words that make sense without a table around them."""
    cells = fact.cells
    if fact.table == "documents":
        return prose("card.document", title=cells["title"], gist=cells["gist"])
    if fact.table == "bureaus":
        return prose("card.bureau", company=cells["company"], event=cells["event"], owners=cells["owners"])
    return says(fact)


def on_paper() -> dict[str, object]:
    """Ten claims with their evidence, and the verdicts, without ours."""
    before, now = map(as_of, VERDICTS)
    voted = record("01-vote", Vote).claims
    claims = [
        {"id": claim.id, **claim.row.cells, "evidence": list(map(_on_paper, claim.evidence))}
        for claim in offered((*voted, *FREE_CLAIMS)).values()
    ]
    every = len(record(CELL, Activity).claims)
    dates = {"before": before, "now": now}
    return {"claims": claims, "every": every, "voted": voted, "verdicts": judgement.VERDICTS, **dates}


def _on_paper(evidence: Row) -> dict[str, str]:
    (fact,) = evidence.rests_on()
    return {"side": SIDES[evidence.cells["side"]], "says": on_card(fact), "source": in_brief(fact)}


ACTIVITY = Declaration(CELL, open_the_evidence, on_paper, key=keys)
