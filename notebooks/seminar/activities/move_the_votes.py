"""W01b: how one's own two votes lie side by side, and how far a class moved, from counts that are typed in."""

from collections.abc import Sequence
from functools import partial

import htpy as h

from seminar.activities.parts.of_the_room import ONE_QUESTION, counts_of_the_room, opening, take
from seminar.activities.parts.own_votes import BothVotes
from seminar.course.questions import claim_words
from seminar.data.records import LETTERS, Activity, Prompt, Vote, full_vote, record
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.models.votes import FEWEST_VOTES, MOST_VOTES, Movement, fewest_who_changed, movement
from seminar.numbers import at_least_percent, part_of, plural, whole_percent
from seminar.screen.controls import evenly
from seminar.screen.figures import paired_bars
from seminar.screen.live import Box, Part
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Preset, Setting, View, live_frame, live_view, still_frame, tabs

prose = Words("01-w01b")


ROUNDS = ("Before", "After")
INVENTED = ((5, 3, 2, 2, 1), (3, 4, 3, 2, 1))
"""Invented counts before and after for up to five options; with three, four or five both rounds have equal totals."""
LOAD = prose("load")

Counts = tuple[list[int], list[int]]


@forgiving
def move_the_votes(cell_id: str) -> Output:
    """The two votes that the record of *cell_id* names: one's own side by side, and the counts of a class."""
    found = record(cell_id, Activity)
    if found.vote is None:
        raise SeminarError(f"The record of {cell_id} names no vote; expected something like vote: 01-vote.")
    vote = record(found.vote, Prompt)
    if not isinstance(vote, Vote):
        raise SeminarError(f"{found.vote} is not a vote, so it has no options to count.")
    both = BothVotes(vote.revote_of or found.vote)
    waits = prose("own.waits")
    plain = prose("own.plain", title=found.title, waits=waits)
    return Output(still_frame(found, h.p[waits]), plain, lambda: live_frame(found, *_two_ways(cell_id, both)))


def _two_ways(cell_id: str, both: BothVotes) -> list[Part]:
    """A tab for one's own votes, which stands open, and one for the counts of a class."""
    ways = {prose("own.title"): both.box(), prose("counts"): _counts(cell_id, both.vote)}
    return [tabs(ways), *ways.values()]


def _counts(cell_id: str, vote: Vote) -> Box:
    """The counts of a class, with a tab for each claim where the vote is on claims."""
    options, claims = full_vote(vote).options, claim_words(vote) or {ONE_QUESTION: ""}
    views = {
        claim: live_view(_view(claim, options, counts_of_the_room(cell_id, key)), f"{prose.owner}-{place}")
        for place, (key, claim) in enumerate(claims.items())
    }
    return Box([*opening(cell_id[:2]), *([tabs(views)] if len(views) > 1 else []), *views.values()])


def _view(claim: str, options: Sequence[str], of_the_room: Preset) -> View:
    presets: dict[str, Preset] = {
        LOAD: invented(options),
        take(): of_the_room,
    }
    return View(claim, count_settings(options), partial(moved, options, claim), presets, presets_first=True)


def count_settings(options: Sequence[str]) -> list[Setting]:
    """A count for each option, first those of the round before, then those of the round after."""
    return [
        Setting(count_name(side, place), f"{side}: {option}", evenly(0, MOST_VOTES), 0)
        for side in ROUNDS
        for place, option in enumerate(options)
    ]


def invented(options: Sequence[str]) -> dict[str, int]:
    """Invented counts for as many *options*, by the name of the setting."""
    return {
        count_name(side, place): counts[place]
        for side, counts in zip(ROUNDS, INVENTED, strict=True)
        for place in range(len(options))
    }


def count_name(side: str, place: int) -> str:
    """The setting that counts option number *place* in the round *side* (one of ``ROUNDS``)."""
    return f"{side.lower()}_{place}"


def moved(options: Sequence[str], claim: str, **counted: int) -> Panel:
    """The movement on *claim* ("" for the one question of the vote) with the counts in *counted* (``before_0`` …)."""
    before, after = ([counted[count_name(side, place)] for place in range(len(options))] for side in ROUNDS)
    counts, totals = (before, after), (sum(before), sum(after))
    start = prose("claim", claim=claim) if claim else ""
    if min(totals) < FEWEST_VOTES:
        return _nothing_to_show(start, totals)
    movements = movement(before, after)
    mark = prose("invented-mark") if counted == invented(options) else ""
    text = prose(
        "text",
        start=start,
        said=_said(options, counts),
        shares=_shares(counts, movements.net),
        moved=_least(counts),
        too_many=_too_many(totals),
    )
    if mark:
        text += prose("invented")
    parts: list[Figure | Table] = [_bars(options, counts, movements, mark), _table(options, counts, mark)]
    return Panel(f"{_least(counts)}{mark}", parts, text)


