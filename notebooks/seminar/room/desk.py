"""The desk page, for this computer alone: ask, close, count heads, show, keep, end."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import ClassVar

import htpy as h
from tornado.web import Application, HTTPError, RequestHandler

from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.room import pages, results
from seminar.room.handlers import OURS, POLICY, Form, Style, Unknown
from seminar.room.network import LOOPBACK, Allowance
from seminar.room.room import Room

prose = Words("room")

Step = Callable[[], None]
Admits = Callable[[RequestHandler], Awaitable[None]]
"""Raises HTTPError for who may not be at the desk; it is asked before each page and may answer in its place."""
Places = Callable[[], Sequence[str]]
"""The addresses at which phones find the bare page now, the likeliest first; [] for none."""


def on_this_computer(port: int) -> Admits:
    """Only who names the desk at *port* as this computer does, and takes steps on its own pages."""
    hosts = {f"{LOOPBACK}:{port}", f"localhost:{port}"}

    async def admits(page: RequestHandler) -> None:
        if page.request.host not in hosts:
            raise HTTPError(403)
        if page.request.method == "POST" and page.request.headers.get("Origin", "") != f"http://{page.request.host}":
            raise HTTPError(403)

    return admits


class _Desk(Form):
    """A page of the desk, at an address that only this room’s own terminal and browser know."""

    policy: ClassVar[Mapping[str, str]] = {**POLICY, "style-src": f"{OURS} 'unsafe-inline'"}
    """Pictures and tables bring their own style; there is no script that could misuse it."""

    async def admit(self) -> None:
        """Raises HTTPError for who may not be at this desk."""
        await self.settings["admits"](self)

    def way_on(self) -> h.Node:
        """Back to the desk."""
        return pages.link(self.here, prose("desk.back"))

    @property
    def desk(self) -> pages.Desk:
        """The pages as they are now: the address of the computer may have changed while it slept."""
        return pages.Desk(self.room, self.here, self.settings["places"](), len(self.settings["seen"]))


class _Main(_Desk):
    def get(self) -> None:
        self.finish(self.desk.main())


class _Wall(_Desk):
    def get(self) -> None:
        self.waits(self.desk.wall())


class _Result(_Desk):
    def get(self) -> None:
        try:
            poll = self.room.poll(self.get_query_argument("round", ""))
        except SeminarError as error:
            self.refuse(str(error), 404)
            return
        closed = self.room.ballots.closed
        if poll.name not in closed:
            self.refuse(prose("refused.not-closed"))
        else:
            self.finish(self.desk.result(poll, closed[poll.name], results.panels(poll, closed), results.more(poll)))


class _Step(_Desk):
    """A press at the desk: what cannot be is said above the page, and what removes something is asked once more."""

    def take(self, given: dict[str, str], step: str) -> None:
        self.settings["pressed"]()
        name = given.get("round", "")
        if "sure" not in given and (question := self.desk.question(step, name)):
            self.finish(question)
            return
        steps: dict[str, Step] = {
            "open": lambda: self.room.open(name),
            "close": self.room.close,
            "heads": lambda: self.room.count_heads(given.get("heads", "").strip()),
            "keep": lambda: self.room.keep(name),
            "end": self.room.end,
        }
        try:
            steps[step]()
        except SeminarError as error:
            self.set_status(409)
            self.finish(self.desk.main(str(error)))
            return
        if step == "end":
            self.finish(self.desk.ended())
            self.settings["end"]()
        else:
            beside = {"keep": f"/result?round={name}", "heads": "#count"}  # where one sees that it was done
            self.redirect(self.here + beside.get(step, ""), status=303)


def application(
    room: Room,
    seen: set[str],
    admits: Admits,
    places: Places,
    *,
    pressed: Step,
    end: Step,
    allowance: Allowance,
    below: str = "",
) -> Application:
    """The pages of the desk, at paths *below* one ("/room"), for whom it *admits*; *places* for phones, those *seen*.

    *pressed* is called at each press there, and *end* when the room has ended.
    """
    here = f"{below}/{room.key}"
    return Application(
        [
            (here, _Main),
            (f"{here}/wall", _Wall),
            (f"{here}/result", _Result),
            (f"{here}/(open|close|heads|keep|end)", _Step),
            (pages.ANY_STYLE, Style),
        ],
        default_handler_class=Unknown,
        admits=admits,
        places=places,
        here=here,
        room=room,
        seen=seen,
        end=end,
        pressed=pressed,
        allowance=allowance,
        style=pages.desk_style(),
    )
