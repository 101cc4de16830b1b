"""W08b: thirty invented people, their friends, and a rule that looks at the mean score of the friends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from statistics import median
from string import ascii_uppercase

import htpy as h

from seminar.data.evidence import rows
from seminar.data.words import Words
from seminar.models import friends as model
from seminar.models.friends import BOTH, FRIENDS, NO, OWN, UNDECIDED, YES, Ties
from seminar.numbers import listed, plural, small, tenths_cut
from seminar.screen.controls import OneOf, evenly, hundredths
from seminar.screen.figures import circle
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Asked, Guess
from seminar.workbench.panel import Panel, Setting, View, activity, at_the_start

CELL = "08-w08b"
prose = Words(CELL)
RULES = {FRIENDS: prose("rules.mean"), OWN: prose("rules.own"), BOTH: prose("rules.both")}
SETTINGS = [
    Setting("likeness", prose("settings.likeness"), hundredths(0, 100, 1), 60),
    Setting("friends", prose("settings.friends"), evenly(2, 8), 4),
    Setting("cut_off", prose("settings.cut_off"), evenly(300, 850), 600),
    Setting("rule", prose("settings.rule"), OneOf(tuple(RULES.items())), FRIENDS),
    Setting("seed", prose("settings.seed"), evenly(1, 99), 21),
]
GUESSES = prose.group("guesses")
SHOWN = (0, 60, 100)
"""The likeness, in percent, at which the number of those who lose their yes is told beside each other."""
LOOKS = {(YES, YES): "full", (NO, NO): "hollow", (YES, NO): "marked", (NO, YES): "square"}
"""By one's own score, and by the rule; where the rule cannot decide, the ring is open."""


@forgiving
def ask_the_friends() -> Output:
    """The friends’ average: live with a picture of the ties, still as a table of who is tied to whom."""
    still = View(prose("tabs.ties"), SETTINGS, tied, guess=_guess())
    return activity(CELL, View(prose("tabs.friends"), SETTINGS, befriended, guess=_guess()), still=[still])


def _guess() -> Guess:
    start = at_the_start(SETTINGS)
    people = {row.cells["name"]: row.cells["score"] for row in rows("friends_invented")}
    lost = _lost({**start, "likeness": 0}, FRIENDS)
    before = prose("guess.before", all=len(people), friends=start["friends"], cut_off=start["cut_off"], lost=lost)
    return Guess(prose("guess.question"), prose("guess.label"), OneOf(tuple(GUESSES.items())), "same", before=before)


def _lost(values: Mapping[str, int], rule: str) -> int:
    """How many people go from yes to no under *rule* and the numbers of the settings."""
    members = _members(*_circle(values["likeness"], values["friends"], values["seed"]), values["cut_off"], rule)
    return _count(members, YES, NO)


@dataclass(frozen=True)
class Member:
    """One invented person: *friends* by name, their *mean* score, and yes or no by their *own* score and as *ruled*."""

    name: str
    score: int
    friends: Sequence[str]
    mean: Fraction | None
    own: str
    ruled: str

    def tied(self) -> str:
        """The friends in words."""
        return ", ".join(self.friends) or "nobody"

    def mean_written(self) -> str:
        """The mean score of the friends, or a dash."""
        return "–" if self.mean is None else tenths_cut(self.mean)


def befriended(likeness: int, friends: int, cut_off: int, rule: str, seed: int, guess: str | None = None) -> Panel:
    """The circle under *rule*, with a picture: *likeness* in percent, a mean number of *friends*, after a *guess*."""
    people, ties = _circle(likeness, friends, seed)
    members = _members(people, ties, cut_off, rule)
    moved = [member for member in members if member.own != member.ruled]
    parts: list[Figure | Table] = [_picture(members, people, ties), _table(prose("friends-caption"), moved)]
    numbers = {"friends": friends, "cut_off": cut_off, "seed": seed}
    under = _hidden(members, numbers, rule, guess)
    return Panel(_finding(members), parts, _text(members, cut_off, rule), list(map(_in_words, members)), under)


def _hidden(members: Sequence[Member], numbers: Mapping[str, int], rule: str, guess: str | None) -> str:
    """Why fewer change where friends are alike: the mean of the friends then says what one's own score says."""
    if rule == OWN:
        return ""
    lost = [_lost({**numbers, "likeness": likeness}, rule) for likeness in SHOWN]
    fewer = lost == sorted(lost, reverse=True) and lost[0] > lost[-1]
    apart = [abs(member.score - member.mean) for member in members if member.mean is not None]
    mine = prose("guess.mine", guess=GUESSES[guess]) if guess else ""
    return prose(
        "hidden",
        mine=mine,
        lost=listed(map(str, lost)),
        apart=f"{float(median(apart)):.0f}",
        so=prose("shows-less") if fewer else prose("shows-no-less"),
    ).strip()


def tied(likeness: int, friends: int, cut_off: int, rule: str, seed: int, guess: str | None = None) -> Panel:
    """The same without a picture: the table says who is tied to whom."""
    members = _members(*_circle(likeness, friends, seed), cut_off, rule)
    return Panel(_finding(members), [_table(prose("ties-caption"), members)], _text(members, cut_off, rule))


People = dict[str, int]
"""Name → own score."""


def _circle(likeness: int, friends: int, seed: int) -> tuple[People, Ties]:
    people = {row.cells["name"]: row.cells["score"] for row in rows("friends_invented")}
    return people, model.network(list(people.values()), friends, likeness, seed)


def _members(people: People, ties: Ties, cut_off: int, rule: str) -> list[Member]:
    """Everybody, from the highest own score to the lowest."""
    return sorted(_everybody(people, ties, cut_off, rule), key=lambda member: -member.score)


