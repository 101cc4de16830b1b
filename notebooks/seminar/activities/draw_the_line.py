"""W08a: a scorecard on sixty invented people, with published weights; who is refused, who has no score, and why."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

import htpy as h

from seminar.course.questions import pane
from seminar.course.sources import fact_link
from seminar.data.evidence import Row, rows
from seminar.data.words import Words
from seminar.models import scorecard
from seminar.models.scorecard import APPROVED, NO_SCORE, REFUSED, Counts, People, Person, verdict
from seminar.numbers import agree, capital, day, listed, plural, tenths_cut
from seminar.screen.controls import OneOf, OnOff, evenly
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.screen.score_piles import score_piles
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Asked, Guess
from seminar.workbench.panel import Below, Panel, Setting, View, activity, at_the_start

CELL = "08-w08a"
prose = Words(CELL)
FEATURES = ("payment_history", "amounts_owed", "length_of_history", "credit_mix", "new_credit")
"""Columns of the invented people, in the order of FICO's five categories."""
CUT_OFF = 620
NEAR = 3
BINS = 20
NO_WEIGHT = prose("no-weight")
NOT_DEFINED = prose("not-defined")


def factors(score: str) -> list[Row]:
    """The published factors of a *score* ("FICO", "Schufa") in their order."""
    found = [row for row in rows("score_factors") if row.cells["score"] == score]
    return sorted(found, key=lambda row: row.cells["order"])


def names() -> dict[str, str]:
    """Feature → the name of FICO's category."""
    return {feature: row.cells["factor"] for feature, row in zip(FEATURES, factors("FICO"), strict=True)}


def settings() -> list[Setting]:
    """The controls; the weights begin at the shares that FICO publishes."""
    weights = zip(FEATURES, factors("FICO"), strict=True)
    return [
        Setting(
            "cut_off", prose("settings.cut_off"), evenly(scorecard.LOWEST, scorecard.LOWEST + scorecard.SPAN), CUT_OFF
        ),
        Setting("rent", prose("settings.rent"), OnOff(), False),
        *(
            Setting(
                name,
                prose("settings.weight", factor=row.cells["factor"]),
                evenly(0, 100),
                int(row.cells["weight_percent"]),
            )
            for name, row in weights
        ),
    ]


@forgiving
def draw_the_line() -> Output:
    """The scorecard: five weights, a cut-off and a switch; below it the criteria of another score."""
    card = _side_card()
    view = View("Scorecard", settings(), scored, guess=_guess())
    return activity(CELL, view, below=Below(card, lambda: [pane(card)]))


def _guess() -> Guess:
    found = groups(row.cells for row in rows("people_invented"))
    options = OneOf(tuple((group, f"{group}s") for group in found))
    before = prose(
        "guess.before",
        cut_off=CUT_OFF,
        all=sum(map(len, found.values())),
        groups=listed(f"{len(some)} {group}s" for group, some in found.items()),
    )
    return Guess(prose("guess.question"), prose("guess.label"), options, next(iter(found)), before=before)


def _side_card() -> h.Renderable:
    criteria = factors("Schufa")
    as_of = day(max(row.cells["as_of"] for row in criteria))
    return h.details[
        h.summary[prose("side-card", count=len(criteria), as_of=as_of)],
        h.p[prose("side-card-text")],
        h.ul[[h.li[row.cells["factor"], " (", fact_link(row), ")"] for row in criteria]],
    ]


def scored(cut_off: int, rent: bool, guess: str | None = None, **weights: int) -> Panel:
    """Sixty invented people under *weights* (0 to 100 by feature) and a *cut_off* (300 to 850), after a *guess*."""
    if not any(weights.values()):
        return Panel(NO_WEIGHT, [], prose("nothing-text", no_weight=NO_WEIGHT))
    people = {row.id: scorecard.with_rent(row.cells) if rent else row.cells for row in rows("people_invented")}
    found = scorecard.scores(people, weights)
    counts = _judged(people, found, cut_off)
    near = scorecard.nearest(found, cut_off, NEAR)
    parts: list[Figure | Table] = [_piles(people, found, cut_off), _groups(counts)]
    parts.append(_near(people, near, cut_off, weights))
    return Panel(
        _finding(counts, cut_off),
        parts,
        _text(people, counts, near, cut_off, rent, weights),
        under=_beside_the_guess(counts, guess),
    )


def _judged(people: People, scores: Mapping[str, Fraction | None], cut_off: int) -> Counts:
    """Group → how many of its *people* have each verdict."""
    return scorecard.by_group(people, {key: verdict(score, cut_off) for key, score in scores.items()})


