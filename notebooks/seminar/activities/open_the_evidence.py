"""W01a: the claim bench. Believe, open the evidence, judge twice with a date, believe again, compare with the file.

Nothing of the file's verdicts leaves this module before a student has given both verdicts and a second belief.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import htpy as h

from seminar.answers.saved import Saved
from seminar.answers.store import Store
from seminar.course.questions import pane
from seminar.course.sources import in_brief, kind_of, says, source_cell
from seminar.data.evidence import Row, rows
from seminar.data.package import fields
from seminar.data.records import Activity, Vote, record
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.models import judgement
from seminar.numbers import listed, plural
from seminar.screen.controls import Button, Pane, Range, Scale, Select, option_list
from seminar.screen.live import Box, Part
from seminar.screen.page import Output, Table, forgiving, with_chinese
from seminar.workbench.declaration import Declaration
from seminar.workbench.lists_to_check import nothing_chosen
from seminar.workbench.panel import live_frame, still_frame
from seminar.workbench.stepper import Step, Stepper

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
            (
                h.li[h.strong[claim.id], " ", claim.row.cells["claim"], " ", h.span(".seminar-quiet")[claim.quoted()]]
                for claim in claims.values()
            )
        ],
        h.p[prose("verdicts", verdicts="; ".join(judgement.VERDICTS))],
    )
    plain = prose("plain", title=found.title, count=len(claims))
    return Output(still, plain, lambda: _live(found, claims))


def voted() -> tuple[str, ...]:
    """The claims of the vote, in its order."""
    return record("01-vote", Vote).claims


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


def is_compared(work: Mapping[str, Any]) -> bool:
    """Whether a student is through with a claim: both beliefs and both verdicts are given, and compared."""
    return bool(work.get("compared")) and {"before", "after", *VERDICTS} <= work.keys()


def cards(claim: Claim) -> h.Renderable:
    """The evidence of a claim as cards to read at a glance: kind of source, date, grade, side and bearing.

    What the fact says, with its source, unfolds under it.
    """

    def card(row: Row) -> h.Renderable:
        (fact,) = row.rests_on()
        side = row.cells["side"]
        return h.details(class_=["seminar-card", side])[
            h.summary[
                h.span(".seminar-quiet")[at_a_glance(fact)],
                h.strong[f"{SIDES[side]}: {row.cells['bearing']}"],
            ],
            h.p[with_chinese(says(fact))],
            h.p(".seminar-quiet")[source_cell(fact)],
        ]

    both = claim.row.cells["disputed"] == "yes" and h.p[prose("both-sides")]
    return h.div[both, h.div(".seminar-cards")[(card(row) for row in claim.evidence)]]


def at_a_glance(fact: Row) -> str:
    """Kind of source, year and grade of a *fact*: "court · 2013 · grade A"."""
    if "source_id" not in fact.cells:
        return in_brief(fact)
    return prose("glance", kind=kind_of(fact), year=fact.cells["as_of"][:4], grade=fact.cells["grade"])


def closed(claim: Claim) -> str:
    """What is said of the cards of a *claim* before they are opened: how many there are, and of what kinds."""
    kinds = Counter(kind_of(row.rests_on()[0]) for row in claim.evidence)
    named = listed([prose("of-a-kind", kind=kind, count=count) for kind, count in kinds.items()])
    return prose("closed", cards=plural(str(len(claim.evidence)), "card"), kinds=named)


def outcome(claim: Claim, work: Mapping[str, Any]) -> str:
    """The student's path, the reason for the file's verdicts, and what is still open, in words."""
    cells = claim.row.cells
    moved = (
        prose("moved", before=work["before"], after=work["after"])
        if work["before"] != work["after"]
        else prose("not-moved", before=work["before"])
    )
    opened = plural(str(len(claim.evidence)), "card")
    lines = [prose("said", moved=moved, opened=opened), prose("why", why=cells["why"])]
    lines.append(f"{fields('claims')['known_2019']['title']}: {cells['known_2019']}")
    return " ".join(
        [*lines, *([prose("still-open", question=cells["open_question"])] if "open_question" in cells else [])]
    )


def beside(claim: Claim, work: Mapping[str, Any]) -> Table:
    """Both verdicts of the student beside those of the file, with how near they are."""
    cells = claim.row.cells
    rows_shown = [
        [as_of(column), work[column], cells[column], NEARNESS[judgement.match(work[column], cells[column])]]
        for column in VERDICTS
    ]
    return Table(prose("beside"), prose.all("columns"), rows_shown)


def compared_with_file(claim: Claim, work: Mapping[str, Any]) -> h.Renderable:
    """What is shown of the file once a student is through with a claim."""
    return h.fragment[beside(claim, work).markup(), h.p(".seminar-words")[outcome(claim, work)]]


def tally(claims: Mapping[str, Claim], answers: Store) -> list[str]:
    """How many claims are finished; then hits and false alarms, and the Brier score, once there is enough for them."""
    works = {key: work_on(answers, key) for key in claims}
    finished = [key for key, work in works.items() if is_compared(work)]
    line = prose("finished", voted=len(set(finished) & set(voted())), free=len(set(finished) - set(voted())))
    if not finished:
        return [line]
    judged = [(works[key], claims[key].row.cells[VERDICTS[0]]) for key in finished]
    return [line, f"{calls([(work.get(VERDICTS[0], ''), key) for work, key in judged])} {_score(judged)}"]


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
        missing = judgement.FEWEST_CLAIMS - len(pairs)
        return prose("score-later", fewest_claims=judgement.FEWEST_CLAIMS, missing=missing)
    score = judgement.brier(*zip(*pairs, strict=True))
    return prose("score", count=len(pairs), score=f"{score:.2f}")


class Bench:
    """Live work on *claims*, one at a time (a list turns to another): believe, open the cards, judge, compare."""

    def __init__(self, claims: Mapping[str, Claim]) -> None:
        self.claims, self._part = claims, Saved(*map(question, claims))
        self.answers = self._part.answers
        names = [(key, f"{key} {claim.row.cells['claim']}") for key, claim in claims.items()]
        self.chosen = Select(legend=prose("claim"), options=option_list(names), value=next(iter(claims)))
        self.before = Range(prose("first-belief", year=as_of(VERDICTS[0])), BELIEF, 50)
        self.after = Range(prose("second-belief"), BELIEF, 50)
        verdicts = option_list([nothing_chosen(), *((word, word) for word in judgement.VERDICTS)])
        self.verdicts = {
            column: Select(legend=prose("your-verdict", year=as_of(column)), options=verdicts) for column in VERDICTS
        }
        self.claim, self.kept, self.cards = Pane(announce=True), Pane(announce=True), Pane(announce=True)
        self.words, self.laid_aside = Pane(announce=True), Pane()
        self.steps = {
            "believe": Box([self.before, Button(prose("open"), self._believe)]),
            "judge": Box([self.kept, *self.verdicts.values()]),
            "again": Box([self.after, Button(prose("compare"), self._compare)]),
            "compare": Box([Button(prose("again"), self._again)]),
        }
        for column, choice in self.verdicts.items():
            choice.observe(lambda change, column=column: self._judged(column, change["new"]), "value")
        self.before.clear()
        self.chosen.observe(lambda change: self._turn(), "value")
        self._part.follow(self.show)
        left = Box([*self.steps.values(), self._part.status], "seminar-controls")
        view = Box(
            [left, Box([self.claim, self.words, self.cards, self.laid_aside], "seminar-result")],
            "seminar-view",
            "seminar-bench",
        )
        self.box = Box([*([self.chosen] if len(claims) > 1 else []), view])

    def _turn(self) -> None:
        self.before.clear()
        self.after.reset()
        self.show()

    def _save(self, **change: object) -> None:
        self._put({**work_on(self.answers, self.chosen.value), **change})

    def _put(self, work: dict[str, object]) -> None:
        """Save *work* as all that was done on the chosen claim, or say why that cannot be."""
        self._part.save(question(self.chosen.value), work)

    def _believe(self) -> None:
        if self.before.blank:
            self._part.say(prose("belief-first"))
            return
        self.after.put(self.before.value)
        self._save(before=self.before.value)

    def _judged(self, column: str, verdict: str) -> None:
        if verdict and verdict != work_on(self.answers, self.chosen.value).get(column):
            self._save(**{column: verdict})

    def _compare(self) -> None:
        if all(choice.value for choice in self.verdicts.values()):
            self._save(after=self.after.value, compared=True)
        else:
            self._part.say(prose("both-first"))

    def _again(self) -> None:
        self._put({})

    def show(self) -> None:
        """Show the steps that the work on the chosen claim has reached."""
        claim, work = self.claims[self.chosen.value], work_on(self.answers, self.chosen.value)
        opened, compared = "before" in work, is_compared(work)
        reached = {
            "believe": not opened,
            "judge": opened,
            "again": opened and not compared,
            "compare": compared,
        }
        for name, step in self.steps.items():
            step.hidden = not reached[name]
        told = h.p(".seminar-quiet")[claim.quoted()]
        self.claim.html = str(h.fragment[h.p(".seminar-finding")[claim.row.cells["claim"]], told])
        self.kept.html = str(h.p[prose("kept", belief=work.get("before", ""))])
        on_the_table = cards(claim) if opened else h.p(".seminar-words")[closed(claim)]
        self.cards.html = "" if compared else str(on_the_table)
        again = h.details[h.summary[prose("laid-aside")], cards(claim)]
        self.laid_aside.html = str(again) if compared else ""
        for column, choice in self.verdicts.items():
            choice.value, choice.disabled = work.get(column, ""), compared
        self.words.html = str(compared_with_file(claim, work)) if compared else ""
        self._part.say(self._part.when(question(claim.id)))


def _live(found: Activity, claims: Mapping[str, Claim]) -> Part:
    """The claims of the vote and a place for one of the others as stops on a line, and under it what is done."""
    titles = prose.group("stops")
    groups = [(key, {key: claims[key]}) for key in voted() if key in claims]
    groups.append(("free", {key: claim for key, claim in claims.items() if key not in voted()}))
    steps = [Step(titles.get(name, name), Bench(some).box) for name, some in groups]
    stepper, part, done = Stepper(steps, line=True), Saved(*map(question, claims)), Pane()

    def draw() -> None:
        for place, (_, some) in enumerate(groups):
            finished = any(is_compared(work_on(part.answers, key)) for key in some)
            stepper.note(place, prose("done") if finished else "")
        line, *further = tally(claims, part.answers)
        done.html = str(h.fragment[h.p[h.strong[line]], (h.p(".seminar-quiet")[words] for words in further)])

    part.follow(draw)
    return live_frame(found, pane(h.p[prose("task")]), stepper.box, done)


FREE_ON_PAPER = 6
"""So many claims besides those of the vote have a paper card: the first on offer, of which as many hold as fail."""


def on_card(fact: Row) -> str:
    """What a *fact* says, in words that make sense without a table around them."""
    cells = fact.cells
    if fact.table == "documents":
        return prose("card.document", title=cells["title"], gist=cells["gist"])
    if fact.table == "bureaus":
        return prose("card.bureau", company=cells["company"], event=cells["event"], owners=cells["owners"])
    return says(fact)


def brief() -> str:
    """The verdicts on the claims that have a paper card, in a line: for the instructor only."""
    verdicts = [(claim.id, *(claim.row.cells[column] for column in VERDICTS)) for claim in paper_claims()]
    return "; ".join(prose("brief", claim=key, before=before, now=now) for key, before, now in verdicts)


def on_paper() -> dict[str, object]:
    """Ten claims with their evidence, and the verdicts, without ours."""
    before, now = map(as_of, VERDICTS)
    every = record(CELL, Activity).claims
    claims = [
        {"id": claim.id, **claim.row.cells, "evidence": list(map(_on_paper, claim.evidence))}
        for claim in paper_claims()
    ]
    dates = {"before": before, "now": now}
    return {
        "sets": [claims[::2], claims[1::2]],
        "every": len(every),
        "voted": voted(),
        "verdicts": judgement.VERDICTS,
        **dates,
    }


def paper_claims() -> list[Claim]:
    """The claims that have a paper card, those of the vote first."""
    free = [claim for claim in record(CELL, Activity).claims if claim not in voted()][:FREE_ON_PAPER]
    return list(offered((*voted(), *free)).values())


def _on_paper(evidence: Row) -> dict[str, str]:
    (fact,) = evidence.rests_on()
    return {"side": SIDES[evidence.cells["side"]], "says": on_card(fact), "source": in_brief(fact)}


ACTIVITY = Declaration(CELL, open_the_evidence, on_paper, key=keys, brief=brief, copies=("group", "lot"))
