"""Opening a room: two servers in one process, and how they end."""

import asyncio
import signal
import webbrowser
from collections.abc import Callable
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException

from tornado.httpserver import HTTPServer
from tornado.web import Application

from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.room import desk, phones
from seminar.room.handlers import LONGEST
from seminar.room.journal import Journal, again, of_the_room
from seminar.room.network import EVERYWHERE, LOOPBACK, Allowance, addresses, allow_many_lines, listen
from seminar.room.room import Room

prose = Words("room")

IDLE = 3 * 60 * 60
"""Seconds after the last press at the desk until the room ends by itself."""
MOST_HEARD = 20_000_000
"""Bytes of a request that are let through, unread and unkept, before the line is cut."""
RATE, BURST = 500, 5_000
"""Steps that one address may take each second, and at once: a thousand phones behind one address take fewer."""


def open_room(notebook: str, port: int, address: str, browser: bool, say: Callable[[str], None]) -> None:
    """Open the room of *notebook* until it is ended at the desk, nobody presses there for ``IDLE`` seconds, or Ctrl+C.

    Phones find it at *port* of *address* ("" for every network). Where it is open already, its desk is shown once more.
    Raises SeminarError where there is no such notebook, or another program has a port.
    """
    journal = of_the_room(notebook, port)
    allow_many_lines()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts it in the background had it ignored
    try:
        sockets = listen(port, address or EVERYWHERE), listen(port + 1, LOOPBACK)
    except SeminarError:
        if not (place := _open_already(journal, port)):
            raise
        _show(place, browser, say, prose("terminal.open-already", notebook=notebook, desk=place))
        return
    room = Room(notebook, journal)
    try:
        asyncio.run(_serve(room, sockets, port, address, browser, say))
    except KeyboardInterrupt:
        say(prose("terminal.stopped"))


async def _serve(
    room: Room, sockets: tuple, port: int, address: str, browser: bool, say: Callable[[str], None]
) -> None:
    ended, seen = asyncio.Event(), set[str]()
    idle = Idle(room, ended.set)
    whose = phones.by_cookie(f"ballot-{port}", room.secret)  # cookies do not know ports
    for_phones = phones.application(room, seen, whose, Allowance(RATE, BURST))
    at_desk = desk.application(
        room,
        seen,
        desk.on_this_computer(port + 1),
        lambda: [f"http://{one}:{port}/" for one in ([address] if address else addresses())],
        pressed=idle.pressed,
        end=ended.set,
        allowance=Allowance(RATE, BURST),
    )
    servers = [_server(for_phones), _server(at_desk)]
    for server, heard in zip(servers, sockets, strict=True):
        server.add_sockets(heard)
    place = _place(port, room.key)
    _show(place, browser, say, prose("terminal.open", notebook=room.notebook, desk=place))
    if room.goes_on:
        say(prose("terminal.goes-on"))
    await ended.wait()
    for server in servers:
        server.stop()
        await server.close_all_connections()
    say(prose("terminal.ended"))


def _place(port: int, key: str) -> str:
    """Where the desk is of the room with that *key*, which phones find at *port*."""
    return f"http://{LOOPBACK}:{port + 1}/{key}"


def _show(place: str, browser: bool, say: Callable[[str], None], sentence: str) -> None:
    say(sentence)
    if browser:
        webbrowser.open(place)


def _open_already(journal: Journal, port: int) -> str:
    """Where the desk is of the room that goes on in another process with this *journal*, "" where none does."""
    _, begun = again(journal.events())
    if not begun:
        return ""
    with suppress(OSError, HTTPException), closing(HTTPConnection(LOOPBACK, port + 1, timeout=10)) as line:
        line.request("GET", f"/{begun['key']}")
        if line.getresponse().status == 200:
            return _place(port, begun["key"])
    return ""


def _server(application: Application) -> HTTPServer:
    """A server for *application* that waits for nobody for long, and closes each line once it has answered."""
    return HTTPServer(
        application,
        no_keep_alive=True,
        max_header_size=LONGEST,
        max_body_size=MOST_HEARD,
        body_timeout=20,
        idle_connection_timeout=20,
    )


class Idle:
    """Ends *room* when nobody has pressed at the desk for long, and calls *ended*, whatever the clock of the computer
    says."""

    def __init__(self, room: Room, ended: Callable[[], None]) -> None:
        self._room, self._ended = room, ended
        self._timer = asyncio.get_running_loop().call_later(IDLE, self._end)

    def pressed(self) -> None:
        """Somebody is there."""
        self.stop()
        self._timer = asyncio.get_running_loop().call_later(IDLE, self._end)

    def stop(self) -> None:
        """Wait no longer: the room has ended."""
        self._timer.cancel()

    def _end(self) -> None:
        self._room.end()
        self._ended()