def _shares(counts: Counts, net: float) -> str:
    """What the shares of both rounds would mean for one class, or that those who came or left explain them."""
    if not net:
        return prose("same-shares")
    if fewest_who_changed(*counts):
        return prose("shares", net=at_least_percent(net))
    return prose("no-shares", points=plural(whole_percent(net).removesuffix("%"), "percentage point"))


def _nothing_to_show(start: str, totals: tuple[int, int]) -> Panel:
    """What stands there while a round has no votes, or so few that shares would show persons."""
    typed = prose("typed", start=start, before=plural(str(totals[0]), "vote"), after=plural(str(totals[1]), "vote"))
    if min(totals) == 0:
        finding, why = prose("no-votes"), prose("type-votes", most_votes=MOST_VOTES)
    else:
        finding = prose("too-few")
        why = prose("fewest", fewest_votes=FEWEST_VOTES)
    return Panel(finding, [], f"{typed} {why}{_too_many(totals)}")


def _least(counts: Counts) -> str:
    """How many must have changed their vote: of unequal rounds if nobody did more than come late, or leave."""
    (before, after), least = map(sum, counts), fewest_who_changed(*counts)
    if not least:
        return prose("nobody")
    people = prose("people", moved=least, all=plural(str(min(before, after)), "person", "people"))
    if before == after:
        return prose("changed", people=people)
    if before < after:
        return prose("came", people=people, more=plural(str(after - before), "person", "people"))
    return prose("left", people=people, fewer=plural(str(before - after), "person", "people"))


def _too_many(totals: tuple[int, int]) -> str:
    if max(totals) <= MOST_VOTES:
        return ""
    return prose("too-many", most_votes=MOST_VOTES, votes=max(totals))


def _said(options: Sequence[str], counts: Counts) -> str:
    """Both rounds in words: the totals, and the votes for each option."""

    def one(side: str, some: list[int]) -> str:
        named = ", ".join(
            prose("votes-for", count=count, option=option) for option, count in zip(options, some, strict=True)
        )
        return f"{side}, {plural(str(sum(some)), 'vote')}: {named}."

    return " ".join(map(one, ROUNDS, counts))


def _bars(options: Sequence[str], counts: Counts, movements: Movement, mark: str) -> Figure:
    rows = [
        (option, (b_share, prose("before", share=b)), (a_share, prose("after", share=a)))
        for (option, b, a), b_share, a_share in zip(
            _written(options, counts), movements.before, movements.after, strict=True
        )
    ]
    said = "; ".join(f"{option}, {before}, {after}" for option, (_, before), (_, after) in rows)
    return Figure(
        lambda ink: paired_bars(rows, 1, ink),
        prose("bars-alt", said=said),
        prose("bars-caption", mark=mark),
    )


def _table(options: Sequence[str], counts: Counts, mark: str) -> Table:
    return Table(
        prose("table-caption", mark=mark),
        [prose("option"), *ROUNDS],
        _written(options, counts),
        numbers=frozenset({1, 2}),
    )


def _written(options: Sequence[str], counts: Counts) -> list[tuple[str, str, str]]:
    """For each option its words and both of its parts: "5 of 12, 42%"."""
    sides = [[part_of(count, sum(some)) for count in some] for some in counts]
    return list(zip(options, *sides, strict=True))


def on_paper(cell_id: str) -> dict[str, object]:
    """The claims that are voted on in that cell (else the title of the vote), and the letters of the options."""
    vote = full_vote(record(record(cell_id, Activity).vote or "", Vote))
    return {
        "votes": vote.claims or (vote.title,),
        "options": [f"{letter})" for letter, _ in zip(LETTERS, vote.options, strict=False)],
        "fewest": FEWEST_VOTES,
    }


ACTIVITY = Declaration("01-w01b", move_the_votes, on_paper, also_in=("06-w01b", "07-w01b"), copies=("room", "slip"))
