"""The desk page, for this computer alone: ask, close, count heads, show, keep, end."""

from collections.abc import Callable, Mapping
from typing import ClassVar

import htpy as h
from tornado.web import Application, HTTPError

from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.room import pages, results
from seminar.room.handlers import OURS, POLICY, Form, Style, Unknown
from seminar.room.network import LOOPBACK, Allowance, addresses
from seminar.room.phones import LOOK_AGAIN, Seen
from seminar.room.room import Room

prose = Words("room")

Step = Callable[[], None]


class _Desk(Form):
    """A page of the desk, at an address that only this room’s own terminal and browser know."""

    policy: ClassVar[Mapping[str, str]] = {**POLICY, "style-src": f"{OURS} 'unsafe-inline'"}
    """Pictures and tables bring their own style; there is no script that could misuse it."""

    @property
    def room(self) -> Room:
        """The room whose desk this is."""
        return self.settings["room"]

    @property
    def here(self) -> str:
        """Where the desk is."""
        return f"/{self.room.key}"

    def prepare(self) -> None:
        """Raises HTTPError for who names another host, and for a step that no page of the desk sent."""
        super().prepare()
        if self.request.host not in self.settings["hosts"]:
            raise HTTPError(403)
        if self.request.method == "POST" and self.request.headers.get("Origin", "") != f"http://{self.request.host}":
            raise HTTPError(403)

    def way_on(self) -> h.Node:
        """Back to the desk."""
        return pages.link(self.here, prose("desk.back"))

    @property
    def desk(self) -> pages.Desk:
        """The pages as they are now: the address of the computer may have changed while it slept."""
        port, only = self.settings["phones"]
        found = [only] if only else addresses()
        return pages.Desk(
            self.room, self.here, [f"http://{one}:{port}/" for one in found], len(self.settings["seen"].ballots)
        )


class _Main(_Desk):
    def get(self) -> None:
        self.finish(self.desk.main())


class _Wall(_Desk):
    def get(self) -> None:
        self.set_header("Refresh", str(LOOK_AGAIN))
        self.finish(self.desk.wall())


class _Result(_Desk):
    def get(self) -> None:
        try:
            poll = self.room.poll(self.get_query_argument("round", ""))
        except SeminarError as error:
            self.refuse(str(error), 404)
            return
        if self.room.left(poll.name) is None:
            self.refuse(prose("refused.not-closed"))
        else:
            closed = self.room.ballots.closed
            takes = bool(results.kept_for_notebook(poll, closed)[1])
            self.finish(self.desk.result(poll, results.panels(poll, closed), takes))


class _Step(_Desk):
    """A press at the desk; what cannot be is said above the page."""

    def post(self, step: str) -> None:
        self.settings["pressed"]()
        given = self.form()
        name = given.get("round", "")
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
            self.redirect(f"{self.here}/result?round={name}" if step == "keep" else self.here, status=303)


def application(
    room: Room, seen: Seen, port: int, phones: tuple[int, str], end: Step, pressed: Step, allowance: Allowance
) -> Application:
    """The pages of the desk at *port*; *phones* are the port of the voting page and its address, "" for every one.

    *pressed* is called at each press there, and *end* when the room has ended.
    """
    here = f"/{room.key}"
    return Application(
        [
            (here, _Main),
            (f"{here}/wall", _Wall),
            (f"{here}/result", _Result),
            (f"{here}/(open|close|heads|keep|end)", _Step),
            (pages.STYLE, Style),
        ],
        default_handler_class=Unknown,
        hosts={f"{LOOPBACK}:{port}", f"localhost:{port}"},
        phones=phones,
        room=room,
        seen=seen,
        end=end,
        pressed=pressed,
        allowance=allowance,
        style=pages.desk_style(),
    )
