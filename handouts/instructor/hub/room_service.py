"""The votes of the room as a service of a JupyterHub: whoever is logged in has one ballot, whichever browser it is.

The hub starts this with the Python of its users. Teachers open /services/room/ and choose a notebook; students open the
address that the wall shows. A journal holds of a ballot the digest of a keyed hash of its owner's name, and the key is
only in the memory of this process: after a restart nobody, with a list of all names either, can join names and votes.
Since a second ballot could then not be told from a first, a vote that was open is closed with the votes that it had.
"""

import asyncio
import hashlib
import hmac
import os
import secrets
import signal
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from jupyterhub.services.auth import HubOAuth, HubOAuthCallbackHandler
from seminar.answers.store import answers_folder
from seminar.data.package import notebooks
from seminar.errors import SeminarError
from seminar.room import desk, pages, phones
from seminar.room.handlers import Page, Style
from seminar.room.journal import FOLDER, Journal
from seminar.room.network import Allowance
from seminar.room.room import Room
from seminar.room.serving import BURST, RATE, Idle
from tornado.httpserver import HTTPServer
from tornado.httputil import url_concat
from tornado.ioloop import PeriodicCallback
from tornado.routing import PathMatches, Rule, RuleRouter
from tornado.web import Application, HTTPError, RequestHandler

TEACHERS = os.environ.get("ROOM_TEACHERS", "teachers")
"""The group of the hub whose members may hold a room; whoever administers the hub may too."""


class Login:
    """Who asks for a page, as the hub says."""

    def __init__(self) -> None:
        self.auth = HubOAuth.instance()
        self._key = secrets.token_bytes(32)

    async def user(self, page: RequestHandler) -> Mapping[str, Any]:
        """The user as the hub describes them; who is not logged in is sent there, and is {} here.

        Raises HTTPError for a step that was not taken on a page of this server.
        """
        if (
            page.request.method == "POST"
            and urlsplit(page.request.headers.get("Origin", "")).netloc != page.request.host
        ):
            raise HTTPError(403)
        found = await self.auth.get_user(page, sync=False)
        if not found and page.request.method == "GET":
            state = self.auth.set_state_cookie(page, next_url=page.request.uri)
            page.redirect(url_concat(self.auth.login_url, {"state": state}))
        return found or {}

    async def ballot(self, page: RequestHandler) -> str:
        """The token of the one ballot that who asks has, "" for nobody."""
        name = (await self.user(page)).get("name", "")
        return hmac.new(self._key, name.encode(), hashlib.sha256).hexdigest() if name else ""

    async def teacher(self, page: RequestHandler) -> str:
        """The name of the teacher who asks, "" for who has been sent to log in. Raises HTTPError for anybody else."""
        user = await self.user(page)
        if user and not (user.get("admin") or TEACHERS in user.get("groups", ())):
            raise HTTPError(403)
        return user.get("name", "")


class Rooms:
    """The rooms that are open, each of one teacher for one notebook, at paths below *prefix*."""

    def __init__(self, prefix: str, login: Login) -> None:
        self.prefix, self.login, self.router = prefix, login, RuleRouter([])
        self._open: dict[str, Room] = {}
        for left in (answers_folder() / FOLDER).glob("*-*"):
            room = Room(left.name.partition("-")[0], Journal(left), keeps=False)
            if room.asked:
                room.close()

    def desk_of(self, teacher: str, notebook: str, origin: str) -> str:
        """The path of the desk of *teacher* for *notebook*, whose room is opened where it is not open yet.

        Raises SeminarError where nothing is asked in that notebook.
        """
        name = f"{notebook}-{hashlib.sha256(teacher.encode()).hexdigest()[:12]}"
        below = f"{self.prefix}/{name}"
        if name not in self._open:
            self._open[name] = Room(notebook, Journal(answers_folder() / FOLDER / name), keeps=False)
            self._add(name, self._open[name], teacher, origin)
        return f"{below}/desk/{self._open[name].key}"

    def _add(self, name: str, room: Room, teacher: str, origin: str) -> None:
        below, seen = f"{self.prefix}/{name}", set[str]()

        async def admits(page: RequestHandler) -> None:
            if await self.login.teacher(page) not in (teacher, ""):
                raise HTTPError(403)

        def end() -> None:
            idle.stop()
            del self._open[name]
            self.router.rules = [rule for rule in self.router.rules if rule.name != name]

        idle, allowance = Idle(room, end), Allowance(RATE, BURST)
        at_desk = desk.application(
            room,
            seen,
            admits,
            lambda: [f"{origin}{below}/"],
            pressed=idle.pressed,
            end=end,
            allowance=allowance,
            below=f"{below}/desk",
        )
        for_phones = phones.application(room, seen, self.login.ballot, allowance, below)
        for path, pages_there in ((f"{below}/desk/.*", at_desk), (f"{below}/.*", for_phones)):
            of_this_service(pages_there)
            self.router.add_rules([Rule(PathMatches(path), pages_there, name=name)])


def of_this_service(application: Application) -> Application:
    """*application* with what HubOAuth asks of it; steps from elsewhere are refused by their origin."""
    application.settings |= {"disable_check_xsrf": True, "cookie_secret": COOKIES}
    return application


COOKIES = secrets.token_bytes(32)


class Choose(Page):
    """Where a teacher chooses the notebook whose votes are taken."""

    async def prepare(self) -> None:
        """Raises HTTPError for who is no teacher."""
        await super().prepare()
        self.teacher = await self.settings["rooms"].login.teacher(self)

    def get(self, notebook: str = "") -> None:
        """A link for each notebook, or the desk of one."""
        rooms: Rooms = self.settings["rooms"]
        if not notebook:
            numbers = [path.name[:2] for path in notebooks()]
            self.finish(pages.choose({number: f"{rooms.prefix}/of/{number}" for number in numbers}))
            return
        scheme = self.request.headers.get("X-Forwarded-Proto", "http").partition(",")[0]
        try:
            self.redirect(rooms.desk_of(self.teacher, notebook, f"{scheme}://{self.request.host}"))
        except SeminarError as error:
            self.refuse(str(error), 404)


async def serve() -> None:
    """Serve at the address that the hub gives, until it ends this."""
    prefix = os.environ["JUPYTERHUB_SERVICE_PREFIX"].rstrip("/")
    rooms = Rooms(prefix, Login())
    own = Application(
        [
            (f"{prefix}/?", Choose),
            (rf"{prefix}/of/(\d\d)", Choose),
            (f"{prefix}/oauth_callback", HubOAuthCallbackHandler),
            (f"{prefix}/{pages.STYLE}", Style),
        ],
        rooms=rooms,
        allowance=Allowance(RATE, BURST),
        style=pages.phone_style(),
    )
    of_this_service(own)
    own_pages = PathMatches(f"{prefix}/?(of/.*|oauth_callback|{pages.STYLE})?$")
    places = [Rule(own_pages, own), Rule(PathMatches(".*"), rooms.router)]
    at = urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"])
    HTTPServer(RuleRouter(places), xheaders=False).listen(at.port or 80, at.hostname or "127.0.0.1")
    stop, hub = asyncio.Event(), os.getppid()

    def look() -> None:
        if os.getppid() != hub:
            stop.set()

    PeriodicCallback(look, 500).start()  # a hub that was killed has left this; the next one has a service of its own
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()


if __name__ == "__main__":
    asyncio.run(serve())
