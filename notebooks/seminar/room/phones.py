"""The voting page, for every phone in the network: a waiting page, a form, and “your vote counts”."""

import secrets
from dataclasses import dataclass, field

import htpy as h
from tornado.web import Application, HTTPError

from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.room import pages
from seminar.room.handlers import Form, Page, Style, Unknown
from seminar.room.network import Allowance
from seminar.room.room import Room

prose = Words("room")

LOOK_AGAIN = 5
"""Seconds after which a phone that waits looks again."""
LONGEST_USE = 36_500
"""Days that a cookie holds: the room ends before, and no wrong clock shall end a ballot."""


@dataclass
class Seen:
    """How many phones have opened the page, which the desk shows; not which."""

    ballots: set[str] = field(default_factory=set)


class _Phone(Page):
    """A page for a phone whose ballot is in a signed cookie."""

    @property
    def room(self) -> Room:
        """The room that one votes in."""
        return self.settings["room"]

    @property
    def here(self) -> str:
        """Where the vote is."""
        return f"/{self.room.word}"

    def way_on(self) -> h.Node:
        """Back to what is asked now."""
        return pages.link(self.here, prose("phone.back"))

    def ballot(self) -> str:
        """The token of this phone’s ballot, "" where it has none that was made here."""
        token = self.get_signed_cookie(self.settings["cookie"], max_age_days=LONGEST_USE)
        return token.decode() if token else ""

    def waits(self, page: str) -> None:
        """Show *page*, and look again in a while."""
        self.set_header("Refresh", str(LOOK_AGAIN))
        self.finish(page)


class _Entrance(_Phone):
    """The bare address: whoever typed it types the word on the wall, too."""

    def get(self) -> None:
        """Ask for the word, or lead on with it."""
        word = self.get_query_argument("word", "").strip().lower()
        if word == self.room.word:
            self.redirect(self.here)
        else:
            self.finish(pages.ask_word(bool(word)))


class _Now(_Phone):
    """What there is to do on a phone now."""

    def get(self, change: str | None = None) -> None:
        """The form of what is open, or that the vote counts, or that one waits."""
        token = self.ballot()
        if not token:
            token = secrets.token_urlsafe(16)
            self.set_signed_cookie(self.settings["cookie"], token, expires_days=None, httponly=True, samesite="Lax")
        self.settings["seen"].ballots.add(token)
        poll = self.room.asked
        if poll is None:
            self.waits(pages.waiting(self.here, prose("phone.waiting")))
            return
        chosen, card = self.room.vote_of(token), self.room.card_of(token)
        if chosen and not change:
            self.waits(pages.voted(self.here, poll, chosen))
        elif poll.dealt and not card:
            self.finish(pages.take_card(self.here, poll))
        else:
            self.finish(pages.form(self.here, poll, chosen, card))


class _Step(Form, _Phone):
    """What a phone sends."""

    def token(self) -> str:
        """The ballot. Raises HTTPError where there is none, or a forged one."""
        if not (token := self.ballot()):
            raise HTTPError(403)
        return token


class _Vote(_Now, _Step):
    """The form comes in."""

    def post(self, change: str | None = None) -> None:
        """Keep the vote and lead to the page that says so; a form with a gap comes back."""
        token, given = self.token(), self.form()
        name = given.pop("round", "")
        try:
            self.room.cast(token, name, given)
        except SeminarError as error:
            self._again(token, name, given, str(error))
        else:
            self.redirect(self.here, status=303)

    def _again(self, token: str, name: str, given: dict[str, str], why: str) -> None:
        poll = self.room.asked
        if poll is None or poll.name != name or (poll.dealt and not self.room.card_of(token)):
            self.refuse(why)
        else:
            self.set_status(409)
            self.finish(pages.form(self.here, poll, given, self.room.card_of(token), why))


class _Card(_Step):
    """A press for a card."""

    def post(self) -> None:
        """Deal it and lead to the form."""
        try:
            self.room.deal(self.token(), self.form().get("round", ""))
        except SeminarError as error:
            self.refuse(str(error))
        else:
            self.redirect(self.here, status=303)


def application(room: Room, seen: Seen, port: int, allowance: Allowance) -> Application:
    """The pages for phones. Cookies do not know ports, so the name of this one does."""
    here = f"/{room.word}"
    return Application(
        [
            ("/", _Entrance),
            (pages.STYLE, Style),
            (here, _Vote),
            (f"{here}/(change)", _Vote),
            (f"{here}/card", _Card),
        ],
        default_handler_class=Unknown,
        cookie_secret=room.secret,
        cookie=f"ballot-{port}",
        room=room,
        seen=seen,
        allowance=allowance,
        style=pages.phone_style(),
    )