def _beside_the_guess(counts: Counts, guess: str | None) -> str:
    """How many of each group are turned away, how many of them without a score, and how the *guess* lies to that."""
    away = {group: row[REFUSED] + row[NO_SCORE] for group, row in counts.items()}
    said = "; ".join(
        prose("turned-away", people=plural(str(away[group]), group), without=row[NO_SCORE])
        for group, row in counts.items()
    )
    mine = prose("guess.mine", group=guess, most=_most(away)) if guess else ""
    return prose("guess.under", mine=mine, said=said).strip()


def _most(away: Mapping[str, int]) -> str:
    """The groups of which most are turned away."""
    most = max(away.values())
    return listed(f"{group}s" for group, number in away.items() if number == most)


def _finding(counts: Counts, cut_off: int) -> str:
    said = ", ".join(
        prose("group", approved=row[APPROVED], all=row.total(), group=group) for group, row in counts.items()
    )
    return prose("finding", cut_off=cut_off, said=said)


def beside(share: Fraction | None) -> str:
    """A share of the best group's share in whole percent, cut: nobody is written as equal who is not."""
    return NOT_DEFINED if share is None else f"{math.floor(100 * share)}%"


def away(score: Fraction, cut_off: int) -> str:
    """How far a score lies from the line: "on the line", "12.4 above", "3.2 below" (below is rounded up)."""
    if score == cut_off:
        return prose("on-the-line")
    if score > cut_off:
        return prose("above", score=tenths_cut(score - cut_off))
    return prose("below", score=f"{math.ceil(10 * (cut_off - score)) / 10:.1f}")


def groups(people: Iterable[Person]) -> dict[str, list[Person]]:
    """Group → its people, in order."""
    found: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        found[person["group"]].append(person)
    return found


def _piles(people: People, found: Mapping[str, Fraction | None], cut_off: int) -> Figure:
    shown, said = [], []
    for group, members in groups(people.values()).items():
        scores = [found[person["id"]] for person in members]
        dots = [(_pile(score, cut_off), verdict(score, cut_off) == REFUSED) for score in scores if score is not None]
        without, refused = len(members) - len(dots), sum(marked for _, marked in dots)
        shown.append((prose("pile", group=group, count=len(dots), without=without), dots, without))
        said.append(prose("pile-in-words", group=group, dots=len(dots), refused=refused, without=without))
    gate = (cut_off - scorecard.LOWEST) / scorecard.SPAN
    return Figure(
        lambda ink: score_piles(shown, gate, ink, prose.all("ends"), prose("no-score")),
        prose("alt", cut_off=cut_off, said=". ".join(map(capital, said))),
        prose("caption"),
    )


def _pile(score: Fraction, cut_off: int) -> float:
    """Where the pile of a score begins, in twentieths of the scale; piles begin at the line, so none lies across it."""
    steps = (score - cut_off) * BINS // scorecard.SPAN
    return steps + BINS * (cut_off - scorecard.LOWEST) / scorecard.SPAN


def _groups(counts: Counts) -> Table:
    ratios = scorecard.ratios(counts)
    body = [
        [
            f"{group}s",
            *(str(row[name]) for name in (APPROVED, REFUSED, NO_SCORE)),
            _share(row),
            beside(ratios[group] if ratios else None),
        ]
        for group, row in counts.items()
    ]
    columns = prose.all("group-columns")
    return Table(prose("group-caption"), columns, body, frozenset(range(1, 6)), wide=True)


def _share(row: Counter[str]) -> str:
    return f"{100 * row[APPROVED] // row.total()}%"


def _near(people: People, near: Mapping[str, Fraction], cut_off: int, weights: dict[str, int]) -> Table:
    body = [
        [
            people[key]["name"],
            people[key]["group"],
            tenths_cut(score),
            away(score, cut_off),
            ", ".join(f"{name} ({loss})" for name, loss in reasons(people[key], weights)) or "nothing",
        ]
        for key, score in near.items()
    ]
    columns = prose.all("near-columns")
    caption = prose("near-caption", near=NEAR)
    return Table(caption, columns, body, frozenset({2}), wide=True)


def reasons(person: Person, weights: dict[str, int]) -> list[tuple[str, str]]:
    """The two features through which *person* loses most, with the points lost; none through which nothing is lost."""
    largest = list(scorecard.lost(person, weights).items())[:2]
    return [(names()[feature], f"{float(loss):.0f}") for feature, loss in largest if loss]