def _everybody(people: People, ties: Ties, cut_off: int, rule: str) -> list[Member]:
    """Everybody in the order of *people*."""
    names, scores = list(people), list(people.values())
    return [
        Member(names[place], scores[place], sorted(names[friend] for friend in ties[place]), mean, own, ruled)
        for place, (mean, own, ruled) in enumerate(
            zip(
                model.means(scores, ties),
                model.decisions(scores, ties, cut_off, OWN),
                model.decisions(scores, ties, cut_off, rule),
                strict=True,
            )
        )
    ]


def _count(members: Sequence[Member], *pair: str) -> int:
    """How many have that answer by their own score and that answer by the rule."""
    return sum((member.own, member.ruled) == pair for member in members)


def _finding(members: Sequence[Member]) -> str:
    lost, won = _count(members, YES, NO), _count(members, NO, YES)
    return prose("finding", persons=plural(str(lost), "person", "people"), won=won)


def _text(members: Sequence[Member], cut_off: int, rule: str) -> str:
    ruled = [member.ruled for member in members]
    passing = prose(
        "passing",
        cut_off=cut_off,
        own=sum(member.own == YES for member in members),
        all=len(members),
        ruled=ruled.count(YES),
        rule=RULES[rule],
    )
    if rule == OWN:
        return prose("own-only", passing=passing)
    moved = prose("refused", some=_some(_count(members, YES, NO), "good", "is", "are"))
    won = _some(_count(members, NO, YES), "low", "passes", "pass")
    moved += prose("by-friends", won=small(won)) if rule == FRIENDS else prose("none-by-friends")
    return prose("text", passing=passing, moved=moved, without=_without(members, ruled.count(UNDECIDED)))


def _some(count: int, kind: str, one: str, many: str) -> str:
    """How many people with a good or low own score, with the verb: "Nobody with a good own score is"."""
    who = plural(str(count), "person", "people") if count else prose("nobody")
    return prose("score", who=who, kind=kind, beside=one if count < 2 else many)


def _without(members: Sequence[Member], undecided: int) -> str:
    """On how many people the rule cannot decide, or that everybody has friends."""
    if all(member.friends for member in members):
        return prose("all-have-friends")
    if not undecided:
        return prose("decided-alone")
    who = plural(str(undecided), "person has", "people have")
    return prose("cannot-decide", who=who)


def _in_words(member: Member) -> str:
    mean = "" if member.mean is None else prose("whose-mean", mean=member.mean_written())
    answers = (
        prose("undecided", own=member.own)
        if member.ruled == UNDECIDED
        else prose("answers", own=member.own, ruled=member.ruled)
    )
    return prose("in-words", name=member.name, score=member.score, tied=member.tied(), mean=mean, answers=answers)


def _picture(members: Sequence[Member], people: People, ties: Ties) -> Figure:
    by_name, names = {member.name: member for member in members}, list(people)
    order = model.ring(list(people.values()))
    drawn = [(names[place], _look(by_name[names[place]])) for place in order]
    seat = {place: number for number, place in enumerate(order)}
    lines = [(seat[one], seat[other]) for one, other in combinations(seat, 2) if other in ties[one]]
    looks = [look for _, look in drawn]
    return Figure(
        lambda ink: circle(drawn, lines, ink, prose.all("ends")),
        prose(
            "alt",
            people=len(drawn),
            lines=len(lines),
            lost=looks.count("marked"),
            won=looks.count("square"),
            undecided=looks.count("open"),
        ),
        prose("caption"),
    )


def _look(member: Member) -> str:
    return LOOKS.get((member.own, member.ruled), "open")


def _table(caption: str, members: Sequence[Member]) -> Table:
    body = [
        [member.name, str(member.score), member.tied(), member.mean_written(), member.own, member.ruled]
        for member in members
    ]
    columns = prose.all("columns")
    nobody = [[prose("nobody"), "–", "–", "–", "–", "–"]]
    return Table(prose("table", caption=caption), columns, body or nobody, frozenset({1, 3}), wide=True)


CIRCLE = 12
"""People of the circle on paper, another one than on screen: one has no ties on purpose."""


def keys() -> h.Renderable:
    """The friends’ mean and both answers of everybody in the circle on paper: for the instructor only."""
    members = _members_on_paper()
    rows = [[member.name, str(member.score), member.mean_written(), member.own, member.ruled] for member in members]
    changed = [member.name for member in members if member.ruled not in (member.own, UNDECIDED)]
    columns = prose.all("columns")
    table = Table(prose("keys-caption"), [*columns[:2], *columns[3:]], rows, frozenset({1, 2}))
    return h.fragment[table.markup(), h.p[prose("keys-changed", changed=listed(changed))]]


def on_paper() -> dict[str, object]:
    """A circle with the friends of each, and the line."""
    people = [[member.name, str(member.score), member.tied(), "", "", ""] for member in _members_on_paper()]
    return {"line": at_the_start(SETTINGS)["cut_off"], "people": people}


def _members_on_paper() -> list[Member]:
    """The circle on paper under the rule of the friends; its people are called by letters."""
    start = at_the_start(SETTINGS)
    scores = [row.cells["score"] for row in rows("friends_invented")[:CIRCLE]]
    tied = model.network(scores[1:], start["friends"], start["likeness"], start["seed"])
    ties = {0: frozenset[int](), **{i + 1: frozenset(place + 1 for place in tied[i]) for i in tied}}
    return _everybody(dict(zip(ascii_uppercase, scores, strict=False)), ties, start["cut_off"], FRIENDS)


def for_the_room() -> Asked:
    """Whether one thinks that more or fewer change; the result is no number."""
    return Asked(_guess(), None)


ACTIVITY = Declaration(CELL, ask_the_friends, on_paper, key=keys, guess=for_the_room)
