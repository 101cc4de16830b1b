"""The pages of a room behind a proxy, which sends the requests of everybody over the same few lines."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from seminar.room import desk, phones
from seminar.room.journal import Journal
from seminar.room.network import Allowance
from seminar.room.room import Room
from support import LOOPBACK
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import HTTPError

BODY = "round=" + "x" * 60_000
PLENTY = Allowance(1_000, 1_000)


async def nobody(page):
    """Who refuses each step, a while after it was asked: a hub is asked first."""
    await asyncio.sleep(0)
    if page.request.method == "POST":
        raise HTTPError(403)
    return "a ballot"


def of_phones(room):
    return phones.application(room, set(), nobody, PLENTY, "/room"), f"/room/{room.word}"


def of_the_desk(room):
    steps = {"pressed": lambda: pytest.fail("a refused step counts as a press"), "end": lambda: None}
    application = desk.application(room, set(), nobody, list, allowance=PLENTY, below="/desk", **steps)
    return application, f"/desk/{room.key}/open"


async def heard(reader):
    """The status of the next answer on the line, and whether the line stays."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
    await reader.readexactly(int(fields["Content-Length"]))
    return int(head.split()[1]), fields.get("Connection") != "close"


async def a_step_and_a_look(application, path):
    """What two people hear who come one after the other over the same line: a step that is refused, and a look."""
    listener, port = bind_unused_port(address=LOOPBACK)
    server = HTTPServer(application)
    server.add_socket(listener)
    reader, writer = await asyncio.open_connection(LOOPBACK, port)
    head = f"POST {path} HTTP/1.1\r\nHost: {LOOPBACK}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    writer.write(f"{head}Content-Length: {len(BODY)}\r\n\r\n{BODY}".encode())
    refused = await heard(reader)
    writer.write(f"GET {path.removesuffix('/open')} HTTP/1.1\r\nHost: {LOOPBACK}\r\n\r\n".encode())
    looked = await heard(reader)
    writer.close()
    server.stop()
    await server.close_all_connections()
    return refused, looked


@pytest.mark.parametrize("pages", [of_phones, of_the_desk])
def test_who_is_refused_does_not_cut_the_line_of_the_next_one(pages, answers_folder):
    room = Room("06", Journal(answers_folder / "room"))
    with ThreadPoolExecutor(1) as apart:  # beside a browser of other tests, which has a loop of its own
        heard = apart.submit(lambda: asyncio.run(a_step_and_a_look(*pages(room)))).result()
    assert heard == ((403, True), (200, True))