def _text(
    people: People,
    counts: Counts,
    near: Mapping[str, Fraction],
    cut_off: int,
    rent: bool,
    weights: dict[str, int],
) -> str:
    without = sum(row[NO_SCORE] for row in counts.values())
    records = prose("payment-or-rent") if rent else prose("payment")
    return prose(
        "text",
        finding=_finding(counts, cut_off),
        persons=plural(str(without), "person", "people"),
        all=len(people),
        have=agree(without, "has", "have"),
        records=records,
        count=agree(without, "counts", "count"),
        compared=_compared(counts),
        nearest_below=_nearest_below(people, near, cut_off, weights),
    )


def _compared(counts: Counts) -> str:
    ratios = scorecard.ratios(counts)
    if ratios is None:
        return prose("nobody")
    lower = [prose("beside", beside=beside(ratio), group=group) for group, ratio in ratios.items() if ratio < 1]
    if not lower:
        return prose("equal")
    best = listed(f"{group}s" for group, ratio in ratios.items() if ratio == 1)
    return prose("beside-the-best", best=best, lower=listed(lower))


def _nearest_below(people: People, near: Mapping[str, Fraction], cut_off: int, weights: dict[str, int]) -> str:
    below = next((key for key, score in near.items() if score < cut_off), None)
    if below is None:
        return prose("none-refused", near=NEAR)
    person, gap = people[below], away(near[below], cut_off).removesuffix(" below")
    (name, loss), *others = reasons(person, weights)
    tied = [other for other, as_much in others if as_much == loss]
    feature = prose("through-both", one=name, other=tied[0]) if tied else name
    return prose("misses", name=person["name"], gap=gap, loss=loss, feature=feature)


CARDS = slice(1, 19, 3)
"""The six people of each group who stand on paper."""
SHORT = dict(zip(FEATURES, ("paid", "owed", "length", "mix", "new"), strict=True))
"""Feature → its heading in a narrow column."""


def keys() -> h.Renderable:
    """The groups on paper without and with rent, and who is nearest below the line: for the instructor only."""
    weights = at_the_start([setting for setting in settings() if setting.name in FEATURES])
    people = {person["name"]: person for some in paper_people().values() for person in some}
    scores = scorecard.scores(people, weights)
    before = _judged(people, scores, CUT_OFF)
    rent = {key: scorecard.with_rent(person) for key, person in people.items()}
    after = _judged(rent, scorecard.scores(rent, weights), CUT_OFF)
    rows = [
        [f"{group}s", *(str(row[name]) for name in (APPROVED, REFUSED, NO_SCORE)), str(after[group][APPROVED])]
        for group, row in before.items()
    ]
    below = {key: score for key, score in scores.items() if score is not None and score < CUT_OFF}
    nearest = next(iter(scorecard.nearest(below, CUT_OFF, 1)))
    feature, _ = reasons(people[nearest], weights)[0]
    return h.fragment[
        Table(prose("keys-caption"), prose.all("keys-columns"), rows, frozenset(range(1, 5))).markup(),
        h.p[prose("keys-nearest", name=nearest, feature=feature)],
    ]


def paper_people() -> dict[str, list[Person]]:
    """Group → its people who stand on paper."""
    return {group: some[CARDS] for group, some in groups(row.cells for row in rows("people_invented")).items()}


def on_paper() -> dict[str, object]:
    """Eighteen people with their points, and where the line is."""
    weights = at_the_start([setting for setting in settings() if setting.name in FEATURES])
    point = scorecard.SPAN / sum(weights.values())
    people = paper_people()
    return {
        "features": {SHORT[feature]: name for feature, name in names().items()},
        "heads": [f"{SHORT[feature]} (of {weights[feature]})" for feature in names()],
        "people": [_points(person, weights) for members in people.values() for person in members],
        "groups": list(people),
        "total": sum(weights.values()),
        "point": f"{point:g}",
        "cut_off": CUT_OFF,
        "line": math.ceil((CUT_OFF - scorecard.LOWEST) / point),
    }


def _points(person: Person, weights: dict[str, int]) -> list[str | None]:
    rent = card_points(person.get(scorecard.RENT), weights[scorecard.PAYMENT])
    points = [card_points(person.get(feature), weights[feature]) for feature in FEATURES]
    return [person["name"], person["group"], *points, rent, "", ""]


def card_points(value: float | None, weight: int) -> str | None:
    """The points of a feature in whole points; None where there is no record."""
    return None if value is None else f"{weight * value:.0f}"


def for_the_room() -> Asked:
    """Which group one thinks to be refused most; the result is no number."""
    return Asked(_guess(), None)


ACTIVITY = Declaration(CELL, draw_the_line, on_paper, key=keys, guess=for_the_room)
