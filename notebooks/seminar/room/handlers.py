"""What every page of a room has in common as an answer of a server: headers, limits, forms, sentences for refusals."""

import logging
import traceback
from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import parse_qsl

import htpy as h
from tornado.web import HTTPError, RequestHandler, stream_request_body

from seminar.data.words import Words
from seminar.room import pages
from seminar.room.room import Room

prose = Words("room")

LONGEST = 8_000
"""Bytes of a form; the longest one, the survey, has under 1,000."""
OURS = "'self'"
NOTHING = "'none'"
POLICY = {
    "default-src": NOTHING,
    "style-src": OURS,
    "form-action": OURS,
    "base-uri": NOTHING,
    "frame-ancestors": NOTHING,
}
"""No script, no picture, nothing from elsewhere."""
LOOK_AGAIN = 5
"""Seconds after which a page that waits looks again."""
SPENT = 429
"""The status of who asks too often."""

for _name in ("tornado.access", "tornado.general", "tornado.application"):
    logging.getLogger(_name).disabled = True  # they name the addresses of phones


class Page(RequestHandler):
    """A page of a room, of which nothing stays in a cache or in a log; its server’s settings hold what it needs."""

    policy: ClassVar[Mapping[str, str]] = POLICY

    def set_default_headers(self) -> None:
        """No script, no frame, no copy, and no word about the server."""
        self.clear_header("Server")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Security-Policy", "; ".join(map(" ".join, self.policy.items())))
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")

    @property
    def room(self) -> Room:
        """The room whose page this is."""
        return self.settings["room"]

    @property
    def here(self) -> str:
        """The path that the pages of this application begin with."""
        return self.settings["here"]

    async def prepare(self) -> None:
        """Raises HTTPError for who asks more than hundreds of phones would."""
        if not self.settings["allowance"].takes(self.request.remote_ip or ""):
            raise HTTPError(SPENT)

    def waits(self, page: str) -> None:
        """Show *page*, and look again in a while."""
        self.set_header("Refresh", str(LOOK_AGAIN))
        self.finish(page)

    def way_on(self) -> h.Node:
        """Where somebody goes on after a refusal."""
        return None

    def refuse(self, sentence: str, status: int = 409) -> None:
        """Say in a sentence why something does not count."""
        self.set_status(status)
        self.finish(pages.said(prose("refused.title"), sentence, self.way_on()))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """A sentence in the place of an error."""
        words = prose.group("http")
        self.refuse(words.get(str(status_code), words["other"]), status_code)

    def log_exception(self, kind: Any, error: Any, trace: Any) -> None:
        """Print a fault of ours without the request: that would name the address of a phone."""
        if not isinstance(error, HTTPError):
            traceback.print_exception(kind, error, trace)


@stream_request_body
class Form(Page):
    """A page that takes a form: not more of it than a form can have, however much is sent.

    Who is refused hears it when all is here that they send: to cut the line before would, behind a proxy that uses it
    for everybody, cut off the next one too.
    """

    async def prepare(self) -> None:
        """Be ready for a form, and find out who asks. Raises HTTPError for who may not be here and sends no form."""
        self._body, self._length = bytearray(), 0
        self.refusal: HTTPError | None = None
        try:
            await super().prepare()
            await self.admit()
        except HTTPError as refusal:
            if self.request.method != "POST":
                raise
            self.refusal = refusal

    async def admit(self) -> None:
        """Find out who asks. Raises HTTPError for who may not be here."""
        raise NotImplementedError

    def take(self, given: dict[str, str], part: str) -> None:
        """Take the form, field → what it holds, that came to this *part* of the page, which most pages do not."""
        raise HTTPError(405)

    def post(self, part: str = "") -> None:
        """Take the form of whoever may be here."""
        if self.refusal:
            raise self.refusal
        self.take(self._form(), part)

    def data_received(self, chunk: bytes) -> None:
        """Keep what comes, up to the longest form; the rest is let through, so that its sender hears a sentence."""
        self._length += len(chunk)
        if self._length <= LONGEST:
            self._body += chunk

    def _form(self) -> dict[str, str]:
        """Field → what it holds. Raises HTTPError for what is no form."""
        if self._length > LONGEST:
            raise HTTPError(413)
        if not self.request.headers.get("Content-Type", "").startswith("application/x-www-form-urlencoded"):
            raise HTTPError(400)
        try:
            return dict(parse_qsl(self._body.decode("ascii"), max_num_fields=100, errors="strict"))
        except ValueError as error:
            raise HTTPError(400) from error


class Style(Page):
    """The style sheet, which may stay in a cache."""

    def get(self) -> None:
        """All of it."""
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.set_header("Cache-Control", "max-age=3600")
        self.finish(self.settings["style"])


class Unknown(Page):
    """What is at no address; a phone is led to where the word is typed."""

    def way_on(self) -> h.Node:
        """To the word, where phones are heard."""
        entrance = self.settings.get("entrance")
        return entrance and pages.link(entrance, prose("phone.to-word"))

    async def prepare(self) -> None:
        """Raises HTTPError always."""
        raise HTTPError(404)
