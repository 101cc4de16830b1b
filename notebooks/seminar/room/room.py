"""A room that is open: what may be asked, the votes, and each step on the disk before anybody is told of it."""

import secrets
from collections.abc import Mapping

from seminar.answers.store import store
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.models.framing import FEWEST_FOR_THREE
from seminar.room.ballots import MOST_BALLOTS, Closed, Event, digest
from seminar.room.journal import Journal, again, remove_old
from seminar.room.polls import Poll, polls
from seminar.room.results import kept_for_notebook

prose = Words("room")


class Refused(SeminarError):
    """A step that does not count now; the sentence is for whoever took it."""


class Room:
    """The room of *notebook*, whose events stand in *journal*: it goes on where an earlier one was interrupted.

    It *keeps* counts for the notebook where it runs under the account of whoever opens that.

    Raises SeminarError where there is no such notebook, or the disk takes nothing.
    """

    def __init__(self, notebook: str, journal: Journal, keeps: bool = True) -> None:
        self.notebook, self.polls, self._journal, self.keeps = notebook, polls(notebook), journal, keeps
        remove_old(journal)
        self.ballots, begun = again(journal.events())
        self.goes_on = bool(begun)
        words = prose.all("words")
        self._begun: Event = begun or {
            "is": "begun",
            "word": secrets.choice(words),
            "key": secrets.token_hex(16),
            "secret": secrets.token_hex(32),
        }
        self.word, self.key, self.secret = (str(self._begun[name]) for name in ("word", "key", "secret"))
        self.kept: set[str] = set()
        self._rewrite()

    def _rewrite(self) -> None:
        self._journal.begin([self._begun, *self.ballots.events()])

    def _happens(self, event: Event) -> None:
        """Put *event* on the disk, then let it count. Raises Refused where the disk does not take it."""
        try:
            self._journal.add(event)
        except OSError as error:
            raise Refused(prose("refused.disk", why=error.strerror or str(error))) from error
        self.ballots.take(event)

    @property
    def asked(self) -> Poll | None:
        """What is open now."""
        return self.polls.get(self.ballots.open)

    def poll(self, name: str) -> Poll:
        """The poll *name*. Raises Refused for one that is not asked here."""
        if name not in self.polls:
            raise Refused(prose("refused.unknown-round"))
        return self.polls[name]

    def open(self, name: str) -> None:
        """Ask *name*; if it was asked before, its counts go. Raises Refused while another is open."""
        poll = self.poll(name)
        if self.asked:
            raise Refused(prose("refused.still-open", title=self.asked.title))
        if poll.dealt and not self.ballots.heads:
            raise Refused(prose("refused.heads-first", three=FEWEST_FOR_THREE))
        self._happens({"is": "opened", "round": name})

    def close(self) -> None:
        """Close what is open: its counts are left, and no ballot. Raises Refused where nothing is open."""
        if not self.asked:
            raise Refused(prose("refused.nothing-open"))
        self._happens(self.ballots.closing())
        self._rewrite()

    def count_heads(self, typed: str) -> None:
        """Keep how many people are there. Raises Refused for what is no such number."""
        if not (typed.isascii() and typed.isdigit() and 0 < int(typed[:6]) <= MOST_BALLOTS):
            raise Refused(prose("refused.heads", most=MOST_BALLOTS))
        self._happens({"is": "heads", "number": int(typed)})

    def cast(self, token: str, name: str, given: Mapping[str, str]) -> None:
        """Keep the vote of the ballot *token* in the round *name*: it takes the place of an earlier one.

        Raises SeminarError, with a sentence for the voter, where it does not count.
        """
        poll, ballot = self._voting(name), digest(token, name)
        chosen = poll.read(given)
        if poll.dealt and ballot not in self.ballots.cards:
            raise Refused(prose("refused.card-first"))
        if ballot not in self.ballots.votes and self.ballots.full:
            raise Refused(prose("refused.full"))
        if self.ballots.votes.get(ballot) != chosen:
            self._happens({"is": "cast", "round": name, "ballot": ballot, "chosen": chosen})

    def deal(self, token: str, name: str) -> None:
        """Deal a card to the ballot *token*, the same one each time. Raises Refused where none is dealt now."""
        poll, ballot = self._voting(name), digest(token, name)
        if not poll.dealt:
            raise Refused(prose("refused.unknown-round"))
        if ballot in self.ballots.cards:
            return
        if len(self.ballots.cards) >= MOST_BALLOTS:
            raise Refused(prose("refused.full"))
        few = self.ballots.heads < FEWEST_FOR_THREE
        card = self.ballots.next_card([*poll.form.cards][: 2 if few else None])
        self._happens({"is": "dealt", "round": name, "ballot": ballot, "card": card})

    def _voting(self, name: str) -> Poll:
        """The poll *name*, which is open. Raises Refused where it is closed, another one is open, or it is unknown."""
        poll = self.poll(name)
        if name == self.ballots.open:
            return poll
        raise Refused(prose("refused.late") if name in self.ballots.closed else prose("refused.other-round"))

    def card_of(self, token: str) -> str:
        """The card that the ballot *token* has in what is open, "" for none."""
        return self.ballots.cards.get(digest(token, self.ballots.open), "")

    def vote_of(self, token: str) -> Mapping[str, str]:
        """What the ballot *token* has chosen in what is open, {} for nothing."""
        return self.ballots.votes.get(digest(token, self.ballots.open), {})

    def left(self, name: str) -> Closed | None:
        """What is left of the round *name* once it is closed."""
        return self.ballots.closed.get(name)

    def keep(self, name: str) -> None:
        """Put the counts of *name* where the notebook finds them. Raises SeminarError where there are none."""
        poll = self.poll(name)
        where, values = kept_for_notebook(poll, self.ballots.closed)
        if not (values and self.keeps):
            raise Refused(prose("refused.no-counts"))
        answers = store(where)
        answers.look(where)
        answers.save(where, {**answers.parts(where), **values})
        self.kept.add(name)

    def end(self) -> None:
        """Leave nothing on the disk but what was kept for the notebook."""
        self._journal.remove()
