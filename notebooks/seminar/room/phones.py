"""The voting page, for every phone in the network: a waiting page, a form, and “your vote counts”."""

import secrets
from collections.abc import Awaitable, Callable

import htpy as h
from tornado.web import Application, HTTPError, RequestHandler, create_signed_value, decode_signed_value

from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.room import pages
from seminar.room.handlers import Form, Page, Style, Unknown
from seminar.room.network import Allowance
from seminar.room.room import Room

prose = Words("room")

LONGEST_USE = 36_500
"""Days that a cookie holds: the room ends before, and no wrong clock shall end a ballot."""

Whose = Callable[[RequestHandler], Awaitable[str]]
"""The token of the ballot of who asks for a page, the same one each time, "" for nobody who may vote.

It is asked before each page and may answer in its place, with a way to log in for instance.
"""


def by_cookie(name: str, secret: str) -> Whose:
    """A ballot for each browser: a random token in the cookie *name*, signed with *secret*, for who opens the page."""

    async def whose(page: RequestHandler) -> str:
        token = (decode_signed_value(secret, name, page.get_cookie(name), LONGEST_USE) or b"").decode()
        if not token and page.request.method == "GET":
            token = secrets.token_urlsafe(16)
            page.set_cookie(name, create_signed_value(secret, name, token), httponly=True, samesite="Lax")
        return token

    return whose


class _Entrance(Page):
    """The bare address: whoever typed it types the word on the wall, too."""

    def get(self) -> None:
        """Ask for the word, or lead on with it."""
        word = self.get_query_argument("word", "").strip().lower()
        if word == self.room.word:
            self.redirect(self.here)
        else:
            self.finish(pages.ask_word(bool(word)))


class _Phone(Form):
    """A page for somebody with a ballot."""

    async def admit(self) -> None:
        """Find out whose ballot it is."""
        self._token = await self.settings["whose"](self)

    def way_on(self) -> h.Node:
        """Back to what is asked now."""
        return pages.link(self.here, prose("phone.back"))

    @property
    def token(self) -> str:
        """The token of the ballot. Raises HTTPError where there is none, or a forged one."""
        if not self._token:
            raise HTTPError(403)
        return self._token


class _Vote(_Phone):
    """What there is to do on a phone now."""

    def get(self, change: str | None = None) -> None:
        """The form of what is open, or that the vote counts, or that one waits."""
        self.settings["seen"].add(self.token)
        poll = self.room.asked
        if poll is None:
            self.waits(pages.nothing_open(self.here, self.room.last_closed))
            return
        chosen, card = self.room.vote_of(self.token), self.room.card_of(self.token)
        if chosen is not None and not change:
            self.waits(pages.voted(self.here, poll, chosen))
        elif poll.dealt and not card:
            self.finish(pages.take_card(self.here, poll))
        else:
            self.finish(pages.form(self.here, poll, chosen or {}, card))

    def take(self, given: dict[str, str], part: str) -> None:
        """Keep the vote and lead to the page that says so; a form with a gap comes back."""
        token = self.token
        name = given.pop("round", "")
        try:
            self.room.cast(token, name, given)
        except SeminarError as error:
            self._again(name, given, str(error))
        else:
            self.redirect(self.here, status=303)

    def _again(self, name: str, given: dict[str, str], why: str) -> None:
        poll, card = self.room.asked, self.room.card_of(self.token)
        if poll is None or poll.name != name or (poll.dealt and not card):
            self.refuse(why)
        else:
            self.set_status(409)
            self.finish(pages.form(self.here, poll, given, card, why))


class _Card(_Phone):
    """A press for a card."""

    def take(self, given: dict[str, str], part: str) -> None:
        """Deal it and lead to the form."""
        try:
            self.room.deal(self.token, given.get("round", ""))
        except SeminarError as error:
            self.refuse(str(error))
        else:
            self.redirect(self.here, status=303)


def application(room: Room, seen: set[str], whose: Whose, allowance: Allowance, below: str = "") -> Application:
    """The pages for phones, at paths *below* one ("/room"); *whose* ballot it is that asks, and those *seen* so far."""
    here = f"{below}/{room.word}"
    return Application(
        [
            (f"{below}/", _Entrance),
            (here, _Vote),
            (f"{here}/(change)", _Vote),
            (f"{here}/card", _Card),
            (pages.ANY_STYLE, Style),
        ],
        default_handler_class=Unknown,
        whose=whose,
        here=here,
        entrance=f"{below}/",
        room=room,
        seen=seen,
        allowance=allowance,
        style=pages.phone_style(),
    )
