"""W01b for a person alone: what one voted first and what then, side by side, with the movement in words."""

from collections.abc import Sequence
from typing import NamedTuple

from seminar.answers.store import Store
from seminar.course.questions import claim_words
from seminar.data.records import Vote, full_vote, lettered, record, saved_under, second_vote
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.screen.live import Box
from seminar.screen.moves import moves
from seminar.screen.page import Figure
from seminar.workbench.panel import Panel, kept_panel

prose = Words("01-w01b")


class OwnVote(NamedTuple):
    """The *claim* voted on ("" where there is one question), and the options chosen *first* and *then*, "" if open."""

    claim: str
    first: str
    then: str

    def said(self) -> str:
        """The movement in words."""
        start = prose("own.claim", claim=self.claim) if self.claim else ""
        if self.first and self.first == self.then:
            return start + prose("own.stayed", option=self.first)
        nothing = prose("own.open")
        return start + prose("own.moved", first=self.first or nothing, then=self.then or nothing)


class BothVotes:
    """The names under which the votes of the cell *first*, and of the cell that votes again on it, are saved."""

    def __init__(self, first: str) -> None:
        self.vote = record(first, Vote)
        second = second_vote(first)
        if not second:
            raise SeminarError(f"There is no second vote on {first}; expected one with “revote_of: {first}”.")
        again = record(second, Vote)
        self.names = list(zip(saved_under(first, self.vote), saved_under(second, again), strict=True))

    def given(self, answers: Store) -> list[OwnVote]:
        """Both votes on each claim as they are saved."""
        options = dict(lettered(self.vote))
        claims = list(claim_words(self.vote).values()) or [""]
        return [
            OwnVote(claim, *(options.get(answers.text(name), "") for name in names))
            for claim, names in zip(claims, self.names, strict=True)
        ]

    def panel(self, answers: Store) -> Panel:
        """Both votes side by side."""
        return side_by_side(self.given(answers), full_vote(self.vote).options)

    def box(self) -> Box:
        """The live view, which follows what is voted on the page."""
        return kept_panel([name for names in self.names for name in names], self.panel)


def side_by_side(votes: Sequence[OwnVote], options: Sequence[str]) -> Panel:
    """*votes* on the *options* as a picture, whether one moved, and each movement in words."""
    said = " ".join(f"{vote.said()}." for vote in votes)
    both = [vote for vote in votes if vote.first and vote.then]
    if not both:
        finding = prose("own.waits")
    elif len(votes) == 1:
        finding = votes[0].said()
    else:
        moved = sum(vote.first != vote.then for vote in both)
        finding = prose("own.finding", moved=moved, count=len(both))
    places = {option: (place + 0.5) / len(options) for place, option in enumerate(options)}
    rows = [(vote.claim, places.get(vote.first), places.get(vote.then)) for vote in votes]
    ticks = [(at, option) for option, at in places.items()]
    off = [option for option in options if option in prose.all("off-the-line")]
    end = 1 - len(off) / len(options)
    caption = prose("own.caption") + (prose("own.apart") if off else "")
    return Panel(
        finding, [Figure(lambda ink: moves(rows, ticks, ink, end), prose("own.alt", said=said), caption)], said
    )
